"""What the bar asks: questions answered by single keys, words, a source found by typing.

They live in the labelling screen and take its keys one after the other, so that nothing typed ahead is lost or taken
for an action.
"""

from __future__ import annotations

from typing import Protocol

from annotator.tui.dialogues.ask import Ask
from annotator.tui.dialogues.pick import Pick
from annotator.tui.dialogues.questions import Questions
from annotator.tui.widgets.lines import Line

__all__ = ["Ask", "Dialogue", "Pick", "Questions"]


class Dialogue(Protocol):
    """Something the bar asks."""

    @property
    def done(self) -> bool:
        """Whether it is over."""

    def key(self, key: str, character: str | None) -> None:
        """Take a key: Textual's name of it, and the character it types."""

    def paste(self, words: str) -> None:
        """Take words that were pasted."""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what the bar shows."""
