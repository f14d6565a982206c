"""Which item of one annotator is which item of another, layer by layer: what agreement and adjudication look at.

A pure function of the labels. Quotes, claims and frames are matched by position only (`matching`). Sources are persons
and things, not places: two are the same when they have the same registry entry or name, or else share a mention.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from annotator.agreement.matching import Located, Pieces, Policy, groups, overlap
from annotator.labels import ITEM_TYPES, LAYERS, Frame, Item, Labels, LayerName, Quote, Source, Span


@dataclass(frozen=True)
class Group:
    """What several annotators made of the same words: one item of each, or none.

    Attributes:
        layer: The layer of the items.
        items: The items by annotator; who is not in it has none here.
        missing: The annotators who have none.
        differing: In what the items differ: names of attributes, of fields with spans, and of links. Notes, confidence
            and origin are not looked at.
        overlap: Intersection over union of the labelled words, of the two items that overlap least; 1 for one item.
        pieces: Where the labelled words are, everyone's taken together, in code points; empty for what has no words.
    """

    layer: LayerName
    items: Mapping[str, Item]
    missing: tuple[str, ...]
    differing: tuple[str, ...]
    overlap: float
    pieces: Pieces

    @property
    def agreed(self) -> bool:
        """Whether everyone has it, and no two differ."""
        return not self.missing and not self.differing


@dataclass(frozen=True)
class Alignment:
    """The items of all annotators of one text, grouped.

    Attributes:
        annotators: Who, in alphabetical order.
        layers: The groups of each layer, in text order.
    """

    annotators: tuple[str, ...]
    layers: Mapping[LayerName, tuple[Group, ...]]

    def __iter__(self) -> Iterator[Group]:
        """Go through the groups of all layers: sources, quotes, claims, frames."""
        for layer in LAYERS:
            yield from self.layers[layer]

    @cached_property
    def numbers(self) -> Mapping[tuple[LayerName, str, str], int]:
        """The place of each item's group in its layer, by layer, annotator and id."""
        return {
            (layer, annotator, item.id): place
            for layer, found in self.layers.items()
            for place, group in enumerate(found)
            for annotator, item in group.items.items()
        }

    def links(self, annotator: str, item: Item) -> frozenset[int]:
        """Return the sources an item is linked to, as places of their groups: the same for the same source."""
        return frozenset(self.numbers["sources", annotator, source] for source in item.linked)


def align(
    labels: Mapping[str, Labels], length: int, *, policy: Policy = "optimal", threshold: float = 0.5
) -> Alignment:
    """Return which items of several annotators of one text are the same.

    Args:
        labels: Validated labels of the same text, by annotator.
        length: Of the text, in code points. A frame over the article covers it.
        policy: How positions are matched, see `matching.match`; sources match by any common character.
        threshold: The least overlap for the policy `optimal`.

    Raises:
        UnitsError: When there is no such policy.
    """
    annotators = tuple(sorted(labels))
    matched = {
        layer: _matched(layer, [labels[who].layer(layer) for who in annotators], length, policy, threshold)
        for layer in LAYERS
    }
    numbers = {
        (layer, annotators[who], item.id): place
        for layer, found in matched.items()
        for place, group in enumerate(found)
        for who, item in enumerate(group)
        if item is not None
    }
    layers = {}
    for layer, found in matched.items():
        layers[layer] = tuple(
            _group(
                layer,
                {who: item for who, item in zip(annotators, group, strict=True) if item is not None},
                annotators,
                numbers,
            )
            for group in found
        )
    return Alignment(annotators, layers)


def _matched(
    layer: LayerName, items: list[tuple[Item, ...]], length: int, policy: Policy, threshold: float
) -> list[tuple[Item | None, ...]]:
    kind = _kind(items)
    spans = [[Located(_position(item, length), kind and item.attribute(kind)) for item in each] for each in items]
    alike = None
    if layer == "sources":
        policy, threshold, alike = "overlap", 0.0, [[_known_by(item) for item in each] for each in items]
    found = [
        tuple(each[place] if place >= 0 else None for each, place in zip(items, group, strict=True))
        for group in groups(spans, policy, threshold, alike)
    ]
    return sorted(found, key=_place)


def _kind(items: list[tuple[Item, ...]]) -> str | None:
    """Return the attribute that says what kind of item it is: the first that is mandatory."""
    for each in items:
        for item in each:
            own = _attributes(type(item))  # type: ignore[arg-type]  # classes are hashable
            return next((name for name in own if type(item).model_fields[name].is_required()), next(iter(own), None))
    return None


def _position(item: Item, length: int) -> Pieces:
    return ((0, length),) if isinstance(item, Frame) and item.scope == "article" else pieces(item)


def _known_by(item: Item) -> frozenset[Hashable]:
    assert isinstance(item, Source)
    known: set[Hashable] = {("name", " ".join(item.name.casefold().split()))}
    if item.registry is not None:
        known.add(("registry", item.registry))
    return frozenset(known)


def _place(group: tuple[Item | None, ...]) -> tuple[object, ...]:
    here = [item for item in group if item is not None]
    starts = [span.start for item in here for span in item.main]
    ends = [span.end for item in here for span in item.main]
    return (not starts, min(starts, default=0), -max(ends, default=0), [item.id if item else "" for item in group])


def pieces(item: Item) -> Pieces:
    """Return where the labelled words of an item are, in code points."""
    return tuple((span.start, span.end) for span in item.main)


def _group(
    layer: LayerName,
    items: dict[str, Item],
    annotators: tuple[str, ...],
    numbers: Mapping[tuple[LayerName, str, str], int],
) -> Group:
    shares = [overlap(pieces(one), pieces(other)) for one, other in combinations(items.values(), 2)]
    compared = [_compared(who, item, numbers) for who, item in items.items()]
    names = list(dict.fromkeys(name for each in compared for name in each))
    differing = tuple(name for name in names if len({each.get(name) for each in compared}) > 1)
    missing = tuple(who for who in annotators if who not in items)
    return Group(layer, items, missing, differing, min(shares, default=1.0), _union(items))


def _compared(who: str, item: Item, numbers: Mapping[tuple[LayerName, str, str], int]) -> dict[str, Hashable]:
    """Return everything in which items can differ, with links as the groups they lead to."""
    found: dict[str, Hashable] = {item.main_spans: pieces(item)}
    if item.link is not None:
        found[item.link] = frozenset(numbers["sources", who, source] for source in item.linked)
    if isinstance(item, Source):
        found |= {"name": item.name, "registry": item.registry}
    elif isinstance(item, Quote):
        found["cue"] = _offsets(item.cue)
        found["source_spans"] = tuple(map(_offsets, item.source_spans))
        found["within"] = None if item.within is None else numbers["quotes", who, item.within]
    elif isinstance(item, Frame):
        found["scope"] = item.scope
    names = _attributes(type(item))  # type: ignore[arg-type]  # classes are hashable
    return found | {name: item.attribute(name) for name in names}


@cache
def _attributes(kind: type[Item]) -> tuple[str, ...]:
    """Return the names of the attributes that a codebook gave a kind of item."""
    return tuple(name for name in kind.model_fields if name not in ITEM_TYPES[kind.layer].model_fields)


def _offsets(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _union(items: Mapping[str, Item]) -> Pieces:
    """Return the words of all items, overlapping pieces joined."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(piece for item in items.values() for piece in pieces(item)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
