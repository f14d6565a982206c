"""What is in the files of a corpus: read once, from the cache where that is certainly the same."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from annotator import __version__
from annotator.codebook.find import path_of
from annotator.corpus import REGISTRY_FILE, SETTINGS_FILE, Corpus, Meta
from annotator.dataset.cache import (
    Cache,
    CacheWriter,
    DamagedError,
    decoded,
    encoded,
    names_in_utf8,
    open_cache,
    warn,
)
from annotator.dataset.freshness import Known, digest_of, part_of, still_known
from annotator.files.findings import Finding
from annotator.listing import Listing, Stamp, TextFiles, changed_at, list_corpus, scan, stamp_of
from annotator.reading import Read, Reader
from annotator.store.rows import LabelRows
from annotator.text import Text

_OWN = (SETTINGS_FILE, REGISTRY_FILE)
_SETTLED = 4_000_000_000
"""Nanoseconds after which a second change of a file shows in its times, on any file system; git knows the problem."""


def contents_of(corpus: Corpus, annotators: Collection[str] | None, path: Path | None) -> Contents:
    """Return the contents of a corpus folder.

    Args:
        corpus: The corpus.
        annotators: Whose labels; everyone's if None.
        path: Where the cache stands; None for no cache.

    Raises:
        CorpusError: When the folder cannot be read.
    """
    stamps = scan(corpus.folder)
    cache = open_cache(path) if path else None
    if cache is not None and annotators is None and stamps == cache.index.get("files") and cache.index.get("texts"):
        # Not a file has come, gone or changed since, so that there is nothing to sort out.
        texts = tuple(map(TextFiles._make, cache.index["texts"]))
        return Contents(corpus, Listing(corpus.folder, texts, (), stamps), path, cache)
    return Contents(corpus, list_corpus(corpus.folder, stamps, annotators), path, cache)


class Contents:
    """The contents of every text of a corpus, each read when it is first asked for."""

    def __init__(self, corpus: Corpus, listing: Listing, path: Path | None, cache: Cache | None) -> None:
        """Take the corpus, what there is to read, where the cache stands (None for no cache), and the one there is."""
        self.corpus = corpus
        self.listing = listing
        self.reader = Reader(corpus)
        self._began = time.time_ns()
        # Before anything is read, so that a change on the way is told from what was read, and never taken for it.
        self._own = {name: digest_of(listing.folder / name) for name in _OWN if name in listing.stamps} if path else {}
        self._path = path
        self._cache = cache
        self._known = Known({})
        if self._cache is not None:
            self._known = still_known(self._cache, listing, self._own)
        self._read: dict[int, Read] = {}
        self._complete = False
        self._has_findings = False
        self._tables: dict[str, bytes] = {}

    @property
    def has_known_settings(self) -> bool:
        """Whether the cache knows the corpus's own files to be without faults."""
        return bool(self._known.documents)

    def read(self, index: int) -> Read:
        """Return what is in the files of one text."""
        if index not in self._read:
            text = self.listing.texts[index]
            self._read[index] = self._from_cache(text) or self._from_files(text)
        return self._read[index]

    def annotators(self, index: int) -> tuple[str, ...]:
        """Return who has labels of a text that can be used."""
        if index not in self._read and self.listing.texts[index].name in self._known.documents:
            return tuple(self.listing.texts[index].annotators)
        return tuple(self.read(index).labels)

    def has_text(self, index: int) -> bool:
        """Return whether a text can be read."""
        known = index not in self._read and self.listing.texts[index].name in self._known.documents
        return known or self.read(index).text is not None

    def codebooks(self) -> Iterator[str]:
        """Yield the names of the codebooks that the labels were made with, each at least once."""
        for index, text in enumerate(self.listing.texts):
            if index not in self._read and text.name in self._known.documents:
                yield from self._known.documents[text.name].partition("|")[2].split()
            else:
                yield from (rows.codebook for rows in self.read(index).labels.values())

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with any file, after a look at every one; the cache is brought up to date."""
        texts = self.listing.texts
        unknown = [index for index, text in enumerate(texts) if text.name not in self._known.documents]
        found = [finding for index in unknown for finding in self.read(index).findings]
        if not self._complete and self._path is not None:
            fresh = any(_is_whole(self.read(index)) for index in unknown)
            if fresh or self._known.restamped:
                self._save(self._path)
        self._complete = True
        self._has_findings = bool(found)
        return (*found, *self.listing.findings)

    def table(self, name: str) -> bytes | None:
        """Return a table that was kept in the cache, if everything it was made of is still so."""
        if self._cache is None or not self._known.tables:
            return None
        try:
            return self._cache.part(self._known.tables[name])
        except KeyError:
            return None
        except (DamagedError, OSError):
            warn(f"The cache {self._cache.path} is damaged; the {name} are put together again.")
            return None

    def keep_table(self, name: str, data: bytes) -> None:
        """Keep a table in the cache, if it was made of all files and none has a fault."""
        if self._path is not None and self._complete and not self._has_findings:
            self._tables[name] = data
            self._save(self._path)

    def _from_files(self, text: TextFiles) -> Read:
        return self.reader.read(self.listing.path(text), text.annotators)

    # --- the cache ---------------------------------------------------------------------------------------------------

    def _from_cache(self, text: TextFiles) -> Read | None:
        if self._cache is None or text.name not in self._known.documents:
            return None
        try:
            data = self._cache.part(part_of(self._known.documents[text.name]))
        except (DamagedError, OSError):
            warn(f"The cache {self._cache.path} is damaged; {text.name} is read from its files instead.")
            del self._known.documents[text.name]
            return None
        digest, content, meta, labels, digests = decoded(data)
        rows = {name: LabelRows.from_plain(plain) for name, plain in labels.items()}
        path = self.listing.path(text)
        return Read(Text(text.name, content, digest, path), Meta.model_construct(**meta), rows, (), digests)

    def _save(self, path: Path) -> None:
        """Write a new cache with everything that is known and without faults."""
        outside = self._codebook_files()
        if outside is None or not names_in_utf8([str(self.listing.folder), *self.listing.stamps]):
            return
        writer = None
        try:
            writer = CacheWriter(path)
            documents = {}
            for index, text in enumerate(self.listing.texts):
                kept = self._kept(text) or _encoded(self.read(index))
                if kept is not None:
                    data, codebooks = kept
                    documents[text.name] = f"{writer.add(data)}|{codebooks}"
            tables = {name: writer.add(data) for name, data in self._tables.items()}
            for name in self._known.tables.keys() - self._tables.keys():
                if (table := self.table(name)) is not None:
                    tables[name] = writer.add(table)
            writer.finish(
                {
                    "program": __version__,
                    "files": self.listing.stamps,
                    "unsettled": [name for name, stamp in self.listing.stamps.items() if self._is_unsettled(stamp)],
                    "own": self._own,
                    "outside": outside,
                    "texts": None if self.listing.findings else self.listing.texts,
                    "documents": documents,
                    "tables": tables,
                }
            )
        except OSError as error:
            warn(f"The cache {path} cannot be written: {error.strerror or error}.")
            if writer is not None:
                writer.give_up()
        except BaseException:
            if writer is not None:
                writer.give_up()
            raise

    def _kept(self, text: TextFiles) -> tuple[bytes, str] | None:
        """Return what the cache holds of a text, as it is."""
        if self._cache is None or text.name not in self._known.documents:
            return None
        part, _, codebooks = self._known.documents[text.name].partition("|")
        try:
            return self._cache.part(part), codebooks
        except (DamagedError, OSError):
            return None

    def _codebook_files(self) -> dict[str, tuple[Stamp | None, str]] | None:
        """Return stamp and digest of every codebook in use; None where one is not what was read any more."""
        found: dict[str, tuple[Stamp | None, str]] = {}
        for name in {None, *self.codebooks()}:
            codebook = self.reader.codebook(name)
            path = self.corpus.codebook_path() if codebook is self.corpus.codebook else path_of(codebook.name)
            stamp = stamp_of(path)
            if stamp is None or codebook.digest is None or digest_of(path) != codebook.digest:
                return None
            found[os.path.abspath(path)] = (None if self._is_unsettled(stamp) else stamp, codebook.digest)
        return found

    def _is_unsettled(self, stamp: Stamp) -> bool:
        """Return whether a file was changed so shortly before it was read that a second change may not show."""
        return changed_at(stamp) > self._began - _SETTLED


def _is_whole(read: Read) -> bool:
    """Return whether all files of a text are without faults: only such a text goes into the cache."""
    return read.text is not None and not read.findings


def _encoded(read: Read) -> tuple[bytes, str] | None:
    if read.text is None or not _is_whole(read):
        return None
    meta = read.meta.model_dump(exclude_none=True)
    labels = {name: rows.plain() for name, rows in read.labels.items()}
    data = encoded([read.text.sha256, read.text.content, meta, labels, read.digests])
    return None if data is None else (data, " ".join(sorted({rows.codebook for rows in read.labels.values()})))
