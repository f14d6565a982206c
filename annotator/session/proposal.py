"""Which words a label takes when the person has set no edges, and which form a quotation shows.

A label key pressed on a mere caret takes the unit that fits its layer: the quoted string for a quote, the name for a
source, the sentence for a claim, the paragraph for a frame. Edges that the person set are taken as they are, but for
white space at either end, which belongs to no label.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotator.labels import LayerName
from annotator.session.labelling import NotPossibleError
from annotator.session.names import name_at
from annotator.session.selection import Selection
from annotator.session.units import END, START, Range, Units
from annotator.text.clusters import is_cluster_boundary

_OPENING = "“‘\"'«‹„‚「『»›"
_CLOSING = "”’\"'»›“‘」』«‹"
_MARKS = frozenset('“”„"«»「」『』')
_INVISIBLE = "\u200b\u2060\ufeff"
_SHORT = 3
"""Quoted strings of up to this many words may be scare quotes or parts of an indirect quote: the person decides."""


def ranges_for(units: Units, paragraph: int, selection: Selection, layer: LayerName) -> tuple[Range, ...]:
    """Return the stretches a label of a layer takes, in text order.

    Raises:
        NotPossibleError: When there is nothing but white space in them.
    """
    if selection.chosen or selection.pieces:
        return visible(units.content, selection.ranges())
    return visible(units.content, (_unit_for(units, paragraph, selection, layer),))


def _unit_for(units: Units, paragraph: int, selection: Selection, layer: LayerName) -> Range:
    if layer == "frames":
        return units.paragraph(paragraph)
    if layer == "sources":
        return name_at(units, paragraph, selection.start)
    quotation = units.quotation_around(paragraph, *selection.range)
    if layer == "claims" and quotation is not None:
        (quotation,) = stated(units, [quotation]) or (None,)
    return quotation or units.sentence_around(paragraph, selection.start)


def stated(units: Units, quoted: Sequence[Range]) -> tuple[Range, ...]:
    """Return what quoted stretches state, without their quote marks; nothing where they are only a few words."""
    if sum(_words_in(units, span) for span in quoted) <= _SHORT:
        return ()
    return tuple(_without_marks(units.content, span) for span in quoted)


def visible(content: str, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """Return stretches without the white space at their ends; those with nothing else are left out.

    Raises:
        NotPossibleError: When none is left.
    """
    found = tuple(span for span in (_trimmed(content, *span) for span in ranges) if span[0] < span[1])
    if not found:
        raise NotPossibleError("There is only white space here: select some words.")
    return found


def _trimmed(content: str, start: int, end: int) -> Range:
    while start < end and _is_blank(content[start]) and is_cluster_boundary(content, start + 1):
        start += 1
    while end > start and _is_blank(content[end - 1]):
        end -= 1
    return start, end


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _INVISIBLE


def form_of(units: Units, ranges: tuple[Range, ...]) -> str | None:
    """Return the form that the quote marks show, or None where only a person can tell.

    Quoted strings alone are `direct`, words without quote marks `indirect`, both together `mixed`. A quoted string of
    a few words may be a scare quote; part of a quoted string may be anything that is reported inside it.
    """
    quoted = [_is_quoted(units, span) for span in ranges]
    if all(quoted):
        words = sum(_words_in(units, span) for span in ranges)
        return "direct" if words > _SHORT or len(ranges) > 1 else None
    if any(units.quotation_around(units.paragraph_at(start), start, end) for start, end in ranges):
        return None
    if any(quoted) or any(_has_marks(units, span) for span in ranges):
        return "mixed"
    return "indirect"


def _is_quoted(units: Units, span: Range) -> bool:
    """Return whether a stretch is a quoted string, with its marks or without."""
    content = units.content
    for quotation in units.quotations(units.paragraph_at(span[0])):
        if span == quotation or (quotation[0] < span[0] < span[1] < quotation[1] and _spared(content, quotation, span)):
            return True
    first, last = content[span[0]], content[span[1] - 1]
    inner = content[span[0] + 1 : span[1] - 1]
    return first in _OPENING and last in _CLOSING and bool(inner) and _MARKS.isdisjoint(inner)


def _spared(content: str, quotation: Range, span: Range) -> bool:
    """Return whether a stretch leaves out no more of a quoted string than marks, punctuation and space."""
    left_out = content[quotation[0] : span[0]] + content[span[1] : quotation[1]]
    return not any(char.isalnum() for char in left_out)


def _has_marks(units: Units, span: Range) -> bool:
    quotations = units.quotations(units.paragraph_at(span[0]))
    if any(start < span[1] and end > span[0] for start, end in quotations):
        return True
    return not _MARKS.isdisjoint(units.content[slice(*span)])


def _words_in(units: Units, span: Range) -> int:
    words = units.words(units.paragraph_at(span[0]))
    return max(bisect_right(words, span[1], key=END) - bisect_left(words, span[0], key=START), 0)


def _without_marks(content: str, quotation: Range) -> Range:
    """Return what stands between the marks, without the comma that belongs to the sentence around."""
    start, end = quotation
    if content[start] in _OPENING and is_cluster_boundary(content, start + 1):
        start += 1
    if content[end - 1] in _CLOSING and end - start > 1:
        end -= 1
    while end - start > 1 and content[end - 1] in ",;: ":
        end -= 1
    return start, end
