"""The outer quotations of each paragraph, and which of them go on in the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.suggest.suggestion import Range
from annotator.text.quotations import Quotation, find_quotations
from annotator.text.sentences import sentences

_RUNS_ON = "“„«"
_REOPENED = "\"'‘"
"""Marks that run on only where the next paragraph begins with the same: alone they may be anything."""


class Quoted(NamedTuple):
    """The quotations of one paragraph.

    Attributes:
        ranges: The outer ones, in order, as code points of the text.
        goes_on: The last one has no closing mark and the next paragraph reopens it.
        continued: The first one reopens what the paragraph before left open.
        every: Those inside others too, to find its sentences by; None where they are to be looked for.
    """

    ranges: list[Range]
    goes_on: bool
    continued: bool
    every: list[Quotation] | None


def quoted(content: str, paragraphs: Sequence[Range]) -> Iterator[Quoted]:
    """Yield the outer quotations of paragraphs that follow each other, one look ahead."""
    carried = False
    for index, (start, end) in enumerate(paragraphs):
        following = paragraphs[index + 1][0] if index + 1 < len(paragraphs) else len(content)
        opens = content[following : following + 1]
        marks = _RUNS_ON + (opens if opens and opens in _REOPENED else "")
        every = find_quotations(content, start, end, runs_on=marks)
        outer: list[Range] = []
        closed = True
        for quotation in every:
            if not outer or quotation.start >= outer[-1][1]:
                outer.append((quotation.start, quotation.end))
                closed = quotation.closed
        goes_on = bool(outer) and not closed and opens == content[outer[-1][0]]
        yield Quoted(outer, goes_on, carried and bool(outer) and outer[0][0] == start, every)
        carried = goes_on


def sentences_around(
    content: str, paragraph: Range, quotations: Sequence[Range], every: Sequence[Quotation] | None = None
) -> Iterator[Range]:
    """Yield the sentences of a paragraph, joined where a quotation would be cut.

    Args:
        content: The text.
        paragraph: The paragraph.
        quotations: The outer quotations, which are not cut.
        every: All its quotations, where they have been found before.
    """
    current = 0
    first: int | None = None
    for start, end in sentences(content, *paragraph, every):
        first = start if first is None else first
        while current < len(quotations) and quotations[current][1] <= end:
            current += 1
        if current < len(quotations) and quotations[current][0] < end:
            continue
        yield first, end
        first = None
    if first is not None:
        yield first, paragraph[1]
