"""Did annotators say the same of what they found? Attributes of matched items, frames of a paragraph, links."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from annotator.agreement.corpus.compared import Compared, is_of_article
from annotator.agreement.corpus.positions import anything
from annotator.agreement.corpus.row import Row, ratio
from annotator.agreement.krippendorff import alpha
from annotator.agreement.resampling import Resampling
from annotator.agreement.result import Agreement
from annotator.codebook import Attribute
from annotator.labels import Item, LayerName

Table = tuple[list[list[Any]], list[Hashable]]
"""Units, `n_units × n_annotators`, and the text of each."""

JUDGED = ": judged?"
"""Ends the question of the line beside an attribute with values that mean *no judgement*."""


def zones(texts: Sequence[Compared], annotators: Sequence[str], resampling: Resampling) -> Row:
    """Return agreement on what paragraphs are, where annotators looked for anything at all."""
    units: list[list[Any]] = []
    documents: list[Hashable] = []
    for text in texts:
        for stretch in text.common:
            units.append(
                [
                    paragraph.zone if (paragraph := stretch.paragraphs.get(who)) and paragraph.reviewed else None
                    for who in annotators
                ]
            )
            documents.append(text.name)
    return Row("zones", "zone", alpha(units, documents=documents, resampling=resampling))


def presence(texts: Sequence[Compared], annotators: Sequence[str], layer: LayerName, resampling: Resampling) -> Row:
    """Return agreement on whether a paragraph has anything of the layer: *looked, none here* is data."""
    units, documents = [], []
    for name, marked in anything(texts, layer):
        units.append([marked.get(who) for who in annotators])
        documents.append(name)
    result = alpha(units, documents=documents, resampling=resampling)
    return Row(layer, "any in the paragraph", result)


def attributes(
    texts: Sequence[Compared],
    annotators: Sequence[str],
    layer: LayerName,
    matched: float | None,
    resampling: Resampling,
) -> Iterator[Row]:
    """Yield agreement on each attribute of matched items; values that mean *no judgement* are missing."""
    for name, attribute in _attributes(texts, layer).items():
        units, documents = coded(texts, annotators, layer, name)
        judged = _without(units, attribute.missing)
        metric: Any = "ordinal" if attribute.ordered else "nominal"
        levels = (
            [value for value in attribute.by_value if value not in attribute.missing] if attribute.ordered else None
        )
        result = alpha(judged, metric, levels, documents=documents, resampling=resampling)
        yield Row(layer, name, result, matched)
        if attribute.missing:
            shown = ", ".join(map(str, attribute.missing))
            whether = [[None if value is None else value in attribute.missing for value in unit] for unit in units]
            yield Row(
                layer,
                f"{name}{JUDGED}",
                alpha(whether, documents=documents, resampling=resampling),
                matched,
                f"{shown}: no judgement; missing in the line above",
            )


def _attributes(texts: Sequence[Compared], layer: LayerName) -> dict[str, Attribute]:
    """Return the attributes with values that can be compared: those that everyone's codebook defines alike."""
    found: dict[str, Attribute] = {}
    differing: set[str] = set()
    for text in texts:
        for labels in text.labels.values():
            for name, attribute in labels.attributes(layer).items():
                known = found.setdefault(name, attribute)
                if (tuple(known.by_value), known.missing) != (tuple(attribute.by_value), attribute.missing):
                    differing.add(name)
    return {
        name: attribute for name, attribute in found.items() if attribute.kind == "choice" and name not in differing
    }


def coded(texts: Sequence[Compared], annotators: Sequence[str], layer: LayerName, name: str) -> Table:
    """Return the values of an attribute of the groups of items, None where someone has no item or did not code it."""
    units, documents = [], []
    for text in texts:
        for group, looked in text.groups(layer):
            units.append(
                [
                    group.items[who].attribute(name) if who in group.items and who in looked else None
                    for who in annotators
                ]
            )
            documents.append(text.name)
    return units, list(documents)


def _without(units: list[list[Any]], missing: Sequence[Any]) -> list[list[Any]]:
    return [[None if value in missing else value for value in unit] for unit in units]


def sets(texts: Sequence[Compared], annotators: Sequence[str], resampling: Resampling) -> Iterator[Row]:
    """Yield agreement on the sets of frames of a paragraph, and of an article: several can be right at once."""
    for question, units, documents in (
        ("set per paragraph", *_of_paragraphs(texts, annotators)),
        ("set per article", *_of_articles(texts, annotators)),
    ):
        if question == "set per article" and not any(value for unit in units for value in unit):
            continue
        yield Row("frames", question, alpha(units, "masi", documents=documents, resampling=resampling))


def _of_paragraphs(texts: Sequence[Compared], annotators: Sequence[str]) -> Table:
    units: list[list[Any]] = []
    documents: list[Hashable] = []
    for text in texts:
        for stretch in text.stretches:
            looked = stretch.looked("frames")
            units.append(
                [
                    _kinds(text, who, text.marked(who, "frames", stretch)) if who in looked else None
                    for who in annotators
                ]
            )
            documents.append(text.name)
    return units, documents


def _of_articles(texts: Sequence[Compared], annotators: Sequence[str]) -> Table:
    units: list[list[Any]] = []
    for text in texts:
        everywhere = [stretch.looked("frames") for stretch in text.stretches]
        looked = frozenset.intersection(*everywhere) if everywhere else frozenset()
        frames = {who: filter(is_of_article, text.labels[who].record.frames) for who in looked}
        units.append([_kinds(text, who, frames[who]) if who in looked else None for who in annotators])
    return units, [text.name for text in texts]


def _kinds(text: Compared, who: str, frames: Iterable[Item]) -> frozenset[Any]:
    kind = text.labels[who].codebook.layers["frames"].main
    return frozenset(frame.attribute(kind) for frame in frames if kind and frame.attribute(kind) is not None)


def links(texts: Sequence[Compared], layer: LayerName, matched: float | None, resampling: Resampling) -> Row:
    """Return agreement on the sources of matched items: the F1 of single links. No source is a link to nobody."""
    parts: list[tuple[float, float]] = []
    same = items = 0
    for text in texts:
        shared = total = 0
        for group, looked in text.groups(layer):
            there = sorted(group.items.keys() & looked)
            found = [text.alignment.links(who, group.items[who]) or frozenset({-1}) for who in there]
            for place, one in enumerate(found):
                for other in found[place + 1 :]:
                    shared += 2 * len(one & other)
                    total += len(one) + len(other)
                    same += one == other
                    items += 1
        parts.append((float(shared), float(total)))
    who = {name for text in texts for name in text.annotators}
    result: Agreement = ratio(
        "F1", parts, items, len(who), resampling, percent_agreement=same / items if items else None
    )
    return Row(layer, "links", result, matched, "who says it, as far as the item itself is matched")
