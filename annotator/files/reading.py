"""Reading the bytes of a file that somebody else may have put there.

A pipe would be waited for without end, a device such as `/dev/zero` read without end, and a file of many gigabytes
would fill the memory: none of these is an article or its labels.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NotAFileError(OSError):
    """A pipe, a socket, a device or a file that is too large, where an ordinary file should be."""


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file.

    Args:
        path: The file; symbolic links are followed.
        most: How many bytes it may have.

    Raises:
        NotAFileError: When it is a pipe, a socket, a device, or larger; nothing is read then.
        OSError: When it cannot be read.
    """
    # Without O_NONBLOCK, opening a pipe that nobody writes to would wait.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError:  # a NUL in the name
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from None
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise NotAFileError(errno.EINVAL, _NOT_ORDINARY) from None
        raise
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            if os.path.samestat(status, os.stat(os.devnull)):
                return b""  # how people say "no file"
            raise NotAFileError(errno.EINVAL, _NOT_ORDINARY)
        if status.st_size > most:
            raise NotAFileError(errno.EFBIG, f"{status.st_size:,} bytes; at most {most:,} are read")
        return file.read()


_NOT_ORDINARY = "it is a pipe, a socket or a device and not a file"
