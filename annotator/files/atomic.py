"""Writing a file so that it is always the old one or the new one, never neither and never a mixture."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.errors import AnnotatorError


class SaveError(AnnotatorError):
    """A file could not be written; the old one is still there, or where only the last step failed, all of the new."""

    def __init__(self, path: Path, error: OSError, done: str = "saved") -> None:
        """Take the file, what the system said, and what could not be done."""
        self.path = path
        super().__init__(f"{path} could not be {done}: {error.strerror or error}")


def write(
    path: Path, data: bytes, *, replace: bool = True, follow: bool = True, check: Callable[[], None] | None = None
) -> None:
    """Write `data` to `path` through a temporary file, fsync, rename and fsync of the folder.

    The permissions of a file that is replaced are kept where the file system has any.

    Args:
        path: The file to write.
        data: The whole new content.
        replace: False to fail where the file already exists.
        follow: A symbolic link is followed, so that the file it names is replaced and the link stays; False to replace
            the link.
        check: Called when all is ready, right before the file takes its name; what it raises keeps the old file.

    Raises:
        SaveError: When any step fails. The old file is untouched, or, where nothing but the sync of the folder failed,
            replaced by the new one.
        FileExistsError: When `replace` is False and the file exists.
    """
    target = Path(os.path.realpath(path)) if follow else path
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        # The mode is what the umask leaves of 0o666, as for any new file; a replaced file keeps its own.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            write_all(descriptor, data)
            if replace and target.exists():
                _keep_mode(descriptor, target)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if check is not None:
            check()
        if replace:
            os.replace(temporary, target)
        else:
            _place_new(temporary, target)
        sync_folder(target.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise SaveError(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def write_all(descriptor: int, data: bytes) -> None:
    """Write to an open file until everything is written.

    Raises:
        OSError: When it cannot be; a part of it may have been.
    """
    while data:
        data = data[os.write(descriptor, data) :]


def _keep_mode(descriptor: int, target: Path) -> None:
    """Give a new file the permissions of the one it replaces; some file systems have none to give."""
    mode = target.stat().st_mode & 0o777
    try:
        os.fchmod(descriptor, mode)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise


def _place_new(temporary: Path, target: Path) -> None:
    """Give the temporary file its name; fail where the name is taken, in one step where the file system can."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS}:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.replace(temporary, target)


_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What systems say that cannot fsync a folder at all; anything else is a disk that fails."""


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable; a system that cannot fsync a folder has no more to give.

    Raises:
        OSError: When the disk fails.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def sweep(path: Path, *, follow: bool = True) -> None:
    """Remove the temporary files that killed processes have left of their writes of `path`.

    Args:
        path: The file that was written; nobody else in this process may be writing it.
        follow: As for `write`.
    """
    target = Path(os.path.realpath(path)) if follow else path
    name = re.compile(rf"\.{re.escape(target.name)}\.([0-9]+)-[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for entry in os.listdir(target.parent):
            found = name.fullmatch(entry)
            if found and _is_gone(int(found[1])):
                with contextlib.suppress(OSError):
                    os.unlink(target.with_name(entry))


def _is_gone(process: int) -> bool:
    """Return whether a process of another time wrote that file: it has ended, or it has our own number."""
    if process == os.getpid():
        return True
    if sys.platform == "win32":  # asking would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
