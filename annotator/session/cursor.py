"""Where the person is in the text: the paragraph in focus and the selection in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.session import selection as select
from annotator.session.selection import Edge, Selection
from annotator.session.units import Range, Units

Taken = Callable[[int], Sequence[Range]]
"""Gives the stretches of a paragraph that are labelled as quotes already."""


class Cursor:
    """Moves through a text. Every method that moves returns whether anything changed."""

    def __init__(self, units: Units, taken: Taken = lambda _: ()) -> None:
        """Start at the first paragraph.

        Args:
            units: The units of the text; at least one paragraph.
            taken: The quotations of a paragraph that need no proposal any more.
        """
        self.units = units
        self._taken = taken
        self.paragraph = 0
        self.selection = Selection(*select.first_in(units, 0, taken(0)))

    def to_paragraph(self, index: int) -> bool:
        """Go to a paragraph and propose its first quoted string that is not labelled, or its first word."""
        if not 0 <= index < len(self.units):
            return False
        self.paragraph = index
        span = select.first_in(self.units, index, self._taken(index))
        self.selection = self.selection.moved(span, chosen=False)
        return True

    def to_offset(self, offset: int) -> bool:
        """Go to the word at an offset."""
        self.paragraph = self.units.paragraph_at(offset)
        return self._take(select.word_at(self.units, self.paragraph, offset), chosen=False)

    def to_range(self, start: int, end: int, *, chosen: bool = True) -> bool:
        """Go to a stretch of the text and select it; what lies outside its first paragraph is left out.

        Args:
            start: Offset of the first code point.
            end: One behind the last.
            chosen: A label takes exactly this; otherwise the unit around it that fits its layer.
        """
        self.paragraph = self.units.paragraph_at(start)
        low, high = self.units.paragraph(self.paragraph)
        start = min(max(start, low), high - 1)
        return self._take((start, max(min(end, high), start + 1)), chosen=chosen)

    def to_mouse(self, first: int, last: int) -> bool:
        """Go to the word that was pressed, or select from the first to the last character that was dragged over."""
        if first == last:
            return self.to_offset(first)
        return self.to_range(first, self.units.step(last, 1, first, len(self.units.content)))

    def next_word(self) -> bool:
        """Go to the word behind the selection, or to the next paragraph's first."""
        word = select.next_word(self.units, self.paragraph, self.selection)
        if word is None and self.paragraph + 1 < len(self.units):
            self.paragraph += 1
            word = (self.units.words(self.paragraph) or [self.units.paragraph(self.paragraph)])[0]
        return word is not None and self._take(word, chosen=False)

    def previous_word(self) -> bool:
        """Go to the word before the selection, or to the previous paragraph's last."""
        word = select.previous_word(self.units, self.paragraph, self.selection)
        if word is None and self.paragraph > 0:
            self.paragraph -= 1
            word = (self.units.words(self.paragraph) or [self.units.paragraph(self.paragraph)])[-1]
        return word is not None and self._take(word, chosen=False)

    def next_quotation(self) -> bool:
        """Select the next quoted string, in this paragraph or a later one."""
        for index in range(self.paragraph, len(self.units)):
            for quotation in self.units.quotations(index):
                if index > self.paragraph or quotation[0] > self.selection.start:
                    self.paragraph = index
                    return self._take(quotation, chosen=False)
        return False

    def sentence(self, direction: int) -> bool:
        """Select the next sentence (1) or the previous one (-1), across paragraphs."""
        here = self.units.sentence_around(self.paragraph, self.selection.start)
        if here != self.selection.range and direction < 0:
            return self._take(here, chosen=True)
        index = (
            self.units.sentences(self.paragraph).index(here) + direction if self.units.sentences(self.paragraph) else 0
        )
        if 0 <= index < len(self.units.sentences(self.paragraph)):
            return self._take(self.units.sentences(self.paragraph)[index], chosen=True)
        if not 0 <= self.paragraph + direction < len(self.units):
            return False
        self.paragraph += direction
        sentences = self.units.sentences(self.paragraph) or [self.units.paragraph(self.paragraph)]
        return self._take(sentences[0 if direction > 0 else -1], chosen=True)

    def extend(self, edge: Edge) -> bool:
        """Move one edge outwards by a word."""
        return self._become(select.extended(self.units, self.paragraph, self.selection, edge))

    def shorten(self, edge: Edge) -> bool:
        """Move one edge inwards by a word."""
        return self._become(select.shortened(self.units, self.paragraph, self.selection, edge))

    def nudge(self, edge: Edge, direction: int) -> bool:
        """Move one edge by a character: to the left (-1) or to the right (1)."""
        return self._become(select.nudged(self.units, self.paragraph, self.selection, edge, direction))

    def grow(self) -> bool:
        """Take the next larger unit."""
        return self._become(select.grown(self.units, self.paragraph, self.selection))

    def shrink(self) -> bool:
        """Take the next smaller unit."""
        return self._become(select.shrunk(self.units, self.paragraph, self.selection))

    def keep_piece(self) -> bool:
        """Keep the selection as one piece of a label that lies in several places."""
        return self._become(select.with_piece(self.units, self.paragraph, self.selection))

    def drop_pieces(self) -> bool:
        """Forget the pieces and the edges that were set; the caret stays on the first word."""
        word = select.word_at(self.units, self.paragraph, self.selection.start)
        return self._become(Selection(*word))

    def _take(self, span: Range, *, chosen: bool) -> bool:
        return self._become(self.selection.moved(span, chosen=chosen))

    def _become(self, selection: Selection) -> bool:
        changed = selection != self.selection
        self.selection = selection
        return changed
