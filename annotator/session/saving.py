"""Saving one labels file: what is on disk, what is not yet, and what went wrong."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.files.atomic import SaveError
from annotator.labels import Labels
from annotator.store import save_labels

_ABSENT = b""
"""The fingerprint of no file."""


class ExternallyChangedError(AnnotatorError):
    """The labels file is not the one that was read."""

    def __init__(self, path: Path) -> None:
        """Take the labels file."""
        super().__init__(
            f"{path} was changed by another program since it was opened. It has not been overwritten: quit, look at "
            "the file, and open it again."
        )


class Saver:
    """Writes snapshots of labels to one file; safe to call from any thread.

    Attributes:
        path: The labels file.
    """

    def __init__(
        self,
        path: Path,
        labels: Labels,
        *,
        newest: Callable[[], Labels] | None = None,
        on_disk: bytes | None = None,
    ) -> None:
        """Take the file and the labels that stand in it now (or that an absent file means).

        Args:
            path: The labels file.
            labels: What stands in it.
            newest: Gives the labels as they are at the moment of writing. Whoever waited for another save to end then
                never writes older labels over newer ones.
            on_disk: The fingerprint of the file when it was read; taken now if None.
        """
        self.path = path
        self._failure: str | None = None
        self._saved = labels
        self._compared = (labels, labels, True)
        self._newest = newest
        self._on_disk = self._fingerprint() if on_disk is None else on_disk
        self._lock = threading.Lock()

    @property
    def failure(self) -> str | None:
        """The sentence of the last failure; None after a success, or when what failed was undone."""
        if self._newest is not None and self.is_saved(self._newest()):
            return None
        return self._failure

    @property
    def has_file(self) -> bool:
        """Whether there was a labels file when it was opened or last written."""
        return self._on_disk != _ABSENT

    def is_saved(self, labels: Labels) -> bool:
        """Return whether these labels are on disk, or nothing is different from when the file was opened."""
        saved = self._saved
        if labels is saved:
            return True
        one, other, same = self._compared
        if one is not labels or other is not saved:
            # Labels are immutable and asked about at every key: comparing thousands of items once is enough.
            same = labels == saved
            self._compared = (labels, saved, same)
        return same

    def save(self, labels: Labels) -> None:
        """Write labels, unless they are on disk already.

        Raises:
            SaveError: When the file cannot be written.
            ExternallyChangedError: When it is not the file that was read or last written.
        """
        with self._lock:
            if self._newest is not None:
                labels = self._newest()
            try:
                if not self.is_saved(labels):
                    self._write(labels)
            except (SaveError, ExternallyChangedError) as error:
                self._failure = str(error)
                raise
            self._failure = None

    def _write(self, labels: Labels) -> None:
        if self._fingerprint() != self._on_disk:
            raise ExternallyChangedError(self.path)
        save_labels(self.path, labels)
        self._on_disk = self._fingerprint()
        self._saved = labels

    def _fingerprint(self) -> bytes:
        try:
            return fingerprint(self.path)
        except OSError as error:
            raise SaveError(self.path, error) from error


def fingerprint(path: Path) -> bytes:
    """Return what tells a file from any other; the same for all that are not there.

    Raises:
        OSError: When there is something that cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return _ABSENT
