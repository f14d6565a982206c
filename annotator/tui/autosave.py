"""Saving without being asked: off the screen's thread, soon after an edit, again after a failure."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.tui.widgets.title import FAILED, NOTHING, READ_ONLY, SAVED, SAVING, SaveState

_DELAY = 0.4
"""Seconds after an edit until labels are written."""
_RETRY = 5.0
"""Seconds after which a save that failed is tried again."""


class Autosave:
    """Keeps a session's labels on disk while it is on a screen."""

    def __init__(self, screen: Screen[None], session: Session, saved: Callable[[], None]) -> None:
        """Save for a screen.

        Args:
            screen: Runs timers and threads.
            session: What is saved.
            saved: Called after each try, to draw what came of it.
        """
        self._screen = screen
        self._session = session
        self._saved = saved
        self._timer: Timer | None = None

    @property
    def state(self) -> SaveState:
        """What the title says."""
        if self._session.read_only:
            return READ_ONLY
        saver = self._session.saver
        if saver.is_saved(self._session.labels):
            return SAVED if saver.has_file else NOTHING
        return FAILED if saver.failure else SAVING

    def soon(self, delay: float = _DELAY) -> None:
        """Save in a moment, together with what is edited until then; a save that is due is not put off."""
        if self._timer is None and not self._session.saver.is_saved(self._session.labels):
            self._timer = self._screen.set_timer(delay, self._in_background)

    def now(self) -> str | None:
        """Save before going on; return the sentence of a failure, None when everything is on disk."""
        try:
            self._session.saver.save(self._session.labels)
        except AnnotatorError as error:
            return str(error)
        return None

    def _in_background(self) -> None:
        self._timer = None
        self._screen.run_worker(self._save, thread=True, group="save")

    def _save(self) -> None:
        failure = self.now()
        self._screen.app.call_from_thread(self._tried, failure)

    def _tried(self, failure: str | None) -> None:
        self.soon(_DELAY if failure is None else _RETRY)
        self._saved()
