"""Going from place to place in a text: to what is not reviewed, from label to label, to what is searched for."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.labels import Item
from annotator.session.labelling import place_of
from annotator.session.meaning import Meaning
from annotator.session.search import find


class Navigation(Meaning):
    """A session's ways through the text, beside those of its cursor."""

    def to_unreviewed(self) -> bool:
        """Go to the next paragraph that is asked for and not reviewed, round the end; return whether there is one."""
        count = len(self.units)
        for step in range(1, count + 1):
            index = (self.cursor.paragraph + step) % count
            if self.is_to_review(index):
                return self.cursor.to_paragraph(index)
        return False

    def to_following(self) -> bool:
        """Go to the next paragraph, in a sample to the next one of it; return whether there is one."""
        behind = range(self.cursor.paragraph + 1, len(self.units))
        return self.cursor.to_paragraph(next(filter(self.is_asked, behind), len(self.units)))

    def to_item(self, direction: int) -> Item | None:
        """Go to the next (1) or previous (-1) item in text order, across paragraphs.

        Items that lie nowhere in the text come behind the last.

        Returns:
            The item, or None where none is.
        """
        current = self.item if self._item_at == self.cursor.selection else None
        if current is not None and place_of(current) is None:
            return self._to_item_nowhere(self._ids(self.index.nowhere()).index(current.id) + direction)
        here = self.index.in_paragraph(self.cursor.paragraph)
        ids = self._ids(here)
        if current is not None and current.id in ids:
            position = ids.index(current.id) + direction
        else:
            position = self._beside_caret(here, direction)
        if 0 <= position < len(here):
            return self.visit(here[position], self.cursor.paragraph)
        if direction < 0:
            return self._to_item_in(range(self.cursor.paragraph - 1, -1, -1), -1)
        return self._to_item_in(range(self.cursor.paragraph + 1, len(self.units)), 0) or self._to_item_nowhere(0)

    def _to_item_nowhere(self, position: int) -> Item | None:
        """Go to one of the items that lie nowhere; before the first of them is the last one in the text."""
        nowhere = self.index.nowhere()
        if position < 0:
            return self._to_item_in(range(len(self.units) - 1, -1, -1), -1)
        return self.visit(nowhere[position]) if position < len(nowhere) else None

    @staticmethod
    def _ids(items: Sequence[Item]) -> list[str]:
        return [item.id for item in items]

    def _beside_caret(self, here: Sequence[Item], direction: int) -> int:
        """Return the position of the first item at the caret or behind (1), or of the last that begins before (-1)."""
        low, high = self.units.paragraph(self.cursor.paragraph)
        caret = self.cursor.selection.start
        spans = [[span for _, span in item.located_spans() if span.start < high and span.end > low] for item in here]
        if direction > 0:
            return next(
                (index for index, ends in enumerate(spans) if any(span.end > caret for span in ends)), len(here)
            )
        return max(
            (index for index, starts in enumerate(spans) if any(span.start < caret for span in starts)), default=-1
        )

    def _to_item_in(self, paragraphs: range, which: int) -> Item | None:
        for paragraph in paragraphs:
            here = self.index.in_paragraph(paragraph)
            if here:
                return self.visit(here[which], paragraph)
        return None

    def visit(self, item: Item, paragraph: int | None = None) -> Item:
        """Make an item the current one and go to its words, in `paragraph` if given."""
        low, high = self.units.paragraph(paragraph) if paragraph is not None else (0, len(self.text.content))
        spans = [span for _, span in item.located_spans() if span.start < high and span.end > low]
        if spans:
            # As after labelling: the next label takes the unit that fits its layer.
            self.cursor.to_range(max(spans[0].start, low), spans[0].end, chosen=False)
        self.item_id = item.id
        return item

    def search(self, words: str = "") -> bool:
        """Select the next place where words stand; without words, those of the last search."""
        self.searched = words.strip() or self.searched
        found = find(self.text.content, self.searched, self.cursor.selection.end)
        if found is not None:
            self.cursor.to_range(*found)
        return found is not None
