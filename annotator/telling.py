"""What is said on the terminal when something is wrong, and the exit code that goes with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper

from annotator.display import visible
from annotator.errors import AnnotatorError
from annotator.tui import first_paint

USAGE = 2
"""Exit code: wrong usage, or a file that cannot be read or written."""


def answered(act: Callable[[], object]) -> int:
    """Do something and return the exit code; every error becomes a sentence on standard error.

    Args:
        act: Returns the exit code, or anything else for 0.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show “ must not stop the program
            stream.reconfigure(errors="backslashreplace")
    try:
        code = act()
    except AnnotatorError as error:
        complain(str(error))
        return USAGE
    except OSError as error:
        name = "" if error.filename is None else f"{_short(os.fsdecode(error.filename))}: "
        complain(f"{name}{error.strerror or error}.")
        return USAGE
    return code if isinstance(code, int) else 0


def _short(name: str, limit: int = 200) -> str:
    return name if len(name) <= limit else f"{name[:limit]}…"


def complain(sentences: str) -> None:
    """Write sentences to standard error, safe for a terminal, which is given back first."""
    first_paint.withdraw()
    for line in sentences.split("\n"):
        with suppress(OSError):  # a terminal that is gone
            sys.stderr.write(f"{visible(line)}\n")
            sys.stderr.flush()
