"""Which quote a claim lies in."""

from __future__ import annotations

from annotator.store.rows import ID, SPANS, WITHIN, Row, pairs


def innermost_quotes(quotes: list[Row], claims: list[Row]) -> dict[str, str]:
    """Return, by the id of each claim in a quote, the id of the innermost quote whose content encloses the claim.

    A quote encloses a claim when every piece of the claim lies in one of its pieces. Innermost is the one with the
    shortest content; of several as short, the most deeply nested.

    Args:
        quotes: The quotes of one labels file.
        claims: The claims of the same file.
    """
    within = {quote[ID]: quote[WITHIN] for quote in quotes}
    inside_out = sorted(quotes, key=lambda quote: (_length(quote[SPANS]), -_depth(quote[ID], within)))
    found = {}
    for claim in claims:
        pieces = claim[SPANS]
        around = (quote[ID] for quote in inside_out if _encloses(quote[SPANS], pieces))
        if (quote := next(around, None)) is not None:
            found[claim[ID]] = quote
    return found


def _length(spans: list[int]) -> int:
    return sum(spans[1::2]) - sum(spans[::2])


def _encloses(content: list[int], pieces: list[int]) -> bool:
    # Both stand in text order: most quotes are ruled out by their outer edges.
    if not (content[0] <= pieces[0] and pieces[-1] <= content[-1]):
        return False
    return all(any(start <= first and last <= end for start, end in pairs(content)) for first, last in pairs(pieces))


def _depth(quote: str, within: dict[str, str | None]) -> int:
    depth = 0
    around = within[quote]
    while around is not None:
        around = within[around]
        depth += 1
    return depth
