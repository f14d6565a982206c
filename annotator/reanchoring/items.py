"""Items on the text now: those whose words were found, and those that wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.codebook.models import LabelModels
from annotator.labels import SINGULAR, Item, Quote, Reason, Source, Span, Undecided
from annotator.reanchoring.places import Range

Find = Callable[[Span], Range | None]
"""Gives the place of a span now; None where it is not known."""
Together = Callable[[Item, Item], bool]
"""Tells of an item before and now whether its pieces are beside each other as they were."""


@dataclass(slots=True)
class Sorted:
    """What became of items.

    Attributes:
        placed: The items on the text now.
        changed: The ids of those among them in whose words marks or white space are others now.
        waiting: What waits for a person.
    """

    placed: list[Item] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    waiting: list[Undecided] = field(default_factory=list)


class Sorter:
    """Puts items on the text now, one after the other."""

    def __init__(self, content: str, models: LabelModels, stands_somewhere: Callable[[Span], bool]) -> None:
        """Sort items of a codebook's models.

        Args:
            content: The text now.
            models: The models of the items.
            stands_somewhere: Tells of a span without a place whether its words are in the text at all.
        """
        self._content = content
        self._models = models
        self._stands_somewhere = stands_somewhere

    def sort(self, item: Item, find: Find, into: Sorted, stays_together: Together | None = None) -> None:
        """Put an item where it belongs; of a source, each mention.

        Args:
            item: The item on the text before.
            find: Gives the places of its spans.
            into: Takes it.
            stays_together: Tells whether its pieces are still beside each other; None where nothing is known of that.
        """
        places = {id(span): find(span) for _, span in item.located_spans()}
        if isinstance(item, Source):
            self._sort_mentions(item, places, into)
            return
        moved = item.model_copy(update=_with_spans(item, lambda span: self._moved(span, places[id(span)])))
        whole = all(places.values()) and _keeps_order(moved)
        if whole and (stays_together is None or stays_together(item, moved)):
            self._place(item, moved, into)
            return
        lost = [span for _, span in item.located_spans() if places[id(span)] is None]
        gone = any(not self._stands_somewhere(span) for span in lost)
        into.waiting.append(self.undecided("not_found" if gone else "ambiguous", item))

    def _sort_mentions(self, source: Source, places: dict[int, Range | None], into: Sorted) -> None:
        taken: set[Range] = set()
        for span in source.mentions:
            place = places[id(span)]
            if place in taken:  # two of them have come to one place: which of them it is, a person says
                places[id(span)] = None
            elif place is not None:
                taken.add(place)
        found = [span for span in source.mentions if places[id(span)] is not None]
        mentions = sorted((self._moved(span, places[id(span)]) for span in found), key=lambda span: span.start)
        self._place(source, source.model_copy(update={"mentions": tuple(mentions)}), into, found)
        lost: dict[Reason, list[Span]] = {"not_found": [], "ambiguous": []}
        for span in source.mentions:
            if places[id(span)] is None:
                lost["ambiguous" if self._stands_somewhere(span) else "not_found"].append(span)
        for reason, spans in lost.items():
            if spans:
                rest = source.model_copy(update={"mentions": tuple(spans)})
                into.waiting.append(self.undecided(reason, rest))

    def undecided(self, reason: Reason, item: Item) -> Undecided:
        """Return an entry of what waits."""
        fields: dict[str, Any] = {SINGULAR[item.layer]: item}
        return self._models.undecided(reason=reason, **fields)

    def _place(self, before: Item, moved: Item, into: Sorted, spans: Iterable[Span] | None = None) -> None:
        into.placed.append(moved)
        was = spans if spans is not None else [span for _, span in before.located_spans()]
        if sorted(span.text for span in was) != sorted(span.text for _, span in moved.located_spans()):
            into.changed.append(moved.id)

    def _moved(self, span: Span, place: Range | None) -> Span:
        start, end = place or (span.start, span.end)
        return Span(start=start, end=end, text=self._content[start:end] if place else span.text)


def _with_spans(item: Item, moved: Callable[[Span], Span]) -> dict[str, Any]:
    update: dict[str, Any] = {item.main_spans: tuple(map(moved, item.main))}
    if isinstance(item, Quote):
        update["cue"] = moved(item.cue) if item.cue is not None else None
        update["source_spans"] = tuple(map(moved, item.source_spans))
    return update


def _keeps_order(item: Item) -> bool:
    """Return whether the pieces stand one behind the other."""
    return all(one.end <= two.start for one, two in zip(item.main, item.main[1:], strict=False))


def nested_anew(quotes: Iterable[Quote], before: Iterable[Quote]) -> list[Quote]:
    """Return quotes nested in those that are there: in the next one out where the one around them waits."""
    quotes = list(quotes)
    there = {quote.id for quote in quotes}
    outer = {quote.id: quote.within for quote in before}
    found = []
    for quote in quotes:
        within, seen = quote.within, {quote.id}
        while within is not None and within not in there:
            seen.add(within)
            within = outer.get(within)
            if within in seen:
                within = None
        found.append(quote if within == quote.within else quote.model_copy(update={"within": within}))
    return found
