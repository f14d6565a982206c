"""What a merge gives back: the labels, and what a person has to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotator.errors import AnnotatorError
from annotator.labels import SINGULAR, Labels, LayerName

What = Literal["changed", "deleted_here", "deleted_there", "zone"]


class MergeError(AnnotatorError):
    """Two labels files that cannot be merged."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that both sides did differently. *Here* is ours, *there* is theirs.

    Attributes:
        what: `changed`: both changed the item differently; ours is in its layer and theirs in `undecided`.
            `deleted_here`, `deleted_there`: one side deleted the item and the other changed it or linked to it; it was
            kept. `zone`: both gave a paragraph another zone; ours was kept.
        layer: The layer of the item; None for a zone.
        item: The item's id in the merged labels; None for a zone.
        fields: What both changed differently, or what cannot stand together: names of fields of the item.
        linked_by: With a deleted source, the ids of the items that link to it; empty where it was changed.
        paragraph: With a zone, the 0-based number of the paragraph; else None.
        zones: With a zone, ours and theirs; else empty.
    """

    what: What
    layer: LayerName | None = None
    item: str | None = None
    fields: tuple[str, ...] = ()
    linked_by: tuple[str, ...] = ()
    paragraph: int | None = None
    zones: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened and what was done about it, as one line for the person who merges."""
        if self.what == "zone":
            ours, theirs = self.zones
            number = (self.paragraph or 0) + 1
            return f"Paragraph {number} is {ours} here and {theirs} there; {ours} was kept."
        assert self.layer is not None
        name = f"{SINGULAR[self.layer].capitalize()} {self.item}"
        if self.what == "changed":
            fields = _listed([name.replace("_", " ") for name in self.fields])
            return f"{name} was changed on both sides ({fields}): ours stays, theirs waits in undecided."
        gone, other = ("here", "there") if self.what == "deleted_here" else ("there", "here")
        if self.linked_by:
            verb = "links" if len(self.linked_by) == 1 else "link"
            return f"{name} was deleted {gone}, and {_listed(self.linked_by)} {verb} to it; it was kept."
        return f"{name} was deleted {gone} and changed {other}; it was kept."


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge.

    Attributes:
        labels: The labels of both sides; always valid where those of both sides are.
        conflicts: What a person has to look at, in the order of layers and items; then the zones.
        renamed: New ids of items of the other side, by the id they have there: both sides had given the id to
            different items.
    """

    labels: Labels
    conflicts: tuple[Conflict, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def _listed(words: Sequence[str], most: int = 6) -> str:
    """Write words as a list, with "and" before the last; of a long one only the beginning."""
    shown = list(words)
    if len(shown) > most:
        shown = [*shown[:most], f"{len(words) - most} more"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
