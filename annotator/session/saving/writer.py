"""A thread that puts edits on disk while the person goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from annotator.errors import AnnotatorError
from annotator.session.saving.saver import Saver
from annotator.session.saving.states import SaveState

IDLE = 2.0
"""Seconds after the last edit until the labels file is written."""
RETRY = 5.0
"""Seconds after which a save that failed is tried again."""
LOOK = 2.0
"""Seconds between two looks whether somebody else changed the labels file."""


class Writer:
    """Flushes each edit at once, folds in a pause, tries again what failed, and looks for changes from outside."""

    def __init__(self, saver: Saver, told: Callable[[], None]) -> None:
        """Write for a saver.

        Args:
            saver: What is written.
            told: Called from the thread whenever the state of the saver may be another.
        """
        self._saver = saver
        self._told = told
        self._woken = threading.Condition()
        self._flush_at: float | None = None
        self._fold_at: float | None = None
        self._look_at = time.monotonic() + LOOK
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="annotator-writer", daemon=True)

    def start(self) -> None:
        """Begin; what was recorded before is flushed too."""
        self._saver.recorded = self._recorded
        self._thread.start()
        if not self._saver.is_folded:
            self._recorded()

    def stop(self) -> None:
        """End when what is being written is written; nothing more is. Harmless when it has ended."""
        self._saver.recorded = None
        with self._woken:
            self._ended = True
            self._woken.notify()
        if self._thread.is_alive():
            self._thread.join()

    def fold_soon(self, delay: float = 0.0) -> None:
        """Write the labels file `delay` seconds from now, or earlier."""
        with self._woken:
            due = time.monotonic() + delay
            self._fold_at = due if self._fold_at is None else min(self._fold_at, due)
            self._woken.notify()

    def _recorded(self) -> None:
        with self._woken:
            now = time.monotonic()
            self._flush_at = now
            # The first edit of all makes the file; after that, every edit puts off the next fold.
            self._fold_at = now + (IDLE if self._saver.has_file else 0.0)
            self._woken.notify()

    def _run(self) -> None:
        while True:
            with self._woken:
                while not self._ended and not self._due():
                    times = [at for at in (self._flush_at, self._fold_at, self._look_at) if at is not None]
                    self._woken.wait(max(min(times) - time.monotonic(), 0.0))
                if self._ended:
                    return
                now = time.monotonic()
                flush, fold = _is_due(self._flush_at, now), _is_due(self._fold_at, now)
                self._flush_at = None if flush else self._flush_at
                self._fold_at = None if fold else self._fold_at
            try:
                self._work(flush=flush, fold=fold)
            except Exception:  # noqa: BLE001 - whatever happens, what saves goes on trying
                self._again(fold=True)

    def _due(self) -> bool:
        now = time.monotonic()
        return any(_is_due(at, now) for at in (self._flush_at, self._fold_at, self._look_at))

    def _work(self, *, flush: bool, fold: bool) -> None:
        news = flush or fold
        try:
            if flush:
                fold = self._flushed() or fold
                if fold:
                    self._told()  # what is in the journal is saved; the labels file takes longer
            if fold:
                self._saver.save()
        except AnnotatorError:
            self._again(fold=fold)
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + LOOK
            news = self._saver.look() or news
        if news:
            self._told()

    def _flushed(self) -> bool:
        """Flush; return whether that failed, so that only the labels file can take the edits."""
        try:
            self._saver.flush()
        except AnnotatorError:
            return True
        return False

    def _again(self, *, fold: bool) -> None:
        """Try again later: to flush what is in memory only, to fold where it was the labels file that failed."""
        with self._woken:
            later = time.monotonic() + RETRY
            if self._saver.state is SaveState.MEMORY:
                self._flush_at = self._flush_at or later
            if fold and not self._saver.is_changed_outside:
                self._fold_at = self._fold_at or later


def _is_due(at: float | None, now: float) -> bool:
    return at is not None and at <= now
