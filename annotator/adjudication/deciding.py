"""What each decision does to gold labels: pure functions from labels to an edit.

An item comes into its layer when the person takes a version of it. Links lead to what is in gold: what a version is
linked to must be decided before; where that was left out, the link is taken off. What all annotators agree on comes in
by itself as soon as all it is linked to is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.adjudication.disagreements import BESIDES, Disagreement, Version, joined, same
from annotator.adjudication.origins import EDITED, TAKEN
from annotator.adjudication.settling import Settling, number_of, with_origin
from annotator.codebook import Codebook
from annotator.labels import LAYERS, SINGULAR, Frame, Item, Labels, Source, Span
from annotator.session.attributes import coded_with
from annotator.session.edits import Change, Edit
from annotator.session.labelling import NotPossibleError, place_of


@dataclass(frozen=True)
class Decision:
    """An edit, and what the person should know of it.

    Attributes:
        edit: The edit.
        items: What came in of the item that was decided.
        left_out: Ids that the version was linked to and that are not in gold: these links are taken off.
        released: How many agreed items came in because all they are linked to is decided now.
    """

    edit: Edit
    items: tuple[Item, ...] = ()
    left_out: tuple[str, ...] = ()
    released: int = 0


def take(labels: Labels, one: Disagreement, version: Version) -> Decision:
    """Return what taking one version does.

    Raises:
        NotDecidedYetError: When something it is linked to waits.
    """
    return _settle(labels, one, [with_origin(version.item, TAKEN, version.by)])


def take_all(labels: Labels, one: Disagreement, fresh: Iterable[str]) -> Decision:
    """Return what taking every version does: the first keeps the id, and each other one gets a fresh one.

    What waits and is linked to the item is linked to the version of the same annotator.

    Args:
        labels: The labels as they are.
        one: What is decided.
        fresh: Ids that nothing has had.

    Raises:
        NotPossibleError: When there is only one version.
        NotDecidedYetError: When something one of them is linked to waits.
    """
    if len(one.versions) < 2:  # noqa: PLR2004 - both are two
        raise NotPossibleError(f"There is only one version of {one.id}: 1 takes it.")
    items: list[Item] = []
    new: dict[str, str] = {}
    ids = iter(fresh)
    for number, version in enumerate(one.versions):
        item_id = next(ids) if number else one.id
        new |= dict.fromkeys(version.by, item_id)
        item = version.item.model_copy(update={"id": item_id})
        items.append(with_origin(item, TAKEN, version.by))
    return _settle(labels, one, items, new)


def leave_out(labels: Labels, one: Disagreement) -> Decision:
    """Return what taking no version does."""
    return _settle(labels, one, [])


def mix(labels: Labels, codebook: Codebook, one: Disagreement, chosen: Mapping[str, Version | None]) -> Decision:
    """Return what taking each field from one of the versions does.

    Args:
        labels: The labels as they are.
        codebook: Says which attributes can stand together.
        one: What is decided.
        chosen: A version for each field that differs, the others are the same in all; note and confidence are fields
            too. None for the mentions, or the notes, of all.

    Raises:
        NotPossibleError: When the fields cannot stand together.
        NotDecidedYetError: When something it is linked to waits.
    """
    whose = {name: one.versions if version is None else (version,) for name, version in chosen.items()}
    fields = {name: getattr(versions[0].item, name) for name, versions in whose.items()}
    for name in (name for name, version in chosen.items() if version is None):
        fields[name] = joined(version.item for version in one.versions) if name == "note" else _all_mentions(one)
    taken = [version for name, versions in whose.items() if name not in BESIDES for version in versions]
    base = taken[0] if taken else one.versions[0]
    item = base.item.model_copy(update=fields)
    layer = codebook.layers[item.layer]
    coded = coded_with(layer, None, {name: item.attribute(name) for name in layer.attributes})
    for name in layer.required(coded):
        raise NotPossibleError(f"{one.id} needs {name.replace('_', ' ')} too: take both from the same version.")
    if isinstance(item, Frame) and item.scope != "article" and not item.spans:
        raise NotPossibleError(f"A frame over a {item.scope} needs words: take both from the same version.")
    item = item.model_copy(update=coded)
    for version in one.versions:
        if same(version.item, item):  # its note and confidence may be those of another one
            as_they_have_it = version.item.model_copy(update={name: getattr(item, name) for name in BESIDES})
            return _settle(labels, one, [with_origin(as_they_have_it, TAKEN, version.by)])
    names = {name for version in taken for name in version.by}
    return _settle(labels, one, [with_origin(item, EDITED, names)])


def _all_mentions(one: Disagreement) -> tuple[Span, ...]:
    """Return the mentions of all versions; where some overlap, those of the first."""
    kept: list[Span] = []
    for version in one.versions:
        kept += [
            span
            for span in version.item.main
            if not any(span.start < other.end and other.start < span.end for other in kept)
        ]
    return tuple(sorted(kept, key=lambda span: span.start))


def same_as(labels: Labels, one: Disagreement, source: Source) -> Decision:
    """Return what saying that a source is another one of gold does: what is linked to it is linked to that.

    Its mentions become mentions of the other, where they do not overlap.

    Raises:
        NotPossibleError: When it is no source, or the same.
    """
    if one.layer != "sources":
        raise NotPossibleError(f"{one.id} is a {SINGULAR[one.layer]}: only a source can be the same as another.")
    index = labels.sources.index(source)
    theirs = [
        span
        for span in _all_mentions(one)
        if not any(span.start < other.end and other.start < span.end for other in source.mentions)
    ]
    mentions = tuple(sorted((*source.mentions, *theirs), key=lambda span: span.start))
    change = Change("sources", index, source, source.model_copy(update={"mentions": mentions}))
    names = {name for version in one.versions for name in version.by}
    return _settle(labels, one, [], dict.fromkeys(names, source.id), (change,))


def release(labels: Labels) -> Labels:
    """Return labels with everything that all agree on in its layer, as far as what it is linked to is there."""
    state = Settling(labels)
    state.release()
    update: dict[str, Any] = {"undecided": tuple(entry for one in state.entries for entry in one)}
    for layer in LAYERS:
        added = (item for item in state.added if item.layer == layer)
        update[layer] = tuple(sorted((*labels.layer(layer), *added), key=number_of))
    return labels.model_copy(update=update)


# --- the parts -------------------------------------------------------------------------------------------------------


def _settle(
    labels: Labels,
    one: Disagreement,
    items: Sequence[Item],
    new: Mapping[str, str] | None = None,
    others: tuple[Change, ...] = (),
) -> Decision:
    """Return the edit that puts items in the place of the versions of one.

    Args:
        labels: The labels as they are.
        one: What is decided.
        items: What comes into gold of it.
        new: The id, by annotator, that links to it lead to from now on; None where that is no other than its own.
        others: Further changes of the labels.
    """
    state = Settling(labels)
    state.drop(one)
    for item in items:
        state.add(item)
    if new is not None:
        state.relink(one.id, new)
    left_out = tuple(state.left_out)
    before = len(state.added)
    state.release()
    place = place_of(items[0]) if items else one.place
    changes = (*state.changes_of_undecided(), *others, *state.changes_of_layers())
    return Decision(Edit(f"decide {one.id}", changes, place, one.id), tuple(items), left_out, len(state.added) - before)
