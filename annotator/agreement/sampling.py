"""Random continua: what annotators would have marked by chance, for the expected disorder of γ."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.result import UnitsError
from annotator.agreement.spans import Extent, Unit

Sampler: TypeAlias = Literal["shuffle", "statistical"]
_TRIES = 100


@dataclass(frozen=True, slots=True)
class Continuum:
    """The units of one annotator as arrays."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    categories: NDArray[np.intp]

    @classmethod
    def of(cls, units: Sequence[Unit], places: Mapping[Hashable, int]) -> Continuum:
        """Take units, and the number of each category."""
        return cls(
            np.array([unit.start for unit in units], dtype=np.float64),
            np.array([unit.end for unit in units], dtype=np.float64),
            np.array([places[unit.category] for unit in units], dtype=np.intp),
        )


def sample(
    continua: Sequence[Continuum], extent: Extent, sampler: Sampler, random: np.random.Generator
) -> list[Continuum]:
    """Return one random continuum with as many annotators, and a unit at least.

    Args:
        continua: What the annotators really marked.
        extent: Begin and end of the continuum.
        sampler: `shuffle` or `statistical`.
        random: Where chance comes from.

    Raises:
        UnitsError: When there is no such sampler.
    """
    if sampler not in get_args(Sampler):
        raise UnitsError(f"There is no sampler {sampler!r}: use {' or '.join(get_args(Sampler))}.")
    draw = _shuffled if sampler == "shuffle" else _drawn
    for _ in range(_TRIES):
        drawn = draw(continua, extent, random)
        if any(len(one.starts) for one in drawn):
            return drawn
    return list(continua)


def _shuffled(continua: Sequence[Continuum], extent: Extent, random: np.random.Generator) -> list[Continuum]:
    """Shift the annotations of annotators drawn at random around the continuum (Mathet et al. 2015, section 5.2).

    No two shifts are nearer to each other than half the mean length of a unit, so that none meets itself.
    """
    low, high = extent
    width = high - low
    lengths = np.concatenate([one.ends - one.starts for one in continua])
    nearest = float(lengths.mean()) / 2
    shifts: list[float] = []
    made = []
    for _ in continua:
        for _ in range(_TRIES):
            shift = random.uniform(0, width)
            if all(min((shift - other) % width, (other - shift) % width) >= nearest for other in shifts):
                break
        shifts.append(shift)
        chosen = continua[int(random.integers(len(continua)))]
        starts = (chosen.starts - low + shift) % width + low
        made.append(Continuum(starts, starts + (chosen.ends - chosen.starts), chosen.categories))
    return made


def _drawn(continua: Sequence[Continuum], extent: Extent, random: np.random.Generator) -> list[Continuum]:
    """Draw numbers of units, gaps and lengths from normal distributions with the real means and spreads."""
    counts = np.array([len(one.starts) for one in continua])
    lengths = np.concatenate([one.ends - one.starts for one in continua])
    gaps = [np.zeros(1)]
    for one in continua:
        order = np.argsort(one.starts, kind="stable")
        before = np.concatenate([[min(0.0, extent[0])], one.ends[order][:-1]])
        gaps.append((one.starts[order] - before)[: len(order)])
    between = np.concatenate(gaps)
    categories = np.concatenate([one.categories for one in continua])
    made = []
    for _ in continua:
        number = abs(int(random.normal(counts.mean(), counts.std())))
        gap = random.normal(between.mean(), between.std(), number)
        length = np.maximum(np.abs(random.normal(lengths.mean(), lengths.std(), number)), np.finfo(float).eps)
        ends = np.cumsum(gap + length)
        made.append(Continuum(ends - length, ends, categories[random.integers(len(categories), size=number)]))
    return made
