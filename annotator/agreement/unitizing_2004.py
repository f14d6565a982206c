"""Krippendorff's earlier alpha for unitizing, for comparison with work that reports it.

Krippendorff (2004), Measuring the reliability of qualitative text analysis data, Quality & Quantity 38; Content
Analysis, 2nd ed., section 11.6. Differences are squared distances of edges, value by value. Its authors found that it
misbehaves with more than two annotators (Krippendorff et al. 2016): for new work take `unitizing_alpha`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from annotator.agreement.result import Agreement
from annotator.agreement.spans import Extent, Spans, Unit, extent_of, units_of


class _Section(NamedTuple):
    """A unit of one value, or the gap between two."""

    begin: float
    length: float
    unit: bool


def unitizing_alpha_2004(spans: Spans, length: float | Extent | None = None) -> Agreement:
    """Return αU of 2004; `per_value` has that of each value. Units of different values may overlap.

    Args:
        spans: By annotator, `(start, end, category)`, end exclusive, in whole characters.
        length: Length of the continuum, or its begin and end; the outermost edges of the units if None.

    Raises:
        UnitsError: When spans are not spans, or lie outside of the continuum.
    """
    units = units_of(spans)
    extent = extent_of(units, length)
    annotators = sum(map(bool, units.values()))
    n = sum(map(len, units.values()))
    if len(units) < 2 or not n:  # noqa: PLR2004 - a pair
        reason = "no_units" if len(units) > 1 else "too_few_annotators"
        return Agreement("alpha-U (2004)", None, reason, annotators=annotators)
    values: list[Hashable] = sorted({unit.category for each in units.values() for unit in each}, key=repr)
    observed = expected = 0.0
    each_value: dict[Hashable, float | None] = {}
    for value in values:
        own = [[unit for unit in each if unit.category == value] for each in units.values()]
        if any(after.start < before.end for each in own for before, after in pairwise(each)):
            return Agreement("alpha-U (2004)", None, "overlapping_units", annotators=annotators)
        found = _observed(sections := [_sections(each, extent) for each in own], extent)
        chance = _expected(sections, extent)
        each_value[value] = 1 - found / chance if chance > 0 else None
        observed, expected = observed + found, expected + chance
    return Agreement(
        "alpha-U (2004)",
        1 - observed / expected if expected > 0 else None,
        None if expected > 0 else "no_variation",
        n=n,
        annotators=annotators,
        observed=observed,
        expected=expected,
        per_value=each_value,
    )


def _sections(units: Sequence[Unit], extent: Extent) -> list[_Section]:
    """Return units and gaps in turn, so that they cover the continuum."""
    found, place = [], extent[0]
    for unit in units:
        if unit.start > place:
            found.append(_Section(place, unit.start - place, unit=False))
        found.append(_Section(unit.start, unit.end - unit.start, unit=True))
        place = unit.end
    if place < extent[1]:
        found.append(_Section(place, extent[1] - place, unit=False))
    return found


def _observed(everyones: Sequence[Sequence[_Section]], extent: Extent) -> float:
    total = 0.0
    for mine, yours in permutations(everyones, 2):
        total += sum(_difference(one, other) for one in mine for other in yours)
    number = len(everyones)
    return total / (number * (number - 1) * (extent[1] - extent[0]) ** 2)


def _difference(one: _Section, other: _Section) -> float:
    """Return the squared difference of two sections: of their edges, or all of a unit that lies in a gap."""
    apart = one.begin - other.begin
    if one.unit and other.unit:
        ends = apart + one.length - other.length
        return apart**2 + ends**2 if -one.length < apart < other.length else 0.0
    unit, gap = (one, other) if one.unit else (other, one)
    inside = unit.unit and gap.begin <= unit.begin and unit.begin + unit.length <= gap.begin + gap.length
    return unit.length**2 if inside else 0.0


def _expected(everyones: Sequence[Sequence[_Section]], extent: Extent) -> float:
    """Return the difference by chance: every unit anywhere among the units and gaps of everybody."""
    width = extent[1] - extent[0]
    units = [section for sections in everyones for section in sections if section.unit]
    gaps = [section for sections in everyones for section in sections if not section.unit]
    total = alone = 0.0
    for unit in units:
        length = unit.length
        total += (len(units) - 1) / 3 * (2 * length**3 - 3 * length**2 + length)
        total += length**2 * sum(gap.length - length + 1 for gap in gaps if gap.length >= length)
        alone += length * (length - 1)
    everything = len(everyones) * width
    ways = everything * (everything - 1) - alone
    return 2 / width * total / ways if ways > 0 else 0.0
