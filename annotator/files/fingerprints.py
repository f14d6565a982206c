"""What tells whether a file is still the one that was read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from annotator.files.reading import read_file
from annotator.files.strict_yaml import MAX_BYTES

Signature = tuple[int, int, int]


def fingerprint(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where there is none.

    Raises:
        OSError: When there is something that cannot be read.
    """
    try:
        return hashlib.sha256(read_file(path, MAX_BYTES)).hexdigest()
    except FileNotFoundError:
        return None


def signature(path: Path) -> Signature | None:
    """Return what changes when a file is replaced or written to, as far as the system tells without reading it."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
