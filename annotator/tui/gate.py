"""The second line of defence: nothing that a terminal obeys leaves a widget, whoever drew it.

Our own widgets pass the display gate where they are made (`annotator.tui.widgets.lines`). Textual's, such as the
command palette with what was typed or pasted into it, do not; and a mistake can be made. This filter sees every row
just before it is written.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from annotator.display import visible


class Gate(LineFilter):
    """Replaces what the display gate replaces, in rows of any widget, and keeps their width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments as they can be shown; the same list where they can be shown as they are."""
        # `isprintable` is a look at a table in C, and true of nearly every row; `visible` decides about the others.
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        shown = [Segment(visible(text), style, control) for text, style, control in segments]
        if all(new.text == old.text for new, old in zip(shown, segments, strict=True)):
            return segments
        # Many of these code points take no cell, their pictures take one: the row is cut to what it claimed.
        return Segment.adjust_line_length(shown, sum(cell_len(text) for text, _, _ in segments))
