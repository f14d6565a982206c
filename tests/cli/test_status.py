"""`annotator status`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Annotator
from tests.sample import ARTICLE, LABELS, changed, put


def test_everyones_progress_is_a_table(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    gold = changed(changed(LABELS, "annotator: mira", "annotator: gold"), "complete: false", "complete: true")
    (here / "pact.gold.yaml").write_text(gold, encoding="utf-8")
    (here / "a-second-story.txt").write_text(ARTICLE, encoding="utf-8")
    outcome = annotator("status", ".")
    assert (outcome.code, outcome.err) == (0, [])
    assert outcome.out == [
        "text            annotator   reviewed   sources  quotes  claims  frames",
        "a-second-story  not begun",
        "pact            gold             1/4         3       3       1       1  done",
        "pact            mira             1/4         3       3       1       1",
    ]


def test_the_columns_stand_under_each_other_whoever_labelled(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    name = "someone-with-a-long-name"
    labels = changed(LABELS, "annotator: mira", f"annotator: {name}")
    (here / f"pact.{name}.yaml").write_text(labels, encoding="utf-8")
    header, *rows = annotator("status").out
    assert len({row.index("1/4") + len("1/4") for row in rows} | {header.index("reviewed") + len("reviewed")}) == 1


def test_faults_are_counted_and_end_with_one(annotator: Annotator, here: Path) -> None:
    put(here, changed(LABELS, "within: q2", "within: q9"))
    outcome = annotator("status", "pact.txt")
    assert outcome.code == 1
    assert outcome.out[1] == "pact  mira       1 fault: `annotator validate` says more"


def test_a_second_pass_is_counted_by_its_sample(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    second = changed(
        changed(LABELS, "annotator: mira", "annotator: mira-again"),
        "complete: false\n",
        "complete: false\nsample: [1, 4]\n",
    )
    (here / "pact.mira-again.yaml").write_text(second, encoding="utf-8")
    assert annotator("status").out[1:] == [
        "pact  mira              1/4         3       3       1       1",
        "pact  mira-again        1/2         3       3       1       1  sample of 4",
    ]
    assert json.loads("\n".join(annotator("status", "--format", "json").out))[1]["sampled"] == 2
    assert annotator("validate").code == 0


def test_for_programs_progress_is_json(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    outcome = annotator("status", "--format", "json")
    assert outcome.code == 0
    assert json.loads("\n".join(outcome.out)) == [
        {
            "document": "pact",
            "annotator": "mira",
            "paragraphs": 4,
            "reviewed": 1,
            "complete": False,
            "items": {"sources": 3, "quotes": 3, "claims": 1, "frames": 1},
            "undecided": 0,
            "faults": 0,
            "revised": False,
            "sampled": None,
        }
    ]


def test_a_text_that_cannot_be_read_does_not_hide_the_others(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    (here / "void.txt").touch()
    outcome = annotator("status", ".")
    assert (outcome.code, outcome.err) == (1, ["void.txt is empty: there is nothing to label."])
    assert outcome.out[1].startswith("pact  mira")


def test_a_corpus_without_texts_is_told(annotator: Annotator, here: Path) -> None:
    (here / "corpus.yaml").write_text("title: Pacts\n", encoding="utf-8")
    outcome = annotator("status", ".")
    assert (outcome.code, outcome.out) == (0, ["There are no texts in .."])


def test_faults_of_the_corpus_are_told_once(annotator: Annotator, here: Path) -> None:
    put(here, LABELS)
    (here / "second.txt").write_text(ARTICLE, encoding="utf-8")
    (here / "corpus.yaml").write_text("titel: x\n", encoding="utf-8")
    outcome = annotator("status", ".")
    assert (outcome.code, outcome.out) == (2, [])
    assert outcome.err == ["corpus.yaml:1:1: titel: unknown key; remove it or correct its name"]


def test_a_path_that_is_not_there_is_told(annotator: Annotator) -> None:
    outcome = annotator("status", "none")
    assert (outcome.code, outcome.out, outcome.err) == (2, [], ["none does not exist."])
