"""`docs/codebooks.md` says what the code does."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.cli import run
from annotator.codebook import Attribute, Codebook, Layer, Value, shipped, shipped_names
from annotator.corpus import Corpus
from annotator.labels import LAYERS, Record
from annotator.session import Coding, Session
from annotator.session.opening import open_session
from annotator.tui.dialogues.stack import Dialogues
from tests.docs.pages import CODEBOOKS, blocks, files_in, plain, read, rows

NAME = "dry-summer.yaml"
TEXT = "The wells are dry, said Ada Brenn.\n\nMost of the goats are gone.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpus that uses the codebook of the page, as the working directory."""
    (tmp_path / NAME).write_bytes(files_in(CODEBOOKS)[NAME].encode())
    (tmp_path / "corpus.yaml").write_text(f"codebook: {NAME}\n")
    (tmp_path / "wells.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def session(folder: Path) -> Session:
    return open_session(Corpus(folder), folder / "wells.txt", "mira")


@pytest.mark.usefixtures("folder")
def test_the_example_passes_the_check_with_the_words_on_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "check", NAME]) == 0
    told = capsys.readouterr().out
    assert f"$ annotator codebook check {NAME}\n{told}" in blocks(CODEBOOKS, "console")


def test_the_example_makes_a_schema_in_the_corpus(folder: Path) -> None:
    assert run(["codebook", "schema", "--codebook", NAME, "--to", "annotations/"]) == 0
    assert '"water_level"' in (folder / "annotations" / "labels.schema.json").read_text()
    assert (folder / "annotations" / "codebook.schema.json").is_file()


@pytest.mark.usefixtures("folder")
def test_a_corpus_that_uses_the_example_has_no_faults() -> None:
    assert run(["validate", "."]) == 0


def bar(coding: Coding) -> str:
    """Return the bar at 80 columns, without what fills up its rows."""
    asked = Dialogues(coding.session, list, lambda: None)
    asked.begin(coding)
    assert asked.top is not None
    return "".join("".join(part.text for part in row).rstrip() + "\n" for row in asked.top.lines(80, 3))


def test_the_bar_is_as_the_page_shows_it(session: Session) -> None:
    start = TEXT.index("Ada Brenn")
    session.cursor.to_range(start, start + len("Ada Brenn"), chosen=True)
    coding = Coding.label(session, "sources")
    coding.press("r")
    pictures = blocks(CODEBOOKS, "")
    assert bar(coding) in pictures
    coding.finish()
    session.cursor.to_paragraph(1)
    assert bar(Coding.label(session, "claims")) in pictures


def test_a_grade_waits_for_its_grounds(session: Session) -> None:
    coding = Coding.label(session, "sources")
    coding.press("r")
    coding.press("h")
    assert coding.needs_text_now
    assert session.labels.sources[0].attribute("grade") == "U"
    coding.set_text("She was there.")
    assert session.labels.sources[0].attribute("grade") == "H"


def test_a_question_whose_condition_does_not_hold_is_not_asked(session: Session) -> None:
    coding = Coding.label(session, "claims")
    coding.press("b")
    assert "outlook" not in coding.steps()


@pytest.mark.parametrize("model", [Codebook, Layer, Attribute, Value], ids=lambda model: model.__name__)
def test_every_key_is_described(model: type[Record]) -> None:
    missing = [name for name in model.model_fields if f"`{name}`" not in read(CODEBOOKS)]
    assert missing == []


def test_the_shipped_codebooks_are_all_in_the_table() -> None:
    table = {row[0].strip("`"): row for row in rows(CODEBOOKS, "The four that are shipped")}
    for name in shipped_names():
        layers = ", ".join(layer for layer in LAYERS if layer in shipped(name).layers)
        assert table[name][2] == (layers if layers != ", ".join(LAYERS) else "all four")


def attribute_rows() -> dict[tuple[str, str], list[str]]:
    """Return the rows of the table of `source-framing`, by layer and attribute."""
    table: dict[tuple[str, str], list[str]] = {}
    layer = ""
    for row in rows(CODEBOOKS, "The four that are shipped"):
        layer = row[0] or layer
        if layer in LAYERS:
            table[layer, row[1].strip("*`")] = row
    return table


def attributes() -> dict[tuple[str, str], Attribute]:
    """Return the attributes of `source-framing`, by layer and name."""
    layers = shipped().layers.items()
    return {(layer, name): attribute for layer, scheme in layers for name, attribute in scheme.attributes.items()}


def test_every_attribute_of_the_default_codebook_is_in_the_table() -> None:
    table = attribute_rows()
    assert list(table) == list(attributes())
    for key, attribute in attributes().items():
        assert table[key][1].startswith("**") == (attribute.required and not attribute.when), key


def test_every_work_that_an_attribute_or_its_values_cite_is_in_its_row() -> None:
    table = attribute_rows()
    for key, attribute in attributes().items():
        cited = table[key][3]
        for work in {attribute.citation, *(value.citation for value in attribute.values)} - {None}:
            author, *_, last = str(work).split("-")
            assert author in plain(cited), (key, work)
            assert not last.isdecimal() or last in cited, (key, work)
