"""What must hold of any data: order, names and units do not matter."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import ac1, ac2, alpha, coincidences, fleiss, gamma, kappa, match, unitizing_alpha

VALUE = st.one_of(st.none(), st.integers(0, 4))
UNITS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(VALUE, min_size=width, max_size=width), min_size=1, max_size=12)
)
PAIRS = st.lists(st.lists(VALUE, min_size=2, max_size=2), min_size=1, max_size=12)
SEEDS = st.integers(0, 2**16)
METRICS: list[Any] = ["nominal", "ordinal", "interval", "ratio"]


def same(one: float | None, other: float | None) -> bool:
    """Whether two values are equal but for rounding; None only equals None."""
    return one == other if one is None or other is None else one == pytest.approx(other, abs=1e-9)


def of_all(units: Any) -> list[float | None]:
    """Every coefficient of any number of annotators."""
    levels = range(5)
    found = [alpha(units, metric, levels) for metric in METRICS]
    found += [fleiss(units, levels), ac1(units, levels), ac2(units, "linear", levels)]
    return [one.value for one in found]


@given(UNITS, SEEDS)
def test_the_order_of_units_and_annotators_does_not_matter(units: list[list[int | None]], seed: int) -> None:
    shuffle = random.Random(seed)
    order = shuffle.sample(range(len(units[0])), len(units[0]))
    turned = [[unit[place] for place in order] for unit in shuffle.sample(units, len(units))]
    assert all(map(same, of_all(turned), of_all(units)))


@given(PAIRS)
def test_kappa_is_the_same_with_the_annotators_swapped(units: list[list[int | None]]) -> None:
    for weights in (None, "linear", "quadratic"):
        swapped = kappa([unit[::-1] for unit in units], weights, range(5))
        assert same(swapped.value, kappa(units, weights, range(5)).value)


@given(UNITS, st.permutations(range(5)))
def test_other_names_for_the_values_do_not_matter(units: list[list[int | None]], names: list[int]) -> None:
    renamed = [[None if value is None else f"v{names[value]}" for value in unit] for unit in units]
    assert same(alpha(renamed).value, alpha(units).value)
    assert same(fleiss(renamed).value, fleiss(units).value)
    assert same(ac1(renamed).value, ac1(units).value)
    scale = [f"v{names[value]}" for value in range(5)]
    assert same(alpha(renamed, "ordinal", scale).value, alpha(units, "ordinal", range(5)).value)


@given(UNITS, st.integers(-20, 20), st.integers(1, 9))
def test_interval_alpha_does_not_depend_on_zero_and_unit(units: list[list[int | None]], zero: int, step: int) -> None:
    moved = [[None if value is None else zero + step * value for value in unit] for unit in units]
    assert same(alpha(moved, "interval").value, alpha(units, "interval").value)


@given(UNITS)
def test_units_with_one_value_do_not_change_alpha(units: list[list[int | None]]) -> None:
    single = [[3] + [None] * (len(units[0]) - 1)] * 3
    for metric in METRICS:
        assert same(alpha(units + single, metric).value, alpha(units, metric).value)


@given(UNITS)
def test_two_copies_of_an_annotator_agree_or_there_is_a_reason(units: list[list[int | None]]) -> None:
    copies = [[unit[0], unit[0]] for unit in units]
    for found in (*(alpha(copies, metric) for metric in METRICS), kappa(copies), fleiss(copies), ac1(copies)):
        assert found.value == pytest.approx(1) if found.value is not None else found.reason is not None


@given(UNITS)
def test_the_fast_ways_give_what_the_table_of_coincidences_gives(units: list[list[int | None]]) -> None:
    values, table = coincidences(units)
    total = table.sum()
    found = alpha(units, "interval")
    if found.value is None:
        return
    assert total == pytest.approx(sum(filled for unit in units if (filled := len(unit) - unit.count(None)) > 1))
    numbers = np.array(values, dtype=float)
    differences = np.square(numbers[:, None] - numbers[None, :])
    marginals = table.sum(axis=1)
    by_hand = 1 - (total - 1) * (table * differences).sum() / (marginals @ differences @ marginals)
    assert found.value == pytest.approx(by_hand)
    # With many more values the same is computed from sums of squares; these here only add to the scale.
    large = alpha(units, "interval", levels=[*range(5), *range(100, 300)])
    assert same(large.value, found.value)
    for metric in ("nominal", "ordinal"):
        large = alpha(units, metric, levels=[*range(5), *range(100, 300)])
        assert same(large.value, alpha(units, metric).value)
        assert same(large.percent_agreement, found.percent_agreement)


@given(UNITS)
def test_lists_and_arrays_are_the_same_data(units: list[list[int | None]]) -> None:
    array = np.array(units, dtype=float)
    assert all(map(same, of_all(array), of_all(units)))


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from("xyz")).map(lambda s: (s[0], s[0] + s[1], s[2])),
    max_size=6,
    unique_by=lambda span: span[:2],
)
MARKED = st.fixed_dictionaries({"a": SPANS, "b": SPANS})


@given(MARKED, SEEDS)
def test_gamma_does_not_depend_on_order_or_names(spans: dict[str, list[Any]], seed: int) -> None:
    shuffle = random.Random(seed)
    turned = {who: shuffle.sample(spans[who], len(spans[who])) for who in ("b", "a")}
    renamed = {who: [(b, e, "zyx"["xyz".index(kind)]) for b, e, kind in marked] for who, marked in turned.items()}
    found = [gamma(one, samples=1, precision=None).observed for one in (spans, turned, renamed)]
    assert same(found[0], found[1]) and same(found[0], found[2])


@given(MARKED, st.integers(1, 7), st.integers(0, 50))
def test_gamma_does_not_depend_on_the_unit_of_offsets(spans: dict[str, list[Any]], step: int, zero: int) -> None:
    moved = {who: [(step * b + zero, step * e + zero, kind) for b, e, kind in marked] for who, marked in spans.items()}
    found = [gamma(one, samples=3, precision=None).value for one in (spans, moved)]
    assert same(*found)


@given(SPANS)
def test_two_copies_of_spans_agree_or_there_is_a_reason(spans: list[Any]) -> None:
    found = gamma({"a": spans, "b": spans}, length=60, samples=3, precision=None)
    assert found.value == pytest.approx(1) if found.value is not None else found.reason is not None
    family = unitizing_alpha({"a": spans, "b": spans}, 60, overlaps="combine")
    for one in (family, family.binary, family.coding, *family.of_value.values()):
        assert one.value == pytest.approx(1) if one.value is not None else one.reason is not None


@given(MARKED, st.integers(1, 5), st.integers(0, 30), SEEDS)
def test_unitizing_alpha_does_not_depend_on_order_names_and_where_the_continuum_begins(
    spans: dict[str, list[Any]], copies: int, zero: int, seed: int
) -> None:
    shuffle = random.Random(seed)
    turned = {
        name: [(b + zero, e + zero, "zyx"["xyz".index(kind)]) for b, e, kind in shuffle.sample(marked, len(marked))]
        for name, marked in (("z" * copies, spans["b"]), ("y", spans["a"]))
    }
    one = unitizing_alpha(spans, 60, overlaps="combine")
    other = unitizing_alpha(turned, (zero, zero + 60), overlaps="combine")
    assert same(one.value, other.value)
    assert same(one.binary.value, other.binary.value)
    assert same(one.coding.value, other.coding.value)


@given(SPANS, SPANS, SEEDS, st.sampled_from(["exact", "overlap", "optimal"]), st.sampled_from([0, 0.3, 0.5, 1]))
def test_matching_is_the_same_swapped_and_in_any_order(
    a: list[Any], b: list[Any], seed: int, policy: Any, threshold: float
) -> None:
    found = match(a, b, policy, threshold)
    swapped = match(b, a, policy, threshold)
    assert sorted((i, j) for j, i in swapped.pairs) == list(found.pairs)
    shuffle = random.Random(seed)
    mine, yours = shuffle.sample(range(len(a)), len(a)), shuffle.sample(range(len(b)), len(b))
    turned = match([a[i] for i in mine], [b[j] for j in yours], policy, threshold)
    assert sorted((mine[i], yours[j]) for i, j in turned.pairs) == list(found.pairs)
    assert found.f1 == swapped.f1 == turned.f1
