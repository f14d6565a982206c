"""A strict reader for the YAML that people keep in a corpus.

It works on parser events, never on a loader: no object is ever made from a tag. Allowed is what JSON can say plus
comments. Duplicate keys, anchors, aliases, tags, several documents, deep nesting and the words that YAML 1.1 and 1.2
read differently (`no`, `on`, dates, `010`, `1_000`) are findings with line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import yaml

from annotator.files.findings import MAX_FINDINGS, MORE, Finding, InvalidFileError, Path, field_name, short
from annotator.files.reading import read_file

MAX_BYTES = 64 * 1024 * 1024
MAX_SCALAR = 4 * 1024 * 1024
MAX_DEPTH = 16

Parser: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Only its event parser is used, and never a constructor; the C one where PyYAML was built with libyaml."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"(?:[-+]?[0-9]{1,20}\.[0-9]{0,20}|\.[0-9]{1,20})(?:[eE][-+][0-9]{1,2})?")
_READ_DIFFERENTLY = re.compile(
    r"""yes | no | on | off                                                  # true and false in YAML 1.1
    | [-+]?0[0-9_]+ | [-+]?0[xob][0-9a-f_]+ | [-+]?[0-9]{19,}              # octal, hexadecimal, beyond 64 bits
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?    # 1_000, base 60, 1e5
    | [-+]?\.[0-9][0-9_]*(?:e[-+]?[0-9]+)? | [-+]?\.(?:inf|nan) | = | <<
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORD_LENGTH = 3  # of the longest of those that do not begin with a digit or a sign
# YAML 1.2, 5.1, without NEL, LS and PS: in YAML 1.1 they end a line, in YAML 1.2 they do not.
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HALF = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")
_DIRECTIVE = re.compile("^%[A-Z]", re.MULTILINE)

Mark = tuple[int, int]
"""1-based line and column in code points."""


@dataclass(slots=True)
class _Marks:
    """Where each value and each key of a document begins, as code-point offsets into the file."""

    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)


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
        _Composer(self.file, self.content, marks).compose()
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


class _Composer:
    """Builds plain values from parser events, collecting findings on the way."""

    def __init__(self, file: str, content: str, marks: _Marks | None = None) -> None:
        self.file = file
        self.content = content
        self.marks = marks
        self.path: list[str | int] = []
        self.findings: list[Finding] = []
        self._words: set[str] = set()
        """Plain scalars that are words to every reader: the same few stand in a file thousands of times."""

    def compose(self) -> Any:
        """Return the value of the one document in the file."""
        # The two parsers of PyYAML tell the place of such a character differently, and only of the first.
        for match in _NOT_ALLOWED.finditer(self.content):
            message = f"character U+{ord(match[0]):04X} is not allowed; write it as an escape in quotes"
            self._report(match.start(), message)
        if directive := _DIRECTIVE.search(self.content):  # told before parsing: libyaml compares each with each
            self._report(directive.start(), "directives (%YAML, %TAG) are not allowed; remove the line")
        value = self._parsed() if not self.findings else None
        if self.findings:
            raise InvalidFileError(self.findings)
        return value

    def _parsed(self) -> Any:
        parser = Parser(self.content)
        try:
            return self._stream(iter(parser.get_event, None))
        except yaml.MarkedYAMLError as error:
            self._report_broken(error)
        except ValueError:  # PyYAML's own parser, of \U00110000
            self._report(0, "this is not valid YAML: an escape stands for no character")
        finally:
            parser.dispose()
        return None

    def _report_broken(self, error: yaml.MarkedYAMLError) -> None:
        begins = error.context_mark
        mark = error.problem_mark or begins
        message = f"this is not valid YAML: {short(error.problem or 'it cannot be read', 200)}"
        if error.context:
            message += f" {short(error.context, 200)}"
            if begins is not None and mark is not None and begins.index != mark.index:
                line, column = place(self.content, begins.index)
                message += f" that begins in line {line}, column {column}"
        self.path = []
        self._report(mark.index if mark else 0, message)

    def _stream(self, events: Iterator[Any]) -> Any:
        value: Any = None
        documents = 0
        for event in events:
            offset = event.start_mark.index
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 1:
                    value = self._node(next(events), events, 0)
                else:
                    self._report(offset, "a second document begins here; keep one document to a file")
                    break
        return value

    def _report(self, offset: int, message: str) -> None:
        where = place(self.content, offset)
        if len(self.findings) == MAX_FINDINGS:  # a file of nothing but faults would be read again for each of them
            raise InvalidFileError([*self.findings, Finding(self.file, MORE, *where)])
        self.findings.append(Finding(self.file, message, *where, field_name(tuple(self.path))))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        offset = event.start_mark.index
        if self.marks is not None:
            self.marks.values[tuple(self.path)] = offset
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(offset, f"aliases (*{short(event.anchor)}) are not allowed; write the value out")
            return None
        if event.anchor is not None:
            self._report(
                offset, f"anchors (&{short(event.anchor)}) are not allowed; write the value out where it is needed"
            )
        if event.tag is not None:
            self._report(offset, f"tags ({short(event.tag)}) are not allowed; write the plain value")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= MAX_DEPTH:
            self._report(offset, f"nested more than {MAX_DEPTH} deep")
            raise InvalidFileError(self.findings)
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
            offset = event.start_mark.index
            key = self._key(event, events, depth)
            self.path.append(key)
            if key in values:
                self._report(offset, f"the key '{short(key)}' stands here twice; keep one")
            if self.marks is not None:
                self.marks.keys[tuple(self.path)] = offset
            values[key] = self._node(next(events), events, depth + 1)
            self.path.pop()
        return values

    def _key(self, event: Any, events: Iterator[Any], depth: int) -> str:
        if type(event) is yaml.ScalarEvent and event.value in self._words and event.anchor is event.tag is None:
            word: str = event.value
            return word
        marks, self.marks = self.marks, None  # a key has no path of its own: its mark would pass for the mapping's
        faults = len(self.findings)
        key = self._node(event, events, depth + 1)
        self.marks = marks
        if isinstance(key, str):
            return key
        if len(self.findings) == faults:
            message = "a key must be a word; put it in quotes if it looks like something else"
            self._report(event.start_mark.index, message)
        return f"?{len(self.findings)}"

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if text in self._words:
            return text
        offset = event.start_mark.index
        if len(text) > MAX_SCALAR:
            self._report(offset, f"a value of {len(text):,} characters; at most {MAX_SCALAR:,} are read")
            return ""
        if not event.implicit[0]:  # it was written in quotes, or as a block
            if _HALF.search(text):
                self._report(offset, "an escape stands for half a character; write the whole one")
            return text
        return self._plain(text, offset)

    def _plain(self, text: str, offset: int) -> Any:
        """Return what a scalar without quotes means to every reader."""
        if text in _NULL:
            return None
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        if not (text[0] in "+-.0123456789=<" or len(text) <= _WORD_LENGTH):
            self._words.add(text)
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        if _READ_DIFFERENTLY.fullmatch(text):
            self._report(offset, f"'{short(text)}' is read differently by different YAML readers; put it in quotes")
        else:
            self._words.add(text)
        return text


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
    return Document(file, content, _Composer(file, content).compose())


def read(path: FilePath) -> Document:
    """Read one YAML file strictly.

    Raises:
        InvalidFileError: With one finding per fault, or the one that the file cannot be read.
    """
    try:
        data = read_file(path, MAX_BYTES)
    except OSError as error:
        raise InvalidFileError([Finding(str(path), f"cannot be read: {error.strerror or error}")]) from None
    return parse(data, str(path))
