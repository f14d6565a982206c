"""`annotator agreement`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.building import claim, plan, say, two_say
from tests.agreement.test_corpus import again_say
from tests.cli.conftest import Annotator


@pytest.fixture
def corpus(here: Path) -> Path:
    """Two texts that `ada` and `ben` labelled, with a disagreement in one of them."""
    folder = here / "corpus"
    two_say(folder, "one", claims=lambda text: [claim(text, "jobs", claimants=("s2",)), claim(text, "dust", 2)])
    two_say(folder, "two")
    return folder


def test_the_table_has_a_line_for_each_question(annotator: Annotator, corpus: Path) -> None:
    outcome = annotator("agreement", corpus, "--samples", 5)
    assert (outcome.code, outcome.err) == (0, [])
    assert outcome.out[0] == "2 texts, 2 annotators: ada, ben"
    table = outcome.out[2 : outcome.out.index("", 2)]
    assert table[0].split() == ["layer", "question", "measure", "value", "interval", "n", "equal", "matched"]
    (kind,) = [line for line in table if line.split()[:3] == ["type", "α", "nominal"] and line.endswith("75%    1.00")]
    assert kind.split()[3] == "0.53"
    assert any(line.split()[:3] == ["found", "F1", "1.00"] for line in table)
    assert any("extent and kind" in line and "γ" in line for line in table)
    assert any("no variation" in line for line in table)


def test_everything_that_a_number_needs_is_told_under_the_table(annotator: Annotator, corpus: Path) -> None:
    told = "\n".join(annotator("agreement", corpus, "--samples", 0).out)
    assert "interval: 95%, jackknife over texts" in told
    assert "share of items with a counterpart at all (overlap 0.5 or more)" in told
    assert "1× of 4     claims type: other / quantity" in told
    assert "one ¶4: 1 disagreement; `annotator label" in told
    assert "claims: type: ada other, ben quantity [Dust fell on the school in March.]" in told
    assert "2  paragraphs that everyone calls furniture or repeat" in told


def test_for_programs_it_is_json(annotator: Annotator, corpus: Path) -> None:
    outcome = annotator("agreement", corpus, "--format", "json", "--samples", 0)
    found: dict[str, Any] = json.loads("\n".join(outcome.out))
    assert found["annotators"] == ["ada", "ben"]
    (row,) = [row for row in found["rows"] if (row["layer"], row["question"]) == ("claims", "type")]
    assert row["n"] == 4
    assert row["percent_agreement"] == 3 / 4
    assert row["interval"]["method"] == "jackknife"
    assert found["pairs"][0]["annotators"] == ["ada", "ben"]
    assert found["disagreements"][0]["paragraph"] == 4


def test_the_methods_paragraph_has_the_numbers(annotator: Annotator, corpus: Path) -> None:
    outcome = annotator("agreement", corpus, "--methods", "--samples", 0)
    told = "\n".join(outcome.out)
    assert outcome.out[0].startswith(
        "2 articles were labelled by two or more of 2 annotators with the codebook source-"
    )
    assert "Krippendorff 2019" in told and "Passonneau 2006" in told and "Mathet" not in told
    assert "Claims: any in the paragraph, α = 1.00" in told
    assert "type, α = 0.53 [-1.00, 1.00] (n = 4)" in told
    assert "not defined (everyone always gave the same value" in told


def test_what_is_compared_can_be_chosen(annotator: Annotator, corpus: Path) -> None:
    outcome = annotator("agreement", corpus, "--layers", "claims", "--samples", 0, "--match", "exact", "--worst", 0)
    assert {line.split()[0] for line in outcome.out[3:6]} == {"zones", "claims", "found"}
    assert not any("Worst paragraphs" in line for line in outcome.out)
    assert "same offsets" in "\n".join(outcome.out)
    assert annotator("agreement", corpus, "--layers", "claim").code == 2
    assert annotator("agreement", corpus, "--threshold", "2").code == 2


def test_gold_is_compared_when_asked_for(annotator: Annotator, here: Path) -> None:
    text = plan(here)
    say(text, "ada", claims=[claim(text, "jobs"), claim(text, "dust", 2)])
    say(text, "gold", claims=[claim(text, "jobs")])
    alone = annotator("agreement", ".")
    assert (alone.code, alone.out) == (1, [])
    (told,) = alone.err
    assert told.startswith("No text in . was labelled by two annotators (there are labels by ada), and agreement takes")
    assert annotator("agreement", ".", "--with-gold").out[0] == "1 text, 2 annotators: ada, gold"


def test_whoever_labelled_again_is_compared_with_themselves(annotator: Annotator, corpus: Path) -> None:
    again_say(corpus, "one")
    outcome = annotator("agreement", corpus, "--samples", 0)
    assert (outcome.code, outcome.out[0]) == (0, "2 texts, 2 annotators: ada, ben")
    begin = outcome.out.index("ada against ada, labelled again: 1 text, 2 paragraphs")
    itself = outcome.out[begin : outcome.out.index("", begin)]
    assert any(line.split()[:3] == ["found", "F1", "1.00"] for line in itself)
    assert not any("ada-again" in line for line in outcome.out)
    found = json.loads("\n".join(annotator("agreement", corpus, "--samples", 0, "--format", "json").out))
    (again,) = found["again"]
    assert (again["annotator"], again["pass"], again["documents"], again["paragraphs"]) == (
        "ada",
        "ada-again",
        ["one"],
        2,
    )
    assert {row["layer"] for row in again["rows"]} == {"zones", "sources", "quotes", "claims", "frames"}
    methods = annotator("agreement", corpus, "--samples", 0, "--methods").out
    sentence = "For intra-annotator agreement, ada labelled 2 paragraphs of 1 article a second time without seeing the"
    (place,) = [place for place, line in enumerate(methods) if line.startswith(sentence)]
    assert "found, F1 = 1.00" in "\n".join(methods[place:])
    assert annotator("agreement", corpus, "--with-gold", "--samples", 0).out[0] == "2 texts, 2 annotators: ada, ben"


def test_a_file_with_faults_is_told_and_the_others_are_compared(annotator: Annotator, corpus: Path) -> None:
    say(plan(corpus, "three"), "ada")
    (corpus / "three.ada.yaml").write_text("format: 7\n", encoding="utf-8")
    outcome = annotator("agreement", corpus, "--samples", 0)
    assert outcome.code == 1
    assert "three.ada.yaml:1:9: format: labels format 7 is newer" in outcome.err[0]
    assert outcome.out[0] == "2 texts, 2 annotators: ada, ben"


def test_without_the_extra_it_is_said_what_to_install(corpus: Path) -> None:
    code = "import sys; sys.modules['numpy'] = None; from annotator.cli import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "agreement", str(corpus)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("This needs numpy and scipy (")
    assert ran.stderr.endswith("): pip install 'news-annotator[agreement]' brings it.\n")
    assert len(ran.stderr.splitlines()) == 1


def test_a_paragraph_of_the_list_can_be_opened(annotator: Annotator, corpus: Path) -> None:
    text = corpus / "one.txt"
    assert annotator("label", text, "--annotator", "ada", "--paragraph", 9).err[0] == (
        "The text has 5 paragraphs, and no paragraph 9."
    )
    assert annotator("label", corpus, "--annotator", "ada", "--paragraph", 2).err[0] == (
        "--paragraph is for one text: name it."
    )
    opened = annotator("label", text, "--annotator", "ada", "--paragraph", 4)
    assert opened.err[0].startswith("There is no terminal to label in")
