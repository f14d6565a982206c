"""What each labelling action does to the labels: pure functions from labels to an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotator.codebook import Codebook
from annotator.errors import AnnotatorError
from annotator.labels import Claim, Item, Labels, LayerName, Paragraph, Quote, Source, Span, Zone
from annotator.session.edits import Change, Edit
from annotator.session.units import Range


class NotPossibleError(AnnotatorError):
    """An action that makes no sense here; the sentence says why."""


def spans(content: str, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Return the spans of some stretches of a text."""
    return tuple(Span(start=start, end=end, text=content[start:end]) for start, end in ranges)


def create(labels: Labels, codebook: Codebook, layer: LayerName, fields: Mapping[str, Any]) -> Edit:
    """Return the edit that adds an item.

    A quote inside another is nested in it, and takes in the quotes it encloses; a claim inside a quote is its sources'.

    Args:
        labels: The labels as they are.
        codebook: Gives the attributes their defaults.
        layer: What is labelled.
        fields: Fields of the item, its `id` and coded attributes among them.
    """
    coded = dict(fields)
    for name, attribute in codebook.layers[layer].attributes.items():
        if attribute.default is not None and name not in coded and attribute.applies(coded):
            coded[name] = attribute.default
    item = codebook.label_models.items[layer](**coded)
    changes: list[Change] = []
    if isinstance(item, Quote):
        outer = innermost(enclosing(labels.quotes, item.content))
        item = item.model_copy(update={"within": outer.id if outer else None})
        changes += _taken_in(labels, item)
    elif isinstance(item, Claim) and not item.claimants:
        quote = innermost(enclosing(labels.quotes, item.spans, strictly=False))
        item = item.model_copy(update={"claimants": quote.sources if quote else ()})
    added = Change(layer, len(labels.layer(layer)), None, item)
    return Edit(f"{layer[:-1]} {item.id}", (added, *changes), place_of(item))


def enclosing(quotes: Sequence[Quote], inner: Sequence[Span], *, strictly: bool = True) -> list[Quote]:
    """Return those of some quotes that hold all of `inner` in one piece of their content.

    Args:
        quotes: The quotes to look among.
        inner: Spans in text order.
        strictly: Leave out a piece that is no more than `inner`.
    """
    low, high = inner[0].start, inner[-1].end
    least = high - low + strictly
    return [
        quote
        for quote in quotes
        if any(piece.start <= low and high <= piece.end and len(piece) >= least for piece in quote.content)
    ]


def innermost(quotes: Sequence[Quote]) -> Quote | None:
    """Return the shortest of some quotes."""
    return min(quotes, key=lambda quote: sum(map(len, quote.content)), default=None)


def _taken_in(labels: Labels, outer: Quote) -> Iterator[Change]:
    """Nest the quotes inside a new one in it, save those already nested in one inside it."""
    for index, quote in enumerate(labels.quotes):
        if quote.within == outer.within and enclosing([outer], quote.content):
            yield Change("quotes", index, quote, quote.model_copy(update={"within": outer.id}))


def place_of(item: Item) -> int:
    """Return where an item begins in the text; 0 for one that lies nowhere."""
    return min((span.start for _, span in item.located_spans()), default=0)


def change(labels: Labels, item: Item, what: str, **update: Any) -> Edit:
    """Return the edit that gives an item other fields."""
    changed = item.model_copy(update=update)
    return Edit(f"{what} {item.id}", (Change(item.layer, position(labels, item), item, changed),), place_of(changed))


def position(labels: Labels, item: Item) -> int:
    """Return where an item stands in its layer."""
    return next(index for index, other in enumerate(labels.layer(item.layer)) if other.id == item.id)


def code(labels: Labels, codebook: Codebook, item: Item, values: Mapping[str, Any]) -> Edit:
    """Return the edit that codes attributes; those whose condition no longer holds are taken off.

    Raises:
        NotPossibleError: When an attribute would be missing that the others require.
    """
    layer = codebook.layers[item.layer]
    coded = {name: item.attribute(name) for name in layer.attributes} | dict(values)
    update = dict(values)
    for name in layer.inapplicable(coded):
        update[name] = coded[name] = None
    for name in layer.required(coded):
        raise NotPossibleError(f"{item.id} needs {name} too.")
    return change(labels, item, "/".join(values), **update)


def link(labels: Labels, item: Item, source: Source, words: Sequence[Span] = ()) -> Edit:
    """Return the edit that links an item to a source, or takes the link off where there is one and no new words.

    Args:
        labels: The labels as they are.
        item: A quote, claim or frame.
        source: Who says it.
        words: The words that name the source there; kept with quotes.
    """
    field = item.link
    if field is None:
        raise NotPossibleError("A source cannot be linked to a source: choose a quote, claim or frame first.")
    update: dict[str, Any] = {}
    if isinstance(item, Quote) and (new := [span for span in words if span not in item.source_spans]):
        update["source_spans"] = tuple(sorted((*item.source_spans, *new), key=lambda span: span.start))
    if source.id not in item.linked:
        update[field] = (*item.linked, source.id)
    elif not update:
        update[field] = tuple(other for other in item.linked if other != source.id)
        if isinstance(item, Quote) and not update[field]:
            update["source_spans"] = ()
    return change(labels, item, f"{field} of", **update)


def mention(labels: Labels, source: Source, words: Sequence[Span]) -> Edit:
    """Return the edit that adds mentions to a source, or takes off those it has already."""
    kept = [span for span in source.mentions if span not in words]
    new = [span for span in words if span not in source.mentions]
    mentions = tuple(sorted((*kept, *new), key=lambda span: span.start))
    return Edit(
        f"mention of {source.id}",
        (Change("sources", position(labels, source), source, source.model_copy(update={"mentions": mentions})),),
        words[0].start,
    )


def delete(labels: Labels, item: Item) -> Edit:
    """Return the edit that removes an item and every link to it."""
    place = place_of(item)
    changes: list[Change] = []
    for layer in ("quotes", "claims", "frames"):
        others: tuple[Item, ...] = getattr(labels, layer)
        for index, other in enumerate(others):
            update: dict[str, Any] = {}
            if other.link and item.id in other.linked:
                update[other.link] = tuple(target for target in other.linked if target != item.id)
                if isinstance(other, Quote) and not update[other.link]:
                    update["source_spans"] = ()
            if isinstance(other, Quote) and isinstance(item, Quote) and other.within == item.id:
                update["within"] = item.within
            if update and other.id != item.id:
                changes.append(Change(other.layer, index, other, other.model_copy(update=update)))
    changes.append(Change(item.layer, position(labels, item), item, None))
    return Edit(f"delete {item.id}", tuple(changes), place)


def zone(labels: Labels, paragraph: int, value: Zone) -> Edit:
    """Return the edit that says what a paragraph is."""
    return _paragraph(labels, paragraph, "zone", zone=value)


def review(labels: Labels, paragraph: int, layers: Sequence[LayerName]) -> Edit:
    """Return the edit that sets the layers looked at in a paragraph."""
    return _paragraph(labels, paragraph, "reviewed", reviewed=tuple(layers))


def _paragraph(labels: Labels, index: int, what: str, **update: Any) -> Edit:
    before: Paragraph = labels.paragraphs[index]
    change_ = Change("paragraphs", index, before, before.model_copy(update=update))
    return Edit(f"{what} of paragraph {index + 1}", (change_,), before.start)


def complete(labels: Labels, value: bool, place: int) -> Edit:  # noqa: FBT001 - it is the value itself
    """Return the edit that says whether the whole text is done."""
    return Edit("complete", (Change("complete", 0, labels.complete, value),), place)
