"""The document pane: one widget that draws the text row by row from the session.

It keeps no picture of the whole text. Its scroll anchor is a paragraph and a row in it; paragraphs are laid out when
they come into view and kept while nothing in them changes; after an action only the rows that differ are repainted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotator.display import visible
from annotator.session import Session
from annotator.tui.document.layout import Entry, Layout, Run, lay_out
from annotator.tui.document.rails import Kept, Mark
from annotator.tui.document.wrap import Row, wrap
from annotator.tui.widgets.lines import Lines

Place = tuple[int, Layout, int]
"""A row on the screen: its paragraph, the paragraph's layout, and the index of its entry there."""

_KEPT = 400
_PAINTED = 500
"""Rows of one layout whose strips are kept, with every selection that was over them."""
_STRIPS = 2_000
"""Strips kept by what they show."""
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
        self.extra: tuple[Mark, ...] = ()
        self._painted: dict[tuple[Any, ...], Strip] = {}
        self._visible: list[Place] = []
        self._pressed: int | None = None
        digits = len(str(len(session.units)))
        self._gutter = digits + 4
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
        self.put([self._paint(*place, width) for place in self._visible])

    def on_resize(self) -> None:
        """Draw at the new size; layouts are kept by width."""
        self.show()

    def warm(self) -> None:
        """Lay out and paint what the next key will probably show: the next paragraph in focus, and what follows."""
        paragraph = self.session.cursor.paragraph + 1
        if self._visible and paragraph < len(self.session.units):
            width, height = self.size
            layout, console = self._layout(paragraph, focused=True), self.app.console
            for index in range(len(layout.entries)):
                self._paint(paragraph, layout, index, width).render(console)
            for place in islice(self._rows_from(self._visible[-1][0] + 1, 0), height):
                self._paint(*place, width).render(console)

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._layouts.clear()
        self._painted.clear()

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

    # --- painting ----------------------------------------------------------------------------------------------------

    def _paint(self, paragraph: int, layout: Layout, index: int, width: int) -> Strip:
        entry = layout.entries[index]
        overlay = self._overlay(entry.row, paragraph) if entry.kind == "text" and entry.row is not None else ()
        strip = layout.painted.get((index, overlay))
        if strip is None:
            if len(layout.painted) >= _PAINTED:
                layout.painted.clear()
            strip = layout.painted[index, overlay] = self._strip_of(paragraph, layout, index, overlay, width)
        return strip

    def _strip_of(self, paragraph: int, layout: Layout, index: int, overlay: tuple[Run, ...], width: int) -> Strip:
        """Return the strip of a row; the same one for a row that looks the same in a layout before or after an edit."""
        entry = layout.entries[index]
        gutter = self._gutter_of(paragraph, layout, first=index == 0)
        key: tuple[Any, ...] = (width, layout.focused, gutter.text)
        segments: Iterator[Segment]
        if entry.kind == "text" and entry.row is not None:
            key += (entry.row.start, entry.row.end, tuple(layout.runs_in(entry.row)), overlay)
            segments = self._text(entry.row, layout, overlay)
        elif entry.kind == "rail":
            here = {piece.mark.item_id for piece in entry.pieces}
            key += (tuple(entry.pieces), self.session.item_id if self.session.item_id in here else None)
            segments = self._rail(entry)
        else:
            key += tuple(entry.line)
            segments = (Segment(visible(text), self.style_named(style)) for text, style in entry.line)
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) >= _STRIPS:
                self._painted.clear()
            strip = self._painted[key] = self.made([gutter, *segments], width)
        return strip

    def _overlay(self, row: Row, paragraph: int) -> tuple[Run, ...]:
        """Return what the selection adds to a row of text."""
        cursor = self.session.cursor
        selection = cursor.selection
        found: list[Run] = []
        for start, end in selection.pieces:
            if start < row.end and end > row.start:
                found.append((max(start, row.start), min(end, row.end), "piece"))
        start, end = selection.start, selection.end
        if paragraph == cursor.paragraph and start < row.end and end > row.start:
            found.append((max(start, row.start), min(end, row.end), "selection"))
        return tuple(found)

    def _gutter_of(self, paragraph: int, layout: Layout, *, first: bool) -> Segment:
        bar = "▌" if layout.focused else " "
        number = f"{paragraph + 1}" if first else ""
        tick = "✓" if first and layout.reviewed else " "
        mark = "?" if first and layout.offered else " "
        text = f"{bar}{number:>{self._gutter - 4}}{mark}{tick} "
        return Segment(text, self.style_named("focus" if layout.focused else "dim"))

    def _text(self, row: Row, layout: Layout, overlay: Sequence[Run]) -> Iterator[Segment]:
        """Draw a row of text, each stretch in the styles of all that lies over it."""
        plain = "plain" if layout.focused else "context"
        styled: list[Run] = []
        for start, end, layer in layout.runs_in(row):
            clipped = row.clip(start, end)
            if clipped:
                styled.append((*clipped, layer if layout.focused else f"context {layer} labelled"))
        if not overlay and not styled:
            yield Segment(row.shown, self.style_named(plain))
            return
        for start, end, style in overlay:
            clipped = row.clip(start, end)
            if clipped:
                styled.append((*clipped, style))
        edges = sorted({0, len(row.shown), *(edge for run in styled for edge in run[:2])})
        for low, high in pairwise(edges):
            names = " ".join(style for start, end, style in styled if start <= low and high <= end)
            yield Segment(row.shown[low:high], self.style_named(names or plain))

    def _rail(self, entry: Entry) -> Iterator[Segment]:
        """Draw brackets; the label of the current item stands out from its bracket."""
        column = 0
        for piece in entry.pieces:
            if piece.column > column:
                yield Segment(" " * (piece.column - column), self.style_named("plain"))
            layer, label = piece.mark.layer, piece.mark.label
            current = piece.mark.item_id == self.session.item_id
            head, found, tail = piece.drawn.partition(label) if current else (piece.drawn, "", "")
            for words, style in ((head, layer), (found, f"{layer} current"), (tail, layer)):
                if words:
                    yield Segment(words, self.style_named(style))
            column = max(piece.column, column) + cell_len(piece.drawn)

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
