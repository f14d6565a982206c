"""Who is named beside the words of a label: the source mentioned in the same sentence, else the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.labels import Quote, Source, Span
from annotator.session.index import ItemIndex
from annotator.session.units import Units

_BACK = 8
"""So many paragraphs back somebody is still the one that is spoken of."""


class Beside(NamedTuple):
    """A source, and the words that name it.

    Attributes:
        source: The source.
        words: Its mention in the same sentence; empty where it is named, or spoke, only further back.
    """

    source: Source
    words: tuple[Span, ...] = ()


def named_beside(index: ItemIndex, units: Units, spans: Sequence[Span]) -> Beside | None:
    """Return the source that the words of a label are most probably credited to, by what is labelled already.

    That is the one whose mention is nearest to them in the same sentence. Where there is none, it is the one that was
    mentioned, or alone said a quote, last before them.

    Args:
        index: The items.
        units: The units of the text.
        spans: The words of the label, in text order.
    """
    first = units.paragraph_at(spans[0].start)
    found = []
    for paragraph in units.paragraphs_of(spans[0].start, spans[-1].end):
        for source, mention in _mentions(index, paragraph):
            inside = any(span.start < mention.end and mention.start < span.end for span in spans)
            start, end = units.sentence_around(paragraph, mention.start)
            if not inside and any(span.start < end and start < span.end for span in spans):
                gap = min(max(span.start - mention.end, mention.start - span.end) for span in spans)
                found.append((gap, mention.start, source, mention))
    if found:
        _, _, source, mention = min(found, key=lambda one: one[:2])
        return Beside(source, (mention,))
    for paragraph in range(first, max(first - _BACK, 0) - 1, -1):
        before = [one for one in _speaking(index, paragraph) if one[0] < spans[0].start]
        if before:
            return Beside(max(before, key=lambda one: one[0])[1])
    return None


def _mentions(index: ItemIndex, paragraph: int) -> Iterator[tuple[Source, Span]]:
    for item in index.in_paragraph(paragraph):
        if isinstance(item, Source):
            for mention in item.mentions:
                yield item, mention


def _speaking(index: ItemIndex, paragraph: int) -> Iterator[tuple[int, Source]]:
    """Yield where sources are mentioned or have spoken."""
    for source, mention in _mentions(index, paragraph):
        yield mention.start, source
    for item in index.in_paragraph(paragraph):
        if isinstance(item, Quote) and len(item.sources) == 1:
            speaker = index.get(item.sources[0])
            if isinstance(speaker, Source):
                yield item.content[0].start, speaker
