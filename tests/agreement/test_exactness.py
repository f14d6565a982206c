"""The best alignment is the best one: compared with trying all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import gamma, match
from annotator.agreement.matching import Located, groups, overlap

SPAN = st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("xy")).map(lambda s: (s[0], s[0] + s[1], s[2]))


def marked(annotators: int, most: int) -> st.SearchStrategy[dict[str, list[Any]]]:
    each = st.lists(SPAN, max_size=most)
    return st.fixed_dictionaries({"abcd"[place]: each for place in range(annotators)})


def partitions(sizes: list[int]) -> Iterator[list[tuple[int, ...]]]:
    """Every way to put units into groups of at most one of each annotator."""
    if not any(sizes):
        yield []
        return
    who = next(place for place, size in enumerate(sizes) if size)
    for others in product(*([-1, *range(size)] for size in sizes[who + 1 :])):
        group = (*[-1] * who, sizes[who] - 1, *others)
        yield from ([group, *rest] for rest in _without(sizes, group))


def _without(sizes: list[int], group: tuple[int, ...]) -> Iterator[list[tuple[int, ...]]]:
    left = [size - (place >= 0) for size, place in zip(sizes, group, strict=True)]
    for rest in partitions(left):
        yield [
            tuple(
                unit + (unit >= taken) if unit >= 0 and taken >= 0 else unit
                for unit, taken in zip(one, group, strict=True)
            )
            for one in rest
        ]


def disorder(spans: dict[str, list[Any]], parts: list[tuple[int, ...]], alpha: float, empty: float) -> float:
    total = 0.0
    units = [sorted(each) for each in spans.values()]
    for part in parts:
        pairs = []
        for one, other in combinations(range(len(units)), 2):
            if part[one] < 0 or part[other] < 0:
                pairs.append(empty)
            else:
                (b, e, kind), (begin, end, category) = units[one][part[one]], units[other][part[other]]
                position = ((abs(b - begin) + abs(e - end)) / (e - b + end - begin)) ** 2
                pairs.append(empty * (alpha * position + (kind != category)))
        total += sum(pairs) / len(pairs)
    return total / (sum(map(len, units)) / len(units))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(marked(2, 4), marked(3, 2), marked(4, 1)),
    st.sampled_from([(1.0, 1.0), (3.0, 1.0), (1.0, 0.5)]),
)
def test_no_alignment_has_less_disorder(spans: dict[str, list[Any]], weights: tuple[float, float]) -> None:
    if not any(spans.values()):
        return
    alpha, empty = weights
    found = gamma(spans, alpha=alpha, delta_empty=empty, samples=1, precision=None)
    everything = partitions([len(each) for each in spans.values()])
    assert found.observed == pytest.approx(min(disorder(spans, parts, alpha, empty) for parts in everything))


@settings(max_examples=60, deadline=None)
@given(st.lists(SPAN, max_size=4), st.lists(SPAN, max_size=4), st.sampled_from([0.01, 0.3, 0.5]))
def test_no_matching_has_more_overlap(a: list[Any], b: list[Any], threshold: float) -> None:
    found = match(a, b, "optimal", threshold)
    shares = {
        (i, j): share
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if (share := overlap((one[:2],), (other[:2],))) >= threshold
    }
    best = 0.0
    for size in range(min(len(a), len(b)) + 1):
        for chosen in combinations(shares, size):
            if len({i for i, _ in chosen}) == len({j for _, j in chosen}) == size:
                best = max(best, sum(shares[pair] for pair in chosen))
    assert sum(found.overlaps) == pytest.approx(best, abs=1e-6)


def test_most_pairs_come_before_most_overlap_where_any_overlap_counts() -> None:
    found = match([(0, 10), (9, 20)], [(5, 12), (0, 6)], "overlap")
    assert found.pairs == ((0, 1), (1, 0))
    assert found.f1 == 1


def test_exact_matching_takes_the_same_offsets_only_and_pieces_too() -> None:
    a = [([(0, 4), (8, 12)], "x"), (20, 25, "x")]
    b = [([(8, 12), (0, 4)], "y"), (20, 26, "x")]
    found = match(a, b, "exact")
    assert (found.pairs, found.only_first, found.only_second, found.f1) == (((0, 0),), (1,), (1,), 0.5)


def test_spans_at_one_place_go_with_those_of_the_same_category() -> None:
    a = [(0, 9, "economic"), (0, 9, "political")]
    b = [(0, 9, "political"), (0, 9, "morality")]
    assert match(a, b).pairs == ((0, 1), (1, 0))


def test_a_span_in_pieces_overlaps_where_a_piece_does() -> None:
    found = match([([(0, 10), (30, 40)], None)], [(30, 40)], threshold=0.5)
    assert found.overlaps == (0.5,)


def test_of_three_annotators_every_two_in_a_group_match() -> None:
    spans = [[Located(((0, 10),))], [Located(((4, 14),))], [Located(((8, 18),))]]
    found = sorted(groups(spans, "optimal", 0.3))
    assert sum(sum(place >= 0 for place in group) > 1 for group in found) == 1
    together = [group for group in groups(spans, "overlap") if min(group) >= 0]
    assert together == [(0, 0, 0)]


def test_no_spans_have_no_f1() -> None:
    assert match([], []).f1 is None
    assert match([(0, 1)], []).f1 == 0


def test_the_alignment_names_every_unit_once() -> None:
    spans = {"a": [(0, 5, "x"), (10, 15, "y")], "b": [(1, 6, "x")], "c": [(30, 31, "x"), (10, 16, "y")]}
    found = gamma(spans, samples=1, precision=None)
    for who, units in spans.items():
        named = [unit for one in found.alignment if (unit := one[who]) is not None]
        assert sorted(map(tuple, named)) == sorted(units)
