"""The items of two versions put together: what both did to each, and then what links them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from annotator.codebook import Codebook
from annotator.labels import LAYERS, Item, Quote
from annotator.store.merge.conflicts import Conflict, What
from annotator.store.merge.fields import Nesting, merged_item
from annotator.store.merge.ids import Version
from annotator.store.merge.nesting import Outer, circles, inner


class ItemMerge:
    """The merged items of three versions in which an id is one item.

    Attributes:
        items: The items by id: ours in their order, then those only theirs has in theirs.
        theirs_waiting: Theirs, of the items that both sides changed differently.
    """

    def __init__(self, base: Version, ours: Version, theirs: Version, codebook: Codebook) -> None:
        """Merge the items of all layers."""
        self._base, self._ours, self._theirs = base, ours, theirs
        self._codebook = codebook
        self._before = base.known()
        self._outer_ours = Outer(base.items, ours.items)
        self._outer_theirs = Outer(base.items, theirs.items)
        self._changed: dict[str, tuple[str, ...]] = {}
        self._deleted: dict[str, What] = {}
        self._linked_by: dict[str, tuple[str, ...]] = {}
        self.theirs_waiting: dict[str, Item] = {}
        self._merged: dict[str, Item | None] = {}
        for item_id in ours.items | theirs.items:
            self._merged[item_id] = self._decide(item_id)
        self._bring_back_sources()
        self._put_links_back()
        self.items = {item_id: item for item_id, item in self._merged.items() if item is not None}
        self._settle_nesting()

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what a person has to look at, in the order of layers and items."""
        for layer in LAYERS:
            for item_id, item in self.items.items():
                if item.layer == layer and item_id in self._deleted:
                    linked_by = self._linked_by.get(item_id, ())
                    yield Conflict(self._deleted[item_id], layer, item_id, linked_by=linked_by)
                if item.layer == layer and item_id in self._changed:
                    yield Conflict("changed", layer, item_id, self._changed[item_id])

    def _decide(self, item_id: str) -> Item | None:
        """Return the item that stays of its versions; None where it is deleted."""
        ours, theirs = self._ours.items.get(item_id), self._theirs.items.get(item_id)
        if ours is not None and theirs is not None:
            return self._both(self._before.get(item_id), ours, theirs)
        base = self._base.items.get(item_id)
        kept = ours if ours is not None else theirs
        if kept is None or self._is_deleted(item_id):
            return None
        if base is None:
            return kept
        self._deleted[item_id] = "deleted_there" if ours is not None else "deleted_here"
        return kept

    def _is_deleted(self, item_id: str) -> bool:
        """Return whether one side deleted an item that the other left as it was."""
        base = self._base.items.get(item_id)
        ours, theirs = self._ours.items.get(item_id), self._theirs.items.get(item_id)
        if base is None or (ours is not None and theirs is not None):
            return False
        side, kept = (self._ours, ours) if ours is not None else (self._theirs, theirs)
        return kept is None or _untouched(base, kept, side)

    def _both(self, base: Item | None, ours: Item, theirs: Item) -> Item:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        assert base is not None  # items that both sides added differently have different ids
        nesting = None
        if isinstance(base, Quote):
            nesting = Nesting(
                self._outer_ours.nearest(base.within), self._outer_theirs.nearest(base.within), self._inner
            )
        item, fields = merged_item(base, ours, theirs, self._codebook.layers.get(ours.layer), nesting)
        if fields:
            self._changed[ours.id] = fields
            self.theirs_waiting[ours.id] = theirs
        return item

    def _inner(self, here: str, there: str) -> str | None:
        """Return which of two quotes is the inner one, or the one that stays."""
        if self._is_deleted(here) != self._is_deleted(there):
            return there if self._is_deleted(here) else here
        return inner(self._ours.items.get(here), self._theirs.items.get(there))

    def _bring_back_sources(self) -> None:
        """Keep the sources that one side deleted and the other still needs."""
        needed: dict[str, dict[str, None]] = defaultdict(dict)
        for item in filter(None, (*self._merged.values(), *self.theirs_waiting.values())):
            for source in item.linked:
                if self._merged[source] is None:
                    needed[source][item.id] = None
        for source, items in needed.items():
            here = self._ours.items.get(source)
            self._merged[source] = here or self._theirs.items[source]
            self._deleted[source] = "deleted_there" if here else "deleted_here"
            self._linked_by[source] = tuple(items)

    def _put_links_back(self) -> None:
        """Where what one side deleted was kept, keep also the links that only went with it."""
        sides = ((self._ours, self._theirs, self._outer_ours), (self._theirs, self._ours, self._outer_theirs))
        for deleter, keeper, outer in sides:
            back = {item_id for item_id in self._deleted if item_id not in deleter.items}
            for item_id, item in self._merged.items() if back else ():
                before, there, kept = (version.items.get(item_id) for version in (self._base, deleter, keeper))
                if item is None or before is None or there is None or kept is None:
                    continue
                found = item
                gone = {source for source in before.linked if source in back and source in kept.linked}
                if gone and there.linked == _unlinked(before, deleter).linked:
                    found = _linked_again(found, kept, gone)
                if isinstance(before, Quote) and isinstance(found, Quote) and isinstance(there, Quote):
                    moved = before.within in back and there.within == outer.nearest(before.within) == found.within
                    if moved and isinstance(kept, Quote) and kept.within == before.within:
                        found = found.model_copy(update={"within": before.within})
                self._merged[item_id] = found

    def _settle_nesting(self) -> None:
        """Let no quote be nested in one that is gone, or in itself."""
        ours, theirs = Outer(self._ours.items, self.items), Outer(self._theirs.items, self.items)
        at_home: dict[str, str | None] = {}
        within: dict[str, str | None] = {}
        for item_id, item in self.items.items():
            if not isinstance(item, Quote):
                continue
            here = self._ours.items.get(item_id)
            within[item_id] = item.within
            if isinstance(here, Quote):
                at_home[item_id] = ours.nearest(here.within)
            if item.within is not None and item.within not in self.items:
                as_here = isinstance(here, Quote) and here.within == item.within
                within[item_id] = at_home[item_id] if as_here else theirs.nearest(item.within)
        self._untangle(within, at_home)
        for item_id, outer in within.items():
            item = self.items[item_id]
            if isinstance(item, Quote) and item.within != outer:
                self.items[item_id] = item.model_copy(update={"within": outer})

    def _untangle(self, within: dict[str, str | None], at_home: dict[str, str | None]) -> None:
        """Undo what theirs nested differently where it runs in a circle with what ours did.

        Without what theirs changed on the quotes that both sides have, there is no circle: so if the first round only
        makes others, the second one leaves none.
        """
        for only_tangled in (True, False):
            tangled = circles(within)
            if not tangled:
                return
            for item_id, outer in at_home.items():
                if within[item_id] != outer and (item_id in tangled or not only_tangled):
                    within[item_id] = outer
                    self._changed[item_id] = (*self._changed.get(item_id, ()), "within")
                    self.theirs_waiting[item_id] = self._theirs.items[item_id]


def _untouched(before: Item, after: Item, side: Version) -> bool:
    """Return whether a side did nothing to an item itself: what goes with other items does not count."""
    return any(
        all(getattr(was, name) == getattr(after, name) for name in type(after).model_fields if name != "within")
        for was in (before, _unlinked(before, side))
    )


def _unlinked(item: Item, side: Version) -> Item:
    """Return an item as deleting the sources that a side does not have leaves it."""
    if not item.link or all(source in side.items for source in item.linked):
        return item
    links = tuple(source for source in item.linked if source in side.items)
    update: dict[str, object] = {item.link: links}
    if isinstance(item, Quote) and not links:
        update["source_spans"] = ()
    return item.model_copy(update=update)


def _linked_again(item: Item, kept: Item, back: set[str]) -> Item:
    """Return an item with links put back, in the order of the side that kept them, and the words that name them."""
    wanted = back | set(item.linked)
    links = [source for source in kept.linked if source in wanted]
    links += [source for source in item.linked if source not in kept.linked]
    update: dict[str, object] = {str(item.link): tuple(links)}
    if isinstance(item, Quote) and isinstance(kept, Quote):
        update["source_spans"] = tuple(dict.fromkeys((*kept.source_spans, *item.source_spans)))
    return item.model_copy(update=update)
