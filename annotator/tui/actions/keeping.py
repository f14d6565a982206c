"""The actions that save, and what is asked where somebody else has changed the labels file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from annotator.errors import AnnotatorError
from annotator.session import Session
from annotator.session.saving.outside import keep_mine, put_together, take_theirs
from annotator.tui.actions import Act, Tell
from annotator.tui.autosave import Autosave
from annotator.tui.dialogues import Dialogues
from annotator.tui.dialogues.outside import Answer, Outside
from annotator.tui.host import host_of
from annotator.tui.widgets.lines import Part


class Keeping:
    """Saves one session, and leaves its screen only when that is done.

    Attributes:
        put_off: Whether the person was asked about a file that somebody else changed, and has not settled it.
    """

    def __init__(
        self, screen: Screen[Any], session: Session, autosave: Autosave, dialogues: Dialogues, tell: Tell
    ) -> None:
        """Save what a screen shows."""
        self.put_off = False
        self._screen = screen
        self._session = session
        self._autosave = autosave
        self._dialogues = dialogues
        self._tell = tell

    def by_name(self) -> Mapping[str, Act]:
        """Return what is done, by the name of the action."""
        return {
            "library": self._library,
            "save": self._save,
            "suspend": self._suspend,
            "quit": lambda: host_of(self._screen).leave(),
        }

    def tried(self) -> None:
        """Ask, after saving was tried, where somebody else changed the file."""
        if not self._session.saver.is_changed_outside:
            self.put_off = False
        elif self._dialogues.top is None and not self.put_off:
            self.ask()

    def ask(self) -> None:
        """Ask what shall become of labels whose file somebody else changed."""
        self.put_off = True  # not asked again unless something has to be written
        if isinstance(self._dialogues.top, Outside):
            return
        saver = self._session.saver
        is_gone = not saver.path.exists()
        self._dialogues.open(
            Outside(saver.path.name, is_gone=is_gone, edits=not saver.is_folded, answered=self._answered)
        )

    def _answered(self, answer: Answer) -> None:
        name = self._session.saver.path.name
        registry = host_of(self._screen).corpus.registry
        try:
            if answer == "merge":
                conflicts = put_together(self._session, registry)
                self._tell(f"{name} holds both versions now. u brings yours back.")
                if conflicts:
                    lines = [[Part(" • "), Part(conflict.sentence)] for conflict in conflicts]
                    from annotator.tui.screens.reader import Reader  # noqa: PLC0415 - not before there is something to read

                    self._screen.app.push_screen(Reader("Changed on both sides", lines))
            elif answer == "reload":
                take_theirs(self._session, registry)
                self._tell(f"{name} was read again. u brings your version back.")
            else:
                kept = keep_mine(self._session, registry)
                self._tell(f"Your version is kept as {kept.name}; this is theirs. u brings yours back.")
        except AnnotatorError as error:
            self._tell(str(error).splitlines()[0])

    def _library(self) -> None:
        """Go to the library."""
        if self._saved():
            host_of(self._screen).show_library()

    def _save(self) -> None:
        """Save now."""
        if self._saved():
            saver = self._session.saver
            self._tell(f"Saved in {saver.path}." if saver.has_file else "There is nothing to save yet.")

    def _saved(self) -> bool:
        """Save; ask where somebody else changed the file. Return whether all is on disk."""
        failure = self._autosave.now()
        if self._session.saver.is_changed_outside:
            self.ask()
        elif failure:
            self._tell(failure)
        return failure is None

    def _suspend(self) -> None:
        """Stop, and go on when the shell says so."""
        self._autosave.now()
        self._screen.app.action_suspend_process()
