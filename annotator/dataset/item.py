"""What the items of the four layers have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from annotator import labels as records
from annotator.dataset.view import Said, UnknownAttributeError, excerpt, plain
from annotator.labels import Confidence, LayerName, Span

if TYPE_CHECKING:
    from annotator.dataset.document_labels import DocumentLabels
    from annotator.dataset.paragraph import Paragraph


class Item(Said):
    """What one annotator labelled: an item of one of the four layers.

    Every attribute of the codebook can be read by its name (`quote.form`); it is None where it was not coded.
    """

    __slots__ = ("_record",)

    layer: ClassVar[LayerName]
    _between: ClassVar[str] = " "
    """What stands between two pieces in `text`."""

    def __init__(self, labels: DocumentLabels, record: records.Item) -> None:
        """Take the labels this belongs to and what the file says of it."""
        self._labels = labels
        self._record = record

    # --- what it is --------------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The id, unique among this annotator's labels of this document."""
        return self._record.id

    @property
    def spans(self) -> tuple[Span, ...]:
        """The labelled words themselves: content, mentions or spans, piece by piece."""
        return self._record.main

    @property
    def text(self) -> str:
        """The labelled words; a space stands between the pieces of a discontinuous item."""
        return self._between.join(span.text for span in self.spans)

    @property
    def start(self) -> int | None:
        """Where the first piece begins, in code points; None without spans."""
        return min((span.start for span in self.spans), default=None)

    @property
    def end(self) -> int | None:
        """Where the last piece ends, exclusive; None without spans."""
        return max((span.end for span in self.spans), default=None)

    @property
    def note(self) -> str | None:
        """The annotator's note."""
        return self._record.note

    @property
    def confidence(self) -> Confidence | None:
        """How confident the annotator was."""
        return self._record.confidence

    @property
    def origin(self) -> str | None:
        """Where the item comes from, such as `rules/1` for an accepted suggestion; None when made by hand."""
        return self._record.origin

    # --- the codebook's attributes -----------------------------------------------------------------------------------

    @property
    def attributes(self) -> Mapping[str, str | int | None]:
        """Every attribute the codebook has for this layer, with its value; None where it was not coded."""
        return {name: self._record.attribute(name) for name in self._labels.attributes(self.layer)}

    def __getattr__(self, name: str) -> str | int | None:
        """Return the value of an attribute of the codebook; None where it was not coded.

        In a corpus with several codebooks it is None also where the attribute is in another one only.

        Raises:
            UnknownAttributeError: When no codebook of the corpus has it.
        """
        if name.startswith("_"):  # never an attribute; asked for by copy, pickle and notebooks
            raise AttributeError(name)
        if name in self._labels.attributes(self.layer):
            return self._record.attribute(name)
        elsewhere = self.corpus.attributes(self.layer)
        if name in elsewhere:
            return None
        raise UnknownAttributeError(self._plural, name, self._names() | elsewhere.keys())

    def __dir__(self) -> list[str]:
        """List the codebook's attributes too, for completion."""
        return sorted({*super().__dir__(), *self._labels.attributes(self.layer)})

    # --- where it is -------------------------------------------------------------------------------------------------

    @property
    def record(self) -> records.Item:
        """The item as it stands in the file."""
        return self._record

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs the labelled words lie in."""
        return self._labels.paragraphs_of(self._record)

    @property
    def paragraph(self) -> Paragraph | None:
        """The first of `paragraphs`; None for a source without mentions or a frame over the article without spans."""
        return next(iter(self.paragraphs), None)

    # --- as a row ----------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the item as one row: where it is, what it is, its links as ids, and every attribute."""
        paragraph = self.paragraph
        row = {
            "document": self.document.name,
            "annotator": self.annotator,
            "id": self.id,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "paragraph": paragraph.number if paragraph else None,
            "zone": paragraph.zone if paragraph else None,
            "spans": plain(self.spans),
            **self._structure(),
        }
        values = {name: self._record.attribute(name) for name in self._labels.attributes(self.layer)}
        for name in self.corpus.attributes(self.layer):
            row.setdefault(name, values.get(name))
        return {**row, "confidence": self.confidence, "note": self.note, "origin": self.origin}

    def _structure(self) -> dict[str, Any]:
        """Return the columns that only this layer has."""
        return {}

    def _summary(self) -> str:
        layer = self._labels.codebook.layers.get(self.layer)
        kind = self._record.attribute(layer.main) if layer and layer.main else None
        paragraph = self.paragraph
        place = f"{self.document.name} {self.annotator} {self.id}"
        parts = (place, paragraph and f"¶{paragraph.number}", kind, self._words())
        return " ".join(str(part) for part in parts if part not in {None, ""})

    def _words(self) -> str:
        return excerpt(self.text)
