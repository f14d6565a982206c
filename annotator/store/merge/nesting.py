"""Which quote is nested in which, after a merge: none in one that is gone, none in itself."""

from __future__ import annotations

from collections.abc import Container, Mapping

from annotator.labels import Item, Quote


class Outer:
    """The quote around a quote in one version, those that are gone stepped over."""

    def __init__(self, items: Mapping[str, Item], there: Container[str]) -> None:
        """Take the version and the ids that are still there."""
        self._items = items
        self._there = there
        self._found: dict[str, str | None] = {}

    def nearest(self, quote: str | None) -> str | None:
        """Return a quote if it is still there, else the nearest one around it that is."""
        passed: list[str] = []
        while quote is not None and quote not in self._there:
            if quote in self._found:
                quote = self._found[quote]
                break
            passed.append(quote)
            self._found[quote] = None  # a version whose quotes run in a circle ends here
            item = self._items.get(quote)
            quote = item.within if isinstance(item, Quote) else None
        self._found.update(dict.fromkeys(passed, quote))
        return quote


def circles(within: Mapping[str, str | None]) -> set[str]:
    """Return the quotes from which following `within` comes back to them.

    Args:
        within: The quote that each quote is nested in.
    """
    walked: dict[str, str] = {}
    found: set[str] = set()
    for start in within:
        quote: str | None = start
        while quote is not None and quote in within and quote not in walked:
            walked[quote] = start
            quote = within[quote]
        if quote is not None and walked.get(quote) == start:
            while quote is not None and quote not in found:
                found.add(quote)
                quote = within[quote]
    return found


def inner(first: Item | None, second: Item | None) -> str | None:
    """Return the id of the quote with fewer characters; None where one of the two is no quote."""
    if not isinstance(first, Quote) or not isinstance(second, Quote):
        return None
    return min((first, second), key=lambda quote: (sum(map(len, quote.content)), quote.content[0].start, quote.id)).id
