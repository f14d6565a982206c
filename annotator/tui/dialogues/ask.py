"""A question answered with words: a search, a note, a name, a basis."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len

from annotator.display import visible
from annotator.tui.dialogues.entry import Complete, Entry
from annotator.tui.widgets.lines import Line, Part

_KEYS = " ⏎ done  esc leave "
_OFFERED = " ⏎ done  ⇥ take the word  esc leave "


class Ask:
    """One line to type; the answer is None when it was left with escape."""

    def __init__(
        self,
        label: str,
        value: str,
        answered: Callable[[str | None], None],
        question: str = "",
        complete: Complete | None = None,
    ) -> None:
        """Ask for words.

        Args:
            label: What is asked, in a word or two.
            value: What stands there at first.
            answered: Takes the answer.
            question: What is asked, in a sentence.
            complete: Gives words that may follow; none are offered if None.
        """
        self.done = False
        self._label = label
        self._question = question
        self._entry = Entry(value, complete)
        self._answered = answered

    def key(self, key: str, character: str | None) -> None:
        """Type, take what is offered with tab, answer with enter, leave with escape."""
        if key in {"enter", "escape"}:
            self.done = True
            self._answered(self._entry.value if key == "enter" else None)
        elif key == "tab":
            self._entry.take()
        else:
            self._entry.key(key, character)

    def paste(self, words: str) -> None:
        """Put words in."""
        self._entry.paste(words)

    def lines(self, width: int, height: int) -> list[Line]:
        """Return the question, the line, and the keys."""
        head = Part(f" {self._label} ", "title")
        line: Line = [head, *self._entry.parts(max(width - cell_len(visible(head.text)) - 1, 1))]
        if height == 1:
            return [line]
        return [[Part(f" {self._question}", "dim")], line, [Part(_OFFERED if self._entry.offer else _KEYS, "dim")]][
            :height
        ]
