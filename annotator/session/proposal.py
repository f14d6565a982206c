"""Which words a label takes when the person has set no edges, and which form a quotation shows.

A label key pressed on a mere caret takes the unit that fits its layer: the quoted string for a quote, the name for a
source, the sentence for a claim, the paragraph for a frame. Edges that the person set are always taken as they are.
"""

from __future__ import annotations

from annotator.labels import LayerName
from annotator.session.selection import Selection
from annotator.session.units import Range, Units

_OPENING = "“‘\"'«‹„‚「『»›"
_CLOSING = "”’\"'»›“‘」』«‹"
_MARKS = frozenset('“”„"«»「」『』')
_SHORT = 3
"""Quoted strings of up to this many words may be scare quotes or parts of an indirect quote: the person decides."""


def ranges_for(units: Units, paragraph: int, selection: Selection, layer: LayerName) -> tuple[Range, ...]:
    """Return the stretches a label of a layer takes."""
    if selection.chosen or selection.pieces:
        return selection.ranges()
    if layer == "frames":
        return (units.paragraph(paragraph),)
    if layer == "sources":
        return (name_at(units, paragraph, selection),)
    quotation = units.quotation_around(paragraph, *selection.range)
    if layer == "quotes":
        return (quotation or units.sentence_around(paragraph, selection.start),)
    if quotation and _words_in(units, paragraph, quotation) > _SHORT:
        return (_without_marks(units.content, quotation),)
    return (units.sentence_around(paragraph, selection.start),)


def form_of(units: Units, paragraph: int, ranges: tuple[Range, ...]) -> str | None:
    """Return the form that the quote marks show, or None where only a person can tell.

    Quoted strings alone are `direct`, words without quote marks `indirect`, both together `mixed`; a quoted string of
    a few words may be a scare quote.
    """
    content = units.content
    quoted = [_is_quoted(content, span) for span in ranges]
    if all(quoted):
        words = sum(_words_in(units, paragraph, span) for span in ranges)
        return "direct" if words > _SHORT or len(ranges) > 1 else None
    if any(quoted) or any(mark in content[start:end] for start, end in ranges for mark in _MARKS):
        return "mixed"
    return "indirect"


def name_at(units: Units, paragraph: int, selection: Selection) -> Range:
    """Return the run of capitalised words around the selected word, or just that word; without a possessive ’s."""
    words = units.words(paragraph)
    content = units.content
    here = next((i for i, word in enumerate(words) if word[1] > selection.start), None)
    if here is None:
        return selection.range
    first = last = here
    if _capitalised(content, words[here]):
        while (
            first > 0 and _capitalised(content, words[first - 1]) and _joined(content, words[first - 1], words[first])
        ):
            first -= 1
        while (
            last + 1 < len(words)
            and _capitalised(content, words[last + 1])
            and _joined(content, words[last], words[last + 1])
        ):
            last += 1
    start, end = words[first][0], words[last][1]
    if end - start > 2 and content[end - 2 : end] in {"’s", "'s"}:  # noqa: PLR2004 - the length of ’s
        end -= 2
    return start, end


def _capitalised(content: str, word: Range) -> bool:
    return content[word[0]].isupper()


def _joined(content: str, left: Range, right: Range) -> bool:
    """Return whether one space stands between two words, and the first is not a possessive."""
    return content[left[1] : right[0]] in {" ", "\xa0"} and content[left[0] : left[1]][-2:] not in {"’s", "'s"}


def _is_quoted(content: str, span: Range) -> bool:
    return content[span[0]] in _OPENING and content[span[1] - 1] in _CLOSING and span[1] - span[0] > 1


def _words_in(units: Units, paragraph: int, span: Range) -> int:
    return sum(span[0] <= start and end <= span[1] for start, end in units.words(paragraph))


def _without_marks(content: str, quotation: Range) -> Range:
    """Return what stands between the marks, without the comma that belongs to the sentence around."""
    start, end = quotation
    if content[start] in _OPENING:
        start += 1
    if content[end - 1] in _CLOSING and end - start > 1:
        end -= 1
    while end - start > 1 and content[end - 1] in ",;: ":
        end -= 1
    return start, end
