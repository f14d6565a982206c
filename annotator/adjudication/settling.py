"""Decisions taking effect in gold labels, one after the other: links, nesting, and what comes in by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.adjudication.disagreements import Disagreement, Version, disagreement, everyone, gathered, waiting
from annotator.adjudication.origins import AGREED, named_in, origin
from annotator.labels import SINGULAR, Item, Labels, Quote, Source, Undecided
from annotator.session.edits import Change
from annotator.session.labelling import NotPossibleError
from annotator.session.nesting import enclosing, innermost
from annotator.store.merge.ids import links, renamed


class NotDecidedYetError(NotPossibleError):
    """A version is linked to something that must be decided first.

    Attributes:
        first: The id of that, or of what that itself waits for.
    """

    def __init__(self, item_id: str, linked: str, what: str, first: str) -> None:
        """Take the item, what it is linked to, what that is, and what a person can decide of it now."""
        why = "is not decided yet" if first == linked else f"waits for {first}, not decided yet"
        super().__init__(f"{item_id} is linked to the {what} {linked}, which {why}: decide that first.")
        self.first = first


def with_origin(item: Item, kind: str, names: Iterable[str]) -> Item:
    """Return an item that says whose version it was."""
    return item.model_copy(update={"origin": origin(kind, names)})


def number_of(item: Item) -> float:
    """Return the number in an id; one that has none comes last."""
    digits = item.id[1:]
    return int(digits) if digits.isascii() and digits.isdigit() else math.inf


class Settling:
    """Labels in which decisions take effect, one after the other.

    Attributes:
        entries: What stands in `undecided` in the place of each of its entries now.
        added: The items that came in.
        left_out: Ids that they were linked to and that are not in gold.
    """

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.entries = [[entry] for entry in labels.undecided]
        self.added: list[Item] = []
        self.left_out: list[str] = []
        self._names = everyone(labels)
        self._sources = {source.id for source in labels.sources}
        self._quotes = {quote.id: quote for quote in labels.quotes}
        self._waiting = {one.id: one for one in waiting(labels)}

    def drop(self, one: Disagreement) -> None:
        """Take the versions of one away."""
        for version in one.versions:
            self.entries[version.at] = []
        del self._waiting[one.id]

    def add(self, item: Item) -> None:
        """Put an item into its layer, linked to what is there.

        Raises:
            NotDecidedYetError: When something it is linked to waits.
        """
        item = self._linked(item)
        if isinstance(item, Quote):
            item = self._nested(item)
            self._quotes[item.id] = item
            self._take_in(item)
        elif isinstance(item, Source):
            self._sources.add(item.id)
        self.added.append(item)

    def _linked(self, item: Item) -> Item:
        if item.link is None:
            return item
        for source in item.linked:
            if source in self._waiting:
                raise NotDecidedYetError(item.id, source, "source", source)
        kept = tuple(source for source in item.linked if source in self._sources)
        if kept == item.linked:
            return item
        self.left_out += [source for source in item.linked if source not in kept]
        update: dict[str, Any] = {item.link: kept}
        if isinstance(item, Quote) and not kept:
            update["source_spans"] = ()  # without a source, no words name one
        return item.model_copy(update=update)

    def _nested(self, quote: Quote) -> Quote:
        """Return a quote nested as its version says, and otherwise where it lies.

        Who has both quotes has said by that whether one is nested in the other.
        """
        within = quote.within
        if within in self._waiting and not self._waits_for(str(within), quote.id):
            raise NotDecidedYetError(quote.id, str(within), "quote", self._first(str(within)))
        if within is not None and within not in self._quotes and within not in self._waiting:
            self.left_out.append(within)
        if within not in self._quotes or self._leads_to(within, quote.id):
            names = named_in(quote)
            free = [
                other
                for other in self._quotes.values()
                if not (names & named_in(other)) and other.id != quote.id and not self._leads_to(other.id, quote.id)
            ]
            outer = innermost(enclosing(free, quote.content))
            within = outer.id if outer else None
        return quote.model_copy(update={"within": within})

    def _first(self, item_id: str) -> str:
        """Return what a person decides so that something comes in: what all agree on waits for something else."""
        seen = set[str]()
        while self._waiting[item_id].agreed and item_id not in seen:
            seen.add(item_id)
            held = (link for link in links(self._waiting[item_id].versions[0].item) if link in self._waiting)
            item_id = next(held, item_id)
        return item_id

    def _leads_to(self, quote: str | None, target: str) -> bool:
        """Return whether following `within` from a quote of gold comes to another."""
        while quote is not None and quote in self._quotes:
            if quote == target:
                return True
            quote = self._quotes[quote].within
        return False

    def _waits_for(self, quote: str, target: str) -> bool:
        """Return whether a quote that waits may be nested, at any depth, in one that is decided now."""
        edge, seen = [quote], set[str]()
        while edge:
            one = self._waiting.get(edge.pop())
            for version in one.versions if one is not None else ():
                within = version.item.within if isinstance(version.item, Quote) else None
                if within == target:
                    return True
                if within is not None and within not in seen:
                    seen.add(within)
                    edge.append(within)
        return False

    def _take_in(self, quote: Quote) -> None:
        """Nest the quotes that lie in a new one, and that nobody has said to lie elsewhere."""
        names = named_in(quote)
        for other in list(self._quotes.values()):
            if (
                other.id != quote.id
                and other.within == quote.within
                and not (names & named_in(other))
                and enclosing([quote], other.content)
            ):
                self._quotes[other.id] = other.model_copy(update={"within": quote.id})

    def relink(self, old: str, new: Mapping[str, str]) -> None:
        """Let what waits lead to another id than the one that was decided, by annotator.

        Versions that are equal then become one; a version of several who mean different items now is parted.
        """
        touched: dict[str, list[int]] = {}
        for at, entries in enumerate(self.entries):
            for entry in entries:
                if entry.reason == "disagreement" and old in links(entry.item):
                    touched.setdefault(entry.item.id, []).append(at)
        for item_id in touched:
            places = [
                at
                for at, entries in enumerate(self.entries)
                if any(entry.reason == "disagreement" and entry.item.id == item_id for entry in entries)
            ]
            parted = [part for at in places for entry in self.entries[at] for part in _parted(entry, old, new)]
            for at in places:
                self.entries[at] = []
            self.entries[places[0]] = gathered(parted)
            versions = [Version(places[0], entry.by, entry.item) for entry in self.entries[places[0]]]
            self._waiting[item_id] = disagreement(versions, self._names)

    def release(self) -> None:
        """Put into its layer what everyone agrees on and nothing keeps any more."""
        agreed = {item_id: one for item_id, one in self._waiting.items() if one.agreed}
        hanging: dict[str, list[str]] = {}
        left: dict[str, int] = {}
        for item_id, one in agreed.items():
            wanted = [link for link in links(one.versions[0].item) if link in self._waiting]
            left[item_id] = len(wanted)
            for link in wanted:
                hanging.setdefault(link, []).append(item_id)
        ready = [item_id for item_id in agreed if not left[item_id]]
        for item_id in ready:  # grows while it is gone through
            one = agreed[item_id]
            self.drop_agreed(one)
            self.add(with_origin(one.versions[0].item, AGREED, self._names))
            for other in hanging.get(item_id, ()):
                left[other] -= 1
                if not left[other]:
                    ready.append(other)

    def drop_agreed(self, one: Disagreement) -> None:
        """Take the one version of what everyone agrees on away."""
        at = one.versions[0].at
        self.entries[at] = [entry for entry in self.entries[at] if entry.item.id != one.id]
        del self._waiting[one.id]

    def changes_of_undecided(self) -> list[Change]:
        """Return what makes the entries of `undecided` what they are now; from the last to the first."""
        found: list[Change] = []
        for at in reversed(range(len(self.entries))):
            before, after = self.labels.undecided[at], self.entries[at]
            if not after:
                found.append(Change("undecided", at, before, None))
                continue
            if after[0] != before:
                found.append(Change("undecided", at, before, after[0]))
            found += [Change("undecided", at + number, None, entry) for number, entry in enumerate(after) if number]
        return found

    def changes_of_layers(self) -> list[Change]:
        """Return what puts the new items into their layers, and nests anew the quotes that were there."""
        found: list[Change] = []
        new = {item.id for item in self.added}
        for at, quote in enumerate(self.labels.quotes):
            if quote.id not in new and self._quotes[quote.id] != quote:
                found.append(Change("quotes", at, quote, self._quotes[quote.id]))
        there = {layer: list(self.labels.layer(layer)) for layer in {item.layer for item in self.added}}
        for item in self.added:
            now = self._quotes[item.id] if isinstance(item, Quote) else item
            items = there[item.layer]
            place = next((place for place, old in enumerate(items) if old.id == item.id), None)
            if place is not None:  # what was left of it after the text was revised, or put there by hand
                found.append(Change(item.layer, place, items[place], now))
                items[place] = now
            else:
                place = _place_among(items, item)
                found.append(Change(item.layer, place, None, now))
                items.insert(place, now)
        return found


def _place_among(items: Sequence[Item], item: Item) -> int:
    """Return where an item comes among those of its layer: before the first one with a higher number."""
    number = number_of(item)
    return next((place for place, other in enumerate(items) if number_of(other) > number), len(items))


def _parted(entry: Undecided, old: str, new: Mapping[str, str]) -> list[Undecided]:
    """Return an entry with a link that leads elsewhere for each annotator: one for each place it leads to."""
    if old not in set(links(entry.item)):
        return [entry]
    by: dict[str, list[str]] = {}
    for name in entry.by:
        by.setdefault(new.get(name, old), []).append(name)
    found = []
    for target, names in by.items():
        item = renamed(entry.item, {old: target})
        if item.link is not None:
            item = item.model_copy(update={item.link: tuple(dict.fromkeys(item.linked))})
        found.append(entry.model_copy(update={"by": tuple(names), SINGULAR[item.layer]: item}))
    return found
