"""The words of one sentence as claims are cut from it: which are finite verbs, and where a clause begins."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.statements.streams import Stream
from annotator.suggest.words.grammar import DASHES, Grammar
from annotator.suggest.words.tokens import MARK, WORD

_MOST_SUBJECT = 12  # tokens from where a clause begins to its verb
_LEAST_PARTICIPLE = 5  # letters
_INSIDE_PHRASE = "$€£([%"
_LEADING = ",;:.!?…)]" + DASHES
_KEPT_LAST = "%)]"


class Parsed:
    """A stream of words with its grammar. Tokens are meant by their numbers.

    Attributes:
        stream: The words.
        grammar: The language.
        lists: Its word lists for claims.
        lower: The words in lower case; the empty one at the end stands beyond both ends.
        marks: The punctuation marks, empty for a word, and so beyond both ends.
    """

    __slots__ = ("grammar", "lists", "lower", "marks", "stream", "tokens")

    def __init__(self, stream: Stream, grammar: Grammar) -> None:
        """Take the words and the language."""
        self.stream = stream
        self.tokens = stream.tokens
        self.grammar = grammar
        self.lists = grammar.wording
        pairs = zip(self.tokens.words, self.tokens.kinds, strict=True)
        self.lower = [*self.tokens.lower, ""]
        self.marks = [word if kind == MARK else "" for word, kind in pairs]
        self.marks.append("")

    def is_mark(self, index: int, marks: str) -> bool:
        """Tell whether a token is one of some punctuation marks."""
        mark = self.marks[index]
        return mark != "" and mark in marks

    def is_finite(self, index: int) -> bool:
        """Tell whether a token is a finite verb, as far as lists and endings tell."""
        tokens, grammar = self.tokens, self.grammar
        if tokens.kinds[index] != WORD or (index > 0 and tokens.capitals[index]):
            return False
        lower = self.lower[index]
        if lower in grammar.auxiliaries:
            return True
        before = self.lower[index - 1]
        if before in grammar.to or before in grammar.singular:
            return False
        if lower in grammar.verbs and before in grammar.determiners:
            return False
        return lower in self.lists.finite or grammar.is_verbal(tokens, index)

    def has_finite(self, kept: Sequence[int]) -> bool:
        """Tell whether there is a finite verb among tokens."""
        is_finite = self.is_finite
        for index in kept:  # noqa: SIM110 - the plain loop is the quicker one
            if is_finite(index):
                return True
        return False

    def has_figure(self, kept: Sequence[int]) -> bool:
        """Tell whether there is a number among tokens."""
        lower, numbers = self.lower, self.lists.claim_numbers
        return any(lower[index][:1].isdigit() or lower[index] in numbers for index in kept)

    def is_participle(self, index: int) -> bool:
        """Tell whether a token is a participle that tells what something leads to: ending a decade of talks."""
        lower = self.lower[index]
        return len(lower) >= _LEAST_PARTICIPLE and lower.endswith(self.lists.endings)

    def clause_follows(self, first: int) -> bool:
        """Tell whether a subject and then a finite verb follow, with nothing between that begins another clause."""
        tokens, grammar = self.tokens, self.grammar
        while first < len(tokens) and (
            self.lower[first] in grammar.that or (grammar.is_adverb(tokens, first) and not self.is_finite(first))
        ):
            first += 1
        if first >= len(tokens) or self.is_finite(first):
            return False
        if tokens.kinds[first] == MARK and not grammar.opens_phrase(tokens, first):
            return False
        if self.lower[first] in grammar.openers or self.lower[first] in grammar.prepositions:
            return False
        for index in range(first + 1, min(first + _MOST_SUBJECT, len(tokens))):
            if self.is_finite(index):
                return True
            if self.marks[index] and not self.is_mark(index, _INSIDE_PHRASE):
                return False
            lower = self.lower[index]
            relative = lower in grammar.relative and (lower in grammar.that or lower not in grammar.determiners)
            if relative or (lower in grammar.openers and lower not in self.lists.comparing):
                return False
        return False

    def next_mark(self, part: Sequence[int], place: int, marks: str) -> int:
        """Return the place in a part of the next of some marks, from a place on; its length if there is none."""
        return next((other for other in range(place, len(part)) if self.is_mark(part[other], marks)), len(part))

    def trimmed(self, kept: list[int]) -> list[int]:
        """Return tokens without the marks at their ends, and without words that only lead over."""
        first, last = 0, len(kept)
        while first < last and (self.is_mark(kept[first], _LEADING) or self._leads_over(kept, first)):
            first += 1
        while last > first and self.marks[kept[last - 1]] and not self.is_mark(kept[last - 1], _KEPT_LAST):
            last -= 1
        return kept[first:last]

    def _leads_over(self, kept: list[int], first: int) -> bool:
        """Tell whether a word at the start leads over, rather than being the subject: that is cheap."""
        lower = self.lower[kept[first]]
        if not (lower in self.lists.lead_ins or lower in self.grammar.that) or first + 1 == len(kept):
            return False
        return not self.is_finite(kept[first + 1])
