"""Opening a text: with labels, without, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.corpus import Corpus, CorpusError
from annotator.errors import AnnotatorError
from annotator.files.findings import InvalidFileError
from annotator.labels import LAYERS, LayerName
from annotator.session import Session
from annotator.session.opening import open_session
from annotator.store import InvalidNameError
from annotator.text import TextError
from annotator.text.paragraphs import ParagraphRule
from tests.session.desk import ARTICLE, do, quote, source

WRAPPED = "One line that goes on\nand on.\n\nAnother one that\ngoes on.\n"


def opened(
    folder: Path,
    content: str = ARTICLE,
    *,
    annotator: str = "mira",
    rule: ParagraphRule | None = None,
    layers: tuple[LayerName, ...] = LAYERS,
    codebook: str | None = None,
) -> Session:
    text = folder / "pact.txt"
    if not text.exists():
        text.write_bytes(content.encode())
    return open_session(Corpus(folder, codebook), text, annotator, layers=layers, rule=rule)


def saved(session: Session) -> Path:
    session.saver.save()
    return session.saver.path


def test_a_text_without_labels_opens_at_its_first_paragraph(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert (session.labels.annotator, session.labels.document) == ("mira", "pact")
    assert (session.cursor.paragraph, session.unreviewed, len(session.units)) == (0, 7, 7)
    assert session.saver.path == tmp_path / "pact.mira.yaml"


def test_a_text_with_labels_opens_at_the_first_paragraph_that_is_not_reviewed(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next", "reviewed_next")
    saved(session)
    assert opened(tmp_path).cursor.paragraph == 2


def test_a_text_that_is_reviewed_opens_at_its_beginning(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, *["reviewed_next"] * 7)
    saved(session)
    again = opened(tmp_path)
    assert (again.cursor.paragraph, again.unreviewed) == (0, 0)


def test_values_given_before_are_remembered_for_their_sources(tmp_path: Path) -> None:
    session = opened(tmp_path)
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 tab d enter")
    saved(session)
    assert opened(tmp_path).remembered["s1", "quotes", "stance"] == "distancing"


def test_the_rule_for_paragraphs_comes_from_the_corpus_or_the_command(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text("paragraphs: blocks\n")
    assert len(opened(tmp_path, WRAPPED).units) == 2
    assert len(opened(tmp_path, rule="lines").units) == 4


def test_labels_keep_the_paragraphs_they_were_made_with(tmp_path: Path) -> None:
    session = opened(tmp_path, WRAPPED, rule="blocks")
    do(session, "reviewed_next")
    path = saved(session)
    assert len(opened(tmp_path).units) == 2
    assert len(opened(tmp_path, rule="blocks").units) == 2
    before = path.read_bytes()
    with pytest.raises(CorpusError, match=r"has other paragraphs than --paragraphs lines gives.*leave the option out"):
        opened(tmp_path, rule="lines")
    assert path.read_bytes() == before


def test_labels_without_paragraphs_get_those_of_the_rule(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "complete")
    path = saved(session)
    lines = path.read_text().splitlines()
    kept = [line for line in lines if not line.startswith("- {start")]
    path.write_text("\n".join(kept).replace("paragraphs:", "paragraphs: []") + "\n")
    again = opened(tmp_path)
    assert len(again.units) == 7
    assert again.labels.complete


@pytest.mark.parametrize("name", ["gold", "meta", "Mira", "", "a b"])
def test_a_name_that_no_annotator_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidNameError):
        opened(tmp_path, annotator=name)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="empty"):
        opened(tmp_path, " \n")
    with pytest.raises(TextError, match="does not exist"):
        open_session(Corpus(tmp_path), tmp_path / "missing.txt", "mira")
    (tmp_path / "pact.md").write_text("# Pact")
    with pytest.raises(CorpusError, match="not a .txt file"):
        open_session(Corpus(tmp_path), tmp_path / "pact.md", "mira")


def test_a_text_of_nothing_but_invisible_characters_has_nothing_to_label(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="nothing to label"):
        opened(tmp_path, "\u200b\n\u200b\u2060\n")


def test_layers_that_the_codebook_does_not_have_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="attribution-only has none of the layers claims, frames"):
        opened(tmp_path, layers=("claims", "frames"), codebook="attribution-only")


def test_labels_with_faults_are_refused_and_left_untouched(tmp_path: Path) -> None:
    session = opened(tmp_path)
    quote(session, "“This is a bridge, not a wall,”")
    path = saved(session)
    path.write_text(path.read_text().replace("form: direct", "form: shouted"))
    before = path.read_bytes()
    with pytest.raises(InvalidFileError, match="shouted"):
        opened(tmp_path)
    assert path.read_bytes() == before


def test_labels_of_another_text_are_refused(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    saved(session)
    (tmp_path / "pact.txt").write_text("Another text.")
    with pytest.raises(InvalidFileError, match="the text is not the one that was labelled"):
        opened(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_labels_that_cannot_be_read_are_told_to_be_so(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    saved(session).chmod(0)
    with pytest.raises(InvalidFileError, match="cannot be read"):
        opened(tmp_path)


def test_a_folder_in_the_place_of_the_labels_is_told_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "pact.mira.yaml").mkdir()
    with pytest.raises(InvalidFileError, match="cannot be read"):
        opened(tmp_path)
