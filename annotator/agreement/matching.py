"""Which span of one annotator is which span of another: by position only, one to one, and the same whatever the order.

The best matching is an assignment problem (Kuhn 1955), not a greedy search: a span that overlaps two others takes the
one that leaves the most overlap altogether. How well annotators found the same spans is the symmetric F1 of the
matching (Hripcsak & Rothschild 2005, Agreement, the F-measure, and reliability in information retrieval).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.packing import Edges, pack
from annotator.agreement.result import UnitsError

Policy: TypeAlias = Literal["exact", "overlap", "optimal"]
Pieces: TypeAlias = tuple[tuple[float, float], ...]
Ints: TypeAlias = NDArray[np.intp]

_TIE = 1e-9
"""What an equal category adds: so little that it decides only where position leaves it open."""
_ALIKE = 4.0
"""What a shared name or registry entry adds; an overlap is worth 2 at most."""


@dataclass(frozen=True, slots=True)
class Located:
    """A span, or the pieces of a discontinuous one, and what decides where several stand at the same place."""

    pieces: Pieces
    category: Hashable = None

    @property
    def order(self) -> tuple[Pieces, str]:
        """Where it stands among others."""
        return self.pieces, repr(self.category)


@dataclass(frozen=True, slots=True)
class Matching:
    """Which spans of two annotators are the same.

    Attributes:
        pairs: Positions in the first and in the second list, in the order of the first.
        overlaps: Intersection over union of each pair, from 0 to 1.
        only_first: Positions in the first list that have no counterpart.
        only_second: Positions in the second list that have none.
    """

    pairs: tuple[tuple[int, int], ...]
    overlaps: tuple[float, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]

    @property
    def f1(self) -> float | None:
        """The share of spans that have a counterpart, the same in both directions; None where there are no spans."""
        spans = 2 * len(self.pairs) + len(self.only_first) + len(self.only_second)
        return 2 * len(self.pairs) / spans if spans else None


def match(a: Sequence[Any], b: Sequence[Any], policy: Policy = "optimal", threshold: float = 0.5) -> Matching:
    """Match the spans of two annotators.

    Args:
        a: Spans `(start, end)` or `(start, end, category)`, end exclusive; or `([(start, end), …], category)` for a
            discontinuous one. Categories only decide between spans at the same place.
        b: The other annotator's.
        policy: `exact`: the same offsets. `overlap`: any common character; as many pairs as possible, and of these
            matchings the one with the most overlap. `optimal`: an overlap of `threshold` or more, and the most overlap
            altogether.
        threshold: The least intersection over union for `optimal`, from 0 (any overlap) to 1.

    Raises:
        UnitsError: When spans are not spans, or there is no such policy.
    """
    one, other = [located(span) for span in a], [located(span) for span in b]
    found = groups([one, other], policy, threshold)
    pairs = sorted((first, second) for first, second in found if first >= 0 and second >= 0)
    return Matching(
        tuple(pairs),
        tuple(overlap(one[first].pieces, other[second].pieces) for first, second in pairs),
        tuple(sorted(first for first, second in found if second < 0)),
        tuple(sorted(second for first, second in found if first < 0)),
    )


def located(span: Any) -> Located:
    """Return a span as a located one.

    Raises:
        UnitsError: When it is none.
    """
    if isinstance(span, Located):
        return span
    try:
        first, *rest = span
        if isinstance(first, Sequence) and not isinstance(first, str):
            pieces, category = tuple(sorted((start, end) for start, end in first)), rest[0] if rest else None
        else:
            pieces, category = ((first, rest[0]),), rest[1] if len(rest) > 1 else None
        if not pieces or not all(start < end for start, end in pieces):
            raise ValueError  # noqa: TRY301 - said in one place
    except (TypeError, ValueError, IndexError):
        raise UnitsError(f"{span!r} is no span: give (start, end), with the end behind the start.") from None
    return Located(pieces, category)


def overlap(one: Pieces, other: Pieces) -> float:
    """Return intersection over union of two spans, from 0 to 1."""
    common = sum(max(0, min(end, stop) - max(start, begin)) for start, end in one for begin, stop in other)
    whole = sum(end - start for start, end in (*one, *other)) - common
    return float(common / whole) if whole else 0.0


def groups(
    spans: Sequence[Sequence[Located]],
    policy: Policy = "optimal",
    threshold: float = 0.5,
    alike: Sequence[Sequence[frozenset[Hashable]]] | None = None,
) -> list[tuple[int, ...]]:
    """Return the best groups of spans of any number of annotators: one span of each at most, every two matching.

    Args:
        spans: The spans of each annotator.
        policy: See `match`.
        threshold: See `match`.
        alike: For each span, what it is known by beside its position (for sources: name, registry entry). Two that
            share something of it match too, before any that only overlap.

    Returns:
        For each group, the position of each annotator's span in their list, -1 for none; spans that match no other are
        groups of one. In no particular order.

    Raises:
        UnitsError: When there is no such policy.
    """
    if policy not in get_args(Policy):
        raise UnitsError(f"There is no policy {policy!r}: use {', '.join(get_args(Policy))}.")
    # Whatever order annotators and spans came in, the same are looked at first, so that ties end the same.
    orders = [sorted(range(len(each)), key=lambda place, each=each: each[place].order) for each in spans]  # type: ignore[misc]
    who = sorted(range(len(spans)), key=lambda one: [spans[one][place].order for place in orders[one]])
    ordered = [[spans[one][place] for place in orders[one]] for one in who]
    known = None if alike is None else [[alike[one][place] for place in orders[one]] for one in who]
    edges = {
        (one, other): _edges(
            ordered[one], ordered[other], policy, threshold, None if known is None else (known[one], known[other])
        )
        for one, other in combinations(range(len(who)), 2)
    }
    sizes = [len(each) for each in ordered]
    found = pack(sizes, edges, [0.0] * (len(sizes) + 1))[0].tolist() if len(sizes) > 1 else []
    left = [set(range(size)) for size in sizes]
    for group in found:
        for places, place in zip(left, group, strict=True):
            places.discard(place)
    found += [
        [place if one == annotator else -1 for one in range(len(sizes))]
        for annotator, places in enumerate(left)
        for place in sorted(places)
    ]
    made = []
    for group in found:
        back = [-1] * len(sizes)
        for one, place in zip(who, group, strict=True):
            back[one] = orders[one][place] if place >= 0 else -1
        made.append(tuple(back))
    return made


def _edges(
    one: Sequence[Located],
    other: Sequence[Located],
    policy: Policy,
    threshold: float,
    alike: tuple[Sequence[frozenset[Hashable]], Sequence[frozenset[Hashable]]] | None,
) -> Edges:
    first, second, shares = _overlapping(one, other)
    if policy == "exact":
        fits = np.array([one[i].pieces == other[j].pieces for i, j in zip(first, second, strict=True)], dtype=bool)
        worth = np.ones(len(shares))
    elif policy == "overlap":
        fits = shares > 0
        worth = 1 + shares / (min(len(one), len(other)) + 1)
    else:
        fits = (shares > 0) & (shares >= threshold - 1e-12)
        worth = shares
    first, second, worth = first[fits], second[fits], worth[fits]
    if alike is not None:
        first, second, worth = _with_alike(first, second, worth, *alike)
    same = [one[i].category == other[j].category for i, j in zip(first, second, strict=True)]
    return Edges(first, second, worth + _TIE * np.array(same, dtype=np.float64))


def _with_alike(
    first: Ints,
    second: Ints,
    worth: NDArray[np.float64],
    mine: Sequence[frozenset[Hashable]],
    yours: Sequence[frozenset[Hashable]],
) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Return the pairs with those that share what they are known by, which is worth more than any overlap."""
    found = dict(zip(zip(first.tolist(), second.tolist(), strict=True), worth.tolist(), strict=True))
    places: dict[Hashable, list[int]] = {}
    for place, known in enumerate(yours):
        for one in known:
            places.setdefault(one, []).append(place)
    for place, known in enumerate(mine):
        for one in known:
            for other in places.get(one, ()):
                found[place, other] = found.get((place, other), 0.0) + _ALIKE
    pairs = sorted(found)
    table = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return table[:, 0], table[:, 1], np.array([found[pair] for pair in pairs], dtype=np.float64)


def _overlapping(one: Sequence[Located], other: Sequence[Located]) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Return every pair of spans with a common character, and their intersection over union."""
    mine, yours = _flat(one), _flat(other)
    if not len(mine[0]) or not len(yours[0]):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp), np.empty(0)
    order = np.argsort(yours[1], kind="stable")
    owner, starts, ends = (column[order] for column in yours)
    low = np.searchsorted(starts, mine[1] - (ends - starts).max(), side="right")
    high = np.searchsorted(starts, mine[2], side="left")
    counts = np.maximum(high - low, 0)
    left = np.repeat(np.arange(len(mine[0])), counts)
    right = low[left] + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    common = np.minimum(mine[2][left], ends[right]) - np.maximum(mine[1][left], starts[right])
    left, right, common = left[common > 0], right[common > 0], common[common > 0]
    keys, place = np.unique(mine[0][left] * len(other) + owner[right], return_inverse=True)
    shared = np.bincount(place, weights=common, minlength=len(keys))
    first, second = keys // len(other), keys % len(other)
    lengths = [
        np.bincount(flat[0], weights=flat[2] - flat[1], minlength=size)
        for flat, size in ((mine, len(one)), (yours, len(other)))
    ]
    return first, second, shared / (lengths[0][first] + lengths[1][second] - shared)


def _flat(spans: Sequence[Located]) -> tuple[Ints, NDArray[np.float64], NDArray[np.float64]]:
    """Return all pieces: whose they are, where they begin and end."""
    owner = [place for place, span in enumerate(spans) for _ in span.pieces]
    pieces = [piece for span in spans for piece in span.pieces]
    starts, ends = ([piece[side] for piece in pieces] for side in (0, 1))
    return np.array(owner, dtype=np.intp), np.array(starts, dtype=np.float64), np.array(ends, dtype=np.float64)
