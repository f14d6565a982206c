"""The cache file: what was read and validated once, in one disposable file outside the corpus.

It is never authoritative. Who opens it compares the stamps in its index with those of the files; a cache that is
missing, old, damaged or made by another version is as good as none. Nothing in it is ever run: it holds JSON and, where
tables were made, Arrow's own format.

    magic, version       12 bytes
    where the index is   offset, length, CRC-32 of the index: 8 + 8 + 4 bytes, little-endian
    parts                one after the other
    index                JSON: stamps of the files, and offset, length and CRC-32 of each part

A new one is written beside it and takes its place in one step, so that any number of processes can use it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import struct
import warnings
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

from pydantic_core import PydanticSerializationError, from_json, to_json

from annotator.display import visible
from annotator.files.caching import cache_home

_MAGIC = b"annotator-c2"
_PLACE = struct.Struct("<QQI")
_BEGIN = len(_MAGIC) + _PLACE.size

Part: TypeAlias = str
"""Offset, length and CRC-32 of a stretch of the cache file; a string for the same reason as a stamp."""


class CacheWarning(UserWarning):
    """The cache cannot be used or written; everything is read from the files instead."""


class DamagedError(Exception):
    """What is in the cache is not what was written."""


def cache_path(folder: Path, *details: str) -> Path:
    """Return where the cache of a corpus stands: in `$ANNOTATOR_CACHE`, else in the user's cache folder.

    Args:
        folder: The corpus.
        *details: What else its content depends on: which codebook was asked for, whose labels.
    """
    key = "\0".join([os.path.realpath(folder), *details])
    return cache_home() / f"{hashlib.sha256(key.encode(errors='surrogateescape')).hexdigest()[:32]}.cache"


class Cache:
    """An open cache file. What was opened stays readable when another process puts a new one in its place.

    Attributes:
        path: Where it was opened.
        index: What stands in its index.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        """Take an open file; `open_cache` opens one."""
        self.path = path
        self._descriptor = descriptor
        head = os.pread(descriptor, _BEGIN, 0)
        if len(head) < _BEGIN or not head.startswith(_MAGIC):
            raise DamagedError
        self.index: dict[str, Any] = from_json(self.part("{} {} {}".format(*_PLACE.unpack_from(head, len(_MAGIC)))))

    def __del__(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError, AttributeError):
            os.close(self._descriptor)

    def __copy__(self) -> Cache:
        """Return the same one: the file is closed once."""
        return self

    def __deepcopy__(self, _: dict[int, Any]) -> Cache:
        """Return the same one, too."""
        return self

    def part(self, part: Part) -> bytes:
        """Return a part of the file.

        Raises:
            DamagedError: When it is not what was written.
        """
        offset, length, checksum = map(int, part.split())
        data = os.pread(self._descriptor, length, offset)
        if len(data) != length or zlib.crc32(data) != checksum:
            raise DamagedError
        return data


def open_cache(path: Path) -> Cache | None:
    """Open a cache file; None where there is none, or none that can be used, of which a warning tells."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        warn(f"The cache {path} cannot be read ({error.strerror or error}); the files are read instead.")
        return None
    try:
        return Cache(path, descriptor)
    except (DamagedError, ValueError, OSError):
        with contextlib.suppress(OSError):
            os.close(descriptor)
        warn(f"The cache {path} is damaged; the files are read instead, and it is made anew.")
        return None


def warn(sentence: str) -> None:
    """Warn of a cache that cannot be used."""
    warnings.warn(visible(sentence), CacheWarning, stacklevel=2)


class CacheWriter:
    """Writes a new cache file, part by part; it only counts when `finish` has put it in its place."""

    def __init__(self, path: Path) -> None:
        """Begin a file beside the one it will replace.

        Raises:
            OSError: When the folder cannot be written to.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
        # Texts may not be for everyone on this machine.
        descriptor = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb", buffering=1 << 20)
        self._at = _BEGIN
        self._file.write(bytes(_BEGIN))

    def add(self, data: bytes) -> Part:
        """Append a part, and return where it stands.

        Raises:
            OSError: When it cannot be written.
        """
        part = f"{self._at} {len(data)} {zlib.crc32(data)}"
        self._file.write(data)
        self._at += len(data)
        return part

    def finish(self, index: dict[str, Any]) -> None:
        """Write the index and put the file in its place.

        Raises:
            OSError: When it cannot be written.
        """
        place = self.add(to_json(index))
        self._file.seek(0)
        self._file.write(_MAGIC + _PLACE.pack(*map(int, place.split())))
        self._file.close()
        os.replace(self._temporary, self._path)

    def give_up(self) -> None:
        """Leave everything as it was."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)


def encoded(value: Any) -> bytes | None:
    """Return a plain value as JSON; None where it has something that no encoding has, such as a file's name."""
    try:
        return to_json(value)
    except PydanticSerializationError:
        return None


def decoded(data: bytes) -> Any:
    """Return the plain value of JSON that `encoded` made."""
    return from_json(data)


def names_in_utf8(names: Iterable[str]) -> bool:
    """Return whether all these names can stand in a cache."""
    return encoded(list(names)) is not None
