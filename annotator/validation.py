"""Checking every file of a corpus, without stopping at the first fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.corpus import REGISTRY_FILE, SETTINGS_FILE, Corpus, CorpusError, open_text
from annotator.files.findings import Finding, InvalidFileError
from annotator.labels import Labels
from annotator.store import META, InvalidNameError, annotators_of, labels_path, meta_path
from annotator.store.names import alike
from annotator.text import TextError


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was looked at, what is wrong with it, and how many of its labels wait for a decision."""

    file: Path
    findings: tuple[Finding, ...] = ()
    undecided: int = 0


def check_path(corpus: Corpus, path: Path) -> Iterator[Checked]:
    """Check a folder with everything in it, a text with its labels, or one labels file.

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
    if path.is_dir():
        texts = corpus.text_paths()
        for text in texts:
            yield from _check_text(corpus, text)
        for name, other in alike(text.name for text in texts):
            message = f"some systems take this and {other} for the same file; rename one"
            yield Checked(corpus.folder / name, (Finding(str(corpus.folder / name), message),))
        yield from _unread(corpus)
    elif path.suffix == ".txt":
        yield from _check_text(corpus, path)
    elif path.suffix == ".yaml":
        if path not in {file.file for file in own}:
            yield from _check_labels_file(corpus, path)
    else:
        raise CorpusError(f"{path} is neither a corpus folder, a .txt text nor a .yaml labels file.")


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
    return Checked(file, undecided=len(found.undecided) if isinstance(found, Labels) else 0)


def _check_text(corpus: Corpus, path: Path) -> Iterator[Checked]:
    try:
        text = open_text(path)
    except (CorpusError, InvalidNameError, TextError) as error:
        yield Checked(path, (Finding(str(path), str(error).removeprefix(f"{path} ").rstrip(".")),))
        return
    yield Checked(path)
    if meta_path(path).is_file():
        yield _checked(meta_path(path), partial(corpus.checked_meta, text))
    for annotator in annotators_of(path):
        yield _checked(labels_path(path, annotator), partial(corpus.read_labels, text, annotator))


def _check_labels_file(corpus: Corpus, path: Path) -> Iterator[Checked]:
    stem, _, annotator = path.stem.rpartition(".")
    text = path.with_name(f"{stem}.txt")
    if not stem or not text.is_file():
        raise CorpusError(f"{path} is no labels file of a text: there is no {stem or path.stem}.txt beside it.")
    if path == meta_path(text):
        yield _checked(path, lambda: corpus.checked_meta(open_text(text)))
    else:
        yield _checked(path, lambda: corpus.read_labels(open_text(text), annotator))


def _unread(corpus: Corpus) -> Iterator[Checked]:
    """Tell labels that nobody would look at: their text is gone, or no annotator can have their name."""
    read = {path.stem: {META, *annotators_of(path)} for path in corpus.text_paths()}
    for path in sorted(corpus.folder.glob("[!.]*.*.yaml")):
        stem, _, annotator = path.stem.rpartition(".")
        if stem not in read:
            yield Checked(path, (Finding(str(path), f"there is no {stem}.txt beside it"),))
        elif annotator not in read[stem]:
            yield Checked(path, (Finding(str(path), f"'{annotator}' is no annotator's name, so nobody reads this"),))
