"""What the disk takes by itself for what an edit costs it: a line appended and synced."""

from __future__ import annotations

import os
import time
from pathlib import Path

_LINE = b"x" * 400
"""About as long as an edit in the journal."""


class Disk:
    """A file that lines are appended to.

    Attributes:
        times: Seconds that each line took until it was on the disk.
    """

    def __init__(self, path: Path) -> None:
        """Begin a file."""
        self.times: list[float] = []
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def sync(self) -> None:
        """Append a line, and wait until it is on the disk."""
        began = time.perf_counter()
        os.write(self._file, _LINE)
        os.fsync(self._file)
        self.times.append(time.perf_counter() - began)

    def close(self) -> None:
        """Be done."""
        os.close(self._file)
