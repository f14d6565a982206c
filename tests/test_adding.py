"""Taking documents into a corpus."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotator.adding import Added, add_document, document_name, first_line
from annotator.corpus import Corpus, CorpusError, open_text
from annotator.files.atomic import SaveError
from annotator.text import TextError
from tests.sample import ARTICLE


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "Bridge Pact.txt"
    path.write_bytes(ARTICLE.encode())
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def add(document: Path, corpus: Path, **how: Any) -> Added:
    return add_document(document, corpus, known=how.pop("known", {}), **how)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def add_bytes(folder: Path, data: bytes, **how: Any) -> bytes:
    """Add a document of these bytes and return those of the text."""
    (folder / "raw.txt").write_bytes(data)
    return add(folder / "raw.txt", folder / "corpus", **how).path.read_bytes()


def test_a_document_stands_in_the_corpus_with_what_is_known_of_it(document: Path, corpus: Path) -> None:
    known = {"outlet": "Northern Wire", "published": "2031-05-02", "url": "https://wire.example/1", "author": None}
    assert add(document, corpus, known=known) == Added(corpus / "bridge-pact.txt", same=False)
    assert names(corpus) == ["bridge-pact.meta.yaml", "bridge-pact.txt"]
    assert (corpus / "bridge-pact.txt").read_bytes() == ARTICLE.encode()
    assert yaml.safe_load((corpus / "bridge-pact.meta.yaml").read_text(encoding="utf-8")) == {
        "title": "Bridge pact signed",
        "outlet": "Northern Wire",
        "published": "2031-05-02",
        "url": "https://wire.example/1",
        "sha256": hashlib.sha256(ARTICLE.encode()).hexdigest(),
        "origin": "Bridge Pact.txt",
        "added": datetime.now(UTC).date().isoformat(),
    }


def test_a_title_that_is_given_goes_before_the_first_line(document: Path, corpus: Path) -> None:
    add(document, corpus, known={"title": "Pact"})
    assert Corpus(corpus).title(corpus / "bridge-pact.txt") == "Pact"


@pytest.mark.parametrize(
    "line",
    [
        "2024-01-05",
        "2024-01-05 Report",
        "no",
        "1_000",
        "12:30",
        "1e5",
        "<<",
        "- a: b",
        "Zoë: “x” #1",
        "\x1b[31mred",
        "~",
    ],
)
def test_any_first_line_can_be_a_title(tmp_path: Path, line: str) -> None:
    added = add_document_of(tmp_path, f"{line}\n\nMore.\n")
    assert Corpus(added.parent).meta(added).title == line.strip()


def add_document_of(folder: Path, content: str) -> Path:
    (folder / "raw.txt").write_bytes(content.encode())
    return add(folder / "raw.txt", folder / "corpus").path


def test_what_was_added_is_a_text_that_can_be_labelled(document: Path, corpus: Path) -> None:
    text = open_text(add(document, corpus).path)
    assert text.content == ARTICLE
    assert Corpus(corpus).meta(text.path).sha256 == text.sha256


# Encodings


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\x85", "\u2028"])
def test_newlines_are_kept_as_they_are(tmp_path: Path, newline: str) -> None:
    data = f"One{newline}{newline}Two{newline}".encode()
    assert add_bytes(tmp_path, data) == data


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert add_bytes(tmp_path, b"\xef\xbb\xbfOne\r\n") == b"One\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_other_unicode_encodings_become_utf8(tmp_path: Path, encoding: str) -> None:
    assert add_bytes(tmp_path, ARTICLE.encode(encoding), encoding=encoding) == ARTICLE.encode()


def test_old_encodings_become_utf8(tmp_path: Path) -> None:
    assert add_bytes(tmp_path, b"\x93Br\xfccke\x94\r\n", encoding="cp1252") == "“Brücke”\r\n".encode()


def test_what_is_not_in_the_encoding_is_told_by_byte_and_nothing_is_added(tmp_path: Path) -> None:
    with pytest.raises(TextError) as caught:
        add_bytes(tmp_path, b"Br\xfccke")
    assert str(caught.value) == (
        f"{tmp_path / 'raw.txt'} is not UTF-8 (byte 0xfc at position 2): add it with its own encoding: "
        "annotator add FILE --to CORPUS --encoding cp1252 (or latin-1, utf-16, …)."
    )
    with pytest.raises(TextError, match=r"is not ASCII \(byte 0xfc at position 2\): try another --encoding\.$"):
        add_bytes(tmp_path, b"Br\xfccke", encoding="ascii")
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "undefined", "../x", ""])
def test_what_is_no_encoding_of_texts_is_told(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(TextError, match=r"try "):
        add_bytes(tmp_path, b"One", encoding=encoding)


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"cannot be read as unicode_escape: try another --encoding\.$"):
        add_bytes(tmp_path, rb"\ud800", encoding="unicode_escape")


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", "\u3000\u200b\n".encode(), b"\xef\xbb\xbf"])
def test_a_document_with_nothing_in_it_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TextError, match=r"raw\.txt is empty: there is nothing to label\.$"):
        add_bytes(tmp_path, data)


def test_a_document_with_nul_bytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="has a NUL at character 3: it is no text, or it is UTF-16"):
        add_bytes(tmp_path, b"One\0Two")


# Names


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("State Visit — Wire (2)", "state-visit-wire-2"),
        ("Brücken über Straßen", "brucken-uber-strassen"),
        ("../../etc/passwd", "etc-passwd"),
        ("--rf  *", "rf"),
        (".hidden", "hidden"),
        ("a.b_c-d", "a.b_c-d"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_messy_file_name_becomes_a_plain_one(words: str, name: str) -> None:
    assert document_name(words) == name


@given(words=st.text(st.characters(exclude_categories=())))
def test_whatever_a_file_is_called_its_name_in_the_corpus_is_plain(words: str) -> None:
    try:
        name = document_name(words)
    except CorpusError:
        return
    assert name.isascii()
    assert name == name.lower().strip("-._")
    assert 0 < len(name) <= 100
    assert document_name(name) == name == document_name(name, given=True)


@pytest.mark.parametrize("words", ["新闻", "…", "", "corpus", "sources", "meta", "Gold"])
def test_a_name_of_which_none_can_be_made_is_asked_for(words: str) -> None:
    with pytest.raises(CorpusError, match=rf"^No name can be made from '{words}': give one with --name\.$"):
        document_name(words)


@pytest.mark.parametrize("name", ["Bridge", "a b", "../a", "a/b", "-a", "brücke", ""])
def test_a_name_that_is_given_is_taken_as_it_is_or_refused(document: Path, corpus: Path, name: str) -> None:
    with pytest.raises(CorpusError):
        add(document, corpus, name=name)
    assert not corpus.exists()
    assert add(document, corpus, name="story_2").path == corpus / "story_2.txt"


def test_a_file_name_in_no_encoding_at_all_is_no_obstacle(tmp_path: Path, corpus: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_bytes(ARTICLE.encode())
    added = add(path, corpus, known={"author": os.fsdecode(b"Zo\xeb")})
    assert added.path.name == "caf.txt"
    assert Corpus(corpus).meta(added.path).origin == "caf?.txt"


# Never overwriting


def test_the_same_document_again_changes_nothing(document: Path, corpus: Path) -> None:
    first = add(document, corpus, known={"outlet": "Northern Wire"})
    before = {path: path.read_bytes() for path in corpus.iterdir()}
    assert add(document, corpus, known={"outlet": "Northern Wire"}) == Added(first.path, same=True)
    known = {"outlet": "Southern Wire", "author": "Tove Arnsen", "url": None}
    assert add(document, corpus, known=known) == Added(first.path, same=True, ignored=("outlet", "author"))
    assert {path: path.read_bytes() for path in corpus.iterdir()} == before


def test_another_document_of_that_name_is_refused(document: Path, corpus: Path, tmp_path: Path) -> None:
    add(document, corpus)
    before = {path: path.read_bytes() for path in corpus.iterdir()}
    other = tmp_path / "bridge_pact" / "Bridge Pact.txt"
    other.parent.mkdir()
    other.write_text("Something else.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bridge-pact\.txt is another text of that name: give this one another with"):
        add(other, corpus)
    assert {path: path.read_bytes() for path in corpus.iterdir()} == before


def test_a_text_that_was_put_there_by_hand_gets_its_meta_file(document: Path, corpus: Path) -> None:
    corpus.mkdir()
    (corpus / "bridge-pact.txt").write_bytes(ARTICLE.encode())
    assert add(document, corpus).same
    assert Corpus(corpus).meta(corpus / "bridge-pact.txt").title == "Bridge pact signed"


def test_a_meta_file_without_its_text_is_not_overwritten(document: Path, corpus: Path) -> None:
    corpus.mkdir()
    (corpus / "bridge-pact.meta.yaml").write_text("title: By hand\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bridge-pact\.meta\.yaml is there without its text"):
        add(document, corpus)
    assert names(corpus) == ["bridge-pact.meta.yaml"]
    assert (corpus / "bridge-pact.meta.yaml").read_text(encoding="utf-8") == "title: By hand\n"


def test_a_text_that_appears_meanwhile_is_not_overwritten(
    document: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def link_too_late(source: Path, target: Path) -> None:
        target.write_text("Someone else's.\n", encoding="utf-8")
        link(source, target)

    monkeypatch.setattr(os, "link", link_too_late)
    with pytest.raises(CorpusError, match=r"bridge-pact\.txt appeared while it was being added: try again\.$"):
        add(document, corpus)
    assert names(corpus) == ["bridge-pact.txt"]
    assert (corpus / "bridge-pact.txt").read_text(encoding="utf-8") == "Someone else's.\n"


def test_a_failure_to_write_is_told_and_leaves_nothing_half(
    document: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", full)
        with pytest.raises(SaveError, match=r"could not be saved: No space left on device$"):
            add(document, corpus)
    assert names(corpus) == []
    assert not add(document, corpus).same


# What is no document, what is no corpus


def test_a_folder_is_no_document(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(
        TextError, match=rf"^{tmp_path} is a folder: give the files in it, such as {tmp_path}/\*\.txt\.$"
    ):
        add(tmp_path, corpus)


def test_a_document_that_is_not_there_is_told(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(TextError, match=r"none\.txt does not exist\.$"):
        add(tmp_path / "none.txt", corpus)


def test_a_file_is_no_corpus(document: Path) -> None:
    with pytest.raises(CorpusError, match=r"Bridge Pact\.txt is a file: give a folder with --to\.$"):
        add(document, document)
    with pytest.raises(CorpusError, match=r"cannot be made: Not a directory\.$"):
        add(document, document / "corpus")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("\n\n  Two   words\tand more \nNext\n", "Two words and more"),
        ("\u200b\nAfter nothing\n", "After nothing"),
        ("x" * 500, "x" * 200),
        ("One\u2028Two", "One"),
    ],
)
def test_the_first_line_with_something_on_it_is_the_title(content: str, title: str) -> None:
    assert first_line(content) == title
