"""Strips of the rows of a layout: what a row of text, a rail or a line of marks looks like, kept while it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from annotator.display import visible
from annotator.session import Session
from annotator.tui.document.layout import Entry, Layout, Run
from annotator.tui.document.wrap import Row
from annotator.tui.widgets.lines import Lines

_PAINTED = 500
"""Rows of one layout whose strips are kept, with every selection that was over them."""
_STRIPS = 2_000
"""Strips kept by what they show."""


class Painter:
    """Paints the rows of paragraphs in the styles of a widget.

    Attributes:
        gutter: Cells to the left of the text: a bar if it is in focus, its number, whether anything
            is suggested for it, and whether it was reviewed.
    """

    def __init__(self, session: Session, widget: Lines) -> None:
        """Paint a session for a widget."""
        self.session = session
        self.gutter = len(str(len(session.units))) + 4
        self._widget = widget
        self._painted: dict[tuple[Any, ...], Strip] = {}

    def forget(self) -> None:
        """Forget what was painted in another theme."""
        self._painted.clear()

    def paint(self, paragraph: int, layout: Layout, index: int, width: int) -> Strip:
        """Return a row of a paragraph's layout, `width` cells wide."""
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
            segments = (Segment(visible(text), self._widget.style_named(style)) for text, style in entry.line)
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) >= _STRIPS:
                self._painted.clear()
            strip = self._painted[key] = self._widget.made([gutter, *segments], width)
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
        text = f"{bar}{number:>{self.gutter - 4}}{mark}{tick} "
        return Segment(text, self._widget.style_named("focus" if layout.focused else "dim"))

    def _text(self, row: Row, layout: Layout, overlay: Sequence[Run]) -> Iterator[Segment]:
        """Draw a row of text, each stretch in the styles of all that lies over it."""
        plain = "plain" if layout.focused else "context"
        styled: list[Run] = []
        for start, end, layer in layout.runs_in(row):
            clipped = row.clip(start, end)
            if clipped:
                styled.append((*clipped, layer if layout.focused else f"context {layer} labelled"))
        if not overlay and not styled:
            yield Segment(row.shown, self._widget.style_named(plain))
            return
        for start, end, style in overlay:
            clipped = row.clip(start, end)
            if clipped:
                styled.append((*clipped, style))
        edges = sorted({0, len(row.shown), *(edge for run in styled for edge in run[:2])})
        for low, high in pairwise(edges):
            names = " ".join(style for start, end, style in styled if start <= low and high <= end)
            yield Segment(row.shown[low:high], self._widget.style_named(names or plain))

    def _rail(self, entry: Entry) -> Iterator[Segment]:
        """Draw brackets; the label of the current item stands out from its bracket."""
        column = 0
        for piece in entry.pieces:
            if piece.column > column:
                yield Segment(" " * (piece.column - column), self._widget.style_named("plain"))
            layer, label = piece.mark.layer, piece.mark.label
            current = piece.mark.item_id == self.session.item_id
            head, found, tail = piece.drawn.partition(label) if current else (piece.drawn, "", "")
            for words, style in ((head, layer), (found, f"{layer} current"), (tail, layer)):
                if words:
                    yield Segment(words, self._widget.style_named(style))
            column = max(piece.column, column) + cell_len(piece.drawn)
