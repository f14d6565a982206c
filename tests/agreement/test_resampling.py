"""Intervals: what the fast way over sums gives is what computing anew on every sample gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from annotator.agreement import Agreement, Resampling, ac1, ac2, alpha, fleiss, kappa, unitizing_alpha
from annotator.agreement.mathet import gamma

SETS = [frozenset("ab"), frozenset("a"), frozenset("b"), frozenset()]
T_95 = {2: 12.7062, 5: 2.7764, 6: 2.5706}
"""Student's t for 95 %, by the number of documents."""


def some_units(annotators: int = 3, documents: int = 5, each: int = 8) -> tuple[list[list[Any]], list[str]]:
    chance = random.Random(7)
    units, names = [], []
    for document in range(documents):
        for _ in range(each + document):
            true = chance.randrange(4)
            said = [true if chance.random() < 0.7 else chance.randrange(4) for _ in range(annotators)]
            units.append([None if chance.random() < 0.1 else value for value in said])
            names.append(f"document {document}")
    return units, names


COEFFICIENTS: dict[str, Callable[..., Agreement]] = {
    "nominal": alpha,
    "ordinal": partial(alpha, metric="ordinal"),
    "interval": partial(alpha, metric="interval"),
    "ratio": partial(alpha, metric="ratio"),
    "interval, many values": partial(alpha, metric="interval", levels=range(200)),
    "ordinal, many values": partial(alpha, metric="ordinal", levels=range(200)),
    "nominal, many values": partial(alpha, levels=range(200)),
    "fleiss": fleiss,
    "AC1": partial(ac1, levels=range(4)),
    "AC2": partial(ac2, levels=range(4)),
}


def by_leaving_out(values: list[float], value: float) -> tuple[float, float]:
    number = len(values)
    mean = sum(values) / number
    error = ((number - 1) / number * sum((one - mean) ** 2 for one in values)) ** 0.5
    return max(-1, value - T_95[number] * error), min(1, value + T_95[number] * error)


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_a_jackknife_leaves_out_one_document_after_the_other(name: str) -> None:
    coefficient = COEFFICIENTS[name]
    units, documents = some_units()
    found = coefficient(units, documents=documents)
    values = [
        coefficient([unit for unit, other in zip(units, documents, strict=True) if other != document]).value
        for document in sorted(set(documents))
    ]
    assert found.interval is not None
    assert tuple(found.interval) == pytest.approx(by_leaving_out(values, found.value), abs=1e-4)  # type: ignore[arg-type]


def test_a_jackknife_of_sets() -> None:
    units, documents = some_units()
    sets = [[None if value is None else SETS[value] for value in unit] for unit in units]
    found = alpha(sets, "masi", documents=documents)
    values = [
        alpha([unit for unit, other in zip(sets, documents, strict=True) if other != document], "masi").value
        for document in sorted(set(documents))
    ]
    assert found.interval is not None
    assert tuple(found.interval) == pytest.approx(by_leaving_out(values, found.value), abs=1e-4)  # type: ignore[arg-type]


def test_a_jackknife_of_two_annotators() -> None:
    units, documents = some_units(annotators=2)
    for weights in (None, "linear", "quadratic"):
        coefficient: Any = partial(kappa, weights=weights, levels=range(4))
        found = coefficient(units, documents=documents)
        values = [
            coefficient([unit for unit, other in zip(units, documents, strict=True) if other != document]).value
            for document in sorted(set(documents))
        ]
        assert tuple(found.interval) == pytest.approx(by_leaving_out(values, found.value), abs=1e-4)


def test_a_jackknife_of_continua() -> None:
    chance = random.Random(3)
    continua: list[Any] = [
        {
            who: [(start, start + chance.randint(2, 8), chance.choice("xy")) for start in range(0, 60, 12)]
            for who in ("a", "b", "c")
        }
        for _ in range(6)
    ]
    found = unitizing_alpha(continua, [70.0] * 6)
    left = [unitizing_alpha(continua[:place] + continua[place + 1 :], [70.0] * 5) for place in range(6)]
    for name in ("whole", "binary", "coding"):
        results: list[Any] = [one if name == "whole" else getattr(one, name) for one in (found, *left)]
        interval = results[0].interval
        expected = by_leaving_out([one.value for one in results[1:]], results[0].value)
        assert tuple(interval) == pytest.approx(expected, abs=1e-4), name


def test_a_bootstrap_is_where_a_loop_over_samples_is() -> None:
    units, documents = some_units(documents=24)
    by_document: dict[str, list[Any]] = {}
    for unit, document in zip(units, documents, strict=True):
        by_document.setdefault(document, []).append(unit)
    chance = np.random.default_rng(5)
    names = list(by_document)
    values = []
    for _ in range(600):
        drawn = [unit for place in chance.integers(0, 24, 24) for unit in by_document[names[place]]]
        values.append(alpha(drawn, "ordinal").value)
    found = alpha(units, "ordinal", documents=documents, resampling=Resampling(replicates=4000)).interval
    assert found is not None
    assert (found.method, found.groups) == ("bootstrap", 24)
    assert tuple(found) == pytest.approx(np.quantile(np.array(values, dtype=float), [0.025, 0.975]), abs=0.02)


def test_a_bootstrap_of_units_does_not_depend_on_how_they_are_summed_up() -> None:
    units, _ = some_units(documents=40)
    # Many equal units are drawn by their kinds, with numbers spread so far that none are equal one by one.
    apart = [[None if value is None else value + 1e-9 * place for value in unit] for place, unit in enumerate(units)]
    by_kind = alpha(units, "interval", resampling=Resampling(replicates=4000)).interval
    by_unit = alpha(apart, "interval", resampling=Resampling(replicates=4000)).interval
    assert by_kind is not None and by_unit is not None
    assert tuple(by_kind) == pytest.approx(tuple(by_unit), abs=0.02)


def test_samples_without_variation_are_left_out_and_counted() -> None:
    units = [["a", "a"]] * 30 + [["b", "b"]]
    found = alpha(units, resampling=Resampling(replicates=500)).interval
    assert found is not None
    assert found.replicates + found.undefined == 500
    assert 100 < found.undefined < 250


def test_no_interval_rests_on_less_than_half_of_the_samples() -> None:
    units = [["a", "a"]] * 300 + [["b", "b"]]
    documents = [0] * 300 + list(range(1, 2))
    assert alpha(units, documents=documents).interval is None


def test_more_documents_make_an_interval_narrower() -> None:
    units, documents = some_units(documents=12)
    once = alpha(units, documents=documents).interval
    often = alpha(units * 9, documents=[(place, name) for place in range(9) for name in documents]).interval
    assert once is not None and often is not None
    assert often.high - often.low < (once.high - once.low) / 2


def test_what_sampling_leaves_open_in_gamma_is_told() -> None:
    spans = {"a": [(0, 5, "x"), (20, 26, "y")], "b": [(1, 5, "x"), (18, 26, "x")]}
    few = gamma(spans, length=60, samples=10, precision=None)
    fine = gamma(spans, length=60, samples=10, precision=0.02)
    assert few.samples == 10 < fine.samples
    assert few.sampling_error is not None and fine.sampling_error is not None
    assert fine.sampling_error < few.sampling_error
    assert (few.sampler, few.seed) == ("shuffle", 0)
    assert gamma(spans, length=60, seed=1, samples=10).value != fine.value
    assert gamma(spans, length=60, samples=10).value == fine.value
