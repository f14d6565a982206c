"""`annotator add`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus import Corpus
from tests.cli.conftest import Annotator
from tests.sample import ARTICLE


@pytest.fixture
def seeds(here: Path) -> Path:
    (here / "seeds").mkdir()
    for name in ("First Story.txt", "second.txt"):
        (here / "seeds" / name).write_bytes(f"{name}\r\n\r\n{ARTICLE}".encode())
    return here / "seeds"


def test_documents_are_added_one_line_each(annotator: Annotator, seeds: Path) -> None:
    outcome = annotator("add", *sorted(seeds.iterdir()), "--to", "corpus")
    assert (outcome.code, outcome.err) == (0, [])
    assert outcome.out == ["corpus/first-story.txt added.", "corpus/second.txt added."]
    assert Path("corpus/second.txt").read_bytes() == (seeds / "second.txt").read_bytes()
    assert annotator("validate", "corpus").out == ["4 files checked, no faults."]


def test_what_is_known_of_a_document_is_kept(annotator: Annotator, seeds: Path) -> None:
    known = {
        "title": "no: “x”",
        "outlet": "Wire",
        "author": "Tove Arnsen",
        "published": "2031-05-02",
        "story": "quay-fire",
        "url": "https://wire.example/?a=1#b",
        "language": "en",
    }
    options = [option for name, value in known.items() for option in (f"--{name}", value)]
    assert annotator("add", seeds / "second.txt", "--to", "corpus", "--name", "story", *options).code == 0
    meta = Corpus(Path("corpus")).meta(Path("corpus/story.txt"))
    assert meta.model_dump(include=set(known)) == known
    assert meta.origin == "second.txt"


def test_the_same_again_is_fine_and_another_of_that_name_is_not(annotator: Annotator, seeds: Path) -> None:
    annotator("add", seeds / "second.txt", "--to", "corpus")
    before = {path: path.read_bytes() for path in Path("corpus").iterdir()}
    again = annotator("add", seeds / "second.txt", "--to", "corpus")
    assert (again.code, again.out) == (0, ["corpus/second.txt was there already, the same."])
    (seeds / "second.txt").write_text("Another.\n", encoding="utf-8")
    other = annotator("add", seeds / "second.txt", "--to", "corpus")
    assert (other.code, other.out) == (2, [])
    assert other.err == ["corpus/second.txt is another text of that name: give this one another with --name."]
    assert {path: path.read_bytes() for path in Path("corpus").iterdir()} == before


@pytest.mark.parametrize(
    ("data", "encoding", "stored"),
    [
        (b"\x93Br\xfccke\x94\r\n", "cp1252", "“Brücke”\r\n"),
        (b"Br\xfccke\n", "latin-1", "Brücke\n"),
        ("Brücke\n".encode("utf-16"), "utf-16", "Brücke\n"),
        (b"\xef\xbb\xbfBr\xc3\xbccke\n", "utf-8", "Brücke\n"),
    ],
)
def test_a_document_in_its_own_encoding_becomes_utf8(
    annotator: Annotator, here: Path, data: bytes, encoding: str, stored: str
) -> None:
    (here / "old.txt").write_bytes(data)
    assert annotator("add", "old.txt", "--to", "corpus", "--encoding", encoding).code == 0
    assert Path("corpus/old.txt").read_bytes() == stored.encode()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["none.txt", "--to", "c"], "none.txt does not exist."),
        (["seeds", "--to", "c"], "seeds is a folder: give the files in it, such as seeds/*.txt."),
        (["seeds/second.txt", "--to", "seeds/second.txt"], "seeds/second.txt is a file: give a folder with --to."),
        (["seeds/second.txt", "--to", "c", "--name", "corpus"],
         "'corpus' cannot be a text's name: it means something else here or to Windows."),
        (["seeds/second.txt", "--to", "c", "--name", "A Story"],
         "'A Story' cannot be a text's name: use lowercase letters, digits, - and _ ('a-story')."),
        (["seeds/second.txt", "--to", "c", "--encoding", "klingon"],
         "There is no encoding 'klingon': try cp1252, latin-1, utf-16 or shift_jis."),
        (["seeds/second.txt", "--to", "c", "--encoding", "utf-16"],
         "seeds/second.txt is not UTF-16 ("),
        (["latin.txt", "--to", "c"],
         "latin.txt is not UTF-8 (byte 0xfc at position 2): add it with its own encoding: annotator add FILE"),
        (["void.txt", "--to", "c"], "void.txt is empty: there is nothing to label."),
        (["nul.txt", "--to", "c"],
         "nul.txt has a NUL at character 1: it is no text, or it is UTF-16 (--encoding utf-16)."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("seeds")
def test_what_cannot_be_added_is_one_sentence_and_adds_nothing(
    annotator: Annotator, here: Path, arguments: list[str], sentence: str
) -> None:
    (here / "latin.txt").write_bytes(b"Br\xfccke")
    (here / "void.txt").write_bytes(b" \n")
    (here / "nul.txt").write_bytes(b"a\0b")
    before = sorted(here.rglob("*"))
    outcome = annotator("add", *arguments)
    assert (outcome.code, outcome.out) == (2, [])
    (found,) = outcome.err
    assert found.startswith(sentence)
    assert sorted(here.rglob("*")) == before


def test_a_name_or_title_is_for_one_document(annotator: Annotator, seeds: Path) -> None:
    for option in ("--name", "--title"):
        outcome = annotator("add", *seeds.iterdir(), "--to", "corpus", option, "story")
        assert (outcome.code, outcome.err[0]) == (2, "--name and --title are for one file at a time.")
    assert not Path("corpus").exists()


def test_documents_before_one_that_cannot_be_added_stay_added(annotator: Annotator, seeds: Path) -> None:
    outcome = annotator("add", seeds / "second.txt", "none.txt", "--to", "corpus")
    assert (outcome.code, outcome.out, outcome.err) == (2, ["corpus/second.txt added."], ["none.txt does not exist."])


def test_what_is_told_of_a_text_that_is_there_already_is_said_to_change_nothing(
    annotator: Annotator, seeds: Path
) -> None:
    document = min(seeds.glob("*.txt"))
    annotator("add", document, "--to", "corpus", "--outlet", "Northern Wire")
    again = annotator("add", document, "--to", "corpus", "--outlet", "Northern Wire", "--author", "Tove Arnsen")
    assert again.code == 0
    (said,) = again.err
    assert said.startswith("--author changed nothing: corpus/")
    assert said.endswith(".meta.yaml is there already, and is edited by hand.")
