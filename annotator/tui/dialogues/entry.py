"""A line of text that is being typed.

Textual's Input is a widget of its own: keys typed while it is being mounted would be taken for actions, and it shows
escape codes as they are. This is a few strings.
"""

from __future__ import annotations

from rich.cells import cell_len

from annotator.display import visible
from annotator.text.clusters import is_cluster_boundary
from annotator.tui.widgets.lines import Part


class Entry:
    """Text and a caret in it.

    Attributes:
        value: What was typed so far.
        caret: Where the next character goes, in code points.
    """

    def __init__(self, value: str = "") -> None:
        """Start with some text, the caret behind it."""
        self.value = value
        self.caret = len(value)

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; return whether it was one for typing."""
        if key in {"left", "ctrl+b"}:
            self.caret = self._step(-1)
        elif key in {"right", "ctrl+f"}:
            self.caret = self._step(1)
        elif key in {"home", "ctrl+a"}:
            self.caret = 0
        elif key in {"end", "ctrl+e"}:
            self.caret = len(self.value)
        elif key in {"backspace", "ctrl+h"}:
            self._cut(self._step(-1), self.caret)
        elif key in {"delete", "ctrl+d"}:
            self._cut(self.caret, self._step(1))
        elif key in {"ctrl+w", "ctrl+backspace", "alt+backspace"}:
            kept = self.value[: self.caret].rstrip()
            self._cut(kept.rfind(" ") + 1, self.caret)
        elif key == "ctrl+u":
            self._cut(0, self.caret)
        elif key == "ctrl+k":
            self._cut(self.caret, len(self.value))
        elif character is not None and character.isprintable():
            self.paste(character)
        else:
            return False
        return True

    def paste(self, words: str) -> None:
        """Put words in at the caret; line breaks and tabs become spaces, other controls are left out."""
        line = "".join(" " if char in "\r\n\t" else char for char in words)
        line = "".join(char for char in line if visible(char) == char)
        self.value = self.value[: self.caret] + line + self.value[self.caret :]
        self.caret += len(line)

    def parts(self, room: int) -> list[Part]:
        """Return the text around the caret in at most `room` cells, the caret reversed."""
        before = visible(self.value[: self.caret])
        under = visible(self.value[self.caret : self._step(1)]) or " "
        after = visible(self.value[self._step(1) :])
        start = 0
        while start < len(before) and cell_len(before[start:]) + cell_len(under) > room:
            start += 1
        before = before[start:]
        end = len(after)
        while end > 0 and cell_len(before) + cell_len(under) + cell_len(after[:end]) > room:
            end -= 1
        return [Part(before), Part(under, "selection"), Part(after[:end])]

    def _step(self, direction: int) -> int:
        """Return the next place before or behind the caret that splits no user-perceived character."""
        place = self.caret + direction
        while 0 < place < len(self.value) and not is_cluster_boundary(self.value, place):
            place += direction
        return min(max(place, 0), len(self.value))

    def _cut(self, start: int, end: int) -> None:
        self.value = self.value[:start] + self.value[end:]
        self.caret = start
