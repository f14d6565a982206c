"""Units as coefficients take them: from values of any kind to small whole numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from annotator.agreement.result import UnitsError

Units: TypeAlias = ArrayLike | Iterable[Iterable[Any]]
"""`n_units × n_annotators` values; None and NaN are missing."""

MISSING = -1


@dataclass(frozen=True, slots=True)
class Coded:
    """Units with their values as numbers.

    Attributes:
        codes: `n_units × n_annotators` positions in `values`, -1 where a value is missing.
        values: The values: those of the declared scale in its order, else those that occur, sorted.
        declared: Whether a scale was declared.
    """

    codes: NDArray[np.intp]
    values: tuple[Any, ...]
    declared: bool = False

    @property
    def annotators(self) -> int:
        """How many annotators gave any value."""
        return int((self.codes >= 0).any(axis=0).sum()) if self.codes.size else 0

    def counts(self) -> NDArray[np.float64]:
        """Return `n_units × n_values`, how many annotators gave each unit each value."""
        units, width = len(self.codes), len(self.values)
        row, column = np.nonzero(self.codes >= 0)
        keys = row * width + self.codes[row, column]
        return np.bincount(keys, minlength=units * width).reshape(units, width).astype(np.float64)


def code(units: Units, levels: Iterable[Any] | None = None, *, sets: bool = False) -> Coded:
    """Return units with their values as numbers.

    Args:
        units: `n_units × n_annotators`: an array, a data frame or a list of lists.
        levels: The declared scale, in its order.
        sets: Whether each value is a set of labels (a set, list or tuple; anything else is a set of itself).

    Raises:
        UnitsError: When the units are no table, or a value is not on the declared scale.
    """
    scale = None if levels is None else _scale(levels)
    if hasattr(units, "__array__"):
        table = np.ma.asarray(units) if isinstance(units, np.ma.MaskedArray) else np.asarray(units)
        if table.ndim != 2 and table.size:  # noqa: PLR2004 - rows and columns
            raise UnitsError(f"Units are rows of n_units × n_annotators values; this has {table.ndim} dimensions.")
        if not table.size:
            return Coded(np.empty((0, 0), dtype=np.intp), scale or ())
        if table.dtype.kind in "biuf" and not sets:
            return _numbers(table, scale)
        rows: Sequence[Sequence[Any]] = table.tolist()
    else:
        rows = _rows(units)
    return _anything(rows, scale, sets=sets)


def _scale(levels: Iterable[Any]) -> tuple[Any, ...]:
    scale = tuple(levels)
    if len(set(scale)) != len(scale):
        raise UnitsError("The scale names a value twice: give each level once, in order.")
    return scale


def _rows(units: Any) -> list[list[Any]]:
    if isinstance(units, str) or not isinstance(units, Iterable):
        raise UnitsError("Units are a list of units, each a list of one value per annotator (None where missing).")
    rows = []
    for unit in units:
        if isinstance(unit, str) or not isinstance(unit, Iterable):
            raise UnitsError("Each unit is a list of one value per annotator (None where missing).")
        rows.append(list(unit))
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise UnitsError(
            f"Every unit needs a value for each annotator, None where missing; here are units of {min(widths)} and of "
            f"{max(widths)} values."
        )
    return rows


def _numbers(table: NDArray[Any], scale: tuple[Any, ...] | None) -> Coded:
    present = ~np.ma.getmaskarray(table) if isinstance(table, np.ma.MaskedArray) else None
    table = np.ma.getdata(table)
    if table.dtype.kind == "f":
        known = ~np.isnan(table)
        present = known if present is None else present & known
    if present is not None and present.all():
        present = None
    some = table if present is None else table[present]
    if not some.size:
        return Coded(np.full(table.shape, MISSING, dtype=np.intp), scale or (), scale is not None)
    low, high = some.min(), some.max()
    if np.isfinite(low) and np.isfinite(high) and high - low < 4096 + 2 * some.size and _whole(some):
        # Whole numbers close to each other need no sorting.
        shifted = some.astype(np.intp) - int(low)
        occurs = np.flatnonzero(np.bincount(shifted.ravel()))
        dense = len(occurs) == int(high) - int(low) + 1
        numbers = shifted if dense else _places(occurs, int(high) - int(low) + 1)[shifted]
        values = tuple((occurs + int(low)).tolist())
    else:
        found, numbers = np.unique(some, return_inverse=True)
        values = tuple(found.tolist())
    if table.dtype.kind == "b":
        values = tuple(map(bool, values))
    if scale is not None:
        numbers = np.array(_on_scale(values, scale), dtype=np.intp)[numbers]
        values = scale
    if present is None:
        return Coded(np.ascontiguousarray(numbers.reshape(table.shape), dtype=np.intp), values, scale is not None)
    codes = np.full(table.shape, MISSING, dtype=np.intp)
    codes[present] = numbers.ravel()
    return Coded(codes, values, scale is not None)


def _whole(table: NDArray[Any]) -> bool:
    return table.dtype.kind in "biu" or bool((table == np.floor(table)).all())


def _places(occurs: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    places = np.zeros(size, dtype=np.intp)
    places[occurs] = np.arange(len(occurs))
    return places


def _on_scale(values: Iterable[Any], scale: tuple[Any, ...]) -> list[int]:
    places = {level: place for place, level in enumerate(scale)}
    try:
        return [places[value] for value in values]
    except KeyError as error:
        raise UnitsError(
            f"{error.args[0]!r} is not on the scale that was given: {', '.join(map(repr, scale))}."
        ) from None


def _anything(rows: Sequence[Sequence[Any]], scale: tuple[Any, ...] | None, *, sets: bool) -> Coded:
    width = len(rows[0]) if rows else 0
    numbers: dict[Hashable, int] = {}
    codes = np.empty(len(rows) * width, dtype=np.intp)
    for place, value in enumerate(chain.from_iterable(rows)):
        key = _label_set(value) if sets and not _is_missing(value) else value
        try:
            number = numbers.get(key, MISSING)
        except TypeError:
            raise UnitsError(
                f"{value!r} cannot be a value here: for sets of labels use the metric masi or jaccard."
            ) from None
        if number == MISSING and not _is_missing(key):
            number = numbers[key] = len(numbers)
        codes[place] = number
    values = list(numbers)
    order = _on_scale(values, scale) if scale is not None else _sorted_places(values)
    if values:
        codes = np.where(codes < 0, MISSING, np.array(order, dtype=np.intp)[codes])
    if scale is None:
        places = dict(zip(order, values, strict=True))
        scale, declared = tuple(places[place] for place in range(len(values))), False
    else:
        declared = True
    return Coded(codes.reshape(len(rows), width), scale, declared)


def _is_missing(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return type(value).__name__ in {"NAType", "NaTType"}  # pandas' own, without importing it


def _label_set(value: Any) -> Hashable:
    return frozenset(value) if isinstance(value, set | frozenset | list | tuple) else frozenset([value])


def _sorted_places(values: list[Any]) -> list[int]:
    """Return the place of each value among all: by size where they have one, else by how they are written."""
    try:
        sets = any(isinstance(value, frozenset) for value in values)  # `<` between sets is inclusion, and no order
        order = sorted(range(len(values)), key=lambda place: _written(values[place]) if sets else values[place])
    except TypeError:
        order = sorted(range(len(values)), key=lambda place: _written(values[place]))
    places = [0] * len(values)
    for place, index in enumerate(order):
        places[index] = place
    return places


def _written(value: Any) -> tuple[str, str]:
    inner = ",".join(sorted(map(repr, value))) if isinstance(value, frozenset) else repr(value)
    return type(value).__name__, inner
