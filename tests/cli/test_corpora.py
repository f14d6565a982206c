"""Commands that are given a folder in which there is nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Annotator
from tests.sample import LABELS, put

COMMANDS = ["validate", "status", "agreement", "adjudicate"]
NOTHING = "There are no texts and no labels in"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_with_nothing_in_it_is_told(annotator: Annotator, here: Path, command: str) -> None:
    (here / "void").mkdir()
    for folder, where in ((".", "this folder"), ("void", "void")):
        outcome = annotator(command, folder)
        assert (outcome.code, outcome.out) == (2, [])
        assert outcome.err == [f"{NOTHING} {where}: name the folder of a corpus."]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_corpus_below_is_named(annotator: Annotator, here: Path, command: str) -> None:
    (here / "work" / "pacts").mkdir(parents=True)
    put(here / "work" / "pacts", LABELS)
    (here / ".hidden").mkdir()
    put(here / ".hidden", LABELS)
    outcome = annotator(command, ".")
    assert (outcome.code, outcome.out) == (2, [])
    assert outcome.err == [f"{NOTHING} this folder. A corpus lies in {Path('work/pacts')}: name that folder."]


def test_several_corpora_below_are_named(annotator: Annotator, here: Path) -> None:
    for number in range(7):
        (here / f"c{number}").mkdir()
        (here / f"c{number}" / "corpus.yaml").touch()
    outcome = annotator("validate")
    assert outcome.code == 2
    assert outcome.err == [f"{NOTHING} this folder. Corpora lie in c0, c1, c2, c3, c4, …: name one of them."]


def test_a_corpus_without_texts_has_no_faults(annotator: Annotator, here: Path) -> None:
    (here / "corpus.yaml").write_text("title: Pacts\n", encoding="utf-8")
    outcome = annotator("validate")
    assert (outcome.code, outcome.out) == (0, ["1 file checked, no faults."])
