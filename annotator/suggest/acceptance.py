"""From a suggestion that was accepted to labels: the item, its spans, and its sources, found or made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from annotator.codebook import Codebook, Layer
from annotator.errors import AnnotatorError
from annotator.labels import ITEM_TYPES, Item, Labels, LayerName, Quote, Source, Span, Zone
from annotator.suggest.sources.describing import called, of_source
from annotator.suggest.sources.names import window
from annotator.suggest.sources.naming import Registry, find_source, is_pronoun, known_as
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.words.grammar import Grammar, grammar
from annotator.suggest.words.language import DEFAULT

_NUMBERED = re.compile(r"[A-Za-z](\d{1,9})", re.ASCII)
_LINKS: dict[str, str] = {"quotes": "sources", "claims": "claimants", "frames": "voice"}
_ITEMS: dict[str, tuple[LayerName, str]] = {
    "quotes": ("quotes", "content"),
    "claims": ("claims", "spans"),
    "frames": ("frames", "spans"),
}

FreshId = Callable[[Labels, str], str]
"""Returns an id that no item of some labels has, for the letter of a layer."""


class NotAcceptedError(AnnotatorError):
    """A suggestion that cannot become a label as it is.

    Attributes:
        missing: The mandatory attributes that the suggestion does not have.
    """

    def __init__(self, message: str, missing: tuple[str, ...] = ()) -> None:
        """Take the sentence and what is missing."""
        self.missing = missing
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Labels with one more item.

    Attributes:
        labels: The new labels.
        item: The id of the new item; None where a zone was accepted.
        made: The ids of the sources that were made for it.
    """

    labels: Labels
    item: str | None
    made: tuple[str, ...] = ()


def accept(
    labels: Labels,
    suggestion: Suggestion,
    content: str,
    codebook: Codebook,
    *,
    registry: Registry | None = None,
    language: str = DEFAULT,
    fresh: FreshId | None = None,
) -> Accepted:
    """Return labels with a suggestion in them.

    The item comes last in its layer. A source is one that the labels have, by its name, a mention, the registry, or a
    surname or short name that only one has; otherwise a new one with a mention, the fullest name that the text gives or
    that of the registry, and what the words around it tell. A pronoun is a source span and never a mention; where
    nobody knows who it stands for, the item has no source.

    Args:
        labels: The labels as they are; they are not changed.
        suggestion: What was accepted.
        content: The text.
        codebook: The codebook of the labels.
        registry: The corpus's known sources, by id.
        language: The language of the text, for what is told of a new source.
        fresh: Gives ids to what is new, where somebody knows them without going through all labels.

    Raises:
        NotAcceptedError: When the codebook has no such layer, or asks for an attribute that the suggestion lacks.
    """
    if suggestion.layer == "zones":
        return Accepted(_with_zone(labels, suggestion), None)
    layer, main = _ITEMS[suggestion.layer]
    if layer not in codebook.layers:
        raise NotAcceptedError(f"The codebook {codebook.name} has no layer {layer}.")
    attributes = _allowed(codebook, layer, suggestion)
    words, fresh = grammar(language), fresh or _fresh_id
    linked, labels, made = _sources(labels, suggestion, content, codebook, registry=registry, words=words, fresh=fresh)
    fields: dict[str, Any] = {
        "id": fresh(labels, ITEM_TYPES[layer].letter),
        main: tuple(_span(content, piece) for piece in suggestion.spans),
        _LINKS[layer]: linked,
        "origin": suggestion.origin,
        **attributes,
    }
    if layer == "quotes":
        fields["cue"] = _span(content, suggestion.cue) if suggestion.cue else None
        fields["source_spans"] = tuple(
            naming_words(content, (source[0][0], source[-1][1]), dict(enumerate(suggestion.resolved)).get(number))
            for number, source in enumerate(suggestion.sources)
        )
        fields["within"] = _around(labels.quotes, suggestion)
    elif layer == "frames":
        whole = suggestion.spans in {((paragraph.start, paragraph.end),) for paragraph in labels.paragraphs}
        fields["scope"] = "paragraph" if whole else "span"
    item = codebook.label_models.items[layer](**fields)
    return Accepted(_with(labels, layer, item), item.id, made)


def _allowed(codebook: Codebook, layer: LayerName, suggestion: Suggestion) -> dict[str, Any]:
    """Return the attributes of a suggestion that the codebook knows, and the defaults of the others, as by hand."""
    coded = allowed(codebook.layers[layer], suggestion.attributes)
    missing = tuple(codebook.layers[layer].required(coded))
    if missing:
        raise NotAcceptedError(f"The codebook asks for {', '.join(missing)}, which is not suggested: code it.", missing)
    return coded


def allowed(layer: Layer, values: Mapping[str, str]) -> dict[str, Any]:
    """Return those of some values that a layer has and asks for, and the defaults of the others, as by hand."""
    attributes = layer.attributes
    coded: dict[str, Any] = {
        name: value
        for name, value in values.items()
        if name in attributes and (attributes[name].kind == "text" or value in attributes[name].by_value)
    }
    for name in list(layer.inapplicable(coded)):
        del coded[name]
    return _with_defaults(layer, coded)


def _with_defaults(layer: Layer, coded: dict[str, Any]) -> dict[str, Any]:
    """Return attributes with the defaults of those that apply and are not coded."""
    found = dict(coded)
    for name, attribute in layer.attributes.items():
        if name not in found and attribute.default is not None and attribute.applies(found):
            found[name] = attribute.default
    return found


def _sources(
    labels: Labels,
    suggestion: Suggestion,
    content: str,
    codebook: Codebook,
    *,
    registry: Registry | None,
    words: Grammar,
    fresh: FreshId,
) -> tuple[tuple[str, ...], Labels, tuple[str, ...]]:
    """Return the ids of a suggestion's sources, the labels that have them, and which of them are new."""
    linked: list[str] = []
    made: list[str] = []
    for number, pieces in enumerate(suggestion.sources):
        known = suggestion.resolved[number] if number < len(suggestion.resolved) else None
        span = naming_words(content, (pieces[0][0], pieces[-1][1]), known)
        pronoun = is_pronoun(span.text, words)
        if pronoun and known is None:
            continue
        names = [name for name in (known, None if pronoun else span.text) if name]
        source = find_source(labels, names, registry, window(content, [(span.start, span.end)])[0], words)
        if source is None:
            source_id = fresh(labels, ITEM_TYPES["sources"].letter)
            places = _places(content, None if pronoun else span, known)
            source = _new_source(source_id, content, places, names, codebook, registry=registry, words=words)
            if source is None:
                continue
            made.append(source.id)
            labels = _with(labels, "sources", source)
        if not pronoun and span not in source.mentions and "sources" in codebook.layers:
            mentions = tuple(sorted((*source.mentions, span), key=lambda it: (it.start, it.end)))
            labels = _replaced(labels, source, source.model_copy(update={"mentions": mentions}))
        if source.id not in linked:
            linked.append(source.id)
    return tuple(linked), labels, tuple(made)


def _places(content: str, span: Span | None, known: str | None) -> list[Range]:
    """Return where the text names a source: by the words beside a quote, and by those they were resolved to."""
    places = [(span.start, span.end)] if span else []
    start = content.find(known) if known and (span is None or known != span.text) else -1
    return places if known is None or start < 0 else [(start, start + len(known)), *places]


def _new_source(
    source_id: str,
    content: str,
    places: list[Range],
    names: list[str],
    codebook: Codebook,
    *,
    registry: Registry | None,
    words: Grammar,
) -> Source | None:
    """Return a source with what the text tells of it; None where the codebook asks for more, or has no sources."""
    if "sources" not in codebook.layers:
        return None
    layer = codebook.layers["sources"]
    name = called(content, places, words) or " ".join(names[0].split())
    coded = allowed(layer, of_source(content, places, name, words))
    if any(layer.required(coded)):
        return None
    entry = known_as([name, *names], registry, words)
    name = (registry or {})[entry].name if entry else name
    fields: dict[str, Any] = {"id": source_id, "name": name, "registry": entry}
    return cast("Source", codebook.label_models.items["sources"](**fields, **coded))


def _with_zone(labels: Labels, suggestion: Suggestion) -> Labels:
    zone = cast("Zone", suggestion.attributes.get("zone", "body"))
    paragraphs = tuple(
        paragraph.model_copy(update={"zone": zone})
        if (paragraph.start, paragraph.end) == suggestion.place
        else paragraph
        for paragraph in labels.paragraphs
    )
    return labels.model_copy(update={"paragraphs": paragraphs})


def _around(quotes: Iterable[Quote], suggestion: Suggestion) -> str | None:
    """Return the shortest quote whose content holds all of a suggestion's content and is longer."""
    start, end = suggestion.place
    holding = [
        (span.end - span.start, quote.id)
        for quote in quotes
        for span in quote.content
        if span.start <= start and end <= span.end and end - start < span.end - span.start
    ]
    return min(holding)[1] if holding else None


def _span(content: str, place: Range) -> Span:
    return Span(start=place[0], end=place[1], text=content[place[0] : place[1]])


def naming_words(content: str, place: Range, name: str | None) -> Span:
    """Return the words that name a source, without an apposition beside a name, as the codebook wants it."""
    span = _span(content, place)
    head, _, tail = span.text.partition(",")
    head, tail = head.rstrip(), tail.rpartition(",")[2].lstrip()
    if name and head.endswith(name.rsplit(" ", 1)[-1]):
        return _span(content, (place[0], place[0] + len(head)))
    return _span(content, (place[1] - len(tail), place[1])) if name and tail == name else span


def _fresh_id(labels: Labels, letter: str) -> str:
    """Return an id that no item has, nor one that waits for a decision: the letter of the layer and the next number."""
    ids = [item.id for item in (*labels.items(), *(waiting.item for waiting in labels.undecided))]
    numbers = [int(match[1]) for name in ids if name[0] == letter and (match := _NUMBERED.fullmatch(name))]
    return f"{letter}{max(numbers, default=0) + 1}"


def _with(labels: Labels, layer: LayerName, item: Item) -> Labels:
    return labels.model_copy(update={layer: (*labels.layer(layer), item)})


def _replaced(labels: Labels, old: Source, new: Source) -> Labels:
    return labels.model_copy(update={"sources": tuple(new if item is old else item for item in labels.sources)})
