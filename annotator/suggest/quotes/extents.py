"""Where a content ends that does not run to the end of its sentence."""

from __future__ import annotations

from annotator.suggest.quotes.sentence import Sentence


def to_comma(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a content in a phrase that opens a sentence: Despite a warning that it was weak, ….."""
    for index in range(start + 1, end + 1):
        if sentence.is_comma(index) and (
            sentence.has_verb(start, index - 1) or sentence.lower(start) in sentence.grammar.to
        ):
            return index - 1
    return end


def to_new_clause(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a content that a sentence ends with, unless another clause is set off by a comma."""
    tokens, grammar = sentence.tokens, sentence.grammar
    for index in range(start + 1, end):
        if not sentence.is_comma(index):
            continue
        lower = tokens.lower[index + 1]
        relative = lower in grammar.relative and lower not in grammar.that
        if relative or lower in grammar.conjunctions or lower.endswith("ing"):
            return index - 1
    return end


def to_main_verb(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a content that is part of a subject: the warning that the dam was weak | came too late."""
    tokens, grammar = sentence.tokens, sentence.grammar
    first = sentence.lower(start)
    awaited = 0 if first in grammar.to or first in grammar.inside or first in grammar.naming_as else 1
    index = start
    while index <= end:
        lower = tokens.lower[index]
        if index > start and (lower in grammar.relative or lower in grammar.openers):
            awaited += 1
        elif lower in grammar.conjunctions and not sentence.is_comma(index - 1):
            awaited += int(index < end and grammar.is_verbal(tokens, index + 1))
        elif _is_finite(sentence, index):
            if awaited == 0 and index > start + 1:
                return index - 1 - int(sentence.is_comma(index - 1))
            awaited -= awaited > 0
            while (
                index < end
                and tokens.lower[index] in grammar.before_verbs
                and (
                    grammar.is_verbal(tokens, index + 1)
                    or grammar.is_adverb(tokens, index + 1)
                    or tokens.lower[index + 1] in grammar.negations
                )
            ):
                index += 1
        index += 1
    return end


def _is_finite(sentence: Sentence, index: int) -> bool:
    """Tell whether a token is a verb that a clause can have, not an infinitive or a participle with “by”."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if not grammar.is_verbal(tokens, index) or tokens.capitals[index]:
        return False
    before, behind = sentence.lower(index - 1), sentence.lower(index + 1)
    if before in grammar.before_infinitives:
        return tokens.lower[index] in grammar.auxiliaries
    return behind not in grammar.by or tokens.lower[index] in grammar.auxiliaries
