"""A document of a labelled corpus: a text, what is known of it, and everyone's labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from annotator.corpus import Meta
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.layers import Layers
from annotator.dataset.table import Column
from annotator.dataset.view import View, excerpt
from annotator.reading import Read
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.dataset.contents import Contents
    from annotator.dataset.corpus import LabelledCorpus


_COLUMNS = (
    *map(Column, ("document", "title", "outlet", "author", "published", "story", "url", "language")),
    Column("annotators", "words"),
    Column("text"),
)


class Document(Layers, View):
    """A text with everything known and said of it."""

    _plural = "documents"

    def __init__(self, corpus: LabelledCorpus, contents: Contents, index: int) -> None:
        """Take where its files are read, and which of them it is."""
        self._corpus = corpus
        self._contents = contents
        self._index = index

    @property
    def read(self) -> Read:
        """Everything in its files, validated."""
        return self._contents.read(self._index)

    @property
    def corpus(self) -> LabelledCorpus:
        """The corpus it is in."""
        return self._corpus

    @property
    def name(self) -> str:
        """The document's name: the file's name without `.txt`."""
        return self._contents.listing.texts[self._index].name

    @property
    def path(self) -> Path:
        """Where the text was read from."""
        return self._contents.listing.path(self._contents.listing.texts[self._index])

    @property
    def text(self) -> str:
        """The decoded file, newlines as they are. All offsets count its code points."""
        return self._text.content

    @property
    def sha256(self) -> str:
        """Hex digest of the file's bytes."""
        return self._text.sha256

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who labelled it (`gold` among them), in alphabetical order."""
        return self._contents.annotators(self._index)

    @cached_property
    def labels(self) -> Mapping[str, DocumentLabels]:
        """What each annotator said, by annotator."""
        return MappingProxyType({annotator: DocumentLabels(self, annotator) for annotator in self.annotators})

    @property
    def _text(self) -> Text:
        text = self.read.text
        assert text is not None, "a document is only made of a text that can be read"
        return text

    # --- what is known of it -----------------------------------------------------------------------------------------

    @property
    def meta(self) -> Meta:
        """Everything that is known of it; empty where it has no `NAME.meta.yaml`."""
        return self.read.meta

    @property
    def title(self) -> str:
        """The title; the name where it is not known."""
        return self.meta.title or self.name

    @property
    def outlet(self) -> str | None:
        """Where it was published."""
        return self.meta.outlet

    @property
    def author(self) -> str | None:
        """Who wrote it."""
        return self.meta.author

    @property
    def published(self) -> str | None:
        """When it was published, as it stands in the file."""
        return self.meta.published

    @property
    def story(self) -> str | None:
        """Which story it tells: articles of several outlets on the same event have the same one."""
        return self.meta.story

    @property
    def url(self) -> str | None:
        """Where it was found."""
        return self.meta.url

    @property
    def language(self) -> str:
        """Its language; that of the corpus where it has none of its own."""
        return self.meta.language or self._corpus.language

    # --- as a row and for people -------------------------------------------------------------------------------------

    @classmethod
    def _columns(cls, corpus: LabelledCorpus) -> tuple[Column, ...]:  # noqa: ARG003 - the same for every corpus
        return _COLUMNS

    def _cells(self) -> list[Any]:
        meta = self.meta
        head = [self.name, meta.title or self.name, meta.outlet, meta.author, meta.published, meta.story, meta.url]
        return [*head, self.language, list(self.annotators), self.text]

    def _is_by(self, annotators: frozenset[str]) -> bool:
        return not annotators.isdisjoint(self.annotators)

    def _aliases(self) -> tuple[Any, ...]:
        return (self, self.name)

    def _everyones(self) -> Iterator[DocumentLabels]:
        return iter(self.labels.values())

    def _summary(self) -> str:
        by = f"by {', '.join(self.annotators)}" if self.annotators else "not labelled"
        return f"{self.name} {excerpt(self.title)} ({by})"
