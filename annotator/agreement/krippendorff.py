"""Krippendorff's alpha for values of units, with missing values.

Krippendorff (2019), Content Analysis, 4th ed., chapter 12; Krippendorff (2011), Computing Krippendorff's
Alpha-Reliability. Ordinal differences are squared differences of mid-ranks, and the mean of squared differences of
numbers is a variance, so that nominal, ordinal and interval alpha need no table of all pairs of values.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse

from annotator.agreement import distances
from annotator.agreement.counts import nothing_to_compare
from annotator.agreement.distances import Metric
from annotator.agreement.resampling import DEFAULT, Floats, Ints, Resampling, group_index, interval
from annotator.agreement.result import Agreement, Interval
from annotator.agreement.units import Coded, Units, code

_SMALL = 64
"""Up to so many values a table of coincidences is the fastest way."""
_MANY = 500
"""With more units than this, equal ones are put together before samples are drawn."""
_KEYS = 2**62
_ROUNDING = 1e-12
"""What is left of a difference of sums of squares that should be nothing, as a share of them."""
_ROWS = 512
"""How many rows of a large table of differences are made at a time."""


def alpha(
    units: Units,
    metric: Metric = "nominal",
    levels: Iterable[Any] | None = None,
    *,
    documents: Sequence[Hashable] | None = None,
    resampling: Resampling = DEFAULT,
) -> Agreement:
    """Return Krippendorff's alpha: 1 is perfect agreement, 0 what chance would give.

    Args:
        units: `n_units × n_annotators` values, None or NaN where missing. Units with fewer than two are left out.
        metric: How different two values are: `nominal`, `ordinal`, `interval`, `ratio`; `masi` or `jaccard` for values
            that are sets of labels; or a function of two values that gives a number from zero up.
        levels: The scale in its order. Ordinal alpha needs it for values that are not numbers.
        documents: The document of each unit, for the interval; without them single units are drawn.
        resampling: How the interval is made.

    Raises:
        UnitsError: When the units are no table, a value is not on the scale, or a value does not fit the metric.
    """
    distances.check(metric)
    coded = code(units, levels, sets=metric in distances.SETS if isinstance(metric, str) else False)
    name = f"alpha ({metric if isinstance(metric, str) else getattr(metric, '__name__', 'own metric')})"
    groups = group_index(documents, len(coded.codes))
    values = (coded.codes >= 0).sum(axis=1) if coded.codes.size else np.zeros(len(coded.codes), dtype=np.intp)
    pairable = values > 1
    n = int(pairable.sum())
    reason = nothing_to_compare(coded, n)
    if metric == "ordinal":
        distances.numbers(coded.values, metric, declared=coded.declared)
    if reason is not None:
        return Agreement(name, None, reason, left_out=len(coded.codes), annotators=coded.annotators)
    if n < len(coded.codes):
        coded = Coded(coded.codes[pairable], coded.values, coded.declared)
        values = values[pairable]
        groups = None if groups is None else groups[pairable]
    large = len(coded.values) > _SMALL
    if large and metric in {"interval", "ordinal"}:
        observed, expected, equal = _by_variance(coded, values, metric)
    elif large and metric == "nominal":
        observed, expected, equal = _by_counts(coded, values)
    else:
        observed, expected, equal = _by_coincidences(coded, values, metric)
    first = coded.codes[coded.codes >= 0]
    varies = expected > 0 and bool((first != first[0]).any())  # rounding leaves something of no variation at all
    return Agreement(
        name,
        1 - observed / expected if varies else None,
        None if varies else "no_variation",
        n=n,
        left_out=len(pairable) - n,
        annotators=coded.annotators,
        percent_agreement=equal,
        observed=observed,
        expected=expected,
        resample=partial(_interval, coded, values, metric, groups, resampling),
    )


def coincidences(units: Units, levels: Iterable[Any] | None = None) -> tuple[tuple[Any, ...], Floats]:
    """Return the values and the matrix of observed coincidences `o_ck`, whose sum is the number of pairable values.

    Args:
        units: `n_units × n_annotators` values, None or NaN where missing.
        levels: The scale in its order.
    """
    coded = code(units, levels)
    values = (coded.codes >= 0).sum(axis=1)
    return coded.values, _coincidences(coded, values)


# --- observed and expected disagreement, three ways --------------------------------------------------------------


def _by_coincidences(coded: Coded, values: Ints, metric: Metric) -> tuple[float, float, float]:
    """Return observed and expected disagreement, and the share of equal pairs, from all coincidences."""
    table = _coincidences(coded, values)
    marginals = table.sum(axis=1)
    total = float(marginals.sum())
    observed = expected = 0.0
    for begin in range(0, len(table), _ROWS):
        rows = slice(begin, begin + _ROWS)
        differences = _differences(coded, metric, marginals, rows)
        observed += float((table[rows] * differences).sum())
        expected += float(marginals[rows] @ differences @ marginals)
    return observed / total, expected / (total * (total - 1)), float(np.trace(table)) / total


def _differences(coded: Coded, metric: Metric, marginals: Floats, rows: slice) -> Floats:
    if metric == "ordinal":
        ranks = _mid_ranks(marginals)
        return np.square(ranks[rows, None] - ranks[None, :])
    return distances.between(coded.values, metric, declared=coded.declared, rows=rows)


def _mid_ranks(marginals: Floats) -> Floats:
    """Return the mid-rank of each value: its ordinal difference to another is the squared difference of the two."""
    return np.cumsum(marginals, axis=-1) - marginals / 2


def _coincidences(coded: Coded, values: Ints) -> Floats:
    """Return the matrix of coincidences, from the pairs of columns."""
    size = len(coded.values)
    columns = np.ascontiguousarray(coded.codes.T)
    complete = bool((values == len(columns)).all())
    if complete:
        table = np.zeros(size * size)
        for index, one in enumerate(columns):
            keys = one * size
            for other in columns[index + 1 :]:
                table += np.bincount(keys + other, minlength=size * size)
        square = table.reshape(size, size) / (len(columns) - 1)
        return square + square.T
    weights = _weights(values)
    width = size + 1  # missing values are counted too, in the first row and column, which saves looking for them
    table = np.zeros(width * width)
    for index, one in enumerate(columns):
        keys = (one + 1) * width + 1
        for other in columns[index + 1 :]:
            table += np.bincount(keys + other, weights=weights, minlength=width * width)
    square = table.reshape(width, width)[1:, 1:]
    return square + square.T


def _weights(values: Ints) -> Floats:
    return np.where(values > 1, 1 / np.maximum(values - 1, 1), 0.0)


def _by_variance(coded: Coded, values: Ints, metric: Metric) -> tuple[float, float, float]:
    """Return the same for differences that are squares: from sums and sums of squares, unit by unit."""
    if metric == "ordinal":
        scale = _mid_ranks(np.bincount(coded.codes[coded.codes >= 0], minlength=len(coded.values)).astype(np.float64))
    else:
        scale = distances.numbers(coded.values, metric, declared=coded.declared)
    sums = _moments(coded, values, scale).sum(axis=0)
    total = float(sums[1])
    observed, expected = _interval_disagreement(sums)
    return float(observed), float(expected), _agreeing(coded, values).sum() / total


def _moments(coded: Coded, values: Ints, scale: Floats) -> Floats:
    """Return for each unit: disagreement within it, number of values, their sum, the sum of their squares."""
    present = coded.codes >= 0
    scale = scale - scale.mean() if len(scale) else scale  # differences do not change, and rounding stays small
    numbers = np.where(present, scale[coded.codes], 0.0)
    sums, squares = numbers.sum(axis=1), np.square(numbers).sum(axis=1)
    means = sums / np.maximum(values, 1)
    apart = np.where(present, numbers - means[:, None], 0.0)
    within = 2 * values * np.square(apart).sum(axis=1) * _weights(values)
    return np.stack([within, values.astype(np.float64), sums, squares], axis=1)


def _interval_disagreement(sums: Floats) -> tuple[Floats, Floats]:
    within, total, first, second = np.moveaxis(sums, -1, 0)
    return within / total, 2 * np.maximum(total * second - np.square(first), 0.0) / (total * (total - 1))


def _by_counts(coded: Coded, values: Ints) -> tuple[float, float, float]:
    """Return the same for nominal values, from how often each occurs."""
    counts = np.bincount(coded.codes[coded.codes >= 0], minlength=len(coded.values)).astype(np.float64)
    total = float(counts.sum())
    equal = float(_agreeing(coded, values).sum()) / total
    return 1 - equal, float(total**2 - np.square(counts).sum()) / (total * (total - 1)), equal


def _agreeing(coded: Coded, values: Ints) -> Floats:
    """Return how many coincidences of each unit are of equal values."""
    row, column = np.nonzero(coded.codes >= 0)
    width = len(coded.values)
    _, occurs = keys = np.unique(row * width + coded.codes[row, column], return_counts=True)
    pairs = np.bincount(keys[0] // width, weights=occurs * (occurs - 1.0), minlength=len(coded.codes))
    return np.asarray(pairs * _weights(values), dtype=np.float64)


# --- intervals ---------------------------------------------------------------------------------------------------


def _interval(
    coded: Coded, values: Ints, metric: Metric, groups: Ints | None, resampling: Resampling
) -> Interval | None:
    if metric == "interval" and len(coded.values) > _SMALL:
        scale = distances.numbers(coded.values, metric, declared=coded.declared)

        def of_moments(sums: Floats) -> Floats:
            observed, expected = _interval_disagreement(sums)
            varies = expected > _ROUNDING * np.maximum(sums[:, 3] / sums[:, 1], 1e-300)
            return np.where(varies, 1 - observed / expected, np.nan)

        return interval(_moments(coded, values, scale), groups, of_moments, resampling)
    frequencies = None
    if groups is None and len(coded.codes) > _MANY:
        coded, values, frequencies = _kinds(coded, values)
    rows, estimate = _pair_sums(coded, values, metric)
    return interval(rows, groups, estimate, resampling, frequencies=frequencies)


def _kinds(coded: Coded, values: Ints) -> tuple[Coded, Ints, Ints | None]:
    """Return one unit of each kind and how many there are: units with the same values, whoever gave them, are one."""
    base, width = len(coded.values) + 1, coded.codes.shape[1]
    if base**width > _KEYS:
        return coded, values, None
    codes = np.sort(coded.codes, axis=1)
    keys = codes[:, 0] + 1
    for column in range(1, width):
        keys = keys * base + codes[:, column] + 1
    _, first, frequencies = np.unique(keys, return_index=True, return_counts=True)
    return Coded(codes[first], coded.values, coded.declared), values[first], frequencies.astype(np.intp)


def _pair_sums(coded: Coded, values: Ints, metric: Metric) -> tuple[sparse.csr_array, Callable[[Floats], Floats]]:
    """Return the coincidences of each unit, pair of values by pair, and alpha as a function of their sums."""
    size = len(coded.values)
    weights = _weights(values)
    places, keys, shares = [], [], []
    for index in range(coded.codes.shape[1]):
        for other in range(index + 1, coded.codes.shape[1]):
            one, two = coded.codes[:, index], coded.codes[:, other]
            both = np.flatnonzero((one >= 0) & (two >= 0))
            places.append(both)
            keys.append(np.minimum(one[both], two[both]) * size + np.maximum(one[both], two[both]))
            shares.append(2 * weights[both])
    occurring, columns = np.unique(np.concatenate(keys), return_inverse=True)
    rows = sparse.csr_array(
        (np.concatenate(shares), (np.concatenate(places), columns.ravel())), shape=(len(coded.codes), len(occurring))
    )
    low, high = occurring // size, occurring % size
    scatter = np.zeros((len(occurring), size))
    np.add.at(scatter, (np.arange(len(occurring)), low), 0.5)
    np.add.at(scatter, (np.arange(len(occurring)), high), 0.5)
    fixed = None if metric == "ordinal" else distances.between(coded.values, metric, declared=coded.declared)

    def estimate(sums: Floats) -> Floats:
        marginals = sums @ scatter
        total = marginals.sum(axis=1)
        if fixed is None:
            ranks = _mid_ranks(marginals)
            observed = (sums * np.square(ranks[:, low] - ranks[:, high])).sum(axis=1)
            mean = (marginals * ranks).sum(axis=1) / total
            expected = 2 * total * (marginals * np.square(ranks - mean[:, None])).sum(axis=1)
        else:
            observed = sums @ (fixed[low, high] + fixed[high, low]) / 2
            expected = ((marginals @ fixed) * marginals).sum(axis=1)
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)

    return rows, estimate
