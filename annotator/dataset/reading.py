"""The files behind a labelled corpus: which there are, and reading one text with everything that belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import Corpus, CorpusError, Meta, open_text
from annotator.files.findings import Finding, InvalidFileError
from annotator.labels import Labels
from annotator.store import GOLD, META, InvalidNameError, annotators_of, check_annotator, labels_path
from annotator.store.read import check_labels, read_own
from annotator.text import Text, TextError


@dataclass(frozen=True, slots=True)
class TextFiles:
    """A text, and who has a labels file beside it."""

    text: Path
    annotators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The texts to load, by name, and the faults that show without opening a file."""

    texts: tuple[TextFiles, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One text with everything that belongs to it, as far as it has no faults.

    Attributes:
        text: The text; None where it cannot be read, and then there is nothing else either.
        meta: What is known of it; empty where the file is missing or has faults.
        labels: Labels and the codebook they were checked against, by annotator.
        findings: What is wrong with the files that are left out.
    """

    text: Text | None
    meta: Meta = field(default_factory=Meta)
    labels: Mapping[str, tuple[Labels, Codebook]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def known_annotator(name: str) -> str:
    """Return `name` if labels can be called by it: an annotator's name, or `gold`.

    Raises:
        InvalidNameError: When they cannot.
    """
    return name if name == GOLD else check_annotator(name)


def list_text(path: Path, annotators: Collection[str] | None) -> Listing:
    """List one text and its labels.

    Args:
        path: The text.
        annotators: Whose labels; everyone's if None.
    """
    return Listing((TextFiles(path, tuple(name for name in annotators_of(path) if _is_wanted(name, annotators))),))


def list_corpus(corpus: Corpus, annotators: Collection[str] | None) -> Listing:
    """List the texts of a corpus and their labels, looking into the folder once however many there are.

    Args:
        corpus: The corpus.
        annotators: Whose labels; everyone's if None.

    Raises:
        CorpusError: When the folder cannot be read.
    """
    texts = corpus.text_paths()
    stems = {text.stem for text in texts}
    beside: dict[str, list[str]] = defaultdict(list)
    unread = []
    for path in sorted(corpus.folder.glob("[!.]*.*.yaml")):
        stem, _, name = path.stem.rpartition(".")
        if not _is_wanted(name, annotators):
            continue
        if stem not in stems:
            unread.append(Finding(str(path), f"there is no {stem}.txt beside it"))
        elif _is_annotator(name):
            beside[stem].append(name)
        elif name != META:
            unread.append(Finding(str(path), f"'{name}' is no annotator's name, so nobody reads this"))
    return Listing(tuple(TextFiles(text, tuple(sorted(beside[text.stem]))) for text in texts), tuple(unread))


def _is_wanted(name: str, annotators: Collection[str] | None) -> bool:
    return annotators is None or name in annotators


def _is_annotator(name: str) -> bool:
    try:
        known_annotator(name)
    except InvalidNameError:
        return False
    return True


def read(corpus: Corpus, files: TextFiles) -> Read:
    """Read a text, its metadata and its labels, and keep what has no faults.

    Args:
        corpus: Gives codebook and registry.
        files: What to read.
    """
    try:
        text = open_text(files.text)
    except (CorpusError, InvalidNameError, TextError) as error:
        # The sentence begins with the file's name, and so does a finding.
        message = str(error).removeprefix(f"{files.text} ").rstrip(".")
        return Read(None, findings=(Finding(str(files.text), message),))
    findings: list[Finding] = []
    meta = Meta()
    try:
        meta = corpus.checked_meta(text)
    except InvalidFileError as error:
        findings += error.findings
    labels = {}
    for annotator in files.annotators:
        try:
            labels[annotator] = _labels(corpus, text, annotator)
        except InvalidFileError as error:
            findings += error.findings
    return Read(text, meta, labels, tuple(findings))


def _labels(corpus: Corpus, text: Text, annotator: str) -> tuple[Labels, Codebook]:
    document = read_own(labels_path(text.path, annotator))
    codebook = corpus.codebook_for(document)
    return check_labels(document, text, codebook, corpus.registry, annotator=annotator), codebook
