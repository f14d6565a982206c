"""The name of a body with what hangs on it: the Bank of Ferring, the Institute for Labour Studies."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions, words_of


def body_in(phrase: str, grammar: Grammar) -> tuple[str, bool] | None:
    """Return the name of the body that a phrase begins with, its article left out, and whether it is who is meant.

    A body that owns something (the Bank of Ferring's governor), or that says whose somebody is (the Bank of Ferring
    governor), is not who is meant. None where the phrase begins with no body on whose name something hangs.

    Args:
        phrase: Words that name a source, as they stand in the text.
        grammar: The language.
    """
    lower = phrase.lower()
    if not any(word in lower for word in grammar.hanging):
        return None
    links = phrase.lower().split()
    if grammar.inside.isdisjoint(links) and grammar.to.isdisjoint(links):
        return None  # as most names have none: nothing hangs on them
    words = words_of(phrase)
    first = next((i for i, word in enumerate(words) if word.lower not in grammar.determiners), len(words))
    head = first
    while head < len(words) and words[head].is_capital:
        head += 1
    if head == first or any(word.owns for word in words[first:head]) or not _is_body(words[head - 1], grammar):
        return None
    last = _end(words, head, grammar)
    if last < head:
        return None
    behind = words[last + 1 : last + 2]
    ends = not behind or behind[0].is_mark or behind[0].lower in grammar.prepositions
    name = " ".join(phrase[words[first].start : words[last].end].split())
    return name, ends and not any(word.owns for word in words[head : last + 1])


def _end(words: Sequence[Word], head: int, grammar: Grammar) -> int:
    """Return the last word of what hangs on the first words of a name; the word before `head` where nothing does."""
    last, place = head - 1, head
    if place >= len(words) or words[place].lower not in grammar.hanging:
        return last
    while place < len(words):
        if words[place].is_capital:
            last = place
        elif words[place].lower not in grammar.inside_names:
            break
        place += 1
    return last


def _is_body(word: Word, grammar: Grammar) -> bool:
    known = positions(grammar, "bodies").kind_of(word) or lexicon(grammar, "other bodies").kind_of(word)
    return known is not None or word.plain in grammar.bodies
