"""Quotes inside quotes: quoted words of somebody else within what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annotator.suggest.quotes.direct import read_direct
from annotator.suggest.quotes.indirect import read_indirect
from annotator.suggest.quotes.quoting import sentences_around
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.suggestion import Range
from annotator.suggest.words.tokens import tokens_of
from annotator.text.quotations import find_quotations

_EDGES = "\"`“”„‟«»‹›'‘’‚ \u00a0"
_OPENS = re.compile(r"(?<!\w)['‘\"“«‹„‚»›`]")
_MOST_INNER = 20  # quotations within one; a quotation with more is broken marks


def read_nested(sentence: Sentence, content: str) -> None:
    """Find who is credited with quoted words within a content: Lund said the pilot had told her “…”.

    Args:
        sentence: Whose contents are read, and where the quotes within them are recorded.
        content: The text.
    """
    if not sentence.found or not sentence.quotes:
        return
    tokens = sentence.tokens
    quotations = [tokens.range(index, index) for index in sentence.quotes]
    known = {item.cue for item in sentence.found}
    for outer in list(sentence.found):
        if outer.form == "mixed":
            for piece in outer.pieces:
                inner = [place for place in quotations if piece[0] <= place[0] and place[1] <= piece[1]]
                _keep(sentence, outer, _read(sentence, content, piece, inner), known)
    for outer in list(sentence.found):
        if outer.form in {"direct", "mixed"} and outer.rule != "nested":
            for place in quotations:
                if any(first <= place[0] and place[1] <= last for first, last in outer.pieces):
                    _keep(sentence, outer, _within(sentence, content, place), known)


def _keep(sentence: Sentence, outer: Attribution, inner: Iterator[Attribution], known: set[Range | None]) -> None:
    for item in inner:
        if item.cue is not None and item.cue not in known and item.sources and item.pieces != outer.pieces:
            known.add(item.cue)
            item.rule = "nested"
            sentence.found.append(item)


def _within(sentence: Sentence, content: str, quotation: Range) -> Iterator[Attribution]:
    """Yield the quotes within a quotation: “My brother told me, ‘Never sell,’ and I never did.”, those of a brother."""
    text = content[slice(*quotation)]
    start = quotation[0] + len(text) - len(text.lstrip(_EDGES))
    end = quotation[0] + len(text.rstrip(_EDGES))
    if end <= start or _OPENS.search(content, start, end) is None:
        return
    end = quotation[1] - 1  # the mark that closes an inner quotation at the end of the outer one
    inner: list[Range] = []
    for place in find_quotations(content, start, end):
        if place.closed and (not inner or place.start >= inner[-1][1]):
            inner.append((place.start, place.end))
    if not inner or len(inner) > _MOST_INNER:
        return
    for stretch in sentences_around(content, (start, end), inner):
        if any(stretch[0] <= place[0] < stretch[1] for place in inner):
            yield from _read(sentence, content, stretch, inner)


def _read(sentence: Sentence, content: str, stretch: Range, quotations: Sequence[Range]) -> Iterator[Attribution]:
    """Yield what is attributed in a stretch that is read as a sentence of its own, if there are quoted words in it."""
    for tokens in tokens_of(content, stretch, quotations, sentence.grammar.language):
        inner = Sentence(sentence.grammar, tokens)
        if not inner.cues or not inner.quotes:
            continue
        read_direct(inner, content)
        read_indirect(inner)
        says = {tokens.range(cue.first, cue.last) for cue in inner.cues if cue.takes & {"quote", "naming"}}
        yield from (item for item in inner.found if item.form in {"direct", "mixed"} and item.cue in says)
