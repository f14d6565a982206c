"""`annotator adjudicate` without a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from annotator.adjudication.opening import open_gold
from annotator.labels import LAYERS
from annotator.store.lock import Lock
from tests.adjudication.building import quarry, wanted
from tests.agreement.building import plan, say, two_say
from tests.cli.conftest import Annotator


def test_disagreements_are_listed_with_exit_code_1(here: Path, annotator: Annotator) -> None:
    quarry(here)
    found = annotator("adjudicate", "plan.txt", "--list")
    assert found.code == 1
    assert found.out == [
        "plan ¶3  s2 source: affiliation  [the mayor’s office]",
        "plan ¶2  q1 quote: stance  [“Nobody asked the valley,”]",
        "plan ¶3  c1 claim: spans, type  [The quarry would bring forty jobs]",
        "plan ¶4  c3 claim: only ada  [Some parents kept their children at home]",
        "plan ¶4  f1 frame: only ben  [Dust fell on the school in March.]",
        "5 disagreements wait in 1 text.",
    ]
    assert not (here / "plan.gold.yaml").exists()


def test_nothing_to_decide_ends_with_0(here: Path, annotator: Annotator) -> None:
    two_say(here)
    found = annotator("adjudicate", ".", "--list")
    assert (found.code, found.out) == (0, ["Nothing waits for a decision."])


def test_json_has_every_version(here: Path, annotator: Annotator) -> None:
    quarry(here)
    found = annotator("adjudicate", "plan.txt", "--list", "--format", "json", "--order", "worst")
    assert found.code == 1
    listed = json.loads("\n".join(found.out))
    assert [one["id"] for one in listed][:2] == ["s2", "c3"]
    (quote,) = (one for one in listed if one["layer"] == "quotes")
    assert (quote["differing"], quote["missing"], quote["paragraph"]) == (["stance"], [], 2)
    assert [(version["by"], version["quote"]["stance"]) for version in quote["versions"]] == [
        (["ada"], "neutral"),
        (["ben"], "distancing"),
    ]


def test_blind_lists_name_nobody(here: Path, annotator: Annotator) -> None:
    quarry(here)
    for form in ("text", "json"):
        found = annotator("adjudicate", "plan.txt", "--list", "--blind", "--format", form)
        assert "ada" not in " ".join(found.out)
        assert "only 1 of 2" in " ".join(found.out) or form == "json"


def test_gold_is_begun_without_opening_it_and_never_written_over(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    found = annotator("adjudicate", ".", "--begin")
    assert (found.code, found.out) == (0, ["plan.gold.yaml: begun, 2 items, 5 disagreements."])
    gold = here / "plan.gold.yaml"
    before = gold.read_bytes()
    assert [one["by"] for one in yaml.safe_load(before)["undecided"]][:2] == [["ada"], ["ben"]]
    assert annotator("validate", ".").code == 0
    say(text, "ben", claims=[])
    found = annotator("adjudicate", ".", "--begin")
    assert found.out == ["plan.gold.yaml: was begun before, 2 items, 5 disagreements."]
    assert gold.read_bytes() == before


def test_who_is_compared_can_be_said(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    say(text, "cleo")
    found = annotator("adjudicate", ".", "--list", "--annotators", "ada,ben")
    assert found.out[-1] == "5 disagreements wait in 1 text."
    assert annotator("adjudicate", ".", "--list").out[-1] == "7 disagreements wait in 1 text."


def test_a_second_pass_for_self_agreement_is_no_annotator(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    (here / "plan.ada-again.yaml").write_text(
        (here / "plan.ada.yaml").read_text(encoding="utf-8").replace("annotator: ada", "annotator: ada-again"),
        encoding="utf-8",
    )
    assert annotator("adjudicate", str(text.path.name), "--list").out[-1] == "5 disagreements wait in 1 text."


@pytest.mark.parametrize("how", ["--list", "--begin"])
def test_what_cannot_be_adjudicated_is_said_with_exit_code_2(here: Path, annotator: Annotator, how: str) -> None:
    text = plan(here)
    assert "only" not in " ".join(annotator("adjudicate", ".", how).err)
    found = annotator("adjudicate", "plan.txt", how)
    assert (found.code, found.err) == (
        2,
        ["plan.txt: nobody has labelled this text, and adjudication needs two annotators."],
    )
    say(text, "ada")
    found = annotator("adjudicate", "plan.txt", how)
    assert (found.code, found.err) == (
        2,
        ["plan.txt: only ada has labelled this text, and adjudication needs two annotators."],
    )
    found = annotator("adjudicate", ".", how)
    assert (found.code, found.err) == (
        2,
        ["No text in . was labelled by two annotators: there is nothing to adjudicate."],
    )
    assert not list(here.glob("*gold*"))


def test_other_paragraphs_are_refused(here: Path, annotator: Annotator) -> None:
    quarry(here)
    labels = here / "plan.ben.yaml"
    content = labels.read_text(encoding="utf-8")
    labels.write_text(content.replace("- {start: 0, end: 19, ", "- {start: 0, end: 18, "), encoding="utf-8")
    found = annotator("adjudicate", "plan.txt", "--begin")
    assert found.code == 2
    assert "ada and ben divide the text into different paragraphs" in found.err[0]
    assert not (here / "plan.gold.yaml").exists()


def test_a_faulty_file_is_told_and_nothing_begun(here: Path, annotator: Annotator) -> None:
    quarry(here)
    labels = here / "plan.ben.yaml"
    labels.write_text(labels.read_text(encoding="utf-8").replace("stance: distancing", "stance: hostile"), "utf-8")
    found = annotator("adjudicate", "plan.txt", "--begin")
    assert found.code == 2
    assert "'hostile' is not allowed here" in found.err[0]
    assert not (here / "plan.gold.yaml").exists()


def test_one_text_that_fails_does_not_keep_the_others_from_being_begun(here: Path, annotator: Annotator) -> None:
    quarry(here)
    two_say(here, "other")
    labels = here / "plan.ben.yaml"
    labels.write_text(labels.read_text(encoding="utf-8").replace("stance: distancing", "stance: hostile"), "utf-8")
    found = annotator("adjudicate", ".", "--begin")
    assert found.code == 2
    assert found.out == ["other.gold.yaml: begun, 6 items, 0 disagreements."]


def test_there_must_be_a_terminal(here: Path, annotator: Annotator) -> None:
    quarry(here)
    found = annotator("adjudicate", "plan.txt")
    assert found.code == 2
    assert "There is no terminal" in found.err[0]
    assert not (here / "plan.gold.yaml").exists()


def test_gold_that_somebody_adjudicates_is_opened_to_look_only(here: Path) -> None:
    text = quarry(here)
    first = open_gold(wanted(text), text.path)
    second = open_gold(wanted(text), text.path)
    assert first.read_only is None
    assert second.read_only is not None
    first.close()
    second.close()


def test_gold_that_is_just_being_begun_is_not_begun_twice(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    lock = Lock(text.path.with_name("plan.gold.yaml"))
    found = annotator("adjudicate", "plan.txt", "--begin")
    lock.release()
    assert found.code == 2
    assert not (here / "plan.gold.yaml").exists()


def test_labels_that_changed_since_are_told(here: Path) -> None:
    text = quarry(here)
    open_gold(wanted(text), text.path).close()
    say(text, "ben", reviewed=dict.fromkeys(range(1, 6), LAYERS))
    session = open_gold(wanted(text), text.path)
    assert session.told is not None
    assert "The labels of ben changed since gold was made from them" in session.told
    session.close()


def test_a_disputed_zone_is_told_and_to_be_reviewed(here: Path) -> None:
    text = quarry(here)
    labels = here / "plan.ben.yaml"
    labels.write_text(labels.read_text(encoding="utf-8").replace("zone: headline", "zone: lede"), "utf-8")
    session = open_gold(wanted(text), text.path)
    assert session.told is not None
    assert session.told.startswith("Paragraph 1: not reviewed by all, or their zones differ; the zone is that of ada.")
    assert (session.labels.paragraphs[0].zone, session.labels.paragraphs[0].reviewed) == ("headline", ())
    session.close()


def test_an_edit_of_a_session_that_was_killed_is_recovered(here: Path) -> None:
    text = quarry(here)
    session = open_gold(wanted(text), text.path)
    one = session.disagreement("s2")
    assert one is not None
    session.take(one, one.versions[1])
    session.saver.flush()  # to the journal, and no further
    assert session.lock is not None
    session.lock.release()
    again = open_gold(wanted(text), text.path)
    assert again.told is not None
    assert "1 edit of a session that ended before its time was recovered" in again.told
    assert again.disagreement("s2") is None
    assert yaml.safe_load((here / "plan.gold.yaml").read_text(encoding="utf-8"))["sources"][1]["origin"] == "taken/ben"
    again.close()
