"""`annotator.load`: which files, whose labels, what happens to broken ones."""

from __future__ import annotations

import copy
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import annotator
from annotator.codebook import CodebookNotFoundError
from annotator.corpus import Corpus, CorpusError
from annotator.dataset import LabelledCorpus, LoadError
from annotator.dataset.loading import OnError
from annotator.errors import AnnotatorError
from annotator.files import reading
from annotator.files.findings import Finding, InvalidFileError
from annotator.store import InvalidNameError, annotators_of
from annotator.validation import check_path
from tests.dataset.building import add_labels, add_opening, add_text, spans


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def names(corpus: LabelledCorpus) -> list[str]:
    return [document.name for document in corpus.documents]


# --- what is loaded --------------------------------------------------------------------------------------------------


def test_a_corpus_has_its_texts_by_name_and_everyone_who_labelled(folder: Path) -> None:
    corpus = annotator.load(folder)

    assert names(corpus) == ["bridge", "opening", "untouched"]
    assert corpus.annotators == ("first", "gold", "second")
    assert corpus.errors == ()
    assert repr(corpus) == f"<LabelledCorpus {folder}: 3 documents, labelled by first, gold, second>"


def test_a_path_can_be_a_string_and_begin_at_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))

    assert names(annotator.load(str(folder))) == ["bridge", "opening", "untouched"]
    assert names(annotator.load("~/annotations")) == ["bridge", "opening", "untouched"]


def test_the_settings_of_the_corpus_are_there(folder: Path) -> None:
    assert (annotator.load(folder).title, annotator.load(folder).language) == ("annotations", "en")

    (folder / "corpus.yaml").write_text("title: The bridge\nlanguage: nb\ncodebook: source-framing\n")
    corpus = annotator.load(folder)

    assert (corpus.title, corpus.language, corpus.codebook.name) == ("The bridge", "nb", "source-framing")
    assert [document.language for document in corpus.documents] == ["nb", "he", "nb"]


def test_one_text_can_be_loaded_with_its_labels_and_the_settings_around_it(folder: Path) -> None:
    corpus = annotator.load(folder / "opening.txt")

    assert names(corpus) == ["opening"]
    assert [quote.annotator for quote in corpus.quotes] == ["first"]
    assert "mira-halden" in corpus.registry


def test_an_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    corpus = annotator.load(tmp_path)

    assert (len(corpus.documents), len(corpus.quotes), corpus.annotators, corpus.errors) == (0, 0, (), ())
    assert list(corpus.quotes.where(form="direct")) == []
    assert corpus.quotes.to_dicts() == []
    assert corpus.quotes.group_by("form") == {}
    assert repr(corpus) == f"<LabelledCorpus {tmp_path}: 0 documents, not labelled>"


@pytest.mark.parametrize(
    ("path", "message"),
    [("nowhere", "does not exist"), ("bridge.first.yaml", "neither a corpus folder nor a .txt text")],
)
def test_what_cannot_be_loaded_is_told_in_a_sentence(folder: Path, path: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        annotator.load(folder / path)


def test_annotators_narrows_what_is_read(folder: Path) -> None:
    (folder / "bridge.second.yaml").write_text("broken: [")

    assert annotator.load(folder, annotators="gold").annotators == ("gold",)
    assert annotator.load(folder, annotators=["gold", "first"]).annotators == ("first", "gold")
    assert annotator.load(folder, annotators=()).annotators == ()
    assert names(annotator.load(folder, annotators="nobody")) == ["bridge", "opening", "untouched"]
    assert annotator.load(folder / "bridge.txt", annotators="gold").annotators == ("gold",)


@pytest.mark.parametrize("name", ["Gold", "meta", "a b"])
def test_an_annotators_name_that_cannot_be_is_an_error(folder: Path, name: str) -> None:
    with pytest.raises(InvalidNameError):
        annotator.load(folder, annotators=[name])


def test_the_same_files_count_as_labels_as_everywhere_else(folder: Path) -> None:
    for name in ("bridge.Upper.yaml", "bridge.sources.yaml", "bridge.corpus.yaml", "bridge..yaml"):
        (folder / name).write_text("x: 1")
    corpus = annotator.load(folder, on_error="collect")

    assert files(corpus.errors) == {"bridge.Upper.yaml", "bridge.sources.yaml", "bridge.corpus.yaml", "bridge..yaml"}
    assert {d.name: list(d.annotators) for d in corpus.documents} == {
        path.stem: annotators_of(path) for path in folder.glob("*.txt")
    }


def test_names_with_dots_belong_to_the_right_text(tmp_path: Path) -> None:
    for name in ("story", "story.part"):
        text = add_text(tmp_path / "corpus", name, f"Halden said no in {name}.\n")
        add_labels(text, "first", quotes=[{"id": "q1", "content": spans(text, "no"), "form": "indirect"}])

    quotes = annotator.load(tmp_path / "corpus").quotes
    assert {quote.document.text for quote in quotes} == {
        "Halden said no in story.\n",
        "Halden said no in story.part.\n",
    }
    assert [len(document.quotes) for document in annotator.load(tmp_path / "corpus").documents] == [1, 1]


def test_a_codebook_can_be_given(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "format: 1\nname: own\nversion: 1.0.0\ntitle: Own\nlayers:\n  quotes:\n    attributes:\n"
        "      mood:\n        values:\n        - {value: glad, key: g}\n"
    )

    with pytest.raises(LoadError, match=r"opening\.first\.yaml"):
        annotator.load(folder / "opening.txt", codebook=own)
    assert annotator.load(folder / "untouched.txt", codebook=str(own)).codebook.name == "own"
    with pytest.raises(CodebookNotFoundError):
        annotator.load(folder, codebook="nothing-of-that-name")


def test_labels_without_paragraphs_have_those_that_labelling_begins_with(folder: Path) -> None:
    path = folder / "opening.first.yaml"
    content = path.read_text(encoding="utf-8")
    before, rest = content.split("paragraphs:\n")
    path.write_text(before + "paragraphs: []\nsources:" + rest.split("sources:", 1)[1], encoding="utf-8")
    corpus = annotator.load(folder / "opening.txt")

    assert [paragraph.number for paragraph in corpus.paragraphs] == [1, 2]
    assert [quote.paragraph.number for quote in corpus.quotes] == [2]


# --- when it is read -------------------------------------------------------------------------------------------------


def test_what_was_loaded_stays_and_loading_again_shows_what_changed(folder: Path) -> None:
    before = annotator.load(folder)
    replace(folder / "bridge.gold.yaml", "form: direct", "form: mixed")
    (folder / "opening.first.yaml").unlink()
    after = annotator.load(folder)

    assert [quote.form for quote in before.quotes.by("gold")] == ["direct", "indirect"]
    assert [quote.form for quote in after.quotes.by("gold")] == ["mixed", "indirect"]
    assert len(before.documents["opening"].quotes) == 1
    assert len(after.documents["opening"].quotes) == 0


def test_skip_reads_a_text_when_it_is_first_used_and_only_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = reading.os.open

    def opened(path: Path, flags: int) -> int:
        read.append(path.name)
        return int(real(path, flags))

    monkeypatch.setattr(reading.os, "open", opened)
    corpus = annotator.load(folder, on_error="skip")
    assert not [name for name in read if name.endswith(".txt")]

    quote = next(iter(corpus.quotes))
    assert quote.sources[0].name == "Mira Halden"
    assert [name for name in read if name.endswith(".txt")] == ["bridge.txt"]

    assert len(corpus.quotes) == len(list(corpus.quotes)) == 8
    assert sorted(name for name in read if name.endswith(".txt")) == ["bridge.txt", "opening.txt", "untouched.txt"]
    assert read.count("bridge.first.yaml") == 1


def test_the_folder_is_looked_through_equally_often_however_many_texts_there_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []

    def counted(look: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*path: Any) -> Any:
            looks.append(path)
            return look(*path)

        return counting

    monkeypatch.setattr(os, "listdir", counted(os.listdir))
    monkeypatch.setattr(os, "scandir", counted(os.scandir))

    def looks_to_load() -> int:
        looks.clear()
        annotator.load(folder)
        return len(looks)

    few = looks_to_load()
    for number in range(5):
        add_text(folder, f"more-{number}", "Nothing new.\n")

    assert 0 < looks_to_load() == few


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_collection_is_as_it_was_whatever_happens(folder: Path, is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        annotator.load(folder).quotes.to_dicts()
        assert gc.isenabled() is is_on
        (folder / "bridge.gold.yaml").write_text("no")
        with pytest.raises(LoadError):
            annotator.load(folder)
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_a_loaded_corpus_can_be_copied(folder: Path) -> None:
    annotator.load(folder)
    corpus = annotator.load(folder)
    for other in (copy.copy(corpus), copy.deepcopy(corpus)):
        assert len(other.quotes) == 8
        del other
    assert len(corpus.quotes) == 8


# --- broken files ----------------------------------------------------------------------------------------------------


@pytest.fixture
def broken(folder: Path) -> Path:
    """A corpus with four broken files and one whose text is gone; the rest is in order."""
    replace(folder / "bridge.first.yaml", "within: q3", "within: q9")
    replace(folder / "bridge.second.yaml", "form: mixed", "form: quoted\n  mood: glad")
    (folder / "latin.txt").write_bytes(b"Caf\xe9 talks\n")
    replace(folder / "untouched.meta.yaml", "title:", "titel:")
    (folder / "lost.first.yaml").write_text("format: 1\n")
    return folder


def files(findings: Iterable[Finding]) -> set[str]:
    return {Path(finding.file).name for finding in findings}


BROKEN = {"bridge.first.yaml", "bridge.second.yaml", "latin.txt", "untouched.meta.yaml", "lost.first.yaml"}


def test_raise_tells_every_fault_of_every_file_at_once(broken: Path) -> None:
    with pytest.raises(LoadError) as caught:
        annotator.load(broken)

    assert isinstance(caught.value, AnnotatorError)
    assert files(caught.value.findings) == BROKEN
    heading, *lines = str(caught.value).splitlines()
    assert heading == f'{broken}: 5 files have faults (on_error="collect" loads the others):'
    assert any("bridge.first.yaml:" in line and "within: there is no quote 'q9'" in line for line in lines)
    assert any("quotes[0].form" in line and "'quoted' is not allowed here" in line for line in lines)
    assert any("quotes[0].mood: unknown key" in line for line in lines)
    assert any("latin.txt: is not UTF-8 (byte 0xe9 at position 3)" in line for line in lines)
    assert any("lost.first.yaml: there is no lost.txt beside it" in line for line in lines)
    assert len(lines) == len(caught.value.findings)


def test_raise_tells_line_and_column(broken: Path) -> None:
    with pytest.raises(LoadError) as caught:
        annotator.load(broken)

    (finding,) = [finding for finding in caught.value.findings if finding.field == "quotes[3].within"]
    line = (broken / "bridge.first.yaml").read_text(encoding="utf-8").splitlines()[(finding.line or 0) - 1]
    assert line[(finding.column or 0) - 1 :] == "q9"


@pytest.mark.parametrize("on_error", ["collect", "skip"])
def test_collect_and_skip_load_what_is_in_order(broken: Path, on_error: OnError) -> None:
    corpus = annotator.load(broken, on_error=on_error)

    assert names(corpus) == ["bridge", "opening", "untouched"]
    assert corpus.documents["bridge"].annotators == ("gold",)
    assert corpus.annotators == ("first", "gold")
    assert len(corpus.quotes) == 3
    assert corpus.documents["untouched"].title == "untouched"
    assert files(corpus.errors) == BROKEN
    assert "5 files with faults left out" in repr(corpus)


@pytest.mark.parametrize(
    "damage", ["none", "links", "syntax", "hash", "text", "orphan meta", "newer", "nobody's", "hidden"]
)
def test_loading_finds_what_validate_finds(folder: Path, damage: str) -> None:
    if damage == "links":
        replace(folder / "bridge.first.yaml", "sources: [s1]", "sources: [s8]")
    if damage == "syntax":
        (folder / "opening.first.yaml").write_text("format: 1\nformat: &a 1\n- [")
    if damage == "hash":
        replace(folder / "bridge.txt", "pact", "deal")
    if damage == "text":
        (folder / "untouched.txt").write_bytes(b"\0")
    if damage == "orphan meta":
        (folder / "untouched.txt").unlink()
    if damage == "nobody's":
        (folder / "bridge.Mira.yaml").write_text("format: 1\n")
    if damage == "hidden":
        (folder / ".bridge.first.yaml").write_text("format: 1\n")
    if damage == "newer":
        replace(folder / "bridge.gold.yaml", "format: 1", "format: 2")
    validated = [f for checked in check_path(Corpus(folder), folder) for f in checked.findings]
    loaded = annotator.load(folder, on_error="collect").errors

    assert sorted(map(str, loaded)) == sorted(map(str, validated))
    assert bool(loaded) == (damage not in {"none", "hidden"})


def test_a_broken_text_loaded_alone_is_an_error_or_an_empty_corpus(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(" \n")

    with pytest.raises(LoadError, match=r"empty\.txt: is empty"):
        annotator.load(path)
    assert names(annotator.load(path, on_error="collect")) == []


@pytest.mark.parametrize("on_error", ["raise", "collect", "skip"])
def test_without_settings_and_registry_nothing_is_loaded_and_both_are_told(folder: Path, on_error: OnError) -> None:
    (folder / "corpus.yaml").write_text("paragraph: lines\n")
    (folder / "sources.yaml").write_text("sources:\n- name: Mira Halden\n")

    with pytest.raises(InvalidFileError) as caught:
        annotator.load(folder, on_error=on_error)
    assert files(caught.value.findings) == {"corpus.yaml", "sources.yaml"}


def test_an_unknown_way_to_treat_errors_is_an_error(folder: Path) -> None:
    with pytest.raises(AnnotatorError, match="'ignore' is no value of on_error: use 'raise', 'skip', 'collect'"):
        annotator.load(folder, on_error="ignore")  # type: ignore[arg-type]


# --- what it costs ---------------------------------------------------------------------------------------------------

HEAVY = ("textual", "click", "rich", "pydantic", "yaml", "annotator.dataset")


def imported(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_imports_next_to_nothing() -> None:
    assert imported("import annotator") == set()


def test_loading_imports_no_terminal(tmp_path: Path) -> None:
    add_opening(tmp_path / "corpus")

    found = imported(f"import annotator; annotator.load({str(tmp_path / 'corpus')!r}).quotes[0].text")
    assert found - {"yaml"} == {"pydantic", "annotator.dataset"}
