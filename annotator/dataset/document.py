"""A document of a labelled corpus: a text, what is known of it, and everyone's labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from annotator.codebook import Codebook
from annotator.corpus import Meta
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.layers import Layers
from annotator.dataset.view import View, excerpt
from annotator.labels import Labels
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus


class Document(Layers, View):
    """A text with everything known and said of it."""

    _plural = "documents"

    def __init__(
        self, corpus: LabelledCorpus, text: Text, meta: Meta, labels: Mapping[str, tuple[Labels, Codebook]]
    ) -> None:
        """Take what was read and validated."""
        self._corpus = corpus
        self._text = text
        self._meta = meta
        self._labels: Mapping[str, DocumentLabels] = MappingProxyType(
            {annotator: DocumentLabels(self, record, codebook) for annotator, (record, codebook) in labels.items()}
        )

    @property
    def corpus(self) -> LabelledCorpus:
        """The corpus it is in."""
        return self._corpus

    @property
    def name(self) -> str:
        """The document's name: the file's name without `.txt`."""
        return self._text.name

    @property
    def path(self) -> Path:
        """Where the text was read from."""
        return self._text.path

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
        return tuple(self.labels)

    @property
    def labels(self) -> Mapping[str, DocumentLabels]:
        """What each annotator said, by annotator."""
        return self._labels

    # --- what is known of it -----------------------------------------------------------------------------------------

    @property
    def meta(self) -> Meta:
        """Everything that is known of it; empty where it has no `NAME.meta.yaml`."""
        return self._meta

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
    def url(self) -> str | None:
        """Where it was found."""
        return self.meta.url

    @property
    def language(self) -> str:
        """Its language; that of the corpus where it has none of its own."""
        return self.meta.language or self._corpus.language

    # --- as a row and for people -------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the document as one row, without its labels."""
        return {
            "document": self.name,
            "title": self.title,
            "outlet": self.outlet,
            "author": self.author,
            "published": self.published,
            "url": self.url,
            "language": self.language,
            "annotators": list(self.annotators),
            "text": self.text,
        }

    def _is_by(self, annotators: frozenset[str]) -> bool:
        return not annotators.isdisjoint(self.labels)

    def _aliases(self) -> tuple[Any, ...]:
        return (self, self.name)

    def _everyones(self) -> Iterator[DocumentLabels]:
        return iter(self.labels.values())

    def _summary(self) -> str:
        by = f"by {', '.join(self.annotators)}" if self.labels else "not labelled"
        return f"{self.name} {excerpt(self.title)} ({by})"
