"""Merging versions of one labels file, as they stand on disk or as git hands them out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.corpus import Corpus
from annotator.files import atomic, strict_yaml
from annotator.files.findings import Finding, InvalidFileError
from annotator.files.fingerprints import fingerprint
from annotator.files.reading import read_file
from annotator.files.strict_yaml import MAX_BYTES
from annotator.labels import Labels
from annotator.store import GOLD, emit
from annotator.store.journal import refuse_unfolded
from annotator.store.lock import Lock
from annotator.store.merge import Merged, MergeError, merge, refuse_strangers
from annotator.store.names import RESERVED
from annotator.store.read import check_facts, typed_labels
from annotator.store.write import schema_for
from annotator.text import Text, read_text


@dataclass(frozen=True)
class _Version:
    """One version of the file: its bytes, and what they are read as."""

    data: bytes
    document: strict_yaml.Document


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    *,
    output: Path | None = None,
    place: Path | None = None,
    codebook: str | None = None,
) -> Merged:
    """Merge three versions of a labels file and write the result; where anything is wrong, nothing is written.

    The registry is not looked at: while git merges, it may still be without the sources of the other side.

    Args:
        base: The version that both sides began with; an empty file where there is none.
        ours: The version here.
        theirs: The version there.
        output: Where the result goes; to `ours` if None.
        place: Where the labels file stands in its corpus, if `ours` is only a copy with another name.
        codebook: A codebook to use instead of the corpus's.

    Raises:
        MergeError: When the versions cannot be merged, or the text is not there.
        InvalidFileError: When one of them has faults.
        TextError: When the text cannot be read.
        UnfoldedError: When a session that was killed left edits that are not in the file.
        LockedError: When somebody is labelling in the file that would be written.
        SaveError: When the result cannot be written; what was there before is still there.
    """
    labels, target = place or ours, output or ours
    text, annotator = _text_of(labels), labels.stem.rpartition(".")[2]
    corpus = Corpus(labels.parent, codebook)
    lock = Lock(target)
    try:
        common = _version(base, place, "the common version")
        here, there = _version(ours, place, "ours"), _version(theirs, place, "theirs")
        if here is None or there is None:
            empty = ours if here is None else theirs
            raise MergeError(f"{empty} is empty: there is nothing to merge.")
        scheme = corpus.codebook_for(here.document)
        before = None if common is None else typed_labels(common.document, scheme)
        mine, other = typed_labels(here.document, scheme), typed_labels(there.document, scheme)
        try:
            refuse_strangers(before, mine, other)
            check_facts(mine, here.document, text, scheme, annotator=annotator)
            check_facts(other, there.document, text, scheme, annotator=annotator)
            merged = merge(before, mine, other, scheme)
        except MergeError as error:
            raise MergeError(f"{labels}: {error}") from None
        data = _written(merged.labels, [(mine, here), (other, there)], labels)
        for file in {target, labels}:
            refuse_unfolded(file, fingerprint(file))
        if target != ours or data != here.data:
            atomic.write(target, data)
    finally:
        lock.release()
    return merged


def _text_of(labels: Path) -> Text:
    """Return the text that a labels file is about, by its name."""
    stem, _, annotator = labels.stem.rpartition(".")
    if labels.suffix != ".yaml" or not stem or (annotator in RESERVED and annotator != GOLD):
        raise MergeError(
            f"{labels} is not the name of a labels file, which is TEXT.ANNOTATOR.yaml: --path says where the labels "
            "file stands if this is a copy of it."
        )
    text = labels.with_name(f"{stem}.txt")
    if not text.exists():
        raise MergeError(
            f"{text} is not there, and labels are only merged against their text: --path says where the labels file "
            "stands if this is a copy of it."
        )
    return read_text(text)


def _version(path: Path, place: Path | None, which: str) -> _Version | None:
    """Read one version; None where it is empty. Its faults name the labels file and not git's temporary one."""
    name = str(path) if place is None else f"{place} ({which})"
    try:
        data = read_file(path, MAX_BYTES)
    except OSError as error:
        hint = "; give /dev/null if there is no common version" if isinstance(error, FileNotFoundError) else ""
        told = f"cannot be read: {error.strerror or error}"
        raise InvalidFileError([Finding(str(path), told + (hint if which == "the common version" else ""))]) from None
    return _Version(data, strict_yaml.parse(data, name)) if data.strip() else None


def _written(merged: Labels, sides: list[tuple[Labels, _Version]], place: Path) -> bytes:
    """Return the result as a file; where it is what one side has, that file as it stands, comments and all."""
    for labels, version in sides:
        if labels == merged:
            return version.data
    return emit(merged, schema_for(place)).encode()
