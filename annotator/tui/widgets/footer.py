"""The footer: the keys of the most used actions, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.actions import ACTIONS
from annotator.keymap import Keymap, shown
from annotator.tui.widgets.lines import Line, Lines, Part

_ORDER = (
    "label_quote", "label_claim", "label_source", "label_frame", "help", "reviewed_next", "label_cue", "link_source",
    "edit", "grow", "undo", "accept", "next_suggestion", "reject",
)  # fmt: skip
"""What is kept first where there is little room."""


class Footer(Lines):
    """One row at the bottom."""

    def show(self, keymap: Keymap) -> None:
        """Draw the keys."""
        self.draw([footer_line(keymap, self.size.width)])


def footer_line(keymap: Keymap, width: int) -> Line:
    """Return as many hints as fit, in the order of the table, the more important ones first to stay."""
    hints: dict[str, tuple[str, str]] = {
        action.name: (shown(keymap[action.name][0]), action.footer)
        for action in ACTIONS
        if action.footer and keymap[action.name]
    }
    kept: set[str] = set()
    room = width - 1
    for name in _ORDER:
        if name in hints and (size := len(hints[name][0]) + len(hints[name][1]) + 2) <= room:
            room -= size
            kept.add(name)
    line: list[Part] = [Part(" ")]
    for name, (key, word) in hints.items():
        if name in kept:
            line += [Part(key, "key"), Part(f" {word} ")]
    return line


def footer_of(hints: Sequence[tuple[str, str]], width: int) -> Line:
    """Return as many hints as fit, each a key and a word."""
    line: list[Part] = [Part(" ")]
    used = 1
    for key, word in hints:
        used += len(key) + len(word) + 2
        if used <= width:
            line += [Part(key, "key"), Part(f" {word} ")]
    return line
