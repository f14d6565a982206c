"""Asked when labels cannot be saved on leaving."""

from __future__ import annotations

from collections import defaultdict
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from annotator.session.saving.saver import Saver
from annotator.session.saving.states import SaveState
from annotator.tui.screens.reader import Paragraphs
from annotator.tui.widgets.lines import Part

_IN_JOURNAL = "your labels stay in the journal, and are taken in when the text is opened again"
_SAID = defaultdict(
    lambda: ("The labels file cannot be written.", _IN_JOURNAL),
    {
        SaveState.CHANGED: (
            "The labels file was changed by another program.",
            "your labels are kept in a file beside it",
        ),
        SaveState.MEMORY: (
            "Your last labels are not on disk.",
            "a last try is made to keep them elsewhere",
        ),
    },
)
"""What is said of a state, and what becomes of the labels of whoever leaves."""


class SaveFailed(ModalScreen[bool]):
    """True to leave all the same, False to stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,s", "answer(False)", "stay"),
        ("Q,ctrl+q", "answer(True)", "leave"),
    ]
    DEFAULT_CSS = """
    SaveFailed {
        align: center middle;
        & > Paragraphs { width: 90%; max-width: 80; height: 12; max-height: 100%; }
        & > Paragraphs { padding: 0 1; background: $surface; border: round $error; }
    }
    """

    def __init__(self, saver: Saver) -> None:
        """Take whose labels they are."""
        super().__init__()
        self._saver = saver

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        head, leave = _SAID[self._saver.state]
        yield Paragraphs(
            [
                [Part(head, "bad")],
                [Part(self._saver.failure or "")],
                [],
                [Part("Esc", "key"), Part(" stay, and save again with ctrl+s once the reason is gone")],
                [Part("Q", "key"), Part(f"   leave; {leave}")],
            ]
        )

    def action_answer(self, leave: bool) -> None:  # noqa: FBT001 - a Textual action's argument
        """Answer."""
        self.dismiss(leave)
