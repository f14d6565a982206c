"""Long work in several processes, where that is quicker."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LEAST = 400
"""Texts from which several processes pay: beginning them takes as long as reading about a hundred texts."""
_AT_ONCE = 32

_work: Callable[[Any], Any] | None = None


def in_order(work: Callable[[Item], Result], items: Sequence[Item], least: int = LEAST) -> Iterator[Result]:
    """Yield what `work` makes of each item, in the order of the items.

    Few items are worked on here. Many are shared out among processes that begin as copies of this one, with everything
    it has read; where the system cannot do that, or this process has threads (which do not survive it), it stays here.

    Args:
        work: What to do; its results must be picklable.
        items: What to do it with; they must be picklable.
        least: From how many items on to share them out.
    """
    processes = _processors()
    if len(items) < least or processes == 1 or "fork" not in get_all_start_methods() or threading.active_count() > 1:
        yield from map(work, items)
        return
    global _work  # noqa: PLW0603 - copies inherit it; a function with what it knows cannot be sent to them
    _work = work
    done = 0
    try:
        with ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_leave_stopping) as pool:
            try:
                for result in pool.map(_do, items, chunksize=_AT_ONCE):
                    yield result
                    done += 1
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    except BrokenProcessPool:  # one was killed, for want of memory perhaps: what is left is done here
        yield from map(work, items[done:])
    finally:
        _work = None


def _leave_stopping() -> None:
    """Leave Ctrl+C to the process that began this one, which says so in one word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(item: Any) -> Any:
    assert _work is not None
    return _work(item)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
