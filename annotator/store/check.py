"""What makes labels true: beyond the types of their fields, against the text, the codebook and each other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from annotator.codebook import Codebook
from annotator.files.findings import Path
from annotator.labels import SINGULAR, Frame, Item, Labels, Paragraph, Quote, Span
from annotator.text import Text

_ON_THE_TEXT = frozenset({"conflict", "disagreement"})
"""Reasons for waiting that leave the offsets true: those of the text as it is."""

Fault = tuple[Path, str]
"""Where in the labels, and one sentence."""


def faults(
    labels: Labels,
    text: Text,
    codebook: Codebook,
    registry: Container[str] | None = None,
    *,
    revised: bool = False,
) -> Iterator[Fault]:
    """Yield everything that is not as it must be.

    Args:
        labels: Labels whose fields have the right types.
        text: The text they are about.
        codebook: The codebook that made the models of these labels.
        registry: The ids of the corpus's known sources; None where there is no registry to check against.
        revised: The text may be another than the one that was labelled. What only that one can tell is not looked at.
    """
    content: str | None = text.content
    if labels.text_sha256 != text.sha256:
        if not revised:
            message = (
                "the text is not the one that was labelled, so no label is applied; `annotator reanchor` moves them to "
                f"it, or restore the text that was labelled (SHA-256 of {text.path.name} now: {text.sha256[:12]}…)"
            )
            yield ("text_sha256",), message
            return
        content = None
    if labels.document != text.name:
        yield ("document",), f"'{labels.document}' is not the name of the text beside it, '{text.name}'"
    yield from _codebook_faults(labels, codebook)
    yield from _paragraph_faults(labels.paragraphs, content)
    yield from _sample_faults(labels)
    yield from _identity_faults(labels)
    sources = {source.id for source in labels.sources}
    quotes = {quote.id: quote for quote in labels.quotes}
    circular = nested_in_themselves(quotes)
    for path, item in _items(labels):
        for where, message in (
            *_span_faults(item, content),
            *_link_faults(item, sources, quotes, circular),
            *_attribute_faults(item, codebook),
        ):
            yield (*path, *where), message
    yield from _undecided_faults(labels, content)
    for index, source in enumerate(labels.sources):
        if registry is not None and source.registry is not None and source.registry not in registry:
            yield ("sources", index, "registry"), f"'{source.registry}' is not in the corpus's sources.yaml"


def _undecided_faults(labels: Labels, content: str | None) -> Iterator[Fault]:
    """Look at what waits for a decision: what is left of it to be true.

    Offsets of the text before a revision cannot be compared with the text; links, attributes and the order of pieces
    are looked at when a person has decided.
    """
    layers = {item.id: item.layer for item in labels.items()}
    for index, waiting in enumerate(labels.undecided):
        item = waiting.item
        path: Path = ("undecided", index, SINGULAR[item.layer])
        if layers.setdefault(item.id, item.layer) != item.layer:
            yield (*path, "id"), f"the id '{item.id}' is that of an item of another layer; ids are unique in a file"
        for where, span in item.located_spans():
            if span.end - span.start != len(span.text):
                yield (*path, *where, "text"), _other_length(span)
            elif waiting.reason in _ON_THE_TEXT and content is not None and content[span.start : span.end] != span.text:
                yield (*path, *where, "text"), _mismatch(span, content)


def _items(labels: Labels) -> Iterator[tuple[Path, Item]]:
    for layer in ("sources", "quotes", "claims", "frames"):
        for index, item in enumerate(getattr(labels, layer)):
            yield (layer, index), item


def _codebook_faults(labels: Labels, codebook: Codebook) -> Iterator[Fault]:
    made_with = labels.codebook
    if made_with.version.split(".")[0] != codebook.version.split(".")[0]:
        yield (
            ("codebook", "version"),
            f"made with version {made_with.version}, but {codebook.name} here is {codebook.version}",
        )


def _paragraph_faults(paragraphs: tuple[Paragraph, ...], content: str | None) -> Iterator[Fault]:
    end = 0
    for index, paragraph in enumerate(paragraphs):
        path: Path = ("paragraphs", index)
        if not paragraph.start < paragraph.end <= (paragraph.end if content is None else len(content)):
            length = "" if content is None else f", which has {len(content)} characters"
            yield path, f"{paragraph.start}–{paragraph.end} is no stretch of the text{length}"
        elif paragraph.start < end:
            yield path, "begins before the paragraph above it ends"
        if len(set(paragraph.reviewed)) < len(paragraph.reviewed):
            yield (*path, "reviewed"), "names a layer twice"
        end = paragraph.end


def _sample_faults(labels: Labels) -> Iterator[Fault]:
    before, last = 0, len(labels.paragraphs)
    for index, number in enumerate(labels.sample or ()):
        if number > last:
            yield ("sample", index), f"there is no paragraph {number}: the file has {last}"
        elif number <= before:
            yield ("sample", index), "the numbers must rise, and none stand here twice"
        before = number


def _identity_faults(labels: Labels) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, item in _items(labels):
        if item.id in seen:
            yield (*path, "id"), f"the id '{item.id}' is used twice; ids are unique in a file"
        seen.add(item.id)


def _span_faults(item: Item, content: str | None) -> Iterator[Fault]:
    previous: Span | None = None
    for path, span in item.located_spans():
        if not span.start < span.end:
            yield (*path, "end"), f"{span.end} does not come after the start, {span.start}"
        elif content is None:
            if span.end - span.start != len(span.text):
                yield (*path, "text"), _other_length(span)
        elif span.end > len(content):
            yield (*path, "end"), f"{span.end} lies behind the end of the text, which has {len(content)} characters"
        elif len(span.text) != len(span) or content[span.start : span.end] != span.text:
            yield (*path, "text"), _mismatch(span, content)
        if path[0] == item.main_spans and item.layer != "sources":
            if previous is not None and span.start < previous.end:
                yield path, "the pieces must stand in text order and not overlap"
            previous = span
    if isinstance(item, Frame) and item.scope != "article" and not item.spans:
        yield ("spans",), f"a frame over a {item.scope} needs at least one span"


def _other_length(span: Span) -> str:
    return f"{span.start}–{span.end} is another length than that of its text"


def _mismatch(span: Span, content: str) -> str:
    there = _short(content[span.start : span.end])
    message = f"'{_short(span.text)}' is not what the text has at {span.start}–{span.end}: '{there}'"
    if span.text and content.count(span.text) == 1:
        place = content.index(span.text)
        message += f"; it stands at {place}–{place + len(span.text)}"
    return message


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[: limit // 2]}…{text[-limit // 2 :]}"


def _link_faults(
    item: Item, sources: Container[str], quotes: Container[str], circular: Container[str]
) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, target in enumerate(item.linked):
        if target not in sources:
            yield (str(item.link), index), f"there is no source '{target}'"
        elif target in seen:
            yield (str(item.link), index), f"the source '{target}' is named twice"
        seen.add(target)
    if isinstance(item, Quote) and item.within is not None:
        if item.within not in quotes:
            yield ("within",), f"there is no quote '{item.within}'"
        elif item.id in circular:
            yield ("within",), f"'{item.id}' is nested in itself"


def nested_in_themselves(quotes: Mapping[str, Quote]) -> set[str]:
    """Return the ids of the quotes from which following `within` comes back to them, in linear time."""
    circular: set[str] = set()
    walked: set[str] = set()
    for beginning in quotes:
        path: list[str] = []
        place: str | None = beginning
        while place is not None and place in quotes and place not in walked:
            walked.add(place)
            path.append(place)
            place = quotes[place].within
        if place is not None and place in path:
            circular.update(path[path.index(place) :])
    return circular


def _attribute_faults(item: Item, codebook: Codebook) -> Iterator[Fault]:
    layer = codebook.layers.get(item.layer)
    if layer is None:
        return
    coded = {name: item.attribute(name) for name in layer.attributes}
    for name in layer.required(coded):
        reason = _condition(layer.attributes[name].when, coded)
        yield (name,), f"this attribute is missing{reason}"
    for name in layer.inapplicable(coded):
        needs = " and ".join(
            f"{other} one of {', '.join(map(str, codes))}" for other, codes in layer.attributes[name].when.items()
        )
        yield (name,), f"this attribute is only coded with {needs}"


def _condition(when: dict[str, tuple[str | int, ...]], coded: dict[str, str | int | None]) -> str:
    return "".join(f"; it is needed because {name} is {coded[name]}" for name in when)
