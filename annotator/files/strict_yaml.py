"""A strict reader for the YAML that people keep in a corpus.

It works on parser events, never on a loader: no object is ever made from a tag. Allowed is what JSON can say plus
comments. Duplicate keys, anchors, aliases, tags, several documents, deep nesting and the words that YAML 1.1 and 1.2
read differently (`no`, `on`, dates, `010`, `1_000`) are findings with line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from annotator.files.findings import Finding, InvalidFileError, Path, field_name
from annotator.files.reading import read_file

if TYPE_CHECKING:
    from annotator.files.composing import Marks

MAX_BYTES = 64 * 1024 * 1024
MAX_SCALAR = 4 * 1024 * 1024
MAX_DEPTH = 16

_LINE_END = re.compile("\r\n|\r|\n")

Mark = tuple[int, int]
"""1-based line and column in code points."""


@dataclass
class Document:
    """One YAML file that has been read: its plain value, and where in the file each part of it stands.

    Attributes:
        file: The file as the user named it.
        content: The decoded file.
        value: Dicts, lists, strings, integers, floats, booleans and None.
    """

    file: str
    content: str
    value: Any

    @cached_property
    def _marks(self) -> Marks:
        from annotator.files.composing import Composer, Marks  # noqa: PLC0415 - see `parse`

        # Read a second time, and only when something is wrong: good files, the many, pay nothing for positions.
        marks = Marks()
        Composer(self.file, self.content, marks).compose()
        return marks

    def finding(self, path: Path, message: str, *, of_key: bool = False) -> Finding:
        """Return a finding at the value at `path`, or at the nearest one around it that is in the file.

        Args:
            path: Keys and list positions from the root.
            message: One sentence.
            of_key: Point at the key instead of its value.
        """
        marks = self._marks.keys if of_key else self._marks.values
        offset = 0
        for length in range(len(path), -1, -1):
            found = marks.get(path[:length], self._marks.values.get(path[:length]))
            if found is not None:
                offset = found
                break
        line = bisect_right(self._line_starts, offset)
        return Finding(self.file, message, line, offset - self._line_starts[line - 1] + 1, field_name(path))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.content))]


def place(content: str, offset: int) -> Mark:
    """Return line and column of a code-point offset, as an editor shows them: a line ends with LF, CR LF or CR."""
    line, start = 1, 0
    for match in _LINE_END.finditer(content, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def parse(data: bytes, file: str) -> Document:
    """Read one YAML document strictly.

    Args:
        data: The bytes of the file.
        file: The file as the user named it, for messages.

    Raises:
        InvalidFileError: With one finding per fault, each with line and column.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError([Finding(file, f"{len(data):,} bytes; at most {MAX_BYTES:,} are read")])
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0)
        before = data[:offset].decode("utf-8-sig")
        message = f"this is not UTF-8: byte {data[offset]:#04x} at position {offset}; save the file as UTF-8"
        raise InvalidFileError([Finding(file, message, *place(before, len(before)))]) from None
    from annotator.files.composing import Composer  # noqa: PLC0415 - not every start of the program reads YAML

    return Document(file, content, Composer(file, content).compose())


def read(path: FilePath) -> Document:
    """Read one YAML file strictly.

    Raises:
        InvalidFileError: With one finding per fault, or the one that the file cannot be read.
    """
    return parse(read_bytes(path), str(path))


def read_bytes(path: FilePath) -> bytes:
    """Return the bytes of a file.

    Raises:
        InvalidFileError: With the finding that it cannot be read.
    """
    try:
        return read_file(path, MAX_BYTES)
    except OSError as error:
        raise InvalidFileError([Finding(str(path), f"cannot be read: {error.strerror or error}")]) from None
