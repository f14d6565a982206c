"""Making ids mean the same on both sides.

Everyone numbers their items alike, so an id can stand for two items: both sides added one, or one side deleted an item
and used its id again. The other side's item then gets a fresh id, and what links to it follows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.labels import LAYERS, SINGULAR, Item, Labels, Quote, Source, Span, Undecided

AnyItem = TypeVar("AnyItem", bound=Item)

_NUMBERED = re.compile(r"[A-Za-z][0-9]{1,9}")
_WORD = re.compile(r"\w+")


@dataclass
class Version:
    """One version of the labels, by id.

    Attributes:
        items: The items of all layers, in the order of the file.
        waiting: What waits for a decision, in the order of the file.
    """

    items: dict[str, Item] = field(default_factory=dict)
    waiting: tuple[Undecided, ...] = ()

    @classmethod
    def of(cls, labels: Labels | None) -> Version:
        """Take labels; None stands for labels with nothing in them."""
        if labels is None:
            return cls()
        return cls({item.id: item for item in labels.items()}, labels.undecided)

    def known(self) -> dict[str, Item]:
        """Return every item by its id; what waits where no layer has an item of that id."""
        return {waiting.item.id: waiting.item for waiting in self.waiting} | self.items

    def renamed(self, new: Mapping[str, str]) -> Version:
        """Return this version with other ids, links included."""
        if not new:
            return self
        items = (renamed(item, new) for item in self.items.values())
        return Version({item.id: item for item in items}, tuple(_renamed_waiting(each, new) for each in self.waiting))


def renamed(item: AnyItem, new: Mapping[str, str]) -> AnyItem:
    """Return an item with its own id and its links renamed."""
    update: dict[str, object] = {}
    if item.id in new:
        update["id"] = new[item.id]
    if item.link and not new.keys().isdisjoint(item.linked):
        update[item.link] = tuple(new.get(source, source) for source in item.linked)
    if isinstance(item, Quote) and item.within is not None and item.within in new:
        update["within"] = new[item.within]
    return item.model_copy(update=update) if update else item


def links(item: Item) -> Iterator[str]:
    """Yield the ids of the items that an item points to."""
    yield from item.linked
    if isinstance(item, Quote) and item.within is not None:
        yield item.within


def _renamed_waiting(waiting: Undecided, new: Mapping[str, str]) -> Undecided:
    item = renamed(waiting.item, new)
    return waiting if item is waiting.item else waiting.model_copy(update={SINGULAR[item.layer]: item})


@dataclass
class Aligned:
    """Versions in which an id is one item.

    Attributes:
        base: The common version; items that neither side has any more are under ids that nothing has.
        theirs: The other side's.
        renamed: The new ids of the other side's items.
    """

    base: Version
    theirs: Version
    renamed: dict[str, str]


def aligned(base: Version, ours: Version, theirs: Version, *, same_text: bool) -> Aligned:
    """Return the common and the other version with ids that fit ours.

    Args:
        base: The common version.
        ours: Ours, whose ids stay.
        theirs: The other side's.
        same_text: Whether the offsets of the common version are those of the text now.
    """
    return _Alignment(base, ours, theirs, same_text=same_text).result()


class _Alignment:
    def __init__(self, base: Version, ours: Version, theirs: Version, *, same_text: bool) -> None:
        self.base, self.ours, self.theirs, self.same_text = base, ours, theirs, same_text
        self.base_known = base.known()
        self.ours_known = ours.known()
        self.fresh = _Fresh([*self.base_known, *self.ours_known, *theirs.known()])
        self.of_theirs: dict[str, str] = {}
        self.of_base: dict[str, str] = {}

    def result(self) -> Aligned:
        for layer in LAYERS:
            for item in self.theirs.items.values():
                if item.layer == layer:
                    self._look_at(item)
            if layer == "quotes":
                self._follow_nesting()
        for waiting in self.theirs.waiting:
            self._look_at_waiting(waiting)
        for item_id, item in self.ours.items.items():
            before = self.base.items.get(item_id)
            if before is not None and item_id not in self.theirs.items and not self._same(before, item):
                self._forget(item_id)
        return Aligned(self.base.renamed(self.of_base), self.theirs.renamed(self.of_theirs), self.of_theirs)

    def _rename(self, item: Item) -> None:
        self.of_theirs.setdefault(item.id, self.fresh.id(item.letter))

    def _forget(self, item_id: str) -> None:
        """Take an id from an item of the common version that neither side has any more; no other has the new one."""
        self.of_base[item_id] = f"{item_id} as it was"

    def _look_at(self, theirs: Item) -> None:
        """Decide whether an item of theirs keeps its id."""
        item_id = theirs.id
        ours, before = self.ours.items.get(item_id), self.base.items.get(item_id)
        still_theirs = before is not None and self._same(before, theirs)
        still_ours = before is not None and ours is not None and self._same(before, ours)
        if ours is None:
            if before is not None and not still_theirs:
                self._forget(item_id)
            there = self.ours_known.get(item_id)
            if there is not None and (item_id not in self.base_known or there.layer != theirs.layer):
                self._rename(theirs)  # what waits here is something else
        elif still_ours and still_theirs:
            pass
        elif still_theirs:
            self._rename(theirs)
            self.of_base[item_id] = self.of_theirs[item_id]
        elif still_ours:
            self._rename(theirs)
        else:
            if before is not None:
                self._forget(item_id)
            decided = before is None and item_id in self.base_known and ours.layer == theirs.layer
            if not decided and not self._identical(ours, theirs):
                self._rename(theirs)

    def _look_at_waiting(self, waiting: Undecided) -> None:
        item = waiting.item
        there = self.ours_known.get(item.id)
        if there is None or item.id in self.theirs.items:
            return
        if there.layer != item.layer or (item.id not in self.base_known and waiting not in self.ours.waiting):
            self._rename(item)

    def _follow_nesting(self) -> None:
        """Rename the quotes that only seemed identical: what they are nested in is another quote there."""
        inside: dict[str, list[str]] = defaultdict(list)
        for item in self.theirs.items.values():
            if isinstance(item, Quote) and item.within is not None:
                inside[item.within].append(item.id)
        edge = list(self.of_theirs)
        while edge:
            for item_id in inside.get(edge.pop(), ()):
                added = item_id not in self.base.items and item_id in self.ours.items
                if added and item_id not in self.of_theirs and item_id not in self.base_known:
                    self._rename(self.theirs.items[item_id])
                    edge.append(item_id)

    def _identical(self, ours: Item, theirs: Item) -> bool:
        return ours == renamed(theirs, self.of_theirs)

    def _same(self, before: Item, after: Item) -> bool:
        """Return whether an item is the one that had its id before, and no other that was given the id later.

        It is another when nothing ties the two: no word of its spans, and for a source not a word of its name.
        """
        if before.layer != after.layer:
            return False
        if before == after:
            return True
        if isinstance(before, Source) and isinstance(after, Source):
            if not _words(before.name).isdisjoint(_words(after.name)):
                return True
        elif not before.main or not after.main:
            return True
        if self.same_text:
            return _overlap([*before.main, *after.main], len(before.main))
        return not {span.text for span in before.main}.isdisjoint(span.text for span in after.main)


def _overlap(spans: Sequence[Span], first: int) -> bool:
    """Return whether one of the `first` spans shares a character with one of the others."""
    reach = [0, 0]  # how far the spans so far go, of each of the two groups
    for index in sorted(range(len(spans)), key=lambda index: spans[index].start):
        group = index >= first
        if spans[index].start < reach[not group]:
            return True
        reach[group] = max(reach[group], spans[index].end)
    return False


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold())) or {name}


class _Fresh:
    """Gives ids that no version has."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = set(used)
        self._numbers: Counter[str] = Counter()
        for item_id in self._used:
            if _NUMBERED.fullmatch(item_id):
                self._numbers[item_id[0]] = max(self._numbers[item_id[0]], int(item_id[1:]))

    def id(self, letter: str) -> str:
        while True:
            self._numbers[letter] += 1
            found = f"{letter}{self._numbers[letter]}"
            if found not in self._used:
                self._used.add(found)
                return found
