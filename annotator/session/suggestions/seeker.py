"""A thread that looks for suggestions while the person goes on, and gives way to every key."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from annotator.errors import AnnotatorError
from annotator.session.suggestions.finding import Found
from annotator.session.suggestions.rejections import Rejections

if TYPE_CHECKING:
    from annotator.suggest.suggestion import Suggestion

DELAY = 0.25
"""Seconds from the start until the first look: the screen comes first."""
QUIET = 0.12
"""Seconds after a key in which nothing is looked for; while keys go on, one paragraph in as long."""
_PATIENCE = 1.0
"""Seconds that looking at a window waits at most for the keys to rest."""
_BATCH = 0.1
"""Seconds of looking after which what was found is told."""
_LAST_WORD = 0.1
"""Seconds that ending waits for the paragraph being read."""


@dataclass(slots=True)
class News:
    """What was found since the last time.

    Attributes:
        found: Suggestions by paragraph.
        problem: Why nothing more is found; None where all is well.
        notes: What else the person should know.
    """

    found: dict[int, list[Suggestion]] = field(default_factory=dict)
    problem: str | None = None
    notes: list[str] = field(default_factory=list)


class Looking(Protocol):
    """What a seeker asks: `Finding` for the rules, `Asking` for others."""

    def wanted(self, paragraph: int) -> range | None:
        """Return the paragraphs to look at next for somebody who is at one of them."""

    def look(self, window: range, between: Callable[[], None]) -> Iterator[Found]:
        """Yield what is suggested for each paragraph of a window; call `between` where it can wait for a while."""

    def notes(self) -> list[str]:
        """Return what the person should know since the last time."""


class Seeker:
    """Looks for suggestions around the person, and keeps what they rejected."""

    def __init__(self, finding: Looking, rejections: Rejections, told: Callable[[News], None], paragraph: int) -> None:
        """Look for suggestions.

        Args:
            finding: Where.
            rejections: Saved whenever something was rejected.
            told: Called from the thread with what was found.
            paragraph: Where the person is.
        """
        self._finding = finding
        self._rejections = rejections
        self._told = told
        self._paragraph = paragraph
        self._quiet_at = 0.0
        self._woken = threading.Condition()
        self._ended = False
        self._paused = False
        self._failed = False
        self._has_work = False
        self._complained: str | None = None
        self.settled = threading.Event()
        """Set while there is nothing to do where the person is."""
        self._thread = threading.Thread(target=self._run, name="annotator-seeker", daemon=True)

    def start(self, *, paused: bool = False) -> None:
        """Begin; without looking for anything yet if paused."""
        self._paused = paused
        self._thread.start()

    def stop(self) -> None:
        """End, and save what was rejected. Harmless when it has ended or never begun."""
        with self._woken:
            self._ended = True
            self._woken.notify()
        if self._thread.is_alive():
            self._thread.join(_LAST_WORD)
        self._rejections.save()

    def hush(self) -> None:
        """Take note that a key was pressed: nothing is looked for while it does what it does, and a little longer."""
        self._quiet_at = time.monotonic() + QUIET

    def follow(self, paragraph: int, *, paused: bool) -> None:
        """Take note of where the person is, and whether they want suggestions at all."""
        if paragraph != self._paragraph or paused != self._paused:
            self._paragraph, self._paused = paragraph, paused
            self.wake()

    def wake(self) -> None:
        """See what there is to do: something was rejected, or the person is elsewhere."""
        with self._woken:
            self.settled.clear()
            self._has_work = True
            self._woken.notify()

    def _run(self) -> None:
        with self._woken:
            self._woken.wait_for(lambda: self._ended, DELAY)
        while not self._ended:
            self._has_work = False
            window = None if self._paused or self._failed else self._finding.wanted(self._paragraph)
            if window is not None:
                self._look(window)
            self._keep()
            with self._woken:
                if window is None and not self._has_work:
                    self.settled.set()
                    self._woken.wait_for(lambda: self._ended or self._has_work)

    def _keep(self) -> None:
        """Save what was rejected, and tell where that cannot be, or what was rejected before is not known."""
        self._rejections.save()
        if self._rejections.problem != self._complained:
            self._complained = self._rejections.problem
            self._told(News(notes=[self._complained] if self._complained else []))

    def _look(self, window: range) -> None:
        """Look at a window, unless the person goes elsewhere meanwhile."""
        self._give_way(_PATIENCE)
        news, since = News(), time.monotonic()
        try:
            for paragraph, suggestions in self._finding.look(window, self._give_way):
                news.found[paragraph] = suggestions
                if self._ended or self._paused or self._finding.wanted(self._paragraph) != window:
                    break
                if time.monotonic() - since > _BATCH:
                    self._told(news)
                    news, since = News(), time.monotonic()
        except AnnotatorError as error:
            news.problem = f"Nothing is suggested: {error}"
        except Exception as error:  # noqa: BLE001 - whatever the rules trip over, labelling goes on
            news.problem = f"Nothing more is suggested: the rules failed on this text ({type(error).__name__})."
        self._failed = news.problem is not None
        news.notes = self._finding.notes()
        if not self._ended and (news.found or news.problem or news.notes):
            self._told(news)

    def _give_way(self, patience: float = QUIET) -> None:
        """Wait while keys come, but not for ever: after so many seconds one paragraph is read between them."""
        until = time.monotonic() + patience
        while not self._ended and (wait := min(self._quiet_at, until) - time.monotonic()) > 0:
            with self._woken:
                self._woken.wait_for(lambda: self._ended, wait)
