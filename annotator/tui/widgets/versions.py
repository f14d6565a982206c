"""The panel under the text: the versions of one item side by side, and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from annotator.session import Session
from annotator.tui.dialogues.mix import Mix
from annotator.tui.widgets.bar import MOST_ROWS, Bar
from annotator.tui.widgets.side_by_side import Shown, versions_lines

if TYPE_CHECKING:
    from annotator.tui.dialogues.dialogue import Dialogue

_TALL, _MIDDLE, _LOW, _LOWEST = 34, 24, 14, 6
"""Screens of fewer rows have less room for the panel."""


class Versions(Bar):
    """A bar with room for versions side by side."""

    _rows = 11
    _most = 11
    shown = Shown("", "")

    def fit(self, screen_rows: int) -> None:
        """Take the height there is room for on a screen of so many rows."""
        steps = ((_TALL, 15), (_MIDDLE, 11), (_LOW, 6), (_LOWEST, 2))
        rows = next((rows for least, rows in steps if screen_rows >= least), 1)
        if rows != self._rows:
            self._rows = rows
            self.styles.height = rows

    def ask(self, dialogue: Dialogue) -> list[Strip]:
        """Show what is asked, and the versions in what is left of the room."""
        width, height = self.size
        if height <= 0:
            return []
        whole = isinstance(dialogue, Mix)
        lines = list(dialogue.lines(width, height if whole else min(height, MOST_ROWS)))[:height]
        rest = height - len(lines)
        if rest > 2 and not whole:  # noqa: PLR2004 - fewer say nothing
            lines += versions_lines(self.shown, "", width, rest)
        self.draw(lines)
        return []

    def tell(self, session: Session, message: str) -> None:  # noqa: ARG002 - a bar's signature
        """Show the versions, and a sentence."""
        width, height = self.size
        if height > 0:
            self.draw(versions_lines(self.shown, message, width, height))
