"""A corpus with its labels, as it was when it was loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.codebook import Attribute, Codebook
from annotator.corpus import Corpus, KnownSource
from annotator.dataset.as_arrow import from_bytes, to_bytes
from annotator.dataset.collection import Documents
from annotator.dataset.contents import Contents
from annotator.dataset.document import Document
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.html import table_html
from annotator.dataset.layers import Layers
from annotator.dataset.scheme import Scheme
from annotator.dataset.splitting import DEFAULT_PARTS, By, split_documents
from annotator.dataset.table import Column, Table
from annotator.display import visible
from annotator.files.findings import Finding
from annotator.labels import LAYERS, LayerName

if TYPE_CHECKING:
    import pyarrow
    from datasets import DatasetDict

    from annotator.agreement import CorpusAgreement


class LabelledCorpus(Layers):
    """The documents of a corpus and everything that was said of them; `annotator.load` makes it.

    Attributes:
        path: What was loaded.
        files: The folder behind it, with its settings.
    """

    def __init__(self, path: Path, files: Corpus, contents: Contents) -> None:
        """Take what there is to read; nothing of it is read yet."""
        self.path = path
        self.files = files
        self._contents = contents
        self._made: dict[int, Document] = {}
        self._chosen: tuple[Document, ...] | None = None
        self._schemes: dict[str, Scheme] = {}
        self._places: dict[tuple[str, LayerName], list[int | None]] = {}
        self._columns_of: dict[LayerName, tuple[Column, ...]] = {}
        self._arrow: dict[str, pyarrow.Table] = {}

    def __repr__(self) -> str:
        """Return path, documents and annotators."""
        count = f"{len(self.documents)} document{'' if len(self.documents) == 1 else 's'}"
        by = f"labelled by {', '.join(self.annotators)}" if self.annotators else "not labelled"
        broken = f", {len({finding.file for finding in self.errors})} files with faults left out" if self.errors else ""
        return f"<LabelledCorpus {visible(str(self.path))}: {count}, {by}{broken}>"

    def _repr_html_(self) -> str:
        """Return who labelled how many documents as an HTML table, escaped."""
        counts = Counter(name for document in self._documents() for name in document.annotators)
        rows = [(name, counts[name]) for name in self.annotators]
        return table_html(["annotator", "documents"], rows, repr(self).strip("<>"))

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
        return tuple(sorted({name for document in self._documents() for name in document.annotators}))

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong with the files that were left out, file by file."""
        return self._contents.findings()

    # --- parts --------------------------------------------------------------------------------------------------------

    def split(self, by: By = "document", seed: int = 0, **parts: float) -> dict[str, LabelledCorpus]:
        """Divide the documents into corpora, such as for training and testing; no document is ever divided.

        Args:
            by: What stays together: each document is alone (`document`), or with all of the same `story`, `outlet` or
                `author`, or with all for which a function of the document returns the same.
            seed: Another one divides otherwise; the same one divides the same documents the same way.
            **parts: The share of each part by its name; `train=0.8, dev=0.1, test=0.1` if left out.

        Raises:
            SplitError: When a share is not above 0.
            UnknownValueError: When `by` is none of these.
        """
        found = split_documents(list(self.documents), parts or DEFAULT_PARTS, by, seed)
        return {name: self.part(document.name for document in chosen) for name, chosen in found.items()}

    def part(self, names: Iterable[str]) -> LabelledCorpus:
        """Return a corpus with certain documents only, by their names; they are the same objects.

        Raises:
            UnknownDocumentError: When there is no document of a name.
        """
        wanted = [self.documents[name] for name in names]
        corpus = copy(self)
        for name in ("documents", "annotators", "sources", "quotes", "claims", "frames", "paragraphs"):
            vars(corpus).pop(name, None)
        corpus._chosen = tuple(wanted)  # noqa: SLF001 - a corpus of its own
        corpus._arrow = {}  # noqa: SLF001
        return corpus

    def to_datasets(self, by: By = "document", seed: int = 0, **parts: float) -> DatasetDict:
        """Return a Hugging Face `DatasetDict`, a row for every annotator of every document.

        Args:
            by: As for `split`.
            seed: As for `split`.
            **parts: The share of each part, as for `split`; everything is in `train` if left out.

        Raises:
            MissingExtraError: When datasets is not installed.
        """
        from annotator.dataset.as_datasets import as_datasets  # noqa: PLC0415 - an extra

        corpora = self.split(by, seed, **parts) if parts else {"train": self}
        return as_datasets(self, {name: corpus._everyones() for name, corpus in corpora.items()})  # noqa: SLF001

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
        return self._known_attributes[layer]

    def scheme(self, codebook: str) -> Scheme:
        """Return where the rows of labels made with a codebook have its attributes."""
        if codebook not in self._schemes:
            self._schemes[codebook] = Scheme(self._contents.reader.codebook(codebook))
        return self._schemes[codebook]

    def places(self, codebook: str, layer: LayerName) -> list[int | None]:
        """Return where rows of labels made with a codebook have each attribute of `attributes(layer)`."""
        key = (codebook, layer)
        if key not in self._places:
            places = self.scheme(codebook).places[layer]
            self._places[key] = [places.get(name) for name in self.attributes(layer)]
        return self._places[key]

    def columns(self, layer: LayerName, before: tuple[Column, ...], after: tuple[Column, ...]) -> tuple[Column, ...]:
        """Return the columns of a table of items: the attributes of the layer stand between the others."""
        if layer not in self._columns_of:
            coded = tuple(_column(name, several) for name, several in self.attributes(layer).items())
            self._columns_of[layer] = (*before, *coded, *after)
        return self._columns_of[layer]

    def kept_arrow(self, name: str, table: Callable[[], Table]) -> pyarrow.Table:
        """Return the Arrow table of a whole layer: the one in the cache, or else it is made and put there.

        Args:
            name: Of the layer.
            table: Makes it.

        Raises:
            MissingExtraError: When pyarrow is not installed.
        """
        if self._chosen is not None:
            return table().to_arrow()
        if name not in self._arrow:
            kept = self._contents.table(name)
            found = None if kept is None else from_bytes(kept)
            if found is None:
                found = table().to_arrow()
                self._contents.keep_table(name, to_bytes(found))
            self._arrow[name] = found
        return self._arrow[name]

    @cached_property
    def _known_attributes(self) -> dict[LayerName, Mapping[str, tuple[Attribute, ...]]]:
        codebooks = {id(self.codebook): self.codebook}
        if self.files.may_have_other_codebooks():
            for name in dict.fromkeys(self._contents.codebooks()):
                other = self.scheme(name).codebook
                codebooks[id(other)] = other
        found: dict[LayerName, dict[str, list[Attribute]]] = {layer: defaultdict(list) for layer in LAYERS}
        for codebook in codebooks.values():
            for layer, asked in codebook.layers.items():
                for name, attribute in asked.attributes.items():
                    found[layer][name].append(attribute)
        return {layer: {name: tuple(several) for name, several in by.items()} for layer, by in found.items()}

    def _everyones(self) -> Iterator[DocumentLabels]:
        for document in self._documents():
            yield from document.labels.values()

    def _documents(self) -> Iterator[Document]:
        if self._chosen is not None:
            yield from self._chosen
            return
        for index in range(len(self._contents.listing.texts)):
            if index in self._made:
                yield self._made[index]
            elif self._contents.has_text(index):
                self._made[index] = Document(self, self._contents, index)
                yield self._made[index]


def _column(name: str, several: tuple[Attribute, ...]) -> Column:
    """Return the column of an attribute: numbers where every codebook has nothing but numbers for it."""
    values = [value for attribute in several for value in attribute.by_value]
    return Column(name, "number" if values and all(isinstance(value, int) for value in values) else "word")
