"""The phrase behind a word: the subject after its verb (said Jane Roe), and what follows “according to”."""

from __future__ import annotations

from annotator.suggest.words.grammar import CLOSING_BRACKETS, OPENING_BRACKETS, Grammar
from annotator.suggest.words.phrases import (
    JOINERS,
    LONGEST,
    LONGEST_BRACKET,
    MOST_ASIDES,
    PARTICLES,
    REFLEXIVES,
    Phrase,
    are_joint,
    is_nickname,
    is_phrase,
)
from annotator.suggest.words.tokens import MARK, QUOTE, WORD, Tokens


def after(grammar: Grammar, tokens: Tokens, first: int, ceiling: int | None = None) -> Phrase | None:
    """Find the phrase that begins with a token: the subject after its verb, or what follows “according to”.

    Args:
        grammar: The language.
        tokens: A sentence.
        first: Where the phrase must begin.
        ceiling: The last token that may belong to it; the last of the sentence by default.
    """
    stop = len(tokens) - 1 if ceiling is None else ceiling
    if first > stop or tokens.kinds[first] != WORD:
        return None
    end = _run(grammar, tokens, first, min(stop, first + LONGEST))
    if end is None or not is_phrase(grammar, tokens, first, end):
        return None
    if end > first and tokens.lower[end] in grammar.asides:
        end -= 1  # a study published on Tuesday
    end = _apposition(grammar, tokens, first, end, stop)
    names = [(first, end)]
    if end + 2 <= stop and tokens.lower[end + 1] in grammar.and_:
        second = _run(grammar, tokens, end + 2, min(stop, end + 2 + LONGEST))
        if second is not None and are_joint(grammar, tokens, first, end + 1, second):
            follows_verb = (
                second < stop
                and tokens.kinds[second + 1] == WORD
                and (tokens.lower[second + 1] in grammar.auxiliaries or tokens.lower[second + 1] in grammar.cues)
            )
            if not follows_verb:
                second = _apposition(grammar, tokens, end + 2, second, stop)
                names.append((end + 2, second))
    return Phrase(tuple(names), first, names[-1][1])


def _run(grammar: Grammar, tokens: Tokens, first: int, stop: int) -> int | None:  # noqa: C901 - one table of cases
    """Return the last token of a noun phrase that begins with a token."""
    lower = tokens.lower[first]
    following = tokens.lower[first + 1] if first < stop and tokens.kinds[first + 1] == WORD else ""
    determines = lower in grammar.determiners and following in grammar.roles
    if lower in grammar.pronouns and following not in grammar.inside and not determines:
        return first + 1 if following in REFLEXIVES else first
    if lower in grammar.prepositions or lower in grammar.openers or lower in grammar.auxiliaries:
        return None
    named = False  # a personal name is complete: few things can follow
    end = first - 1
    index: int | None = first
    while index is not None and index <= stop:
        if tokens.kinds[index] != WORD:
            index = _past_mark(tokens, index, stop)
            if index is None:
                break
        elif tokens.lower[index] in grammar.prepositions or tokens.lower[index] in grammar.to:
            if not _continues(grammar, tokens, first, index, stop, named=named):
                break
            named = False
            index += 1
            continue
        elif _stops(grammar, tokens, first, index, stop, named=named):
            break
        elif tokens.capitals[index]:
            lower = tokens.lower[index]
            if lower not in grammar.titles and lower not in grammar.roles:
                named = not lower.endswith("'s") and grammar.is_name(tokens, index)
        end = index
        index += 1
    return end if end >= first else None


def _past_mark(tokens: Tokens, index: int, stop: int) -> int | None:
    """Return the last token that punctuation inside a phrase covers, such as a bracket; None if it ends it."""
    if tokens.kinds[index] == QUOTE:
        return index if index < stop and is_nickname(tokens, index) else None
    word = tokens.words[index]
    if word in OPENING_BRACKETS:
        return _closing_bracket(tokens, index, stop)
    return index if word in JOINERS and word != "." else None


def _stops(grammar: Grammar, tokens: Tokens, first: int, index: int, stop: int, *, named: bool) -> bool:
    """Tell whether a word ends a phrase before it: a time, a verb, a conjunction, or anything after a full name."""
    lower, capital = tokens.lower[index], tokens.capitals[index]
    if lower in grammar.time and index > first and tokens.lower[index - 1] not in grammar.determiners:
        return True
    relative = lower in grammar.relative and lower not in grammar.determiners
    if lower in grammar.openers or lower in grammar.conjunctions or relative:
        return not (lower in grammar.and_ and _inside_name(grammar, tokens, first, index, stop))
    if lower in grammar.auxiliaries or (lower in grammar.verbs and not capital):
        return True
    if index > first and (lower in grammar.pronouns or (lower in grammar.determiners and named)):
        return True
    if capital:
        return False
    reports = lower in grammar.cues and lower not in grammar.roles
    if index > first and (reports or grammar.is_adverb(tokens, index)):
        return True
    return named and not _goes_on(grammar, tokens, index, stop)


def _inside_name(grammar: Grammar, tokens: Tokens, first: int, index: int, stop: int) -> bool:
    """Tell whether “and” belongs to one name: the Food and Drug Administration, officials and residents."""
    if index + 1 > stop or tokens.kinds[index + 1] != WORD or tokens.lower[index + 1] in grammar.determiners:
        return False
    if tokens.capitals[index + 1]:
        if tokens.words[index - 1] in "'’":
            return True
        return tokens.lower[first] in grammar.determiners and tokens.capitals[index - 1]
    return tokens.lower[index + 1] in grammar.roles and not tokens.capitals[index - 1]


def _goes_on(grammar: Grammar, tokens: Tokens, index: int, stop: int) -> bool:
    """Tell whether a name goes on with a word in lower case: van Dyck, Roe campaign manager John Smith."""
    while tokens.lower[index] in PARTICLES and index < stop:
        index += 1
        if tokens.capitals[index]:
            return True
    for ahead in range(index, min(index + 3, stop + 1)):
        if tokens.kinds[ahead] != WORD or tokens.lower[ahead] in grammar.prepositions:
            return False
        if tokens.lower[ahead] in grammar.roles or tokens.lower[ahead] in grammar.titles:
            return True
    return False


def _continues(grammar: Grammar, tokens: Tokens, first: int, index: int, stop: int, *, named: bool) -> bool:  # noqa: C901 - one table of cases
    """Tell whether a preposition goes on with the phrase: a spokesman for …, an analyst at …."""
    if index >= stop or index == first:
        return False
    lower, following = tokens.lower[index], index + 1
    if tokens.kinds[following] not in {WORD, QUOTE}:
        return False
    if lower in grammar.to and lower not in grammar.prepositions:
        return False
    if lower in grammar.inside and tokens.lower[following].endswith("ing") and not tokens.capitals[following]:
        return False
    near = range(following, min(following + 4, len(tokens)))
    if any(tokens.lower[i] in grammar.statements and not tokens.capitals[i] for i in near):
        return lower in grammar.inside and not named
    if tokens.lower[following] in grammar.time or tokens.lower[following].isdigit():
        return False
    if lower in grammar.inside:
        return True
    if lower in grammar.to:
        return tokens.lower[index - 1] in grammar.roles
    if lower in grammar.by and (
        tokens.lower[index - 1] in grammar.documents or _is_reduced(grammar, tokens, first, index)
    ):
        return True
    if lower not in grammar.linking:
        return False
    if tokens.capitals[following]:
        return not (named and lower == "in")
    return not named and tokens.lower[following] in grammar.determiners


def _is_reduced(grammar: Grammar, tokens: Tokens, first: int, by: int) -> bool:
    """Tell whether a participle before “by” hangs on a document: records reviewed by the Wire."""
    participle = by - 1
    return (
        participle > first
        and tokens.lower[participle].endswith("ed")
        and tokens.lower[participle - 1] in grammar.documents
        and not grammar.capital_nouns
    )


def _closing_bracket(tokens: Tokens, opening: int, stop: int) -> int | None:
    for index in range(opening + 1, min(stop, opening + LONGEST_BRACKET) + 1):
        if tokens.words[index] in CLOSING_BRACKETS and tokens.kinds[index] == MARK:
            return index
    return None


def _apposition(grammar: Grammar, tokens: Tokens, first: int, end: int, stop: int) -> int:  # noqa: C901 - one table of cases
    """Return where a phrase ends with the descriptions after it: Jane Roe, 45, the head of the union."""
    for _ in range(MOST_ASIDES):
        start = end + 2
        if start > stop or tokens.words[end + 1] != "," or tokens.kinds[start] != WORD:
            return end
        if tokens.lower[first] in grammar.pronouns:
            return end
        lower = tokens.lower[start]
        closes = start + 1 > stop or tokens.kinds[start + 1] != WORD
        if (lower.isdigit() and closes) or ("-" in lower and tokens.capitals[start] and closes and len(lower) <= 12):  # noqa: PLR2004
            end = start
            continue
        described = lower in grammar.determiners or lower in grammar.roles or lower in grammar.titles
        named_after = not tokens.capitals[end] and tokens.capitals[start] and tokens.lower[end] not in grammar.time
        upper = tokens.capitals[start]
        if grammar.capital_nouns:
            described, upper = described and (upper or lower in grammar.determiners), False
            plain = tokens.lower[first] in grammar.determiners and lower not in grammar.determiners
            named_after = plain and start < stop and tokens.capitals[start] and tokens.capitals[start + 1]
        if (upper or not described) and not (named_after and grammar.is_name(tokens, start)):
            return end
        last = _run(grammar, tokens, start, min(stop, start + LONGEST))
        if last is not None and grammar.endings and tokens.lower[last].endswith("ing"):
            return end  # his voice rising
        if last is None or (last == start and lower in grammar.determiners):
            return end
        while last < stop and tokens.kinds[last + 1] == WORD:
            last += 1
            lower = tokens.lower[last]
            if lower in grammar.openers or grammar.is_verbal(tokens, last) or last - start > LONGEST:
                return end
        if named_after and (last == start or sum(tokens.capitals[i] for i in range(start, last + 1)) < 2):  # noqa: PLR2004
            return end
        end = last
    return end
