"""Where words stand in a text: many of them looked up at once.

One pass over the text for each length of key finds all keys, the beginnings of what is looked up. The time is linear in
the text and in what is looked up together, however often something stands there: nobody is told of more than `MOST`
places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from annotator.reanchoring.folding import Folded
from annotator.text.clusters import is_cluster_boundary

MOST = 200
"""How many places are looked at, at most. Words with more are taken for words that stand everywhere."""

ENOUGH = 12
"""From this many characters on, words or what stands beside them can tell a place from others."""
FAR = 2000
"""How far around a place is looked, in characters."""

_KEYS = (32, 16, 8, 4, 2, 1)
_BY_CHARACTER = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"))
"""Scripts that put no spaces between words: Thai and Lao, Burmese, Khmer, Kana and Han."""

Range = tuple[int, int]


class Places:
    """The places of words in a text, as the folded form has them."""

    def __init__(self, text: Folded, words: Iterable[str]) -> None:
        """Look words up.

        Args:
            text: Where.
            words: What, in folded form.
        """
        self._text = text
        self._hits: dict[str, list[int]] = {_key(entry): [] for entry in words if entry}
        sizes = sorted({len(key) for key in self._hits})
        folded, hits = text.words, self._hits
        for size in sizes:
            for place in range(len(folded) - size + 1):
                key = folded[place : place + size]
                if key in hits:
                    hits[key].append(place)
        self._known: dict[tuple[str, int, int], list[Range] | None] = {}

    def __len__(self) -> int:
        """Return the length of the text in code points."""
        return len(self._text.content)

    def anywhere(self, words: str) -> list[Range] | None:
        """Return where words stand in the text, as code points; None where it is at more than `MOST` places."""
        return self.between(words, 0, len(self))

    def between(self, words: str, low: int, high: int) -> list[Range] | None:
        """Return where words stand between two offsets of the text.

        A stretch that begins and ends where words do goes before those that are parts of words.

        Returns:
            Starts and ends as code points, in order; None where too many would have to be looked at.
        """
        found = self.everywhere(words, low, high)
        if found is None:
            return None
        folded = self._text.words
        whole = [place for place in found if _is_whole(folded, *map(self._text.inward, place))]
        return whole or found

    def everywhere(self, words: str, low: int, high: int) -> list[Range] | None:
        """Return where words stand between two offsets, those that are parts of words among them."""
        asked = words, low, high
        if asked not in self._known:
            self._known[asked] = self._look(words, low, high)
        return self._known[asked]

    def _look(self, words: str, low: int, high: int) -> list[Range] | None:
        if not words or low >= high:
            return []
        hits = self._hits[_key(words)]
        folded = self._text.words
        first = bisect_left(hits, self._text.inward(low))
        last = bisect_left(hits, self._text.inward(high))
        if last - first > MOST:
            return None
        places: list[Range] = []
        for place in hits[first:last]:
            if folded.startswith(words, place):
                found = self._text.outward(place, place + len(words))
                if found is not None and found[1] <= high and _cuts_nothing(self._text.content, *found):
                    places.append(found)
        return places

    def context(self, found: Range, other: Places, there: Range) -> tuple[int, int]:
        """Return how many characters are the same before and behind a place here and a place in another text.

        Fewer than `ENOUGH` say nothing and count as none; more than `FAR` are not counted.
        """
        mine, others = self._text, other._text
        before = _common_end(mine.words, mine.inward(found[0]), others.words, others.inward(there[0]))
        behind = _common_start(mine.words, mine.inward(found[1]), others.words, others.inward(there[1]))
        return before if before >= ENOUGH else 0, behind if behind >= ENOUGH else 0


def _key(words: str) -> str:
    size = next(size for size in _KEYS if size <= len(words))
    return words[:size]


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Return whether a stretch neither begins nor ends inside a word."""
    return not (
        (start > 0 and _joins(folded[start - 1]) and _joins(folded[start]))
        or (end < len(folded) and _joins(folded[end - 1]) and _joins(folded[end]))
    )


def _joins(char: str) -> bool:
    return char.isalnum() and not any(first <= char <= last for first, last in _BY_CHARACTER)


def _cuts_nothing(content: str, start: int, end: int) -> bool:
    return is_cluster_boundary(content, start) and is_cluster_boundary(content, end)


def _common_start(one: str, at: int, other: str, there: int) -> int:
    """Count the characters that two texts share from a place in each on; both at their ends share everything."""
    here, yonder = one[at : at + FAR], other[there : there + FAR]
    if here == yonder:
        return FAR
    low, high = 0, min(len(here), len(yonder))
    while low < high:
        middle = (low + high + 1) // 2
        if here[low:middle] == yonder[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, at: int, other: str, there: int) -> int:
    """Count the characters that two texts share before a place in each; both at their beginnings share everything."""
    here, yonder = one[max(at - FAR, 0) : at][::-1], other[max(there - FAR, 0) : there][::-1]
    return _common_start(here, 0, yonder, 0)
