"""What each decision on a waiting item does to the labels: pure functions from labels to an edit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from annotator.codebook import Codebook
from annotator.labels import Frame, Item, Labels, Quote, Source, Span
from annotator.session.attributes import coded_with
from annotator.session.edits import Change, Edit
from annotator.session.labelling import NotPossibleError, place_of
from annotator.session.nesting import placed
from annotator.session.units import Units

Path = tuple[str | int, ...]


def let_go(labels: Labels, at: int) -> Edit:
    """Return the edit that takes an entry away.

    Args:
        labels: The labels as they are.
        at: Which entry of `undecided`.
    """
    entry = labels.undecided[at]
    here = next((item for item in labels.layer(entry.item.layer) if item.id == entry.item.id), None)
    place = place_of(here) if here is not None else None
    return Edit(f"let go {entry.item.id}", (Change("undecided", at, entry, None),), place, entry.item.id)


def put_back(labels: Labels, codebook: Codebook, at: int, item: Item) -> Edit:
    """Return the edit that puts an item into its layer, in place of the one of its id if there is one.

    Links to sources that are not there any more are left out. A quote is nested anew and takes in those it encloses.

    Args:
        labels: The labels as they are.
        codebook: Their codebook.
        at: The entry of `undecided` that this decides.
        item: The item, on the text as it is.

    Raises:
        NotPossibleError: When an attribute is missing, or the item has nothing to stand on.
    """
    item = _sound(labels, codebook, item)
    items = labels.layer(item.layer)
    index = next((index for index, other in enumerate(items) if other.id == item.id), None)
    changes: list[Change] = []
    if isinstance(item, Quote):
        item, changes = placed(labels.quotes, item)
    before = items[index] if index is not None else None
    back = Change(item.layer, len(items) if index is None else index, before, item)
    decided = Change("undecided", at, labels.undecided[at], None)
    return Edit(f"decide {item.id}", (decided, back, *changes), place_of(item), item.id)


def put_mention(labels: Labels, codebook: Codebook, at: int, words: Sequence[Span]) -> Edit:
    """Return the edit that decides the first mention of a source that waits.

    Args:
        labels: The labels as they are.
        codebook: Their codebook.
        at: The entry of `undecided`.
        words: Where the mention stands now; none to leave it out.
    """
    entry = labels.undecided[at]
    waiting = entry.item
    assert isinstance(waiting, Source)
    rest = waiting.model_copy(update={"mentions": waiting.mentions[1:]})
    after = entry.model_copy(update={"source": rest}) if rest.mentions else None
    changes = [Change("undecided", at, entry, after)]
    index = next((index for index, other in enumerate(labels.sources) if other.id == waiting.id), None)
    if index is None:
        source = _sound(labels, codebook, waiting.model_copy(update={"mentions": tuple(words)}))
        changes.append(Change("sources", len(labels.sources), None, source))
    elif words:
        before = labels.sources[index]
        kept = [span for span in before.mentions if not any(_overlap(span, new) for new in words)]
        mentions = tuple(sorted((*kept, *words), key=lambda span: span.start))
        changes.append(Change("sources", index, before, before.model_copy(update={"mentions": mentions})))
    place = words[0].start if words else None
    return Edit(f"decide {waiting.id}", tuple(changes), place, waiting.id)


def respanned(item: Item, taken: Sequence[tuple[Path, Sequence[Span]]], units: Units) -> Item:
    """Return an item with the words that were taken for its pieces.

    Args:
        item: The item as it waits; no source.
        taken: For each piece its path in the item and its words now; none where it is left out.
        units: The paragraphs of the text.

    Raises:
        NotPossibleError: When pieces overlap, or nothing is left of the item.
    """
    words: dict[str, list[Span]] = {}
    for path, found in taken:
        words.setdefault(str(path[0]), []).extend(found)
    main = sorted(words.get(item.main_spans, ()), key=lambda span: span.start)
    if any(one.end > two.start for one, two in pairwise(main)):
        raise NotPossibleError(f"The pieces of {item.id} must not overlap: take other words, or ⌫ goes back a piece.")
    update: dict[str, Any] = {item.main_spans: tuple(main)}
    if isinstance(item, Quote):
        named = sorted(words.get("source_spans", ()), key=lambda span: span.start)
        update |= {"cue": next(iter(words.get("cue", ())), None), "source_spans": tuple(named)}
    elif isinstance(item, Frame) and item.scope != "article" and len(main) == 1:
        whole = units.paragraph(units.paragraph_at(main[0].start)) == (main[0].start, main[0].end)
        update["scope"] = "paragraph" if whole else "span"
    return item.model_copy(update=update)


def _sound(labels: Labels, codebook: Codebook, item: Item) -> Item:
    """Return an item as the labels can have it: with links that resolve and attributes that apply."""
    layer = codebook.layers[item.layer]
    if not item.main and item.layer != "sources" and not (isinstance(item, Frame) and item.scope == "article"):
        raise NotPossibleError(f"Nothing would be left of {item.id}: give it words, or let it go with d.")
    coded = coded_with(layer, None, {name: item.attribute(name) for name in layer.attributes})
    for name in layer.required(coded):
        raise NotPossibleError(f"{item.id} cannot be put back: it has no {name}. Let it go, and label it anew.")
    update: dict[str, Any] = dict(coded)
    if item.link:
        sources = {source.id for source in labels.sources}
        update[item.link] = tuple(source for source in dict.fromkeys(item.linked) if source in sources)
    return item.model_copy(update=update)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
