"""What gold changed in someone's labels."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from annotator.adjudication.comparing import Changed, Comparison, compare, most_frequent
from annotator.adjudication.going import Going
from annotator.adjudication.opening import compared
from annotator.codebook import shipped
from annotator.labels import Labels
from annotator.session.labelling import NotPossibleError
from tests.adjudication.building import decide, going, item, quarry, wanted
from tests.adjudication.test_deciding import gold_of
from tests.store.merge.dense import dense
from tests.store.merge.versions import Versions


def found(way: Going, name: str) -> Comparison:
    way.session.saver.save()
    return compared(wanted(way.session.text), way.session.text.path, name)


def told(comparison: Comparison) -> dict[str, object]:
    return {one.name: one.differing or ("left out" if one.gold is None else "added") for one in comparison.changed}


def test_what_gold_took_from_the_other_is_changed_and_what_it_took_from_me_is_not(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    for item_id, key in (("s2", "1"), ("q1", "2"), ("c1", "1"), ("c3", "x"), ("f1", "1")):
        decide(way, item_id, key)
    ada, ben = found(way, "ada"), found(way, "ben")
    assert told(ada) == {"q1": ("stance",), "f1": "added", "c3": "left out"}
    assert told(ben) == {"s1": ("affiliation",), "c5": ("spans", "type")}
    assert (ada.same, ben.same) == (4, 4)


def test_what_gold_does_not_decide_yet_is_neither_changed_nor_the_same(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    before = found(way, "ada")
    assert (told(before), before.same, before.waiting) == ({}, 2, 5)
    decide(way, "q1", "2")
    after = found(way, "ada")
    assert (told(after), after.same, after.waiting) == ({"q1": ("stance",)}, 2, 4)


def test_links_are_compared_by_what_they_lead_to_and_not_by_ids(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    decide(way, "s2", "2")
    decide(way, "c1", "2")
    way.session.link(item(way.session, "c1"), way.session.labels.sources[0])
    ben = found(way, "ben")
    assert told(ben) == {"c5": ("claimants",)}
    (one,) = ben.changed
    assert one.mine is not None
    assert one.gold is not None
    names = [[ben.called(source) for source in version.linked] for version in (one.mine, one.gold)]
    assert names == [["the mayor's office"], ["the mayor's office", "Ida Corven"]]


def test_the_most_frequent_changes_name_values_as_a_person_reads_them(tmp_path: Path) -> None:
    way = going(quarry(tmp_path))
    for item_id, key in (("s2", "1"), ("q1", "2"), ("c1", "1"), ("c3", "x"), ("f1", "1")):
        decide(way, item_id, key)
    assert most_frequent([found(way, "ada")] * 2, [shipped()] * 2) == [
        ("claim: left out", 2),
        ("frame: added", 2),
        ("quote stance: neutral → distancing", 2),
    ]


@settings(max_examples=40)
@given(made=dense())
def test_gold_that_takes_everything_from_me_changes_nothing(made: Versions) -> None:
    session = gold_of(made)
    way = Going(session)
    for _ in range(500):
        one = way.current
        if one is None:
            break
        own = [number for number, version in enumerate(one.versions, start=1) if "ada" in version.by]
        try:
            way.take(own[0]) if own else way.leave_out()
        except NotPossibleError:
            continue
    mine = made.ours.model_copy(update={"annotator": "ada"})
    comparison = compare(mine, session.labels, len(made.text.content))
    # Of two quotes on exactly the same words nobody can say which is which; one may be nested in the other.
    changed = [one for one in comparison.changed if one.differing != ("within",) or not twice(mine, one)]
    assert changed == []
    assert comparison.same + len(comparison.changed) == sum(1 for _ in mine.items())


def twice(mine: Labels, one: Changed) -> bool:
    """Return whether someone has two quotes on the words of one."""
    assert one.mine is not None
    return sum(quote.main == one.mine.main for quote in mine.quotes) > 1
