"""What the system tells a program with a terminal: to end, to stop, to go on."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from textual.driver import Driver

ENDING = ("SIGTERM", "SIGHUP", "SIGINT")


def when_told_to_end(told: Callable[[int], None]) -> None:
    """Have `told` called with the number of a signal that ends programs. There must be a running event loop."""
    for name in ENDING:
        if number := getattr(signal, name, None):
            # Windows has no such handlers, and ends programs otherwise; nor has a thread.
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, told, number)


class StopAndGo:
    """Gives the terminal back while the program is stopped, and takes it anew when it goes on, however it was stopped.

    Textual's driver does that for SIGTSTP. After SIGSTOP, or a SIGCONT to a program that was not stopped, it would take
    its own settings of the terminal for those it found, and leave them behind at the end.
    """

    def __init__(self, driver: Driver, going: Callable[[], object]) -> None:
        """Take over from a driver that has the terminal.

        Args:
            driver: The driver.
            going: Called when the terminal is ours again, to draw everything anew.
        """
        self._driver = driver
        self._going = going
        self._is_given_back = False
        self._stop: Any = None
        if sys.platform != "win32" and driver.can_suspend:
            self._stop = signal.getsignal(signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, self._stopping)
            signal.signal(signal.SIGCONT, self._continued)

    def _stopping(self, number: int, frame: FrameType | None) -> None:
        self._is_given_back = True
        self._stop(number, frame)

    def _continued(self, _: int, __: FrameType | None) -> None:
        if not self._is_given_back:
            self._driver.suspend_application_mode()
        self._is_given_back = False
        self._driver.resume_application_mode()
        self._going()
