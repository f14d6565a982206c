"""Something to read above the labelling screen: help, guidelines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from annotator.tui.widgets.lines import Line, Lines, Part, wrapped


class Paragraphs(Lines):
    """Lines wrapped at the widget's width, scrolled by rows; a line's first part is kept as its margin."""

    can_focus = True
    framed = True

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines."""
        super().__init__(id="pages")
        self._lines = lines
        self._rows: list[Line] = []
        self._top = 0

    def on_resize(self) -> None:
        """Wrap anew."""
        self._rows = [row for line in self._lines for row in wrapped(line, max(self.size.width - 1, 4))]
        self.scroll_rows(0)

    def scroll_rows(self, rows: int) -> None:
        """Move by rows."""
        height = self.size.height
        self._top = min(max(self._top + rows, 0), max(len(self._rows) - height, 0))
        page = list(self._rows[self._top : self._top + height])
        if self._top + height < len(self._rows) and page:
            page[-1] = [Part("  ↓ more", "more")]
        self.draw(page)


class Reader(ModalScreen[None]):
    """A box with a title; any of Esc, q, enter, ? and g closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,Q,enter,question_mark,g", "close", "close"),
    ]
    DEFAULT_CSS = """
    Reader {
        align: center middle;
        & > Paragraphs { width: 96%; max-width: 100; height: 90%; background: $surface; border: round $primary; }
        & > Paragraphs { padding: 0 1; }
    }
    """

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        """Show lines under a title."""
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        pages = Paragraphs(self._lines)
        pages.border_title = self._title
        pages.border_subtitle = "↑↓ scroll · esc close"
        yield pages

    def on_key(self, event: events.Key) -> None:
        """Scroll."""
        pages = self.query_one(Paragraphs)
        page = max(pages.size.height - 1, 1)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "space": page, "pageup": -page}
        steps |= {"home": -(10**6), "end": 10**6}
        if event.key in steps:
            event.stop()
            pages.scroll_rows(steps[event.key])

    def action_close(self) -> None:
        """Leave."""
        self.dismiss(None)
