"""The words of a text without what may change around them: white space, quote marks, Unicode normal form.

Two stretches with the same folded form have the same words. Which code points stand behind each character of a folded
form is kept, so that what is found in it has a place in the text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cache

_QUOTE_MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛`´ʼ＂＇")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")


@cache
def _folded(char: str) -> str:
    """Return what a character is taken for: a space, a quote mark, nothing, or itself without its normal form."""
    if char in _QUOTE_MARKS:
        return '"'
    if char in _INVISIBLE:
        return ""
    return " " if char.isspace() else unicodedata.normalize("NFD", char)


class Folded:
    """A text and its folded form.

    Attributes:
        content: The text.
        words: Its folded form: quote marks all alike, runs of white space one space, canonically decomposed, without
            soft hyphens and zero-width spaces.
    """

    def __init__(self, content: str) -> None:
        """Fold a text, in time linear in its length."""
        self.content = content
        self._starts: list[int] | None = None
        if content.isascii() and "'" not in content and "`" not in content and " ".join(content.split()) == content:
            self.words = content  # as it is; no map is needed
            return
        words: list[str] = []
        starts: list[int] = []
        in_space = False
        for place, char in enumerate(content):
            folded = _folded(char)
            if folded == " ":
                if in_space:
                    continue
                in_space = True
            elif folded:
                in_space = False
            for part in folded:
                words.append(part)
                starts.append(place)
        self.words = "".join(words)
        self._starts = starts

    def inward(self, place: int) -> int:
        """Return the first character of the folded form that stands at a code point of the text or behind it."""
        return place if self._starts is None else bisect_left(self._starts, place)

    def outward(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the folded form stands in the text; None where it would cut a character in two.

        White space at its edges is taken as a whole, invisible characters behind it are not.
        """
        if self._starts is None:
            return start, end
        starts = self._starts
        if start > 0 and starts[start - 1] == starts[start]:
            return None
        if end < len(starts) and starts[end - 1] == starts[end]:
            return None
        first, last = starts[start], starts[end - 1] + 1
        if self.words[end - 1] == " ":
            while last < len(self.content) and self.content[last].isspace():
                last += 1
        return first, last


def fold(words: str) -> str:
    """Return the folded form of some words."""
    return Folded(words).words
