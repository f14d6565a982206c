"""The kappas: Cohen's for two annotators, weighted or not, and Fleiss's for any number.

Cohen (1960), A coefficient of agreement for nominal scales; Cohen (1968), Weighted kappa; Fleiss (1971), Measuring
nominal scale agreement among many raters, with the extension to missing values of Gwet (2014), Handbook of Inter-Rater
Reliability, 4th ed. With two annotators and no missing values Fleiss's kappa is Scott's pi.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from annotator.agreement.counts import Weights, nothing_to_compare
from annotator.agreement.counts import weights as table_of_weights
from annotator.agreement.resampling import DEFAULT, Floats, Resampling, group_index, interval
from annotator.agreement.result import Agreement, Interval, UnitsError
from annotator.agreement.units import Units, code

_PAIR = 2


def kappa(
    units: Units,
    weights: Weights | None = None,
    levels: Iterable[Any] | None = None,
    *,
    documents: Sequence[Hashable] | None = None,
    resampling: Resampling = DEFAULT,
) -> Agreement:
    """Return Cohen's kappa of two annotators.

    Args:
        units: `n_units × 2` values, None or NaN where missing. Units with a missing value are left out.
        weights: `linear` or `quadratic` for values in an order, a table of weights, or None.
        levels: The scale in its order. Without it the weights go by the numbers that occur, which is another
            coefficient where a level was never used.
        documents: The document of each unit, for the interval.
        resampling: How the interval is made.

    Raises:
        UnitsError: When there are other than two annotators, a value is not on the scale, or weights need an order.
    """
    coded = code(units, levels)
    if coded.codes.size and coded.codes.shape[1] > _PAIR:
        raise UnitsError(
            f"Cohen's kappa compares two annotators, here are {coded.codes.shape[1]}: take `fleiss` or `alpha`, or two "
            "columns at a time."
        )
    name = "kappa" if weights is None else f"kappa ({weights if isinstance(weights, str) else 'own weights'})"
    agreeing = table_of_weights(weights, coded)
    groups = group_index(documents, len(coded.codes))
    both = (coded.codes >= 0).all(axis=1) if coded.codes.size else np.zeros(len(coded.codes), dtype=bool)
    both &= coded.codes.shape[1] == _PAIR
    n = int(both.sum())
    if reason := nothing_to_compare(coded, n):
        return Agreement(name, None, reason, left_out=len(coded.codes), annotators=coded.annotators)
    size = len(coded.values)
    cells = coded.codes[both, 0] * size + coded.codes[both, 1]
    table = np.bincount(cells, minlength=size * size).astype(np.float64)
    observed, expected = (float(one[0]) for one in _cohen(table[None, :], agreeing))
    defined = expected < 1 - 1e-12

    def estimate(sums: Floats) -> Floats:
        observed, expected = _cohen(sums, agreeing)
        return np.where(expected < 1 - 1e-12, (observed - expected) / (1 - expected), np.nan)

    def resample() -> Interval | None:
        one_hot = np.zeros((n, size * size))
        one_hot[np.arange(n), cells] = 1
        return interval(one_hot, None if groups is None else groups[both], estimate, resampling)

    return Agreement(
        name,
        (observed - expected) / (1 - expected) if defined else None,
        None if defined else "no_variation",
        n=n,
        left_out=len(both) - n,
        annotators=coded.annotators,
        percent_agreement=float(np.trace(table.reshape(size, size))) / n,
        observed=observed,
        expected=expected,
        resample=resample,
    )


def _cohen(tables: Floats, agreeing: Floats) -> tuple[Floats, Floats]:
    """Return observed and expected weighted agreement of `n_samples × n_values²` tables of two annotators."""
    size = len(agreeing)
    square = tables.reshape(-1, size, size)
    total = square.sum(axis=(1, 2))
    observed = (square * agreeing).sum(axis=(1, 2)) / total
    rows, columns = square.sum(axis=2), square.sum(axis=1)
    return observed, ((rows @ agreeing) * columns).sum(axis=1) / np.square(total)


def fleiss(
    units: Units,
    levels: Iterable[Any] | None = None,
    *,
    documents: Sequence[Hashable] | None = None,
    resampling: Resampling = DEFAULT,
) -> Agreement:
    """Return Fleiss's kappa; who gave a value does not matter. `per_value` has the kappa of each value.

    Args:
        units: `n_units × n_annotators` values, None or NaN where missing. A unit with one value counts for how often
            values occur, not for observed agreement.
        levels: The scale; only its values matter.
        documents: The document of each unit, for the interval.
        resampling: How the interval is made.

    Raises:
        UnitsError: When the units are no table, or a value is not on the scale.
    """
    coded = code(units, levels)
    groups = group_index(documents, len(coded.codes))
    counts = coded.counts() if coded.codes.size else np.zeros((len(coded.codes), len(coded.values)))
    rated = counts.sum(axis=1)
    n = int((rated > 1).sum())
    if reason := nothing_to_compare(coded, n):
        return Agreement("fleiss", None, reason, left_out=len(coded.codes), annotators=coded.annotators)
    rows = shares(counts, counts)
    observed, expected = (float(one[0]) for one in _fleiss(rows.sum(axis=0)[None, :]))
    defined = expected < 1 - 1e-12
    return Agreement(
        "fleiss",
        (observed - expected) / (1 - expected) if defined else None,
        None if defined else "no_variation",
        n=n,
        left_out=len(coded.codes) - n,
        annotators=coded.annotators,
        percent_agreement=observed,
        observed=observed,
        expected=expected,
        per_value=dict(zip(coded.values, _of_each_value(counts), strict=True)),
        resample=partial(interval, rows, groups, _fleiss_kappa, resampling),
    )


def shares(counts: Floats, partly: Floats) -> Floats:
    """Return what each unit adds to the sums that Fleiss's kappa and Gwet's coefficients are functions of.

    Args:
        counts: `n_units × n_values`, how often each value was given.
        partly: The same with values that agree in part counted in part (`counts @ weights`).

    Returns:
        `n_units × (3 + n_values)`: agreement within the unit, whether it has two values, whether it has any, and the
        share of each value in it.
    """
    rated = counts.sum(axis=1)
    agreement = (counts * (partly - 1)).sum(axis=1) / np.maximum(rated * (rated - 1), 1)
    each = counts / np.maximum(rated, 1)[:, None]
    return np.column_stack([np.where(rated > 1, agreement, 0.0), rated > 1, rated > 0, each])


def _fleiss(sums: Floats) -> tuple[Floats, Floats]:
    return sums[:, 0] / sums[:, 1], np.square(sums[:, 3:] / sums[:, 2:3]).sum(axis=1)


def _fleiss_kappa(sums: Floats) -> Floats:
    observed, expected = _fleiss(sums)
    return np.where(expected < 1 - 1e-12, (observed - expected) / (1 - expected), np.nan)


def _of_each_value(counts: Floats) -> list[float | None]:
    """Return the kappa of each value against all others (Fleiss 1971, p. 381), from units with two values or more."""
    counts = counts[counts.sum(axis=1) > 1]
    rated = counts.sum(axis=1)[:, None]
    proportion = (counts / rated).mean(axis=0)
    spread = proportion * (1 - proportion)
    apart = (counts * (rated - counts) / (rated * (rated - 1))).mean(axis=0)
    return [float(1 - one / other) if other > 0 else None for one, other in zip(apart, spread, strict=True)]
