"""Taking each field from one of the versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from annotator.session import NotPossibleError
from annotator.tui.widgets.lines import Line, Part
from annotator.tui.widgets.side_by_side import ALL, Shown, head_line, table

Then = Literal["stay", "ask"]


_KEYS = (
    ("↑↓", "field"),
    ("← →", "version"),
    ("1–9", "version, next field"),
    ("+", "all {}"),
    ("⏎", "take"),
    ("e", "and edit"),
    ("esc", ""),
)
_JOINED = {"mentions": "mentions", "note": "notes"}
"""Fields that can be taken from all versions together, with the words for it."""


class Mix:
    """Keys in, a version for each field that differs out."""

    def __init__(
        self,
        shown: Shown,
        taken: Callable[[Mapping[str, int], Then], None],
        guidelines: Callable[[str], None],
    ) -> None:
        """Begin with the first version in every field.

        Args:
            shown: The versions.
            taken: Takes the number of a version, from 0, for each field, or `ALL`, and what to do then.
            guidelines: Shows the guidelines of a field.
        """
        self.done = False
        self._shown = shown
        self._taken = taken
        self._guidelines = guidelines
        self._fields = [row.name for row in shown.rows if row.differs]
        self._chosen = dict.fromkeys(self._fields, 0)
        self._at = 0
        self._message = ""

    def key(self, key: str, character: str | None) -> None:
        """Move over the fields, choose a version for one, or take what is chosen."""
        self._message = ""
        field = self._fields[self._at]
        count = len(self._shown.headings)
        if key in {"down", "j", "tab"}:
            self._at = (self._at + 1) % len(self._fields)
        elif key in {"up", "k", "shift+tab"}:
            self._at = (self._at - 1) % len(self._fields)
        elif key in {"left", "right", "h", "l"}:
            step = 1 if key in {"right", "l"} else -1
            self._chosen[field] = (max(self._chosen[field], 0) + step) % count
        elif key.isdigit() and 0 < int(key) <= count:
            self._chosen[field] = int(key) - 1
            self._at = min(self._at + 1, len(self._fields) - 1)
        elif key == "plus" and field in _JOINED:
            self._chosen[field] = ALL
        elif key in {"enter", "e"}:
            self._take("ask" if key == "e" else "stay")
        elif key in {"g", "question_mark"}:
            self._guidelines(field)
        elif key == "escape":
            self.done = True
        else:
            self._message = f"{character or key} is no answer here."

    def _take(self, then: Then) -> None:
        try:
            self._taken(self._chosen, then)
            self.done = True
        except NotPossibleError as error:
            self._message = str(error)

    def paste(self, words: str) -> None:  # noqa: ARG002 - a dialogue takes pastes
        """Refuse words: the answers are keys."""
        self._message = "Answer with a key."

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the versions with what is chosen, and the keys."""
        joined = _JOINED.get(self._fields[self._at], "")
        keys: Line = [
            part
            for key, word in _KEYS
            if key != "+" or joined
            for part in (Part(f" {key}", "key"), Part(f" {word.format(joined)} "))
        ]
        last: Line = [Part(f" {self._message}", "warn")] if self._message else keys
        if height == 1:
            return [head_line(self._shown, width)]
        rows = table(self._shown, width, height - 2, at=self._at, chosen=self._chosen)
        return [head_line(self._shown, width), *rows, last]
