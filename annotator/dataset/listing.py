"""The files behind a labelled corpus: which there are, looked up in one go."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus import REGISTRY_FILE, SETTINGS_FILE, CorpusError
from annotator.files.findings import Finding
from annotator.store import GOLD, META, InvalidNameError, annotators_of, check_annotator

Stamp = list[int]
"""What tells a file that was changed without opening it: size, times of modification and of change (ns), inode."""


@dataclass(frozen=True, slots=True)
class TextFiles:
    """A text by its name, and who has a labels file beside it."""

    name: str
    annotators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The texts to load, by name, and the faults that show without opening a file.

    Attributes:
        folder: Where they are.
        texts: The texts.
        findings: Files that nobody would read.
        stamps: The stamp of every file that matters, by the file's name.
    """

    folder: Path
    texts: tuple[TextFiles, ...]
    findings: tuple[Finding, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    def path(self, text: TextFiles) -> Path:
        """Return where a text stands."""
        return self.folder / f"{text.name}.txt"


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
    names = tuple(name for name in annotators_of(path) if annotators is None or name in annotators)
    return Listing(path.parent, (TextFiles(path.stem, names),))


def list_corpus(folder: Path, annotators: Collection[str] | None) -> Listing:
    """List the texts of a corpus and their labels, looking into the folder once however many there are.

    Args:
        folder: The corpus folder.
        annotators: Whose labels; everyone's if None.

    Raises:
        CorpusError: When the folder cannot be read.
    """
    try:
        stamps = _stamps(folder)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be read: {error.strerror or error}.") from None
    texts = {name[:-4]: list[str]() for name in sorted(stamps) if name.endswith(".txt")}
    known: dict[str, bool] = {META: False}
    unread = []
    kept = {}
    for file in sorted(stamps):
        stem, _, name = file[:-5].rpartition(".")
        if file.endswith(".txt") or file in {SETTINGS_FILE, REGISTRY_FILE}:
            kept[file] = stamps[file]
        elif stem and (annotators is None or name in annotators or name == META):
            kept[file] = stamps[file]
            if name not in known:
                known[name] = _is_annotator(name)
            if name == META and annotators is not None and name not in annotators and stem not in texts:
                continue
            if stem not in texts:
                unread.append(Finding(str(folder / file), f"there is no {stem}.txt beside it"))
            elif known[name]:
                texts[stem].append(name)
            elif name != META:
                unread.append(Finding(str(folder / file), f"'{name}' is no annotator's name, so nobody reads this"))
    found = tuple(TextFiles(stem, tuple(names)) for stem, names in texts.items())
    return Listing(folder, found, tuple(unread), kept)


def _stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of every text and every YAML file that is not hidden."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(".txt"):
                try:
                    info = entry.stat()
                except OSError:
                    continue  # a link to nothing is no text
                if stat.S_ISREG(info.st_mode) and len(name) > len(".txt"):
                    found[name] = [info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino]
            elif name.endswith(".yaml") and name[0] != ".":
                try:
                    info = entry.stat()
                except OSError:
                    found[name] = [0]
                    continue
                found[name] = [info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino]
    return found


def stamp_of(path: str | Path) -> Stamp | None:
    """Return the stamp of one file; None where there is none."""
    try:
        info = os.stat(path)
    except OSError:
        return None
    return [info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino]


def _is_annotator(name: str) -> bool:
    try:
        known_annotator(name)
    except InvalidNameError:
        return False
    return True
