"""One item that both sides changed: field by field, lists of spans and of links entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from annotator.codebook import Layer
from annotator.labels import Frame, Item, Source, Span

AnyItem = TypeVar("AnyItem", bound=Item)
Entry = TypeVar("Entry", bound=Hashable)

_SPANS = frozenset({"mentions", "content", "spans", "source_spans"})


@dataclass(frozen=True, slots=True)
class Nesting:
    """What two quotes that both sides nested one in, differently, come to.

    Attributes:
        ours: Where the common version nests it, seen from ours: quotes deleted here are stepped over.
        theirs: The same, seen from theirs.
        inner: Says which of two quotes is the inner one, by their ids; None where that cannot be said.
    """

    ours: str | None
    theirs: str | None
    inner: Callable[[str, str], str | None]


def merged_item(
    base: AnyItem, ours: AnyItem, theirs: AnyItem, scheme: Layer | None, nesting: Nesting | None = None
) -> tuple[AnyItem, tuple[str, ...]]:
    """Return an item with what both sides changed, and the fields in which they cannot be put together.

    Ours stands in those fields. Where the fields of both sides would not fit each other, all of ours stands.

    Args:
        base: The item as it was.
        ours: The item here.
        theirs: The item there.
        scheme: The codebook's layer; None where it has none.
        nesting: For a quote, where it was nested.
    """
    update: dict[str, object] = {}
    conflicts: list[str] = []
    for name in type(ours).model_fields:
        before, here, there = (getattr(item, name) for item in (base, ours, theirs))
        found: Any
        if here == there or name == "id":
            continue
        if name == "within" and nesting is not None:
            found, fits = _nested(before, here, there, nesting)
        elif name in _SPANS:
            found, fits = _entries(before, here, there)
        elif name == ours.link:
            found, fits = _entries(before, here, there, alternatives=not before)
        else:
            found, fits = (there if here == before else here), before in (here, there)
        if name == ours.main_spans and fits and not isinstance(ours, Source):
            found, fits = _in_order(found)
        if fits:
            update[name] = found
        else:
            conflicts.append(name)
    merged = ours.model_copy(update=update)
    if _consistent(merged, scheme):
        return merged, tuple(conflicts)
    return ours, tuple(name for name in type(ours).model_fields if getattr(ours, name) != getattr(theirs, name))


def _entries(
    before: Sequence[Entry], here: Sequence[Entry], there: Sequence[Entry], *, alternatives: bool = False
) -> tuple[tuple[Entry, ...], bool]:
    """Merge two lists as sets, ours first; return False too where each replaced the same entry by another.

    Args:
        before: The list as it was.
        here: The list of ours.
        there: The list of theirs.
        alternatives: What both sides added is to be taken for answers to one question.
    """
    if before in (here, there):
        return tuple(there if here == before else here), True
    was, ours, theirs = set(before), set(here), set(there)
    found = [entry for entry in here if entry in theirs or entry not in was]
    found += [entry for entry in there if entry not in was and entry not in ours]
    both_added = ours - was - theirs and theirs - was - ours
    both_removed = was - ours - theirs
    return tuple(found), not (both_added and (both_removed or alternatives))


def _in_order(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], bool]:
    """Return pieces in text order, and whether they do not overlap."""
    found = tuple(sorted(spans, key=lambda span: span.start))
    return found, all(first.end <= second.start for first, second in pairwise(found))


def _nested(before: str | None, here: str | None, there: str | None, nesting: Nesting) -> tuple[str | None, bool]:
    if here == nesting.ours and there == nesting.theirs:
        return before if before in (here, there) else here, True
    if here == nesting.ours:
        return there, True
    if there == nesting.theirs:
        return here, True
    inner = nesting.inner(here, there) if here is not None and there is not None else None
    return inner, inner is not None


def _consistent(item: Item, scheme: Layer | None) -> bool:
    """Return whether an item keeps the rules that hold between its fields."""
    if not item.main and not isinstance(item, Source) and not (isinstance(item, Frame) and item.scope == "article"):
        return False
    if scheme is None:
        return True
    coded = {name: item.attribute(name) for name in scheme.attributes}
    return not any(scheme.required(coded)) and not any(scheme.inapplicable(coded))
