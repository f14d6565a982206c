"""Memory that was needed while something large was read, and is not any more."""

from __future__ import annotations

import contextlib

LARGE = 1_000_000
"""Code points of a text from which on it is worth the milliseconds it takes."""


def give_back() -> None:
    """Give memory that is free back to the system, where the C library does not do so by itself and can be told to."""
    import ctypes  # noqa: PLC0415 - only large texts are worth it

    with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library, or another system
        ctypes.CDLL(None).malloc_trim(0)
