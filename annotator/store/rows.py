"""Labels as rows: plain lists that JSON can hold, and that are quicker to read and smaller than models.

A row is one item. Its words are not in it: they are the text at its offsets, which is what validation proved. Every
row of a layer is of one length; what was not coded is None.

    [id, spans, linked, confidence, note, origin, … of the layer …, … attributes in the order of the codebook …]

Spans are flat lists of offsets in code points: `[start, end, start, end, …]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from annotator.codebook import Codebook
from annotator.labels import (
    FORMAT,
    LAYERS,
    SINGULAR,
    CodebookRef,
    Frame,
    Item,
    Labels,
    LayerName,
    Paragraph,
    Quote,
    Source,
    Span,
    disputed,
)
from annotator.text import Text

Row: TypeAlias = list[Any]
ParagraphRow: TypeAlias = list[Any]
"""`[start, end, zone, reviewed layers]`"""

ID: Final = 0
SPANS: Final = 1
LINKED: Final = 2
CONFIDENCE: Final = 3
NOTE: Final = 4
ORIGIN: Final = 5
NAME: Final = 6  # of a source
REGISTRY: Final = 7
CUE: Final = 6  # of a quote
SOURCE_SPANS: Final = 7
WITHIN: Final = 8
SCOPE: Final = 6  # of a frame

FIRST_ATTRIBUTE: dict[LayerName, int] = {"sources": 8, "quotes": 9, "claims": 6, "frames": 7}
"""Where in a row the attributes begin, by layer."""

_OF_NUMBERS = {"sample"}
"""What else rows may have that holds no items; to make those, their models are needed."""


@dataclass(slots=True)
class LabelRows:
    """One labels file that was validated, as rows.

    Attributes:
        annotator: Who labelled.
        codebook: The name of the codebook it was made and checked with.
        version: The version of that codebook.
        complete: Whether the annotator says it is done.
        paragraphs: The paragraphs of the file.
        layers: The items of the four layers, in the order of `LAYERS`.
        rest: What else the file has, as plain values: which paragraphs are to be labelled, what waits for a decision
            and is no part of the dataset, and what adjudicated labels were made from.
    """

    annotator: str
    codebook: str
    version: str
    complete: bool
    paragraphs: list[ParagraphRow]
    layers: tuple[list[Row], list[Row], list[Row], list[Row]]
    rest: dict[str, Any] = field(default_factory=dict)

    def layer(self, name: LayerName) -> list[Row]:
        """Return the rows of one layer, in the order of the file."""
        return self.layers[LAYERS.index(name)]

    @property
    def undecided(self) -> int:
        """How many items wait for a person's decision."""
        waiting: list[dict[str, Any]] = self.rest.get("undecided", [])
        versions = [(_id_in(entry), entry["by"]) for entry in waiting if entry.get("by")]
        names = [one["annotator"] for one in self.rest.get("made_from", ())]
        return disputed(versions, names) + len([entry for entry in waiting if not entry.get("by")])

    @property
    def sample(self) -> list[int] | None:
        """The numbers, from 1, of the paragraphs that are to be labelled; None for all of them."""
        return self.rest.get("sample")

    def plain(self) -> list[Any]:
        """Return everything as one list that JSON can hold; `from_plain` is the way back."""
        return [
            self.annotator,
            self.codebook,
            self.version,
            self.complete,
            self.paragraphs,
            *self.layers,
            self.rest,
        ]

    @classmethod
    def from_plain(cls, plain: list[Any]) -> LabelRows:
        """Return the rows that were made plain."""
        annotator, codebook, version, complete, paragraphs, sources, quotes, claims, frames, rest = plain
        return cls(annotator, codebook, version, complete, paragraphs, (sources, quotes, claims, frames), rest)


def _id_in(entry: dict[str, Any]) -> str:
    """Return the id of the item that waits in an entry."""
    return next(str(item["id"]) for name in SINGULAR.values() if (item := entry.get(name)) is not None)


def rows_of(labels: Labels, codebook: Codebook) -> LabelRows:
    """Return validated labels as rows.

    Args:
        labels: The labels.
        codebook: The codebook they were validated with.
    """
    found: list[list[Row]] = []
    for layer in LAYERS:
        attributes = codebook.layers[layer].attributes if layer in codebook.layers else {}
        found.append([[*_head(item), *_own(item), *map(item.attribute, attributes)] for item in labels.layer(layer)])
    paragraphs = [[one.start, one.end, one.zone, list(one.reviewed)] for one in labels.paragraphs]
    kept = {name for name in ("undecided", "made_from") if getattr(labels, name)}
    if labels.sample is not None:  # a sample of nothing is one
        kept.add("sample")
    rest: dict[str, Any] = labels.model_dump(mode="json", include=kept) if kept else {}
    sources, quotes, claims, frames = found
    return LabelRows(
        annotator=labels.annotator,
        codebook=labels.codebook.name,
        version=labels.codebook.version,
        complete=labels.complete,
        paragraphs=paragraphs,
        layers=(sources, quotes, claims, frames),
        rest=rest,
    )


def labels_of(rows: LabelRows, text: Text, codebook: Codebook) -> Labels:
    """Return rows as the labels they were made of. They were validated, and are not again: that takes twice as long.

    Args:
        rows: The rows.
        text: The text they are about.
        codebook: The codebook they were validated with.
    """
    from annotator.store.unread import Maker, item_of  # noqa: PLC0415 - it imports this module

    models = codebook.label_models
    layers: dict[str, tuple[Item, ...]] = {}
    links: dict[tuple[str, ...], tuple[str, ...]] = {}
    for layer in LAYERS:
        attributes = tuple(codebook.layers[layer].attributes) if layer in codebook.layers else ()
        maker = Maker(layer, attributes, text.content, links)
        layers[layer] = tuple([item_of(models.items[layer], maker, row) for row in rows.layer(layer)])
    paragraphs = tuple(Paragraph.model_rows(_with_kept_layers(rows.paragraphs)))
    head: dict[str, Any] = {
        "format": FORMAT,
        "document": text.name,
        "text_sha256": text.sha256,
        "annotator": rows.annotator,
        "codebook": {"name": rows.codebook, "version": rows.version},
        "complete": rows.complete,
    }
    items = {"paragraphs": paragraphs, **layers}
    if rows.rest.keys() <= _OF_NUMBERS:
        named = {"codebook": CodebookRef.model_built(head["codebook"])}
        sample = None if rows.sample is None else tuple(rows.sample)
        rest = {"sample": sample, **items, "undecided": (), "made_from": ()}
        return models.labels.model_built(head | named | rest)
    return models.labels.model_validate(head | rows.rest).model_copy(update=items)


def pairs(spans: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the `(start, end)` of flat spans."""
    numbers = iter(spans)
    return zip(numbers, numbers, strict=True)


def _flat(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _head(item: Item) -> Row:
    return [item.id, _flat(item.main), list(item.linked), item.confidence, item.note, item.origin]


def _own(item: Item) -> Row:
    """Return what only items of this layer have."""
    if isinstance(item, Source):
        return [item.name, item.registry]
    if isinstance(item, Quote):
        return [_flat([item.cue]) if item.cue else None, _flat(item.source_spans), item.within]
    return [item.scope] if isinstance(item, Frame) else []


def _with_kept_layers(paragraphs: Iterable[ParagraphRow]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of paragraphs with their layers as tuples: one each for the few that differ."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for start, end, zone, looked_at in paragraphs:
        reviewed = tuple(looked_at)
        yield start, end, zone, known.setdefault(reviewed, reviewed)
