"""Undo and redo without limit."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.session.edits import Edit
from annotator.session.suggestions.rejections import Rejection

Step = Edit | Rejection
"""One thing a person did: to the labels, or to what is suggested for them."""


@dataclass(slots=True)
class History:
    """The steps that can be undone, and those that were undone and can be redone."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def record(self, step: Step) -> None:
        """Remember a new step; what was undone before it cannot be redone any more."""
        self.done.append(step)
        self.undone.clear()

    def undo(self) -> Step | None:
        """Return the step that takes the last one back; None where there is nothing to undo."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1].inverse()

    def redo(self) -> Step | None:
        """Return the step that was undone last; None where there is none."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]
