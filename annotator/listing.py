"""The files behind a labelled corpus: which there are, looked up in one go."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from annotator.corpus import REGISTRY_FILE, SETTINGS_FILE, CorpusError
from annotator.files.findings import Finding
from annotator.store import GOLD, META, InvalidNameError, annotators_of, check_pass

Stamp: TypeAlias = str
"""What tells a file that was changed without opening it: size, times of modification and of change (ns), inode.

A string, because thousands of lists would be looked through by every garbage collection.
"""

_OWN = frozenset({SETTINGS_FILE, REGISTRY_FILE})


class TextFiles(NamedTuple):
    """A text by its name, and who has a labels file beside it."""

    name: str
    annotators: Sequence[str]


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
    """Return `name` if labels can be called by it: an annotator's name, that of a second pass, or `gold`.

    Raises:
        InvalidNameError: When they cannot.
    """
    return name if name == GOLD else check_pass(name)


def list_text(path: Path, annotators: Collection[str] | None) -> Listing:
    """List one text and its labels.

    Args:
        path: The text.
        annotators: Whose labels; everyone's if None.
    """
    names = tuple(name for name in annotators_of(path) if annotators is None or name in annotators)
    return Listing(path.parent, (TextFiles(path.stem, names),))


def list_corpus(folder: Path, stamps: Mapping[str, Stamp], annotators: Collection[str] | None) -> Listing:
    """List the texts of a corpus and their labels.

    Args:
        folder: The corpus folder.
        stamps: The files in it, see `scan`.
        annotators: Whose labels; everyone's if None.
    """
    names = sorted(stamps)
    texts: dict[str, list[str]] = {name[:-4]: [] for name in names if name.endswith(".txt")}
    known: dict[str, bool] = {META: False}
    unread = []
    kept = {}
    for file in names:
        if file.endswith(".txt") or file in _OWN:
            kept[file] = stamps[file]
            continue
        stem, _, name = file[:-5].rpartition(".")
        if annotators is not None and name not in annotators and (name != META or stem not in texts):
            continue
        kept[file] = stamps[file]
        if name not in known:
            known[name] = _is_annotator(name)
        if stem not in texts:
            unread.append(Finding(str(folder / file), f"there is no {stem}.txt beside it"))
        elif known[name]:
            texts[stem].append(name)
        elif name != META:
            unread.append(Finding(str(folder / file), f"'{name}' is no annotator's name, so nobody reads this"))
    found = tuple(TextFiles(stem, tuple(sorted(names))) for stem, names in texts.items())
    return Listing(folder, found, tuple(unread), kept)


def scan(folder: Path) -> dict[str, Stamp]:
    """Return the stamp of every text and every YAML file of a corpus, looking into the folder once.

    Raises:
        CorpusError: When the folder cannot be read.
    """
    found = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if name.endswith(".yaml"):
                    if name.count(".") == 1 and name not in _OWN:
                        continue  # no labels of any text: a codebook, for example
                elif not name.endswith(".txt"):
                    continue
                try:
                    info = entry.stat()
                except OSError:  # a link to nothing is no text, and labels that cannot be read
                    if name.endswith(".yaml"):
                        found[name] = ""
                    continue
                if name.endswith(".yaml") or stat.S_ISREG(info.st_mode):
                    found[name] = _stamp(info)
    except OSError as error:
        raise CorpusError(f"{folder} cannot be read: {error.strerror or error}.") from None
    return found


def stamp_of(path: str | Path) -> Stamp | None:
    """Return the stamp of one file; None where there is none."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return None


def _stamp(info: os.stat_result) -> Stamp:
    return f"{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"


def changed_at(stamp: Stamp) -> int:
    """Return when a file was last changed, in any way, in nanoseconds."""
    return max(map(int, stamp.split()[1:3]), default=0)


def _is_annotator(name: str) -> bool:
    try:
        known_annotator(name)
    except InvalidNameError:
        return False
    return True
