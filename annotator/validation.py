"""Checking every file of a corpus, without stopping at the first fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.corpus import REGISTRY_FILE, SETTINGS_FILE, Corpus, CorpusError, open_text
from annotator.files.findings import Finding, InvalidFileError
from annotator.listing import TextFiles, list_corpus, scan
from annotator.processes import in_order
from annotator.reading import Reader
from annotator.store import InvalidNameError, annotators_of, labels_path, meta_path
from annotator.store.names import alike
from annotator.store.rows import LabelRows
from annotator.text import TextError


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was looked at, what is wrong with it, and how many of its labels wait for a decision."""

    file: Path
    findings: tuple[Finding, ...] = ()
    undecided: int = 0


Told = Callable[[int, int], None]
"""Is told how many texts are done, and how many there are."""


def check_path(corpus: Corpus, path: Path, told: Told | None = None) -> Iterator[Checked]:
    """Check a folder with everything in it, a text with its labels, or one labels file.

    Args:
        corpus: The corpus the path belongs to.
        path: What to check.
        told: Is told how far it is with the texts of a folder.

    Raises:
        CorpusError: When the path is none of these.
        CodebookNotFoundError: When the corpus names a codebook that does not exist.
        InvalidFileError: When its codebook has faults.
    """
    own = list(_own_files(corpus))
    yield from (file for file in own if file.findings or path.is_dir() or path == file.file)
    if any(file.findings for file in own):
        return  # without settings and registry nothing else can be checked
    corpus.codebook  # noqa: B018 - nor without a codebook
    reader = Reader(corpus)
    if path.is_dir():
        listing = list_corpus(path, scan(path), None)
        texts = listing.texts
        for done, checked in enumerate(in_order(partial(_check_listed, reader, path), texts), 1):
            yield from checked
            if told is not None:
                told(done, len(texts))
        for name, other in alike(f"{text.name}.txt" for text in texts):
            message = f"some systems take this and {other} for the same file; rename one"
            yield Checked(path / name, (Finding(str(path / name), message),))
        yield from (Checked(Path(finding.file), (finding,)) for finding in listing.findings)
    elif path.suffix == ".txt":
        yield from _check_text(reader, path, annotators_of(path))
    elif path.suffix == ".yaml":
        if path not in {file.file for file in own}:
            yield from _check_labels_file(reader, path)
    else:
        raise CorpusError(f"{path} is neither a corpus folder, a .txt text nor a .yaml labels file.")


def check_changed(corpus: Corpus, path: Path) -> Iterator[Checked]:
    """Check what may be wrong because a file has changed.

    That is the file; with a text, everything beside it; with settings, registry or codebook, the whole corpus. Any
    other file is no matter of ours, and nothing is checked.

    Raises:
        CodebookNotFoundError: When the corpus names a codebook that does not exist.
        InvalidFileError: When its codebook has faults.
    """
    if path.name in {SETTINGS_FILE, REGISTRY_FILE} or (path.suffix == ".yaml" and _is_codebook_of(corpus, path)):
        yield from check_path(corpus, corpus.folder)
    elif path.suffix == ".txt" or (path.suffix == ".yaml" and _text_of(path) is not None):
        yield from check_path(corpus, path)


def _is_codebook_of(corpus: Corpus, path: Path) -> bool:
    try:
        return corpus.codebook_path().resolve() == path.resolve()
    except InvalidFileError:  # the settings have faults, which are told with any other file
        return False


def _text_of(path: Path) -> Path | None:
    """Return the text that a labels or meta file belongs to."""
    stem = path.stem.rpartition(".")[0]
    text = path.with_name(f"{stem}.txt")
    return text if stem and text.is_file() else None


def _own_files(corpus: Corpus) -> Iterator[Checked]:
    """Check the corpus's settings and registry, where it has them."""
    for name, read in ((SETTINGS_FILE, lambda: corpus.settings), (REGISTRY_FILE, lambda: corpus.registry)):
        if (corpus.folder / name).is_file():
            yield _checked(corpus.folder / name, read)


def _checked(file: Path, read: Callable[[], object]) -> Checked:
    try:
        found = read()
    except InvalidFileError as error:
        return Checked(file, error.findings)
    except (CorpusError, InvalidNameError, TextError) as error:
        return Checked(file, (Finding(str(file), str(error).rstrip(".")),))
    return Checked(file, undecided=found.undecided if isinstance(found, LabelRows) else 0)


def _check_listed(reader: Reader, folder: Path, text: TextFiles) -> list[Checked]:
    return list(_check_text(reader, folder / f"{text.name}.txt", text.annotators))


def _check_text(reader: Reader, path: Path, annotators: Iterable[str]) -> Iterator[Checked]:
    try:
        text = open_text(path)
    except (CorpusError, InvalidNameError, TextError) as error:
        yield Checked(path, (Finding(str(path), str(error).removeprefix(f"{path} ").rstrip(".")),))
        return
    yield Checked(path)
    if meta_path(path).is_file():
        yield _checked(meta_path(path), partial(reader.meta, text))
    for annotator in annotators:
        yield _checked(labels_path(path, annotator), partial(reader.labels, text, annotator))


def _check_labels_file(reader: Reader, path: Path) -> Iterator[Checked]:
    text = _text_of(path)
    if text is None:
        name = path.stem.rpartition(".")[0] or path.stem
        raise CorpusError(f"{path} is no labels file of a text: there is no {name}.txt beside it.")
    if path == meta_path(text):
        yield _checked(path, lambda: reader.meta(open_text(text)))
    else:
        yield _checked(path, lambda: reader.labels(open_text(text), path.stem.rpartition(".")[2]))
