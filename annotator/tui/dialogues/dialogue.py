"""What every dialogue can do."""

from __future__ import annotations

from typing import Protocol

from annotator.tui.widgets.lines import Line


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
