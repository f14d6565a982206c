"""Where the person is in the text: the paragraph in focus and the selection in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from annotator.session import selection as select
from annotator.session.selection import Edge, Selection
from annotator.session.units import START, Range, Units

Taken = Callable[[int], Sequence[Range]]
"""Gives the stretches of a paragraph that are labelled as quotes already."""


class Cursor:
    """Moves through a text. Every method returns whether there was somewhere to go.

    Attributes:
        units: The units of the text.
        paragraph: The paragraph in focus.
        selection: What is selected in it.
        reshaped_from: What was selected before the person began to move its edges; None where they have not.
    """

    def __init__(self, units: Units, taken: Taken = lambda _: ()) -> None:
        """Start at the first paragraph.

        Args:
            units: The units of the text; at least one paragraph.
            taken: The quotations of a paragraph that need no proposal any more.
        """
        self.units = units
        self._taken = taken
        self.paragraph = 0
        self.reshaped_from: Selection | None = None
        self.selection = Selection(*select.first_in(units, 0, taken(0)))

    def to_paragraph(self, index: int) -> bool:
        """Go to a paragraph and propose its first quoted string that is not labelled, or its first word."""
        if not 0 <= index < len(self.units):
            return False
        self.paragraph = index
        self.reshaped_from = None
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
        self.paragraph = self.units.paragraphs_of(start, end)[0]
        low, high = self.units.paragraph(self.paragraph)
        start = min(max(start, low), high - 1)
        return self._take(self.units.whole(self.paragraph, start, max(end, start + 1)), chosen=chosen)

    def to_mouse(self, first: int, last: int) -> bool:
        """Go to the word that was pressed, or select from one character to the other that was dragged over."""
        if first == last:
            self.paragraph = self.units.paragraph_at(first)
            return self._take(select.word_at(self.units, self.paragraph, first), chosen=False, placed=True)
        first, last = sorted((first, last))
        return self.to_range(first, last + 1)

    def next_word(self) -> bool:
        """Go to the word behind the selection, or to the next paragraph's first."""
        word = select.next_word(self.units, self.paragraph, self.selection)
        if word is None and self.paragraph + 1 < len(self.units):
            self.paragraph += 1
            word = (self.units.words(self.paragraph) or [self.units.paragraph(self.paragraph)])[0]
        return word is not None and self._take(word, chosen=False, placed=True)

    def previous_word(self) -> bool:
        """Go to the word before the selection, or to the previous paragraph's last."""
        word = select.previous_word(self.units, self.paragraph, self.selection)
        if word is None and self.paragraph > 0:
            self.paragraph -= 1
            word = (self.units.words(self.paragraph) or [self.units.paragraph(self.paragraph)])[-1]
        return word is not None and self._take(word, chosen=False, placed=True)

    def next_quotation(self, *, within: bool = False) -> bool:
        """Select the next quoted string, in this paragraph or a later one; `within`, only in this one."""
        for index in range(self.paragraph, self.paragraph + 1 if within else len(self.units)):
            found = self.units.quotations(index)
            position = bisect_right(found, self.selection.start, key=START) if index == self.paragraph else 0
            if position < len(found):
                self.paragraph = index
                return self._take(found[position], chosen=False)
        return False

    def sentence(self, direction: int) -> bool:
        """Select the next sentence (1) or the previous one (-1), across paragraphs.

        Backwards from within a sentence, that sentence comes first.
        """
        here = self.units.sentence_around(self.paragraph, self.selection.start)
        if direction < 0 and here != self.selection.range and here[0] <= self.selection.start:
            return self._take(here, chosen=True)
        found = self.units.sentences(self.paragraph)
        index = bisect_right(found, here[0], key=START) - 1 + direction
        if 0 <= index < len(found):
            return self._take(found[index], chosen=True)
        if not 0 <= self.paragraph + direction < len(self.units):
            return False
        self.paragraph += direction
        found = self.units.sentences(self.paragraph) or [self.units.paragraph(self.paragraph)]
        return self._take(found[0 if direction > 0 else -1], chosen=True)

    def extend(self, edge: Edge) -> bool:
        """Move one edge outwards by a word."""
        return self._reshape(select.extended(self.units, self.paragraph, self.selection, edge))

    def shorten(self, edge: Edge) -> bool:
        """Move one edge inwards by a word."""
        return self._reshape(select.shortened(self.units, self.paragraph, self.selection, edge))

    def to_clause_end(self, direction: int) -> bool:
        """Move the right edge to the next mark of punctuation (1), or back to the one before (-1)."""
        return self._reshape(select.to_clause_end(self.units, self.paragraph, self.selection, direction))

    def to_clause_start(self) -> bool:
        """Move the left edge behind the next mark of punctuation in the selection."""
        return self._reshape(select.to_clause_start(self.units, self.paragraph, self.selection))

    def nudge(self, edge: Edge, direction: int) -> bool:
        """Move one edge by a character: to the left (-1) or to the right (1)."""
        return self._reshape(select.nudged(self.units, self.paragraph, self.selection, edge, direction))

    def grow(self) -> bool:
        """Take the next larger unit."""
        return self._reshape(select.grown(self.units, self.paragraph, self.selection))

    def shrink(self) -> bool:
        """Take the next smaller unit."""
        return self._reshape(select.shrunk(self.units, self.paragraph, self.selection))

    def keep_piece(self) -> bool:
        """Keep the selection as one piece of a label that lies in several places."""
        return self._become(select.with_piece(self.selection))

    def drop_pieces(self) -> bool:
        """Forget the pieces and the edges that were set; the caret stays on the first word."""
        word = select.word_at(self.units, self.paragraph, self.selection.start)
        self.reshaped_from = None
        return self._become(Selection(*word))

    def _reshape(self, selection: Selection) -> bool:
        self.reshaped_from = self.reshaped_from or self.selection
        return self._become(selection)

    def _take(self, span: Range, *, chosen: bool, placed: bool = False) -> bool:
        self.reshaped_from = None
        return self._become(self.selection.moved(span, chosen=chosen, placed=placed))

    def _become(self, selection: Selection) -> bool:
        changed = selection != self.selection
        self.selection = selection
        return changed
