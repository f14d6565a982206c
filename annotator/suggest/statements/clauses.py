"""The statements that one sentence makes: coordinated clauses, lists of figures, what is set off by commas, reasons.

A statement is a list of token numbers, in order; what is set off inside it is left out and may be a statement itself.
"""

from __future__ import annotations

from annotator.suggest.statements.asides import set_off
from annotator.suggest.statements.parsing import Parsed
from annotator.suggest.statements.streams import Stream
from annotator.suggest.words.grammar import DASHES, Grammar
from annotator.suggest.words.tokens import QUOTE, WORD

_LEAST = 3  # words; fewer are no statement
_LONGEST = 60
_CUTTING = frozenset(";:")
_DATELINE = 14  # tokens within which a dateline ends
_LEAST_PLACE = 3  # letters of its place


def statements(stream: Stream, grammar: Grammar, start: int = 0) -> list[list[int]]:
    """Return the statements of a sentence, in the order of their first words.

    Args:
        stream: The words of the sentence.
        grammar: The language.
        start: The token to begin with.
    """
    parsed = Parsed(stream, grammar)
    found: list[list[int]] = []
    for part in _parts(parsed, _after_dateline(parsed, start)):
        main, told = set_off(parsed, part)
        clauses = _coordinated(parsed, main)
        for clause in clauses:
            kept = parsed.trimmed(clause)
            if _is_statement(parsed, kept) and (len(clauses) == 1 or parsed.has_finite(clause)):
                found.append(kept)
                found += _reasons(parsed, kept)
        found += told
    return sorted(found, key=lambda kept: kept[0])


def _after_dateline(parsed: Parsed, start: int) -> list[int]:
    """Return the tokens without the place, date and agency that a report may begin with."""
    tokens = parsed.tokens
    every = list(range(start, len(tokens.words)))
    if start or tokens.kinds[0] != WORD or not tokens.words[0].isupper() or len(tokens.words[0]) < _LEAST_PLACE:
        return every
    dash = parsed.next_mark(every[:_DATELINE], 1, DASHES)
    found = dash < min(_DATELINE, len(every)) and not parsed.has_finite(every[:dash])
    return every[dash + 1 :] if found else every


def _parts(parsed: Parsed, every: list[int]) -> list[list[int]]:
    """Cut at semicolons, and at colons with a clause behind them."""
    if _CUTTING.isdisjoint(parsed.marks):
        return [every] if every else []
    parts: list[list[int]] = [[]]
    for index in every:
        mark = parsed.marks[index]
        if mark == ";" or (mark == ":" and parsed.clause_follows(index + 1)):
            parts.append([])
        else:
            parts[-1].append(index)
    return [part for part in parts if part]


def _coordinated(parsed: Parsed, main: list[int]) -> list[list[int]]:
    """Cut where a conjunction joins two clauses that could stand alone, or two figures."""
    lower, goes_on = parsed.lower, parsed.lists.goes_on
    clauses: list[list[int]] = []
    start = 0
    for place, index in enumerate(main):
        if lower[index] in goes_on and place > start and _joins(parsed, main[start:place], main, place):
            clauses.append(main[start:place])
            start = place + 1
    return [*clauses, main[start:]]


def _joins(parsed: Parsed, current: list[int], main: list[int], place: int) -> bool:
    lists, word, rest = parsed.lists, parsed.lower[main[place]], main[place + 1 :]
    comma = parsed.is_mark(main[place - 1], ",")
    if not rest:
        return False
    if comma and word in lists.joins_behind_comma:
        return parsed.clause_follows(rest[0])
    if word not in lists.joins or not parsed.has_finite(current):
        return False
    if parsed.lower[current[0]] in parsed.grammar.openers and not any(parsed.is_mark(i, ",") for i in current):
        return False  # while a band played and the wine flowed
    figures = parsed.has_figure(current) and parsed.has_figure(rest)
    if parsed.clause_follows(rest[0]):
        return comma or figures or not _is_plain_noun(parsed, rest[0])
    return figures and parsed.is_finite(rest[0])


def _is_plain_noun(parsed: Parsed, index: int) -> bool:
    """Tell whether a token is a noun that may be joined to the noun before it rather than begin a clause."""
    opens = parsed.grammar.opens_phrase(parsed.tokens, index)
    return not opens and parsed.lower[index] not in parsed.grammar.that


def _reasons(parsed: Parsed, clause: list[int]) -> list[list[int]]:
    """Return the reason that a clause gives, which is told too, and what it is given for, if that can be checked."""
    lists = parsed.lists
    if lists.every_reason.isdisjoint(parsed.lower):
        return []
    for place, index in enumerate(clause):
        lower = parsed.lower[index]
        if not place or lower not in lists.every_reason:
            continue
        apart = lower in lists.reasons or parsed.is_mark(clause[place - 1], ",")
        if apart and parsed.clause_follows(index + 1):
            why, told = parsed.trimmed(clause[place + 1 :]), parsed.trimmed(clause[:place])
            again = any(parsed.lower[other] in lists.reasons for other in why)
            found = [why] if len(why) > _LEAST and not again else []
            return [*found, told] if len(told) > _LEAST and _is_foretold(parsed, told) else found
    return []


def _is_foretold(parsed: Parsed, kept: list[int]) -> bool:
    """Tell whether words say what may come, or state a figure: that can be checked apart from the reason."""
    return parsed.has_figure(kept) or any(parsed.lower[index] in parsed.lists.foretells for index in kept)


def _is_statement(parsed: Parsed, kept: list[int]) -> bool:
    """Tell whether there are enough words, and not too many; a quotation among them may hold several."""
    marks = parsed.marks
    words = [index for index in kept if not marks[index]]
    enough = len(words) >= _LEAST or any(parsed.tokens.kinds[index] == QUOTE for index in words)
    return enough and len(words) <= _LONGEST
