"""One writer for each labels file, across processes.

The lock is the operating system's, on a file beside the labels: it ends with the process that holds it, however that
ends, so that there are no stale ones. What stands in the file only tells who holds it.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

from annotator.errors import AnnotatorError

if sys.platform == "win32":  # there the file tells who is labelling, and nothing enforces it

    def _lock(_: int) -> bool:
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock an open file; return whether nobody else has locked it."""
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except InterruptedError:
                continue
            return True


_MAX = 4096
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
"""What file systems say that have no locks."""


class LockedError(AnnotatorError):
    """Somebody else is writing these labels.

    Attributes:
        holder: Who, in words.
    """

    def __init__(self, labels: Path, holder: str) -> None:
        """Take the labels file and its holder."""
        self.holder = holder
        super().__init__(f"{labels} is being labelled by {holder}.")


class NoLocksError(AnnotatorError):
    """The file system has no locks: nothing would keep two people from writing the same labels."""

    def __init__(self, labels: Path, error: OSError) -> None:
        """Take the labels file and what the system said."""
        super().__init__(
            f"{labels.parent} is on a file system without locks ({error.strerror}), where two sessions could write the "
            "same labels: copy the folder to a local disk to label it."
        )


def lock_path(labels: Path) -> Path:
    """Return where the lock of a labels file stands: `.NAME.ANNOTATOR.yaml.lock` beside it."""
    return labels.with_name(f".{labels.name}.lock")


class Lock:
    """Holds the right to write one labels file until it is released, or the process ends."""

    def __init__(self, labels: Path) -> None:
        """Take the lock.

        Raises:
            LockedError: When another process, or another session of this one, holds it.
            NoLocksError: When the file system has no locks.
            OSError: When the folder cannot be written to.
        """
        self._path = lock_path(labels)
        self._descriptor = self._take(labels)

    def _take(self, labels: Path) -> int:
        while True:
            # A link that somebody put there is not followed: it could lead to any file.
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self._path, flags, 0o666)
            try:
                if not _lock(descriptor):
                    raise LockedError(labels, _told(os.pread(descriptor, _MAX, 0)))  # noqa: TRY301 - closed below
                if self._is_ours(descriptor):
                    with contextlib.suppress(OSError):  # a full disk: the lock holds whatever stands in its file
                        os.ftruncate(descriptor, 0)
                        os.pwrite(descriptor, _about_us(), 0)
                    return descriptor
            except OSError as error:
                os.close(descriptor)
                if error.errno in _NO_LOCKS:
                    raise NoLocksError(labels, error) from error
                raise
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)

    def _is_ours(self, descriptor: int) -> bool:
        """Return whether the file that was locked still has the name: who held it before may have removed it."""
        try:
            return os.stat(self._path).st_ino == os.fstat(descriptor).st_ino
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back and remove its file; harmless when it was given back."""
        if self._descriptor >= 0:
            with contextlib.suppress(OSError):
                os.unlink(self._path)
            os.close(self._descriptor)
            self._descriptor = -1


def _about_us() -> bytes:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "somebody"
    since = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    return json.dumps({"user": user, "host": socket.gethostname(), "pid": os.getpid(), "since": since}).encode()


def _told(data: bytes) -> str:
    """Say who holds a lock, from what stands in its file; nothing in it is trusted."""
    try:
        about = json.loads(data)
        return f"{about['user']} on {about['host']} since {about['since']} (process {int(about['pid'])})"
    except (ValueError, KeyError, TypeError):
        return "another session"
