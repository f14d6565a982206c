"""The title row: which text, who labels, where in it, how much is left, whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from annotator.display import visible
from annotator.labels import Labels
from annotator.session import Session
from annotator.tui.widgets.lines import Line, Lines, Part, fit


@dataclass(frozen=True, slots=True)
class SaveState:
    """What is on disk.

    Attributes:
        word: `saved`, `saving …`, `NOT SAVED` or `no labels yet`.
        style: Its style.
    """

    word: str
    style: str


SAVED = SaveState("saved", "good")
NOTHING = SaveState("no labels yet", "dim")
READ_ONLY = SaveState("READ ONLY", "bad")
SAVING = SaveState("saving …", "warn")
FAILED = SaveState("NOT SAVED", "bad")


class TitleRow(Lines):
    """One row at the top."""

    _labels: Labels | None = None
    _shown: tuple[object, ...] = ()

    def show(self, session: Session, title: str, state: SaveState) -> None:
        """Draw the session's state."""
        width = self.size.width
        shown = (session.cursor.paragraph, title, state, width)
        if self._labels is session.labels and shown == self._shown:
            return
        self._labels, self._shown = session.labels, shown
        self.draw([title_line(session, title, state, width)])

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._labels = None


def title_line(session: Session, title: str, state: SaveState, width: int) -> Line:
    """Return the title row: the right side whole, the left side cut to what is left of the width."""
    labels = session.labels
    place = f"¶ {session.cursor.paragraph + 1}/{len(session.units)}"
    left = session.unreviewed
    progress = "done" if labels.complete else f"{left} to review" if left else "all reviewed"
    right = [Part(f"{labels.annotator} · {place} · {progress} · "), Part(state.word, state.style), Part(" ")]
    room = width - sum(cell_len(visible(part.text)) for part in right) - 2
    return [Part(f" {fit(title, room)} ", "title"), *right] if room > 0 else right
