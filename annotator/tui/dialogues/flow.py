"""Answers side by side, wrapped into the rows there are."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from annotator.display import visible
from annotator.tui.widgets.lines import Line, Part, cells


def flow(answers: Sequence[list[Part]], highlighted: int, width: int, height: int) -> list[Line]:
    """Wrap answers into rows, and return those around the highlighted one.

    Args:
        answers: The parts of each answer; an answer is not broken.
        highlighted: Which one must be visible.
        width: Cells to a row.
        height: Rows there are.
    """
    rows: list[list[Part]] = [[]]
    used = where = 0
    for index, answer in enumerate(answers):
        size = cells(answer) + 1
        if used + size > width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1] += [*answer, Part(" ")]
        used += size
        if index == highlighted:
            where = len(rows) - 1
        if index >= highlighted and len(rows) > max(height, where + 1):
            break  # what is behind is not seen
    start = min(max(0, where - height + 1), max(len(rows) - height, 0))
    shown: list[Line] = list(rows[start : start + height])
    if start + height < len(rows) and shown:
        shown[-1] = [*_cut(shown[-1], width - 2), Part("↓", "more")]
    return shown


def _cut(line: Line, width: int) -> list[Part]:
    """Drop the parts at the end of a line that leave no room, and fill it to a width."""
    kept: list[Part] = []
    used = 0
    for part in line:
        size = cell_len(visible(part.text))
        if used + size > width:
            break
        kept.append(part)
        used += size
    return [*kept, Part(" " * max(width - used, 0))]
