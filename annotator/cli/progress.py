"""How far long work is, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

LONG = 200
"""From how many texts on there is anything to wait for."""


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while something takes long, if that is a terminal.

    Args:
        label: What is being done, in one word.

    Yields:
        What is to be told how much is done, and how much there is.
    """
    with ExitStack() as stack:
        bar: Any = None

        def told(done: int, total: int) -> None:
            nonlocal bar
            if total < LONG or not sys.stderr.isatty():
                return
            if bar is None:
                bar = stack.enter_context(click.progressbar(length=total, label=label, file=sys.stderr))
            bar.update(done - bar.pos)

        yield told
