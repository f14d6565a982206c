"""A line of text that is being typed.

Textual's Input is a widget of its own: keys typed while it is being mounted would be taken for actions, and it shows
escape codes as they are. This is a few strings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from rich.cells import cell_len

from annotator.display import visible
from annotator.text.clusters import is_cluster_boundary
from annotator.tui.widgets.lines import Part

_T = TypeVar("_T")

Complete = Callable[[str, bool], str]
"""Gives what may follow what was typed; told whether its last word was given so too."""

_SPACES = dict.fromkeys(map(ord, "\r\n\t"), " ")
_MOST_PER_CELL = 4
"""How many code points a cell may take up in a line that is typed; more are a heap of marks on one letter."""


class Entry:
    """Text and a caret in it.

    Attributes:
        value: What was typed so far.
        caret: Where the next character goes, in code points.
    """

    def __init__(self, value: str = "", complete: Complete | None = None) -> None:
        """Start with some text, the caret behind it.

        Args:
            value: The text.
            complete: Gives what may follow; nothing is offered if None.
        """
        self.value = value
        self.caret = len(value)
        self._complete = complete
        self._touched = not value
        """Something was typed or cut: what only stands there at first is nobody's beginning of a word."""
        self._taken = False
        """The last word was offered and taken."""

    @property
    def offer(self) -> str:
        """What may follow at the end of the line; empty where nothing does, or the caret is elsewhere."""
        if self._complete is None or not self._touched or self.caret != len(self.value):
            return ""
        return self._complete(self.value, self._taken)

    def take(self) -> bool:
        """Take what is offered; return whether anything was."""
        if not (offer := self.offer):
            return False
        self.paste(offer)
        self._taken = True
        return True

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; return whether it was one for typing."""
        if key in _TAKES and self.take():
            return True
        if key in _MOVES:
            self.caret = _MOVES[key](self)
        elif key in _CUTS:
            self._cut(*_CUTS[key](self))
        elif character is not None and character.isprintable():
            self.paste(character)
        else:
            return False
        return True

    def paste(self, words: str) -> None:
        """Put words in at the caret; line breaks and tabs become spaces, other controls are left out."""
        line = words.translate(_SPACES)
        line = "".join(char for char, shown in zip(line, visible(line), strict=True) if char == shown)
        self._touched, self._taken = True, False
        self.value = self.value[: self.caret] + line + self.value[self.caret :]
        self.caret += len(line)

    def parts(self, room: int) -> list[Part]:
        """Return the text around the caret in at most `room` cells, the caret reversed, and what is offered dim."""
        # Only what is near the caret is measured: what was pasted may be long.
        near = _MOST_PER_CELL * max(room, 1)
        before = visible(self.value[max(self.caret - near, 0) : self.caret])
        offer = Entry(visible(self.offer[:near]))
        shown = offer if offer.value else Entry(visible(self.value[self.caret : self.step(1) + near]))
        shown.caret = 0
        under, after = shown.value[: shown.step(1)] or " ", shown.value[shown.step(1) :]
        start = 0
        while start < len(before) and cell_len(before[start:]) + cell_len(under) > room:
            start += 1
        before = before[start:]
        end = len(after)
        while end > 0 and cell_len(before) + cell_len(under) + cell_len(after[:end]) > room:
            end -= 1
        if offer.value:
            return [Part(before), Part(under, "piece"), Part(after[:end], "dim")]
        return [Part(before), Part(under, "selection"), Part(after[:end])]

    def step(self, direction: int) -> int:
        """Return the next place before or behind the caret that splits no user-perceived character."""
        place = self.caret + direction
        while 0 < place < len(self.value) and not is_cluster_boundary(self.value, place):
            place += direction
        return min(max(place, 0), len(self.value))

    def word_before(self) -> int:
        """Return where the word before the caret begins."""
        return self.value[: self.caret].rstrip().rfind(" ") + 1

    def _cut(self, start: int, end: int) -> None:
        self._touched, self._taken = True, False
        self.value = self.value[:start] + self.value[end:]
        self.caret = start


_Move = Callable[[Entry], int]
_Cut = Callable[[Entry], tuple[int, int]]


def _keys(table: Mapping[str, _T]) -> dict[str, _T]:
    """Spread keys that do the same, written with spaces between them."""
    return {key: act for keys, act in table.items() for key in keys.split()}


_TAKES = frozenset({"right", "ctrl+f"})
"""Keys that take what is offered, where they have nowhere to go."""
_MOVES: dict[str, _Move] = _keys(
    {
        "left ctrl+b": lambda entry: entry.step(-1),
        "right ctrl+f": lambda entry: entry.step(1),
        "home ctrl+a": lambda _: 0,
        "end ctrl+e": lambda entry: len(entry.value),
    }
)
_CUTS: dict[str, _Cut] = _keys(
    {
        "backspace ctrl+h": lambda entry: (entry.step(-1), entry.caret),
        "delete ctrl+d": lambda entry: (entry.caret, entry.step(1)),
        "ctrl+w ctrl+backspace alt+backspace": lambda entry: (entry.word_before(), entry.caret),
        "ctrl+u": lambda entry: (0, entry.caret),
        "ctrl+k": lambda entry: (entry.caret, len(entry.value)),
    }
)
