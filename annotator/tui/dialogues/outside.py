"""Asked when somebody else changed the labels file: merge, read it again, keep one's own beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from annotator.tui.dialogues.flow import flow
from annotator.tui.widgets.lines import Line, Part, wrapped

Answer = Literal["merge", "reload", "keep"]

_ANSWERS: dict[str, tuple[Answer, str, str]] = {
    "m": ("merge", "merge both", "write mine again"),
    "r": ("reload", "read theirs, drop mine", "go on without labels"),
    "k": ("keep", "keep mine beside it", "keep mine beside it"),
}


class Outside:
    """One of m, r and k; escape leaves it for later."""

    def __init__(self, name: str, *, is_gone: bool, edits: bool, answered: Callable[[Answer], None]) -> None:
        """Ask about a labels file.

        Args:
            name: The file's name.
            is_gone: There is no such file any more.
            edits: Something was labelled here that is not in the file.
            answered: Takes the answer.
        """
        self.done = False
        self._is_gone = is_gone
        what = "was removed" if is_gone else "was changed"
        mine = "What you labelled since is in the journal." if edits else "You have labelled nothing since."
        self._sentence = f"{name} {what} by another program. {mine}"
        self._answered = answered

    def key(self, key: str, character: str | None) -> None:
        """Answer."""
        if character in _ANSWERS:
            self.done = True
            self._answered(_ANSWERS[character][0])
        elif key == "escape":
            self.done = True

    def paste(self, words: str) -> None:
        """Take no words."""

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what happened and what can be done."""
        answers = [
            [Part(f" {key}", "key"), Part(f" {words[2] if self._is_gone else words[1]} ")]
            for key, words in _ANSWERS.items()
        ]
        answers.append([Part(" esc", "key"), Part(" later ", "dim")])
        offered = flow(answers, 0, width, max(height - 1, 1))
        told = wrapped([Part(" "), Part(self._sentence, "warn")], max(width, 4))[: max(height - len(offered), 0)]
        return [*told, *offered][:height]
