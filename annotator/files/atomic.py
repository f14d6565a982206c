"""Writing a file so that it is always the old one or the new one, never neither and never a mixture."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from annotator.errors import AnnotatorError


class SaveError(AnnotatorError):
    """A file could not be written; what was there before is still there."""

    def __init__(self, path: Path, error: OSError, done: str = "saved") -> None:
        """Take the file, what the system said, and what could not be done."""
        self.path = path
        super().__init__(f"{path} could not be {done}: {error.strerror or error}")


def write(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data` to `path` through a temporary file, fsync, rename and fsync of the folder.

    A symbolic link is followed, so that the file it names is replaced and the link stays. The permissions of a file
    that is replaced are kept.

    Args:
        path: The file to write.
        data: The whole new content.
        replace: False to fail where the file already exists.

    Raises:
        SaveError: When any step fails; the old file is untouched.
        FileExistsError: When `replace` is False and the file exists.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        # The mode is what the umask leaves of 0o666, as for any new file; a replaced file keeps its own.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if replace and target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
            os.fsync(file.fileno())
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


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable; a system that cannot fsync a folder has no more to give."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
