"""Rails: under each row of the paragraph in focus, brackets that name the labels, so that overlaps read without colour.

“This is a bridge, not a wall,” Halden said,
└Q1 direct───────────────────┘  └S1──┘ └──┘Q1·cue
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rich.cells import cell_len, set_cell_size

from annotator.codebook import Codebook
from annotator.display import visible
from annotator.labels import Frame, Item, Quote
from annotator.tui.document.wrap import Row

MAX_RAILS = 6
"""Rails drawn under one row; what does not fit is counted in the last."""


class Mark(NamedTuple):
    """One stretch of the text that a rail names.

    Attributes:
        start: Offset of its first code point.
        end: One behind its last.
        label: What is written into the bracket.
        layer: Gives the style.
        item_id: The item it belongs to.
    """

    start: int
    end: int
    label: str
    layer: str
    item_id: str


Kept = dict[str, tuple[Item, tuple[Mark, ...]]]
"""Marks by the id of their item, with the item they were made of."""
_KEPT = 5_000


class Piece(NamedTuple):
    """A drawn bracket: where in the row it begins, what it looks like, and its mark."""

    column: int
    drawn: str
    mark: Mark


class Draw(Protocol):
    """Draws the bracket of a mark."""

    def __call__(self, mark: Mark, width: int, *, opens: bool, closes: bool) -> str:
        """Return a bracket of at least `width` cells; it may begin or end in another row."""


def marks_of(items: Sequence[Item], codebook: Codebook, kept: Kept) -> list[Mark]:
    """Return what rails name of some items: the labelled words, cues, and words that name a source.

    Frames over a paragraph or the article are not among them; they are told under the paragraph.

    Args:
        items: The items of a paragraph.
        codebook: Names the values.
        kept: The marks of items that were asked for before; an edit makes a new item, so these never grow stale.
    """
    marks: list[Mark] = []
    for item in items:
        known = kept.get(item.id)
        marks += known[1] if known is not None and known[0] is item else _marks_of_one(item, codebook, kept)
    who = [mark for item in items if isinstance(item, Quote) and item.source_spans for mark in _source_spans(item)]
    if who:
        # Where a mention of the source stands on the same words, it says the same and more.
        mentions = {
            (mark.start, mark.end) for mark in marks if mark.layer == "sources" and mark.label == mark.item_id.upper()
        }
        marks += [mark for mark in who if (mark.start, mark.end) not in mentions]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _marks_of_one(item: Item, codebook: Codebook, kept: Kept) -> tuple[Mark, ...]:
    """Return the marks of an item, but for the words that name the source of a quote, and keep them."""
    found: list[Mark] = []
    if not (isinstance(item, Frame) and item.scope != "span"):
        name = item.id.upper()
        main = main_value(item, codebook) if item.layer != "sources" else ""
        for index, span in enumerate(item.main):
            label = f"{name} {main}" if main and index == 0 else name
            found.append(Mark(span.start, span.end, label, item.layer, item.id))
        if isinstance(item, Quote) and item.cue is not None:
            found.append(Mark(item.cue.start, item.cue.end, f"{name}·cue", "quotes", item.id))
    if len(kept) >= _KEPT:
        kept.clear()
    kept[item.id] = (item, tuple(found))
    return kept[item.id][1]


def _source_spans(quote: Quote) -> list[Mark]:
    label = f"{'/'.join(quote.sources).upper() or 'who'}·{quote.id.upper()}"
    return [Mark(span.start, span.end, label, "sources", quote.id) for span in quote.source_spans]


def main_value(item: Item, codebook: Codebook) -> str:
    """Return the value of an item's main attribute as a person reads it; empty where it has none."""
    layer = codebook.layers.get(item.layer)
    value = item.attribute(layer.main) if layer and layer.main else None
    return "" if layer is None or value is None else layer.attributes[str(layer.main)].by_value[value].shown


def rails(row: Row, marks: Sequence[Mark], draw: Draw | None = None) -> list[list[Piece]]:
    """Return the rails under a row, top to bottom, each a list of pieces from left to right.

    Args:
        row: The row.
        marks: Marks in the order of their starts.
        draw: Draws a bracket instead of `bracket`.
    """
    draw = draw or _bracket_of
    packed: list[list[Piece]] = []
    ends: list[int] = []
    left_out = 0
    first, last = row.start, row.start + len(row.shown)
    full = 0  # the offset up to which no rail has room
    for mark in marks:
        start, end = mark[:2]
        if start >= last:
            break
        if end <= first:
            continue
        # Hundreds of labels on one row are looked at, and six drawn: whether there is room comes before all else.
        if start < full:
            left_out += 1
            continue
        clipped = row.clip(start, end)
        if clipped is None:
            continue
        column, edge = row.column(first + clipped[0]), row.column(first + clipped[1])
        level = next((level for level, taken in enumerate(ends) if taken <= column), None)
        if level is None and len(ends) == MAX_RAILS:
            left_out += 1
            continue
        drawn = draw(mark, max(edge - column, 1), opens=start >= first, closes=end <= last)
        if level is None:
            level = len(ends)
            ends.append(0)
            packed.append([])
        packed[level].append(Piece(column, drawn, mark))
        ends[level] = column + cell_len(drawn)
        if len(ends) == MAX_RAILS:
            full = row.from_column(min(ends))
    if left_out:
        more = Mark(row.start, row.end, f"+{left_out} more", "more", "")
        packed.append([Piece(0, f"+{left_out} more", more)])
    return packed


def _bracket_of(mark: Mark, width: int, *, opens: bool, closes: bool) -> str:
    return bracket(mark.label, width, opens=opens, closes=closes)


def bracket(label: str, width: int, *, opens: bool, closes: bool) -> str:
    """Draw a bracket of at least `width` cells with a label in it, or behind it where it is too narrow."""
    label = visible(label)
    left, right = "└" if opens else "╶", "┘" if closes else "╴"
    inner = width - 2
    size = cell_len(label)
    if inner >= size:
        fill = "─" * (inner - size)
        return f"{left}{label}{fill}{right}"
    if not opens:
        return left + "─" * max(inner, 0) + (right if width > 1 else "")
    if inner >= 4 and " " in label:  # noqa: PLR2004 - room for an id and a letter or two of its value
        return f"{left}{set_cell_size(label, inner)}{right}"
    short = label.split(" ")[0]
    if inner >= cell_len(short):
        return f"{left}{short}{'─' * (inner - cell_len(short))}{right}"
    return (f"{left}{'─' * max(inner, 0)}{right}" if width > 1 else "╵") + short
