"""The selection: where the caret is, which words are taken, and how each edge moves.

Pure functions from one selection to the next. A selection never leaves its paragraph and never splits a user-perceived
character; what lies in several places is collected as pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from annotator.session.units import Range, Units

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected.

    Attributes:
        start: First code point taken.
        end: One behind the last.
        chosen: The person set the edges; otherwise the unit is only a proposal, and a label may take another one.
        pieces: Stretches taken before, for labels that lie in several places.
        trail: The smaller selections that grew into this one, for shrinking back.
    """

    start: int
    end: int
    chosen: bool = False
    pieces: tuple[Range, ...] = ()
    trail: tuple[Range, ...] = ()

    @property
    def range(self) -> Range:
        """Start and end."""
        return self.start, self.end

    def moved(self, span: Range, *, chosen: bool) -> Selection:
        """Return the selection with other edges and the same pieces."""
        return Selection(*span, chosen=chosen, pieces=self.pieces)

    def ranges(self) -> tuple[Range, ...]:
        """Return pieces and selection in text order, those that touch or overlap joined."""
        joined: list[Range] = []
        for start, end in sorted({*self.pieces, self.range}):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)


def first_in(units: Units, paragraph: int, taken: Sequence[Range] = ()) -> Range:
    """Return what to propose on coming to a paragraph: the first quoted string not in `taken`, or the first word."""
    for quotation in units.quotations(paragraph):
        if quotation not in taken:
            return quotation
    found = units.words(paragraph)
    return found[0] if found else units.paragraph(paragraph)


def word_at(units: Units, paragraph: int, offset: int) -> Range:
    """Return the word at or after an offset, or the last one before it."""
    found = units.words(paragraph)
    for word in found:
        if word[1] > offset:
            return word
    return found[-1] if found else units.paragraph(paragraph)


def next_word(units: Units, paragraph: int, selection: Selection) -> Range | None:
    """Return the first word behind the selection; None at the end of the paragraph."""
    return next((word for word in units.words(paragraph) if word[0] >= selection.end), None)


def previous_word(units: Units, paragraph: int, selection: Selection) -> Range | None:
    """Return the last word before the selection; None at the beginning of the paragraph."""
    return next((word for word in reversed(units.words(paragraph)) if word[1] <= selection.start), None)


def extended(units: Units, paragraph: int, selection: Selection, edge: Edge) -> Selection:
    """Move one edge outwards by a word; behind the last word, to the paragraph's edge."""
    low, high = units.paragraph(paragraph)
    if edge == "end":
        ends = [end for _, end in units.words(paragraph) if end > selection.end]
        return selection.moved((selection.start, ends[0] if ends else high), chosen=True)
    starts = [start for start, _ in units.words(paragraph) if start < selection.start]
    return selection.moved((starts[-1] if starts else low, selection.end), chosen=True)


def shortened(units: Units, paragraph: int, selection: Selection, edge: Edge) -> Selection:
    """Move one edge inwards by a word; a single word stays."""
    if edge == "end":
        ends = [end for _, end in units.words(paragraph) if selection.start < end < selection.end]
        return selection.moved((selection.start, ends[-1]), chosen=True) if ends else selection
    starts = [start for start, _ in units.words(paragraph) if selection.start < start < selection.end]
    return selection.moved((starts[0], selection.end), chosen=True) if starts else selection


def nudged(units: Units, paragraph: int, selection: Selection, edge: Edge, direction: int) -> Selection:
    """Move one edge by one user-perceived character, leaving at least one selected."""
    low, high = units.paragraph(paragraph)
    start, end = selection.range
    if edge == "start":
        start = min(units.step(start, direction, low, high), units.step(end, -1, low, high))
    else:
        end = max(units.step(end, direction, low, high), units.step(start, 1, low, high))
    return selection.moved((start, end), chosen=True)


def grown(units: Units, paragraph: int, selection: Selection) -> Selection:
    """Take the next larger of word, quoted string, sentence, paragraph that holds the selection."""
    larger = [unit for unit in units.around(paragraph, *selection.range) if unit != selection.range]
    if not larger:
        return selection
    taken = selection.moved(larger[0], chosen=True)
    return replace(taken, trail=(*selection.trail, selection.range))


def shrunk(units: Units, paragraph: int, selection: Selection) -> Selection:
    """Go back to what grew into this selection, or to the largest unit at its start that is smaller."""
    if selection.trail:
        return replace(selection.moved(selection.trail[-1], chosen=True), trail=selection.trail[:-1])
    first = word_at(units, paragraph, selection.start)
    inside = [
        unit
        for unit in units.around(paragraph, *first)
        if selection.start <= unit[0] and unit[1] <= selection.end and unit != selection.range
    ]
    return selection.moved(inside[-1], chosen=True) if inside else selection


def with_piece(units: Units, paragraph: int, selection: Selection) -> Selection:
    """Keep the selection as a piece, and go on to the next word."""
    pieces = (*selection.pieces, selection.range)
    following = next_word(units, paragraph, selection) or selection.range
    return Selection(*following, chosen=False, pieces=pieces)
