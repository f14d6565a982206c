"""The labels of several annotators, layer by layer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.dataset.collection import Collection
from annotator.dataset.items import Claim, Frame, Quote, Source
from annotator.dataset.paragraph import Paragraph

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document_labels import DocumentLabels


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
        return Collection(Source, self.corpus, lambda: (one for said in self._everyones() for one in said.sources))

    @cached_property
    def quotes(self) -> Collection[Quote]:
        """Everyone's quotes."""
        return Collection(Quote, self.corpus, lambda: (one for said in self._everyones() for one in said.quotes))

    @cached_property
    def claims(self) -> Collection[Claim]:
        """Everyone's claims."""
        return Collection(Claim, self.corpus, lambda: (one for said in self._everyones() for one in said.claims))

    @cached_property
    def frames(self) -> Collection[Frame]:
        """Everyone's frames."""
        return Collection(Frame, self.corpus, lambda: (one for said in self._everyones() for one in said.frames))

    @cached_property
    def paragraphs(self) -> Collection[Paragraph]:
        """The paragraphs as each annotator left them: a document with two annotators has each paragraph twice."""
        return Collection(
            Paragraph, self.corpus, lambda: (one for said in self._everyones() for one in said.paragraphs)
        )
