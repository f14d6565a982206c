"""Rails: under each row of the paragraph in focus, brackets that name the labels, so that overlaps read without colour.

“This is a bridge, not a wall,” Halden said,
└Q1 direct───────────────────┘  └S1──┘ └──┘Q1·cue
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from annotator.codebook import Codebook
from annotator.display import visible
from annotator.labels import Frame, Item, Quote
from annotator.tui.document.wrap import Row

MAX_RAILS = 6
"""Rails drawn under one row; what does not fit is counted in the last."""


@dataclass(frozen=True, slots=True)
class Mark:
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn bracket: where in the row it begins, what it looks like, and its mark."""

    column: int
    drawn: str
    mark: Mark


def marks_of(items: Sequence[Item], codebook: Codebook) -> list[Mark]:
    """Return what rails name of some items: the labelled words, cues, and words that name a source.

    Frames over a paragraph or the article are not among them; they are told under the paragraph.
    """
    marks: list[Mark] = []
    for item in items:
        if isinstance(item, Frame) and item.scope != "span":
            continue
        name = item.id.upper()
        main = main_value(item, codebook) if item.layer != "sources" else ""
        for index, span in enumerate(item.main):
            marks.append(
                Mark(span.start, span.end, f"{name} {main}" if main and index == 0 else name, item.layer, item.id)
            )
        if isinstance(item, Quote) and item.cue is not None:
            marks.append(Mark(item.cue.start, item.cue.end, f"{name}·cue", "quotes", item.id))
    # Where a mention of the source stands on the same words, it says the same and more.
    mentions = {
        (mark.start, mark.end) for mark in marks if mark.label == mark.item_id.upper() and mark.layer == "sources"
    }
    who = [mark for item in items if isinstance(item, Quote) for mark in _source_spans(item)]
    marks += [mark for mark in who if (mark.start, mark.end) not in mentions]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _source_spans(quote: Quote) -> list[Mark]:
    label = f"{'/'.join(quote.sources).upper() or 'who'}·{quote.id.upper()}"
    return [Mark(span.start, span.end, label, "sources", quote.id) for span in quote.source_spans]


def main_value(item: Item, codebook: Codebook) -> str:
    """Return the value of an item's main attribute as a person reads it; empty where it has none."""
    layer = codebook.layers.get(item.layer)
    value = item.attribute(layer.main) if layer and layer.main else None
    return "" if layer is None or value is None else layer.attributes[str(layer.main)].by_value[value].shown


def rails(row: Row, marks: Sequence[Mark]) -> list[list[Piece]]:
    """Return the rails under a row, top to bottom, each a list of pieces from left to right."""
    packed: list[list[Piece]] = []
    ends: list[int] = []
    left_out = 0
    for mark in marks:
        clipped = row.clip(mark.start, mark.end)
        if clipped is None:
            continue
        column, edge = row.column(row.start + clipped[0]), row.column(row.start + clipped[1])
        drawn = bracket(
            mark.label,
            max(edge - column, 1),
            opens=mark.start >= row.start,
            closes=mark.end <= row.start + len(row.shown),
        )
        level = next((level for level, end in enumerate(ends) if end <= column), None)
        if level is None and len(ends) == MAX_RAILS:
            left_out += 1
            continue
        if level is None:
            level = len(ends)
            ends.append(0)
            packed.append([])
        packed[level].append(Piece(column, drawn, mark))
        ends[level] = column + cell_len(drawn)
    if left_out:
        more = Mark(row.start, row.end, f"+{left_out} more", "more", "")
        packed.append([Piece(0, f"+{left_out} more", more)])
    return packed


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
