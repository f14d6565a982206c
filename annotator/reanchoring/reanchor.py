"""Labels of a text that was revised, on the text as it is now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from annotator.codebook import Codebook
from annotator.labels import LAYERS, SINGULAR, Item, Labels, Paragraph, Quote, Source, Span, Undecided
from annotator.reanchoring.anchors import Anchors
from annotator.reanchoring.folding import Folded
from annotator.reanchoring.items import Sorted, Sorter, nested_anew
from annotator.reanchoring.known import BEGIN, Known
from annotator.reanchoring.paragraphs import carried_over, rule_of
from annotator.reanchoring.places import Places, Range
from annotator.reanchoring.placing import find
from annotator.text import Text
from annotator.text.paragraphs import ParagraphRule, paragraphs

_ON_THE_TEXT = frozenset({"conflict", "disagreement"})
"""Reasons for waiting that leave the offsets true: those of the text as it was until now."""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """Labels after a revision of their text.

    Attributes:
        labels: The labels on the text now; what waits is in `labels.undecided`.
        moved: How many items of the layers have all their words at a place of the text now.
        changed: The ids of those among them in whose words quote marks, white space or normal form are others.
        decided: The ids of items that waited before and have a place now.
        to_review: How many paragraphs have nothing that was looked at in them.
    """

    labels: Labels
    moved: int
    changed: tuple[str, ...]
    decided: tuple[str, ...]
    to_review: int


def reanchor(
    labels: Labels, text: Text, codebook: Codebook, rule: ParagraphRule = "auto", old: str | None = None
) -> Reanchored:
    """Move labels to a text that was revised, in time linear in text and labels.

    A place is taken where something singles it out, see `annotator.reanchoring.placing`; between equal ones nothing is
    decided. Nothing is lost: each item is in its layer or waits afterwards, a source may be both.

    Args:
        labels: The labels, which fit the text before. Where that is the text now, nothing moves.
        text: The text now.
        codebook: The codebook of the labels.
        rule: How paragraphs are found, where the text before does not tell.
        old: The text before, where it is still there.
    """
    if labels.text_sha256 == text.sha256:
        to_review = sum(not paragraph.reviewed for paragraph in labels.paragraphs)
        return Reanchored(labels, sum(1 for _ in labels.items()), (), (), to_review)
    rule = rule_of(labels.paragraphs, old, rule)
    now = paragraphs(text.content, rule)
    folded = Folded(text.content)
    old_text = Folded(old) if old is not None else None
    # What waits because of an earlier revision has the offsets of a text before the one before.
    waiting = [entry for entry in labels.undecided if entry.reason not in _ON_THE_TEXT]
    conflicts = [entry for entry in labels.undecided if entry.reason in _ON_THE_TEXT]
    bounds = [(paragraph.start, paragraph.end) for paragraph in labels.paragraphs]
    known = Known.of(_spans((*labels.items(), *(entry.item for entry in conflicts))), bounds, old_text)
    again = [Known.of(_spans([entry.item]), ()) for entry in waiting]
    words = {word for one in (known, *again) for word in one.words()}
    places = Places(folded, words)
    before = Places(old_text, words) if old_text is not None else None
    anchors = find(known, folded, now, places, before)

    def stands_somewhere(span: Span) -> bool:
        return places.anywhere(known.fold(span.text)) != []

    sorter = Sorter(text.content, codebook.label_models, stands_somewhere)
    done = Sorted()
    for item in labels.items():
        sorter.sort(item, partial(_place, anchors), done, partial(_stays_together, known, now))
    moved = len(done.placed)
    _conflicts(sorter, anchors, conflicts, done)
    decided = []
    for entry, one in zip(waiting, again, strict=True):
        if _again(sorter, entry, find(one, folded, now, places, None), done):
            decided.append(entry.item.id)
    found, sources = carried_over(labels.paragraphs, now, known, anchors, folded)
    put_together = _put_together(labels, text, done, found)
    if labels.sample is not None:
        asked = tuple(n for n, before in enumerate(sources, 1) if before is not None and before + 1 in labels.sample)
        put_together = put_together.model_copy(update={"sample": asked})
    return Reanchored(
        labels=put_together,
        moved=moved,
        changed=tuple(done.changed),
        decided=tuple(decided),
        to_review=sum(not paragraph.reviewed for paragraph in found),
    )


def _spans(items: Iterable[Item]) -> Iterable[Span]:
    for item in items:
        for _, span in item.located_spans():
            yield span


def _place(anchors: Anchors, span: Span) -> Range | None:
    return anchors.place(span.start, span.end, span.text)


def _stays_together(known: Known, now: Sequence[Range], before: Item, moved: Item) -> bool:
    """Return whether pieces of one paragraph are in one, or in two that follow each other: it may have been cut.

    A cue that is found far from its quote is the cue of another.
    """
    was = {known.paragraph_at(span.start) for _, span in before.located_spans()}
    found = [bisect_right(now, span.start, key=BEGIN) for _, span in moved.located_spans()]
    return len(was) != 1 or max(found) - min(found) <= 1


def _conflicts(sorter: Sorter, anchors: Anchors, entries: Sequence[Undecided], done: Sorted) -> None:
    """Move the versions of a conflict along; where the words of one are not found it waits for that reason."""
    for entry in entries:
        aside = Sorted()
        sorter.sort(entry.item, partial(_place, anchors), aside)
        if aside.waiting:
            done.waiting.append(sorter.undecided(aside.waiting[0].reason, entry.item))
        else:
            done.waiting.append(entry.model_copy(update={SINGULAR[entry.item.layer]: aside.placed[0]}))


def _again(sorter: Sorter, entry: Undecided, anchors: Anchors, done: Sorted) -> bool:
    """Try again what waited: an item goes back to its layer, mentions go back to their source."""
    aside = Sorted()
    sorter.sort(entry.item, partial(_place, anchors), aside)
    taken = next((index for index, item in enumerate(done.placed) if item.id == entry.item.id), None)
    placed = aside.placed[0] if aside.placed else None
    if taken is None and placed is not None and not aside.waiting:
        done.placed.append(placed)
    elif taken is not None and isinstance(placed, Source) and placed.mentions:
        source = done.placed[taken]
        mentions = sorted({*source.main, *placed.mentions}, key=lambda span: (span.start, span.end))
        done.placed[taken] = source.model_copy(update={"mentions": tuple(mentions)})
        done.waiting += aside.waiting
    else:
        done.waiting.append(entry)
        return False
    done.changed += aside.changed
    return True


def _put_together(labels: Labels, text: Text, done: Sorted, found: tuple[Paragraph, ...]) -> Labels:
    known = [item for item in (*labels.quotes, *(entry.item for entry in labels.undecided)) if isinstance(item, Quote)]
    sources = {item.id for item in done.placed if item.layer == "sources"}
    layers: dict[str, tuple[Item, ...]] = {}
    for name in LAYERS:
        items = [item for item in done.placed if item.layer == name]
        if name == "quotes":
            items = list(nested_anew([item for item in items if isinstance(item, Quote)], known))
        layers[name] = tuple(_linked(item, sources) for item in items)
    as_it_was = not done.waiting and [(p.zone, p.reviewed) for p in found] == [
        (p.zone, p.reviewed) for p in labels.paragraphs
    ]
    update: dict[str, Any] = {
        "text_sha256": text.sha256,
        "complete": labels.complete and as_it_was,
        "paragraphs": found,
        "undecided": tuple(done.waiting),
    }
    return labels.model_copy(update=update | layers)


def _linked(item: Item, sources: set[str]) -> Item:
    """Return an item without links to sources that are not there: one that waited may have outlived its source."""
    kept = tuple(source for source in item.linked if source in sources)
    return item if item.link is None or kept == item.linked else item.model_copy(update={item.link: kept})
