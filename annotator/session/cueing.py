"""The cue beside a quote: the nearest reporting verb, or words such as “according to”, in the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.labels import Span
from annotator.session.units import Range

_LONGEST = 100_000
"""Code points of a paragraph that is read for it; longer ones are no prose, and would hold the key up."""


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
        if not any(piece.start < cue[1] and cue[0] < piece.end for piece in pieces)
    ]
    return min(found)[1] if found else None


def _apart(cue: Range, piece: Span) -> int:
    return max(piece.start - cue[1], cue[0] - piece.end, 0)


def _cues(content: str, paragraph: Range, pieces: Sequence[Span], language: str) -> Iterator[Range]:
    """Yield the reporting words of the sentences that a quote has words in, those in quotation marks left out."""
    from annotator.suggest.cues import cues_of  # noqa: PLC0415 - word lists: not before they are needed
    from annotator.suggest.grammar import grammar  # noqa: PLC0415
    from annotator.suggest.quoting import quoted, sentences_around  # noqa: PLC0415
    from annotator.suggest.tokens import tokens_of  # noqa: PLC0415

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
