"""When to draw: at once after a key, and about sixty times a second at most however fast they come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from textual.screen import Screen
from textual.timer import Timer

from annotator.tui.straight import Straight

_TWO_FRAMES = 1 / 30
"""Seconds in which two frames are drawn at the most: that of a key, and that of what it has caused meanwhile."""

_REST = 0.02
"""Seconds without a frame after which there is time for what may come next; a held key repeats after 0.033."""


class Frames:
    """Draws a screen when it is wanted and no more messages wait."""

    def __init__(self, screen: Screen[None], draw: Callable[[], None], *warm: Callable[[], None]) -> None:
        """Draw a screen.

        Args:
            screen: Runs the timers; it must call `idle` when it is.
            draw: Draws everything as it is now.
            warm: Prepare what will probably be drawn next; called when the hand rests.
        """
        self._screen = screen
        self._straight = Straight(screen)
        self._draw = draw
        self._warm = warm
        self._wanted = self._by_hand = False
        self._all = _Drawn()
        self._hand = _Drawn()
        """The frames of keys alone: what came by itself in between holds up none of them."""
        self._timer: Timer | None = None
        self._rest: asyncio.TimerHandle | None = None

    def want(self) -> None:
        """Ask for a frame that shows what a key has changed."""
        self._wanted = self._by_hand = True

    def want_too(self) -> None:
        """Ask for a frame that shows what has changed by itself: what was saved, what was found."""
        self._wanted = True

    def idle(self) -> None:
        """Draw if something has changed: now, or when the time has come."""
        if not self._wanted:
            return
        early = (self._hand if self._by_hand else self._all).early()
        if early <= 0:
            self._paint()
        elif self._timer is None:
            self._timer = self._screen.set_timer(early, self._due)

    def _due(self) -> None:
        self._timer = None
        if self._wanted:
            self._paint()

    def _paint(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._all.note()
        if self._by_hand:
            self._hand.note()
        self._wanted = self._by_hand = False
        with self._straight:
            self._draw()
        if self._rest is None:
            self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        # A timer of Textual's is a task: to make one takes a tenth of what is left of a frame.
        self._rest = asyncio.get_running_loop().call_later(_REST, self._resting)

    def _resting(self) -> None:
        self._rest = None
        if monotonic() - self._all.last >= _REST:
            for warm in self._warm:
                self._screen.call_later(warm)
        else:
            self._wait_for_rest()


class _Drawn:
    """When the last two frames were drawn."""

    def __init__(self) -> None:
        self.last = self._before = 0.0

    def note(self) -> None:
        """Take note of a frame."""
        self._before, self.last = self.last, monotonic()

    def early(self) -> float:
        """Return the seconds until the next frame may be drawn; 0 or less where it may be now."""
        return self._before + _TWO_FRAMES - monotonic()
