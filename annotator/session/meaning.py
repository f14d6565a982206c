"""Which item an action means: the current one, the one selected exactly, the one under the caret, or the nearest."""

from __future__ import annotations

from annotator.labels import Item
from annotator.session.selection import Selection
from annotator.session.state import State


class Meaning(State):
    """What is meant where the person is."""

    def item_here(self) -> Item | None:
        """Return the item that `edit` or `delete` means.

        That is the current one until the caret leaves it. Then it is the item whose words are selected exactly; for a
        mere caret, the shortest one under it; and else the current one, if it has words in this paragraph. While the
        person moves the edges of the selection it stays the one it was, see `_held`, unless `grow` comes to the words
        of another exactly.
        """
        current = self._current_here()
        if current is not None and self._item_at == self.cursor.selection:
            return current
        held = self._held()
        if held is not None and not self.cursor.selection.trail:
            return held
        exact = self._selected_exactly(self.cursor.selection)
        if exact is not None:
            return exact
        if held is not None:
            return held
        if current is None or not self.cursor.selection.chosen:
            return self.item_under_caret() or current
        return current

    def _current_here(self) -> Item | None:
        """Return the current item if it has words in this paragraph, or lies nowhere and the caret has not moved."""
        current = self.item
        if current is None:
            return None
        if self.index.is_in(self.cursor.paragraph, current.id):
            return current
        lies_nowhere = next(current.located_spans(), None) is None
        return current if lies_nowhere and self._item_at == self.cursor.selection else None

    def _held(self) -> Item | None:
        """Return the item that was meant when the person began to move the edges of the selection.

        None where they have not, or where none was meant.
        """
        origin = self.cursor.reshaped_from
        if origin is None:
            return None
        current = self._current_here()
        if current is not None and self._item_at == origin:
            return current
        return self._selected_exactly(origin) or current or self.index.under(self.cursor.paragraph, origin.start)

    def _selected_exactly(self, selection: Selection) -> Item | None:
        if not selection.chosen:
            return None
        exactly = self.index.exactly(self.cursor.paragraph, *selection.range)
        found = [
            item
            for item in (self.index.in_paragraph(self.cursor.paragraph) if exactly else ())
            if item.id in exactly and any((span.start, span.end) == selection.range for span in item.main)
        ]
        return min(found, key=lambda item: item.id != self._item_id, default=None)

    def item_under_caret(self) -> Item | None:
        """Return the item with the shortest span that holds the start of the selection."""
        return self.index.under(self.cursor.paragraph, self.cursor.selection.start)

    def target(self) -> Item | None:
        """Return the quote, claim or frame that a link belongs to.

        That is the one whose words are selected exactly, also where edges were moved to get there, else the item here
        or the current one in this paragraph, else the nearest; quotes before the others.
        """
        selection, current = self.cursor.selection, self._current_here()
        left = current is None or self._item_at != selection
        exact = self._selected_exactly(selection) if left else None
        here = self.item_under_caret() if exact is None and left and not selection.chosen else exact
        for item in (here, current):
            if item is not None and item.link:
                return item
        linkable = [item for item in self.index.in_paragraph(self.cursor.paragraph) if item.link]
        return min(linkable, key=lambda item: (item.layer != "quotes", self._distance(item)), default=None)

    def _distance(self, item: Item) -> int:
        """Return how many code points lie between the selection and the words of an item; 0 where they overlap."""
        start, end = self.cursor.selection.range
        gaps = [max(span.start - end, start - span.end, 0) for span in item.main]
        return min(gaps, default=0)
