"""The terminal application: which screen is shown, with which keys, in which theme."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter

from annotator.corpus import Corpus
from annotator.display import visible
from annotator.keymap import Keymap
from annotator.session import Session
from annotator.session.saving.leaving import save_at_last
from annotator.tui.gate import Gate
from annotator.tui.palette import ActionProvider
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.signals import StopAndGo, when_told_to_end

DARK, LIGHT = "textual-dark", "textual-light"


class AnnotatorApp(App[None]):
    """Labelling one text, or a corpus through its library."""

    TITLE = "annotator"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ActionProvider}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "quit", priority=True, show=False)]

    def __init__(
        self,
        corpus: Corpus,
        paths: Sequence[Path],
        annotator: str,
        opener: Callable[[Path], Session],
        keymap: Keymap,
        *,
        first: Session | None = None,
    ) -> None:
        """Show a corpus.

        Args:
            corpus: Its settings and registry.
            paths: The texts of the library.
            annotator: Who labels.
            opener: Opens a text; raises an AnnotatorError with a sentence where it cannot.
            keymap: Keys by action.
            first: The session to begin with; None to begin with the library.
        """
        super().__init__()
        self.corpus = corpus
        self.paths = list(paths)
        self.annotator = annotator
        self.keymap = keymap
        self._opener = opener
        self._first = first
        self._actions = {key: name for name, keys in keymap.items() for key in keys}
        self.animation_level = "none"
        self._gate = Gate()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each row goes through before it is written; last, the display gate."""
        return [*super().get_line_filters(), self._gate]

    def on_load(self) -> None:
        """Be ready to be told to end, before the terminal is taken."""
        when_told_to_end(self._told_to_end)

    def on_mount(self) -> None:
        """Show the first screen, and be ready to be stopped."""
        if self._driver is not None and not self.is_headless:
            self._stop_and_go = StopAndGo(self._driver, lambda: self.call_later(self.refresh, layout=True))
        if self._first is not None:
            self._show_session(self._first)
        else:
            self._push_library()

    def _push_library(self) -> None:
        from annotator.tui.screens.library import LibraryScreen  # noqa: PLC0415 - not for one text

        self.push_screen(LibraryScreen(self.paths))

    def action_of(self, key: str) -> str | None:
        """Return the action a key has, or None."""
        return self._actions.get(key)

    def open(self, path: Path) -> None:
        """Label a text.

        Raises:
            AnnotatorError: When it cannot be opened.
        """
        self._show_session(self._opener(path))

    def _show_session(self, session: Session) -> None:
        self.push_screen(LabellingScreen(session, self.corpus.title(session.text.path)))

    def show_library(self) -> None:
        """Go back to the library, or to it for the first time."""
        from annotator.tui.screens.library import LibraryScreen  # noqa: PLC0415

        if any(isinstance(screen, LibraryScreen) for screen in self.screen_stack):
            self.pop_screen()
        else:
            self.switch_screen(LibraryScreen(self.paths))

    def show_help(self) -> None:
        """Show every key."""
        from annotator.tui.help import help_lines  # noqa: PLC0415 - not before it is asked for
        from annotator.tui.screens.reader import Reader  # noqa: PLC0415

        self.push_screen(Reader("Keys", help_lines(self.keymap)))

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        self.theme = LIGHT if self.current_theme.dark else DARK

    def leave(self) -> None:
        """Save and quit; ask where saving fails."""
        from annotator.tui.screens.failed import SaveFailed  # noqa: PLC0415 - not before something fails

        failing = [screen for screen in self._labelling() if screen.autosave.now()]
        if not failing:
            self.exit()
        elif (
            failing[0] is self.screen and failing[0].session.saver.is_changed_outside and not failing[0].keeping.put_off
        ):
            failing[0].keeping.ask()
            failing[0].show()
        elif not isinstance(self.screen, SaveFailed):
            self.push_screen(SaveFailed(failing[0].session.saver), self._answered)

    def _answered(self, leave: bool | None) -> None:  # noqa: FBT001 - called by Textual
        """Leave although not everything could be saved, and say on the way what became of it."""
        if leave:
            self.exit(message=Text(visible(" ".join(self._save_all()))))

    def _told_to_end(self, number: int) -> None:
        """Save and leave as shells expect of a program that was ended by a signal: with 128 and its number."""
        told = [f"annotator was ended by {signal.Signals(number).name}.", *self._save_all()]
        self.exit(return_code=128 + number, message=Text(visible(" ".join(told))))

    def _labelling(self) -> list[LabellingScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, LabellingScreen)]

    def _save_all(self) -> list[str]:
        """Save what is open; return a sentence for each text that has labels."""
        told = [save_at_last(screen.session) for screen in self._labelling()]
        return [sentence for sentence in told if sentence]

    def _fatal_error(self) -> None:
        """Leave after an error of the program's own: labels saved, one sentence, and no text of anybody's in it.

        `ANNOTATOR_DEBUG=1` gives the traceback as well.
        """
        if os.environ.get("ANNOTATOR_DEBUG"):
            super()._fatal_error()
        told = [f"annotator stopped because of an error of its own ({type(self._exception).__name__})."]
        told += [*self._save_all(), "ANNOTATOR_DEBUG=1 shows where it happened; please report it."]
        self._exit_renderables.append(Text(visible(" ".join(told))))
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Say at last what there is to say; where the terminal is gone, there is nobody to read it."""
        with contextlib.suppress(OSError):
            super()._print_error_renderables()

    async def action_quit(self) -> None:
        """Save and quit: what ctrl+q does everywhere."""
        from annotator.tui.screens.failed import SaveFailed  # noqa: PLC0415

        if isinstance(self.screen, SaveFailed):
            self.screen.action_answer(leave=True)
        else:
            self.leave()
