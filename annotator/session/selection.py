"""The selection: where the caret is, which words are taken, and how each edge moves.

Pure functions from one selection to the next. A selection never leaves its paragraph and never splits a user-perceived
character; what lies in several places is collected as pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from annotator.session.units import END, START, Range, Units, joined

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
        placed: The person put the caret on this very word; otherwise the program proposes it.
    """

    start: int
    end: int
    chosen: bool = False
    pieces: tuple[Range, ...] = ()
    trail: tuple[Selection, ...] = ()
    placed: bool = False

    @property
    def range(self) -> Range:
        """Start and end."""
        return self.start, self.end

    @property
    def by_hand(self) -> bool:
        """Whether the person selected this, or put the caret on it; otherwise the program proposes it."""
        return self.chosen or self.placed or bool(self.pieces)

    def moved(self, span: Range, *, chosen: bool, placed: bool = False) -> Selection:
        """Return the selection with other edges and the same pieces."""
        return Selection(*span, chosen=chosen, pieces=self.pieces, placed=placed)

    def ranges(self) -> tuple[Range, ...]:
        """Return pieces and selection in text order, those that touch or overlap joined."""
        return joined({*self.pieces, self.range})


def first_in(units: Units, paragraph: int, taken: Sequence[Range] = ()) -> Range:
    """Return what to propose on coming to a paragraph: the first quoted string, or the first word.

    Args:
        units: The units of the text.
        paragraph: Which paragraph.
        taken: What is labelled already; a quoted string with anything of it inside is not proposed.
    """
    covered = joined(taken)
    for start, end in units.quotations(paragraph):
        nearest = bisect_right(covered, start, key=END)
        if nearest == len(covered) or covered[nearest][0] >= end:
            return start, end
    return word_at(units, paragraph, units.paragraph(paragraph)[0])


def word_at(units: Units, paragraph: int, offset: int) -> Range:
    """Return the word at or after an offset, or the last one before it; the paragraph where it has no words."""
    following = units.word_from(paragraph, offset)
    if following is not None:
        return following
    found = units.words(paragraph)
    return found[-1] if found else units.paragraph(paragraph)


def next_word(units: Units, paragraph: int, selection: Selection) -> Range | None:
    """Return the first word behind the selection; None at the end of the paragraph."""
    found = units.words(paragraph)
    position = bisect_left(found, selection.end, key=START)
    return found[position] if position < len(found) else None


def previous_word(units: Units, paragraph: int, selection: Selection) -> Range | None:
    """Return the last word before the selection; None at the beginning of the paragraph."""
    found = units.words(paragraph)
    position = bisect_right(found, selection.start, key=END)
    return found[position - 1] if position > 0 else None


def extended(units: Units, paragraph: int, selection: Selection, edge: Edge) -> Selection:
    """Move one edge outwards by a word; behind the last word, to the paragraph's edge."""
    low, high = units.paragraph(paragraph)
    found = units.words(paragraph)
    if edge == "end":
        position = bisect_right(found, selection.end, key=END)
        end = found[position][1] if position < len(found) else high
        return selection.moved((selection.start, end), chosen=True)
    position = bisect_left(found, selection.start, key=START)
    start = found[position - 1][0] if position > 0 else low
    return selection.moved((start, selection.end), chosen=True)


def shortened(units: Units, paragraph: int, selection: Selection, edge: Edge) -> Selection:
    """Move one edge inwards by a word; a single word stays."""
    found = units.words(paragraph)
    if edge == "end":
        position = bisect_left(found, selection.end, key=END)
        if position == 0 or found[position - 1][1] <= selection.start:
            return selection
        return selection.moved((selection.start, found[position - 1][1]), chosen=True)
    position = bisect_right(found, selection.start, key=START)
    if position == len(found) or found[position][0] >= selection.end:
        return selection
    return selection.moved((found[position][0], selection.end), chosen=True)


def to_clause_end(units: Units, paragraph: int, selection: Selection, direction: int) -> Selection:
    """Move the right edge to the last word before the next mark of punctuation (1), or before the one inside (-1)."""
    ends = units.clause_ends(paragraph)
    if direction > 0:
        position = bisect_right(ends, selection.end)
        return selection.moved((selection.start, ends[position]), chosen=True) if position < len(ends) else selection
    position = bisect_left(ends, selection.end)
    if position == 0 or ends[position - 1] <= selection.start:
        return selection
    return selection.moved((selection.start, ends[position - 1]), chosen=True)


def to_clause_start(units: Units, paragraph: int, selection: Selection) -> Selection:
    """Move the left edge to the first word behind the next mark of punctuation inside."""
    following = units.word_from(paragraph, next((e for e in units.clause_ends(paragraph) if e > selection.start), 0))
    if following is None or not selection.start < following[0] < selection.end:
        return selection
    return selection.moved((following[0], selection.end), chosen=True)


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
    before = replace(selection, pieces=(), trail=())
    return replace(selection.moved(larger[0], chosen=True), trail=(*selection.trail, before))


def shrunk(units: Units, paragraph: int, selection: Selection) -> Selection:
    """Go back to what grew into this selection, or to the largest unit at its start that is smaller."""
    if selection.trail:
        return replace(selection.trail[-1], pieces=selection.pieces, trail=selection.trail[:-1])
    first = word_at(units, paragraph, selection.start)
    inside = [
        unit
        for unit in units.around(paragraph, *first)
        if selection.start <= unit[0] and unit[1] <= selection.end and unit != selection.range
    ]
    return selection.moved(inside[-1], chosen=True) if inside else selection


def with_piece(selection: Selection) -> Selection:
    """Keep the selection as a piece; the caret stays there until it is moved to the next one."""
    return Selection(*selection.range, pieces=joined((*selection.pieces, selection.range)))
