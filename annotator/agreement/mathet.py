"""γ: unitizing and categorizing in one measure, on the best alignment of what annotators marked.

Mathet, Widlöcher & Métivier (2015), The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement Measure and
Alignment, Computational Linguistics 41(3). γ = 1 - observed / expected disorder. Observed is the disorder of the best
alignment, which is found exactly here; expected its mean over random continua.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from annotator.agreement.packing import Edges, TooManyGroupsError, pack
from annotator.agreement.result import Agreement, UnitsError
from annotator.agreement.sampling import Continuum, Sampler, sample
from annotator.agreement.spans import Extent, Spans, Unit, extent_of, units_of

Floats: TypeAlias = NDArray[np.float64]
CategoryDissimilarity: TypeAlias = Callable[[Any, Any], float]
_CHUNK = 2_000_000
_ROUNDING = 1e-9
_TOGETHER = 1200
"""Up to so many units of small random continua are aligned in one search."""


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """How different two units are: `alpha · position + beta · category`.

    Attributes:
        alpha: Weight of the position.
        beta: Weight of the category.
        delta_empty: What it costs to leave a unit without a counterpart.
        categories: Differences of the categories, from 0 to 1, by their numbers; equal or not if None.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0
    categories: Floats | None = None

    def between(self, one: Continuum, other: Continuum, most: float) -> Edges:
        """Return the pairs of units that differ by no more than `most`, their dissimilarity as worth.

        Positional dissimilarity is `((|begin - begin'| + |end - end'|) / (length + length'))²`, times delta_empty.
        """
        first, second = _near(one, other, self._reach(most))
        apart = np.abs(one.starts[first] - other.starts[second]) + np.abs(one.ends[first] - other.ends[second])
        lengths = (one.ends - one.starts)[first] + (other.ends - other.starts)[second]
        differ = self.alpha * np.square(apart / lengths)
        if self.categories is None:
            differ += self.beta * (one.categories[first] != other.categories[second])
        else:
            differ += self.beta * self.categories[one.categories[first], other.categories[second]]
        differ *= self.delta_empty
        close = differ <= most + _ROUNDING
        return Edges(first[close], second[close], differ[close])

    def _reach(self, most: float) -> float:
        """Return how far apart, in lengths, two units can be that differ by no more than `most`."""
        return float(np.sqrt(most / (self.alpha * self.delta_empty))) if self.alpha > 0 else np.inf


def _near(one: Continuum, other: Continuum, reach: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs of units whose middles are near enough that they may be similar."""
    if len(one.starts) * len(other.starts) <= _CHUNK // 8 or not np.isfinite(reach):
        first, second = np.indices((len(one.starts), len(other.starts))).reshape(2, -1)
        return first, second
    middles, others = (one.starts + one.ends) / 2, (other.starts + other.ends) / 2
    order = np.argsort(others)
    # |begin - begin'| + |end - end'| is at least twice the distance of the middles.
    span = reach * ((one.ends - one.starts) + (other.ends - other.starts).max()) / 2
    low = np.searchsorted(others[order], middles - span, side="left")
    high = np.searchsorted(others[order], middles + span, side="right")
    counts = high - low
    first = np.repeat(np.arange(len(middles)), counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, order[low[first] + offset]


@dataclass(frozen=True)
class GammaAgreement(Agreement):
    """γ with the alignment it rests on; `observed` and `expected` are disorders.

    Attributes:
        alignment: The unitary alignments in the order of the continuum: for each annotator a unit or None.
        sampler: How the random continua were made.
        samples: How many there were.
        seed: Of the random numbers.
        sampling_error: How far `value` may lie from what it would be with endless samples (95 %). It says nothing of
            how it would be with other texts.
    """

    alignment: tuple[Mapping[Any, Unit | None], ...] = ()
    sampler: str = "shuffle"
    samples: int = 0
    seed: int = 0
    sampling_error: float | None = None


def gamma(
    spans: Spans,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    delta_empty: float = 1.0,
    length: float | Extent | None = None,
    categories: CategoryDissimilarity | None = None,
    samples: int = 30,
    precision: float | None = 0.02,
    sampler: Sampler = "shuffle",
    seed: int = 0,
) -> GammaAgreement:
    """Return γ of the units that annotators marked on one continuum; units of one annotator may overlap.

    Args:
        spans: By annotator, `(start, end, category)`, end exclusive.
        alpha: Weight of differences in position.
        beta: Weight of differences in category.
        delta_empty: What it costs to leave a unit without a counterpart.
        length: Length of the continuum, or its begin and end; the outermost edges of the units if None.
        categories: How different two categories are, from 0 to 1; equal or not if None.
        samples: How many random continua expected disorder is the mean of, at least.
        precision: Draw as many more as it takes to know expected disorder to this share of itself (95 %), as the
            paper does it; None draws no more.
        sampler: `shuffle`: annotations of the real annotators, cut and shifted against each other (the paper's). Or
            `statistical`: units with gaps, lengths and categories as frequent as in reality.
        seed: Of the random numbers.

    Raises:
        UnitsError: When spans are not spans, lie outside of the continuum, or the settings make no sense.
    """
    if min(alpha, beta) < 0 or delta_empty <= 0 or alpha + beta <= 0 or samples < 1:
        raise UnitsError(
            "gamma needs weights from 0 up, one of them above 0, delta_empty above 0, and a sample or more."
        )
    units = units_of(spans)
    extent = extent_of(units, length)
    number, total = len(units), sum(map(len, units.values()))
    annotators = sum(map(bool, units.values()))
    if number < 2 or not total:  # noqa: PLR2004 - a pair
        return GammaAgreement("gamma", None, "too_few_annotators" if number < 2 else "no_units", annotators=annotators)  # noqa: PLR2004
    names = sorted({unit.category for each in units.values() for unit in each}, key=repr)
    places = {name: place for place, name in enumerate(names)}
    measure = Dissimilarity(alpha, beta, delta_empty, _table(names, categories))
    continua = [Continuum.of(each, places) for each in units.values()]
    try:
        groups, observed = best_alignment(continua, measure)
        random = np.random.default_rng(seed)
        disorders = _sampled(samples, continua, extent, sampler, measure, random)
        if precision is not None and samples > 1 and np.mean(disorders) > 0:
            spread = np.std(disorders, ddof=1) / np.mean(disorders)
            wanted = int(np.ceil((spread * stats.norm.ppf(0.975) / precision) ** 2))
            disorders += _sampled(wanted - samples, continua, extent, sampler, measure, random)
    except TooManyGroupsError:
        return GammaAgreement("gamma", None, "too_large", n=total, annotators=annotators)
    expected = float(np.mean(disorders))
    varies = expected > 0
    return GammaAgreement(
        "gamma",
        1 - observed / expected if varies else None,
        None if varies else "no_variation",
        n=total,
        annotators=annotators,
        observed=observed,
        expected=expected,
        alignment=_named(groups, units),
        sampler=sampler,
        samples=len(disorders),
        seed=seed,
        sampling_error=_error(observed, disorders) if varies else None,
    )


def _table(names: Sequence[Hashable], categories: CategoryDissimilarity | None) -> Floats | None:
    if categories is None:
        return None
    table = np.array([[float(categories(one, other)) for other in names] for one in names])
    if not (np.isfinite(table).all() and (table >= 0).all() and np.allclose(table, table.T)):
        raise UnitsError("Dissimilarities of categories are numbers from 0 up, the same in both directions.")
    return table


def best_alignment(continua: Sequence[Continuum], measure: Dissimilarity) -> tuple[NDArray[np.intp], float]:
    """Return the alignment of least disorder, and its disorder.

    Args:
        continua: The units of each annotator.
        measure: The dissimilarity of two units.

    Returns:
        `n_groups × n_annotators` numbers of units, -1 for none; units in no group stand alone.

    Raises:
        TooManyGroupsError: When there are too many to search.
    """
    groups, disorders = _aligned([continua], measure)
    return groups, float(disorders[0])


def _aligned(several: Sequence[Sequence[Continuum]], measure: Dissimilarity) -> tuple[NDArray[np.intp], Floats]:
    """Return the best alignments of several independent continua, found in one search, and their disorders."""
    number = len(several[0])
    pairs = number * (number - 1) // 2
    empty = measure.delta_empty
    # A unit whose dissimilarities in a group add up to more than this does better alone.
    most = (pairs + number - 1) * empty
    sizes = np.array([[len(one.starts) for one in continua] for continua in several])
    offsets = np.cumsum(sizes, axis=0) - sizes
    edges = {}
    for one, other in combinations(range(number), 2):
        found = [measure.between(continua[one], continua[other], most) for continua in several]
        edges[one, other] = Edges(
            np.concatenate([each.first + shift for each, shift in zip(found, offsets[:, one], strict=True)]),
            np.concatenate([each.second + shift for each, shift in zip(found, offsets[:, other], strict=True)]),
            np.concatenate([-each.worth / pairs for each in found]),
        )
    base = [
        ((size - 1) * pairs + size * (size - 1) // 2) * empty / pairs if size else 0.0 for size in range(number + 1)
    ]
    groups, worth = pack(sizes.sum(axis=0).tolist(), edges, base, least=-(most + _ROUNDING) / pairs)
    who = (groups >= 0).argmax(axis=1)
    unit = groups[np.arange(len(groups)), who]
    place = np.array(
        [np.searchsorted(offsets[:, one], at, side="right") - 1 for one, at in zip(who, unit, strict=True)]
    )
    saved = np.bincount(place.astype(np.intp), weights=worth, minlength=len(several))
    total = sizes.sum(axis=1)
    return groups, np.maximum(0.0, total * empty - saved) / (total / number)


def _sampled(  # noqa: PLR0917 - what gamma was given
    number: int,
    continua: Sequence[Continuum],
    extent: Extent,
    sampler: Sampler,
    measure: Dissimilarity,
    random: np.random.Generator,
) -> list[float]:
    """Return the disorders of random continua; small ones are aligned many at a time."""
    units = max(1, sum(len(one.starts) for one in continua))
    size = max(1, _TOGETHER // units)
    disorders: list[float] = []
    while len(disorders) < number:
        several = [sample(continua, extent, sampler, random) for _ in range(min(size, number - len(disorders)))]
        disorders += _aligned(several, measure)[1].tolist()
    return disorders


def _error(observed: float, disorders: Sequence[float]) -> float | None:
    if len(disorders) < 2:  # noqa: PLR2004 - one has no spread
        return None
    mean = float(np.mean(disorders))
    reach = float(stats.t.ppf(0.975, len(disorders) - 1) * np.std(disorders, ddof=1) / np.sqrt(len(disorders)))
    return observed / mean**2 * reach


def _named(groups: NDArray[np.intp], units: Mapping[Any, Sequence[Unit]]) -> tuple[Mapping[Any, Unit | None], ...]:
    alone = [set(range(len(each))) for each in units.values()]
    rows = [list(map(int, group)) for group in groups]
    for row in rows:
        for left, place in zip(alone, row, strict=True):
            left.discard(place)
    for annotator, left in enumerate(alone):
        rows += [[place if who == annotator else -1 for who in range(len(units))] for place in left]
    named = [
        {who: each[place] if place >= 0 else None for (who, each), place in zip(units.items(), row, strict=True)}
        for row in rows
    ]
    return tuple(sorted(named, key=lambda one: min((unit.start, unit.end) for unit in one.values() if unit)))
