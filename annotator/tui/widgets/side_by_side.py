"""Versions of one item side by side, as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from annotator.adjudication.side_by_side import Row
from annotator.display import visible_prose
from annotator.tui.widgets.lines import Line, Part, cut, fit, wrapped

ALL = -1
"""Stands for the number of a version where something of all of them is taken."""
_NARROWEST = 6
"""Cells of a column below which nothing can be read in it."""


@dataclass(frozen=True)
class Shown:
    """What the panel shows.

    Attributes:
        what: What is disagreed on: `Q4 quote`.
        progress: How much is left.
        layer: Gives the style of the words.
        headings: What stands above each version.
        lacking: Who has none; empty where everybody has one.
        rows: The fields.
        aside: The item the person went to, or has made, besides; empty where there is none.
        beside: What else has the same words; empty where nothing has.
    """

    what: str
    progress: str
    layer: str = "plain"
    headings: tuple[str, ...] = ()
    lacking: str = ""
    rows: Sequence[Row] = ()
    aside: str = ""
    beside: str = ""


def versions_lines(shown: Shown, message: str, width: int, height: int) -> list[Line]:
    """Return the rows of the panel: what it is about, the versions, and the last sentence."""
    told = wrapped([Part(" "), Part(message, "warn")], max(width, 4))[: max(height - 1, 1)] if message else []
    if height == 1:
        return [*told, head_line(shown, width)][:1]
    told = told[: max(min(len(told), height - 2), 1)]
    if shown.beside and height - len(told) > 4:  # noqa: PLR2004 - what is asked comes first
        told = [*wrapped([Part(" ≈ ", "warn"), Part(shown.beside)], max(width, 4))[:2], *told]
    return [head_line(shown, width), *table(shown, width, height - 1 - len(told)), *told][:height]


def head_line(shown: Shown, width: int) -> Line:
    """Return what is disagreed on, and how much is left."""
    aside = f" · {shown.aside}" if shown.aside else ""
    left = f" {shown.what}{f' · {shown.lacking}' if shown.lacking else ''}{aside}"
    right = f"{shown.progress} "
    room = width - cell_len(right)
    if room < len(shown.what) + 2:
        return [Part(cut(left, width), "title")]
    return [Part(fit(left, room), "title"), Part(right, "dim")]


def table(
    shown: Shown, width: int, height: int, *, at: int | None = None, chosen: Mapping[str, int] | None = None
) -> list[Line]:
    """Return the versions side by side, those fields first that differ.

    Args:
        shown: What they are.
        width: Cells to a row.
        height: Rows there are.
        at: The row under the cursor, among those that differ; None where there is no cursor.
        chosen: The version that each row is taken from; None where nothing is chosen.
    """
    if not shown.headings or height <= 0:
        return []
    alone = len(shown.headings) == 1
    differing = [row for row in shown.rows if row.differs or len(set(row.values)) > 1 or (alone and row.is_long)]
    equal = [row for row in shown.rows if row not in differing]
    names = min(max((cell_len(row.label) for row in differing), default=4) + 4, max(width // 4, 8))
    count = len(shown.headings)
    column = max((width - names) // count, _NARROWEST)
    heads = [Part(" " * names)] + [Part(fit(heading, column), "key") for heading in shown.headings]
    lines: list[Line] = [heads]
    room = height - 1 - bool(equal)
    first = 0 if at is None else min(max(at - room + 1, 0), max(len(differing) - room, 0))
    for number, row in enumerate(differing):
        if first <= number < first + room:
            picked = None if chosen is None else chosen.get(row.name)
            lines.append(_row(row, names, column, layer=shown.layer, under=number == at, picked=picked))
    hidden = len(differing) - first - room
    if hidden > 0 and room > 0:
        lines[-1] = [
            *lines[-1][:-1],
            Part(f"{cut(lines[-1][-1].text, max(column - 9, 1)).rstrip()} +{hidden} more", "more"),
        ]
    if equal:
        lines += _equal(equal, width, height - len(lines))
    return lines[:height]


def _row(row: Row, names: int, column: int, *, layer: str, under: bool, picked: int | None) -> list[Part]:
    mark = "≠ " if row.differs else "  "
    style = "current" if under else "warn" if row.differs else "dim"
    parts = [Part(fit(f" {mark}{row.label}", names - 1), style), Part(" ")]
    for number, value in enumerate(row.values):
        is_picked = picked is not None and picked in {number, ALL}
        dot = "" if picked is None else "● " if is_picked else "  "
        words = both_ends(value, column - 1 - len(dot)) if row.is_words else cut(value, column - 1 - len(dot))
        style = layer if row.is_words else "plain"
        if is_picked:
            style += " strong"
        parts.append(Part(fit(f"{dot}{words}", column), style))
    return parts


def _equal(rows: Sequence[Row], width: int, height: int) -> list[Line]:
    """Return the fields in which all versions say the same, in as few rows as they need."""
    told = " · ".join(f"{row.label} {' / '.join(dict.fromkeys(row.values))}" for row in rows)
    return wrapped([Part(" = ", "dim"), Part(visible_prose(told), "dim")], max(width, 4))[: max(height, 0)]


def both_ends(words: str, width: int) -> str:
    """Return words cut to a number of cells: the beginning and the end stay, since versions differ there."""
    words = visible_prose(words)
    if cell_len(words) <= width or width < 8:  # noqa: PLR2004 - too narrow for two ends
        return cut(words, width)
    tail, room = "", (width - 1) // 2
    for char in reversed(words):
        if cell_len(tail) + cell_len(char) > room:
            break
        tail = char + tail
    head = cut(words, width - cell_len(tail))
    return f"{head}{tail}"
