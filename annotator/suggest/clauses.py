"""The statements that one sentence makes: coordinated clauses, lists of figures, what is set off by commas.

A statement is a list of token numbers, in order; what is set off inside it is left out and may be a statement itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.suggest.grammar import DASHES, Grammar
from annotator.suggest.streams import Stream
from annotator.suggest.tokens import MARK, QUOTE, WORD
from annotator.suggest.wording import Wording, wording

_MOST_SUBJECT = 12  # tokens from where a clause begins to its verb
_LEAST = 3  # words; fewer are no statement
_LONGEST = 60
_LEAST_ENDING = 6  # words of a participle clause that tells something of its own
_LONGEST_SAYING = 7  # tokens of “the register shows”
_OPENING = "$€£(["
_INSIDE_FIGURES = "%"
_DATELINE = 14


def statements(stream: Stream, grammar: Grammar, start: int = 0) -> list[list[int]]:
    """Return the statements of a sentence, in the order of their first words.

    Args:
        stream: The words of the sentence.
        grammar: The language.
        start: The token to begin with.
    """
    return _Splitter(stream, grammar, wording(grammar), start).run()


@dataclass(slots=True)
class _Splitter:
    stream: Stream
    grammar: Grammar
    wording: Wording
    start: int = 0
    lower: list[str] = field(init=False)
    marks: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Set the words, and the punctuation marks, side by side; the empty one at the end stands beyond both ends."""
        tokens = self.stream.tokens
        self.lower = [*tokens.lower, ""]
        self.marks = [
            *(word if kind == MARK else "" for word, kind in zip(tokens.words, tokens.kinds, strict=True)),
            "",
        ]

    def run(self) -> list[list[int]]:
        found: list[list[int]] = []
        for part in self._parts(self._after_dateline()):
            main, asides = self._set_off(part)
            clauses = self._coordinated(main)
            for clause in clauses:
                if len(clauses) > 1 and not self._has_finite(clause):
                    continue
                trimmed = self._trimmed(clause)
                if self._is_statement(trimmed):
                    found.append(trimmed)
                    found += self._reasons(trimmed)
            found += asides
        return sorted(found, key=lambda kept: kept[0])

    # --- words -------------------------------------------------------------------------------------------------------

    def _lower(self, index: int) -> str:
        return self.lower[index]

    def _is_mark(self, index: int, marks: str) -> bool:
        mark = self.marks[index]
        return mark != "" and mark in marks

    def _is_finite(self, index: int) -> bool:
        tokens, grammar = self.stream.tokens, self.grammar
        if tokens.kinds[index] != WORD:
            return False
        lower = tokens.lower[index]
        if tokens.is_capital(index) and index > 0:
            return False
        if lower in grammar.auxiliaries:
            return True
        before = self._lower(index - 1)
        if (
            before in grammar.to
            or before in grammar.singular
            or (lower in grammar.verbs and before in grammar.determiners)
        ):
            return False
        return lower in self.wording.finite or grammar.is_verbal(tokens, index)

    def _has_finite(self, kept: list[int]) -> bool:
        return any(self._is_finite(index) for index in kept)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _after_dateline(self) -> list[int]:
        """Return the tokens without the place, date and agency that a report may begin with."""
        tokens = self.stream.tokens
        every = list(range(self.start, len(tokens)))
        if self.start or tokens.kinds[0] != WORD or not tokens.words[0].isupper() or len(tokens.words[0]) < 3:  # noqa: PLR2004
            return every
        dash = next((i for i in every[1:_DATELINE] if self._is_mark(i, DASHES)), None)
        return every if dash is None or self._has_finite(every[:dash]) else every[dash + 1 :]

    def _parts(self, every: list[int]) -> list[list[int]]:
        """Cut at semicolons, and at colons with a clause behind them."""
        cuts = [
            index
            for index in every
            if (mark := self.marks[index]) and (mark == ";" or (mark == ":" and self._clause_follows(index + 1)))
        ]
        parts, start = [], 0
        for cut in cuts:
            place = cut - every[0]
            parts.append(every[start:place])
            start = place + 1
        parts.append(every[start:])
        return [part for part in parts if part]

    def _clause_follows(self, first: int) -> bool:
        """Tell whether a subject and then a finite verb follow, with nothing between that begins another clause."""
        tokens, grammar = self.stream.tokens, self.grammar
        while first < len(tokens) and (
            self._lower(first) in grammar.that or (grammar.is_adverb(tokens, first) and not self._is_finite(first))
        ):
            first += 1
        if first >= len(tokens) or self._is_finite(first):
            return False
        if not (grammar.opens_phrase(tokens, first) or tokens.kinds[first] == WORD):
            return False
        if self._lower(first) in grammar.openers or self._lower(first) in grammar.prepositions:
            return False
        for index in range(first + 1, min(first + _MOST_SUBJECT, len(tokens))):
            if self._is_finite(index):
                return True
            if tokens.kinds[index] == MARK and tokens.words[index] not in _OPENING + _INSIDE_FIGURES:
                return False
            lower = self._lower(index)
            if lower in grammar.relative or (lower in grammar.openers and lower not in self.wording.comparing):
                return False
        return False

    # --- what is set off ---------------------------------------------------------------------------------------------

    def _set_off(self, part: list[int]) -> tuple[list[int], list[list[int]]]:
        """Return a part without what commas, dashes or brackets set off, and the statements in that."""
        main: list[int] = []
        asides: list[list[int]] = []
        place = 0
        while place < len(part):
            index = part[place]
            end = self._aside_end(part, place) if main and self.marks[index] else None
            if end is None:
                main.append(index)
                place += 1
                continue
            asides += self._told_aside(main, part[place + 1 : end])
            closing = end < len(part) and (self._is_mark(part[end], ")") or self._is_mark(part[end], "," + DASHES))
            joined = end + 1 < len(part) and self._lower(part[end + 1]) in self.wording.goes_on
            place = end + 1 if closing and not joined else end
        return main, asides

    def _aside_end(self, part: list[int], place: int) -> int | None:
        """Return where what a mark sets off ends, as a place in the part; None if it sets off nothing."""
        index = part[place]
        if self._is_mark(index, "("):
            return next((p for p in range(place + 1, len(part)) if self._is_mark(part[p], ")")), None)
        if self._is_mark(index, "–—"):
            return next((p for p in range(place + 1, len(part)) if self._is_mark(part[p], "–—")), None)
        if not self._is_mark(index, ",") or place + 1 >= len(part):
            return None
        following = part[place + 1]
        lower = self._lower(following)
        end = next((p for p in range(place + 1, len(part)) if self._is_mark(part[p], ",")), len(part))
        if lower in self.grammar.relative and lower not in self.grammar.that and not self.grammar.capital_nouns:
            return self._relative_end(part, place, end)
        inside = part[place + 1 : end]
        if self._is_saying(inside):
            return end
        if self._is_participle(following):
            return len(part)
        if lower in self.wording.joins_behind_comma and end < len(part) and self._clause_follows(following + 1):
            behind = part[end + 1] if end + 1 < len(part) else None
            return end if behind is not None and (self._is_finite(behind) or self._clause_follows(behind)) else None
        if lower in self.wording.of_which and len(inside) > _LEAST and not self._has_finite(inside):
            return end
        if end == len(part):
            return end if self._is_trailing(inside) or self._is_margin(inside) else None
        after = part[end + 1] if end + 1 < len(part) else None
        if after is None or self._has_finite(inside):
            return None
        beside = self.grammar.opens_phrase(self.stream.tokens, following) and not self.grammar.is_adverb(
            self.stream.tokens, following
        )
        return end if beside and self._is_finite(after) else None

    def _relative_end(self, part: list[int], place: int, end: int) -> int:
        """Return where a relative clause ends: at the comma behind its verb."""
        while end < len(part) and not self._has_finite(part[place + 2 : end]):
            end = next((p for p in range(end + 1, len(part)) if self._is_mark(part[p], ",")), len(part))
        return end

    def _is_trailing(self, inside: list[int]) -> bool:
        """Tell whether what stands behind the last comma is no part of the clause: an apposition, ending a decade of …."""
        tokens, grammar = self.stream.tokens, self.grammar
        first = inside[0]
        alone = self._lower(first) in grammar.singular and tokens.kinds[first] == WORD
        return alone and not any(self._is_finite(i) for i in inside[:_LEAST]) and not self._clause_follows(first)

    def _is_margin(self, inside: list[int]) -> bool:
        return self.wording.says_margin.any_in([self._lower(index) for index in inside])

    def _is_saying(self, inside: list[int]) -> bool:
        """Tell whether tokens say no more than who says it: the register shows."""
        if not 1 < len(inside) <= _LONGEST_SAYING or not self.grammar.opens_phrase(self.stream.tokens, inside[0]):
            return False
        verb = self.grammar.verb_at(self.stream.tokens, inside[-1])
        return verb is not None and "that" in verb.takes and not any(self._is_finite(i) for i in inside[:-1])

    def _is_participle(self, index: int) -> bool:
        """Tell whether a token is a participle that what goes before it leads to: ending a decade of talks."""
        lower = self._lower(index)
        return lower.endswith("ing") and len(lower) > 4 and not self.grammar.capital_nouns  # noqa: PLR2004

    def _told_aside(self, main: list[int], inside: list[int]) -> list[list[int]]:
        """Return the statement that something set off makes, or none where it only says who or what is meant."""
        if self._is_saying(inside) or self._is_margin(inside):
            return []
        inside = self._trimmed(inside)
        if len(inside) < _LEAST:
            return []
        first = self._lower(inside[0])
        if first.endswith("s") and first == "whose":
            rest = inside[1:]
            return [rest] if self._has_finite(rest) else []
        if first in self.grammar.relative:
            return self._relative(main, inside)
        for place, index in enumerate(inside):
            if self._lower(index) in self.grammar.relative and place and first in self.grammar.singular:
                return self._relative([], inside[place:])
        if first in self.wording.joins_behind_comma:
            return [inside] if main and self._has_finite(inside) else []
        if (
            first in self.wording.of_which
            or self._has_figure(inside)
            or (self._is_participle(inside[0]) and len(inside) > _LEAST_ENDING)
        ):
            return [inside]
        return []

    def _relative(self, main: list[int], inside: list[int]) -> list[list[int]]:
        """Return a relative clause that tells of what happened, with whom it is about, if that is a short name."""
        verb = self._lower(inside[1])
        if verb in self.wording.identifies and not self._has_figure(inside):
            return []
        if not self._is_finite(inside[1]):
            return []
        tokens = self.stream.tokens
        head = main[-1:] if main and tokens.is_capital(main[-1]) else []
        while head and len(head) < _LEAST and len(main) > len(head) and tokens.is_capital(main[-len(head) - 1]):
            head = main[-len(head) - 1 :]
        if not head:
            return [inside[1:]]
        beside = inside[0] == head[-1] + 2
        return [[*head, head[-1] + 1, *inside] if beside else [*head, *inside[1:]]]

    def _has_figure(self, kept: list[int]) -> bool:
        return any(self._lower(i)[:1].isdigit() or self._lower(i) in self.wording.numbers for i in kept)

    # --- coordination ------------------------------------------------------------------------------------------------

    def _coordinated(self, main: list[int]) -> list[list[int]]:
        """Cut where a conjunction, or a comma, joins two clauses that could stand alone, or two figures."""
        clauses: list[list[int]] = []
        current: list[int] = []
        for place, index in enumerate(main):
            if current and self.lower[index] in self.wording.goes_on and self._joins(current, main, place):
                clauses.append(current)
                current = []
                continue
            current.append(index)
        return [*clauses, current]

    def _joins(self, current: list[int], main: list[int], place: int) -> bool:
        lower = self._lower(main[place])
        behind = lower in self.wording.joins_behind_comma and self._is_mark(main[place - 1], ",")
        if not (behind or lower in self.wording.joins) or place + 1 >= len(main):
            return False
        following = main[place + 1]
        if behind:
            return self._clause_follows(following)
        if not self._has_finite(current):
            return False
        if self._lower(current[0]) in self.grammar.openers and not any(self._is_mark(i, ",") for i in current):
            return False  # while a band played and the wine flowed
        if self._clause_follows(following):
            apart = self._is_mark(main[place - 1], ",") or not self._is_plain_noun(following)
            return apart or (self._has_figure(current) and self._has_figure(main[place + 1 :]))
        rest = main[place + 1 :]
        return self._is_finite(following) and self._has_figure(current) and self._has_figure(rest)

    def _is_plain_noun(self, index: int) -> bool:
        """Tell whether a token is a noun that may be joined to the noun before it rather than begin a clause."""
        return not self.grammar.opens_phrase(self.stream.tokens, index) and self._lower(index) not in self.grammar.that

    def _reasons(self, clause: list[int]) -> list[list[int]]:
        """Return the reason that a clause gives: it is told too."""
        both = self.wording.reasons | self.wording.reasons_behind_comma
        for place, index in enumerate(clause):
            lower = self.lower[index]
            if lower not in both:
                continue
            comma = place > 0 and self._is_mark(clause[place - 1], ",")
            reason = lower in self.wording.reasons or (comma and lower in self.wording.reasons_behind_comma)
            if place and reason and self._clause_follows(index + 1):
                why, told = self._trimmed(clause[place + 1 :]), self._trimmed(clause[:place])
                again = any(self._lower(other) in self.wording.reasons for other in why)
                found = [why] if len(why) > _LEAST and not again else []
                return [*found, told] if len(told) > _LEAST and self._is_foretold(told) else found
        return []

    def _is_foretold(self, kept: list[int]) -> bool:
        """Tell whether words say what may come, or state a figure: that can be checked apart from the reason."""
        foretells = self.wording.would | self.wording.could
        return self._has_figure(kept) or any(self._lower(index) in foretells for index in kept)

    # --- edges -------------------------------------------------------------------------------------------------------

    def _trimmed(self, kept: list[int]) -> list[int]:
        """Return tokens without the marks at their ends, and the words that only lead over."""
        first, last = 0, len(kept)
        tokens = self.stream.tokens
        while first < last and (
            self._is_mark(kept[first], ",;:.!?…)]" + DASHES)
            or (self._lower(kept[first]) in self.wording.lead_ins | self.grammar.that and self._may_drop(kept, first))
        ):
            first += 1
        while last > first and tokens.kinds[kept[last - 1]] == MARK and tokens.words[kept[last - 1]] not in "%)]":
            last -= 1
        return kept[first:last]

    def _may_drop(self, kept: list[int], first: int) -> bool:
        """Tell whether a word at the start leads over, rather than being the subject: that is cheap."""
        following = kept[first + 1] if first + 1 < len(kept) else None
        return following is not None and not self._is_finite(following)

    def _is_statement(self, kept: list[int]) -> bool:
        tokens = self.stream.tokens
        words = [index for index in kept if tokens.kinds[index] != MARK]
        if not _LEAST <= len(words) <= _LONGEST:
            return any(tokens.kinds[index] == QUOTE for index in kept) and bool(words) and len(words) <= _LONGEST
        return True
