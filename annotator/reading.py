"""Reading a text with everything that belongs to it: at once where it can be, strictly where it must be.

Everything that goes through a whole corpus reads it this way: `annotator.load`, `annotator validate`, `status`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import Corpus, CorpusError, Meta, meta_in, open_text
from annotator.files import strict_yaml
from annotator.files.findings import Finding, InvalidFileError
from annotator.files.reading import read_file
from annotator.store import InvalidNameError, labels_path, meta_path
from annotator.store.fast import FastReader, codebook_in, flat
from annotator.store.names import leads_out
from annotator.store.read import check_labels, read_own
from annotator.store.rows import LabelRows, rows_of
from annotator.text import Text, TextError


@dataclass(frozen=True, slots=True)
class Read:
    """One text with everything that belongs to it, as far as it has no faults.

    Attributes:
        text: The text; None where it cannot be read, and then there is nothing else either.
        meta: What is known of it; empty where the file is missing or has faults.
        labels: Labels by annotator.
        findings: What is wrong with the files that are left out.
        digests: SHA-256 of every file that was read, by the file's name.
    """

    text: Text | None
    meta: Meta = field(default_factory=Meta)
    labels: Mapping[str, LabelRows] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


class Reader:
    """Reads the files of one corpus, text by text."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus, which gives codebook and registry."""
        self.corpus = corpus
        self._codebooks: dict[str | None, Codebook] = {}
        self._fast: dict[int, FastReader] = {}
        self._digests: dict[str, str] = {}

    def codebook(self, name: str | None) -> Codebook:
        """Return the codebook to check labels against that name one, see `Corpus.codebook_named`."""
        if name not in self._codebooks:
            self._codebooks[name] = self.corpus.codebook_named(name)
        return self._codebooks[name]

    def read(self, path: Path, annotators: Iterable[str]) -> Read:
        """Read a text, its metadata and labels, and keep what has no faults.

        Args:
            path: The text.
            annotators: Whose labels to read.
        """
        self._digests = {}
        try:
            text = open_text(path)
        except (CorpusError, InvalidNameError, TextError) as error:
            # The sentence begins with the file's name, and so does a finding.
            message = str(error).removeprefix(f"{path} ").rstrip(".")
            return Read(None, findings=(Finding(str(path), message),))
        self._digests[path.name] = text.sha256
        findings: list[Finding] = []
        meta = Meta()
        try:
            meta = self.meta(text)
        except InvalidFileError as error:
            findings += error.findings
        labels = {}
        for annotator in annotators:
            try:
                labels[annotator] = self.labels(text, annotator)
            except InvalidFileError as error:
                findings += error.findings
        return Read(text, meta, labels, tuple(findings), self._digests)

    def meta(self, text: Text) -> Meta:
        """Return what is known of a text; empty where it has no meta file.

        Raises:
            InvalidFileError: When the file has faults, or the text is not the one that was added.
        """
        path = meta_path(text.path)
        if not path.is_file():
            return Meta.model_construct()
        data = self._bytes(path)
        fields = flat(_decoded(data))
        if fields is not None and fields.keys() <= Meta.model_fields.keys() and all(fields.values()):
            digest = fields.get("sha256")
            if digest in {None, text.sha256}:
                return Meta.model_construct(None, **fields)
        return meta_in(strict_yaml.parse(data, str(path)), text)

    def labels(self, text: Text, annotator: str) -> LabelRows:
        """Return the labels of one annotator.

        Raises:
            InvalidFileError: When the file is missing, unreadable, or has faults.
        """
        path = labels_path(text.path, annotator)
        data = self._bytes(path)
        content = _decoded(data)
        registry = self.corpus.registry
        if (name := codebook_in(content)) is not None:
            codebook = self.codebook(name)
            fast = self._fast.get(id(codebook)) or self._fast.setdefault(id(codebook), FastReader(codebook))
            if (rows := fast.read(content, text, annotator, registry)) is not None:
                return rows
        document = strict_yaml.parse(data, str(path))
        codebook = self.corpus.codebook_for(document)
        return rows_of(check_labels(document, text, codebook, registry, annotator=annotator), codebook)

    def _bytes(self, path: Path) -> bytes:
        """Return the bytes of a labels or meta file, and remember their hash.

        Raises:
            InvalidFileError: When it cannot be read.
        """
        try:
            data = None if leads_out(path) else read_file(path, strict_yaml.MAX_BYTES)
        except OSError:
            data = None
        if data is None:
            data = read_own(path).content.encode()  # which tells why not
        self._digests[path.name] = hashlib.sha256(data).hexdigest()
        return data


def _decoded(data: bytes) -> str:
    """Return a file's content; nothing where it is not UTF-8, which the strict reader will tell."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return ""
