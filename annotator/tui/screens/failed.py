"""Asked when labels cannot be saved on leaving."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from annotator.tui.screens.reader import Paragraphs
from annotator.tui.widgets.lines import Part


class SaveFailed(ModalScreen[bool]):
    """True to leave all the same, False to stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,s", "answer(False)", "stay"),
        ("Q,ctrl+q", "answer(True)", "leave"),
    ]
    DEFAULT_CSS = """
    SaveFailed {
        align: center middle;
        & > Paragraphs { width: 90%; max-width: 80; height: 9; background: $surface; border: round $error; }
        & > Paragraphs { padding: 0 1; }
    }
    """

    def __init__(self, sentence: str) -> None:
        """Take what went wrong."""
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """Lay out the question."""
        yield Paragraphs(
            [
                [Part("Your last labels are not on disk.", "bad")],
                [Part(self._sentence)],
                [],
                [Part("Esc", "key"), Part(" stay, and save again with ctrl+s once the reason is gone")],
                [Part("Q", "key"), Part("   leave and lose what was not saved")],
            ]
        )

    def action_answer(self, leave: bool) -> None:  # noqa: FBT001 - a Textual action's argument
        """Answer."""
        self.dismiss(leave)
