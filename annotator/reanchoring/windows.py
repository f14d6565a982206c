"""Between which neighbours something is looked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotator.reanchoring.anchors import Anchor, Anchors
from annotator.reanchoring.known import BEGIN, Known, Stretch
from annotator.reanchoring.places import Range

_EVERYTHING = 1 << 62


class Window(NamedTuple):
    """A stretch of the text before, and the one of the text now that it became.

    Attributes:
        before: In the text before.
        now: In the text now; empty where nothing is left of it.
        left: Its left edge is words of the same paragraph that were found.
        right: So is its right edge.
        is_inside: Both edges belong to one paragraph, as words of it or as its own edges.
        is_free: The neighbours have changed places, so that it is the whole text.
    """

    before: Range
    now: Range
    left: bool = False
    right: bool = False
    is_inside: bool = False
    is_free: bool = False


class Windows:
    """Finds the neighbours of words and paragraphs."""

    def __init__(self, known: Known, anchors: Anchors, paragraphs: Sequence[Range], length: int) -> None:
        """Look among anchors.

        Args:
            known: What is known of the text before.
            anchors: What was found so far.
            paragraphs: The paragraphs of the text now.
            length: Its length in code points.
        """
        self._known = known
        self._anchors = anchors
        self._paragraphs = paragraphs
        self._length = length

    def of_paragraph(self, index: int) -> Window:
        """Return the stretch between the nearest paragraphs before and behind one of which something was found."""
        start, end = self._known.paragraphs[index]
        return self._outer(start, end)

    def of_words(self, span: Stretch) -> Window:
        """Return the stretch between the neighbours of words: in their paragraph if something of it was found."""
        paragraph = self._known.paragraph_at(span.start)
        left, right = self._anchors.before(span.start), self._anchors.behind(span.end)
        beside_left = left is not None and self._known.paragraph_at(left.end - 1) == paragraph
        beside_right = right is not None and self._known.paragraph_at(right.start) == paragraph
        if not beside_left and not beside_right:
            return self._outer(span.start, span.end)
        begin, end = self._known.paragraphs[paragraph] if paragraph >= 0 else (0, _EVERYTHING)
        low = high = low_now = high_now = 0
        if beside_left and left is not None:
            low, low_now = left.end, left.now[1]
            high, high_now = max(end, span.end), self._around(left.now[1] - 1)[1]
        if beside_right and right is not None:
            if not beside_left:
                low, low_now = min(begin, span.start), self._around(right.now[0])[0]
            high, high_now = right.start, right.now[0]
        return Window((low, high), (low_now, max(high_now, low_now)), beside_left, beside_right, is_inside=True)

    def of_same_number(self, span: Stretch) -> Window | None:
        """Return the paragraph of words, and the one now with as many between it and what was found around it.

        None where paragraphs were added or taken away there, or the words are in none.
        """
        index = self._known.paragraph_at(span.start)
        if index < 0 or span.end > self._known.paragraphs[index][1]:
            return None
        numbered = self.numbered(self.of_paragraph(index))
        return Window(self._known.paragraphs[index], numbered(index)) if numbered is not None else None

    def numbered(self, window: Window) -> Callable[[int], Range] | None:
        """Return what gives the paragraph of the same number; None where others were added or taken away."""
        if window.is_free:
            return None
        first = bisect_left(self._known.paragraphs, window.before[0], key=BEGIN)
        last = bisect_left(self._known.paragraphs, window.before[1], key=BEGIN)
        first_now = bisect_left(self._paragraphs, window.now[0], key=BEGIN)
        last_now = bisect_left(self._paragraphs, window.now[1], key=BEGIN)
        if last - first != last_now - first_now:
            return None
        return lambda index: self._paragraphs[first_now + index - first]

    def _outer(self, start: int, end: int) -> Window:
        """Return the stretch between the paragraphs of the neighbours, these left out."""
        left, right = self._anchors.before(start), self._anchors.behind(end)
        low, low_now = self._behind(left) if left is not None else (0, 0)
        high, high_now = self._before(right) if right is not None else (_EVERYTHING, self._length)
        if low_now > high_now:
            if left is not None and right is not None and left.now[1] <= right.now[0]:
                return Window((low, high), (low_now, low_now))  # both in one paragraph now: nothing is between
            return Window((0, _EVERYTHING), (0, self._length), is_free=True)
        return Window((low, high), (low_now, high_now))

    def _behind(self, anchor: Anchor) -> Range:
        """Return where the paragraph in which an anchor ends is over, before and now."""
        index = self._known.paragraph_at(anchor.end - 1)
        end = self._known.paragraphs[index][1] if index >= 0 else anchor.end
        return max(end, anchor.end), self._around(anchor.now[1] - 1)[1]

    def _before(self, anchor: Anchor) -> Range:
        """Return where the paragraph in which an anchor begins begins itself, before and now."""
        index = self._known.paragraph_at(anchor.start)
        start = self._known.paragraphs[index][0] if index >= 0 else anchor.start
        return min(start, anchor.start), self._around(anchor.now[0])[0]

    def _around(self, place: int) -> Range:
        """Return the paragraph of the text now that a place is in, or the gap between two."""
        index = bisect_right(self._paragraphs, place, key=BEGIN) - 1
        if index < 0:
            return 0, self._paragraphs[0][0] if self._paragraphs else self._length
        start, end = self._paragraphs[index]
        if place < end:
            return start, end
        following = self._paragraphs[index + 1][0] if index + 1 < len(self._paragraphs) else self._length
        return end, following
