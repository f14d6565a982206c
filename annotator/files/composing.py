"""From the events of a YAML parser to plain values, with a finding for whatever is not allowed.

This module imports PyYAML; `annotator.files.strict_yaml` imports it where there is something to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from annotator.files.findings import MAX_FINDINGS, MORE, Finding, InvalidFileError, Path, field_name, short
from annotator.files.strict_yaml import MAX_DEPTH, MAX_SCALAR, place

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
_DIRECTIVE = re.compile("^%[A-Z]", re.MULTILINE)


@dataclass(slots=True)
class Marks:
    """Where each value and each key of a document begins, as code-point offsets into the file."""

    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)


class Composer:
    """Builds plain values from parser events, collecting findings on the way."""

    def __init__(self, file: str, content: str, marks: Marks | None = None) -> None:
        """Take a file, its decoded content, and what to fill with places, if they are wanted."""
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
