"""The claims of a text, sentence by sentence, with what has been learnt of its sources so far."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.statements.claimants import joined, known_of
from annotator.suggest.statements.claims import claims_in
from annotator.suggest.suggestion import Suggestion
from annotator.suggest.words.grammar import Grammar

_BEHIND = 100  # code points behind a source that may say more of it: , who manages a fund
_LAST = 4  # attributions among which the one is that a lone quotation goes on from


class Telling:
    """Finds the claims of one text. Made for one reading."""

    def __init__(self, content: str, grammar: Grammar) -> None:
        """Take a text and its language."""
        self.content = content
        self.grammar = grammar
        self.known: dict[str, dict[str, object]] = {}

    def claims(self, sentence: Sentence, found: Sequence[Attribution], chain: Attribution | None) -> list[Suggestion]:
        """Return the claims of a sentence.

        Args:
            sentence: The sentence, with what was attributed in it.
            found: What was attributed in the paragraph so far.
            chain: The attribution whose quotation goes on across paragraphs.
        """
        for item in sentence.found:
            self._learn(item)
        owner = None if sentence.found else self._owner(sentence.tokens.starts[0], found, chain)
        speech = [(item, self._known(item)) for item in sentence.found or ([owner] if owner else [])]
        return claims_in(self.content, sentence, speech)

    def _owner(self, start: int, found: Sequence[Attribution], chain: Attribution | None) -> Attribution | None:
        """Return the attribution that a lone quotation was added to."""
        candidates = [*([chain] if chain else []), *reversed(found[-_LAST:])]
        return next((item for item in candidates if item.form != "scare" and item.pieces[-1][0] >= start), None)

    def _learn(self, item: Attribution) -> None:
        """Note what the words for a source tell of it."""
        for place, name in zip(item.sources, item.resolved, strict=False):
            behind = self.content[place[1] : place[1] + _BEHIND]
            known = known_of(self.content[slice(*place)], self.grammar, behind)
            self.known[name] = joined(self.known.get(name), known)

    def _known(self, item: Attribution) -> dict[str, object]:
        """Return what is known of the first source of an attribution."""
        if item.resolved:
            return self.known.get(item.resolved[0], {})
        return known_of(self.content[slice(*item.sources[0])], self.grammar) if item.sources else {}
