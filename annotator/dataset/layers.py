"""The labels of several annotators, layer by layer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from annotator.dataset.collection import Collection
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.paragraph import Paragraph
from annotator.dataset.view import View

if TYPE_CHECKING:
    from spacy.tokens import DocBin

    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document_labels import DocumentLabels
    from annotator.dataset.table import Table
    from annotator.dataset.tokens import Overlaps


AnyView = TypeVar("AnyView", bound=View)


class Layers:
    """What a document and a corpus have in common: everyone's items and paragraphs; `.by(…)` narrows them."""

    @property
    @abstractmethod
    def corpus(self) -> LabelledCorpus:
        """The corpus."""

    @abstractmethod
    def _everyones(self) -> Iterator[DocumentLabels]:
        """Yield the labels of everyone, document by document, annotator by annotator."""

    @cached_property
    def sources(self) -> Collection[Source]:
        """Everyone's sources."""
        return self._all(Source, lambda said: said.sources)

    @cached_property
    def quotes(self) -> Collection[Quote]:
        """Everyone's quotes."""
        return self._all(Quote, lambda said: said.quotes)

    @cached_property
    def claims(self) -> Collection[Claim]:
        """Everyone's claims."""
        return self._all(Claim, lambda said: said.claims)

    @cached_property
    def frames(self) -> Collection[Frame]:
        """Everyone's frames."""
        return self._all(Frame, lambda said: said.frames)

    @cached_property
    def paragraphs(self) -> Collection[Paragraph]:
        """The paragraphs as each annotator left them: a document with two annotators has each paragraph twice."""
        return self._all(Paragraph, lambda said: said.paragraphs)

    def tokens(self, overlaps: Overlaps = "longest") -> Table:
        """Return a table with a row for every token, and a tag by each layer: `B-…`, `I-…`, `O`.

        Tokens are the words of `annotator.text.words`, and every other visible character. A token is tagged when it has
        a character in common with a label; the kind in the tag is the value of the layer's main attribute, such as the
        form of a quote. Each piece of a discontinuous item begins with `B-`.

        Args:
            overlaps: Which of two labels of one layer over the same words counts: the `longest`, or the `shortest`. Of
                the other one, what is left on either side is tagged as if it were all. `raise` refuses. Whatever
                counts, the column `items` has the ids of all.

        Raises:
            OverlapError: With `raise`, where two labels of one layer lie over the same words.
            UnknownValueError: When `overlaps` is none of these.
        """
        from annotator.dataset.tokens import token_table  # noqa: PLC0415 - it knows the labels of a document

        return token_table(self._everyones(), overlaps)

    def to_spacy(self) -> DocBin:
        """Return a spaCy `DocBin` with a document, and span groups, for every annotator of every document.

        Raises:
            MissingExtraError: When spaCy is not installed.
        """
        from annotator.dataset.as_spacy import as_spacy  # noqa: PLC0415 - an extra

        return as_spacy(self._everyones())

    def _all(self, kind: type[AnyView], of: Callable[[DocumentLabels], Iterable[AnyView]]) -> Collection[AnyView]:
        whole = kind._plural if self is self.corpus else None  # noqa: SLF001 - its own kind
        return Collection(kind, self.corpus, lambda: (one for said in self._everyones() for one in of(said)), whole)
