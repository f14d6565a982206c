"""Whether a stretch before a verb names a source, and which part of it does."""

from __future__ import annotations

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.phrases import LONGEST, are_joint, is_phrase
from annotator.suggest.words.tokens import WORD, Tokens


def checked(
    grammar: Grammar, tokens: Tokens, first: int, last: int, *, strict: bool = False
) -> tuple[tuple[int, int], ...] | None:
    """Return the sources named by a stretch, without what only leads up to them; None if it names none."""
    start = _without_lead(grammar, tokens, first, last)
    if (
        start is None
        or last - start > LONGEST
        or (
            strict
            and start != first
            and tokens.lower[first] not in grammar.conjunctions
            and ":" not in tokens.lower[first]
        )
    ):
        return None
    start = _own_start(grammar, tokens, start, last)
    conjunction = last - 1
    while conjunction > start and tokens.lower[conjunction] not in grammar.and_:
        conjunction -= 1
    if conjunction > start:
        if _has_finite_verb(grammar, tokens, start, conjunction):
            start = conjunction + 1
        elif are_joint(grammar, tokens, start, conjunction, last):
            return (start, conjunction - 1), (conjunction + 1, last)
    if _has_finite_verb(grammar, tokens, start, last):
        return None
    return ((start, last),) if is_phrase(grammar, tokens, start, last) else None


def _own_start(grammar: Grammar, tokens: Tokens, start: int, last: int) -> int:
    """Return where a phrase begins that stands right behind another: a figure | the ministers repeated."""
    if grammar.capital_nouns:
        return start
    if last > start and tokens.lower[last] in grammar.speaking and tokens.kinds[last - 1] == WORD:
        return last  # a figure | she called
    for index in range(last, start + 1, -1):
        lower, before_it = tokens.lower[index], tokens.lower[index - 1]
        if lower not in grammar.definite and lower not in grammar.possessives:
            continue
        closed = before_it in grammar.prepositions or before_it in grammar.conjunctions
        if closed or any(word in grammar.relative for word in tokens.lower[start:index]):
            return start
        closed = before_it in grammar.determiners or before_it in grammar.auxiliaries or before_it in grammar.verbs
        return start if closed or tokens.kinds[index - 1] != WORD else index
    return start


def _has_finite_verb(grammar: Grammar, tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a verb stands in a stretch outside a relative clause."""
    for index in range(first, last + 1):
        lower = tokens.lower[index]
        if lower in grammar.relative and index > first and not grammar.capital_nouns:
            return False
        if lower in grammar.month_names and tokens.capitals[index]:
            continue
        if index > first and tokens.lower[index - 1] in grammar.to:
            continue  # a report due to be published
        if lower in grammar.auxiliaries or lower in grammar.verbs:
            return not (tokens.capitals[index] and index > first)
        if index > first and lower in grammar.cues and tokens.lower[index - 1] in grammar.speaking:
            return True
        if first < index < last and _has_object(grammar, tokens, index):
            return True
        if (
            lower in grammar.cues
            and lower.endswith(("ed", "said", "told", "te"))
            and index > first
            and not tokens.capitals[index]
        ):
            before_it = tokens.lower[index - 1]
            if not (before_it in grammar.determiners or before_it in grammar.prepositions):
                return True
    return False


def _has_object(grammar: Grammar, tokens: Tokens, index: int) -> bool:
    """Tell whether a past form is a verb with an object: Karst Energy released | a statement."""
    past = tokens.lower[index].endswith("ed") and not tokens.capitals[index] and not grammar.capital_nouns
    before = tokens.lower[index - 1]
    return (
        past
        and tokens.lower[index + 1] in grammar.one
        and not (before in grammar.determiners or before in grammar.prepositions or before in grammar.and_)
    )


def _without_lead(grammar: Grammar, tokens: Tokens, first: int, last: int) -> int | None:
    """Return where a phrase begins after “But”, “Later”, “On Monday” and the like."""
    index = first
    while index <= last:
        lower = tokens.lower[index]
        if tokens.kinds[index] != WORD:
            return None
        if lower in grammar.month_names and index < last and tokens.capitals[index + 1]:
            return index  # June Orr said
        if ":" in lower and index < last:
            index += 1  # 10:42, in a live blog
        elif (
            lower in grammar.conjunctions
            or (lower in grammar.time and index < last)
            or grammar.is_adverb(tokens, index)
        ):
            index += 1
        elif index < last and _only_reports(grammar, tokens, index, last):
            index += 1  # said | engineers had warned
        elif lower in grammar.prepositions:
            after = _after_prepositional(grammar, tokens, index, last)
            if after is None:
                return None
            index = after
        else:
            return index
    return None


def _only_reports(grammar: Grammar, tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether a word is a reporting verb and nothing else, and somebody who speaks is named behind it."""
    verb = next(iter(grammar.cues.get(tokens.lower[index], ())), None)
    if verb is None or "clause" not in verb.takes or "quote" not in verb.takes or verb.lemma in grammar.nouns:
        return False
    return any(tokens.capitals[i] or tokens.lower[i] in grammar.speakers for i in range(index + 1, last + 1))


def _after_prepositional(grammar: Grammar, tokens: Tokens, preposition: int, last: int) -> int | None:
    """Return where the subject begins that follows a prepositional phrase without a comma: In May officials said."""
    index = preposition + 1
    if index <= last and tokens.lower[index] in grammar.determiners:
        index += 1
    seen = False
    while index <= last:
        lower = tokens.lower[index]
        if seen and (lower in grammar.determiners or lower in grammar.pronouns):
            return index
        if seen and tokens.capitals[index] and not tokens.capitals[index - 1] and lower not in grammar.time:
            return index
        if seen and tokens.lower[index - 1] in grammar.time and lower not in grammar.time:
            return index
        seen = True
        index += 1
    return None
