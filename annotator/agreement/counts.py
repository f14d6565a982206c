"""What coefficients from counts of values share: weights of partial agreement, and whether there is anything at all."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from annotator.agreement.result import UnitsError
from annotator.agreement.units import Coded

Floats: TypeAlias = NDArray[np.float64]
Named: TypeAlias = Literal["unweighted", "linear", "quadratic"]
Weights: TypeAlias = Named | ArrayLike
"""How much two values count as agreeing: by name, or a table of numbers from 0 to 1 in the order of the levels."""


def weights(wanted: Weights | None, coded: Coded) -> Floats:
    """Return the table of weights, 1 on the diagonal.

    Linear and quadratic weights go by the places of the values on the declared scale, or among the sorted numbers that
    occur where none was declared (Cohen 1968, Weighted kappa).

    Raises:
        UnitsError: When there are no such weights, or the values have no order.
    """
    size = len(coded.values)
    if wanted is None or (isinstance(wanted, str) and wanted == "unweighted"):
        return np.eye(size)
    if isinstance(wanted, str):
        if wanted not in get_args(Named):
            raise UnitsError(
                f"There are no weights {wanted!r}: use {', '.join(get_args(Named))} or a table of numbers."
            )
        if not coded.declared and not all(isinstance(value, int | float) for value in coded.values):
            raise UnitsError(f"{wanted.capitalize()} weights need the order of the values: give it as levels=[…].")
        steps = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :]) / max(1, size - 1)
        return np.asarray(1 - (steps if wanted == "linear" else np.square(steps)), dtype=np.float64)
    table = np.asarray(wanted, dtype=np.float64)
    if table.shape != (size, size) or not np.isfinite(table).all() or not np.allclose(np.diag(table), 1):
        raise UnitsError(f"Weights for these values are a table of {size} × {size} numbers with 1 on the diagonal.")
    return table


def nothing_to_compare(coded: Coded, n: int) -> str | None:
    """Return the reason why `n` units with two values or more give no coefficient; None where they may."""
    if not len(coded.codes):
        return "no_units"
    if coded.codes.shape[1] < 2:  # noqa: PLR2004 - a pair
        return "too_few_annotators"
    return None if n else "no_pairable_units"
