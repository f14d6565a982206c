"""A strict reader for the YAML that people keep in a corpus.

It works on parser events, never on a loader: no object is ever made from a tag. Allowed is what JSON can say plus
comments. Duplicate keys, anchors, aliases, tags, several documents, deep nesting and the words that YAML 1.1 and 1.2
read differently (`no`, `on`, dates, `010`, `1_000`) are findings with line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import yaml

from annotator.files.findings import Finding, InvalidFileError, Path, field_name

MAX_BYTES = 64 * 1024 * 1024
MAX_SCALAR = 4 * 1024 * 1024
MAX_DEPTH = 16
MAX_FINDINGS = 50

# Only their event parser is used, and never a constructor; the C one where PyYAML was built with libyaml.
_Parser: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,40}\.[0-9]{0,40}|\.[0-9]{1,40}|[0-9]{1,40}(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")
_READ_DIFFERENTLY = re.compile(
    r"""yes | no | on | off                                                  # true and false in YAML 1.1
    | [-+]?0[0-9_]+ | [-+]?0[xob][0-9a-f_]+ | [-+]?[0-9]{19,}              # octal, hexadecimal, beyond 64 bits
    | [-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)? | [-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?  # 1_000, base 60
    | [-+]?\.(?:inf|nan) | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ ].*)? | = | <<
    """,
    re.IGNORECASE | re.VERBOSE,
)

Mark = tuple[int, int]
"""1-based line and column in code points."""


@dataclass(slots=True)
class _Marks:
    """Where each value and each key of a document begins."""

    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)


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
    def _marks(self) -> _Marks:
        # Read a second time, and only when something is wrong: good files, the many, pay nothing for positions.
        marks = _Marks()
        _Composer(self.file, marks).compose(self.content)
        return marks

    def finding(self, path: Path, message: str, *, of_key: bool = False) -> Finding:
        """Return a finding at the value at `path`, or at the nearest one around it that is in the file.

        Args:
            path: Keys and list positions from the root.
            message: One sentence.
            of_key: Point at the key instead of its value.
        """
        marks = self._marks.keys if of_key else self._marks.values
        for length in range(len(path), -1, -1):
            mark = marks.get(path[:length]) or self._marks.values.get(path[:length])
            if mark:
                return Finding(self.file, message, *mark, field_name(path))
        return Finding(self.file, message, 1, 1, field_name(path))


class _Composer:
    """Builds plain values from parser events, collecting findings on the way."""

    def __init__(self, file: str, marks: _Marks | None = None) -> None:
        self.file = file
        self.marks = marks
        self.path: list[str | int] = []
        self.findings: list[Finding] = []

    def compose(self, content: str) -> Any:
        """Return the value of the one document in `content`."""
        parser = _Parser(content)
        try:
            value = self._stream(iter(parser.get_event, None))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = error.problem or error.context or "it cannot be read"
            self.findings.append(Finding(self.file, f"this is not valid YAML: {problem}", *place))
            value = None
        except yaml.reader.ReaderError as error:
            place = _place(content, error.position)
            message = f"character U+{_code_point(error.character):04X} is not allowed; write it as an escape in quotes"
            self.findings.append(Finding(self.file, message, *place))
            value = None
        finally:
            parser.dispose()
        if self.findings:
            raise InvalidFileError(self.findings[:MAX_FINDINGS])
        return value

    def _stream(self, events: Iterator[Any]) -> Any:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 1:
                    value = self._node(next(events), events, 0)
                else:
                    self._report(event, "a second document begins here; keep one document to a file")
                    break
        return value

    def _report(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.findings.append(Finding(self.file, message, mark.line + 1, mark.column + 1, field_name(tuple(self.path))))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        if self.marks is not None:
            mark = event.start_mark
            self.marks.values[tuple(self.path)] = (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            self._report(event, f"aliases (*{event.anchor}) are not allowed; write the value out")
            return None
        if event.anchor is not None:
            self._report(event, f"anchors (&{event.anchor}) are not allowed; write the value out where it is needed")
        if event.tag is not None:
            self._report(event, f"tags ({event.tag}) are not allowed; write the plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._report(event, f"nested more than {MAX_DEPTH} deep")
            raise InvalidFileError(self.findings[:MAX_FINDINGS])
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, depth)
        return self._mapping(events, depth)

    def _sequence(self, events: Iterator[Any], depth: int) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            self.path.append(len(values))
            values.append(self._node(event, events, depth + 1))
            self.path.pop()
        return values

    def _mapping(self, events: Iterator[Any], depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, depth)
            self.path.append(key)
            if key in values:
                self._report(event, f"the key '{key}' stands here twice; keep one")
            if self.marks is not None:
                self.marks.keys[tuple(self.path)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            values[key] = self._node(next(events), events, depth + 1)
            self.path.pop()
        return values

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str:
        key = self._node(event, events, depth + 1)
        if isinstance(key, str):
            return key
        self._report(event, "a key must be a word; put it in quotes if it looks like something else")
        return f"?{len(self.findings)}"

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if len(text) > MAX_SCALAR:
            self._report(event, f"a value of {len(text):,} characters; at most {MAX_SCALAR:,} are read")
            return ""
        if not event.implicit[0]:  # it was written in quotes, or as a block
            return text
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if not (text[0].isascii() and (text[0] in "+-.0123456789=<" or len(text) <= 3)):
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _READ_DIFFERENTLY.fullmatch(text):
            self._report(event, f"'{text}' is read differently by different YAML readers; put it in quotes")
        return text


def _code_point(character: Any) -> int:
    """Return the code point that PyYAML reports, as a number or as a character by its two parsers."""
    return character if isinstance(character, int) else ord(character)


def _place(content: str, offset: int) -> Mark:
    """Return line and column of a code-point offset."""
    return content.count("\n", 0, offset) + 1, offset - (content.rfind("\n", 0, offset) + 1) + 1


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
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, offset) + 1
        column = len(data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
        message = f"this is not UTF-8: byte {data[offset]:#04x} at position {offset}; save the file as UTF-8"
        raise InvalidFileError([Finding(file, message, line, column)]) from None
    return Document(file, content, _Composer(file).compose(content))


def read(path: FilePath) -> Document:
    """Read one YAML file strictly.

    Raises:
        InvalidFileError: With one finding per fault, or the one that the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidFileError([Finding(str(path), f"cannot be read: {error.strerror or error}")]) from None
    return parse(data, str(path))
