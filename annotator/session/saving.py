"""Saving one labels file: what is on disk, what is not yet, and what went wrong."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.files.atomic import SaveError
from annotator.labels import Labels
from annotator.store import save_labels


class ExternallyChangedError(AnnotatorError):
    """The labels file is not the one that was read."""

    def __init__(self, path: Path) -> None:
        """Take the labels file."""
        super().__init__(
            f"{path} was changed by another program since it was opened. It has not been overwritten: quit, look at the "
            "file, and open it again."
        )


class Saver:
    """Writes snapshots of labels to one file; safe to call from any thread.

    Attributes:
        path: The labels file.
        failure: The sentence of the last failure; None after a success.
    """

    def __init__(self, path: Path, labels: Labels) -> None:
        """Take the file and the labels that stand in it now (or that an absent file means)."""
        self.path = path
        self.failure: str | None = None
        self._saved = labels
        self._digest = _digest(path)
        self._lock = threading.Lock()

    def is_saved(self, labels: Labels) -> bool:
        """Return whether exactly these labels are on disk, or nothing was ever changed."""
        return labels is self._saved

    def save(self, labels: Labels) -> None:
        """Write labels, unless they are on disk already.

        Raises:
            SaveError: When the file cannot be written.
            ExternallyChangedError: When it is not the file that was read or last written.
        """
        with self._lock:
            if self.is_saved(labels):
                return
            try:
                if _digest(self.path) != self._digest:
                    raise ExternallyChangedError(self.path)
                save_labels(self.path, labels)
                self._digest = _digest(self.path)
            except (SaveError, ExternallyChangedError) as error:
                self.failure = str(error)
                raise
            self._saved = labels
            self.failure = None


def _digest(path: Path) -> bytes | None:
    """Return a hash of the file as it is; None where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SaveError(path, error) from error
