"""Krippendorff's alphas for unitizing: did annotators find the same stretches of a text, and give them the same values?

Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua: Further developments,
Quality & Quantity 50 (with its erratum); Krippendorff (2019), Content Analysis, 4th ed., section 12.6. Everything in
the family is a function of sums over continua, so that several texts pool, and intervals draw texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, pairwise
from typing import Any, Literal

import numpy as np

from annotator.agreement.resampling import DEFAULT, Floats, Resampling, interval
from annotator.agreement.result import Agreement, UnitsError
from annotator.agreement.spans import Extent, Spans, Unit, extent_of, units_of

Overlaps = Literal["refuse", "combine"]
_TINY = 1e-9


@dataclass(frozen=True)
class UnitizingAgreement(Agreement):
    """The family of unitizing alphas; `value` is uα.

    Attributes:
        binary: |uα: relevant against irrelevant matter, whatever the values.
        coding: cuα: the values where units intersect, whatever lies outside.
        of_value: (k)uα: each value by itself, where units intersect.
        coverage: Which share of the continuum `coding` rests on.
        coverage_of_value: Which share of the matter with that value its (k)uα rests on.
    """

    binary: Agreement = field(default_factory=lambda: Agreement("|u-alpha", None, "no_units"))
    coding: Agreement = field(default_factory=lambda: Agreement("cu-alpha", None, "no_units"))
    of_value: Mapping[Any, Agreement] = field(default_factory=dict)
    coverage: float | None = None
    coverage_of_value: Mapping[Any, float] = field(default_factory=dict)


def unitizing_alpha(
    spans: Spans | Sequence[Spans],
    length: float | Extent | Sequence[float | Extent] | None = None,
    *,
    overlaps: Overlaps = "refuse",
    resampling: Resampling = DEFAULT,
) -> UnitizingAgreement:
    """Return the family of unitizing alphas of one continuum, or of several taken together.

    Args:
        spans: By annotator, `(start, end, category)`, end exclusive; a list of these for several continua.
        length: Length of the continuum, or its begin and end; a list for several. Without it the outermost edges of
            the units are taken, and matter before and behind them is unknown.
        overlaps: What to do about units of one annotator that overlap, for which the coefficients are not defined.
            `refuse`: there is no value. `combine`: a stretch with several values counts as having one, the
            set of them; a stretch where units of one value overlap is one unit.
        resampling: How intervals are made; there are none for a single continuum.

    Raises:
        UnitsError: When spans are not spans, or lie outside of the continuum.
    """
    continua = [spans] if isinstance(spans, Mapping) else list(spans)
    lengths: list[Any] = [length] * len(continua)
    if not isinstance(spans, Mapping) and isinstance(length, Sequence):
        lengths = list(length)
    if len(lengths) != len(continua):
        raise UnitsError(f"There are {len(continua)} continua, but {len(lengths)} lengths: give one of each.")
    read = [(units := units_of(one), extent_of(units, each)) for one, each in zip(continua, lengths, strict=True)]
    annotators = len({annotator for units, _ in read for annotator in units})
    if not any(each for units, _ in read for each in units.values()):
        return _none("no_units" if annotators > 1 else "too_few_annotators", annotators)
    read = [(units, extent) for units, extent in read if len(units) > 1 and extent[1] > extent[0]]
    if not read:
        return _none("too_few_annotators", annotators)
    if overlaps == "refuse" and any(_overlap(each) for units, _ in read for each in units.values()):
        return _none("overlapping_units", annotators)
    pieces = [({who: _pieces(each) for who, each in units.items()}, extent) for units, extent in read]
    values = _values(pieces)
    rows = np.stack([_sums(units, extent, values) for units, extent in pieces])
    n = sum(len(each) for units, _ in read for each in units.values())
    return _family(rows, tuple(values), n, annotators, resampling)


def _none(reason: str, annotators: int) -> UnitizingAgreement:
    binary, coding = (Agreement(name, None, reason, annotators=annotators) for name in ("|u-alpha", "cu-alpha"))
    return UnitizingAgreement("u-alpha", None, reason, annotators=annotators, binary=binary, coding=coding)


def _overlap(units: Sequence[Unit]) -> bool:
    return any(unit.start < before.end for before, unit in pairwise(units))


def _pieces(units: list[Unit]) -> list[Unit]:
    """Cut overlapping units of one annotator into pieces that do not overlap, each with all the values there."""
    if not _overlap(units):
        return units
    begins, ends = defaultdict(list), defaultdict(list)
    for place, unit in enumerate(units):
        begins[unit.start].append(place)
        ends[unit.end].append(place)
    cut: list[tuple[Unit, frozenset[int]]] = []
    here: frozenset[int] = frozenset()
    for start, end in pairwise(sorted({*begins, *ends})):
        here = (here - frozenset(ends[start])) | frozenset(begins[start])
        found = frozenset(units[place].category for place in here)
        if not found:
            continue
        category: Hashable = next(iter(found)) if len(found) == 1 else found
        before = cut[-1] if cut else None
        if before and before[0].end == start and before[0].category == category and before[1] & here:
            cut[-1] = (Unit(before[0].start, end, category), here)
        else:
            cut.append((Unit(start, end, category), here))
    return [unit for unit, _ in cut]


def _values(pieces: Sequence[tuple[Mapping[Any, Sequence[Unit]], Extent]]) -> dict[Hashable, int]:
    found = {unit.category for units, _ in pieces for each in units.values() for unit in each}
    return {value: place for place, value in enumerate(sorted(found, key=_written), 1)}


def _written(value: Hashable) -> tuple[str, str]:
    return type(value).__name__, ",".join(sorted(map(repr, value))) if isinstance(value, frozenset) else repr(value)


def _sums(units: Mapping[Any, Sequence[Unit]], extent: Extent, values: Mapping[Hashable, int]) -> Floats:
    """Return what one continuum adds: coincidences of lengths (gaps are value 0), and what units share with themselves.

    Returns:
        The matrix of observed coincidences, row by row; for each value the sum over units of their squared lengths (for
        gaps, of their lengths); and for each value but gaps the same of their pairable lengths.
    """
    size, number = len(values) + 1, len(units)
    edges = np.unique([*extent, *(edge for each in units.values() for unit in each for edge in unit[:2])])
    lengths = np.diff(edges)
    codes = np.zeros((number, len(lengths)), dtype=np.intp)
    owners = np.full((number, len(lengths)), -1, dtype=np.intp)
    for row, each in enumerate(units.values()):
        for place, unit in enumerate(each):
            covered = slice(*np.searchsorted(edges, unit[:2]))
            codes[row, covered], owners[row, covered] = values[unit.category], place
    table = np.zeros(size * size)
    for one, other in combinations(range(number), 2):
        table += np.bincount(codes[one] * size + codes[other], weights=lengths, minlength=size * size)
    square = (table.reshape(size, size) + table.reshape(size, size).T) / (number - 1)
    whole, pairable = np.zeros(size), np.zeros(size)
    relevant = (codes > 0).sum(axis=0)
    for row, each in enumerate(units.values()):
        whole[0] += lengths[codes[row] == 0].sum()
        inside = codes[row] > 0
        shared = lengths * (relevant - 1) / (number - 1)
        of_units = [values[unit.category] for unit in each]
        for sums, measure in ((whole, lengths), (pairable, shared)):
            totals = np.bincount(owners[row][inside], weights=measure[inside], minlength=len(each))
            np.add.at(sums, of_units, np.square(totals))
    return np.concatenate([square.ravel(), whole, pairable[1:]])


@dataclass(frozen=True)
class _Coincidences:
    """Observed and expected coincidences of `n_samples` sums: all of them, and those of units with units."""

    observed: Floats
    expected: Floats
    inner: Floats
    expected_inner: Floats

    @classmethod
    def of(cls, sums: Floats, size: int) -> _Coincidences:
        observed = sums[:, : size * size].reshape(-1, size, size)
        whole, pairable = sums[:, size * size : size * size + size], sums[:, size * size + size :]
        inner = observed[:, 1:, 1:]
        return cls(observed, _expected(observed, whole), inner, _expected(inner, pairable))


def _expected(observed: Floats, alone: Floats) -> Floats:
    """Return expected coincidences: products of the marginals, less what units have with themselves."""
    marginals = observed.sum(axis=2)
    total = marginals.sum(axis=1)[:, None, None]
    products = marginals[:, :, None] * marginals[:, None, :]
    diagonal = np.arange(observed.shape[1])
    products[:, diagonal, diagonal] -= alone
    left = total - alone.sum(axis=1)[:, None, None] / np.where(total > 0, total, 1)
    made: Floats = np.divide(products, left, out=np.full_like(products, np.nan), where=left > _TINY)
    return made


def _apart(table: Floats) -> Floats:
    return np.asarray(table.sum(axis=(1, 2)) - np.trace(table, axis1=1, axis2=2), dtype=np.float64)


def _disagreement(sums: Floats, size: int, which: str) -> tuple[Floats, Floats]:
    """Return observed and expected disagreement, as lengths, for uα, |uα or cuα."""
    found = _Coincidences.of(sums, size)
    if which == "whole":
        return _apart(found.observed), _apart(found.expected)
    if which == "binary":
        return 2 * found.observed[:, 0, 1:].sum(axis=1), 2 * found.expected[:, 0, 1:].sum(axis=1)
    return _apart(found.inner), _apart(found.expected_inner)


def _of_value(sums: Floats, size: int, value: int) -> tuple[Floats, Floats]:
    """Return what (k)uα compares, for the value in one row of the inner table."""
    found = _Coincidences.of(sums, size)
    row, expected = found.inner[:, value, :], found.expected_inner[:, value, :]
    total, chance = row.sum(axis=1), expected.sum(axis=1)
    off = chance - expected[:, value]
    scale = np.divide(total, chance, out=np.zeros_like(total), where=chance > _TINY)
    return total - row[:, value], off * scale


def _alpha(compare: Any, sums: Floats) -> Floats:
    observed, expected = compare(sums)
    return np.where(expected > _TINY, 1 - observed / np.where(expected > _TINY, expected, 1), np.nan)


def _family(
    rows: Floats, values: tuple[Any, ...], n: int, annotators: int, resampling: Resampling
) -> UnitizingAgreement:
    size = len(values) + 1
    sums = rows.sum(axis=0)[None, :]
    table = sums[0, : size * size].reshape(size, size)
    total, inner = float(table.sum()), float(table[1:, 1:].sum())
    marginals = table.sum(axis=1)

    def made(name: str, compare: Any, reason: str | None, equal: float | None) -> dict[str, Any]:
        observed, expected = (float(one[0]) for one in compare(sums))
        defined = reason is None and expected > _TINY
        return {
            "measure": name,
            "value": 1 - observed / expected if defined else None,
            "reason": None if defined else reason or "no_variation",
            "n": n,
            "annotators": annotators,
            "percent_agreement": equal,
            "observed": observed,
            "expected": None if np.isnan(expected) else expected,
            "resample": partial(interval, rows, None, partial(_alpha, compare), resampling) if len(rows) > 1 else None,
        }

    crossing = None if inner > _TINY else "no_intersections"
    relevant = float(table[0, 0] + inner) / total
    binary = made(
        "|u-alpha",
        partial(_disagreement, size=size, which="binary"),
        "no_gaps" if marginals[0] <= _TINY else None,
        relevant,
    )
    agreeing = float(np.trace(table[1:, 1:]))
    coding = made(
        "cu-alpha",
        partial(_disagreement, size=size, which="coding"),
        crossing,
        agreeing / inner if crossing is None else None,
    )
    each, covered = {}, {}
    for place, value in enumerate(values):
        row = float(table[1 + place, 1:].sum())
        covered[value] = row / float(marginals[1 + place])
        each[value] = Agreement(
            **made(
                f"({_shown(value)})u-alpha",
                partial(_of_value, size=size, value=place),
                None if row > _TINY else "no_intersections",
                float(table[1 + place, 1 + place]) / row if row > _TINY else None,
            )
        )
    whole = made("u-alpha", partial(_disagreement, size=size, which="whole"), None, float(np.trace(table)) / total)
    return UnitizingAgreement(
        **whole,
        per_value={value: one.value for value, one in each.items()},
        binary=Agreement(**binary),
        coding=Agreement(**coding),
        of_value=each,
        coverage=inner / total,
        coverage_of_value=covered,
    )


def _shown(value: Any) -> str:
    return "+".join(sorted(map(str, value))) if isinstance(value, frozenset) else str(value)
