"""A sentence as the rules read it: words, punctuation, and every outer quotation as one piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from annotator.suggest.suggestion import Range
from annotator.suggest.words.language import Language

WORD, MARK, QUOTE = "w", "p", "q"
"""Kinds of tokens."""

LONGEST = 300
"""More tokens than this are no sentence; they are read in parts, so that time stays linear."""


class Tokens:
    """The tokens of one sentence, side by side in lists.

    Attributes:
        starts: Where each begins, in code points of the text.
        ends: Where each ends, exclusive.
        words: The token as written; `"` for a quotation.
        lower: The same in lower case, with the apostrophe ’ as '.
        kinds: `WORD`, `MARK` or `QUOTE`.
        capitals: Whether it is a word that begins with a capital letter or is a number-like name.
    """

    __slots__ = ("capitals", "ends", "kinds", "lower", "starts", "words")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.lower: list[str] = []
        self.kinds: list[str] = []
        self.capitals: list[bool] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.words)

    def add(self, start: int, end: int, word: str, kind: str) -> None:
        """Append one."""
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.lower.append(word.lower().replace("’", "'"))
        self.kinds.append(kind)
        self.capitals.append(kind == WORD and word[0].isupper())

    def extend(self, other: Tokens, first: int = 0, stop: int | None = None) -> None:
        """Append those of others, or the ones from `first` on and before `stop`."""
        self.starts += other.starts[first:stop]
        self.ends += other.ends[first:stop]
        self.words += other.words[first:stop]
        self.lower += other.lower[first:stop]
        self.kinds += other.kinds[first:stop]
        self.capitals += other.capitals[first:stop]

    def pop(self) -> None:
        """Take the last one away."""
        for column in (self.starts, self.ends, self.words, self.lower, self.kinds, self.capitals):
            column.pop()

    def range(self, first: int, last: int) -> Range:
        """Return the stretch from one token to another, both included, in code points."""
        return self.starts[first], self.ends[last]


# Every repetition is possessive or of fixed length, so that a search is linear. The first line is for what most words
# are, and finds what the others would find. Initials keep their full stops; no name has more than nine.
_TOKEN = re.compile(
    r"[A-Za-z]++(?![\w\u0300-\u036f.:’'&/‑%-]|,\d)"
    r"|(?:(?<![^\W_])[^\W\d_a-z]\.){1,9}+(?=[\s,;:)’'\"”\w-])"
    r"|(?:\w[\w\u0300-\u036f]*+(?:[.,](?=\d)|(?<=\d):(?=\d\d)|[-’'&/‑](?=\w))?+)++%?+|[^\w\s]"
)


def tokens_of(content: str, sentence: Range, quotations: Sequence[Range], language: Language) -> list[Tokens]:
    """Cut a sentence into tokens.

    Args:
        content: The text.
        sentence: Where the sentence is.
        quotations: The outer quotations, in order; those outside the sentence have no influence.
        language: Knows the abbreviations that keep their full stop.

    Returns:
        One list, or several of at most `LONGEST` tokens for what is too long to be a sentence.
    """
    found = Tokens()
    parts = [found]
    place, end = sentence
    for index in range(bisect_left(quotations, (place, place)), len(quotations)):
        first, last = quotations[index]
        if first >= end:
            break
        if first < place or last > end:
            continue
        found = _plain(content, place, first, language, parts)
        if len(found.words) >= LONGEST:
            found = Tokens()
            parts.append(found)
        found.add(first, last, '"', QUOTE)
        place = last
    _plain(content, place, end, language, parts)
    return [part for part in parts if part.words]


def _plain(content: str, start: int, end: int, language: Language, parts: list[Tokens]) -> Tokens:
    found = parts[-1]
    abbreviations = language.words("abbreviations")
    taken, room = start, LONGEST - len(found.words)
    curly = content.find("’", start, end) >= 0
    for match in _TOKEN.finditer(content, start, end):
        first, last = match.span()
        if first < taken:
            continue
        word = match[0]
        if not room:
            found, room = Tokens(), LONGEST
            parts.append(found)
        lower = word.lower()
        if last < end - 1 and content[last] == "." and lower in abbreviations:
            last += 1
            word += "."
            lower += "."
        # As `add` does, for less: this is done for every word of a text.
        found.starts.append(first)
        found.ends.append(last)
        found.words.append(word)
        found.lower.append(lower.replace("’", "'") if curly else lower)
        letter = content[first]
        is_word = letter.isalnum() or letter == "_"
        found.kinds.append(WORD if is_word else MARK)
        found.capitals.append(is_word and letter.isupper())
        room -= 1
        taken = last
    return found
