"""Who speaks: the noun phrase before or after a reporting verb.

Rules over word classes, without a parser: a phrase runs over titles, names with their particles and initials, nouns and
what hangs on them (of, for, at …), the apposition set off by commas, and a second source after “and”. What a clause
begins or ends with stops it.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import WORD, Tokens

LONGEST = 28  # tokens of a phrase
LONGEST_BRACKET = 8
MOST_ASIDES = 5
JOINERS = "-'’&/@.%$€£‑"
PARTICLES = frozenset("van von de der den del della di da du la le el al bin ibn ten ter zu zur dos do af av".split())  # noqa: SIM905
REFLEXIVES = frozenset("himself herself themselves itself myself ourselves selbst alike".split())  # noqa: SIM905


class Phrase(NamedTuple):
    """The words that name one source, or several that speak jointly.

    Attributes:
        names: For each source its first and last token, both included.
        first: The first token of everything, asides included.
        last: The last one.
    """

    names: tuple[tuple[int, int], ...]
    first: int
    last: int


def is_nickname(tokens: Tokens, index: int) -> bool:
    """Tell whether a quotation stands inside a name: Robert “Bobby” Finch."""
    return 0 < index < len(tokens) - 1 and tokens.capitals[index - 1] and tokens.capitals[index + 1]


def is_phrase(grammar: Grammar, tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a stretch can name someone."""
    lower = tokens.lower[first]
    if lower in grammar.pronouns and (first == last or tokens.lower[last] in REFLEXIVES):
        return True
    if lower in grammar.pronouns and tokens.lower[first + 1] in grammar.prepositions and last > first + 1:
        return True  # many of them, everyone on the quay
    counted = first > 0 and tokens.lower[0] in grammar.inside  # Of the pilots, 40 said
    if first == last and lower.isdigit() and counted and first <= LONGEST:
        return True
    if lower[0].isdigit() and (lower.endswith("%") or tokens.lower[last] in grammar.quantities):
        return True  # only 22 percent said
    if first == last and (lower in grammar.determiners or tokens.kinds[first] != WORD or lower.isdigit()):
        return False
    if lower in grammar.determiners or tokens.capitals[first]:
        final = tokens.lower[last]
        return not (final in grammar.prepositions or final in grammar.determiners)
    if lower in grammar.pronouns or lower in grammar.prepositions:
        return False
    if any(tokens.lower[i] in grammar.roles or tokens.lower[i] in grammar.documents for i in range(first, last + 1)):
        return True
    if first == last and any(verb.lemma not in grammar.nouns for verb in grammar.cues.get(lower, ())):
        return False  # says he
    return not grammar.capital_nouns and (lower.endswith("s") or tokens.lower[last].endswith("s")) and last - first <= 3  # noqa: PLR2004


def are_joint(grammar: Grammar, tokens: Tokens, start: int, conjunction: int, last: int) -> bool:
    """Tell whether “and” joins two sources that are named each on its own."""
    right = conjunction + 1
    if (
        right > last
        or not is_phrase(grammar, tokens, start, conjunction - 1)
        or not is_phrase(grammar, tokens, right, last)
    ):
        return False
    if tokens.lower[right] in grammar.determiners or tokens.lower[right] in grammar.pronouns:
        return tokens.lower[start] not in grammar.prepositions
    if not (tokens.capitals[start] and tokens.capitals[right]) or tokens.lower[start] in grammar.determiners:
        return False
    linked = any(tokens.lower[i] in grammar.prepositions for i in range(start, conjunction))
    return not linked and not tokens.lower[conjunction - 1].endswith(("s'", "s’"))


def has_verb(grammar: Grammar, tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a finite verb stands among some tokens, as far as the lists tell."""
    return any(
        tokens.lower[index] in grammar.auxiliaries or tokens.lower[index] in grammar.verbs
        for index in range(first, min(last + 1, len(tokens)))
    )
