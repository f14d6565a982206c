"""A program in a pseudo-terminal, and when it wrote what."""

from __future__ import annotations

import os
import select
import signal
import time
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

QUIET = 0.04
"""Seconds without a byte that end a repaint; they are waited for, and are no part of any figure."""
PATIENCE = 20.0
"""Seconds to wait for a program before the measurement fails."""


class Terminal:
    """Runs a program in a terminal of 100 by 30 cells.

    Attributes:
        name: What it is called in the report.
        started: When the process was started, in seconds of `time.perf_counter`.
    """

    columns, rows = 100, 30

    def __init__(self, name: str, command: list[str], folder: Path | None = None) -> None:
        """Start a command."""
        self.name = name
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self._unseen: list[bytes] = []
        environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "ANNOTATOR"}}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "ANNOTATOR_KEYMAP": os.devnull}
        self.started = time.perf_counter()
        self._process = PtyProcess.spawn(
            command, dimensions=(self.rows, self.columns), env=environment, cwd=None if folder is None else str(folder)
        )
        self._file: int = self._process.fd

    def send(self, keys: bytes) -> float:
        """Write keys as a keyboard does; return when."""
        now = time.perf_counter()
        os.write(self._file, keys)
        return now

    def read(self, timeout: float) -> tuple[float, bytes] | None:
        """Return the next bytes and when they came; None where none come in time."""
        if not select.select([self._file], [], [], timeout)[0]:
            return None
        try:
            data = os.read(self._file, 1 << 20)
        except OSError:
            data = b""
        if not data:
            raise RuntimeError(f"{self.name} has ended:\n{self.text()}")
        now = time.perf_counter()
        self._unseen.append(data)
        return now, data

    def settle(self, quiet: float = QUIET) -> float | None:
        """Read until nothing comes any more; return when the last byte came, None where none did."""
        last = None
        while (found := self.read(quiet)) is not None:
            last = found[0]
        return last

    def step(self, keys: bytes) -> float:
        """Send a key and return the seconds to the last byte of the repaint it causes."""
        sent = self.send(keys)
        first = self.read(PATIENCE)
        if first is None:
            raise RuntimeError(f"{self.name} did not answer {keys!r}:\n{self.text()}")
        return (self.settle() or first[0]) - sent

    def until(self, words: str, patience: float = PATIENCE) -> float:
        """Read until words are written, in one piece; return when."""
        wanted, kept = words.encode(), b""
        deadline = time.perf_counter() + patience
        while time.perf_counter() < deadline:
            found = self.read(1.0)
            if found is not None:
                kept = kept[-200:] + found[1]
                if wanted in kept:
                    return found[0]
        raise RuntimeError(f"{self.name} never showed {words!r}:\n{self.text()}")

    def text(self) -> str:
        """Return the screen, row by row."""
        for data in self._unseen:
            self._stream.feed(data)
        self._unseen.clear()
        return "\n".join(line.rstrip() for line in self.screen.display)

    def memory(self) -> float:
        """Return the proportional set size of the process in MB: its own pages, and its share of those it shares."""
        rollup = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024

    def end(self) -> None:
        """End the process."""
        self._process.kill(signal.SIGKILL)
        self._process.wait()
        self._process.fileobj.close()
        self._process.closed = True
