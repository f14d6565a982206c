"""What the items of the four layers have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from annotator import labels as records
from annotator.dataset.table import Column
from annotator.dataset.view import Said, UnknownAttributeError, excerpt
from annotator.labels import Confidence, LayerName, Span
from annotator.store.rows import CONFIDENCE, ID, NOTE, ORIGIN, SPANS, Row, pairs

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document_labels import DocumentLabels
    from annotator.dataset.paragraph import Paragraph


_PLACE = (
    Column("document"),
    Column("annotator"),
    Column("id"),
    Column("start", "number"),
    Column("end", "number"),
    Column("text"),
    Column("paragraph", "number"),
    Column("zone"),
    Column("spans", "spans"),
)
_LAST = (Column("confidence"), Column("note"), Column("origin"))


class Item(Said):
    """What one annotator labelled: an item of one of the four layers.

    Every attribute of the codebook can be read by its name (`quote.form`); it is None where it was not coded.
    """

    __slots__ = ("_row",)

    layer: ClassVar[LayerName]
    _between: ClassVar[str] = " "
    """What stands between two pieces in `text`."""
    _own_columns: ClassVar[tuple[Column, ...]] = ()

    def __init__(self, labels: DocumentLabels, row: Row) -> None:
        """Take the labels this belongs to and its row, see `annotator.store.rows`."""
        self._labels = labels
        self._row = row

    # --- what it is --------------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The id, unique among this annotator's labels of this document."""
        id_: str = self._row[ID]
        return id_

    @property
    def spans(self) -> tuple[Span, ...]:
        """The labelled words themselves: content, mentions or spans, piece by piece."""
        return self._spans(self._row[SPANS])

    def _spans(self, flat: list[int]) -> tuple[Span, ...]:
        text = self._labels.document.text
        return tuple([Span(start=start, end=end, text=text[start:end]) for start, end in pairs(flat)])

    @property
    def text(self) -> str:
        """The labelled words; a space stands between the pieces of a discontinuous item."""
        spans = self._row[SPANS]
        text = self._labels.document.text
        if len(spans) == 2:  # noqa: PLR2004 - one piece, as nearly all are
            return text[spans[0] : spans[1]]
        return self._between.join([text[start:end] for start, end in pairs(spans)])

    @property
    def start(self) -> int | None:
        """Where the first piece begins, in code points; None without spans."""
        return min(self._row[SPANS][::2], default=None)

    @property
    def end(self) -> int | None:
        """Where the last piece ends, exclusive; None without spans."""
        return max(self._row[SPANS][1::2], default=None)

    @property
    def note(self) -> str | None:
        """The annotator's note."""
        note: str | None = self._row[NOTE]
        return note

    @property
    def confidence(self) -> Confidence | None:
        """How confident the annotator was."""
        confidence: Confidence | None = self._row[CONFIDENCE]
        return confidence

    @property
    def origin(self) -> str | None:
        """Where the item comes from, such as `rules/1` for an accepted suggestion; None when made by hand."""
        origin: str | None = self._row[ORIGIN]
        return origin

    # --- the codebook's attributes -----------------------------------------------------------------------------------

    @property
    def attributes(self) -> Mapping[str, str | int | None]:
        """Every attribute the codebook has for this layer, with its value; None where it was not coded."""
        return {name: self._row[place] for name, place in self._labels.scheme.places[self.layer].items()}

    def __getattr__(self, name: str) -> str | int | None:
        """Return the value of an attribute of the codebook; None where it was not coded.

        In a corpus with several codebooks it is None also where the attribute is in another one only.

        Raises:
            UnknownAttributeError: When no codebook of the corpus has it.
        """
        if name.startswith("_"):  # never an attribute; asked for by copy, pickle and notebooks
            raise AttributeError(name)
        place = self._labels.scheme.places[self.layer].get(name)
        if place is not None:
            value: str | int | None = self._row[place]
            return value
        elsewhere = self.corpus.attributes(self.layer)
        if name in elsewhere:
            return None
        raise UnknownAttributeError(self._plural, name, self._names() | elsewhere.keys())

    def __dir__(self) -> list[str]:
        """List the codebook's attributes too, for completion."""
        return sorted({*super().__dir__(), *self._labels.attributes(self.layer)})

    # --- where it is -------------------------------------------------------------------------------------------------

    @property
    def row(self) -> Row:
        """The item as a validated row, see `annotator.store.rows`."""
        return self._row

    @property
    def record(self) -> records.Item:
        """The item as it stands in the file."""
        return next(one for one in self._labels.record.layer(self.layer) if one.id == self.id)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs the labelled words lie in."""
        return self._labels.paragraphs_of(self._row)

    @property
    def paragraph(self) -> Paragraph | None:
        """The first of `paragraphs`; None for a source without mentions or a frame over the article without spans."""
        return next(iter(self.paragraphs), None)

    # --- as a row ----------------------------------------------------------------------------------------------------

    @classmethod
    def _columns(cls, corpus: LabelledCorpus) -> tuple[Column, ...]:
        return corpus.columns(cls.layer, (*_PLACE, *cls._own_columns), _LAST)

    def _cells(self) -> list[Any]:
        labels = self._labels
        row = self._row
        spans = row[SPANS]
        index = labels.first_paragraph(spans)
        paragraph = None if index is None else labels.paragraph_rows[index]
        return [
            labels.document.name,
            labels.annotator,
            row[ID],
            self.start,
            self.end,
            self.text,
            None if index is None else index + 1,
            None if paragraph is None else paragraph[2],
            self._plain(spans),
            *self._own_cells(),
            *[None if place is None else row[place] for place in labels.places(self.layer)],
            row[CONFIDENCE],
            row[NOTE],
            row[ORIGIN],
        ]

    def _own_cells(self) -> list[Any]:
        """Return the values of the columns that only this layer has."""
        return []

    def _plain(self, flat: list[int]) -> list[dict[str, Any]]:
        text = self._labels.document.text
        return [{"start": start, "end": end, "text": text[start:end]} for start, end in pairs(flat)]

    def _summary(self) -> str:
        layer = self._labels.codebook.layers.get(self.layer)
        kind = self.attributes[layer.main] if layer and layer.main else None
        paragraph = self.paragraph
        place = f"{self.document.name} {self.annotator} {self.id}"
        parts = (place, paragraph and f"¶{paragraph.number}", kind, self._words())
        return " ".join(str(part) for part in parts if part not in {None, ""})

    def _words(self) -> str:
        return excerpt(self.text)
