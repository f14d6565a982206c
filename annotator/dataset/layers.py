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
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document_labels import DocumentLabels


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

    def _all(self, kind: type[AnyView], of: Callable[[DocumentLabels], Iterable[AnyView]]) -> Collection[AnyView]:
        whole = kind._plural if self is self.corpus else None  # noqa: SLF001 - its own kind
        return Collection(kind, self.corpus, lambda: (one for said in self._everyones() for one in of(said)), whole)
