"""What waits in gold labels: the versions that annotators have of one item, as one thing to decide."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.matching import overlap
from annotator.labels import CONFIDENCES, SINGULAR, Item, Labels, LayerName, Undecided
from annotator.session.labelling import place_of

BESIDES = ("confidence", "note")
"""Fields that versions may have different values in and still say the same."""
_NOT_COMPARED = frozenset({"id", "origin", *BESIDES})


@dataclass(frozen=True)
class Version:
    """One version of an item.

    Attributes:
        at: Which entry of `undecided` it is.
        by: Whose it is, in alphabetical order.
        item: The item, with the id it will have in gold, and links to gold's ids.
    """

    at: int
    by: tuple[str, ...]
    item: Item


@dataclass(frozen=True)
class Disagreement:
    """One item on which annotators disagree: several versions of it, or one that not everybody has.

    Attributes:
        id: The id it will have in gold.
        layer: Its layer.
        versions: Each version, in the order of the names of those who have it.
        missing: The annotators who have none.
    """

    id: str
    layer: LayerName
    versions: tuple[Version, ...]
    missing: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether everybody has it and nobody another: it only waits for what it is linked to."""
        return len(self.versions) == 1 and not self.missing

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields in which versions differ, in the order of the model."""
        compared = [compared_fields(version.item) for version in self.versions]
        names = dict.fromkeys(name for each in compared for name in each)
        return tuple(name for name in names if len({each[name] for each in compared}) > 1)

    @property
    def overlap(self) -> float:
        """Intersection over union of the words of the two versions that overlap least; 0 where someone has none."""
        if self.missing:
            return 0.0
        found = [[(span.start, span.end) for span in version.item.main] for version in self.versions]
        return min((overlap(tuple(one), tuple(two)) for one, two in combinations(found, 2)), default=1.0)

    @property
    def place(self) -> int | None:
        """Where it begins in the text, in code points; None for what lies nowhere."""
        places = [place for version in self.versions if (place := place_of(version.item)) is not None]
        return min(places, default=None)


def compared_fields(item: Item) -> dict[str, Hashable]:
    """Return everything in which versions can differ, by field; sources and mentions have no order."""
    found: dict[str, Hashable] = {}
    for name in type(item).model_fields:
        if name not in _NOT_COMPARED:
            value = getattr(item, name)
            found[name] = frozenset(value) if name in {item.link, "mentions"} else value
    return found


def same(one: Item, other: Item) -> bool:
    """Return whether two items say the same; notes, confidence and origin may be others."""
    return compared_fields(one) == compared_fields(other)


def everyone(labels: Labels) -> tuple[str, ...]:
    """Return whose labels gold was made from, in alphabetical order."""
    named = {one.annotator for one in labels.made_from}
    return tuple(sorted(named | {name for entry in labels.undecided for name in entry.by}))


def waiting(labels: Labels) -> list[Disagreement]:
    """Return everything that waits because of annotators, in the order of the file; what they agree on among it."""
    names = everyone(labels)
    found: dict[str, list[Version]] = {}
    for at, entry in enumerate(labels.undecided):
        if entry.reason == "disagreement":
            found.setdefault(entry.item.id, []).append(Version(at, tuple(sorted(entry.by)), entry.item))
    return [disagreement(versions, names) for versions in found.values()]


def disagreement(versions: Sequence[Version], names: Sequence[str]) -> Disagreement:
    """Return the versions of one item as one thing to decide.

    Args:
        versions: One or more.
        names: Whose labels gold is made from.
    """
    having = {name for version in versions for name in version.by}
    first = versions[0].item
    return Disagreement(
        first.id,
        first.layer,
        tuple(sorted(versions, key=lambda version: version.by)),
        tuple(name for name in names if name not in having),
    )


def undecided(labels: Labels) -> list[Disagreement]:
    """Return what a person has to decide: what waits, without what everyone agrees on."""
    return [one for one in waiting(labels) if not one.agreed]


def gathered(entries: Sequence[Undecided]) -> list[Undecided]:
    """Return entries of one item with equal versions made one, that of whoever comes first in the alphabet."""
    found: list[Undecided] = []
    for entry in sorted(entries, key=lambda entry: entry.by):
        at = next((at for at, other in enumerate(found) if same(entry.item, other.item)), None)
        if at is None:
            found.append(entry)
        else:
            together = together_with(found[at].item, entry.item)
            update = {"by": tuple(sorted({*found[at].by, *entry.by})), SINGULAR[together.layer]: together}
            found[at] = found[at].model_copy(update=update)
    return found


def together_with(one: Item, other: Item) -> Item:
    """Return what two have said the same of, with the notes of both, and the lower confidence that was given."""
    given = [item.confidence for item in (one, other) if item.confidence is not None]
    confidence = min(given, key=CONFIDENCES.index, default=None)
    return one.model_copy(update={"note": joined((one, other)), "confidence": confidence})


def joined(items: Iterable[Item]) -> str | None:
    """Return the notes of several items as one, each part once; None where there are none."""
    return " / ".join(dict.fromkeys(part for item in items if item.note for part in item.note.split(" / "))) or None
