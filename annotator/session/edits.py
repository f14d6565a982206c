"""Edits: what changes in the labels, as data that can be applied, inverted and written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from annotator.labels import Item, Labels, LayerName, Paragraph, Undecided

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
