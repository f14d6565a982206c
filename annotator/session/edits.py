"""Edits: what changes in the labels, as data that can be applied, inverted and written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from annotator.labels import LAYERS, Item, Labels, LayerName, Paragraph, Undecided

Entry = TypeVar("Entry", Item, Undecided)

Part = LayerName | Literal["paragraphs", "undecided", "complete"]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of one list of the labels, before and after.

    Attributes:
        part: The list: a layer, `paragraphs` or `undecided`; or `complete`, which is a single value.
        index: Position in the list.
        before: What stands there before; None where the change inserts.
        after: What stands there after; None where the change removes.
    """

    part: Part
    index: int
    before: Item | Paragraph | Undecided | bool | None
    after: Item | Paragraph | Undecided | bool | None

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.part, self.index, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing a person did: its changes, applied in order, and a word for it.

    Attributes:
        what: What was done, as it is told to the person ("quote q1", "zone").
        changes: The changes, in order.
        place: The code-point offset the cursor moves to when the edit is undone or redone; None to stay.
        subject: The id of the item it is about; None where it is about none.
    """

    what: str
    changes: tuple[Change, ...]
    place: int | None = None
    subject: str | None = None

    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return Edit(self.what, tuple(change.inverse() for change in reversed(self.changes)), self.place, self.subject)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs afterwards."""
        return all(change.before == change.after for change in self.changes)


def apply(labels: Labels, edit: Edit) -> Labels:
    """Return the labels with an edit applied.

    Raises:
        ValueError: When what stands in the labels is not what the edit found there.
    """
    complete = labels.complete
    lists: dict[str, list[Any]] = {}
    for change in edit.changes:
        if change.part == "complete":
            complete = bool(change.after)
            continue
        if change.part not in lists:
            lists[change.part] = list(getattr(labels, change.part))
        entries = lists[change.part]
        if change.before is None:
            entries.insert(change.index, change.after)
        elif not change.index < len(entries) or entries[change.index] != change.before:
            raise ValueError(f"{change.part}[{change.index}] is not what the edit expects")
        elif change.after is None:
            del entries[change.index]
        else:
            entries[change.index] = change.after
    return labels.model_copy(update={"complete": complete} | {part: tuple(entries) for part, entries in lists.items()})


def difference(before: Labels, after: Labels, what: str) -> Edit:
    """Return the edit that makes one version of labels into another; of the same text, with the same paragraphs.

    Args:
        before: The labels as they are.
        after: The labels as they shall be.
        what: A word for the edit.

    Raises:
        ValueError: When the paragraphs are others.
    """
    if [(p.start, p.end) for p in before.paragraphs] != [(p.start, p.end) for p in after.paragraphs]:
        raise ValueError("the paragraphs are others")
    changes = [
        Change("paragraphs", index, old, new)
        for index, (old, new) in enumerate(zip(before.paragraphs, after.paragraphs, strict=True))
        if old != new
    ]
    for layer in LAYERS:
        changes += _list_changes(layer, before.layer(layer), after.layer(layer), lambda item: item.id)
    changes += _list_changes("undecided", before.undecided, after.undecided, repr)
    if before.complete != after.complete:
        changes.append(Change("complete", 0, before.complete, after.complete))
    # What goes, goes first: an id may come back in another layer.
    return Edit(what, tuple(sorted(changes, key=lambda change: change.after is not None)))


def _list_changes(
    part: Part, before: Sequence[Entry], after: Sequence[Entry], name: Callable[[Entry], object]
) -> Iterator[Change]:
    """Yield what makes one list into another: first what goes, then, in order, what comes or is another."""
    if before == after:
        return
    wanted = {name(entry) for entry in after}
    had = {name(entry) for entry in before}
    stays = [name(entry) for entry in before if name(entry) in wanted]
    if stays != [name(entry) for entry in after if name(entry) in had]:
        stays = []  # the order is another: all go, all come
    staying = set(stays)
    for index in reversed(range(len(before))):
        if name(before[index]) not in staying:
            yield Change(part, index, before[index], None)
    left = iter([entry for entry in before if name(entry) in staying])
    for index, entry in enumerate(after):
        if name(entry) not in staying:
            yield Change(part, index, None, entry)
        elif (old := next(left)) != entry:
            yield Change(part, index, old, entry)
