"""What holds of every merge, whatever two people did."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.labels import LAYERS, Item, Labels
from annotator.store import check
from annotator.store.merge import Merged
from tests.store.merge.dense import dense
from tests.store.merge.versions import Versions, versions

_ANY = st.one_of(versions(), dense(), dense())


def in_any_order(labels: Labels) -> dict[str, Any]:
    """Return labels so that the order of items, links, mentions and waiting entries does not matter."""
    found = labels.model_dump()
    for layer in LAYERS:
        found[layer] = sorted((_loose(item) for item in found[layer]), key=str)
    found["undecided"] = sorted(map(str, found["undecided"]))
    return found


def _loose(item: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(value, key=str) if isinstance(value, tuple | list) else value for name, value in item.items()}


@settings(max_examples=40)
@given(made=_ANY)
def test_what_only_one_side_did_is_what_comes_of_it(made: Versions) -> None:
    for version in (made.ours, made.theirs):
        assert made.merge(made.base, version, made.base) == Merged(version)
        there = made.merge(made.base, made.base, version)
        assert in_any_order(there.labels) == in_any_order(version)
        assert not there.conflicts and not there.renamed
        assert made.merge(made.base, version, version) == Merged(version)
        assert made.merge(None, version, version) == Merged(version)


@settings(max_examples=80)
@given(made=_ANY)
def test_whatever_both_did_the_result_is_valid_and_nothing_is_lost(made: Versions) -> None:
    for base in (made.base, None):
        found = made.merge(base, made.ours, made.theirs)
        assert list(check.faults(found.labels, made.text, made.session.codebook)) == []
        before = {} if base is None else {item.id: item for item in base.items()}
        for side, other, renamed in ((made.ours, made.theirs, {}), (made.theirs, made.ours, found.renamed)):
            others = {item.id: item for item in other.items()}
            for item in side.items():
                was = before.get(item.id)
                as_it_was = others.get(item.id) == was and set(item.linked).isdisjoint(found.renamed)
                if was is None or _coded(item) != _coded(was) or as_it_was:
                    assert _findable(item, was, found, renamed), item


def _coded(item: Item) -> dict[str, Any]:
    """Return what was said of an item itself: what goes with other items is left out."""
    return {name: value for name, value in dict(item).items() if name not in {"within", item.link}}


def _findable(item: Item, before: Item | None, found: Merged, renamed: Any) -> bool:
    """Return whether what a side said of an item stands in its layer, or waits whole for a decision."""
    item_id = renamed.get(item.id, item.id)
    waiting = [each.item for each in found.labels.undecided if each.item.id == item_id]
    if any(_said(item, None, each, renamed) for each in waiting):
        return True
    return any(_said(item, before, each, renamed) for each in found.labels.items() if each.id == item_id)


def _said(item: Item, before: Item | None, other: Item, renamed: Any) -> bool:
    """Return whether all that was said of an item, and not already before, is said of another."""
    if item.layer != other.layer:
        return False
    for name in set(type(item).model_fields) - {"id", "within"}:
        value, was = getattr(item, name), getattr(before, name, None)
        if isinstance(value, tuple):
            added = set(value) - set(was or ())
            if not {renamed.get(entry, entry) if isinstance(entry, str) else entry for entry in added} <= set(
                getattr(other, name)
            ):
                return False
        elif value != was and getattr(other, name) != value:
            return False
    return True


@settings(max_examples=40)
@given(made=_ANY)
def test_it_does_not_matter_which_side_is_which_where_they_do_not_contradict(made: Versions) -> None:
    one = made.merge(made.base, made.ours, made.theirs)
    other = made.merge(made.base, made.theirs, made.ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert [item.layer for item in one.labels.items()] == [item.layer for item in other.labels.items()]
    if not one.renamed and not one.conflicts:
        assert in_any_order(one.labels) == in_any_order(other.labels)
