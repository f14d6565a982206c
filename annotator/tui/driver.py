"""Writing to the terminal without waiting for a thread.

Textual's driver hands all it writes to a thread, so that a terminal that reads slowly, or nothing at all, does not hold
up the program. Waking that thread takes as long as writing does, and much longer where the processors are busy. Here
what the terminal takes at once is written at once, and only the rest goes to the thread.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
from threading import RLock
from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver

_ALTERNATE = "\x1b[?1049h"
_READY = 2
"""Milliseconds to wait for a terminal that reads: its buffer holds less than a screen."""
_CUT = "surrogateescape"
"""How bytes that may begin or end inside a character are carried as words, and made the same bytes again."""


class Behind:
    """The terminal as the thread writes to it, with a count of what it has written.

    What is written to a terminal that is gone is dropped. If the thread died of it, as Textual's does, its queue would
    fill, and the program would wait for ever to put its last words there instead of ending.

    Attributes:
        done: How many pieces are on the terminal.
    """

    def __init__(self, file: IO[str]) -> None:
        self.done = 0
        self._file = file
        self._written = 0

    def write(self, data: str) -> None:
        """Write, later or now."""
        with contextlib.suppress(OSError):
            self._file.buffer.write(data.encode(self._file.encoding, _CUT))  # type: ignore[attr-defined]
        self._written += 1

    def flush(self) -> None:
        """Have it all on the terminal."""
        with contextlib.suppress(OSError):
            self._file.flush()
        self.done = self._written

    def fileno(self) -> int:
        """Return the descriptor of the terminal."""
        return self._file.fileno()


class PromptDriver(LinuxDriver):
    """Textual's driver, but for what it writes."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        """Take what Textual's driver takes."""
        super().__init__(*arguments, **more)
        assert sys.__stderr__ is not None  # or there would be no terminal
        self._encoding, self._errors = sys.__stderr__.encoding, sys.__stderr__.errors or "replace"
        self._behind = Behind(sys.__stderr__)
        self._file: Any = self._behind
        self._given = 0
        """How many pieces the thread was given."""
        self._one_by_one = RLock()
        self._descriptor = -1

    def start_application_mode(self) -> None:
        """Take the terminal."""
        # Opened anew, since not to wait is a property of the opened file, and the shell has the other one open too.
        with contextlib.suppress(OSError):  # it is somebody else's, who ran this for us; the thread does it all
            name = os.ttyname(self._behind.fileno())
            self._descriptor = os.open(name, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Write to the terminal.

        Args:
            data: What to write.
        """
        raw = data.encode(self._encoding, self._errors)
        with self._one_by_one:
            if self._descriptor >= 0 and self._behind.done == self._given:
                raw = raw[self._taken(raw) :]
            if raw:
                self._given += 1
                super().write(raw.decode(self._encoding, _CUT))

    def _taken(self, raw: bytes) -> int:
        """Write what the terminal takes without delay; return how many bytes that are."""
        taken = 0
        waits = select.poll()
        waits.register(self._descriptor, select.POLLOUT)
        with contextlib.suppress(OSError):  # it takes no more now, or is gone: the thread will wait, or tell
            while taken < len(raw) and waits.poll(_READY):
                taken += os.write(self._descriptor, raw[taken:])
        return taken

    def close(self) -> None:
        """Write what is left, and be done with the terminal."""
        super().close()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class HandedOver(PromptDriver):
    """The same for a terminal that is in its alternate screen already: entering it again would clear it, and flash."""

    def write(self, data: str) -> None:
        """Write, but for the order to enter the alternate screen."""
        if data != _ALTERNATE:
            super().write(data)
