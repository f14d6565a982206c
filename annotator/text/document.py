"""A text: decoded strictly, never changed, with the hash its labels are tied to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.files.reading import read_file

MAX_BYTES = 64 * 1024 * 1024
"""How large a text may be; long before that it is no article any more."""


class TextError(AnnotatorError):
    """A text that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article.

    Attributes:
        name: The document's name: the file's name without `.txt`.
        content: The decoded file, newlines as they are. All offsets count its code points.
        sha256: Hex digest of the file's bytes.
        path: Where it was read from.
    """

    name: str
    content: str
    sha256: str
    path: Path


def decode(data: bytes, file: str, encoding: str = "utf-8") -> str:
    """Decode a text strictly, newlines kept.

    Args:
        data: The bytes of the file.
        file: The file as the user named it, for messages.
        encoding: A Python codec name.

    Raises:
        TextError: When the bytes are not in that encoding (the message says at which byte), when there is nothing to
            read, or when it is not a text at all.
    """
    try:
        content = data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = (
            "add it with its own encoding: annotator add FILE --to CORPUS --encoding cp1252 (or latin-1, utf-16, …)"
            if encoding == "utf-8"
            else "try another --encoding"
        )
        what = f"byte {data[error.start]:#04x} at position {error.start}"
        raise TextError(f"{file} is not {encoding.upper()} ({what}): {hint}.") from None
    except LookupError:
        raise TextError(f"There is no encoding '{encoding}': try cp1252, latin-1, utf-16 or shift_jis.") from None
    # In UTF-8 no other character has that byte, and bytes are looked through ten times as fast.
    if (b"\0" in data) if encoding == "utf-8" else ("\0" in content):
        place = content.index("\0")
        raise TextError(f"{file} has a NUL at character {place}: it is no text, or it is UTF-16 (--encoding utf-16).")
    if not content.strip("\ufeff \t\r\n\v\f\x85\u2028\u2029\xa0"):
        raise TextError(f"{file} is empty: there is nothing to label.")
    return content


def read_bytes(path: Path, instead: str) -> bytes:
    """Return the bytes of a document.

    Args:
        path: The document.
        instead: What to give where the path is a folder.

    Raises:
        TextError: When it is missing, a folder, or unreadable.
    """
    try:
        return read_file(path, MAX_BYTES)
    except IsADirectoryError:
        raise TextError(f"{path} is a folder: {instead}.") from None
    except FileNotFoundError:
        raise TextError(f"{path} does not exist.") from None
    except OSError as error:
        raise TextError(f"{path} cannot be read: {error.strerror or error}.") from None


def read_text(path: Path) -> Text:
    """Read a text file.

    Raises:
        TextError: When it is missing, a folder, unreadable, empty, or not UTF-8.
    """
    data = read_bytes(path, "give a .txt file")
    content = decode(data, str(path))
    return Text(path.stem, content, hashlib.sha256(data).hexdigest(), path)
