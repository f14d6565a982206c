"""Where an item of gold comes from, as its `origin` says it: `agreed/first+second`, `taken/first`, `edited/second`."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.labels import Item

AGREED, TAKEN, EDITED = "agreed", "taken", "edited"
MADE = "gold"
"""The origin of what the adjudicator labelled, and no annotator has."""


def origin(kind: str, names: Iterable[str]) -> str:
    """Return an origin: of what kind, and whose version it was."""
    return f"{kind}/{'+'.join(sorted(set(names)))}"


def named_in(item: Item) -> frozenset[str]:
    """Return whose version an item of gold was; nobody's where the adjudicator labelled it."""
    kind, _, names = (item.origin or "").partition("/")
    return frozenset(names.split("+")) if kind in {AGREED, TAKEN, EDITED} and names else frozenset()


def is_agreed(item: Item) -> bool:
    """Return whether an item of gold is as all annotators have it."""
    return (item.origin or "").startswith(f"{AGREED}/")


def edited(item: Item) -> str | None:
    """Return the origin of an item of gold that the adjudicator changes."""
    names = named_in(item)
    return origin(EDITED, names) if names else item.origin
