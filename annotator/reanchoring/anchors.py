"""What is known of where stretches of the text before stand now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.reanchoring.folding import Folded, fold
from annotator.reanchoring.places import Range


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of the text before whose words are at one place now.

    Attributes:
        start: Its first code point in the text before.
        end: One behind its last there.
        now: Where it stands now, in code points.
        words: The words as they were, where marks or white space in them are others now; None where nothing is.
    """

    start: int
    end: int
    now: Range
    words: Folded | None = None


class Anchors:
    """Anchors in the order of the text before; none lies inside another."""

    def __init__(self, text: Folded) -> None:
        """Begin without any.

        Args:
            text: The text now.
        """
        self._text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._anchors: list[Anchor] = []

    def __iter__(self) -> Iterator[Anchor]:
        """Yield the anchors in the order of the text before."""
        return iter(self._anchors)

    def add(self, start: int, words: str, now: Range) -> None:
        """Add a stretch of the text before, known by its words."""
        exact = self._text.content[now[0] : now[1]] == words
        self._put(Anchor(start, start + len(words), now, None if exact else Folded(words)))

    def add_whole(self, before: Range, now: Range) -> None:
        """Add a stretch that is as long as it was, and of which everything that is known is where it was."""
        self._put(Anchor(*before, now))

    def _put(self, anchor: Anchor) -> None:
        if self.around(anchor.start, anchor.end) is not None:
            return
        first = bisect_left(self._starts, anchor.start)
        last = bisect_right(self._ends, anchor.end)  # those from first to last lie inside
        last = max(first, last)
        self._starts[first:last] = [anchor.start]
        self._ends[first:last] = [anchor.end]
        self._anchors[first:last] = [anchor]

    def around(self, start: int, end: int) -> Anchor | None:
        """Return the anchor that holds all of a stretch."""
        index = bisect_right(self._starts, start) - 1
        return self._anchors[index] if index >= 0 and self._ends[index] >= end else None

    def before(self, place: int) -> Anchor | None:
        """Return the last anchor that ends at a place or before it."""
        index = bisect_right(self._ends, place) - 1
        return self._anchors[index] if index >= 0 else None

    def behind(self, place: int) -> Anchor | None:
        """Return the first anchor that begins at a place or behind it."""
        index = bisect_left(self._starts, place)
        return self._anchors[index] if index < len(self._anchors) else None

    def touching(self, start: int, end: int) -> list[Anchor]:
        """Return the anchors that share something with a stretch."""
        return self._anchors[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def place(self, start: int, end: int, words: str) -> Range | None:
        """Return where words of the text before stand now, by the anchors around them; None where these do not tell."""
        found = self._inside(start, end)
        if found is None or not 0 <= found[0] < found[1] <= len(self._text.content):
            return None
        there = self._text.content[found[0] : found[1]]
        return found if there == words or (fold(words).strip() and fold(there) == fold(words)) else None

    def _inside(self, start: int, end: int) -> Range | None:
        anchor = self.around(start, end)
        if anchor is None:
            first, last = self.around(start, start + 1), self.around(end - 1, end)
            if first is None or last is None or first.words is not None or last.words is not None:
                return None
            return start - first.start + first.now[0], end - last.start + last.now[0]
        if anchor.words is None:
            return start - anchor.start + anchor.now[0], end - anchor.start + anchor.now[0]
        base = self._text.inward(anchor.now[0])
        low, high = anchor.words.inward(start - anchor.start), anchor.words.inward(end - anchor.start)
        return self._text.outward(base + low, base + high) if low < high else None
