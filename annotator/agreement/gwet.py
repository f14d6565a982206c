"""Gwet's AC1 and AC2: agreement that is not driven down where one value is far more frequent than the others.

Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement; Gwet (2014),
Handbook of Inter-Rater Reliability, 4th ed., for several annotators, weights and missing values.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from annotator.agreement.counts import Weights, nothing_to_compare
from annotator.agreement.counts import weights as table_of_weights
from annotator.agreement.kappas import shares
from annotator.agreement.resampling import DEFAULT, Floats, Resampling, group_index, interval
from annotator.agreement.result import Agreement
from annotator.agreement.units import Units, code


def ac1(
    units: Units,
    levels: Iterable[Any] | None = None,
    *,
    documents: Sequence[Hashable] | None = None,
    resampling: Resampling = DEFAULT,
) -> Agreement:
    """Return Gwet's AC1 for values without order.

    Args:
        units: `n_units × n_annotators` values, None or NaN where missing.
        levels: The scale. Chance agreement depends on how many values there are: declare it where some may not occur.
        documents: The document of each unit, for the interval.
        resampling: How the interval is made.

    Raises:
        UnitsError: When the units are no table, or a value is not on the scale.
    """
    return _coefficient("AC1", units, "unweighted", levels, documents, resampling)


def ac2(
    units: Units,
    weights: Weights = "quadratic",
    levels: Iterable[Any] | None = None,
    *,
    documents: Sequence[Hashable] | None = None,
    resampling: Resampling = DEFAULT,
) -> Agreement:
    """Return Gwet's AC2 for values in an order.

    Args:
        units: `n_units × n_annotators` values, None or NaN where missing.
        weights: `quadratic`, `linear`, or a table of weights.
        levels: The scale in its order.
        documents: The document of each unit, for the interval.
        resampling: How the interval is made.

    Raises:
        UnitsError: When the units are no table, a value is not on the scale, or weights need an order.
    """
    name = f"AC2 ({weights if isinstance(weights, str) else 'own weights'})"
    return _coefficient(name, units, weights, levels, documents, resampling)


def _coefficient(  # noqa: PLR0917 - what both coefficients were given
    name: str,
    units: Units,
    weights: Weights,
    levels: Iterable[Any] | None,
    documents: Sequence[Hashable] | None,
    resampling: Resampling,
) -> Agreement:
    coded = code(units, levels)
    groups = group_index(documents, len(coded.codes))
    counts = coded.counts() if coded.codes.size else np.zeros((len(coded.codes), len(coded.values)))
    agreeing = table_of_weights(weights, coded)
    n = int((counts.sum(axis=1) > 1).sum())
    if reason := nothing_to_compare(coded, n):
        return Agreement(name, None, reason, left_out=len(coded.codes), annotators=coded.annotators)
    equal = shares(counts, counts).sum(axis=0)
    percent = float(equal[0] / equal[1])
    size = len(coded.values)
    if size < 2 or not (counts.sum(axis=0) > 0).sum() > 1:  # noqa: PLR2004 - chance takes two values
        return Agreement(
            name, None, "no_variation", n, len(coded.codes) - n, coded.annotators, percent_agreement=percent
        )
    rows = shares(counts, counts @ agreeing)
    chance = float(agreeing.sum()) / (size * (size - 1))

    def parts(sums: Floats) -> tuple[Floats, Floats]:
        each = sums[:, 3:] / sums[:, 2:3]
        return sums[:, 0] / sums[:, 1], chance * (each * (1 - each)).sum(axis=1)

    def estimate(sums: Floats) -> Floats:
        observed, expected = parts(sums)
        varies = ((sums[:, 3:] > 0).sum(axis=1) > 1) & (expected < 1)
        return np.where(varies, (observed - expected) / (1 - expected), np.nan)

    observed, expected = (float(one[0]) for one in parts(rows.sum(axis=0)[None, :]))
    return Agreement(
        name,
        (observed - expected) / (1 - expected),
        n=n,
        left_out=len(coded.codes) - n,
        annotators=coded.annotators,
        percent_agreement=percent,
        observed=observed,
        expected=expected,
        resample=partial(interval, rows, groups, estimate, resampling),
    )
