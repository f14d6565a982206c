"""When to draw: at once after a key, and at most sixty times a second however fast they come."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual.screen import Screen
from textual.timer import Timer

_SHORTEST = 1 / 60
"""Seconds from one frame to the next: Textual paints no sooner, so that anything drawn in between is drawn in vain."""

_REST = 0.02
"""Seconds without a frame after which there is time for what may come next; a held key repeats after 0.033."""


class Frames:
    """Draws a screen when it is wanted and no more messages wait."""

    def __init__(self, screen: Screen[None], draw: Callable[[], None], warm: Callable[[], None]) -> None:
        """Draw a screen.

        Args:
            screen: Runs the timers; it must call `idle` when it is.
            draw: Draws everything as it is now.
            warm: Prepares what will probably be drawn next; called when the hand rests.
        """
        self._screen = screen
        self._draw = draw
        self._warm = warm
        self._wanted = False
        self._drawn_at = 0.0
        self._timer: Timer | None = None
        self._rest: Timer | None = None

    def want(self) -> None:
        """Ask for a frame that shows what has changed."""
        self._wanted = True

    def idle(self) -> None:
        """Draw if something has changed: now, or when the time has come."""
        if not self._wanted or self._timer is not None:
            return
        early = self._drawn_at + _SHORTEST - monotonic()
        if early > 0:
            self._timer = self._screen.set_timer(early, self._due)
        else:
            self._paint()

    def _due(self) -> None:
        self._timer = None
        self._paint()

    def _paint(self) -> None:
        self._wanted = False
        self._drawn_at = monotonic()
        self._draw()
        if self._rest is None:
            self._rest = self._screen.set_timer(_REST, self._resting)

    def _resting(self) -> None:
        self._rest = None
        if monotonic() - self._drawn_at >= _REST:
            self._warm()
        else:
            self._rest = self._screen.set_timer(_REST, self._resting)
