"""A line of text asked of the person: a search, a note, a name."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.display import visible
from annotator.tui.widgets.lines import Lines, Part


class GatedInput(Input):
    """Textual's line editor, with what it shows passed through the display gate."""

    def __init__(self, value: str = "") -> None:
        """Start with a value."""
        super().__init__(value, highlighter=None, compact=True, select_on_focus=False)

    @property
    def _value(self) -> Text:
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")


class Label(Lines):
    """A few words before an input."""

    def __init__(self, words: str) -> None:
        """Take the words."""
        super().__init__()
        self.words = words
        self.styles.width = len(visible(words)) + 2

    def on_resize(self) -> None:
        """Draw them."""
        self.draw([[Part(f" {self.words} ", "title")]])


class Prompt(ModalScreen[str | None]):
    """One line at the bottom; the answer, or None when it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "cancel")]
    DEFAULT_CSS = """
    Prompt {
        align: center bottom;
        background: transparent;
        & > Horizontal { height: 1; margin-bottom: 1; background: $surface; }
        Label { height: 1; background: $surface; }
        GatedInput { width: 1fr; }
    }
    """

    def __init__(self, label: str, value: str = "") -> None:
        """Ask for text.

        Args:
            label: What is asked.
            value: What stands there at first.
        """
        super().__init__()
        self._label = label
        self._first = value

    def compose(self) -> ComposeResult:
        """Lay out label and input."""
        with Horizontal():
            yield Label(self._label)
            yield GatedInput(self._first)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Give no answer."""
        self.dismiss(None)
