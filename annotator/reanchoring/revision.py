"""Moving the labels files of a text that was revised: one writer at a time, the file before kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus import Corpus, CorpusError, open_text
from annotator.errors import AnnotatorError
from annotator.files import atomic, strict_yaml
from annotator.files.findings import InvalidFileError
from annotator.files.reading import read_file
from annotator.files.strict_yaml import MAX_BYTES
from annotator.labels import Labels
from annotator.reanchoring.earlier import from_file, from_git
from annotator.reanchoring.reanchor import Reanchored, reanchor
from annotator.store import annotators_of, labels_path, meta_path, save_labels
from annotator.store.journal import journal_path, recover
from annotator.store.lock import Lock
from annotator.store.read import check_labels
from annotator.text import Text

KEPT = "before-reanchor"
"""The ending of the file that keeps labels as they were. It does not end in `.yaml`: nobody takes it for labels."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of one labels file, or of the metadata of a text.

    Attributes:
        file: The file.
        labels: The labels as they are now; None where nothing could be done, or for metadata.
        done: What moved; None where the text is the one that was labelled.
        with_old_text: The text before was there.
        kept: Where the file before is kept; None where nothing was written.
        hash_taken: The metadata name the text as it is now.
        error: Why nothing was done; None where it was.
    """

    file: Path
    labels: Labels | None = None
    done: Reanchored | None = None
    with_old_text: bool = False
    kept: Path | None = None
    hash_taken: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done.

    Attributes:
        annotators: Whose labels; everyone's where empty.
        old: The text before, as a file; None to look for it in git.
        dry_run: Only tell, write nothing.
    """

    annotators: frozenset[str] = field(default_factory=frozenset)
    old: Path | None = None
    dry_run: bool = False


def revise(corpus: Corpus, path: Path, wanted: Wanted) -> Iterator[Revised]:
    """Move the labels of a corpus, of a text, or of one labels file to the texts as they are now.

    Raises:
        AnnotatorError: When the path is none of these, or a text cannot be read.
    """
    if path.is_dir():
        for text in corpus.text_paths():
            yield from _revise_text(corpus, text, wanted, annotators_of(text))
    elif path.suffix == ".txt":
        yield from _revise_text(corpus, path, wanted, annotators_of(path))
    else:
        stem, _, annotator = path.stem.rpartition(".")
        text = path.with_name(f"{stem}.txt")
        if path.suffix != ".yaml" or not stem or not text.is_file() or annotator not in annotators_of(text):
            raise CorpusError(f"{path} is neither a corpus folder, a .txt text nor the labels file of one.")
        yield from _revise_text(corpus, text, wanted, [annotator])


def _revise_text(corpus: Corpus, path: Path, wanted: Wanted, annotators: list[str]) -> Iterator[Revised]:
    try:
        text = open_text(path)
    except AnnotatorError as error:
        yield Revised(path, error=str(error))
        return
    found = [
        _tried(corpus, text, annotator, wanted)
        for annotator in annotators
        if not wanted.annotators or annotator in wanted.annotators
    ]
    yield from found
    nobody = not found and bool(annotators)  # those who were asked for have no labels here
    if (
        not nobody
        and not any(entry.error for entry in found)
        and (entry := _take_hash(corpus, text, wanted)) is not None
    ):
        yield entry


def _tried(corpus: Corpus, text: Text, annotator: str, wanted: Wanted) -> Revised:
    file = labels_path(text.path, annotator)
    try:
        lock = None if wanted.dry_run else Lock(file)
    except AnnotatorError as error:
        return Revised(file, error=f"{error} Nothing was moved: try again when it is closed.")
    except OSError as error:
        return Revised(file, error=f"{file.parent} cannot be written to ({error.strerror}): nothing was moved.")
    try:
        return _revise_labels(corpus, text, annotator, wanted)
    except AnnotatorError as error:
        return Revised(file, error=str(error))
    finally:
        if lock is not None:
            lock.release()


def _revise_labels(corpus: Corpus, text: Text, annotator: str, wanted: Wanted) -> Revised:
    """Move the labels of one annotator; the lock is held where anything is written."""
    file = labels_path(text.path, annotator)
    data = _bytes_of(file)
    _refuse_journal(file, data)
    document = strict_yaml.read(file)
    codebook = corpus.codebook_for(document)
    labels = check_labels(document, text, codebook, corpus.registry, annotator=annotator, revised=True)
    if labels.text_sha256 == text.sha256:
        return Revised(file, labels)
    old = _old_text(text, labels, wanted)
    if old is not None:
        before = Text(text.name, old, labels.text_sha256, text.path)
        check_labels(document, before, codebook, corpus.registry, annotator=annotator)
    done = reanchor(labels, text, codebook, corpus.settings.paragraphs, old)
    kept = None
    if not wanted.dry_run:
        if _bytes_of(file) != data:
            raise CorpusError(f"{file} was changed by another program meanwhile, so nothing was moved: try again.")
        kept = _keep(file, data)
        save_labels(file, done.labels)
    return Revised(file, done.labels, done, with_old_text=old is not None, kept=kept)


def _old_text(text: Text, labels: Labels, wanted: Wanted) -> str | None:
    if wanted.old is not None:
        return from_file(wanted.old, labels.text_sha256)
    return from_git(text.path, labels.text_sha256)


def _refuse_journal(file: Path, data: bytes) -> None:
    """Refuse labels with edits that are not in the file yet; they belong to the text before, like the labels.

    Raises:
        CorpusError: When there are such edits.
    """
    if not recover(file, hashlib.sha256(data).hexdigest()).is_empty:
        raise CorpusError(
            f"{file} has edits in {journal_path(file).name} that are not in it yet, so nothing was moved: restore the "
            "text that was labelled, open it once with `annotator label`, and then put the revised text in its place "
            "again."
        )


def _bytes_of(file: Path) -> bytes:
    try:
        return read_file(file, MAX_BYTES)
    except OSError as error:
        raise CorpusError(f"{file} cannot be read: {error.strerror or error}.") from None


def _keep(file: Path, data: bytes) -> Path:
    """Keep what stood in a labels file beside it, under a name that is free; return where."""
    number = 1
    while True:
        target = file.with_name(f"{file.name}.{KEPT}{'' if number == 1 else f'-{number}'}")
        try:
            atomic.write(target, data, replace=False)
        except FileExistsError:
            if read_file(target, MAX_BYTES) != data:
                number += 1
                continue
        return target


def _take_hash(corpus: Corpus, text: Text, wanted: Wanted) -> Revised | None:
    """Let the metadata name the text as it is now; None where they do, or there are none."""
    path = meta_path(text.path)
    try:
        was = corpus.meta(text.path).sha256
        if was is None or was == text.sha256:
            return None
        data = read_file(path, MAX_BYTES)
        if data.count(was.encode()) != 1:
            return Revised(path, error=f"{path} names the SHA-256 of the text before twice: change it by hand.")
        if not wanted.dry_run:
            atomic.write(path, data.replace(was.encode(), text.sha256.encode()))
    except InvalidFileError as error:
        return Revised(path, error=str(error))
    return Revised(path, hash_taken=True)
