"""Items as they were read: what can be told of them without making their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.labels import Item, LayerName, Span
from annotator.store.rows import (
    CONFIDENCE,
    CUE,
    FIRST_ATTRIBUTE,
    ID,
    LINKED,
    NAME,
    NOTE,
    ORIGIN,
    REGISTRY,
    SCOPE,
    SOURCE_SPANS,
    SPANS,
    WITHIN,
    Row,
    pairs,
)


class Maker:
    """Makes the items of one layer of a text."""

    def __init__(
        self, layer: LayerName, attributes: Sequence[str], content: str, links: dict[tuple[str, ...], tuple[str, ...]]
    ) -> None:
        """Take what the items have in common.

        Args:
            layer: The layer.
            attributes: What is asked of its items, in the order of the codebook.
            content: The text.
            links: Equal links are made one, and kept here.
        """
        self.layer = layer
        self.attributes = attributes
        self.first = FIRST_ATTRIBUTE[layer]
        self._content = content
        self._links = links

    def fields(self, row: Row) -> dict[str, Any]:
        """Return the fields of the item of a row, in the order of its model, but for the id."""
        fields = {"note": row[NOTE], "confidence": row[CONFIDENCE], "origin": row[ORIGIN], **self._structure(row)}
        return fields | dict(zip(self.attributes, row[self.first :], strict=True))

    def _structure(self, row: Row) -> dict[str, Any]:
        spans, linked = self._spans(row[SPANS]), tuple(row[LINKED])
        linked = self._links.setdefault(linked, linked)
        if self.layer == "sources":
            return {"name": row[NAME], "registry": row[REGISTRY], "mentions": spans}
        if self.layer == "quotes":
            cue = self._spans(row[CUE])[0] if row[CUE] else None
            named = self._spans(row[SOURCE_SPANS])
            return {"content": spans, "cue": cue, "sources": linked, "source_spans": named, "within": row[WITHIN]}
        if self.layer == "claims":
            return {"spans": spans, "claimants": linked}
        return {"scope": row[SCOPE], "spans": spans, "voice": linked}

    def _spans(self, flat: list[int]) -> tuple[Span, ...]:
        content = self._content
        return tuple(
            Span.model_built({"start": start, "end": end, "text": content[start:end]}) for start, end in pairs(flat)
        )


class UnreadRow:
    """An item that is a row as yet."""

    __slots__ = ("maker", "row")

    def __init__(self, maker: Maker, row: Row) -> None:
        """Take the row, and what makes an item of it."""
        self.maker = maker
        self.row = row

    def fields(self) -> Mapping[str, Any]:
        """Return all fields of the item but its id."""
        return self.maker.fields(self.row)


def item_of(model: type[Item], maker: Maker, row: Row) -> Item:
    """Return the item of a row."""
    return model.model_unread(row[ID], UnreadRow(maker, row))


def placed_and_linked(item: Item) -> tuple[Sequence[int], Sequence[str]]:
    """Return start and end of every span of an item, as of `Item.located_spans`, and the sources it points to."""
    unread = item.model_read
    if not isinstance(unread, UnreadRow):
        return [offset for _, span in item.located_spans() for offset in (span.start, span.end)], item.linked
    row: Row = unread.row
    offsets = row[SPANS]
    if unread.maker.layer == "quotes" and (row[CUE] or row[SOURCE_SPANS]):
        offsets = [*offsets, *(row[CUE] or ()), *row[SOURCE_SPANS]]
    return offsets, row[LINKED]


def coded_on(item: Item, names: Iterable[str]) -> Iterable[tuple[str, str | int | None]]:
    """Return what was coded on an item, by the names of its attributes.

    Args:
        item: The item.
        names: What the codebook asks of it, in its order.
    """
    unread = item.model_read
    if not isinstance(unread, UnreadRow):
        return [(name, item.attribute(name)) for name in names]
    return zip(unread.maker.attributes, unread.row[unread.maker.first :], strict=True)
