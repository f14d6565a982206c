"""From a suggestion that a person accepts to one edit of their labels: the item, its sources, its nesting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from annotator.codebook import Codebook
from annotator.labels import ITEM_TYPES, Claim, Frame, Item, Labels, LayerName, Quote
from annotator.session.edits import Change, Edit
from annotator.session.nesting import enclosing, innermost, placed

if TYPE_CHECKING:
    from annotator.suggest.acceptance import FreshId
    from annotator.suggest.sources.naming import Registry
    from annotator.suggest.suggestion import Range, Suggestion


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepting a suggestion does.

    Attributes:
        edit: The edit of the labels.
        item: The new item.
        made: The ids of the sources that were made for it.
    """

    edit: Edit
    item: Item
    made: tuple[str, ...]


def accepted(
    labels: Labels,
    suggestion: Suggestion,
    content: str,
    codebook: Codebook,
    *,
    registry: Registry | None,
    language: str,
    fresh: FreshId | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Acceptance:
    """Return what accepting a suggestion for a quote, claim or frame does.

    As after labelling by hand, a quote is nested in the one around it and takes in those it encloses, and a claim in a
    quote is its sources' where the suggestion names nobody.

    Args:
        labels: The labels as they are.
        suggestion: What is accepted.
        content: The text.
        codebook: The codebook of the labels.
        registry: The corpus's known sources, by id.
        language: The language of the text.
        fresh: Gives ids to what is new.
        fields: Attributes and links of the item that the person gave, instead of those suggested.

    Raises:
        NotAcceptedError: When the codebook has no such layer, or asks for an attribute that is not there.
    """
    from annotator.suggest.acceptance import accept  # noqa: PLC0415 - word lists and rules: not before they are needed

    layer = cast("LayerName", suggestion.layer)
    given = {name: value for name, value in (fields or {}).items() if value is not None}
    coded = replace(suggestion, attributes={**suggestion.attributes, **given})
    if given.get(str(ITEM_TYPES[layer].link)):  # the person said who it is: nobody is made of the words
        coded = replace(coded, sources=(), resolved=())
    result = accept(labels, coded, content, codebook, registry=registry, language=language, fresh=fresh)
    item = result.labels.layer(layer)[-1]
    update = {name: value for name, value in given.items() if name in type(item).model_fields}
    item = item.model_copy(update=update) if update else item
    more: list[Change] = []
    if isinstance(item, Quote):
        item, more = placed(labels.quotes, _apart(item))
    elif isinstance(item, Claim) and not suggestion.sources and not item.claimants:
        quote = innermost(enclosing(labels.quotes, item.spans, strictly=False))
        item = item.model_copy(update={"claimants": quote.sources if quote else ()})
    elif isinstance(item, Frame) and suggestion.spans not in {((it.start, it.end),) for it in labels.paragraphs}:
        item = item.model_copy(update={"scope": "span"})
    changes = [*_sources(labels, result.labels), Change(layer, len(labels.layer(layer)), None, item), *more]
    edit = Edit(f"accept {item.id}", tuple(changes), suggestion.spans[0][0], item.id)
    return Acceptance(edit, item, result.made)


def _apart(quote: Quote) -> Quote:
    """Return a quote without the cue and the words for its source where they lie in its content, as adjusted."""
    taken = [(span.start, span.end) for span in quote.content]
    outside = tuple(span for span in quote.source_spans if not _shares((span.start, span.end), taken))
    cue = quote.cue if quote.cue is not None and not _shares((quote.cue.start, quote.cue.end), taken) else None
    return quote.model_copy(update={"cue": cue, "source_spans": outside})


def _sources(before: Labels, after: Labels) -> list[Change]:
    """Return the sources that have a new mention, and those that are new."""
    old = before.sources
    changes = [
        Change("sources", index, was, now)
        for index, (was, now) in enumerate(zip(old, after.sources, strict=False))
        if was is not now
    ]
    new = enumerate(after.sources[len(old) :], start=len(old))
    return [*changes, *(Change("sources", index, None, source) for index, source in new)]


def with_words(suggestion: Suggestion, words: Sequence[Range]) -> Suggestion:
    """Return a suggestion for other words: they take the place of the pieces they overlap."""
    kept = [piece for piece in suggestion.spans if not _shares(piece, words)]
    return replace(suggestion, spans=tuple(sorted({*kept, *words})))


def overlaps(suggestion: Suggestion, words: Sequence[Range]) -> bool:
    """Return whether words share text with what a suggestion would label."""
    return any(_shares(piece, words) for piece in suggestion.spans)


def _shares(stretch: Range, others: Sequence[Range]) -> bool:
    return any(start < stretch[1] and stretch[0] < end for start, end in others)
