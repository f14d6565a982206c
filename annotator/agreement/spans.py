"""Spans as coefficients take them: per annotator, with begin, end and category."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from annotator.agreement.result import UnitsError

Spans: TypeAlias = Mapping[Any, Iterable[Sequence[Any]]]
"""By annotator, their units: `(start, end, category)`, end exclusive. The category may be left out."""

Extent: TypeAlias = tuple[float, float]
"""Begin and end of the continuum."""


class Unit(NamedTuple):
    """A unit on the continuum."""

    start: float
    end: float
    category: Hashable


def units_of(spans: Spans) -> dict[Any, list[Unit]]:
    """Return every annotator's units, in the order of the continuum.

    Raises:
        UnitsError: When a unit has no begin and end, or ends before it begins.
    """
    if not isinstance(spans, Mapping):
        raise UnitsError("Give the spans by annotator: {annotator: [(start, end, category), …]}.")
    return {annotator: sorted(map(_unit, units), key=_place) for annotator, units in spans.items()}


def _unit(span: Sequence[Any]) -> Unit:
    try:
        start, end, *rest = span
        if not start < end or len(rest) > 1:
            raise ValueError  # noqa: TRY301 - said in one place
        hash(rest[0] if rest else None)
    except (TypeError, ValueError):
        raise UnitsError(f"{span!r} is no unit: give (start, end, category), with the end behind the start.") from None
    return Unit(start, end, rest[0] if rest else None)


def _place(unit: Unit) -> tuple[float, float, str]:
    return unit.start, unit.end, repr(unit.category)


def extent_of(units: Mapping[Any, Sequence[Unit]], extent: float | Extent | None) -> Extent:
    """Return begin and end of the continuum: what was given, a length from 0, or the outermost edges of the units.

    Raises:
        UnitsError: When a unit lies outside.
    """
    begin = min((unit.start for each in units.values() for unit in each), default=0)
    end = max((unit.end for each in units.values() for unit in each), default=0)
    if extent is None:
        return begin, end
    low, high = extent if isinstance(extent, tuple | list) else (0, extent)
    if not low <= high or (end > begin and not low <= begin <= end <= high):
        raise UnitsError(f"The units reach from {begin} to {end}, which is not within {low} to {high}.")
    return low, high
