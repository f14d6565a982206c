"""A corpus with its labels, as it was when it was loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.codebook import Attribute, Codebook
from annotator.corpus import Corpus, KnownSource
from annotator.dataset.collection import Documents
from annotator.dataset.document import Document
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.layers import Layers
from annotator.dataset.reading import Listing, Read, read
from annotator.display import visible
from annotator.files.findings import Finding
from annotator.labels import LayerName

if TYPE_CHECKING:
    from annotator.agreement import CorpusAgreement


class LabelledCorpus(Layers):
    """The documents of a corpus and everything that was said of them; `annotator.load` makes it.

    Attributes:
        path: What was loaded.
        files: The folder behind it, with its settings.
    """

    def __init__(self, path: Path, files: Corpus, listing: Listing) -> None:
        """Take what there is to read; nothing of it is read yet."""
        self.path = path
        self.files = files
        self._listing = listing
        self._known_attributes: dict[LayerName, Mapping[str, tuple[Attribute, ...]]] = {}
        self._contents: dict[int, tuple[Read, Document | None]] = {}

    def __repr__(self) -> str:
        """Return path, documents and annotators."""
        count = f"{len(self.documents)} document{'' if len(self.documents) == 1 else 's'}"
        by = f"labelled by {', '.join(self.annotators)}" if self.annotators else "not labelled"
        broken = f", {len({finding.file for finding in self.errors})} files with faults left out" if self.errors else ""
        return f"<LabelledCorpus {visible(str(self.path))}: {count}, {by}{broken}>"

    @property
    def corpus(self) -> LabelledCorpus:
        """The corpus itself."""
        return self

    @property
    def title(self) -> str:
        """The title that `corpus.yaml` gives it; the folder's name where it gives none."""
        return self.files.settings.title or self.files.folder.resolve().name

    @property
    def language(self) -> str:
        """The language of the texts that do not say another."""
        return self.files.settings.language

    @property
    def codebook(self) -> Codebook:
        """The codebook of the corpus. `DocumentLabels.codebook` is the one certain labels were checked against."""
        return self.files.codebook

    @property
    def registry(self) -> Mapping[str, KnownSource]:
        """The known sources by id; empty where there is no `sources.yaml`."""
        return self.files.registry or {}

    @cached_property
    def documents(self) -> Documents:
        """The texts, by name, labelled or not."""
        return Documents(Document, self, self._documents)

    @cached_property
    def annotators(self) -> tuple[str, ...]:
        """Who labelled anything here (`gold` among them), in alphabetical order."""
        return tuple(sorted({said.annotator for said in self._everyones()}))

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong with the files that were left out, file by file."""
        found = [finding for index in range(len(self._listing.texts)) for finding in self._content(index)[0].findings]
        return (*found, *self._listing.findings)

    def agreement(self, **options: Any) -> CorpusAgreement:
        """Return how far the annotators agree, layer by layer; see `annotator.agreement.corpus_agreement` for options.

        Raises:
            MissingExtraError: When the extra `agreement` is not installed.
            NothingToCompareError: When no text was labelled by two annotators.
        """
        from annotator.agreement import corpus_agreement  # noqa: PLC0415 - numpy and scipy are an extra

        return corpus_agreement(self, **options)

    def attributes(self, layer: LayerName) -> Mapping[str, tuple[Attribute, ...]]:
        """Return the attributes that items of a layer can have here, each as the codebooks in use define it."""
        if layer not in self._known_attributes:
            found: dict[str, list[Attribute]] = defaultdict(list)
            for codebook in self._codebooks():
                if layer in codebook.layers:
                    for name, attribute in codebook.layers[layer].attributes.items():
                        found[name].append(attribute)
            self._known_attributes[layer] = {name: tuple(attributes) for name, attributes in found.items()}
        return self._known_attributes[layer]

    def _codebooks(self) -> Iterator[Codebook]:
        """Yield each codebook in use once."""
        yield self.codebook
        if self.files.chosen_codebook is None and self.files.settings.codebook is None:
            # None was chosen for the corpus, so that each labels file may name one of its own.
            others = {id(said.codebook): said.codebook for said in self._everyones()}
            others.pop(id(self.codebook), None)
            yield from others.values()

    def _everyones(self) -> Iterator[DocumentLabels]:
        for document in self._documents():
            yield from document.labels.values()

    def _documents(self) -> Iterator[Document]:
        for index in range(len(self._listing.texts)):
            document = self._content(index)[1]
            if document is not None:
                yield document

    def _content(self, index: int) -> tuple[Read, Document | None]:
        """Return what is in the files of one text, read when it is first asked for."""
        if index not in self._contents:
            content = read(self.files, self._listing.texts[index])
            document = Document(self, content.text, content.meta, content.labels) if content.text else None
            self._contents[index] = (content, document)
        return self._contents[index]
