"""Which quote a claim lies in."""

from __future__ import annotations

from annotator.labels import Labels, Quote, Span


def innermost_quotes(labels: Labels) -> dict[str, str]:
    """Return, by the id of each claim in a quote, the id of the innermost quote whose content encloses the claim.

    A quote encloses a claim when every piece of the claim lies in one of its pieces. Innermost is the one with the
    shortest content; of several as short, the most deeply nested.
    """
    by_id = {quote.id: quote for quote in labels.quotes}
    inside_out = sorted(labels.quotes, key=lambda quote: (sum(map(len, quote.content)), -_depth(quote, by_id)))
    found = {}
    for claim in labels.claims:
        quotes = (quote.id for quote in inside_out if _encloses(quote.content, claim.spans))
        if (quote := next(quotes, None)) is not None:
            found[claim.id] = quote
    return found


def _encloses(content: tuple[Span, ...], pieces: tuple[Span, ...]) -> bool:
    # Both stand in text order: most quotes are ruled out by their outer edges.
    if not (content[0].start <= pieces[0].start and pieces[-1].end <= content[-1].end):
        return False
    return all(any(span.start <= piece.start and piece.end <= span.end for span in content) for piece in pieces)


def _depth(quote: Quote, by_id: dict[str, Quote]) -> int:
    depth = 0
    while quote.within is not None:
        quote = by_id[quote.within]
        depth += 1
    return depth
