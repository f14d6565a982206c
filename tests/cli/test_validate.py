"""`annotator validate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Annotator
from tests.codebook.test_check import GOOD
from tests.sample import LABELS, changed, put

FAULTY = changed(changed(LABELS, "end: 219, text", "end: 218, text"), "within: q2", "within: q9")
LINK = "pact.mira.yaml:58:11: quotes[2].within: there is no quote 'q9'"
SPAN = (
    "pact.mira.yaml:63:34: claims[0].spans[0].text: 'Trade had grown by 12 percent' is not what the text has at "
    "190–218: 'Trade had grown by 12 percen'; it stands at 190–219"
)


def test_a_corpus_without_faults_is_told_in_one_line(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    for arguments in ([], ["."], [here]):
        outcome = annotator("validate", *arguments)
        assert (outcome.code, outcome.out, outcome.err) == (0, ["2 files checked, no faults."], [])
    assert annotator("validate", "pact.mira.yaml").out == ["1 file checked, no faults."]


def test_every_fault_is_one_line_with_file_line_and_column(annotator: Annotator, here: Path) -> None:
    put(here, FAULTY)
    outcome = annotator("validate", ".")
    assert (outcome.code, outcome.err) == (1, [])
    assert outcome.out == [LINK, SPAN, "2 files checked, 2 faults."]
    assert (here / "pact.mira.yaml").read_bytes() == FAULTY.encode()


@pytest.mark.parametrize("path", ["pact.txt", "pact.mira.yaml"])
def test_a_text_or_a_labels_file_can_be_checked_alone(annotator: Annotator, here: Path, path: str) -> None:
    put(here, FAULTY)
    outcome = annotator("validate", path)
    assert (outcome.code, outcome.out[:-1]) == (1, [LINK, SPAN])


def test_one_fault_is_not_two(annotator: Annotator, here: Path) -> None:
    put(here, changed(LABELS, "within: q2", "within: q9"))
    assert annotator("validate", ".").out[-1] == "2 files checked, 1 fault."


def test_for_programs_faults_are_json(annotator: Annotator, here: Path) -> None:
    put(here, FAULTY)
    outcome = annotator("validate", ".", "--format", "json")
    assert outcome.code == 1
    assert json.loads("\n".join(outcome.out))[0] == {
        "file": "pact.mira.yaml",
        "line": 58,
        "column": 11,
        "field": "quotes[2].within",
        "message": "there is no quote 'q9'",
    }
    put(here, LABELS)
    outcome = annotator("validate", ".", "--format", "json")
    assert (outcome.code, outcome.out) == (0, ["[]"])


def test_several_paths_are_checked_one_after_the_other(annotator: Annotator, here: Path) -> None:
    for name in ("a", "b"):
        (here / name).mkdir()
        put(here / name, FAULTY if name == "b" else LABELS)
    outcome = annotator("validate", "a", "b")
    assert outcome.code == 1
    assert outcome.out == [f"b/{LINK}", f"b/{SPAN}", "4 files checked, 2 faults."]


def test_a_codebook_can_be_named(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    outcome = annotator("validate", ".", "--codebook", "attribution-only")
    assert outcome.code == 1
    assert outcome.out[0].startswith("pact.mira.yaml:5:18: codebook.name: made with 'source-framing'")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["none"], "none does not exist."),
        (["notes.md"], "notes.md is neither a corpus folder, a .txt text nor a .yaml labels file."),
        ([".", "--codebook", "none"], "There is no codebook 'none': "),
        ([".", "--codebook", "ours.yaml"], "ours.yaml:21:15: layers.quotes.attributes.reason.kind: 'x' is not allowed"),
    ],
)
def test_what_cannot_be_checked_is_one_sentence(
    annotator: Annotator, here: Path, arguments: list[str], sentence: str
) -> None:
    put(here, LABELS)
    (here / "notes.md").touch()
    (here / "ours.yaml").write_text(changed(GOOD, "kind: text", "kind: x"), encoding="utf-8")
    outcome = annotator("validate", *arguments)
    assert outcome.code == 2
    (found,) = outcome.err
    assert found.startswith(sentence)
