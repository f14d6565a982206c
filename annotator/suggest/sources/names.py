"""Names where they stand in a text: the full one of a surname, the long one of a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.suggest.sources.kinds import is_body, is_expert
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions, words_of
from annotator.suggest.words.phrases import PARTICLES

_WINDOW = 300_000  # characters of a text that names are looked up in
_LONGEST = 400  # characters of a mention
MOST_MENTIONS = 12
"""Mentions of a source that are looked at, and further places of its name."""
_MOST_PLACES = 200  # of a surname or a body in the text
_WIDEST = 80  # characters before such a place that are looked at
_MOST_NAMES = 4  # words of a fuller name before the last
SHORTEST = 3
"""Letters of a name that is looked up."""


def window(content: str, mentions: Sequence[Range]) -> tuple[str, list[Range]]:
    """Return the part of a long text around the first of some mentions, and those that lie in it, moved accordingly.

    A text of some hundred articles has other people of the same name, and asking takes no longer in it. Of a mention
    that is no name, since it is very long, its beginning counts.
    """
    mentions = [(start, min(end, start + _LONGEST)) for start, end in mentions]
    if len(content) <= _WINDOW or not mentions:
        return content, mentions
    first = max(0, mentions[0][0] - _WINDOW // 2)
    moved = [(start - first, end - first) for start, end in mentions if first <= start and end <= first + _WINDOW]
    return content[first : first + _WINDOW], moved


def places_of(content: str, mentions: Sequence[Range], name: str, grammar: Grammar, *, person: bool) -> list[Range]:
    """Return the mentions of a source, and where else the text has its name.

    Args:
        content: The text.
        mentions: Where it is mentioned, in code points.
        name: What it is called.
        grammar: The language.
        person: Its surname counts too, unless the text has somebody else of that surname.
    """
    found = list(mentions[:MOST_MENTIONS])
    words = name.split()
    if len(words) < 2 or not all(word[0].isupper() for word in words):  # noqa: PLR2004 - a first and a last name
        return found
    wanted = [name]
    if person and all(name.endswith(one) for one in _full_names(content, words[-1], grammar)):
        wanted.append(words[-1])
    for one in wanted:
        for place in _places(content, one)[:MOST_MENTIONS]:
            stop = place + len(one)
            inside = any(start <= place < end for start, end in found) or _hangs(content, place, one, grammar)
            if not inside and content[stop : stop + 2] not in {"'s", "’s"}:
                found.append((place, stop))
    return found


def _hangs(content: str, place: int, name: str, grammar: Grammar) -> bool:
    """Tell whether a surname is part of something else: the University of Lund, Port Lund."""
    before = words_of(content, max(0, place - _WIDEST), place)[-1:]
    if " " in name or not before or content[before[0].end : place] != " ":
        return False
    word = before[0]
    body = word.is_capital and positions(grammar, "bodies").kind_of(word) is not None
    return (body and word.plain not in grammar.titles) or word.lower in grammar.prepositions


def _places(content: str, words: str) -> list[int]:
    """Return where some words stand whole in a text, the first ones."""
    found: list[int] = []
    place = content.find(words)
    while place >= 0 and len(found) < _MOST_PLACES:
        stop = place + len(words)
        if not (content[max(0, place - 1) : place].isalnum() or content[stop : stop + 1].isalnum()):
            found.append(place)
        place = content.find(words, stop)
    return found


def full_name(content: str, surname: str, grammar: Grammar) -> str:
    """Return the full name that a text has for a surname; the surname itself where there is none, or more than one."""
    found = _full_names(content, surname, grammar)
    longest = max(found, key=len, default=surname)
    return longest if all(longest.endswith(one) for one in found) else surname


def _full_names(content: str, surname: str, grammar: Grammar) -> set[str]:
    """Return the full names that a text has for a surname."""
    found: set[str] = set()
    if len(surname) < SHORTEST:
        return found
    for place in _places(content, surname):
        before = words_of(content, max(0, place - _WIDEST), place)
        run: list[Word] = []
        for word in reversed(before):
            if content[word.end : place if not run else run[-1].start].strip(" ") or len(run) == _MOST_NAMES:
                break
            if (
                word.plain in grammar.titles
                or word.plain in grammar.roles
                or word.lower in grammar.determiners
                or word.owns
            ):
                break
            if not word.is_capital and word.lower not in PARTICLES:
                break
            if word.lower in grammar.before_names or (grammar.capital_nouns and is_noun(word, grammar)):
                break
            run.append(word)
        while run and not run[-1].is_capital:
            run.pop()
        if run:
            found.add(" ".join([*(word.text for word in reversed(run)), surname]))
    return found


def fuller_names(content: str, short: str, grammar: Grammar) -> set[str]:
    """Return the longer names in a text that end in the same words: Varland’s finance ministry, of the ministry.

    A name that is the end of another one of them is not counted by itself.

    Args:
        content: The text.
        short: The name of a body or of a collection of data, without article.
        grammar: The language.
    """
    last = words_of(short)[-1:]
    if not last or not (is_body(last, grammar) or last[0].plain in grammar.databases):
        return set()
    found: set[str] = set()
    for form in dict.fromkeys((short, capital(short))):
        for place in _places(content, form):
            run = _modifiers(content, place, grammar)
            if run:
                found.add(capital(written(content, words_of(content, run[0].start, place + len(form)))))
    whole = {name.casefold() for name in found}
    return {
        name for name in found if not any(one != name.casefold() and one.endswith(name.casefold()) for one in whole)
    }


def _modifiers(content: str, place: int, grammar: Grammar) -> list[Word]:
    """Return the words that stand before a body as part of its name."""
    run: list[Word] = []
    for word in reversed(words_of(content, max(0, place - _WIDEST), place)):
        edge = run[0].start if run else place
        if content[word.end : edge].strip(" ") or len(run) == _MOST_NAMES or word.lower in grammar.determiners:
            break
        starts = not content[max(0, word.start - 2) : word.start].strip(" ") or content[word.start - 2] in ".\n"
        part = (word.is_capital and not (starts and word.lower in grammar.openers)) or word.plain in grammar.titles
        if (
            not part
            or word.lower in grammar.prepositions
            or word.lower in grammar.reporting
            or word.lower in grammar.conjunctions
        ):
            break
        run.insert(0, word)
        if word.owns:
            break
    return run


def is_noun(word: Word, grammar: Grammar) -> bool:
    """Tell whether a word is one that the lists know, as a body, an occupation or a document."""
    lists = (
        positions(grammar, "bodies"),
        positions(grammar, "people"),
        lexicon(
            grammar, "written works", "records", "counts", "surveys", "experts", "spokespeople", "leaders", "deciders"
        ),
    )
    return (
        word.plain in grammar.roles
        or word.plain in grammar.titles
        or is_expert(word, grammar)
        or any(one.kind_of(word) is not None for one in lists)
    )


def written(content: str, words: Sequence[Word]) -> str:
    """Return words as the text has them, with one space where it has any, and curly apostrophes."""
    return re.sub(r"(?<=\w)'", "’", " ".join(content[words[0].start : words[-1].end].split()))


def capital(name: str) -> str:
    """Return a name with a capital at its beginning."""
    return name[:1].upper() + name[1:]
