"""What gold changed in the labels of one annotator: item by item, and what it changed most often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.adjudication.disagreements import compared_fields
from annotator.adjudication.side_by_side import NOTHING
from annotator.agreement.aligning import align
from annotator.codebook import Codebook
from annotator.labels import LAYERS, SINGULAR, Item, Labels, LayerName, Quote, Source
from annotator.session.labelling import place_of
from annotator.store.merge.ids import renamed
from annotator.store.names import GOLD

_OWN = "own."
"""What stands before the id of an item that gold does not have."""


@dataclass(frozen=True)
class Changed:
    """One item that is not in gold as the annotator has it.

    Attributes:
        layer: Its layer.
        mine: As the annotator has it, with the ids of gold where gold has what it is linked to; None where they have
            none.
        gold: As gold has it; None where gold has none.
        name: The id it has in the annotator's labels, else the one in gold.
    """

    layer: LayerName
    mine: Item | None
    gold: Item | None
    name: str

    @property
    def items(self) -> tuple[Item, ...]:
        """The versions there are, the annotator's own first."""
        return tuple(item for item in (self.mine, self.gold) if item is not None)

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which the two differ; none where there is only one."""
        if self.mine is None or self.gold is None:
            return ()
        mine, gold = compared_fields(self.mine), compared_fields(self.gold)
        return tuple(name for name in mine if mine[name] != gold[name])

    @property
    def place(self) -> int | None:
        """Where it begins in the text, in code points; None for what lies nowhere."""
        return min((place for item in self.items if (place := place_of(item)) is not None), default=None)


@dataclass(frozen=True)
class Comparison:
    """What gold changed in the labels of one annotator.

    Attributes:
        mine: Their labels.
        gold: The gold labels.
        changed: What is not the same, in text order; items nowhere in the text at the end.
        same: How many items are.
        waiting: How many disagreements gold does not decide yet; they are in neither.
        names: What sources and quotes are called, by the ids in `changed`.
    """

    mine: Labels
    gold: Labels
    changed: tuple[Changed, ...]
    same: int
    waiting: int
    names: Mapping[str, str]

    def called(self, item_id: str) -> str:
        """Return what something an item is linked to is called."""
        return self.names.get(item_id, item_id.removeprefix(_OWN).upper())


def compare(mine: Labels, gold: Labels, length: int) -> Comparison:
    """Return what gold changed in someone's labels.

    Args:
        mine: Their labels.
        gold: The gold labels of the same text.
        length: Of the text, in code points.
    """
    whole, waiting = _with_waiting(gold, mine.annotator)
    ids: dict[str, str] = {}
    pairs: list[tuple[Item | None, Item | None]] = []
    for layer in LAYERS:
        found = list(_pairs(mine, whole, layer, ids, length))
        ids |= {own.id: golds.id if golds is not None else f"{_OWN}{own.id}" for own, golds in found if own is not None}
        pairs += found
    changed: list[Changed] = []
    same = 0
    for own, golds in pairs:
        if golds is None or golds.id not in waiting:
            item = own or golds
            assert item is not None
            one = Changed(item.layer, renamed(own, ids) if own is not None else None, golds, item.id)
            if one.mine is not None and one.gold is not None and not one.differing:
                same += 1
            else:
                changed.append(one)
    names = {item.id: item.name if isinstance(item, Source) else item.id.upper() for item in whole.items()}
    names |= {ids[item.id]: item.name for item in mine.sources if ids[item.id] not in names}
    return Comparison(mine, gold, tuple(sorted(changed, key=_order)), same, len(waiting), names)


def _pairs(
    mine: Labels, gold: Labels, layer: LayerName, ids: Mapping[str, str], length: int
) -> Iterator[tuple[Item | None, Item | None]]:
    """Yield which item of a layer is which: those that say the same, then those that align.

    Args:
        mine: Someone's labels.
        gold: The gold labels.
        layer: The layer.
        ids: The ids in gold of the items of the layers before.
        length: Of the text, in code points.
    """
    there: dict[str, list[Item]] = {}
    for item in gold.layer(layer):
        there.setdefault(_content(item), []).append(item)
    left: dict[str, tuple[Item, ...]] = {mine.annotator: (), GOLD: ()}
    for own in mine.layer(layer):
        equal = there.get(_content(renamed(own, ids)))
        if equal:
            yield own, equal.pop(0)
        else:
            left[mine.annotator] += (own,)
    left[GOLD] = tuple(item for items in there.values() for item in items)
    nothing: dict[str, Any] = dict.fromkeys(LAYERS, ())
    bare = {
        name: gold.model_copy(update=nothing | {layer: tuple(map(_without_links, items))})
        for name, items in left.items()
    }
    known = {name: {item.id: item for item in items} for name, items in left.items()}
    for group in align(bare, length).layers[layer]:
        pair = [known[name][group.items[name].id] if name in group.items else None for name in (mine.annotator, GOLD)]
        yield pair[0], pair[1]


def _content(item: Item) -> str:
    """Return what an item says, but for what it is nested in, as something to look it up by."""
    fields = {name: value for name, value in compared_fields(item).items() if name != "within"}
    fields |= {name: sorted(map(str, value)) for name, value in fields.items() if isinstance(value, frozenset)}  # type: ignore[misc]
    return str(fields)


def _without_links(item: Item) -> Item:
    update: dict[str, Any] = {} if item.link is None else {item.link: ()}
    return item.model_copy(update=update | ({"within": None} if isinstance(item, Quote) else {}))


def _order(one: Changed) -> tuple[bool, int, int]:
    return (one.place is None, one.place or 0, LAYERS.index(one.layer))


def _with_waiting(gold: Labels, name: str) -> tuple[Labels, set[str]]:
    """Return gold with one version of each thing that waits, someone's own if they have one, and the ids of these."""
    versions: dict[str, Item] = {}
    for entry in gold.undecided:
        if entry.reason == "disagreement" and (entry.item.id not in versions or name in entry.by):
            versions[entry.item.id] = entry.item
    sources = {source.id for source in gold.sources} | versions.keys()
    quotes = {quote.id for quote in gold.quotes} | versions.keys()
    update: dict[str, tuple[Item, ...]] = {}
    for layer in LAYERS:
        added = [item for item in versions.values() if item.layer == layer]
        update[layer] = (*gold.layer(layer), *(_resolved(item, sources, quotes) for item in added))
    return gold.model_copy(update=update), set(versions)


def _resolved(item: Item, sources: set[str], quotes: set[str]) -> Item:
    """Return an item without links to what is not there."""
    update: dict[str, Any] = {}
    if item.link is not None:
        update[item.link] = tuple(source for source in item.linked if source in sources)
    if isinstance(item, Quote) and item.within not in quotes:
        update["within"] = None
    return item.model_copy(update=update)


def most_frequent(found: Sequence[Comparison], codebooks: Sequence[Codebook]) -> list[tuple[str, int]]:
    """Return what gold changed, the most frequent first, each as a sentence and how often.

    Args:
        found: Texts of one annotator.
        codebooks: The codebook of each.
    """
    counts = Counter(
        sentence
        for comparison, codebook in zip(found, codebooks, strict=True)
        for one in comparison.changed
        for sentence in _sentences(one, codebook)
    )
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def _sentences(one: Changed, codebook: Codebook) -> Iterator[str]:
    what = SINGULAR[one.layer]
    if one.gold is None:
        yield f"{what}: left out"
    elif one.mine is None:
        yield f"{what}: added"
    else:
        layer = codebook.layers.get(one.layer)
        for name in one.differing:
            attribute = layer.attributes.get(name) if layer else None
            if attribute is None or attribute.kind != "choice":
                yield f"{what} {name.replace('_', ' ')}: changed"
                continue
            was, now = (
                NOTHING if code is None else attribute.by_value[code].shown
                for code in (one.mine.attribute(name), one.gold.attribute(name))
            )
            yield f"{what} {attribute.label or name.replace('_', ' ')}: {was} → {now}"
