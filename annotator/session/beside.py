"""Who is named beside the words of a label: the source named in the same sentence, else the one spoken of before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotator.labels import Quote, Source, Span
from annotator.session.index import ItemIndex
from annotator.session.units import Range, Units
from annotator.text.clusters import is_cluster_boundary

_BACK = 8
"""So many paragraphs back somebody is still the one that is spoken of."""
_NEAR = 1_000
"""Code points before and behind the words that are looked through, where the sentence is that long."""
_MOST = 2_000
"""Sources whose names are looked for, so that no text holds a key up."""


class Beside(NamedTuple):
    """A source, and the words that name it.

    Attributes:
        source: The source.
        words: The words that name it in the same sentence; empty where it is named, or spoke, only further back.
    """

    source: Source
    words: tuple[Span, ...] = ()


def named_beside(index: ItemIndex, units: Units, sources: Sequence[Source], spans: Sequence[Span]) -> Beside | None:
    """Return the source that the words of a label are most probably credited to, by what is labelled already.

    That is the one named nearest to them in the same sentence: by a mention, its name, or a surname that only one has.
    Where there is none, it is the one that was mentioned, or alone said a quote, last before them.

    Args:
        index: The items.
        units: The units of the text.
        sources: The sources.
        spans: The words of the label, in text order.
    """
    first = units.paragraph_at(spans[0].start)
    names = _names(sources[:_MOST])
    found = []
    for span in spans:
        begin, _ = units.sentence_around(units.paragraph_at(span.start), span.start)
        _, stop = units.sentence_around(units.paragraph_at(span.end - 1), span.end - 1)
        before = max(begin, span.start - _NEAR), span.start
        behind = span.end, min(max(stop, span.end), span.end + _NEAR)
        for source, start, end in (*_named_in(units.content, before, names), *_named_in(units.content, behind, names)):
            if not any(other.start < end and start < other.end for other in spans):
                gap = min(max(other.start - end, start - other.end) for other in spans)
                found.append((gap, start, -end, source))
    if found:
        _, start, minus, source = min(found, key=lambda one: one[:3])
        return Beside(source, (Span(start=start, end=-minus, text=units.content[start:-minus]),))
    for paragraph in range(first, max(first - _BACK, 0) - 1, -1):
        spoken = [one for one in _speaking(index, paragraph) if one[0] < spans[0].start]
        if spoken:
            return Beside(max(spoken, key=lambda one: one[0])[1])
    return None


def _names(sources: Sequence[Source]) -> dict[str, Source]:
    """Return the sources by the words that name them, those of one character and those of several sources left out."""
    found: dict[str, Source | None] = {}
    for source in sources:
        surname = source.name.rsplit(" ", 1)[-1]
        alone = {surname} if surname != source.name and source.name[:1].isupper() and surname[:1].isupper() else set()
        for name in {source.name, *alone, *(span.text for span in source.mentions)}:
            found[name] = source if found.get(name, source) is source else None
    return {name: source for name, source in found.items() if source is not None and len(name) > 1}


def _named_in(content: str, place: Range, names: Mapping[str, Source]) -> Iterator[tuple[Source, int, int]]:
    """Yield where sources are named in a stretch, as whole words; the first letter may be a capital or not."""
    start, end = place
    for name, source in names.items():
        for written in {name, name[0].upper() + name[1:], name[0].lower() + name[1:]}:
            at = content.find(written, start, end)
            while at >= 0:
                behind = at + len(written)
                if not (content[at - 1 : at].isalnum() or content[behind : behind + 1].isalnum()) and (
                    is_cluster_boundary(content, behind)
                ):
                    yield source, at, behind
                at = content.find(written, at + 1, end)


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
