"""What each labelling action does to the labels: pure functions from labels to an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar, cast

from annotator.codebook import Codebook
from annotator.errors import AnnotatorError
from annotator.labels import Claim, Frame, Item, Labels, LayerName, Paragraph, Quote, Source, Span, Zone
from annotator.session.attributes import coded_with
from annotator.session.edits import Change, Edit
from annotator.session.nesting import enclosing, innermost, placed
from annotator.session.units import Range

_Item = TypeVar("_Item", bound=Item)


class NotPossibleError(AnnotatorError):
    """An action that makes no sense here; the sentence says why."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


def spans(content: str, ranges: Sequence[Range]) -> tuple[Span, ...]:
    """Return the spans of some stretches of a text."""
    return tuple(Span(start=start, end=end, text=content[start:end]) for start, end in ranges)


def create(
    labels: Labels,
    codebook: Codebook,
    layer: LayerName,
    fields: Mapping[str, Any],
    near: Sequence[Item] | None = None,
) -> Edit:
    """Return the edit that adds an item.

    A quote inside another is nested in it, and takes in the quotes it encloses. A claim inside a quote is its sources',
    where nothing is said of its claimants.

    Args:
        labels: The labels as they are.
        codebook: Gives the attributes their defaults.
        layer: What is labelled.
        fields: Fields of the item, its `id` and coded attributes among them.
        near: The items where the new one begins, to save looking at all.

    Raises:
        NotPossibleError: When a mandatory attribute is missing, or a field cannot be what it is.
    """
    scheme = codebook.layers[layer]
    coded = coded_with(scheme, None, fields)
    for name in scheme.required(coded):
        raise NotPossibleError(f"{fields['id']} needs {name} too.")
    item = _made(codebook.label_models.items[layer], dict(fields) | coded)
    changes: list[Change] = []
    if isinstance(item, Quote):
        item, changes = placed(labels.quotes, item)
    elif isinstance(item, Claim) and "claimants" not in fields:
        quotes = labels.quotes if near is None else [other for other in near if isinstance(other, Quote)]
        quote = innermost(enclosing(quotes, item.spans, strictly=False))
        item = item.model_copy(update={"claimants": quote.sources if quote else ()})
    added = Change(layer, len(labels.layer(layer)), None, item)
    return Edit(f"{layer[:-1]} {item.id}", (added, *changes), place_of(item), item.id)


def _made(model: type[Item], fields: Mapping[str, Any]) -> Item:
    from pydantic import ValidationError  # noqa: PLC0415 - not before something is checked

    try:
        return model(**fields)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"]))
        raise NotPossibleError(f"{fields['id']} cannot be so: {where}: {fault['msg']}.") from None


def place_of(item: Item) -> int | None:
    """Return where an item begins in the text; None for one that lies nowhere."""
    return min((span.start for _, span in item.located_spans()), default=None)


def found(labels: Labels, item: _Item) -> tuple[int, _Item]:
    """Return where an item stands in its layer, and the item as it is there now.

    Raises:
        NotPossibleError: When it is not there any more.
    """
    for index, other in enumerate(labels.layer(item.layer)):
        if other.id == item.id:
            return index, cast("_Item", other)
    raise NotPossibleError(f"{item.id} is not there any more.")


def change(labels: Labels, item: Item, what: str, **update: Any) -> Edit:
    """Return the edit that gives an item other fields.

    Raises:
        NotPossibleError: When the item is not there any more, or a field cannot be what it is.
    """
    index, before = found(labels, item)
    after = _made(type(before), dict(before) | update)
    return Edit(f"{what} {item.id}", (Change(item.layer, index, before, after),), place_of(after), item.id)


def code(
    labels: Labels, codebook: Codebook, item: Item, values: Mapping[str, Any], more: Mapping[str, Any] = _NOTHING
) -> Edit:
    """Return the edit that codes attributes; those whose condition no longer holds are taken off.

    Args:
        labels: The labels as they are.
        codebook: Their codebook.
        item: What is coded.
        values: The values; None takes one off.
        more: Other fields that change with them.

    Raises:
        NotPossibleError: When an attribute would be missing that the others require.
    """
    _, item = found(labels, item)
    layer = codebook.layers[item.layer]
    coded = coded_with(layer, {name: item.attribute(name) for name in layer.attributes}, values)
    for name in layer.required(coded):
        raise NotPossibleError(f"{item.id} needs {name} too.")
    return change(labels, item, f"{', '.join(values or more)} of", **coded, **more)


def link(labels: Labels, item: Item, source: Source, words: Sequence[Span] = ()) -> Edit:
    """Return the edit that links an item to a source, or takes the link off where there is one and no new words.

    Args:
        labels: The labels as they are.
        item: A quote, claim or frame.
        source: Who says it.
        words: The words that name the source there; kept with quotes, in place of those they overlap.
    """
    _, item = found(labels, item)
    field = item.link
    if field is None:
        raise NotPossibleError("A source cannot be linked to a source: choose a quote, claim or frame first.")
    update: dict[str, Any] = {}
    if isinstance(item, Quote) and any(span not in item.source_spans for span in words):
        kept = [span for span in item.source_spans if not any(_overlap(span, new) for new in words)]
        update["source_spans"] = tuple(sorted((*kept, *words), key=lambda span: span.start))
    if source.id not in item.linked:
        update[field] = (*item.linked, source.id)
    elif not update:
        update |= _unlinked(item, source.id)
    return change(labels, item, f"{field} of", **update)


def unlink(labels: Labels, item: Item) -> Edit:
    """Return the edit that takes all sources of an item off."""
    _, item = found(labels, item)
    return change(labels, item, f"{item.link} of", **_unlinked(item, *item.linked))


def _unlinked(item: Item, *sources: str) -> dict[str, Any]:
    """Return the fields of an item without the links to some sources; without any, no words name a source."""
    kept = tuple(other for other in item.linked if other not in sources)
    update: dict[str, Any] = {str(item.link): kept}
    if isinstance(item, Quote) and not kept:
        update["source_spans"] = ()
    return update


def mention(labels: Labels, source: Source, words: Sequence[Span]) -> Edit:
    """Return the edit that adds mentions to a source; where it has exactly these, it takes them off."""
    _, source = found(labels, source)
    known = set(words) <= set(source.mentions)
    kept = [span for span in source.mentions if not any(_overlap(span, new) for new in words)]
    mentions = sorted(kept if known else (*kept, *words), key=lambda span: span.start)
    edit = change(labels, source, "mention of", mentions=tuple(mentions))
    return Edit(edit.what, edit.changes, words[0].start, source.id)


def respan(labels: Labels, item: Item, words: Sequence[Span], paragraph: Range) -> Edit:
    """Return the edit that gives an item other words.

    A quote is nested anew; a frame over a whole paragraph becomes one over a span, or the other way round; of a source
    only the mention changes that the words overlap or that is nearest to them in the paragraph.

    Args:
        labels: The labels as they are.
        item: The item.
        words: Its new words, in text order.
        paragraph: The paragraph that the words were selected in.
    """
    what = "words of"
    _, item = found(labels, item)
    if isinstance(item, Source):
        edit = change(labels, item, what, mentions=_with_mentions(item, words, paragraph))
    elif isinstance(item, Quote):
        quote, others = placed(labels.quotes, item.model_copy(update={"content": tuple(words)}))
        edit = change(labels, item, what, content=quote.content, within=quote.within)
        edit = Edit(edit.what, (*edit.changes, *others), edit.place, edit.subject)
    elif isinstance(item, Frame) and item.scope != "article":
        whole = len(words) == 1 and (words[0].start, words[0].end) == paragraph
        edit = change(labels, item, what, spans=tuple(words), scope="paragraph" if whole else "span")
    else:
        edit = change(labels, item, what, **{item.main_spans: tuple(words)})
    return Edit(edit.what, edit.changes, words[0].start, item.id)


def _with_mentions(source: Source, words: Sequence[Span], paragraph: Range) -> tuple[Span, ...]:
    replaced = [span for span in source.mentions if any(_overlap(span, new) for new in words)]
    if not replaced:
        here = [span for span in source.mentions if paragraph[0] <= span.start < paragraph[1]]
        replaced = sorted(here, key=lambda span: abs(span.start - words[0].start))[:1]
    kept = [span for span in source.mentions if span not in replaced]
    return tuple(sorted((*kept, *words), key=lambda span: span.start))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def delete(labels: Labels, item: Item) -> Edit:
    """Return the edit that removes an item and every link to it; quotes nested in it go to where it was nested."""
    position, item = found(labels, item)
    changes: list[Change] = []
    for layer in ("quotes", "claims", "frames"):
        others: tuple[Item, ...] = getattr(labels, layer)
        for index, other in enumerate(others):
            update: dict[str, Any] = {}
            if item.layer == "sources" and item.id in other.linked:
                update = _unlinked(other, item.id)
            if isinstance(other, Quote) and isinstance(item, Quote) and other.within == item.id:
                update["within"] = item.within
            if update:
                changes.append(Change(other.layer, index, other, other.model_copy(update=update)))
    changes.append(Change(item.layer, position, item, None))
    return Edit(f"delete {item.id}", tuple(changes), place_of(item), item.id)


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


def complete(labels: Labels, value: bool) -> Edit:  # noqa: FBT001 - it is the value itself
    """Return the edit that says whether the whole text is done."""
    return Edit("complete", (Change("complete", 0, labels.complete, value),))
