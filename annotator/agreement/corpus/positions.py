"""Did annotators find the same words? F1 of matched items, unitizing alpha, and γ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

import numpy as np

from annotator.agreement.aligning import Alignment, pieces
from annotator.agreement.corpus.compared import Compared, Stretch, is_of_article
from annotator.agreement.corpus.row import Row, ratio
from annotator.agreement.mathet import gamma
from annotator.agreement.resampling import Floats, Resampling, interval
from annotator.agreement.result import Agreement
from annotator.agreement.spans import Unit
from annotator.agreement.unitizing import unitizing_alpha
from annotator.labels import LayerName

Marked = tuple[dict[str, list[Unit]], int]
"""What annotators marked on a continuum, and its length."""


def found(texts: Sequence[Compared], layer: LayerName, resampling: Resampling) -> Agreement:
    """Return the F1 of matched items, over all pairs of annotators: the share of items that have a counterpart."""
    parts, items = [], 0
    for text in texts:
        counts = [counted(text, text.between(*pair), layer) for pair in combinations(text.annotators, 2)]
        matched, total = (sum(column) for column in zip(*counts, strict=True))
        parts.append((2.0 * matched, float(total)))
        items += total
    who = {name for text in texts for name in text.annotators}
    return ratio("F1", parts, items, len(who), resampling)


def counted(text: Compared, alignment: Alignment, layer: LayerName) -> tuple[int, int]:
    """Return, for two annotators, how many items match, and how many items both have, where both looked."""
    pair = set(alignment.annotators)
    here = [group for group in alignment.layers[layer] if pair <= text.looked(group)]
    return sum(not group.missing for group in here), sum(len(group.items) for group in here)


def anything(texts: Sequence[Compared], layer: LayerName) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield for each paragraph its text, and whether each annotator who looked marked anything of the layer in it."""
    for text in texts:
        for stretch in text.stretches:
            looked = stretch.looked(layer)
            if len(looked) > 1:
                yield text.name, {who: any(text.marked(who, layer, stretch)) for who in looked}


def extents(texts: Sequence[Compared], layer: LayerName, resampling: Resampling) -> tuple[Agreement, Agreement]:
    """Return |uα, the extent of what was marked, and uα, which takes the kinds of items into account."""
    continua = [marked for text in texts for marked in _continua(text, layer)]
    result = unitizing_alpha(
        [units for units, _ in continua],
        [float(length) for _, length in continua],
        overlaps="combine",
        resampling=resampling,
    )
    return result.binary, result


def gammas(texts: Sequence[Compared], layer: LayerName, samples: int, resampling: Resampling) -> Agreement:
    """Return γ over all texts: one less the ratio of their disorders, each weighted by the units in it."""
    rows, units, who = [], 0, set[str]()
    reasons = []
    for text in texts:
        for marked, length in _continua(text, layer):
            result = gamma(marked, length=float(length), samples=samples, precision=None, seed=resampling.seed)
            if result.observed is None or result.expected is None:
                reasons.append(result.reason)
                continue
            weight = sum(map(len, marked.values())) / len(marked)
            rows.append((result.observed * weight, result.expected * weight))
            units += result.n
            who.update(marked)
    if not rows:
        return Agreement("gamma", None, next(filter(None, reasons), "no_units"))
    table = np.array(rows)
    observed, expected = (float(column) for column in table.sum(axis=0))
    return Agreement(
        "gamma",
        1 - observed / expected if expected > 0 else None,
        None if expected > 0 else "no_variation",
        n=units,
        annotators=len(who),
        observed=observed,
        expected=expected,
        resample=partial(interval, table, None, _one_less, resampling, bounds=(-np.inf, 1.0)),
    )


def _one_less(sums: Floats) -> Floats:
    return np.where(sums[:, 1] > 0, 1 - sums[:, 0] / np.where(sums[:, 1] > 0, sums[:, 1], 1), np.nan)


def _continua(text: Compared, layer: LayerName) -> Iterator[Marked]:
    """Yield what was marked where the same people looked, paragraph joined to paragraph.

    Each piece of a discontinuous item is a unit; one that crosses into a paragraph where others looked ends there. A
    frame over the article marks no words.
    """
    by_people: dict[frozenset[str], list[Stretch]] = defaultdict(list)
    for stretch in text.stretches:
        if len(looked := stretch.looked(layer)) > 1:
            by_people[looked].append(stretch)
    for people, stretches in by_people.items():
        units: dict[str, list[Unit]] = {}
        for who in sorted(people):
            kind = text.labels[who].codebook.layers[layer].main
            marked = [
                (start, end, None if kind is None else item.attribute(kind))
                for item in text.labels[who].record.layer(layer)
                if not is_of_article(item)
                for start, end in pieces(item)
            ]
            units[who] = list(_moved(marked, stretches))
        yield units, sum(stretch.end - stretch.start for stretch in stretches)


def _moved(marked: Sequence[tuple[float, float, object]], stretches: Sequence[Stretch]) -> Iterator[Unit]:
    """Yield units as they lie when the stretches follow each other without a gap."""
    for begin, stop, category in marked:
        offset, joined = 0, None
        for stretch in stretches:
            start, end = max(begin, stretch.start), min(stop, stretch.end)
            if start < end:
                moved = (start - stretch.start + offset, end - stretch.start + offset)
                if joined is not None and joined[1] == moved[0]:
                    joined = (joined[0], moved[1])
                else:
                    if joined is not None:
                        yield Unit(*joined, category)
                    joined = moved
            offset += stretch.end - stretch.start
        if joined is not None:
            yield Unit(*joined, category)


def rows(texts: Sequence[Compared], layer: LayerName, samples: int, resampling: Resampling) -> Iterator[Row]:
    """Yield the lines about positions; γ only where `samples` are more than none."""
    yield Row(layer, "found", found(texts, layer, resampling), note="items with a counterpart, by position only")
    binary, _ = extents(texts, layer, resampling)
    yield Row(layer, "extent", binary, note="characters marked by both, by one, by none")
    if samples:
        yield Row(layer, "extent and kind", gammas(texts, layer, samples, resampling))
