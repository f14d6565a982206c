"""The best way to put the units of several annotators into groups of at most one unit each: exactly, not greedily.

For two annotators this is the assignment problem, solved per connected component. For more it is set packing, an
integer program: its linear relaxation is solved first, and only components where that is fractional are searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, linprog, milp
from scipy.sparse.csgraph import connected_components

from annotator.errors import AnnotatorError

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]

MOST = 5_000_000
"""So many groups can be looked at; more do not fit into memory."""
_NEAR = 1e-6
_ZERO = 1e-12


class TooManyGroupsError(AnnotatorError):
    """More groups of units are possible than can be searched."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Which units of two annotators may stand in one group, and what that is worth.

    Attributes:
        first: Units of the one annotator, by number.
        second: Units of the other.
        worth: What the pair adds to the worth of a group.
    """

    first: Ints
    second: Ints
    worth: Floats


def pack(
    sizes: Sequence[int],
    edges: Mapping[tuple[int, int], Edges],
    base: Sequence[float],
    least: float = -np.inf,
) -> tuple[Ints, Floats]:
    """Return the groups of greatest worth altogether; units in none of them stand alone, which is worth 0.

    Args:
        sizes: How many units each annotator has.
        edges: For each pair of annotators `(a, b)` with `a < b`, which of their units may stand together.
        base: What a group of 0, 1, 2, … units is worth beside its pairs.
        least: A group is never part of a best solution when the pairs of one of its units add up to less than this.

    Returns:
        `n_groups × n_annotators` numbers of units, -1 where an annotator has none in the group; and the worth of each.

    Raises:
        TooManyGroupsError: When there are too many possible groups.
    """
    if len(sizes) == 2:  # noqa: PLR2004 - a pair
        found = edges[0, 1]
        candidates, worth = np.stack([found.first, found.second], axis=1), found.worth + base[2]
        groups, values = _pairs(sizes, candidates[worth > _ZERO], worth[worth > _ZERO])
    else:
        candidates, worth = _candidates(sizes, edges, base, least)
        groups, values = _choose(sizes, candidates[worth > _ZERO], worth[worth > _ZERO])
    idle = np.abs(worth) <= _ZERO
    return _filled(sizes, groups, values, candidates[idle])


def _filled(sizes: Sequence[int], groups: Ints, worth: Floats, idle: Ints) -> tuple[Ints, Floats]:
    """Add groups that are worth nothing where their units are left alone: of equal solutions, the fewest groups."""
    if not len(idle):
        return groups, worth
    taken = [set(groups[:, annotator].tolist()) - {-1} for annotator in range(len(sizes))]
    added = []
    for group in sorted(idle.tolist(), key=lambda group: (group.count(-1), group)):
        if not any(unit >= 0 and unit in used for unit, used in zip(group, taken, strict=True)):
            added.append(group)
            for unit, used in zip(group, taken, strict=True):
                used.add(unit)
    if not added:
        return groups, worth
    return np.concatenate([groups, np.array(added, dtype=np.intp)]), np.append(worth, np.zeros(len(added)))


def _pairs(sizes: Sequence[int], candidates: Ints, worth: Floats) -> tuple[Ints, Floats]:
    first, second = candidates[:, 0], candidates[:, 1]
    graph = sparse.coo_array((np.ones(len(first)), (first, second + sizes[0])), shape=(sum(sizes),) * 2)
    _, component = connected_components(graph, directed=False)
    order = np.argsort(component[first], kind="stable")
    first, second, worth = first[order], second[order], worth[order]
    bounds = np.flatnonzero(np.diff(component[first])) + 1
    found: list[tuple[Ints, Ints, Floats]] = []
    for begin, end in zip([0, *bounds], [*bounds, len(first)], strict=True):
        if end - begin == 1:
            found.append((first[begin:end], second[begin:end], worth[begin:end]))
        elif end > begin:
            rows, row = np.unique(first[begin:end], return_inverse=True)
            columns, column = np.unique(second[begin:end], return_inverse=True)
            table = np.zeros((len(rows), len(columns)))
            table[row, column] = worth[begin:end]
            chosen_row, chosen_column = linear_sum_assignment(table, maximize=True)
            chosen = table[chosen_row, chosen_column]
            real = chosen > 0
            found.append((rows[chosen_row[real]], columns[chosen_column[real]], chosen[real]))
    if not found:
        return np.empty((0, 2), dtype=np.intp), np.empty(0)
    pairs = np.stack([np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])], axis=1)
    return pairs, np.concatenate([one[2] for one in found])


# --- more than two annotators ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The worth of pairs by the numbers of their units."""

    keys: Ints
    worth: Floats
    width: int
    starts: Ints
    second: Ints

    @classmethod
    def of(cls, edges: Edges, sizes: tuple[int, int]) -> _Lookup:
        keys = edges.first * max(1, sizes[1]) + edges.second
        order = np.argsort(keys)
        starts = np.searchsorted(edges.first[order], np.arange(sizes[0] + 1))
        return cls(keys[order], edges.worth[order], max(1, sizes[1]), starts, edges.second[order])

    def pairs(self, first: Ints, second: Ints) -> tuple[NDArray[np.bool_], Floats]:
        """Return which pairs there are, and their worth."""
        if not len(self.keys):
            return np.zeros(len(first), dtype=bool), np.zeros(len(first))
        wanted = first * self.width + second
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return self.keys[place] == wanted, self.worth[place]

    def neighbours(self, first: Ints) -> tuple[Ints, Ints]:
        """Return every pair of a row of `first` and a unit it may stand with."""
        counts = self.starts[first + 1] - self.starts[first]
        if int(counts.sum()) > MOST:
            raise TooManyGroupsError("These annotators' units can be aligned in too many ways to search them all.")
        row = np.repeat(np.arange(len(first)), counts)
        offset = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
        return row, self.second[self.starts[first][row] + offset]


def _candidates(
    sizes: Sequence[int], edges: Mapping[tuple[int, int], Edges], base: Sequence[float], least: float
) -> tuple[Ints, Floats]:
    """Return every group that can be part of a best solution, with its worth."""
    number = len(sizes)
    lookups = {
        pair: _Lookup.of(edges[pair], (sizes[pair[0]], sizes[pair[1]])) for pair in combinations(range(number), 2)
    }
    # Groups that end with each annotator, with what the pairs of each of their units add up to.
    found: list[tuple[Ints, Floats]] = []
    for annotator in range(number):
        alone = np.full((sizes[annotator], number), -1, dtype=np.intp)
        alone[:, annotator] = np.arange(sizes[annotator])
        ends = [(alone, np.zeros((sizes[annotator], number)))]
        ends += [_extended(groups, sums, annotator, lookups, least) for groups, sums in found]
        found.append((np.concatenate([one for one, _ in ends]), np.concatenate([sums for _, sums in ends])))
    groups, sums = (np.concatenate(parts) for parts in zip(*found, strict=True))
    members = (groups >= 0).sum(axis=1)
    worth = sums.sum(axis=1) / 2 + np.asarray(base, dtype=np.float64)[members]
    useful = (members > 1) & (worth >= -_ZERO)
    # A unit that adds nothing to its group does as well alone.
    step = np.diff(np.asarray(base, dtype=np.float64), prepend=0.0)[members]
    useful &= ~((groups >= 0) & (sums + step[:, None] < -_ZERO) & (members > 2)[:, None]).any(axis=1)  # noqa: PLR2004
    return groups[useful], worth[useful]


def _extended(
    groups: Ints, sums: Floats, annotator: int, lookups: Mapping[tuple[int, int], _Lookup], least: float
) -> tuple[Ints, Floats]:
    """Return the groups, each with every unit of a further annotator that may stand with all its members."""
    lead = (groups >= 0).argmax(axis=1)
    made: list[tuple[Ints, Floats]] = []
    for first in range(annotator):
        rows = np.flatnonzero(lead == first)
        place, unit = lookups[first, annotator].neighbours(groups[rows, first])
        row = rows[place]
        keep = np.ones(len(row), dtype=bool)
        added = np.zeros((len(row), sums.shape[1]))
        for other in range(first, annotator):
            member = groups[row, other]
            there = member >= 0
            known, worth = lookups[other, annotator].pairs(np.maximum(member, 0), unit)
            keep &= known | ~there
            added[:, other] = np.where(there & known, worth, 0.0)
        added[:, annotator] = added.sum(axis=1)
        total = sums[row] + added
        keep &= ((total >= least) | (total == 0)).all(axis=1)
        extended = groups[row[keep]]
        extended[:, annotator] = unit[keep]
        made.append((extended, total[keep]))
    return (
        np.concatenate([one for one, _ in made]) if made else groups[:0],
        np.concatenate([one for _, one in made]) if made else sums[:0],
    )


def _choose(sizes: Sequence[int], groups: Ints, worth: Floats) -> tuple[Ints, Floats]:
    """Return the groups of greatest worth altogether of which no two share a unit."""
    if not len(groups):
        return groups, worth
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    column, annotator = np.nonzero(groups >= 0)
    unit = groups[column, annotator] + offsets[annotator]
    matrix = sparse.csc_array((np.ones(len(unit)), (unit, column)), shape=(int(np.sum(sizes)), len(groups)))
    solved = linprog(-worth, A_ub=matrix, b_ub=np.ones(matrix.shape[0]), bounds=(0, 1), method="highs-ds")
    share = np.asarray(solved.x)
    chosen = share > 1 - _NEAR
    fractional = np.flatnonzero((share > _NEAR) & ~chosen)
    if len(fractional):
        _, component = connected_components(matrix.T @ matrix, directed=False)
        open_ones = np.flatnonzero(np.isin(component, np.unique(component[fractional])))
        part = matrix[:, open_ones].tocsr()
        part = part[np.flatnonzero(np.diff(part.indptr))].tocsc()
        # Older versions of scipy give the solver whatever kind of number the positions are, and it takes short ones.
        part.indices, part.indptr = part.indices.astype(np.int32), part.indptr.astype(np.int32)
        better = milp(
            -worth[open_ones],
            constraints=LinearConstraint(part, -np.inf, 1),
            integrality=np.ones(len(open_ones)),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )
        chosen[open_ones] = np.asarray(better.x) > 1 / 2
    return groups[chosen], worth[chosen]
