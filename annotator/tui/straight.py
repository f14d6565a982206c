"""Rows that changed, written to the terminal as they are.

For Textual a row that changed is a region: its widget sends a message, the screen waits for a timer, all widgets are
asked for all their rows, these are cut where widgets meet, and of the pieces those in the regions are written. That
takes most of a frame. Rows of `Lines` need none of it: they are as wide as their widget and ready to be written.

Textual keeps no picture of the terminal. Whenever it paints, it asks the widgets, so both ways lead to the same screen,
and where anything is not as it is all day, the rows are left to Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any

from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from annotator.tui.widgets.lines import Lines


class _Rows(CompositorUpdate):
    """Strips and the cells where they begin, as the app writes what it paints."""

    def __init__(self, rows: list[tuple[int, int, Strip]]) -> None:
        self._rows = rows

    def render_segments(self, console: Console) -> str:
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self._rows)


class Straight:
    """Collects the rows that change while a screen is drawn, and writes them at the end: `with` it, draw."""

    def __init__(self, screen: Screen[Any]) -> None:
        """Write rows of a screen."""
        self._screen = screen
        self._rows: list[tuple[int, int, Strip]] = []
        self._places: dict[Widget, Region] = {}
        self._seen: Mapping[Widget, tuple[Region, Region]] | None = None

    def __enter__(self) -> None:
        """Begin to collect, if rows can be written now."""
        self._rows = []
        if self._is_possible():
            Lines.straight = self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Write what was collected."""
        Lines.straight = None
        if self._rows:
            # As Textual's own frames are; it calls them renderables of Rich's, which they are only by name.
            self._screen.app._display(self._screen, _Rows(self._rows))  # type: ignore[arg-type]  # noqa: SLF001

    def size_of(self, widget: Lines) -> Size | None:
        """Return the size of a widget that is in its place; None for others."""
        place = self._places.get(widget)
        return None if place is None else place.size

    def take(self, widget: Lines, changed: list[int]) -> bool:
        """Take rows of a widget; return False where they are Textual's to paint.

        Args:
            widget: The widget, which can be asked for the rows.
            changed: Which of its rows changed, from its top.
        """
        place = self._places.get(widget)
        if place is None:
            return False
        self._rows += [(place.x, place.y + y, widget.render_line(y)) for y in changed if y < place.height]
        return True

    def _is_possible(self) -> bool:
        """Return whether a frame could be written now; look anew where the widgets are if there was a layout."""
        app = self._screen.app
        if not self._screen.is_current or app.is_headless or app.is_inline or app._batch_count:  # noqa: SLF001
            return False
        visible = self._screen._compositor.visible_widgets  # noqa: SLF001 - the same mapping until the next layout
        if visible is not self._seen:
            self._seen = visible
            self._places = _free(visible, app.size.region)
        return bool(self._places)


def _free(visible: Mapping[Widget, tuple[Region, Region]], screen: Region) -> dict[Widget, Region]:
    """Return where those widgets are that draw lines, are seen whole, and have nothing over them.

    Args:
        visible: The region of each widget and what can be seen of it, from front to back.
        screen: The region of the screen.
    """
    found: dict[Widget, Region] = {}
    above: list[Region] = []
    for widget, (region, clip) in visible.items():
        if isinstance(widget, Lines) and not widget.framed:
            whole = clip.contains_region(region) and screen.contains_region(region)
            if whole and not any(region.overlaps(other) for other in above):
                found[widget] = region
        above.append(region)
    return found
