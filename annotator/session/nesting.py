"""Quotes inside quotes: A says that B said C."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.labels import Quote, Span
from annotator.session.edits import Change


def enclosing(quotes: Sequence[Quote], inner: Sequence[Span], *, strictly: bool = True) -> list[Quote]:
    """Return those of some quotes whose content holds all of `inner`.

    Args:
        quotes: The quotes to look among.
        inner: Spans in text order; each lies in one piece of the content.
        strictly: Leave out a quote whose content is no more than `inner`.
    """
    low, high = inner[0].start, inner[-1].end
    least = sum(map(len, inner)) + strictly
    return [
        quote
        for quote in quotes
        if quote.content[0].start <= low and high <= quote.content[-1].end and _holds(quote, inner, least)
    ]


def _holds(quote: Quote, inner: Sequence[Span], least: int) -> bool:
    pieces = quote.content
    held = all(any(piece.start <= span.start and span.end <= piece.end for piece in pieces) for span in inner)
    return held and sum(map(len, pieces)) >= least


def innermost(quotes: Sequence[Quote]) -> Quote | None:
    """Return the shortest of some quotes."""
    return min(quotes, key=lambda quote: sum(map(len, quote.content)), default=None)


def placed(quotes: Sequence[Quote], quote: Quote) -> tuple[Quote, list[Change]]:
    """Nest a quote that is new, or has other words than before, among the quotes of a text.

    It is nested in the innermost quote around it and takes in the quotes it encloses. Those that were nested in it and
    lie outside now go to where it was nested.

    Args:
        quotes: All quotes of the text, with this one as it was, or without it.
        quote: It as it is now, `within` as it was.

    Returns:
        The quote with its `within`, and the changes to other quotes.
    """
    low, high = quote.content[0].start, quote.content[-1].end
    inside_it = [other for other in quotes if low <= other.content[0].start and other.content[-1].end <= high]
    held = {other.id for other in inside_it if other.id != quote.id and enclosing([quote], other.content)}
    left = {other.id for other in quotes if other.within == quote.id} - held
    inside = _nested_in([other for other in quotes if other.id not in left], quote.id)
    around = [other for other in quotes if other.id not in inside | {quote.id}]
    outer = innermost(enclosing(around, quote.content))
    nested = quote.model_copy(update={"within": outer.id if outer else None})
    changes = []
    for index, other in enumerate(quotes):
        within = other.within
        if other.id in left:
            within = quote.within
        elif other.id in held and other.within == nested.within:
            within = quote.id
        if within != other.within:
            changes.append(Change("quotes", index, other, other.model_copy(update={"within": within})))
    return nested, changes


def _nested_in(quotes: Sequence[Quote], outer: str) -> set[str]:
    """Return the ids of the quotes nested in one, at any depth."""
    found: set[str] = set()
    edge = {outer}
    while edge:
        edge = {quote.id for quote in quotes if quote.within in edge} - found
        found |= edge
    return found
