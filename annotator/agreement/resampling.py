"""Intervals: a bootstrap over documents, or a jackknife where there are few of them.

Labels of one document are not independent of each other, so documents are drawn, not units. Every coefficient here is a
function of sums over units; a sample of documents is then a row of counts, and a thousand samples are one product
of two matrices. Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapters 11 and 13.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from annotator.agreement.result import Interval, UnitsError

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]

_FEW_COLUMNS = 256
_CELLS = 4_000_000
"""How many numbers of a kind are kept at a time: 32 MB."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made.

    Attributes:
        replicates: How many bootstrap samples.
        seed: Of the random numbers; the same seed gives the same interval.
        level: How sure the interval is to be.
        few: With fewer documents (or units, where no documents are given) than this, a jackknife is made instead.
    """

    replicates: int = 1000
    seed: int = 0
    level: float = 0.95
    few: int = 10


DEFAULT = Resampling()


def group_index(documents: Sequence[Hashable] | None, units: int) -> Ints | None:
    """Return the number of the document of each unit; None where no documents are given.

    Raises:
        UnitsError: When there is not one for each unit.
    """
    if documents is None:
        return None
    if len(documents) != units:
        raise UnitsError(f"There are {units} units, but {len(documents)} documents: give the document of each unit.")
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(document, len(numbers)) for document in documents], dtype=np.intp)


def interval(
    rows: sparse.csr_array | Floats,
    groups: Ints | None,
    estimate: Callable[[Floats], Floats],
    resampling: Resampling = DEFAULT,
    *,
    bounds: tuple[float, float] = (-1.0, 1.0),
    frequencies: Ints | None = None,
) -> Interval | None:
    """Return the interval of a coefficient that is a function of sums over units.

    Args:
        rows: `n_units × n_columns`, what each unit adds to the sums.
        groups: The document of each unit, from 0; None draws single units.
        estimate: From `n_samples × n_columns` sums to `n_samples` values; NaN where there is none.
        resampling: How.
        bounds: The least and the greatest value that the coefficient can have.
        frequencies: How many units each row stands for, where equal ones were put together; then there are no groups.
    """
    table = sparse.csr_array(rows)
    if groups is not None and len(groups):
        count = int(groups.max()) + 1
        gather = sparse.csr_array((np.ones(len(groups)), (groups, np.arange(len(groups)))), shape=(count, len(groups)))
        table = sparse.csr_array(gather @ table)
    number = table.shape[0] if frequencies is None else int(frequencies.sum())
    if number < 2:  # noqa: PLR2004 - one document says nothing of others
        return None
    if number < resampling.few:
        return _jackknife(table.toarray(), estimate, resampling, bounds)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.concatenate([estimate(sums) for sums in _samples(table, resampling, frequencies)])
    defined = values[~np.isnan(values)]
    if len(defined) * 2 < len(values):
        return None
    tail = (1 - resampling.level) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Interval(
        float(low), float(high), resampling.level, "bootstrap", number, len(defined), len(values) - len(defined)
    )


def _jackknife(
    table: Floats, estimate: Callable[[Floats], Floats], resampling: Resampling, bounds: tuple[float, float]
) -> Interval | None:
    total = table.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = estimate(total[None, :] - table)
        value = float(estimate(total[None, :])[0])
    number = len(values)
    if np.isnan(values).any() or np.isnan(value):
        return None
    error = float(np.sqrt((number - 1) / number * ((values - values.mean()) ** 2).sum()))
    reach = float(stats.t.ppf((1 + resampling.level) / 2, number - 1)) * error
    low, high = max(bounds[0], value - reach), min(bounds[1], value + reach)
    return Interval(low, high, resampling.level, "jackknife", number, number)


def _samples(table: sparse.csr_array, resampling: Resampling, frequencies: Ints | None) -> Iterator[Floats]:
    """Yield the sums of all samples, some samples at a time."""
    random = np.random.default_rng(resampling.seed)
    number, columns = table.shape
    if frequencies is not None:
        number = int(frequencies.sum())
    elif columns <= _FEW_COLUMNS and number * columns <= 4 * _CELLS:
        # Units with the same values are interchangeable: what is drawn is how often each kind of them occurs.
        table, frequencies = _kinds(table.toarray())
    size = max(1, _CELLS // max(table.shape))
    for begin in range(0, resampling.replicates, size):
        samples = min(size, resampling.replicates - begin)
        if frequencies is not None and len(frequencies) * 4 < number:
            counts = random.multinomial(number, frequencies / number, size=samples)
        else:
            drawn = random.integers(0, number, size=(samples, number))
            if frequencies is not None:
                drawn = np.repeat(np.arange(len(frequencies)), frequencies)[drawn]
            drawn += np.arange(samples)[:, None] * table.shape[0]
            counts = np.bincount(drawn.ravel(), minlength=samples * table.shape[0]).reshape(samples, -1)
        sums = counts.astype(np.float64) @ table
        yield np.asarray(sums.toarray() if sparse.issparse(sums) else sums, dtype=np.float64)


def _kinds(table: Floats) -> tuple[Floats, Ints]:
    """Return the different rows, and how often each occurs."""
    order = np.lexsort(table.T[::-1])
    table = table[order]
    begins = np.concatenate(([True], (table[1:] != table[:-1]).any(axis=1)))
    starts = np.flatnonzero(begins)
    return table[starts], np.diff(np.append(starts, len(table)))
