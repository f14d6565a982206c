"""What commas, dashes and brackets set off in a sentence: left out of its claims, a claim of its own if it tells."""

from __future__ import annotations

from annotator.suggest.statements.parsing import Parsed
from annotator.suggest.words.grammar import DASHES
from annotator.suggest.words.tokens import WORD

_LEAST = 3  # words that tell something
_LEAST_ENDING = 6  # words of a participle clause that tells something of its own
_LONGEST_SAYING = 7  # tokens of “the register shows”
_LONGEST_NAME = 3  # words of a name that is kept with the relative clause behind it
_MOST_COMMAS = 3  # that a relative clause is followed across to its verb
_LONG_DASHES = "–—"
_SETTING_OFF = frozenset("(," + _LONG_DASHES)


def set_off(parsed: Parsed, part: list[int]) -> tuple[list[int], list[list[int]]]:
    """Return a part of a sentence without what is set off, and the statements in that.

    Args:
        parsed: The sentence.
        part: Numbers of tokens, in order.
    """
    if _SETTING_OFF.isdisjoint(parsed.marks):
        return part, []
    main: list[int] = []
    told: list[list[int]] = []
    place = 0
    while place < len(part):
        index = part[place]
        end = _end(parsed, part, place) if main and parsed.marks[index] in _SETTING_OFF else None
        if end is None:
            main.append(index)
            place += 1
            continue
        told += _told(parsed, main, part[place + 1 : end])
        closed = end < len(part) and parsed.is_mark(part[end], ")," + DASHES)
        goes_on = end + 1 < len(part) and parsed.lower[part[end + 1]] in parsed.lists.goes_on
        place = end + 1 if closed and not goes_on else end
    return main, told


def _end(parsed: Parsed, part: list[int], place: int) -> int | None:
    """Return where what a mark sets off ends, as a place in the part; None if it sets off nothing."""
    mark = parsed.marks[part[place]]
    if mark == "(" or mark in _LONG_DASHES:
        end = parsed.next_mark(part, place + 1, ")" if mark == "(" else _LONG_DASHES)
        return end if end < len(part) else None
    if mark != "," or place + 1 == len(part):
        return None
    following = part[place + 1]
    end = parsed.next_mark(part, place + 1, ",")
    if parsed.lower[following] in parsed.lists.relatives:
        return _relative_end(parsed, part, place, end)
    if parsed.is_participle(following):
        return end if _is_according(parsed, following) else len(part)
    return _phrase_end(parsed, part, place, end)


def _is_according(parsed: Parsed, first: int) -> bool:
    """Tell whether words name who says it: according to the register."""
    return parsed.grammar.according_at(parsed.tokens, first) > 0


def _relative_end(parsed: Parsed, part: list[int], place: int, end: int) -> int:
    """Return where a relative clause ends: at the comma behind its verb."""
    for _ in range(_MOST_COMMAS):
        if end == len(part) or parsed.has_finite(part[place + 2 : end]):
            break
        end = parsed.next_mark(part, end + 1, ",")
    return end


def _phrase_end(parsed: Parsed, part: list[int], place: int, end: int) -> int | None:
    """Return where words between commas end, if they are no part of the clause around them."""
    inside = part[place + 1 : end]
    if not inside:
        return None
    lower = parsed.lower[inside[0]]
    behind = part[end + 1] if end + 1 < len(part) else None
    if _is_saying(parsed, inside) or (lower in parsed.lists.of_which and _is_share(parsed, inside)):
        return end
    if lower in parsed.lists.joins_behind_comma and behind is not None and parsed.clause_follows(inside[0] + 1):
        return end if parsed.is_finite(behind) or parsed.clause_follows(behind) else None
    if end == len(part):
        return end if _is_apposition(parsed, inside) or _is_margin(parsed, inside) else None
    if behind is None or parsed.has_finite(inside):
        return None
    beside = parsed.grammar.opens_phrase(parsed.tokens, inside[0])
    beside = beside and not parsed.grammar.is_adverb(parsed.tokens, inside[0])
    return end if beside and parsed.is_finite(behind) else None


def _is_share(parsed: Parsed, inside: list[int]) -> bool:
    """Tell whether words say how many of what was named: nearly all of them on ferries."""
    return len(inside) > _LEAST and not parsed.has_finite(inside)


def _is_apposition(parsed: Parsed, inside: list[int]) -> bool:
    """Tell whether what stands behind the last comma only says more of what stands before it: a database."""
    first = inside[0]
    if parsed.lower[first] not in parsed.grammar.singular or parsed.tokens.kinds[first] != WORD:
        return False
    return not parsed.has_finite(inside[:_LEAST]) and not parsed.clause_follows(first)


def _is_margin(parsed: Parsed, inside: list[int]) -> bool:
    """Tell whether words say how exact a figure is."""
    return parsed.lists.says_margin.any_in([parsed.lower[index] for index in inside])


def _is_saying(parsed: Parsed, inside: list[int]) -> bool:
    """Tell whether words say no more than who says it: the register shows."""
    while inside and parsed.marks[inside[-1]]:
        inside = inside[:-1]
    if not 1 < len(inside) <= _LONGEST_SAYING or not parsed.grammar.opens_phrase(parsed.tokens, inside[0]):
        return False
    verb = parsed.grammar.verb_at(parsed.tokens, inside[-1])
    return verb is not None and "that" in verb.takes and not parsed.has_finite(inside[:-1])


def _told(parsed: Parsed, main: list[int], inside: list[int]) -> list[list[int]]:
    """Return the statement that something set off makes; none where it only says who or what is meant."""
    if not inside or _is_according(parsed, inside[0]) or _is_saying(parsed, inside) or _is_margin(parsed, inside):
        return []
    inside = parsed.trimmed(inside)
    if len(inside) < _LEAST:
        return []
    lists, first = parsed.lists, parsed.lower[inside[0]]
    if first in lists.whose:
        return [inside[1:]] if parsed.has_finite(inside[1:]) else []
    if first in lists.relatives:
        return _relative(parsed, main, inside)
    if first in parsed.grammar.singular:
        for place, index in enumerate(inside):
            if place and parsed.lower[index] in parsed.grammar.relative:
                return _relative(parsed, [], inside[place:])
    if first in lists.joins_behind_comma:
        return [inside] if parsed.has_finite(inside) else []
    ending = parsed.is_participle(inside[0]) and len(inside) > _LEAST_ENDING
    return [inside] if ending or first in lists.of_which or parsed.has_figure(inside) else []


def _relative(parsed: Parsed, main: list[int], inside: list[int]) -> list[list[int]]:
    """Return a relative clause that tells what happened, with whom it is about if that is a short name."""
    if len(inside) < _LEAST or not parsed.is_finite(inside[1]):
        return []
    if parsed.lower[inside[1]] in parsed.lists.identifies and not parsed.has_figure(inside):
        return []
    name: list[int] = []
    for index in reversed(main[-_LONGEST_NAME:]):
        if not parsed.tokens.capitals[index]:
            break
        name.insert(0, index)
    if not name:
        return [inside[1:]]
    beside = inside[0] == name[-1] + 2
    return [[*name, name[-1] + 1, *inside]] if beside else [[*name, *inside[1:]]]
