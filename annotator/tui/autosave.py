"""Saving without being asked: off the screen's thread, after every edit, again after a failure."""

from __future__ import annotations

import contextlib

from textual.message import Message
from textual.screen import Screen

from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.session.saving.states import SaveState
from annotator.session.saving.writer import Writer
from annotator.tui.widgets import title

WORDS = {
    SaveState.NOTHING: title.NOTHING,
    SaveState.SAVED: title.SAVED,
    SaveState.SAVING: title.SAVING,
    SaveState.JOURNAL: title.JOURNAL,
    SaveState.CHANGED: title.CHANGED,
    SaveState.MEMORY: title.FAILED,
}
_ONE_FRAME = 0.002
"""Seconds that drawing waits for the disk at the most, and only where the disk was that fast before."""
_PAUSE = 0.25
"""Seconds after leaving a paragraph until the labels file is written: whoever steps through a text is not held up."""


class Autosave:
    """Keeps a session's labels on disk while it is on a screen."""

    class Tried(Message):
        """Something was written, or could not be, or the labels file was changed by somebody else."""

    def __init__(self, screen: Screen[None], session: Session) -> None:
        """Save for a screen, which is sent `Tried`."""
        self._session = session
        self._paragraph = session.cursor.paragraph
        self._screen = screen
        self._writer = Writer(session.saver, self._tell)

    def _tell(self) -> None:
        """Tell the screen, from the writer's thread; a screen that is just going need not know."""
        with contextlib.suppress(RuntimeError):
            self._screen.post_message(self.Tried())

    def start(self) -> None:
        """Begin to save."""
        if not self._session.read_only:
            self._writer.start()

    def stop(self) -> None:
        """End; what is not saved must be saved before."""
        self._writer.stop()

    def settle(self) -> None:
        """Let a fast disk finish, so that an edit is drawn and called saved in one frame and not in two."""
        if not self._session.read_only:
            self._session.saver.wait_briefly(_ONE_FRAME)

    @property
    def state(self) -> title.SaveWord:
        """What the title says."""
        return title.READ_ONLY if self._session.read_only else WORDS[self._session.saver.state]

    def follow(self) -> None:
        """Have the labels file written where the person has left a paragraph with edits."""
        paragraph = self._session.cursor.paragraph
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            if not self._session.saver.is_folded:
                self._writer.fold_soon(_PAUSE)

    def now(self) -> str | None:
        """Save before going on; return the sentence of a failure, None when everything is in the labels file."""
        try:
            self._session.saver.save()
        except AnnotatorError as error:
            return self._session.saver.failure or str(error)
        return None
