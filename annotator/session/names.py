"""Names as a text writes them: the run of words that names someone around the caret.

A run is what stands between lower-case words: titles, initials and the particles inside a name are part of it (Dr. Inés
van der Vántor), the word that only begins the sentence is not (The Estmere Port Authority), nor is a possessive ’s.
"""

from __future__ import annotations

import re
import unicodedata

from annotator.session.units import Range, Units

_PARTICLES = frozenset(
    "of the de del della der des den di da do dos du la le van von ter ten zu zum af av al el bin ibn".split()  # noqa: SIM905 - words read better without their quotes
)
_MOST_PARTICLES = 2
_BEGINNERS = frozenset(
    # Words that begin sentences: English, German, Spanish, French.
    """
    a after although an and as at because before both but by during even for from he her his how if in it its many most
    no nor not on once only or our she since so some still that the their then there these they this those though to
    under until we what when where which while who why with yet you your
    aber als am an auch bei das dem den der des die doch ein eine er es für im in mit nach sie so und von vor wie wir
    el la los las un una en y le les des une et il elle
    """.split()  # noqa: SIM905
)
_PLAIN = frozenset("a an the der die das den dem des ein eine einer eines einem einen".split())  # noqa: SIM905
_ARTICLES = _PLAIN | frozenset("el la los las un una unos unas le les une il lo gli uno os um uma".split())  # noqa: SIM905
_POSSESSIVE = re.compile(r"\w(['’‘ʼ´`＇][sS])\Z")
_GAP = re.compile(r"(?P<dot>\.)?[ \u00a0\u202f]\Z")
_LONGEST_TITLE = 4
_HEADLINE = 5
"""From this many words on, a sentence of nothing but capitalised words is a headline and no name."""


def name_at(units: Units, paragraph: int, offset: int) -> Range:
    """Return the name around an offset, or just the word there where it is not capitalised."""
    words = units.words(paragraph)
    word = units.word_from(paragraph, offset)
    if word is None:
        return words[-1] if words else units.paragraph(paragraph)
    content = units.content
    if not _capitalised(content, word):
        return _without_possessive(content, word)
    sentence = units.sentence_around(paragraph, word[0])
    inside = [other for other in words if sentence[0] <= other[0] and other[1] <= sentence[1]]
    here = inside.index(word) if word in inside else None
    if here is None:
        return _without_possessive(content, word)
    first, last = _run(content, inside, here)
    if last - first + 1 == len(inside) >= _HEADLINE:
        return _without_possessive(content, word)
    while first < last and content[slice(*inside[first])].lower() in _BEGINNERS:
        first += 1
    return _without_possessive(content, (inside[first][0], inside[last][1]))


def proposed(units: Units, paragraph: int, words: Range) -> str:
    """Return what a source is called that is labelled by words: these without an article, with a capital.

    An article that is capitalised within a sentence is part of a name (The Hague); at its beginning it is one only in
    languages whose newspapers begin so often (Le Monde).
    """
    content = units.content
    name = written(content[slice(*words)])
    first, _, rest = name.partition(" ")
    begins = units.sentence_around(paragraph, words[0])[0] == words[0]
    article = first in _ARTICLES or (begins and first.lower() in (_ARTICLES if rest[:1].islower() else _PLAIN))
    name = rest if article and rest else name
    return name[:1].title() + name[1:] if name.partition(" ")[0].islower() else name


def written(words: str) -> str:
    """Return words as a name is written: in one line, without invisible characters."""
    shown = "".join(
        char
        for char in words
        if char.isspace() or char in "\u200c\u200d" or unicodedata.category(char) not in {"Cc", "Cf"}
    )
    return " ".join(shown.split()) or words


def _run(content: str, words: list[Range], here: int) -> tuple[int, int]:
    """Return the first and the last word of the run of capitalised words around one of them."""
    first = last = here
    while (before := _neighbour(content, words, first, -1)) is not None:
        first = before
    while (after := _neighbour(content, words, last, 1)) is not None:
        last = after
    return first, last


def _neighbour(content: str, words: list[Range], here: int, direction: int) -> int | None:
    """Return the next capitalised word of a run in one direction, particles between them stepped over."""
    for distance in range(1, _MOST_PARTICLES + 2):
        other = here + direction * distance
        if not 0 <= other < len(words):
            return None
        left = min(other, other - direction)
        if not _joined(content, words[left], words[left + 1]):
            return None
        if _capitalised(content, words[other]):
            return other
        if content[slice(*words[other])] not in _PARTICLES:
            return None
    return None


def _capitalised(content: str, word: Range) -> bool:
    return content[word[0]].isupper() or content[word[0]].istitle()


def _joined(content: str, left: Range, right: Range) -> bool:
    """Return whether two words can belong to one name: a space between them, or the full stop of a title or initial."""
    gap = _GAP.match(content[left[1] : right[0]])
    if gap is None or _POSSESSIVE.search(content[slice(*left)]):
        return False
    return gap["dot"] is None or left[1] - left[0] <= _LONGEST_TITLE


def _without_possessive(content: str, name: Range) -> Range:
    found = _POSSESSIVE.search(content[slice(*name)])
    return (name[0], name[1] - len(found[1])) if found else name
