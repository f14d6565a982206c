"""The rows of one paragraph: text, rails and marks, before they are painted."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from textual.strip import Strip

from annotator.labels import Frame, Item, Source
from annotator.session import Session
from annotator.tui.document.ghosts import ghost_bracket, ghost_line, ghost_marks, ghosts_in
from annotator.tui.document.rails import Kept, Mark, Piece, main_value, marks_of, rails
from annotator.tui.document.wrap import Row
from annotator.tui.widgets.lines import Line, Part

Run = tuple[int, int, str]
"""Start, end and layer of a stretch that is drawn in one colour."""

_MAX_MARKS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One row on the screen.

    Attributes:
        kind: `text`, `rail` (brackets under the text above it), `marks` (a line about the paragraph), or `gap`.
        row: The text row, or the one a rail belongs to.
        pieces: The brackets of a rail.
        line: The words of a marks line.
    """

    kind: Literal["text", "rail", "marks", "gap"]
    row: Row | None = None
    pieces: Sequence[Piece] = ()
    line: Line = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A paragraph laid out at one width.

    Attributes:
        entries: Its rows from top to bottom.
        runs: Which stretches are coloured, in text order, not overlapping.
        reviewed: It was looked at for all layers of the session.
        focused: It is the paragraph in focus.
        offered: Something is suggested for it.
        painted: Strips made of the entries so far, by index and what the selection adds to them; they live and die
            with the layout.
    """

    entries: Sequence[Entry]
    runs: Sequence[Run] = field(default=())
    reviewed: bool = False
    focused: bool = False
    offered: bool = False
    painted: dict[tuple[int, tuple[Run, ...]], Strip] = field(default_factory=dict, compare=False)

    def runs_in(self, row: Row) -> Sequence[Run]:
        """Return the coloured stretches that share text with a row."""
        first = bisect_right(self.runs, row.start, key=itemgetter(1))
        return self.runs[first : bisect_left(self.runs, row.end, lo=first, key=itemgetter(0))]

    def row_of(self, offset: int) -> int:
        """Return the index of the entry that draws an offset."""
        found = 0
        for index, entry in enumerate(self.entries):
            if entry.kind == "text" and entry.row is not None:
                if entry.row.start > offset:
                    break
                found = index
        return found


def lay_out(
    session: Session, paragraph: int, rows: Sequence[Row], kept: Kept, *, focused: bool, extra: Sequence[Mark] = ()
) -> Layout:
    """Lay out a paragraph: with rails if it is the one in focus, with a line of marks otherwise.

    Args:
        session: Has the labels.
        paragraph: Which paragraph.
        rows: The paragraph wrapped.
        kept: The marks of items, kept from one layout to the next.
        focused: It is the one in focus.
        extra: What stands in the rails above the labels.
    """
    items = session.index.in_paragraph(paragraph)
    marks = marks_of(items, session.codebook, kept)
    offered = session.offering is not None and bool(session.offering.open_in(paragraph))
    ghosts = ghost_marks(session, paragraph) if focused and offered else []
    entries: list[Entry] = []
    for row in rows:
        entries.append(Entry("text", row))
        if focused:
            entries += [Entry("rail", row, pieces=pieces) for pieces in rails(row, extra)]
            entries += [Entry("rail", row, pieces=pieces) for pieces in rails(row, marks)]
            here = ghosts_in(row, ghosts) if ghosts else ()
            entries += [Entry("rail", row, pieces=pieces) for pieces in rails(row, here, ghost_bracket)]
    line = _frames(session, items) if focused else _letters(items)
    zone = session.labels.paragraphs[paragraph].zone
    if zone != "body":
        line = [Part(f"‹{zone}›", "dim"), *([Part(" ")] if line else []), *line]
    if focused and offered and (ghost := ghost_line(session, paragraph)):
        line = [*ghost, *([Part(" ")] if line else []), *line]
    if line:
        entries.append(Entry("marks", line=line))
    entries.append(Entry("gap"))
    runs = colour_runs([*marks, *extra])
    return Layout(entries, runs, session.is_reviewed(paragraph), focused, offered)


def _letters(items: Sequence[Item]) -> list[Part]:
    """Name the items of a paragraph that is not in focus."""
    parts: list[Part] = []
    for item in items[:_MAX_MARKS]:
        parts += [Part(item.id.upper(), item.layer), Part(" ")]
    if len(items) > _MAX_MARKS:
        parts.append(Part(f"+{len(items) - _MAX_MARKS}", "more"))
    return parts


def _frames(session: Session, items: Sequence[Item]) -> list[Part]:
    """Tell the frames over the whole paragraph or article."""
    parts: list[Part] = []
    for item in items:
        if isinstance(item, Frame) and item.scope != "span":
            voices = [source.name for source in map(session.index.get, item.voice) if isinstance(source, Source)]
            style = "frames current" if item.id == session.item_id else "frames"
            about = "¶" if item.scope == "paragraph" else "article:"
            words = f"{about} {item.id.upper()} {main_value(item, session.codebook)} · {', '.join(voices) or 'author'}"
            parts += [Part(words, style), Part("  ")]
    return parts


def colour_runs(marks: Sequence[Mark]) -> list[Run]:
    """Return the stretches that marks cover, each with the layer of the shortest mark there.

    Args:
        marks: Marks in the order of their starts.
    """
    cuts = sorted({mark[0] for mark in marks} | {mark[1] for mark in marks})
    active: list[tuple[int, int, str]] = []
    runs: list[Run] = []
    waiting = iter(marks)
    mark = next(waiting, None)
    for start, end in pairwise(cuts):
        while mark is not None and mark[0] <= start:
            heapq.heappush(active, (mark[1] - mark[0], mark[1], mark[3]))
            mark = next(waiting, None)
        while active and active[0][1] <= start:
            heapq.heappop(active)
        if active:
            layer = active[0][2]
            if runs and runs[-1][1] == start and runs[-1][2] == layer:
                runs[-1] = (runs[-1][0], end, layer)
            else:
                runs.append((start, end, layer))
    return runs
