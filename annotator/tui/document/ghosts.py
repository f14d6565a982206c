"""Ghost marks: what is suggested for the paragraph in focus, on rails of their own under those of the labels.

┋Q? direct · Halden┅┅┅┅┅┅┅┅┋  ┋Q?·cue┋  the current one, from edge to edge, in heavy dots and with all its parts
┊C? quantity                            the others, where they begin: drawn whole they would hide the text
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from annotator.display import visible
from annotator.labels import ITEM_TYPES
from annotator.session import Session
from annotator.session.suggestions.suggested import speakers, value_of
from annotator.tui.document.rails import Mark
from annotator.tui.document.wrap import Row
from annotator.tui.widgets.lines import Part

if TYPE_CHECKING:
    from annotator.suggest.suggestion import Suggestion

_CURRENT = "!"
"""Begins the id of a mark of the current suggestion; no item has such an id."""
_OTHER = "?"
_LEAST = 4
"""Cells in which a label is worth cutting."""


def letter_of(suggestion: Suggestion) -> str:
    """Return the mark of a suggestion's layer on screen: `Q?`, `C?`, `F?`, and `¶?` for a zone."""
    if suggestion.layer == "zones":
        return "¶?"
    return f"{ITEM_TYPES[suggestion.layer].letter.upper()}?"


def ghost_marks(session: Session, paragraph: int) -> list[Mark]:
    """Return the marks of what is open in a paragraph; of the current one also cue and words for the source."""
    offering = session.offering
    if offering is None:
        return []
    current = offering.current_in(paragraph)
    marks: list[Mark] = []
    for suggestion in offering.open_in(paragraph):
        if suggestion.layer == "zones":
            continue
        is_current = suggestion is current
        whose = _CURRENT if is_current else _OTHER
        style = f"{suggestion.layer} strong" if is_current else f"{suggestion.layer} ghost"
        letter = letter_of(suggestion)
        who = " & ".join(name.rsplit(" ", 1)[-1] for name in speakers(suggestion, session.text.content))
        told = " · ".join(part for part in (value_of(suggestion, session.codebook), who) if part)
        label = f"{letter} {told}" if told else letter
        (start, end), *pieces = suggestion.spans
        if not is_current:
            marks.append(Mark(start, min(end, start + len(label) + 1), label, style, whose))
            continue
        marks.append(Mark(start, end, label, style, whose))
        marks += [Mark(*piece, letter, style, whose) for piece in pieces]
        if suggestion.cue is not None:
            marks.append(Mark(*suggestion.cue, f"{letter}·cue", style, whose))
        marks += [Mark(*piece, "S?", "sources strong", whose) for source in suggestion.sources for piece in source]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def ghosts_in(row: Row, marks: Sequence[Mark]) -> list[Mark]:
    """Return those of some ghost marks that a row shows: the current one's, and others that begin there."""
    return [mark for mark in marks if mark.item_id == _CURRENT or row.start <= mark.start < row.end]


def ghost_line(session: Session, paragraph: int) -> list[Part]:
    """Return what is suggested about the paragraph as a whole."""
    offering = session.offering
    if offering is None:
        return []
    current = offering.current_in(paragraph)
    parts: list[Part] = []
    for suggestion in offering.open_in(paragraph):
        if suggestion.layer == "zones":
            edge, style = ("┋", "strong") if suggestion is current else ("┊", "ghost")
            parts.append(Part(f"{edge}{letter_of(suggestion)} {value_of(suggestion, session.codebook)}{edge}", style))
    return parts


def ghost_bracket(mark: Mark, width: int, *, opens: bool, closes: bool) -> str:
    """Draw a dotted bracket of at least `width` cells with a label in it, or behind it where it is too narrow."""
    label = visible(mark.label)
    if mark.item_id != _CURRENT:
        return f"┊{label if cell_len(label) < width else set_cell_size(label, max(width - 1, _LEAST - 1)).rstrip()}"
    edge, dots = "┋", "┅"
    left, right = edge if opens else dots, edge if closes else dots
    inner = width - 2
    if not opens:
        return left + dots * max(inner, 0) + (right if width > 1 else "")
    size = cell_len(label)
    if inner >= size:
        return f"{left}{label}{dots * (inner - size)}{right}"
    if inner >= _LEAST and " " in label:
        return f"{left}{set_cell_size(label, inner)}{right}"
    short = label.split(" ", maxsplit=1)[0]
    if inner >= cell_len(short):
        return f"{left}{short}{dots * (inner - cell_len(short))}{right}"
    return (f"{left}{dots * max(inner, 0)}{right}" if width > 1 else left) + short
