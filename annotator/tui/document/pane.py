"""The document pane: one widget that draws the text row by row from the session.

It keeps no picture of the whole text. Its scroll anchor is a paragraph and a row in it; paragraphs are laid out when
they come into view and kept while nothing in them changes; after an action only the rows that differ are repainted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from textual import events
from textual.message import Message

from annotator.session import Session
from annotator.tui.document.layout import Layout, lay_out
from annotator.tui.document.painting import Painter
from annotator.tui.document.rails import Kept, Mark
from annotator.tui.document.wrap import Row, wrap
from annotator.tui.widgets.lines import Lines

Place = tuple[int, Layout, int]
"""A row on the screen: its paragraph, the paragraph's layout, and the index of its entry there."""

_KEPT = 400
_CONTEXT = 3
"""Rows kept visible above the paragraph in focus where there is room."""


class DocumentPane(Lines):
    """Shows a session's text and lets the mouse select in it."""

    class Selected(Message):
        """The mouse went from one character to another, or was only pressed on one."""

        def __init__(self, first: int, last: int) -> None:
            """Take the offsets where the first and the last character begin; the same for a mere click."""
            super().__init__()
            self.first = first
            self.last = last

    def __init__(self, session: Session) -> None:
        """Show a session; `extra` is what stands in the rails of the paragraph in focus above its labels."""
        super().__init__(id="document")
        self.session = session
        self._anchor = (session.cursor.paragraph, 0)
        self._layouts: OrderedDict[tuple[Any, ...], Layout] = OrderedDict()
        self._rows: OrderedDict[tuple[int, int], list[Row]] = OrderedDict()
        self._marks: Kept = {}
        self._painter = Painter(session, self)
        self.extra: tuple[Mark, ...] = ()
        self._visible: list[Place] = []
        self._pressed: int | None = None
        self._gutter = self._painter.gutter
        self._width = 2

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show(self, *, follow: bool = True) -> None:
        """Draw the session as it is now.

        Args:
            follow: Scroll so that the selection is visible.
        """
        width, height = self.size
        if width <= 0 or height <= 0:
            return
        self._width = max(width - self._gutter - 1, 2)
        height -= len(self._covering)
        if follow:
            self._follow(max(height, 1))
        self._visible = list(islice(self._rows_from(*self._anchor), max(height, 0)))
        self.put([self._painter.paint(*place, width) for place in self._visible])

    def on_resize(self) -> None:
        """Draw at the new size; layouts are kept by width."""
        self.show()

    def warm(self) -> None:
        """Find, lay out and paint what the next key will probably show: the next paragraph, and what follows."""
        paragraph = self.session.cursor.paragraph + 1
        if self._visible and paragraph < len(self.session.units):
            self.session.units.quotations(paragraph)
            self.session.units.words(paragraph)
            width, height = self.size
            layout, console = self._layout(paragraph, focused=True), self.app.console
            for index in range(len(layout.entries)):
                self._painter.paint(paragraph, layout, index, width).render(console)
            for place in islice(self._rows_from(self._visible[-1][0] + 1, 0), height):
                self._painter.paint(*place, width).render(console)

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._layouts.clear()
        self._painter.forget()

    def shows(self, start: int, end: int) -> bool:
        """Return whether some of the text from one offset to another is on the screen."""
        seen = self._visible[: max(self.size.height - len(self._covering), 0)]
        rows = (layout.entries[index].row for _, layout, index in seen if layout.entries[index].kind == "text")
        return any(row is not None and row.start < end and start < row.end for row in rows)

    def scroll_rows(self, rows: int) -> None:
        """Move the view by rows; the cursor stays where it is."""
        self._anchor = self._moved(self._anchor, rows)
        self.show(follow=False)

    def paragraph_a_screen_away(self, direction: int) -> int:
        """Return the paragraph a screen further down (1) or up (-1)."""
        start = (self.session.cursor.paragraph, 0)
        paragraph = self._moved(start, direction * max(self.size.height - 2, 1))[0]
        if paragraph == start[0]:
            paragraph += direction
        return min(max(paragraph, 0), len(self.session.units) - 1)

    def _layout(self, paragraph: int, *, focused: bool | None = None) -> Layout:
        if focused is None:
            focused = paragraph == self.session.cursor.paragraph
        item = self.session.item_id if focused and self.session.index.is_in(paragraph, self.session.item_id) else None
        extra = self.extra if focused else ()
        offering = self.session.offering
        offered = () if offering is None else offering.shown_in(paragraph, focused=focused)
        key = (paragraph, focused, item, self.session.index.version(paragraph), self._width, extra, offered)
        layout = self._layouts.get(key)
        if layout is None:
            rows = self._wrapped(paragraph)
            layout = self._layouts[key] = lay_out(
                self.session, paragraph, rows, self._marks, focused=focused, extra=extra
            )
            if len(self._layouts) > _KEPT:
                self._layouts.popitem(last=False)
        return layout

    def _wrapped(self, paragraph: int) -> list[Row]:
        rows = self._rows.get((paragraph, self._width))
        if rows is None:
            start, end = self.session.units.paragraph(paragraph)
            rows = wrap(self.session.text.content, start, end, self._width)
            self._rows[paragraph, self._width] = rows
            if len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return rows

    def _rows_from(self, paragraph: int, row: int) -> Iterator[Place]:
        while paragraph < len(self.session.units):
            layout = self._layout(paragraph)
            for index in range(row, len(layout.entries)):
                yield paragraph, layout, index
            paragraph, row = paragraph + 1, 0

    def _moved(self, place: tuple[int, int], rows: int) -> tuple[int, int]:
        """Return the place some rows further down or up, within the text."""
        paragraph, row = place
        row += rows
        while row < 0 and paragraph > 0:
            paragraph -= 1
            row += len(self._layout(paragraph).entries)
        while row >= len(self._layout(paragraph).entries) and paragraph + 1 < len(self.session.units):
            row -= len(self._layout(paragraph).entries)
            paragraph += 1
        return paragraph, min(max(row, 0), len(self._layout(paragraph).entries) - 1)

    def _follow(self, height: int) -> None:
        """Scroll as little as it takes to show the selection, and the whole paragraph in focus where it fits."""
        cursor = self.session.cursor
        layout = self._layout(cursor.paragraph)
        first = layout.row_of(cursor.selection.start)
        last = layout.row_of(max(cursor.selection.end - 1, cursor.selection.start))
        while last + 1 < len(layout.entries) and layout.entries[last + 1].kind == "rail":
            last += 1
        if len(layout.entries) <= height:
            first, last = 0, len(layout.entries) - 1
        elif last - first >= height:
            last = first + height - 1
        self._anchor = self._moved(self._anchor, 0)
        if self._anchor > (cursor.paragraph, first):
            context = min(_CONTEXT, max(height - (last - first) - 1, 0))
            self._anchor = self._moved((cursor.paragraph, first), -context)
        elif self._distance((cursor.paragraph, last), height) >= height:
            self._anchor = self._moved((cursor.paragraph, last), 1 - height)

    def _distance(self, place: tuple[int, int], limit: int) -> int:
        """Return how many rows below the anchor a place is, or `limit` if it is further."""
        paragraph, row = self._anchor
        rows = -row
        while paragraph < place[0] and rows < limit:
            rows += len(self._layout(paragraph).entries)
            paragraph += 1
        return min(rows + place[1], limit) if paragraph == place[0] else limit

    # --- the mouse ---------------------------------------------------------------------------------------------------

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset of the user-perceived character at a cell of the widget; None where there is no text."""
        if not 0 <= y < min(len(self._visible), self.size.height - len(self._covering)):
            return None
        paragraph, layout, index = self._visible[y]
        entry = layout.entries[index]
        if entry.row is None:
            return self.session.units.paragraph(paragraph)[0]
        return entry.row.offset(x - self._gutter)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a selection."""
        self._pressed = self.offset_at(event.x, event.y)
        if self._pressed is not None:
            self.capture_mouse()
            self.post_message(self.Selected(self._pressed, self._pressed))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend it while the button is down."""
        place = self.offset_at(event.x, min(max(event.y, 0), self.size.height - 1))
        if self._pressed is not None and place is not None and place != self._pressed:
            self.post_message(self.Selected(*sorted((self._pressed, place))))

    def on_mouse_up(self) -> None:
        """End it."""
        self._pressed = None
        self.release_mouse()

    def on_mouse_scroll_down(self) -> None:
        """Scroll with the wheel."""
        self.scroll_rows(3)

    def on_mouse_scroll_up(self) -> None:
        """Scroll with the wheel."""
        self.scroll_rows(-3)
