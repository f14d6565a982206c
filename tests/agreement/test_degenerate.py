"""Data that no coefficient can be computed of: a reason instead of an error or a made-up number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from annotator.agreement import (
    REASONS,
    Agreement,
    UnitsError,
    ac1,
    ac2,
    alpha,
    fleiss,
    gamma,
    kappa,
    match,
    unitizing_alpha,
)

Coefficient = Callable[..., Agreement]
COEFFICIENTS: list[Coefficient] = [alpha, kappa, fleiss, ac1, ac2]


@pytest.mark.parametrize("coefficient", COEFFICIENTS, ids=lambda one: one.__name__)
@pytest.mark.parametrize(
    ("units", "reason", "equal"),
    [
        ([], "no_units", None),
        (np.empty((0, 2)), "no_units", None),
        ([[1], [2]], "too_few_annotators", None),
        ([[1, None], [None, 2]], "no_pairable_units", None),
        ([[None, None]], "no_pairable_units", None),
        (np.full((3, 2), np.nan), "no_pairable_units", None),
        ([[1, 1], [1, 1]], "no_variation", 1.0),
        ([[1, 1], [1, None], [2, None]], "no_variation", 1.0),
    ],
)
def test_there_is_a_reason_and_no_value(coefficient: Coefficient, units: Any, reason: str, equal: float | None) -> None:
    found = coefficient(units)
    if reason == "no_variation" and found.value is not None:
        # What single values tell of how frequent values are counts for these two.
        assert coefficient in {fleiss, ac1, ac2} and len(units) == 3
        assert found.percent_agreement == equal
        return
    assert (found.value, found.reason, found.percent_agreement) == (None, reason, equal)
    assert found.interval is None
    assert found.why == REASONS[reason]


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "ratio", "masi", "jaccard"])
def test_no_metric_makes_up_a_perfect_agreement_of_one_value(metric: Any) -> None:
    found = alpha([[{1}, {1}], [{1}, {1}]] if metric in {"masi", "jaccard"} else [[1, 1], [1, 1]], metric)
    assert (found.value, found.reason, found.percent_agreement) == (None, "no_variation", 1.0)


def test_what_one_annotator_alone_did_is_left_out_and_counted() -> None:
    units: list[list[Any]] = [["a", "a"], ["b", "b"], ["a", None], [None, None]]
    found = alpha(units)
    assert (found.value, found.n, found.left_out, found.annotators) == (1.0, 2, 2, 2)


def test_nan_none_and_masked_values_are_missing_alike() -> None:
    nested: list[list[Any]] = [[1, 2], [2, 2], [1, None], [3, 3]]
    numbers = np.array([[1, 2], [2, 2], [1, np.nan], [3, 3]])
    masked = np.ma.masked_invalid(numbers)
    mixed = np.array(nested, dtype=object)
    assert alpha(nested) == alpha(numbers) == alpha(masked) == alpha(mixed)


def test_disjoint_documents_are_not_agreed_on() -> None:
    one: list[Any] = ["a", None]
    units = [one] * 5 + [[None, "a"]] * 5
    found = alpha(units)
    assert (found.value, found.reason, found.left_out) == (None, "no_pairable_units", 10)


def test_an_interval_needs_two_documents() -> None:
    units = [["a", "a"], ["b", "a"], ["b", "b"]]
    assert alpha(units, documents=["one"] * 3).interval is None
    few = alpha(units * 2, documents=["one"] * 3 + ["two"] * 3).interval
    assert few is not None
    assert (few.method, few.groups) == ("jackknife", 2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: alpha([[1, 2], [1]]), "Every unit needs a value for each annotator"),
        (lambda: alpha([1, 2, 3]), "Each unit is a list of one value per annotator"),
        (lambda: alpha("abc"), "Units are a list of units"),
        (lambda: alpha(np.zeros(3)), "this has 1 dimensions"),
        (lambda: alpha([["low", "high"]], "ordinal"), "give it as levels="),
        (lambda: alpha([["low", "high"]], "interval"), "give it as levels="),
        (lambda: alpha([[-1, 2]], "ratio"), "numbers from zero up"),
        (lambda: alpha([[1, 2]], "cubic"), "There is no metric 'cubic'"),  # type: ignore[arg-type]
        (lambda: alpha([["A", "B"]], levels="AC"), "'B' is not on the scale that was given"),
        (lambda: alpha([["A", "B"]], levels="ABA"), "The scale names a value twice"),
        (lambda: alpha([[{1}, {2}]]), "use the metric masi or jaccard"),
        (lambda: alpha([[1, 2]], lambda *_: -1.0), "a number from zero up for any two values"),
        (lambda: alpha([[1, 2]], documents=["a", "b"]), "There are 1 units, but 2 documents"),
        (lambda: kappa([[1, 2, 3]]), "Cohen's kappa compares two annotators, here are 3"),
        (lambda: kappa([["a", "b"]], "linear"), "give it as levels="),
        (lambda: kappa([[1, 2]], "cubic"), "There are no weights 'cubic'"),
        (lambda: kappa([[1, 2]], [[1, 2, 3]]), "a table of 2 × 2 numbers"),
        (lambda: gamma({"a": [(3, 1, "x")]}), "is no unit"),
        (lambda: gamma([(1, 2)]), "Give the spans by annotator"),  # type: ignore[arg-type]
        (lambda: gamma({"a": [(0, 9, "x")], "b": []}, length=5), "not within 0 to 5"),
        (lambda: gamma({"a": [(0, 9)], "b": [(0, 9)]}, alpha=0, beta=0), "gamma needs weights"),
        (lambda: gamma({"a": [(0, 9)], "b": [(0, 9)]}, sampler="dice"), "There is no sampler 'dice'"),  # type: ignore[arg-type]
        (lambda: unitizing_alpha([{"a": [], "b": []}], [1.0, 2.0]), "There are 1 continua, but 2 lengths"),
        (lambda: match([(2, 1)], []), "is no span"),
        (lambda: match([], [], "nearest"), "There is no policy 'nearest'"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_data_is_told_in_a_sentence(call: Callable[[], object], message: str) -> None:
    with pytest.raises(UnitsError, match=message):
        call()


def test_gamma_of_nothing_has_a_reason() -> None:
    assert gamma({}).reason == "too_few_annotators"
    assert gamma({"a": [(0, 1, "x")]}).reason == "too_few_annotators"
    assert gamma({"a": [], "b": []}).reason == "no_units"


def test_gamma_where_one_found_nothing_is_low_and_no_error() -> None:
    found = gamma({"a": [(0, 5, "x"), (10, 15, "x"), (20, 25, "x")], "b": []}, length=40)
    assert found.observed == 2
    assert found.value is not None
    assert found.value <= 0.2


def test_unitizing_alpha_of_nothing_has_a_reason() -> None:
    assert unitizing_alpha({}).reason == "too_few_annotators"
    assert unitizing_alpha({"a": [], "b": []}, 10).reason == "no_units"
    assert unitizing_alpha({"a": [(0, 5, 1)]}, 10).reason == "too_few_annotators"


def test_a_continuum_without_gaps_has_no_binary_alpha() -> None:
    found = unitizing_alpha({"a": [(0, 4, 1), (4, 10, 2)], "b": [(0, 5, 1), (5, 10, 2)]}, 10)
    assert (found.binary.value, found.binary.reason, found.binary.percent_agreement) == (None, "no_gaps", 1.0)
    assert found.value is not None


def test_units_of_one_annotator_that_overlap_are_refused_or_combined_as_asked() -> None:
    spans = {"a": [(0, 6, "x"), (4, 10, "y")], "b": [(0, 6, "x"), (4, 10, "y")]}
    refused = unitizing_alpha(spans, 20)
    assert (refused.value, refused.reason, refused.binary.reason) == (None, "overlapping_units", "overlapping_units")
    combined = unitizing_alpha(spans, 20, overlaps="combine")
    assert combined.value == 1
    assert set(combined.of_value) == {"x", "y", frozenset("xy")}
    nested = unitizing_alpha({"a": [(0, 10, "x"), (2, 4, "x")], "b": [(0, 10, "x")]}, 20, overlaps="combine")
    assert nested.value == 1


def test_too_many_alignments_are_refused_before_memory_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.agreement.packing.MOST", 10)
    everywhere = {who: [(0, 100, "x")] * 9 for who in "abc"}
    assert gamma(everywhere).reason == "too_large"
