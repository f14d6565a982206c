"""A study or register that a sentence takes its figures from, named beside them and with no attribution found."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import MARK, WORD, Tokens

_LONGEST = 6  # tokens of its name


class Beside(NamedTuple):
    """A source beside a claim.

    Attributes:
        start: The token that the sentence goes on with behind it.
        type: Its type, by the name of the codebook.
        place: The words that name it; None where they are not clear.
    """

    start: int
    type: str
    place: Range | None


def source_beside(tokens: Tokens, grammar: Grammar) -> Beside | None:
    """Return the study or register of a sentence: In a poll of 900 adults, …; …, the register shows."""
    if tokens.lower[0] in grammar.wording.with_sources:
        return _before(tokens, grammar)
    if grammar.written.isdisjoint(tokens.lower):
        return None
    for index, (before, lower) in enumerate(pairwise(tokens.lower), start=1):
        if before not in grammar.written or lower not in grammar.reporting:
            continue
        if index + 1 == len(tokens) or tokens.kinds[index + 1] == MARK:
            kind = "database" if before in grammar.counted else "document"
            return Beside(0, kind, _name(tokens, index - 1, grammar))
    return None


def _before(tokens: Tokens, grammar: Grammar) -> Beside | None:
    """Return the study that a sentence begins with."""
    comma = next((index for index, word in enumerate(tokens.words) if word == ","), 0)
    studies = grammar.wording.studies
    last = next((index for index in range(1, comma) if tokens.lower[index] in studies), None)
    if last is None:
        return None
    poll = tokens.lower[last] in grammar.counted
    return Beside(comma + 1, "vote_poll" if poll else "document", _name(tokens, last, grammar))


def _name(tokens: Tokens, last: int, grammar: Grammar) -> Range | None:
    """Return the words that name a source up to a token, from their article on."""
    for first in range(last - 1, max(-1, last - _LONGEST), -1):
        if tokens.kinds[first] != WORD or tokens.lower[first] in grammar.prepositions:
            return None
        if tokens.lower[first] in grammar.determiners:
            return tokens.range(first, last)
    return None
