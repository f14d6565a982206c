"""How different two values are: the difference functions of Krippendorff's alpha, all between values of one scale.

Nominal, ordinal, interval and ratio: Krippendorff (2019), Content Analysis, 4th ed., section 12.3. MASI for sets of
labels: Passonneau (2006), Measuring Agreement on Set-valued Items, LREC. Jaccard (1912), The distribution of the flora.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.result import UnitsError

Floats: TypeAlias = NDArray[np.float64]
Named: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio", "masi", "jaccard"]
Metric: TypeAlias = Named | Callable[[Any, Any], float]
"""A difference function by name, or one that gives the difference of two values, squared where it should be."""

SETS = ("masi", "jaccard")
_PART, _CROSSING = 2 / 3, 1 / 3


def jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return the Jaccard distance of two sets of labels, from 0 to 1; two empty sets are equal."""
    union = len(one | other)
    return 1 - len(one & other) / union if union else 0.0


def masi(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return the MASI distance of two sets of labels, `1 - J * M` (Passonneau 2006), from 0 to 1.

    M is 1 for equal sets, 2/3 where one is part of the other, 1/3 where they share something, else 0. Two empty
    sets are equal; an empty one has nothing in common with any other.
    """
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    monotonicity = _PART if one <= other or other <= one else _CROSSING
    return 1 - shared / len(one | other) * monotonicity


def check(metric: Metric) -> Metric:
    """Return `metric` if there is one of that name.

    Raises:
        UnitsError: When there is none.
    """
    if callable(metric) or metric in get_args(Named):
        return metric
    raise UnitsError(f"There is no metric {metric!r}: use {', '.join(get_args(Named))} or a function of two values.")


def numbers(values: Sequence[Any], metric: Metric, *, declared: bool) -> Floats:
    """Return the position of each value on a scale of equal distances.

    Numbers stand for themselves; other values for their place on the declared scale.

    Raises:
        UnitsError: When values are neither numbers nor on a declared scale, or below zero for the ratio metric.
    """
    if all(isinstance(value, int | float | np.number) for value in values):
        found = np.array([float(value) for value in values])
    elif declared:
        found = np.arange(len(values), dtype=np.float64)
    else:
        raise UnitsError(f"The {metric} metric needs numbers, or the order of the values: give it as levels=[…].")
    if metric == "ratio" and (found < 0).any():
        raise UnitsError("The ratio metric needs numbers from zero up.")
    return found


def between(values: Sequence[Any], metric: Metric, *, declared: bool, rows: slice = slice(None)) -> Floats:
    """Return the differences between the values of some rows and all values.

    Args:
        values: The values of the scale.
        metric: Any but `ordinal`, which depends on how often each value occurs.
        declared: Whether the order of the values was declared.
        rows: Which rows of the table of all differences.

    Raises:
        UnitsError: When values do not fit the metric, or a function does not give a number from zero up.
    """
    if metric == "nominal":
        table = np.ones((len(values), len(values)))
        np.fill_diagonal(table, 0.0)
        return table[rows]
    if metric in {"interval", "ratio"}:
        found = numbers(values, metric, declared=declared)
        difference = found[rows, None] - found[None, :]
        if metric == "interval":
            return np.square(difference)
        sums = found[rows, None] + found[None, :]
        return np.square(np.divide(difference, sums, out=np.zeros_like(difference), where=sums > 0))
    function: Callable[[Any, Any], float] = metric if callable(metric) else masi if metric == "masi" else jaccard
    table = np.array([[float(function(one, other)) for other in values] for one in values[rows]])
    if table.size and not (np.isfinite(table).all() and (table >= 0).all()):
        raise UnitsError("A metric gives a number from zero up for any two values; this one does not.")
    return table
