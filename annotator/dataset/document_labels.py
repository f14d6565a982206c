"""What one annotator said of one document, and the links in it in both directions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from annotator import labels as records
from annotator.codebook import Attribute, Codebook
from annotator.dataset.collection import Collection
from annotator.dataset.enclosing import innermost_quotes
from annotator.dataset.item import Item
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.paragraph import Paragraph
from annotator.dataset.scheme import Scheme
from annotator.display import visible
from annotator.labels import LayerName
from annotator.store.rows import ID, LINKED, SPANS, WITHIN, LabelRows, ParagraphRow, Row, labels_of, pairs
from annotator.text.paragraphs import paragraphs

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document import Document

AnyItem = TypeVar("AnyItem", bound=Item)


class DocumentLabels:
    """Everything one annotator said of one document.

    Attributes:
        document: The document.
        annotator: Who labelled.
    """

    def __init__(self, document: Document, annotator: str) -> None:
        """Take whose labels of which document these are; they are read when they are first asked for."""
        self.document = document
        self.annotator = annotator

    def __repr__(self) -> str:
        """Return document, annotator and counts."""
        counts = ", ".join(f"{len(self.rows.layer(layer))} {layer}" for layer in records.LAYERS)
        return visible(f"<DocumentLabels {self.document.name} {self.annotator}: {counts}>")

    @cached_property
    def rows(self) -> LabelRows:
        """The labels as validated rows."""
        return self.document.read.labels[self.annotator]

    @cached_property
    def record(self) -> records.Labels:
        """The labels as they stand in the file, what waits for a decision among them."""
        text = self.document.read.text
        assert text is not None
        return labels_of(self.rows, text, self.codebook)

    @cached_property
    def scheme(self) -> Scheme:
        """Where the rows have the attributes of the codebook."""
        return self.corpus.scheme(self.rows.codebook)

    @property
    def codebook(self) -> Codebook:
        """The codebook the labels were checked against."""
        return self.scheme.codebook

    @property
    def complete(self) -> bool:
        """Whether the annotator says that the labels are done."""
        return self.rows.complete

    @property
    def corpus(self) -> LabelledCorpus:
        """The corpus the document is in."""
        return self.document.corpus

    @property
    def sources(self) -> Collection[Source]:
        """The sources, in the order of the file."""
        return Collection(Source, self.corpus, self._sources.values)

    @property
    def quotes(self) -> Collection[Quote]:
        """The quotes, in the order of the file."""
        return Collection(Quote, self.corpus, self._quotes.values)

    @property
    def claims(self) -> Collection[Claim]:
        """The claims, in the order of the file."""
        return Collection(Claim, self.corpus, self._claims.values)

    @property
    def frames(self) -> Collection[Frame]:
        """The frames, in the order of the file."""
        return Collection(Frame, self.corpus, self._frames.values)

    @property
    def paragraphs(self) -> Collection[Paragraph]:
        """The paragraphs with their zones, what was reviewed and the items in them."""
        return Collection(Paragraph, self.corpus, lambda: self._paragraphs)

    def collection(self, layer: LayerName) -> Collection[Any]:
        """Return the items of a layer by its name."""
        found: Collection[Any] = getattr(self, layer)
        return found

    def items(self) -> Iterator[Item]:
        """Yield the items of all layers: sources, quotes, claims, frames."""
        return chain(self._sources.values(), self._quotes.values(), self._claims.values(), self._frames.values())

    def attributes(self, layer: LayerName) -> Mapping[str, Attribute]:
        """Return what the codebook asks of the items of a layer."""
        found = self.codebook.layers.get(layer)
        return found.attributes if found else {}

    # --- links -------------------------------------------------------------------------------------------------------

    def sources_of(self, row: Row) -> tuple[Source, ...]:
        """Return the sources an item is linked to."""
        return tuple([self._sources[source] for source in row[LINKED]])

    def quote(self, quote_id: str) -> Quote:
        """Return a quote by its id."""
        return self._quotes[quote_id]

    def hanging_on(self, source_id: str, kind: type[AnyItem]) -> tuple[AnyItem, ...]:
        """Return the items of a layer that are linked to a source, in the order of the file."""
        return tuple(item for item in self._hanging.get(source_id, ()) if isinstance(item, kind))

    def nested_in(self, quote_id: str) -> tuple[Quote, ...]:
        """Return the quotes nested directly in a quote."""
        return tuple(self._quotes[inner] for inner in self._nested.get(quote_id, ()))

    def quote_around(self, claim_id: str) -> Quote | None:
        """Return the innermost quote whose content encloses a claim."""
        quote_id = self._enclosing.get(claim_id)
        return None if quote_id is None else self._quotes[quote_id]

    def claims_in(self, quote_id: str) -> tuple[Claim, ...]:
        """Return the claims whose innermost enclosing quote this is."""
        return tuple(self._claims[claim] for claim, quote in self._enclosing.items() if quote == quote_id)

    def paragraphs_of(self, row: Row) -> tuple[Paragraph, ...]:
        """Return the paragraphs in which an item has labelled words; the nearest one before words outside of all."""
        return tuple(self._paragraphs[index] for index in self.paragraph_indices(row[SPANS]))

    def paragraph_indices(self, spans: list[int]) -> list[int]:
        """Return the 0-based numbers of the paragraphs that flat spans lie in, in order."""
        indices: set[int] = set()
        for start, end in pairs(spans):
            first, last = self._paragraph_at(start), self._paragraph_at(max(start, end - 1))
            if first < last and self.paragraph_rows[first][1] <= start:
                first += 1
            indices.update(range(first, last + 1))
        return sorted(indices)

    def first_paragraph(self, spans: list[int]) -> int | None:
        """Return the 0-based number of the first paragraph that flat spans lie in; None for no spans."""
        if len(spans) == 2:  # noqa: PLR2004 - one piece, as nearly all are
            start = spans[0]
            first = self._paragraph_at(start)
            return first if self.paragraph_rows[first][1] > start else self.paragraph_indices(spans)[0]
        return self.paragraph_indices(spans)[0] if spans else None

    def places(self, layer: LayerName) -> list[int | None]:
        """Return where a row has each attribute that the corpus has for a layer; None for one of another codebook."""
        return self.corpus.places(self.rows.codebook, layer)

    def items_in(self, paragraph: Paragraph) -> tuple[Item, ...]:
        """Return the items with labelled words in a paragraph, in text order."""
        return tuple(self._by_paragraph.get(paragraph.number, ()))

    def _paragraph_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    # --- made when first needed --------------------------------------------------------------------------------------

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {row[ID]: Source(self, row) for row in self.rows.layer("sources")}

    @cached_property
    def _quotes(self) -> dict[str, Quote]:
        return {row[ID]: Quote(self, row) for row in self.rows.layer("quotes")}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {row[ID]: Claim(self, row) for row in self.rows.layer("claims")}

    @cached_property
    def _frames(self) -> dict[str, Frame]:
        return {row[ID]: Frame(self, row) for row in self.rows.layer("frames")}

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(Paragraph(self, row, number) for number, row in enumerate(self.paragraph_rows, 1))

    @cached_property
    def paragraph_rows(self) -> list[ParagraphRow]:
        """The paragraphs of the file as rows; where it has none, those that labelling it would begin with."""
        if self.rows.paragraphs:
            return self.rows.paragraphs
        content = self.document.text
        found = paragraphs(content, self.corpus.files.settings.paragraphs) or [(0, len(content))]
        return [[start, end, "body", []] for start, end in found]

    @cached_property
    def _starts(self) -> list[int]:
        return [row[0] for row in self.paragraph_rows]

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Item]]:
        found: dict[int, list[Item]] = defaultdict(list)
        for item in self.items():
            for paragraph in item.paragraphs:
                found[paragraph.number].append(item)
        for number, items in found.items():
            items.sort(key=_place_in(self._paragraphs[number - 1]))
        return found

    @cached_property
    def _hanging(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = defaultdict(list)
        for item in chain(self._quotes.values(), self._claims.values(), self._frames.values()):
            for source in item.row[LINKED]:
                found[source].append(item)
        return found

    @cached_property
    def _nested(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows.layer("quotes"):
            if row[WITHIN] is not None:
                found[row[WITHIN]].append(row[ID])
        return found

    @cached_property
    def _enclosing(self) -> dict[str, str]:
        return innermost_quotes(self.rows.layer("quotes"), self.rows.layer("claims"))


def _place_in(paragraph: Paragraph) -> Callable[[Item], tuple[int, int]]:
    """Return where an item begins in a paragraph, longer items first."""

    def place(item: Item) -> tuple[int, int]:
        pieces = ((max(start, paragraph.start), -end) for start, end in pairs(item.row[SPANS]) if end > paragraph.start)
        return min(pieces, default=(paragraph.start, 0))

    return place
