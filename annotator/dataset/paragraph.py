"""A paragraph as one annotator left it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.dataset.item import Item
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.table import Column
from annotator.dataset.view import Said, excerpt
from annotator.labels import LayerName, Zone
from annotator.store.rows import ParagraphRow

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document_labels import DocumentLabels


_COLUMNS = (
    Column("document"),
    Column("annotator"),
    Column("number", "number"),
    Column("start", "number"),
    Column("end", "number"),
    Column("text"),
    Column("zone"),
    Column("reviewed", "words"),
    Column("items", "words"),
)


class Paragraph(Said):
    """A paragraph of a document, with the zone, the reviewed layers and the items that one annotator gave it.

    *Reviewed and without items* means: looked, none here. *Not reviewed* means: not looked at.
    """

    __slots__ = ("_number", "_row")

    _plural = "paragraphs"

    def __init__(self, labels: DocumentLabels, row: ParagraphRow, number: int) -> None:
        """Take the labels this belongs to, its row, and its 1-based number."""
        self._labels = labels
        self._row = row
        self._number = number

    @property
    def number(self) -> int:
        """The number of the paragraph in the document, from 1."""
        return self._number

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        start: int = self._row[0]
        return start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        end: int = self._row[1]
        return end

    @property
    def text(self) -> str:
        """The paragraph exactly as it stands in the document."""
        return self.document.text[self.start : self.end]

    @property
    def zone(self) -> Zone:
        """What the paragraph is: headline, body, furniture and so on."""
        zone: Zone = self._row[2]
        return zone

    @property
    def reviewed(self) -> tuple[LayerName, ...]:
        """The layers the annotator has looked for here."""
        return tuple(self._row[3])

    @property
    def items(self) -> tuple[Item, ...]:
        """The items with a labelled word in this paragraph, in text order."""
        return self._labels.items_in(self)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources mentioned here."""
        return tuple(item for item in self.items if isinstance(item, Source))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes with content here."""
        return tuple(item for item in self.items if isinstance(item, Quote))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims made here."""
        return tuple(item for item in self.items if isinstance(item, Claim))

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames over this paragraph or words in it."""
        return tuple(item for item in self.items if isinstance(item, Frame))

    @classmethod
    def _columns(cls, corpus: LabelledCorpus) -> tuple[Column, ...]:  # noqa: ARG003 - the same for every corpus
        return _COLUMNS

    def _cells(self) -> list[Any]:
        start, end, zone, reviewed = self._row
        items = [item.id for item in self.items]
        text = self.document.text[start:end]
        return [self.document.name, self.annotator, self._number, start, end, text, zone, list(reviewed), items]

    def _summary(self) -> str:
        return f"{self.document.name} {self.annotator} ¶{self.number} {self.zone} {excerpt(self.text)}"
