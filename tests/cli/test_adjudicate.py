"""`annotator adjudicate` without a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
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
    found = annotator("adjudicate", str(text.path.name), "--list", "--annotators", "ada,ada-again")
    assert (found.code, found.out) == (0, ["Nothing waits for a decision."])


def test_gold_is_not_made_of_gold(here: Path, annotator: Annotator) -> None:
    quarry(here)
    found = annotator("adjudicate", ".", "--list", "--annotators", "ada,gold")
    assert found.code == 2
    assert "gold is what is made" in found.err[0]


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


def test_a_disputed_zone_is_told_and_to_be_reviewed(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    labels = here / "plan.ben.yaml"
    labels.write_text(labels.read_text(encoding="utf-8").replace("zone: headline", "zone: lede"), "utf-8")
    told = "Zones differ in paragraph 1: it has that of ada, and must be reviewed. N goes there, z changes it."
    assert annotator("adjudicate", "plan.txt", "--begin").out[1:] == [f"  {told}"]
    session = open_gold(wanted(text), text.path)
    assert session.told == told
    assert (session.labels.paragraphs[0].zone, session.labels.paragraphs[0].reviewed) == ("headline", ())
    session.cursor.to_paragraph(0)
    session.set_zone("lede")
    session.set_reviewed(reviewed=True)
    session.saver.save()
    session.close()
    assert open_gold(wanted(text), text.path).told is None


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


# --- what gold changed -----------------------------------------------------------------------------------------------


def decided(here: Path) -> None:
    """Gold of the quarry: the quote as ben has it, everything else as ada."""
    text = quarry(here)
    session = open_gold(wanted(text), text.path)
    for item_id, number in (("s2", 0), ("q1", 1), ("c1", 0), ("c3", 0)):
        one = session.disagreement(item_id)
        assert one is not None
        session.take(one, one.versions[number])
    session.saver.save()
    session.close()


def test_what_gold_changed_is_listed_with_the_most_frequent_changes(here: Path, annotator: Annotator) -> None:
    decided(here)
    found = annotator("adjudicate", "plan.txt", "--compare", "ada", "--list")
    assert found.code == 1
    assert found.out == [
        "plan ¶2  q1 quote: stance  [“Nobody asked the valley,”]",
        "",
        "Most often",
        "     1×  quote stance: neutral → distancing",
        "1 change, 5 labels as they were; 1 that gold does not decide yet are left out.",
    ]


def test_changes_for_programs_have_both_versions(here: Path, annotator: Annotator) -> None:
    decided(here)
    found = annotator("adjudicate", ".", "--compare", "ada", "--list", "--format", "json")
    (one,) = json.loads("\n".join(found.out))
    assert (one["id"], one["differing"], one["paragraph"]) == ("q1", ["stance"], 2)
    assert (one["mine"]["stance"], one["gold"]["stance"], one["gold"]["origin"]) == (
        "neutral",
        "distancing",
        "taken/ben",
    )


@pytest.mark.parametrize("where", ["plan.txt", "."])
def test_there_must_be_gold_and_labels_to_compare(here: Path, annotator: Annotator, where: str) -> None:
    quarry(here)
    found = annotator("adjudicate", where, "--compare", "ada", "--list")
    assert found.code == 2
    assert "no gold labels yet" in found.err[0] or "No text here has gold labels and labels of ada" in found.err[0]
    annotator("adjudicate", "plan.txt", "--begin")
    found = annotator("adjudicate", where, "--compare", "zoe", "--list")
    assert found.code == 2
    assert "zoe" in found.err[0]
    assert annotator("adjudicate", where, "--compare", "Not A Name", "--list").code == 2


def test_one_thing_at_a_time(here: Path, annotator: Annotator) -> None:
    quarry(here)
    found = annotator("adjudicate", "plan.txt", "--begin", "--list")
    assert (found.code, found.err[0]) == (2, "--begin makes the gold files and nothing else: give it alone.")
    assert not (here / "plan.gold.yaml").exists()


# --- gold as a file like any other -----------------------------------------------------------------------------------


def test_two_adjudicators_work_is_merged_by_item(here: Path, annotator: Annotator) -> None:
    """One decided the source and the quote, the other the source and the claim that only ada has."""
    text = quarry(here)
    annotator("adjudicate", "plan.txt", "--begin")
    gold = here / "plan.gold.yaml"
    base = gold.read_bytes()
    (here / "base.yaml").write_bytes(base)
    for name, decisions in (("theirs", (("s2", 0), ("c3", 0))), ("ours", (("s2", 0), ("q1", 1)))):
        gold.write_bytes(base)
        session = open_gold(wanted(text), text.path)
        for item_id, number in decisions:
            one = session.disagreement(item_id)
            assert one is not None
            session.take(one, one.versions[number])
        session.saver.save()
        session.close()
        (here / f"{name}.yaml").write_bytes(gold.read_bytes())
    found = annotator("merge", "base.yaml", "plan.gold.yaml", "theirs.yaml")
    assert (found.code, found.out) == (0, ["plan.gold.yaml: merged, no conflicts."])
    assert annotator("adjudicate", "plan.txt", "--list").out[-1] == "2 disagreements wait in 1 text."
    merged = yaml.safe_load(gold.read_bytes())
    assert [item["id"] for item in merged["claims"]] == ["c2", "c3"]
    assert [item["stance"] for item in merged["quotes"]] == ["distancing"]
    assert [one["annotator"] for one in merged["made_from"]] == ["ada", "ben"]


def test_gold_of_a_revised_text_is_moved_with_what_waits(here: Path, annotator: Annotator) -> None:
    text = quarry(here)
    annotator("adjudicate", "plan.txt", "--begin")
    text.path.write_text(f"Updated on Monday\n\n{text.content}", encoding="utf-8")
    assert annotator("adjudicate", "plan.txt", "--list").code == 2
    assert annotator("reanchor", "plan.txt").code == 0
    found = annotator("adjudicate", "plan.txt", "--list")
    assert found.out[0] == "plan ¶4  s2 source: affiliation  [the mayor’s office]"
    assert found.out[-1] == "5 disagreements wait in 1 text."
    assert annotator("validate", ".").code == 0


def test_without_the_extra_it_says_what_to_install(here: Path) -> None:
    quarry(here)
    code = "import sys; sys.modules['numpy'] = None; from annotator.cli import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "adjudicate", "plan.txt", "--list"]
    ran = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("This needs numpy and scipy (")
    assert "news-annotator[agreement]" in ran.stderr
