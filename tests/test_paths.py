"""Names and paths: nothing leads out of a corpus, nothing is waited for, and no text loses its labels by its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import annotator as package
from annotator.adding import add_document
from annotator.cli import run
from annotator.corpus import Corpus, CorpusError, corpus_of, open_text
from annotator.errors import AnnotatorError
from annotator.files.findings import InvalidFileError
from annotator.session.opening import alone, open_session
from annotator.store import InvalidNameError, annotators_of, labels_path
from annotator.store.lock import lock_path
from annotator.store.names import UnreadableFolderError, alike
from annotator.text import TextError
from tests.fuzz.victim import watched
from tests.sample import ARTICLE, LABELS, put

LINK = "this is a link that leads out of the folder, and is not followed"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    put(folder, LABELS)
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file outside the corpus that nobody may read or write through it."""
    path = tmp_path / "secret.yaml"
    path.write_text(LABELS, encoding="utf-8")
    return path


def told(corpus: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `annotator validate` says."""
    capsys.readouterr()
    with watched():
        assert run(["validate", str(corpus)]) == 1
    printed = capsys.readouterr()
    return printed.out + printed.err


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pact.mira.yaml", "pact.meta.yaml", "corpus.yaml", "sources.yaml"])
def test_a_file_that_is_a_link_out_of_the_corpus_is_not_followed(
    corpus: Path, outside: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / name).unlink(missing_ok=True)
    (corpus / name).symlink_to(outside)
    assert LINK in told(corpus, capsys)
    if name != "pact.meta.yaml":
        with pytest.raises(InvalidFileError, match=LINK):
            open_session(corpus_of(corpus), corpus / "pact.txt", "mira")
    assert outside.read_text(encoding="utf-8") == LABELS


def test_labels_are_never_written_through_a_link_to_nothing(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "autostart.desktop"
    (corpus / "pact.tom.yaml").symlink_to(target)
    with pytest.raises(InvalidFileError, match=LINK):
        open_session(corpus_of(corpus), corpus / "pact.txt", "tom")
    assert not target.exists()


def test_a_text_that_is_a_link_out_of_the_corpus_is_not_opened(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "private.txt").write_text("Not for labelling.\n", encoding="utf-8")
    (corpus / "other.txt").symlink_to("../private.txt")
    with pytest.raises(InvalidNameError, match="is a link that leads out of its folder: copy the text itself there"):
        open_text(corpus / "other.txt")
    assert "other.txt: is a link that leads out of its folder" in told(corpus, capsys)
    assert [error.file for error in package.load(corpus, on_error="collect").errors] == [str(corpus / "other.txt")]


def test_a_link_inside_the_corpus_and_a_corpus_behind_a_link_are_fine(corpus: Path, tmp_path: Path) -> None:
    (corpus / "same.txt").symlink_to("pact.txt")
    (tmp_path / "link").symlink_to(corpus)
    assert open_text(tmp_path / "link" / "same.txt").content == ARTICLE
    assert open_session(corpus_of(tmp_path / "link"), tmp_path / "link" / "pact.txt", "mira").labels.quotes


def test_a_link_in_the_place_of_a_lock_empties_nothing(corpus: Path, outside: Path) -> None:
    lock_path(labels_path(corpus / "pact.txt", "mira")).symlink_to(outside)
    session = alone(
        labels_path(corpus / "pact.txt", "mira"),
        lambda: open_session(corpus_of(corpus), corpus / "pact.txt", "mira"),
    )
    session.close()
    assert session.read_only is not None
    assert outside.read_text(encoding="utf-8") == LABELS


@pytest.mark.parametrize("name", ["new.txt", "new.meta.yaml"])
def test_nothing_is_added_through_a_link(corpus: Path, tmp_path: Path, name: str) -> None:
    document, target = tmp_path / "new.txt", tmp_path / "elsewhere"
    document.write_text("A new text.\n", encoding="utf-8")
    (corpus / name).symlink_to(target)
    with pytest.raises(CorpusError, match="is a link: remove it, or give this text another name with --name"):
        add_document(document, corpus, known={})
    assert not target.exists()


@pytest.mark.parametrize(
    "name", ["../up", "/etc/x", "a/b", "a\\b", "..", ".", "-x", ".x", "x.", "x ", "x\n", "x\0", "é"]
)
def test_no_name_that_is_given_leads_out_of_the_corpus(corpus: Path, tmp_path: Path, name: str) -> None:
    document = tmp_path / "new.txt"
    document.write_text("A new text.\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CorpusError):
        add_document(document, corpus, name=name, known={})
    assert sorted(tmp_path.rglob("*")) == before


def test_a_document_may_come_from_anywhere(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "new.txt").write_text("A new text.\n", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "far" / "new.txt")
    assert add_document(corpus / ".." / "far" / "new.txt", corpus, known={}).path == corpus / "new.txt"
    assert add_document(tmp_path / "link.txt", corpus, known={}).path == corpus / "link.txt"
    assert not (corpus / "link.txt").is_symlink()


# --- what is no ordinary file ----------------------------------------------------------------------------------------

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_folder(path: Path) -> None:
    path.mkdir()


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


@needs_pipes
@pytest.mark.parametrize("make", [make_pipe, make_endless, make_folder, make_loop])
@pytest.mark.parametrize(
    "name", ["pact.mira.yaml", "pact.meta.yaml", "pact.txt", "corpus.yaml", "sources.yaml", "x.txt"]
)
def test_nothing_in_a_corpus_is_waited_for(
    corpus: Path, name: str, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / name).unlink(missing_ok=True)
    make(corpus / name)
    with watched():
        for command in (["validate", str(corpus)], ["status", str(corpus)], ["label", str(corpus / name)]):
            assert run(command) in {0, 1, 2}
        for attempt in (
            lambda: package.load(corpus, on_error="collect"),
            lambda: open_session(corpus_of(corpus), corpus / "pact.txt", "mira"),
            lambda: add_document(corpus / name, corpus.parent / "another", known={}),
            lambda: Corpus(corpus).title(corpus / "pact.txt"),
        ):
            try:
                attempt()
            except AnnotatorError as error:
                assert str(error)
    assert "Traceback" not in capsys.readouterr().err


@needs_pipes
def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with watched(), pytest.raises(TextError, match="cannot be read: it is a pipe, a socket or a device and not a file"):
        add_document(tmp_path / "pipe.txt", tmp_path / "corpus", known={})


def test_a_text_that_is_far_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(TextError, match="1,099,511,627,776 bytes; at most 67,108,864 are read"):
        open_text(path)


# --- names -----------------------------------------------------------------------------------------------------------


def test_hidden_files_are_no_texts_of_a_corpus(corpus: Path) -> None:
    for name in ("._pact.txt", ".hidden.txt", ".pact.txt.swp"):
        (corpus / name).write_bytes(b"\0\x05\x16\x07")
    assert Corpus(corpus).text_paths() == [corpus / "pact.txt"]
    assert run(["validate", str(corpus)]) == 0
    with pytest.raises(InvalidNameError, match="is a hidden file"):
        open_text(corpus / "._pact.txt")


def test_a_name_too_long_for_its_labels_is_told_before_anything_is_labelled(tmp_path: Path) -> None:
    fits, too_long = tmp_path / f"{'é' * 80}.txt", tmp_path / f"{'é' * 81}.txt"
    for text in (fits, too_long):
        text.write_text(ARTICLE, encoding="utf-8")
    open_session(corpus_of(fits), fits, "m" * 64).close()
    labels_path(fits, "m" * 64).write_text("x", encoding="utf-8")
    with pytest.raises(InvalidNameError, match="has too long a name for labels to stand beside it: at most 160 bytes"):
        open_text(too_long)


@pytest.mark.parametrize(
    "names", [("Story.txt", "story.txt"), ("caf\u00e9.txt", "cafe\u0301.txt"), ("ß.txt", "ss.txt")]
)
def test_texts_that_are_one_file_elsewhere_are_told(
    corpus: Path, names: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in names:
        (corpus / name).write_text(ARTICLE, encoding="utf-8")
    if len(list(corpus.glob("*.txt"))) < 3:
        pytest.skip("this file system takes them for one")
    assert "for the same file; rename one" in told(corpus, capsys)


def test_names_that_only_resemble_each_other_are_different() -> None:
    assert alike(["a.txt", "ä.txt", "a-.txt", "a .txt"]) == []
    assert alike(["A.txt", "a.txt", "b.txt", "a.TXT"]) == [("a.txt", "A.txt"), ("a.TXT", "A.txt")]


def test_a_text_that_is_one_file_elsewhere_with_another_is_not_added(corpus: Path, tmp_path: Path) -> None:
    (corpus / "Story.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "story.txt").write_text("Something else.\n", encoding="utf-8")
    if (corpus / "story.txt").exists():
        pytest.skip("this file system takes them for one")
    with pytest.raises(CorpusError, match=r"Story\.txt has the same name on some systems: give another with --name"):
        add_document(tmp_path / "story.txt", corpus, known={})


@pytest.mark.parametrize("name", ["con", "NUL", "aux.2031", "com1", "LPT9.old", "corpus", "sources", "meta", "gold"])
def test_a_name_that_means_something_else_to_a_system_or_to_us_is_not_given(tmp_path: Path, name: str) -> None:
    document = tmp_path / f"{name}.txt"
    document.write_text("A new text.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="give one with --name"):
        add_document(document, tmp_path / "corpus", known={})


@pytest.mark.parametrize(
    "stem", ["corpus", "sources", "meta", "pact.mira", "pact.meta", "-x", "a b", "a.", "[x]", "a\nb"]
)
def test_a_text_put_there_by_hand_is_told_apart_by_its_whole_name(corpus: Path, stem: str) -> None:
    text = corpus / f"{stem}.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    own = LABELS.replace("document: pact", f"document: {stem!r}" if stem != "a\nb" else 'document: "a\\nb"')
    labels_path(text, "tom").write_text(own.replace("annotator: mira", "annotator: tom"), encoding="utf-8")
    assert annotators_of(text) == ["tom"]
    assert annotators_of(corpus / "pact.txt") == ["mira"]
    assert Corpus(corpus).read_labels(open_text(text), "tom").document == stem
    assert run(["validate", str(corpus)]) == 0


def test_a_folder_that_cannot_be_listed_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(UnreadableFolderError, match="corpus cannot be read: Permission denied"):
        annotators_of(corpus / "pact.txt")


@pytest.mark.parametrize("path", ["x" * 5_000, "a\0b", "x" * 300 + ".txt"])
def test_a_path_that_nothing_can_have_is_told(path: str) -> None:
    with pytest.raises(CorpusError):
        package.load(path)


@pytest.mark.parametrize("name", ["x" * 5_000, "a\\0b", "/dev/zero", "..", "../../nowhere"])
def test_a_codebook_that_is_no_file_is_told(corpus: Path, name: str) -> None:
    (corpus / "corpus.yaml").write_text(f'codebook: "{name}"\n', encoding="utf-8")
    with watched(), pytest.raises(AnnotatorError, match="There is no codebook '"):
        package.load(corpus)
