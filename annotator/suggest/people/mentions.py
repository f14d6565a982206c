"""The people and bodies that a sentence names, outside quotations, with what is said of them there."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.phrases import PARTICLES
from annotator.suggest.words.tokens import WORD, Tokens

_MOST = 12  # of one sentence
_LONGEST_NAME = 6  # words
_LONGEST_TITLE = 4  # words before a name
_LONGEST_APPOSITION = 8  # words behind it
_SHORT = 2  # letters of initials


class Mention(NamedTuple):
    """A name in a sentence.

    Attributes:
        start: Where it begins, in code points of the text.
        name: The name without titles.
        words: Titles and descriptions beside it, in lower case.
        kind: `person`, `thing` (a place or a body), or empty where nothing tells.
    """

    start: int
    name: str
    words: frozenset[str]
    kind: str


def mentions_of(grammar: Grammar, tokens: Tokens) -> list[Mention]:
    """Return the names in a sentence, in order; single words too, which may be surnames.

    Args:
        grammar: The language.
        tokens: The sentence.
    """
    found: list[Mention] = []
    last = -1
    for index, capital in enumerate(tokens.capitals):
        if capital and index > last:
            last = _run(tokens, index)
            mention = _mention(grammar, tokens, index, last)
            if mention is not None:
                found.append(mention)
                if len(found) == _MOST:
                    break
    return found


def _run(tokens: Tokens, first: int) -> int:
    """Return the last token of a run of capitalised words, particles and the full stops of initials inside."""
    last, size = first, len(tokens.words)
    while last + 1 < size and last - first < _LONGEST_NAME and not tokens.lower[last].endswith("'s"):
        place = last + 1
        while place < size and tokens.words[place] in PARTICLES and place - last <= 2:  # noqa: PLR2004
            place += 1
        if place < size - 1 and tokens.words[place] == "&":
            place += 1
        initial = place < size and tokens.words[place] == "." and len(tokens.words[last]) == 1
        if place >= size or not (initial or tokens.capitals[place]):
            break
        last = place
    return last


def _mention(grammar: Grammar, tokens: Tokens, first: int, last: int) -> Mention | None:
    words: set[str] = set()
    opening = first
    for index in range(first, last):
        plain = tokens.lower[index].rstrip(".")
        leads = plain in grammar.offices
        if plain in grammar.before_names and (leads or index == opening):
            if leads:
                words |= {tokens.lower[i].rstrip(".") for i in range(opening, index + 1)}
            opening = index + 1
    if not grammar.is_name(tokens, opening) or tokens.lower[opening] in grammar.time:
        return None
    name = " ".join(tokens.words[opening : last + 1]).replace(" .", ".").removesuffix("'s").removesuffix("’s")
    given = tokens.lower[opening]
    titled = bool(words)
    words |= _before(grammar, tokens, first)
    words |= _behind(grammar, tokens, first, last)
    if grammar.capital_nouns and not (given in grammar.given_names and opening < last) and not titled:
        return None
    kind = _kind(grammar, tokens, first, opening, last, described=not grammar.offices.isdisjoint(words))
    if given in grammar.given_names and opening < last and kind != "thing":
        kind = "person"
        words.add("woman" if given in grammar.women else "man")
    return Mention(tokens.starts[opening], name, frozenset(words), kind)


def _kind(grammar: Grammar, tokens: Tokens, first: int, opening: int, last: int, *, described: bool) -> str:
    """Return what a name is, by the words in it and before it."""
    acronym = tokens.words[opening].isupper() and len(tokens.words[opening]) > _SHORT
    body = not grammar.bodies.isdisjoint(tokens.lower[opening : last + 1])
    if acronym or body or "&" in tokens.words[opening : last + 1]:
        return "thing"
    before = tokens.lower[first - 1] if first else tokens.lower[first] if opening > first else ""
    if before in grammar.determiners and not described:
        return "thing"
    return "person" if described or _has_age(tokens, last) else ""


def _has_age(tokens: Tokens, last: int) -> bool:
    """Tell whether an age stands behind a name: Jane Roe, 45, …."""
    return tokens.words[last + 1 : last + 2] == [","] and any(w.isdigit() for w in tokens.words[last + 2 : last + 3])


def _before(grammar: Grammar, tokens: Tokens, first: int) -> set[str]:
    """Return the titles in lower case before a name, and a description with a comma: The manager, Craig Pellow."""
    end = first - 1
    if end > 0 and tokens.words[end] == ",":
        end -= 1
        if tokens.lower[end] not in grammar.roles:
            return set()
    words: set[str] = set()
    for index in range(end, max(-1, end - _LONGEST_TITLE), -1):
        lower = tokens.lower[index].rstrip(".")
        if tokens.kinds[index] != WORD or lower not in grammar.described:
            break
        words.add(lower)
    return words


def _behind(grammar: Grammar, tokens: Tokens, first: int, last: int) -> set[str]:
    """Return the words that describe a name behind it: Jane Roe, the head of the union.

    Not what is the subject behind an adverbial: On the way to Lund, the French leader said ….
    """
    start = last + 2
    if tokens.words[last + 1 : last + 2] != [","] or start >= len(tokens):
        return set()
    if tokens.lower[start] not in grammar.openings:
        return set()
    words: set[str] = set()
    hangs = first > 0 and tokens.lower[first - 1] in grammar.prepositions
    for index in range(start, min(start + _LONGEST_APPOSITION, len(tokens))):
        lower = tokens.lower[index]
        if hangs and grammar.is_verbal(tokens, index):
            return set()
        if tokens.kinds[index] != WORD or lower in grammar.prepositions or lower in grammar.relative:
            break
        if lower in grammar.described:
            words.add(lower)
    return words
