"""Undo and redo without limit."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.session.edits import Edit


@dataclass(slots=True)
class History:
    """The edits that can be undone, and those that were undone and can be redone."""

    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)

    def record(self, edit: Edit) -> None:
        """Remember a new edit; what was undone before it cannot be redone any more."""
        self.done.append(edit)
        self.undone.clear()

    def undo(self) -> Edit | None:
        """Return the edit that takes the last one back; None where there is nothing to undo."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1].inverse()

    def redo(self) -> Edit | None:
        """Return the edit that was undone last; None where there is none."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]
