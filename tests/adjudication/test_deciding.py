"""What each decision does to gold labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.adjudication.beginning import Said, begin
from annotator.adjudication.disagreements import compared_fields, undecided, waiting
from annotator.adjudication.going import Going
from annotator.adjudication.origins import named_in
from annotator.adjudication.session import GoldSession
from annotator.labels import Item, Labels, Source
from annotator.session.deciding import Deciding
from annotator.session.labelling import NotPossibleError
from annotator.session.saving.outside import put_together
from annotator.store import check, emit
from tests.adjudication.building import decide, going, item, noted, quarry
from tests.agreement.building import claim, ida, office, plan, quote, say
from tests.store.merge.dense import dense
from tests.store.merge.versions import Versions


def test_what_all_agree_on_is_taken_over_and_says_so(tmp_path: Path) -> None:
    session = going(quarry(tmp_path)).session
    assert [(one.id, one.origin) for one in session.labels.items()] == [
        ("s1", "agreed/ada+ben"),
        ("c2", "agreed/ada+ben"),
    ]


@pytest.mark.parametrize(
    ("ada", "ben", "kept"),
    [
        ({"confidence": "high"}, {}, {"confidence": "high"}),
        ({}, {"confidence": "low"}, {"confidence": "low"}),
        ({"confidence": "high"}, {"confidence": "medium"}, {"confidence": "medium"}),
        ({"note": "who says it?"}, {}, {"note": "who says it?"}),
        ({}, {}, {}),
    ],
)
def test_what_is_agreed_keeps_the_notes_and_the_lowest_confidence(
    tmp_path: Path, ada: dict[str, Any], ben: dict[str, Any], kept: dict[str, Any]
) -> None:
    text = plan(tmp_path)
    say(text, "ada", claims=[claim(text, "dust", **ada)])
    say(text, "ben", claims=[claim(text, "dust", **ben)])
    found = item(going(text).session, "c1")
    assert (found.confidence, found.note) == (kept.get("confidence"), kept.get("note"))


def test_everything_else_waits_in_the_file_with_the_names_of_those_who_say_it(tmp_path: Path) -> None:
    session = going(quarry(tmp_path)).session
    found = {one.id: ([version.by for version in one.versions], one.missing, one.differing) for one in session.waiting}
    assert found == {
        "s2": ([("ada",), ("ben",)], (), ("affiliation",)),
        "q1": ([("ada",), ("ben",)], (), ("stance",)),
        "c1": ([("ada",), ("ben",)], (), ("spans", "type")),
        "c3": ([("ada",)], ("ben",), ()),
        "f1": ([("ben",)], ("ada",), ()),
    }
    assert list(check.faults(session.labels, session.text, session.codebook)) == []


def test_sources_are_decided_first_and_the_rest_in_text_order(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    seen = []
    for _ in range(5):
        seen.append(way.at)
        way.leave_out() if way.at != "s2" else way.take(1)
    assert seen == ["s2", "q1", "c1", "c3", "f1"]


def test_worst_first_begins_with_what_only_one_has(tmp_path: Path) -> None:
    way = going(quarry(tmp_path), order="worst")
    way.take(1)
    assert way.current is not None
    assert way.current.missing


@pytest.mark.parametrize(("key", "stance", "origin"), [("1", "neutral", "taken/ada"), ("2", "distancing", "taken/ben")])
def test_a_version_is_taken_with_links_to_the_sources_of_gold(
    tmp_path: Path, key: str, stance: str, origin: str
) -> None:
    way = going(quarry(tmp_path))
    decide(way, "q1", key)
    found = item(way.session, "q1")
    assert (found.attribute("stance"), found.origin, found.linked) == (stance, origin, ("s1",))


def test_what_is_taken_later_stands_in_the_order_of_its_number(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    for item_id in ("c3", "s2", "c1"):
        decide(way, item_id, "1")
    assert [one.id for one in way.session.labels.items()] == ["s1", "s2", "c1", "c2", "c3"]
    way.undo()
    assert [one.id for one in way.session.labels.claims] == ["c2", "c3"]


def test_a_source_comes_before_the_agreed_ones_behind_it(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada", sources=[ida(text, affiliation="academic"), office(text)])
    say(text, "ben", sources=[ida(text, affiliation="victim"), office(text)])
    way = going(text)
    assert [one.id for one in way.session.labels.sources] == ["s2"]
    way.take(1)
    assert [one.id for one in way.session.labels.sources] == ["s1", "s2"]


def test_both_are_two_items_and_the_second_has_an_id_of_its_own(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "s2", "1")
    assert decide(way, "c1", "b") == "C1 and c4 are in gold."
    found = [
        (one.id, one.attribute("type"), one.origin, one.linked) for one in way.session.labels.claims if one.id != "c2"
    ]
    assert found == [("c1", "quantity", "taken/ada", ("s2",)), ("c4", "prediction", "taken/ben", ("s2",))]


def test_both_versions_of_a_source_keep_what_their_annotators_linked_to_them(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "s2", "b")
    decide(way, "c1", "b")
    assert [one.attribute("affiliation") for one in way.session.labels.sources[1:]] == ["government", "political_group"]
    found = [(one.id, one.linked) for one in way.session.labels.claims]
    assert found == [("c1", ("s2",)), ("c2", ()), ("c4", ("s3",))]


@pytest.mark.parametrize(("blind", "told"), [(False, "only A, that of ben"), (True, "only A")])
def test_a_version_that_is_not_there_is_told(tmp_path: Path, blind: bool, told: str) -> None:
    way = going(quarry(tmp_path), blind=blind)
    before = way.session.labels
    with pytest.raises(NotPossibleError, match=f"^There is {told}: 1 takes it, x leaves it out\\.$"):
        decide(way, "f1", "2")
    with pytest.raises(NotPossibleError, match="There is no version 3 of c1"):
        decide(way, "c1", "3")
    assert way.session.labels == before


def test_neither_takes_the_versions_away_and_undo_brings_them_back(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    before = way.session.labels
    assert decide(way, "c3", "x") == "C3 is left out."
    assert way.session.disagreement("c3") is None
    assert way.session.index.get("c3") is None
    assert way.undo() == "Undone: decide c3."
    assert way.session.labels == before
    assert way.at == "c3"
    way.redo()
    assert way.session.disagreement("c3") is None


def test_what_a_version_is_linked_to_is_decided_before_it(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    before = way.session.labels
    with pytest.raises(NotPossibleError, match="c1 is linked to the source s2, which is not decided yet"):
        decide(way, "c1", "1")
    assert way.session.labels == before
    assert way.at == "s2"


def test_what_all_agree_on_and_waits_itself_leads_to_what_it_waits_for(tmp_path: Path) -> None:
    text = plan(tmp_path)
    whole, inner, word = "“Nobody asked the valley,”", "asked the valley", "valley"
    nested = [quote(text, inner, 2, within="q1")]
    say(text, "ada", quotes=[quote(text, whole, 1, stance="neutral"), *nested])
    say(text, "ben", quotes=[quote(text, whole, 1, stance="distancing"), *nested, quote(text, word, 3, within="q2")])
    way = going(text)
    with pytest.raises(NotPossibleError, match="q3 is linked to the quote q2, which waits for q1, not decided yet"):
        decide(way, "q3", "1")
    assert way.at == "q1"


def test_a_link_to_a_source_that_was_left_out_is_taken_off_and_told(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "s2", "x")
    told = decide(way, "c1", "1")
    assert told == "C1 is as ada has it; the link to S2, which is left out, is taken off."
    assert item(way.session, "c1").linked == ()


def test_a_source_that_is_another_one_hands_over_its_links_and_mentions(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    way.go_to("s2")
    ida = item(way.session, "s1")
    assert isinstance(ida, Source)
    assert way.same_as(ida) == "S2 is Ida Corven."
    decide(way, "c1", "1")
    assert item(way.session, "c1").linked == ("s1",)
    ida = item(way.session, "s1")
    assert [span.text for span in ida.main] == ["Ida Corven", "the mayor’s office"]
    assert ida.origin == "edited/ada+ben"


def test_fields_are_mixed_and_the_origin_names_both(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "s2", "1")
    way.go_to("c1")
    assert way.current is not None
    ada, ben = way.current.versions
    way.mix({"spans": ada, "type": ben})
    found = item(way.session, "c1")
    assert [span.text for span in found.main] == ["The quarry would bring forty jobs"]
    assert (found.attribute("type"), found.origin) == ("prediction", "edited/ada+ben")


def test_a_mixture_of_one_is_taken_from_that_one(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    way.go_to("q1")
    assert way.current is not None
    way.mix({"stance": way.current.versions[1]})
    assert item(way.session, "q1").origin == "taken/ben"


@pytest.mark.parametrize(
    ("whose", "note", "confidence", "origin"),
    [
        ({"note": 0, "confidence": 0}, "see the plan", None, "taken/ben"),
        ({"note": 1, "confidence": 1}, None, "high", "taken/ben"),
        ({"note": 1, "confidence": 0, "type": 0}, None, None, "edited/ada+ben"),
        ({"note": 0, "confidence": 1, "type": 0}, "see the plan", "high", "edited/ada+ben"),
    ],
)
def test_note_and_confidence_are_those_of_the_version_they_are_taken_from(
    tmp_path: Path, whose: dict[str, int], note: str | None, confidence: str | None, origin: str
) -> None:
    way = going(noted(tmp_path))
    assert way.current is not None
    chosen = {"type": 1, "certainty": 1, **whose}
    way.mix({name: way.current.versions[number] for name, number in chosen.items()})
    found = item(way.session, "c1")
    assert (found.note, found.confidence, found.origin) == (note, confidence, origin)


def test_the_notes_of_all_can_be_taken_together(tmp_path: Path) -> None:
    text = noted(tmp_path)
    say(text, "ben", claims=[claim(text, "jobs", type="prediction", note="says who?")])
    way = going(text)
    assert way.current is not None
    way.mix({"type": way.current.versions[0], "note": None})
    assert item(way.session, "c1").note == "see the plan / says who?"


def test_what_the_adjudicator_changes_says_so(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "q1", "1")
    session = way.session
    session.code(item(session, "q1"), {"stance": "endorsing"})
    assert item(session, "q1").origin == "edited/ada"
    session.change(item(session, "c2"), "note on", note="measured by the school")
    assert item(session, "c2").origin == "agreed/ada+ben"
    session.code(item(session, "c2"), {"certainty": "possible"})
    assert item(session, "c2").origin == "edited/ada+ben"


def test_what_the_adjudicator_adds_is_golds_own(tmp_path: Path) -> None:
    session = going(quarry(tmp_path)).session
    session.cursor.to_range(0, 19)
    made = session.create("claims", session.propose("claims") | {"type": "other"})
    assert item(session, made.id).origin == "gold"


def test_gold_is_not_done_while_something_waits(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    with pytest.raises(NotPossibleError, match="Gold cannot be marked as done while 5 items wait for a decision"):
        way.session.set_complete(complete=True)
    for item_id in ("s2", "q1", "c1", "c3", "f1"):
        told = decide(way, item_id, "1")
    assert told.endswith("Nothing waits any more: C marks gold as done.")
    way.session.set_complete(complete=True)
    assert way.session.labels.complete


def test_blind_shuffles_versions_the_same_way_each_time_and_names_nobody(tmp_path: Path) -> None:
    text = quarry(tmp_path)
    way = going(text, blind=True)
    shown = []
    for one in way.left:
        way.go_to(one.id)
        assert way.current is not None
        shown.append([version.by for version in way.current.versions])
        told = [way.heading(way.current, number) for number in range(len(way.current.versions))]
        assert "ada" not in " ".join([*told, way.lacking(way.current)])
    way.session.close()
    again = going(text, blind=True)
    for one, before in zip(again.left, shown, strict=True):
        again.go_to(one.id)
        assert again.current is not None
        assert [version.by for version in again.current.versions] == before


# --- whatever two people said ----------------------------------------------------------------------------------------


def gold_of(made: Versions) -> GoldSession:
    said = {"ada": Said(made.ours, "0" * 64), "ben": Said(made.theirs, "1" * 64)}
    labels = begin(made.text, made.session.codebook, said)
    return GoldSession(made.text, labels, made.session.codebook, Path("/nonexistent/pact.gold.yaml"))


def loose(items: Mapping[str, Item]) -> list[Any]:
    """Return items so that ids and order do not matter."""
    names = {item_id: item.main for item_id, item in items.items()}
    found = []
    for one in items.values():
        fields = compared_fields(one) | {"layer": one.layer, "link": None}
        linked = sorted(str(compared_fields(items[source])) for source in one.linked)
        within = getattr(one, "within", None)
        fields |= {str(one.link): str(linked), "within": str(names[within]) if within else None}
        found.append(str(sorted(fields.items(), key=str)))
    return sorted(found)


def by_id(labels: Labels) -> dict[str, Item]:
    return {one.id: one for one in labels.items()}


@settings(max_examples=60)
@given(made=dense())
def test_every_item_of_everyone_is_taken_over_or_waits(made: Versions) -> None:
    session = gold_of(made)
    assert list(check.faults(session.labels, session.text, session.codebook)) == []
    for name, labels in (("ada", made.ours), ("ben", made.theirs)):
        here = [one for one in session.labels.items() if name in named_in(one)]
        there = [version for one in session.waiting for version in one.versions if name in version.by]
        assert len(here) + len(there) == sum(1 for _ in labels.items())
    assert len({one.id for one in waiting(session.labels)} & by_id(session.labels).keys()) == 0


@settings(max_examples=60)
@given(made=dense(), name=st.sampled_from(["ada", "ben"]))
def test_deciding_everything_for_one_gives_their_labels(made: Versions, name: str) -> None:
    # Two quotes of the same words, one nested in the other by one annotator and the other way round by the other, are
    # the same two quotes to everyone: which is in which cannot be decided for each by itself.
    assume(
        all(len({one.content for one in labels.quotes}) == len(labels.quotes) for labels in (made.ours, made.theirs))
    )
    session = gold_of(made)
    way = Going(session)
    for _ in range(500):
        one = way.current
        if one is None:
            break
        own = [number for number, version in enumerate(one.versions, start=1) if name in version.by]
        try:
            way.take(own[0]) if own else way.leave_out()
        except NotPossibleError:
            assert way.at != one.id
    assert not undecided(session.labels)
    assert not session.labels.undecided
    wanted = made.ours if name == "ada" else made.theirs
    assert loose(by_id(session.labels)) == loose(by_id(wanted))


@settings(max_examples=60)
@given(made=dense(), keys=st.lists(st.sampled_from("12bx12=t"), max_size=30))
def test_whatever_is_decided_gold_is_valid_and_undo_restores_it(made: Versions, keys: list[str]) -> None:
    session = gold_of(made)
    way = Going(session)
    seen = [session.labels]
    for key in keys:
        before = session.labels
        try:
            if key == "b":
                way.take_all()
            elif key == "x":
                way.leave_out()
            elif key == "t":
                way.move(1)
            elif key == "=":
                if session.labels.sources:
                    way.same_as(session.labels.sources[0])
            else:
                way.take(int(key))
        except NotPossibleError:
            assert session.labels == before
        if session.labels is not before:
            seen.append(session.labels)
        assert list(check.faults(session.labels, session.text, session.codebook)) == []
        assert not any(one.agreed and _is_free(one.versions[0].item, session) for one in session.waiting)
    for labels in reversed(seen[:-1]):
        way.undo()
        assert session.labels == labels
        assert emit(session.labels) == emit(labels)


def _is_free(one: Item, session: GoldSession) -> bool:
    held = {other.id for other in session.waiting}
    return not held & {*one.linked, getattr(one, "within", None)}


def decided_by_two(tmp_path: Path, here: str) -> Going:
    """Decide one thing here, for A, and q1 for B in the file meanwhile, as somebody else would."""
    text = quarry(tmp_path)
    way = going(text)
    path = way.session.saver.path
    begun = path.read_bytes()
    decide(way, "q1", "2")
    way.session.saver.save()
    theirs = path.read_bytes()
    way.session.close()
    path.write_bytes(begun)
    mine = going(text)
    decide(mine, here, "1")
    path.write_bytes(theirs)
    return mine


def test_what_somebody_else_decided_in_the_file_meanwhile_is_put_together(tmp_path: Path) -> None:
    mine = decided_by_two(tmp_path, "s2")
    assert put_together(mine.session) == []
    assert [(one.id, one.origin) for one in mine.session.labels.items()] == [
        ("s1", "agreed/ada+ben"),
        ("s2", "taken/ada"),
        ("q1", "taken/ben"),
        ("c2", "agreed/ada+ben"),
    ]
    mine.follow()
    assert [one.id for one in mine.left] == ["c1", "c3", "f1"]
    assert list(check.faults(mine.session.labels, mine.session.text, mine.session.codebook)) == []


def test_what_both_decided_differently_is_a_conflict(tmp_path: Path) -> None:
    mine = decided_by_two(tmp_path, "q1")
    (conflict,) = put_together(mine.session)
    assert (conflict.item, conflict.layer) == ("q1", "quotes")
    waits = [(entry.reason, entry.item.attribute("stance")) for entry in mine.session.labels.undecided if not entry.by]
    assert waits == [("conflict", "distancing")]
    deciding = Deciding(mine.session)
    deciding.take_theirs()
    assert item(mine.session, "q1").origin == "taken/ben"
    assert "disagreement" in {entry.reason for entry in mine.session.labels.undecided}
    with pytest.raises(NotPossibleError, match="Nothing waits for a decision but for what annotators disagree on"):
        Deciding(mine.session)
