"""The labels file as it stands: whether it still is the one that was read or last written, and replacing it if so."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.files import atomic
from annotator.files.atomic import SaveError
from annotator.files.fingerprints import fingerprint, signature
from annotator.session.saving.states import ExternallyChangedError


class Standing:
    """Knows one labels file by its fingerprint, and never replaces another one.

    Attributes:
        path: The file.
        digest: Its fingerprint as it was last read or written; None where there was no file.
        is_changed: Whether it was found to be another one since.
    """

    def __init__(self, path: Path, digest: str | None) -> None:
        """Take a file that was read, or the place of one that is not there yet."""
        self.path = path
        self.digest = digest
        self.is_changed = False
        self._attempted: str | None = None
        """The fingerprint of a file that may have taken its name although that was told to have failed."""
        self._signature = signature(path)

    @property
    def is_doubtful(self) -> bool:
        """Whether a write failed so that nobody knows which file stands there."""
        return self._attempted is not None

    def take(self, digest: str | None) -> None:
        """Go on from the file that stands there now, with this fingerprint."""
        self.digest, self._attempted, self.is_changed = digest, None, False
        self._signature = signature(self.path)

    def replace(self, data: bytes, digest: str) -> None:
        """Write the file anew.

        Args:
            data: The whole content.
            digest: Its fingerprint.

        Raises:
            SaveError: When that fails; the old file is untouched.
            ExternallyChangedError: When somebody else changed or made it meanwhile.
        """
        self._attempted = digest
        try:
            atomic.write(self.path, data, replace=self.digest is not None, check=self._check_again)
        except FileExistsError:
            self.is_changed = True
            raise ExternallyChangedError(self.path) from None
        self.take(digest)

    def check(self) -> None:
        """Read the file and see that it is the one that was read or last written.

        Raises:
            ExternallyChangedError: When it is not.
            SaveError: When it cannot be read, or its folder is gone.
        """
        if not self.path.parent.is_dir():  # the file is not gone, its folder is
            raise SaveError(self.path, FileNotFoundError(2, os.strerror(2)))
        self._signature = signature(self.path)
        found = self._fingerprint()
        if found is not None and found == self._attempted:
            self.digest = found
        self.is_changed = found != self.digest
        if self.is_changed:
            raise ExternallyChangedError(self.path)

    def look(self) -> bool:
        """Look whether somebody else changed the file, or changed it back; return whether that is news."""
        if signature(self.path) == self._signature:
            return False
        was, self._signature = self.is_changed, signature(self.path)
        try:
            self.check()
        except (SaveError, ExternallyChangedError):
            return self.is_changed and not was
        return was

    def _check_again(self) -> None:
        """Look once more, right before the file is replaced: syncing takes its time."""
        if signature(self.path) != self._signature:
            self.check()

    def _fingerprint(self) -> str | None:
        try:
            return fingerprint(self.path)
        except OSError as error:
            raise SaveError(self.path, error, "read") from error
