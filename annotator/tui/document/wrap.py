"""Wrapping a paragraph into rows of terminal cells, without losing track of a single code point."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rich.cells import split_graphemes

from annotator.display import visible_prose

# One cell each in every terminal: Latin, Greek, most Cyrillic, dashes, quotes, currency, the pictures of the gate.
_NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2400-\u2426]*")
_BREAK_AFTER = re.compile(r"\s+|(?<=\w)[-‐–—](?=\w)")
_WIDE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a wrapped paragraph.

    Attributes:
        start: Offset in the text of its first code point.
        end: Offset one behind its last, trailing white space included: rows tile the paragraph.
        shown: What is drawn, one code point for each from `start` on; trailing white space may be left off.
        columns: For every code point of `shown`, the cell where its user-perceived character begins, and one entry more
            for the end; None when every code point takes one cell.
    """

    start: int
    end: int
    shown: str
    columns: tuple[int, ...] | None

    def column(self, offset: int) -> int:
        """Return the cell where the code point at an offset begins, the row's width for what lies behind."""
        index = min(max(offset - self.start, 0), len(self.shown))
        return index if self.columns is None else self.columns[index]

    def from_column(self, column: int) -> int:
        """Return the offset of the first code point that is drawn from a cell on; of the row's end where none is."""
        if self.columns is None:
            return self.start + min(column, len(self.shown))
        return self.start + bisect_left(self.columns, column, hi=len(self.shown))

    @property
    def width(self) -> int:
        """Width in cells."""
        return len(self.shown) if self.columns is None else self.columns[-1]

    def offset(self, column: int) -> int:
        """Return the offset of the user-perceived character at a cell; the last one's for cells behind it."""
        if not self.shown:
            return self.start
        if self.columns is None:
            return self.start + min(max(column, 0), len(self.shown) - 1)
        index = bisect_right(self.columns, max(column, 0), hi=len(self.shown)) - 1
        while index > 0 and self.columns[index - 1] == self.columns[index]:
            index -= 1
        return self.start + max(index, 0)

    def clip(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the part of `[start, end)` that is drawn in this row, as indices into `shown` that split no
        user-perceived character; None where there is none.
        """
        low, high = max(start - self.start, 0), min(end - self.start, len(self.shown))
        if low >= high:
            return None
        if self.columns is not None:
            while low > 0 and self.columns[low - 1] == self.columns[low]:
                low -= 1
            while high < len(self.shown) and self.columns[high] == self.columns[high - 1]:
                high += 1
        return low, high


def wrap(content: str, start: int, end: int, width: int) -> list[Row]:
    """Wrap one paragraph.

    Args:
        content: The text.
        start: Where the paragraph starts.
        end: Where it ends.
        width: Cells to a row; at least 2 are used, so that any character fits.

    Returns:
        Rows that tile `[start, end)`; at least one.
    """
    shown = visible_prose(content[start:end])
    width = max(width, _WIDE)
    columns = None if _NARROW.fullmatch(shown) else _columns(shown)
    rows: list[Row] = []
    for low, high in _lines(shown, columns, width):
        text = shown[low:high]
        trimmed = text.rstrip() or text
        # White space that hangs over the edge is not drawn; what fits is, so that a selection shows over it.
        last = low + (len(text) if _cells(columns, low, high) <= width else len(trimmed))
        part = None if columns is None else tuple(column - columns[low] for column in columns[low : last + 1])
        rows.append(Row(start + low, start + high, shown[low:last], part))
    return rows


def _columns(shown: str) -> list[int]:
    """Return the cell where each code point's user-perceived character begins, and the total width."""
    columns: list[int] = []
    cell = 0
    for low, high, width in split_graphemes(shown)[0]:
        columns += [cell] * (high - low)
        cell += width
    columns.append(cell)
    return columns


def _cells(columns: list[int] | None, low: int, high: int) -> int:
    return high - low if columns is None else columns[high] - columns[low]


def _lines(shown: str, columns: list[int] | None, width: int) -> list[tuple[int, int]]:
    """Break greedily at white space, after hyphens and between wide characters; inside a word only where it must be."""
    breaks = [match.end() for match in _BREAK_AFTER.finditer(shown)]
    if columns is not None:
        wide = [i for i in range(1, len(shown)) if columns[i] - columns[i - 1] == _WIDE]
        # A mark on a space belongs to it, although a row could end behind the space.
        whole = (place for place in breaks if place == len(shown) or columns[place] != columns[place - 1])
        breaks = sorted({*whole, *wide})
    lines: list[tuple[int, int]] = []
    low = 0
    position = 0
    while low < len(shown):
        edge = _furthest(columns, low, len(shown), width)
        if edge < len(shown):
            while position < len(breaks) and breaks[position] <= low:
                position += 1
            best = low
            while position < len(breaks) and _fits(shown, columns, low, breaks[position], width):
                best = breaks[position]
                position += 1
            edge = best if best > low else max(edge, low + 1)
        lines.append((low, edge))
        low = edge
    return lines or [(0, 0)]


def _fits(shown: str, columns: list[int] | None, low: int, high: int, width: int) -> bool:
    """Return whether a line fits when the white space at its end hangs over."""
    while high > low and shown[high - 1].isspace():
        high -= 1
    return _cells(columns, low, high) <= width


def _furthest(columns: list[int] | None, low: int, length: int, width: int) -> int:
    """Return how far a row reaches from `low` when nothing is considered but cells and whole characters."""
    if columns is None:
        return min(low + width, length)
    edge = bisect_right(columns, columns[low] + width, lo=low) - 1
    if edge >= length:
        return length
    while edge > low + 1 and columns[edge - 1] == columns[edge]:
        edge -= 1
    return max(edge, low + 1)
