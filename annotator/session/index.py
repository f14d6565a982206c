"""Which items lie in which paragraph, who is quoted how often: kept up to date edit by edit, never by a scan."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from annotator.labels import LAYERS, Item, Labels, LayerName, Source
from annotator.session.edits import Edit
from annotator.session.units import Units
from annotator.store.rows import pairs
from annotator.store.unread import placed_and_linked

_Place = tuple[int, int, str]
"""Where an item begins in a paragraph, minus where that span ends, and the item's id: text order, the longer first."""


class ItemIndex:
    """Items by id, by paragraph and by the source they hang on."""

    def __init__(self, units: Units, labels: Labels) -> None:
        """Index the items of labels over the paragraphs of `units`."""
        self._units = units
        self._by_id: dict[str, Item] = {}
        self._spans: dict[str, Sequence[int]] = {}
        """Where the spans of each item start and end, one after the other."""
        self._by_paragraph: dict[int, tuple[str, ...]] = {}
        """The ids of the items of each paragraph. Most paragraphs have few: tuples are the smallest that holds them."""
        self._order: dict[int, list[_Place]] = {}
        self._sorted: dict[int, list[Item]] = {}
        self._hanging: dict[str, dict[str, Item]] = defaultdict(dict)
        self._named_in: dict[int, Counter[str]] = {}
        self._linked: Counter[tuple[str, LayerName]] = Counter()
        self._numbers: Counter[str] = Counter()
        self._versions: Counter[int] = Counter()
        self._begin(labels)
        if labels.undecided:
            from annotator.store.merge.ids import links  # noqa: PLC0415 - seldom needed, and much to import
        for waiting in labels.undecided:
            for item_id in (waiting.item.id, *links(waiting.item)):
                self._count(item_id)  # the id stays its own

    def _begin(self, labels: Labels) -> None:
        """Take the items there are: as `_add` does, without making the fields of a single one."""
        by_id, spans, hanging = self._by_id, self._spans, self._hanging
        found: dict[int, list[str]] = defaultdict(list)
        paragraphs_of = self._units.paragraphs_of
        for layer in LAYERS:
            linked: list[str] = []
            for item in labels.layer(layer):
                item_id = item.id
                by_id[item_id] = item
                offsets, links = placed_and_linked(item)
                spans[item_id] = offsets
                if len(offsets) == 2:  # noqa: PLR2004 - one span, as nearly all have
                    for paragraph in paragraphs_of(*offsets):
                        found[paragraph].append(item_id)
                else:
                    for paragraph in self._paragraphs(item_id):
                        found[paragraph].append(item_id)
                for source in links:
                    hanging[source][item_id] = item
                    linked.append(source)
            for source, number in Counter(linked).items():
                self._linked[source, layer] = number
        for paragraph, items in found.items():
            self._by_paragraph[paragraph] = tuple(items)
        for item_id in by_id:
            self._count(item_id)

    def follow(self, edit: Edit) -> None:
        """Take over what an edit changed."""
        for change in edit.changes:
            if isinstance(change.before, Item):
                self._remove(change.before)
            if isinstance(change.after, Item):
                self._add(change.after)
            if change.part == "paragraphs":
                self._versions[change.index] += 1

    def version(self, paragraph: int) -> int:
        """Return a number that grows whenever something in a paragraph changes, or the name of a source shown there."""
        return self._versions[paragraph]

    def get(self, item_id: str | None) -> Item | None:
        """Return an item by its id; None where there is none."""
        return None if item_id is None else self._by_id.get(item_id)

    def __contains__(self, item_id: object) -> bool:
        """Return whether there is an item of that id."""
        return item_id in self._by_id

    def in_paragraph(self, paragraph: int) -> list[Item]:
        """Return the items with a span in a paragraph, in text order of their first span there."""
        found = self._sorted.get(paragraph)
        if found is None:
            found = self._sorted[paragraph] = [self._by_id[item_id] for _, _, item_id in self._order_in(paragraph)]
        return list(found)

    def _order_in(self, paragraph: int) -> list[_Place]:
        """Return the places of the items of a paragraph, sorted once and kept so by every edit."""
        order = self._order.get(paragraph)
        if order is None:
            items = self._by_paragraph.get(paragraph, ())
            order = self._order[paragraph] = sorted(self._place(item_id, paragraph) for item_id in items)
        return order

    def _place(self, item_id: str, paragraph: int) -> _Place:
        low, high = self._units.paragraph(paragraph)
        spans = [(start, -end) for start, end in pairs(self._spans[item_id]) if start < high and end > low]
        return (*min(spans, default=(low, 0)), item_id)

    def nowhere(self) -> list[Item]:
        """Return the items that have no span: sources that are named nowhere, frames over the whole article."""
        return [item for item in self._by_id.values() if not self._spans[item.id]]

    def under(self, paragraph: int, offset: int) -> Item | None:
        """Return the item of a paragraph with the shortest span that holds an offset; None where none does."""
        found = [
            (end - start, item_id)
            for item_id in self._by_paragraph.get(paragraph, ())
            for start, end in pairs(self._spans[item_id])
            if start <= offset < end
        ]
        return self._by_id[min(found)[1]] if found else None

    def exactly(self, paragraph: int, start: int, end: int) -> set[str]:
        """Return the ids of the items of a paragraph that have a span with exactly these offsets."""
        spans, wanted = self._spans, (start, end)
        return {item_id for item_id in self._by_paragraph.get(paragraph, ()) if wanted in pairs(spans[item_id])}

    def sources_of(self, paragraph: int) -> AbstractSet[str]:
        """Return the ids of the sources that the items of a paragraph hang on."""
        named = self._named_in.get(paragraph)
        if named is None:  # counted once, and kept so by every edit
            items = [self._by_id[item_id] for item_id in self._by_paragraph.get(paragraph, ())]
            named = self._named_in[paragraph] = Counter(source for item in items for source in item.linked)
        return named.keys()

    def is_in(self, paragraph: int, item_id: str | None) -> bool:
        """Return whether an item has a span in a paragraph."""
        return item_id is not None and item_id in self._by_paragraph.get(paragraph, ())

    def linked(self, source_id: str, layer: LayerName) -> int:
        """Return how many items of a layer hang on a source."""
        return self._linked[source_id, layer]

    def fresh_id(self, letter: str) -> str:
        """Return an id no item has or had since the start: the layer's letter and the number behind the highest."""
        number = self._numbers[letter] + 1
        while f"{letter}{number}" in self._by_id:
            number += 1
        return f"{letter}{number}"

    def _add(self, item: Item) -> None:
        self._by_id[item.id] = item
        self._spans[item.id], _ = placed_and_linked(item)
        paragraphs, linked = self._paragraphs(item.id), item.linked
        for paragraph in paragraphs:
            self._by_paragraph[paragraph] = (*self._by_paragraph.get(paragraph, ()), item.id)
            if (named := self._named_in.get(paragraph)) is not None:
                named.update(linked)
            if paragraph in self._order:
                insort(self._order[paragraph], self._place(item.id, paragraph))
        for source in linked:
            self._linked[source, item.layer] += 1
            self._hanging[source][item.id] = item
        self._mark(item, paragraphs)
        self._count(item.id)

    def _count(self, item_id: str) -> None:
        letter, digits = item_id[:1], item_id[1:]
        if digits.isascii() and digits.isdigit() and len(digits) < 10:  # noqa: PLR2004 - beyond that it is no count
            number = int(digits)
            self._numbers[letter] = max(self._numbers[letter], number)

    def _remove(self, item: Item) -> None:
        paragraphs = self._paragraphs(item.id)
        self._mark(item, paragraphs)
        for paragraph in paragraphs:
            self._by_paragraph[paragraph] = tuple(i for i in self._by_paragraph[paragraph] if i != item.id)
            if (named := self._named_in.get(paragraph)) is not None:
                named.subtract(item.linked)
                for source in item.linked:
                    if not named[source]:
                        del named[source]
            if order := self._order.get(paragraph):
                del order[bisect_left(order, self._place(item.id, paragraph))]
        del self._by_id[item.id], self._spans[item.id]
        for source in item.linked:
            self._linked[source, item.layer] -= 1
            del self._hanging[source][item.id]

    def _mark(self, item: Item, touched: set[int]) -> None:
        """Note a change in the paragraphs of an item, and in those that show its name because they hang on it."""
        if isinstance(item, Source):
            touched = touched | {
                paragraph for other in self._hanging.get(item.id, {}) for paragraph in self._paragraphs(other)
            }
        for paragraph in touched:
            self._versions[paragraph] += 1
            self._sorted.pop(paragraph, None)

    def _paragraphs(self, item_id: str) -> set[int]:
        found: set[int] = set()
        for start, end in pairs(self._spans[item_id]):
            found.update(self._units.paragraphs_of(start, end))
        return found
