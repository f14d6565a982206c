"""What credits a quote: the nearest reporting verb in its sentence, or words such as “according to”, and the words that
name who said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.labels import Quote, Span
from annotator.session.units import Range

_LONGEST = 100_000
"""Code points of a paragraph that is read for it; longer ones are no prose, and would hold the key up."""
_SAME = 0.5
"""Intersection over union of a piece that the rules find with one of the quote, from which on it is the same quote."""


class Crediting(NamedTuple):
    """What credits a quote.

    Attributes:
        cue: The words that do.
        words: The words that name who said it; None where that is not clear.
    """

    cue: Range
    words: Range | None = None


def told_cue(quote: Quote) -> str:
    """Return the sentence about the cue of a quote that was given or taken off."""
    if quote.cue is None:
        return f"{quote.id} has no cue now."
    words = "” and “".join(span.text for span in quote.source_spans)
    named = f"; “{words}” names who says it" if words else ""
    return f"The cue of {quote.id} is “{quote.cue.text}”{named}."


def crediting(content: str, paragraph: Range, pieces: Sequence[Span], language: str) -> Crediting | None:
    """Return what most probably credits a quote, as the rules read its paragraph; None where nothing does.

    Args:
        content: The text.
        paragraph: Where the paragraph is that the quote is in.
        pieces: The content of the quote.
        language: The code of the text's language.
    """
    from annotator.suggest.acceptance import naming_words  # noqa: PLC0415 - word lists: not before they are needed
    from annotator.suggest.evaluation import iou  # noqa: PLC0415
    from annotator.suggest.reader import Reader  # noqa: PLC0415
    from annotator.suggest.words.grammar import grammar  # noqa: PLC0415

    if paragraph[1] - paragraph[0] > _LONGEST:
        return None
    shared = [
        (max(iou([piece], [(one.start, one.end)]) for piece in found.spans for one in pieces), found)
        for found in next(Reader(content, [paragraph], grammar(language), frozenset({"quotes"})).run(), [])
        if found.cue is not None and not _in_pieces(found.cue, pieces)
    ]
    share, best = max(shared, key=lambda one: one[0], default=(0.0, None))
    if best is None or best.cue is None or share < _SAME:
        cue = cue_beside(content, paragraph, pieces, language)
        return None if cue is None else Crediting(cue)
    words = None
    if len(best.sources) == 1:
        ((start, *_), *_), (*_, (*_, end)) = best.sources[0], best.sources[0]
        place = naming_words(content, (start, end), best.resolved[0] if best.resolved else None)
        words = None if _in_pieces((place.start, place.end), pieces) else (place.start, place.end)
    return Crediting(best.cue, words)


def cue_beside(content: str, paragraph: Range, pieces: Sequence[Span], language: str) -> Range | None:
    """Return the words outside a quote that most probably credit it; None where there are none.

    Args:
        content: The text.
        paragraph: Where the paragraph is that the quote is in.
        pieces: The content of the quote.
        language: The code of the text's language.
    """
    if paragraph[1] - paragraph[0] > _LONGEST:
        return None
    found = [
        (min(_apart(cue, piece) for piece in pieces), cue)
        for cue in _cues(content, paragraph, pieces, language)
        if not _in_pieces(cue, pieces)
    ]
    return min(found)[1] if found else None


def _in_pieces(place: Range, pieces: Sequence[Span]) -> bool:
    return any(piece.start < place[1] and place[0] < piece.end for piece in pieces)


def _apart(cue: Range, piece: Span) -> int:
    return max(piece.start - cue[1], cue[0] - piece.end, 0)


def _cues(content: str, paragraph: Range, pieces: Sequence[Span], language: str) -> Iterator[Range]:
    """Yield the reporting words of the sentences that a quote has words in, those in quotation marks left out."""
    from annotator.suggest.quotes.cues import cues_of  # noqa: PLC0415 - word lists: not before they are needed
    from annotator.suggest.quotes.quoting import quoted, sentences_around  # noqa: PLC0415
    from annotator.suggest.words.grammar import grammar  # noqa: PLC0415
    from annotator.suggest.words.tokens import tokens_of  # noqa: PLC0415

    words = grammar(language)
    quotations = next(iter(quoted(content, [paragraph]))).ranges
    # A quote inside a quotation is credited there: only the marks of its own words hide what stands in them.
    inside = any(first < piece.start and piece.end < last for piece in pieces for first, last in quotations)
    hidden = [(piece.start, piece.end) for piece in pieces] if inside else quotations
    for sentence in sentences_around(content, paragraph, hidden):
        if not any(piece.start < sentence[1] and sentence[0] < piece.end for piece in pieces):
            continue
        for tokens in tokens_of(content, sentence, hidden, words.language):
            for cue in cues_of(words, tokens):
                yield tokens.range(cue.first, cue.last)
            for index in range(len(tokens)):
                if length := words.according_at(tokens, index):
                    yield tokens.range(index, index + length - 1)
