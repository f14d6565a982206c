"""The subject before its verb: Jane Roe, the mayor, said."""

from __future__ import annotations

from annotator.suggest.quotes.candidates import checked
from annotator.suggest.words.grammar import CLOSING_BRACKETS, DASHES, OPENING_BRACKETS, Grammar
from annotator.suggest.words.phrases import (
    JOINERS,
    LONGEST,
    LONGEST_BRACKET,
    MOST_ASIDES,
    Phrase,
    has_verb,
    is_nickname,
)
from annotator.suggest.words.tokens import MARK, QUOTE, WORD, Tokens


def before(grammar: Grammar, tokens: Tokens, verb: int, floor: int) -> Phrase | None:
    """Find the subject that ends where a verb begins.

    Args:
        grammar: The language.
        tokens: A sentence.
        verb: The first token of the verb with its auxiliaries.
        floor: The first token that may belong to the phrase.
    """
    end = verb - 1
    while end >= floor and tokens.kinds[end] == WORD and grammar.is_adverb(tokens, end):
        end -= 1
    if end < floor or tokens.kinds[end] == QUOTE or tokens.lower[end] in grammar.conjunctions:
        return None
    if tokens.capitals[end] and tokens.lower[end] in grammar.openers:
        return None  # When asked whether …
    if tokens.lower[end] in grammar.relative and tokens.lower[end] not in grammar.that:
        return _antecedent(grammar, tokens, end, floor)
    if tokens.words[end] == "," or tokens.words[end] in DASHES:
        return _with_asides(grammar, tokens, end, floor)
    first = _segment(grammar, tokens, end, floor)
    names = checked(grammar, tokens, first, end)
    if names is None and first - 2 >= floor:
        relative = tokens.lower[first - 1] in grammar.relative and tokens.lower[first - 1] not in grammar.that
        return _antecedent(grammar, tokens, first - 1, floor) if relative else None  # a nurse who asked to go said
    if names is not None and len(names) > 1:
        names = _listed_before(grammar, tokens, names, floor)
    return Phrase(names, names[0][0], end) if names else None


def _listed_before(
    grammar: Grammar, tokens: Tokens, names: tuple[tuple[int, int], ...], floor: int
) -> tuple[tuple[int, int], ...]:
    """Return joint sources with those that a list names before them: Ness, Lund and Brandel."""
    while len(names) < MOST_ASIDES and names[0][0] - 2 >= floor and tokens.words[names[0][0] - 1] == ",":
        end = names[0][0] - 2
        first = _segment_to_comma(tokens, end, floor)
        one = checked(grammar, tokens, first, end, strict=True)
        if one is None or len(one) > 1 or not tokens.capitals[names[0][0]] or not tokens.capitals[end]:
            break
        names = (*one, *names)
    return names


def _antecedent(grammar: Grammar, tokens: Tokens, relative: int, floor: int) -> Phrase | None:
    """Find whom “who” stands for."""
    end = relative - 1
    if end >= floor and tokens.words[end] == ",":
        whole = _with_asides(grammar, tokens, end, floor)
        if whole is not None:
            return Phrase(whole.names, whole.first, relative)
        end -= 1
    if end < floor or tokens.kinds[end] != WORD:
        return None
    first = _segment(grammar, tokens, end, floor)
    names = checked(grammar, tokens, first, end)
    return Phrase(names, names[0][0], relative) if names else None


def _segment(grammar: Grammar, tokens: Tokens, end: int, floor: int) -> int:
    """Return where the stretch without punctuation or subordinating words begins that ends with a token."""
    first = end
    stop = max(floor, end - LONGEST)
    while first > stop:
        index = first - 1
        kind, word, lower = tokens.kinds[index], tokens.words[index], tokens.lower[index]
        if kind == QUOTE:
            if not is_nickname(tokens, index):
                break
        elif kind == MARK:
            if word in CLOSING_BRACKETS:
                opening = _opening_bracket(tokens, index, stop)
                if opening is None:
                    break
                first = opening
                continue
            if word not in JOINERS:
                break
        elif lower in grammar.openers and index > stop and tokens.lower[index - 1] in grammar.more:
            first = index  # more than half of those asked
            continue
        elif (lower in grammar.openers and not (lower in grammar.prepositions and grammar.capital_nouns)) or (
            lower in grammar.conjunctions and lower not in grammar.and_
        ):
            break
        first = index
    return first


def _opening_bracket(tokens: Tokens, closing: int, floor: int) -> int | None:
    for index in range(closing - 1, max(floor, closing - LONGEST_BRACKET) - 1, -1):
        if tokens.words[index] in OPENING_BRACKETS and tokens.kinds[index] == MARK:
            return index
    return None


def _with_asides(grammar: Grammar, tokens: Tokens, comma: int, floor: int) -> Phrase | None:
    """Find a subject with something set off by commas before the verb: Jane Roe, the mayor, said."""
    head: tuple[tuple[int, int], ...] | None = None
    last = comma - 1
    dash = tokens.words[comma] != ","
    for turn in range(MOST_ASIDES + 1):
        end = comma - 1
        if end < floor or tokens.kinds[end] == QUOTE:
            break
        first = _segment_to_comma(tokens, end, floor)
        is_aside = _is_aside(grammar, tokens, first, end)
        names = None if is_aside else checked(grammar, tokens, first, end, strict=turn > 0)
        if names is None and not is_aside:
            break
        if names is not None:
            head = names
            if names[0][0] != first:  # something else begins the clause: nothing further left belongs to it
                break
        elif dash:
            head = None
        comma = first - 1
        if comma < floor or tokens.words[comma] != tokens.words[last + 1]:
            break
    if head is None:
        return None
    whole = head if last == head[-1][1] else (*head[:-1], (head[-1][0], _aside_end(grammar, tokens, head[-1][1], last)))
    if len(head) == 1 and last == head[0][1] and turn == 0:
        return None  # no aside at all: the comma parts the verb from something else
    return Phrase(whole, head[0][0], last + 1)


def _segment_to_comma(tokens: Tokens, end: int, floor: int) -> int:
    first = end
    while first > floor and first > end - LONGEST:
        word = tokens.words[first - 1]
        if tokens.kinds[first - 1] == QUOTE or (tokens.kinds[first - 1] == MARK and (word in ",;:" or word in DASHES)):
            break
        first -= 1
    return first


def _is_aside(grammar: Grammar, tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a stretch between commas only describes: who leads …, 45, speaking in …, of Ohio."""
    lower = tokens.lower[first]
    if lower.isdigit() and end - first <= 1:
        return True
    if tokens.capitals[first] or first == 0:
        return False  # Der Leiter, Jan Roe, sagte: an article, where the same word can be a relative pronoun
    if lower in grammar.relative and (lower not in grammar.that or grammar.capital_nouns):
        return True
    if lower in grammar.asides or (grammar.endings and lower.endswith(("ing", "ed"))):
        return True
    opens = lower in grammar.prepositions or lower in grammar.time or lower in grammar.adverbs  # of Ohio; now a coach
    return opens and not has_verb(grammar, tokens, first, end)


def _aside_end(grammar: Grammar, tokens: Tokens, head_end: int, last: int) -> int:
    """Return where a source ends that has asides: behind its appositions, before the first relative clause."""
    end = head_end
    while end < last and tokens.words[end + 1] == ",":
        start = end + 2
        if start > last or tokens.lower[start] in grammar.relative or has_verb(grammar, tokens, start, start + 1):
            break
        if not tokens.lower[start].isdigit() and _is_aside(grammar, tokens, start, last):
            break
        stop = start
        while stop < last and tokens.words[stop + 1] != ",":
            stop += 1
            if tokens.lower[stop] in grammar.relative and tokens.words[stop + 1 : stop + 2] != [","]:
                return end
        end = stop
    return end
