"""The journal of a labels file: every edit on disk before anybody is told that it is saved.

One line for each edit, appended and synced. Now and then the labels are *folded*: the whole file is written anew, and
the journal begins again. It stands beside the labels as `.NAME.ANNOTATOR.yaml.journal`; a line is a checksum and JSON:

    1f0c6b3e {"journal":1,"base":"9f0c…"}
    0b7e44d1 {"edit":{…}}
    71c2aa09 {"folded":"4be1…"}

`base` is the SHA-256 of the labels file that the edits go on from (null for none), `folded` that of the file which
holds every edit above the line. The checksum is a CRC-32 that goes on from that of the line above, so that a line
counts only behind those it was written behind. A line that was not finished when the power failed is left out.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.files.atomic import SaveError
from annotator.files.reading import read_file

VERSION = 1
MAX_BYTES = 256 << 20
"""Journals begin anew every few seconds; one of this size is none."""

Entry = dict[str, Any]


def journal_path(labels: Path) -> Path:
    """Return where the journal of a labels file stands."""
    return labels.with_name(f".{labels.name}.journal")


class UnfoldedError(AnnotatorError):
    """A journal holds edits that its labels file does not."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a journal holds that its labels file does not.

    Attributes:
        edits: The edits to apply, in order.
        fits: False where the journal goes on from another file than the one there is: nothing may be applied.
        whole: False where a line in the middle is damaged; `edits` are those before it.
    """

    edits: Sequence[Entry] = ()
    fits: bool = True
    whole: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether the labels file holds everything."""
        return not self.edits and self.fits and self.whole


def recover(labels: Path, digest: str | None) -> Recovered:
    """Return what the journal of a labels file holds that the file does not.

    Args:
        labels: The labels file.
        digest: SHA-256 of the labels file as it is; None where there is none.

    Raises:
        SaveError: When there is a journal that cannot be read.
    """
    path = journal_path(labels)
    try:
        data = read_file(path, MAX_BYTES)
    except FileNotFoundError:
        return Recovered()
    except OSError as error:
        raise SaveError(path, error, "read") from error
    lines = data.split(b"\n")
    entries = list(_readable(lines[:-1]))
    # The first line that cannot be read is one that was not finished, unless others stand behind it.
    whole = not any(lines[len(entries) + 1 :])
    if not entries:
        return Recovered(fits=whole)
    if entries[0].get("journal") != VERSION:
        return Recovered(fits=False)
    start = 1 if entries[0].get("base") == digest else None
    for index, entry in enumerate(entries):
        if digest is not None and entry.get("folded") == digest:
            start = index + 1
    edits = tuple(entry["edit"] for entry in entries[start or 1 :] if "edit" in entry)
    if start is None:
        return Recovered(fits=not edits)
    return Recovered(edits, whole=whole)


def refuse_unfolded(labels: Path, digest: str | None) -> None:
    """Refuse to go on while edits stand in the journal that are not in the labels file.

    Args:
        labels: The labels file, whose lock is held.
        digest: Its SHA-256; None where there is none.

    Raises:
        UnfoldedError: When there are such edits.
        SaveError: When there is a journal that cannot be read.
    """
    if not recover(labels, digest).is_empty:
        raise UnfoldedError(
            f"{labels} is not up to date: there are edits in {journal_path(labels).name} beside it. Where nobody is "
            "labelling, open the text with `annotator label` once; that takes them in."
        )


def set_aside(labels: Path) -> Path:
    """Give a journal that cannot be applied another name, so that it is neither applied nor lost; return it.

    Raises:
        SaveError: When it cannot be renamed.
    """
    path = journal_path(labels)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    target = path.with_name(f"{path.name}.{stamp}")
    try:
        os.rename(path, target)
    except OSError as error:
        raise SaveError(path, error, "renamed") from error
    return target


def discard(labels: Path) -> None:
    """Remove a journal that holds nothing its labels file does not; harmless where there is none."""
    with contextlib.suppress(OSError):
        os.unlink(journal_path(labels))


def _readable(lines: Sequence[bytes]) -> Iterator[Entry]:
    """Yield the entries up to the first line that is damaged."""
    checksum = 0
    for line in lines:
        told, _, body = line.partition(b" ")
        checksum = zlib.crc32(body, checksum)
        if told != b"%08x" % checksum:
            return
        try:
            entry = json.loads(body)
        except (ValueError, RecursionError):
            return
        if not isinstance(entry, dict):
            return
        yield entry


class Journal:
    """Writes the journal of one labels file. The lock of the labels file must be held."""

    def __init__(self, labels: Path, base: str | None) -> None:
        """Begin a journal at the first entry; one that is there is replaced then, and not before.

        Args:
            labels: The labels file.
            base: SHA-256 of the labels file as it is; None where there is none.
        """
        self._path = journal_path(labels)
        self._base = base
        self._entries: list[bytes] = []
        """What is in the file behind its first line: enough to write it anew."""
        self._descriptor = -1
        self._checksum = 0
        self._is_ours = False
        """Whether the file that has the name now, if any, was written here: no other is ever removed."""
        self._is_torn = False
        """Whether there may be more in the file than `_entries`: what could not be synced, or not be taken away."""

    @property
    def is_begun(self) -> bool:
        """Whether there are, or may be, entries that the labels file does not hold."""
        return bool(self._entries) or self._is_torn

    @property
    def is_lost(self) -> bool:
        """Whether there are such entries, and not in the file any more: it was taken away, or could not be written."""
        return self.is_begun and not self._is_open()

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and wait until they are on disk.

        Raises:
            SaveError: When that fails. What was there before is still there, and the next call writes everything anew.
        """
        bodies = [json.dumps(entry, separators=(",", ":")).encode() for entry in entries]
        self._is_torn = True
        try:
            if self._is_open():
                self._write(bodies)
                os.fsync(self._descriptor)
            else:
                self._begin(bodies)
        except OSError as error:
            self._close()
            raise SaveError(self._path, error) from error
        except SaveError:
            self._close()
            raise
        self._is_torn = False
        self._entries += bodies

    def _is_open(self) -> bool:
        """Return whether the file is open and still has its name: folders vanish, and files are cleaned away."""
        if self._descriptor < 0:
            return False
        try:
            return os.path.samestat(os.stat(self._path), os.fstat(self._descriptor))
        except OSError:
            return False

    def _begin(self, bodies: Sequence[bytes]) -> None:
        self._close()
        self._checksum = 0
        # A link that somebody put there is not followed: it could lead to any file.
        atomic.write(self._path, self._lines([self._head(), *self._entries, *bodies]), follow=False)
        self._is_ours = True
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        self._descriptor = os.open(self._path, flags)

    def _head(self) -> bytes:
        return json.dumps({"journal": VERSION, "base": self._base}, separators=(",", ":")).encode()

    def _lines(self, bodies: Sequence[bytes]) -> bytes:
        lines = []
        for body in bodies:
            self._checksum = zlib.crc32(body, self._checksum)
            lines.append(b"%08x %s\n" % (self._checksum, body))
        return b"".join(lines)

    def _write(self, bodies: Sequence[bytes]) -> None:
        atomic.write_all(self._descriptor, self._lines(bodies))

    def restart(self, base: str | None) -> None:
        """Begin again: the labels file of this SHA-256 holds every edit."""
        self._base = base
        self._entries = []
        if self._descriptor < 0:
            self.remove()
            return
        try:
            os.ftruncate(self._descriptor, 0)
            self._is_torn = False
            self._checksum = 0
            self._write([self._head()])
        except OSError:
            # What stands in it may name a labels file that is soon an older one.
            self.remove()

    def rebase(self, base: str | None) -> None:
        """Go on from another labels file: the next entries replace everything in the journal, in one step."""
        self._close()
        self._base = base
        self._entries = []
        self._is_torn = True

    def remove(self) -> None:
        """Take the file away, if it was written here: everything in it is in the labels file."""
        self._close()
        self._entries = []
        if not self._is_ours:
            self._is_torn = False
            return
        try:
            os.unlink(self._path)
            self._is_ours = False
        except FileNotFoundError:
            pass  # still ours should it come back with its folder: a disk may be away for a while
        except OSError:
            return  # what is left names the labels file that holds it all, and is recognised by that
        self._is_torn = False

    def close(self) -> None:
        """Leave the file as it is."""
        self._close()

    def _close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            with contextlib.suppress(OSError):  # what was synced is on disk, whatever closing says
                os.close(descriptor)
