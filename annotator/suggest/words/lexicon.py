"""Lists of words and phrases of a language, looked up in some words: which body, office or trade stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from annotator.suggest.words.grammar import Grammar

LONGEST = 4
"""Words of an entry."""

_WORD = re.compile(r"\w++(?:(?:[-'’.‑&]|(?<=\d),(?=\d))\w++)*+(?:(?<=s)['’](?= \w| ?\Z))?|[^\w\s]")
_LONGEST_WORD = 40  # characters within which the last part of a compound is looked for
_LEAST_PART = 3  # characters of such a part


class Word(NamedTuple):
    """A word or a punctuation mark where it stands.

    Attributes:
        text: As written.
        lower: In lower case, with straight apostrophes.
        start: Where it begins, in code points of the text.
        end: Where it ends, exclusive.
    """

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] == "_")

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def plain(self) -> str:
        """In lower case, without the ending of a possessive and a full stop."""
        return self.lower.removesuffix("'s").removesuffix("'").rstrip(".")

    @property
    def owns(self) -> bool:
        """Whether it is a possessive: Varland's, workers'."""
        return self.lower.endswith(("'s", "s'"))


def words_of(content: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words and marks of a stretch of a text."""
    stop = len(content) if end is None else end
    return [
        Word(match[0], match[0].lower().replace("’", "'"), *match.span())
        for match in _WORD.finditer(content, start, stop)
    ]


class Hit(NamedTuple):
    """An entry that was found.

    Attributes:
        first: Its first word in what was searched.
        last: Its last word, included.
        kind: The list that has it.
    """

    first: int
    last: int
    kind: str


class Lexicon:
    """Entries of some sections of a language, each with the kind it stands for."""

    def __init__(self, grammar: Grammar, sections: dict[str, str]) -> None:
        """Take the language, and the kind that each section stands for; the first section that has a word counts."""
        language = grammar.language
        self.kinds: dict[str, str] = {}
        for section, kind in sections.items():
            for entry in language.words(section):
                self.kinds.setdefault(entry.replace("_", " "), kind)
        self.endings = tuple(sorted(language.words("noun endings"), key=len, reverse=True))
        self.compounds = bool(language.words("compounds"))

    def __contains__(self, word: str) -> bool:
        """Tell whether a word is in it, as it is."""
        return word in self.kinds

    def hits(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Yield what stands in some words, from left to right, the longest entry first and none inside another."""
        place = 0
        while place < len(words):
            hit = self.at(words, place)
            if hit is None:
                place += 1
            else:
                yield hit
                place = hit.last + 1

    def any(self, words: Sequence[Word]) -> bool:
        """Tell whether one of its entries stands in some words."""
        return next(self.hits(words), None) is not None

    def ends(self, words: Sequence[Word]) -> bool:
        """Tell whether some words end in one of its entries."""
        return any(hit.last == len(words) - 1 for hit in self.hits(words))

    def at(self, words: Sequence[Word], place: int) -> Hit | None:
        """Return the longest entry that begins with a word, or None."""
        for size in range(min(LONGEST, len(words) - place), 1, -1):
            joined = " ".join(
                [*(word.lower for word in words[place : place + size - 1]), words[place + size - 1].plain]
            )
            if joined in self.kinds:
                return Hit(place, place + size - 1, self.kinds[joined])
        kind = self.kind_of(words[place])
        return None if kind is None else Hit(place, place, kind)

    def kind_of(self, word: Word) -> str | None:
        """Return the kind of one word, whatever its ending; of a compound that of its last part."""
        if word.is_mark:
            return None
        for plain in (word.lower, word.plain):
            if plain in self.kinds:
                return self.kinds[plain]
        for ending in ("", *self.endings):
            stem = word.plain.removesuffix(ending)
            if ending and stem == word.plain:
                continue
            if stem in self.kinds:
                return self.kinds[stem]
        return self._part(word) if self.compounds and word.is_capital else None

    def _part(self, word: Word) -> str | None:
        """Return the kind of the longest entry that a compound ends in, its ending put aside."""
        for ending in ("", *self.endings):
            stem = word.plain.removesuffix(ending)
            if len(stem) > _LONGEST_WORD or (ending and stem == word.plain):
                continue
            for cut in range(1, len(stem) - _LEAST_PART + 1):
                if stem[cut:] in self.kinds:
                    return self.kinds[stem[cut:]]
        return None


@cache
def lexicon(grammar: Grammar, *sections: str) -> Lexicon:
    """Return the lexicon of some sections, made once; the kind of a word is the section that has it."""
    return Lexicon(grammar, {section: section for section in sections})


@cache
def positions(grammar: Grammar, what: str) -> Lexicon:
    """Return the lexicon of `bodies`, `people` or `names`, in which the kind of a word is an affiliation."""
    values = [name.removesuffix(f" {what}") for name in grammar.language.sections if name.endswith(f" {what}")]
    return Lexicon(grammar, {f"{value} {what}": value for value in values if value in _AFFILIATIONS})


_AFFILIATIONS = frozenset(
    {
        *("government", "political_group", "corporate", "industry_group", "union", "ngo", "religious_group"),
        *("academic", "media", "other_group", "witness", "victim"),
    }
)
