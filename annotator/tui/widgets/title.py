"""The title row: which text, who labels, where in it, how much is left, whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from annotator.display import visible
from annotator.labels import Labels
from annotator.session import Session
from annotator.tui.widgets.lines import Line, Lines, Part, fit


@dataclass(frozen=True, slots=True)
class SaveWord:
    """Where the labels are, in a word or two.

    Attributes:
        word: What the title says.
        style: Its style.
    """

    word: str
    style: str


SAVED = SaveWord("saved", "good")
NOTHING = SaveWord("no labels yet", "dim")
READ_ONLY = SaveWord("READ ONLY", "bad")
SAVING = SaveWord("saving …", "warn")
JOURNAL = SaveWord("in journal", "warn")
CHANGED = SaveWord("FILE CHANGED", "bad")
FAILED = SaveWord("NOT SAVED", "bad")


class TitleRow(Lines):
    """One row at the top."""

    _labels: Labels | None = None
    _shown: tuple[object, ...] = ()

    def show(self, session: Session, title: str, state: SaveWord) -> None:
        """Draw the session's state."""
        width = self.size.width
        shown = (session.cursor.paragraph, title, state, width, _is_blind(session))
        if self._labels is session.labels and shown == self._shown:
            return
        self._labels, self._shown = session.labels, shown
        self.draw([title_line(session, title, state, width)])

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._labels = None


def title_line(session: Session, title: str, state: SaveWord, width: int) -> Line:
    """Return the title row: the right side whole, the left side cut to what is left of the width."""
    labels = session.labels
    place = f"¶ {session.cursor.paragraph + 1}/{len(session.units)}"
    left = session.unreviewed
    progress = "done" if labels.complete else f"{left} to review" if left else "all reviewed"
    waiting = [Part(f"{labels.waiting} undecided", "warn"), Part(" · ")] if labels.undecided else []
    blind = [Part("blind", "warn"), Part(" · ")] if _is_blind(session) else []
    who, where = Part(f"{labels.annotator} · "), Part(f"{place} · {progress} · ")
    right = [who, *blind, where, *waiting, Part(state.word, state.style), Part(" ")]
    room = width - sum(cell_len(visible(part.text)) for part in right) - 2
    return [Part(f" {fit(title, room)} ", "title"), *right] if room > 0 else right


def _is_blind(session: Session) -> bool:
    return session.offering is not None and session.offering.blind
