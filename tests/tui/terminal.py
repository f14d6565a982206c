"""The real program in a pseudo-terminal, and what a person would see on it."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

PATIENCE = 30.0
"""Seconds to wait for something to appear before a test fails."""


class Terminal:
    """Runs `annotator` in a terminal of 80 by 24 cells and keeps its screen and every byte it wrote."""

    def __init__(
        self,
        arguments: list[str],
        *,
        size: tuple[int, int] = (80, 24),
        program: Sequence[str] = ("-m", "annotator"),
        keymap: str = os.devnull,
        executable: str = sys.executable,
    ) -> None:
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "ANNOTATOR"}}
        self.process = pexpect.spawn(
            executable,
            [*program, *arguments],
            dimensions=(rows, columns),
            env={**environment, "TERM": "xterm-256color", "ANNOTATOR_KEYMAP": keymap},
            timeout=PATIENCE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self.process.closed:
            self.process.close(force=True)

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        self.process.send(keys)

    def shows(self, words: str) -> str:
        """Wait until words are on the screen; return the screen."""
        return self.wait(lambda: words in self.text(), repr(words))

    def hides(self, words: str) -> str:
        """Wait until words are not on the screen any more; return the screen."""
        return self.wait(lambda: words not in self.text(), f"no {words!r}")

    def wait(self, reached: Callable[[], bool], what: str) -> str:
        """Read until something is reached; return the screen."""
        deadline = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what} on:\n{self.text()}")
            try:
                self.feed(self.process.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                raise AssertionError(f"the program ended before {what}:\n{self.text()}") from None
        return self.text()

    def wait_for_bytes(self) -> None:
        """Wait until something was written, and read nothing."""
        assert select.select([self.process.child_fd], [], [], PATIENCE)[0], "nothing was written"

    def ends(self) -> int:
        """Wait for the end; return the exit code."""
        self.feed(self.process.read())
        self.process.wait()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -1)

    def hang_up(self) -> int:
        """Close the terminal and wait for the end of the program; return the exit code."""
        self.process.ptyproc.fileobj.close()  # which would close the descriptor again, whoever's it is by then
        self.process.closed = True
        assert self.process.pid is not None
        process = os.pidfd_open(self.process.pid)
        ended, _, _ = select.select([process], [], [], PATIENCE)
        os.close(process)
        assert ended, "the program goes on although its terminal is gone"
        _, status = os.waitpid(self.process.pid, 0)
        self.process.ptyproc.terminated = True
        return os.waitstatus_to_exitcode(status)

    def text(self) -> str:
        """Return the screen, row by row."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def left_behind(self) -> str:
        """Return the words that were printed after the alternate screen was left, white space as single spaces."""
        after = self.written.rpartition(b"\x1b[?1049l")[2].decode()
        return " ".join(re.sub(r"\x1b\[[0-9;?<>=]*[A-Za-z]", "", after).split())

    def feed(self, data: Any) -> None:
        """Take what the program wrote."""
        self.written += data
        self._stream.feed(data)
