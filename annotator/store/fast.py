"""Reading at once what our own emitter wrote and nobody touched, with the same result as reading it strictly.

A labels file in the layout of `annotator.store.emit` is taken apart by expressions anchored to that layout, line by
line, and everything that `annotator.store.check` looks at is looked at here. At the first byte that the emitter would
have written differently, or that may be wrong, the answer is None: then the strict reader says what the file holds, or
what is wrong with it and where. So there are no messages here, and nothing is read in two ways:
`tests/store/test_fast.py` compares the two readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from itertools import product

from annotator.codebook import Codebook, Layer
from annotator.labels import CONFIDENCES, LAYERS, SCOPES, ZONES, LayerName
from annotator.store.emit import scalar
from annotator.store.rows import ID, LINKED, WITHIN, LabelRows, ParagraphRow, Row
from annotator.text import Text

MAX_CHARACTERS = 8 * 1024 * 1024
_MAX_KEPT = 20_000

_NUMBER = "(0|[1-9][0-9]{0,17})"
_BARE = r"[A-Za-z\u00c0-\u024f][\w’'./()%+-]*+(?: [\w’'./()%+&-]++)*+"
# What YAML does not allow bare, and what the emitter writes as an escape though it is more than one line to YAML 1.1.
_PLAIN = r'[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]'
_ESCAPES = rf'"(?:{_PLAIN}|\\(?:["\\nrtbf]|u(?!d[89a-f])[0-9a-f]{{4}}))*+"'  # halves of characters are an error in YAML
_ID = "[A-Za-z][A-Za-z0-9_.-]{0,63}"
_IDS = rf"\[((?:{_ID}(?:, {_ID})*+)?)\]\n"
_SPAN_LINES = r"((?:  - \{[^\n]+\n)++)"
_MAYBE_SPAN_LINES = rf"(?: \[\]\n|\n{_SPAN_LINES})"
_ANYTHING_ELSE = r"|([\s\S]+)"
_KEY = "[a-z][a-z0-9_]*+: "
_CODED = rf"((?:  {_KEY}[^\n]+\n)*+)"
_LAYERS = "|".join(LAYERS)

_HEADER = re.compile(
    rf"(?:# yaml-language-server: \$schema={_PLAIN}*+\n)?format: 1\ndocument: ([^\n]+)\n"
    r'text_sha256: "([0-9a-f]{64})"\nannotator: ([^\n]+)\n'
    r'codebook: \{name: ([^\n]+), version: "([0-9]+\.[0-9]+\.[0-9]+)"\}\n'
    r"complete: (true|false)\nparagraphs:( \[\])?\n"
)
_PARAGRAPH = re.compile(
    rf"- \{{start: {_NUMBER}, end: {_NUMBER}, zone: ({'|'.join(ZONES)}), "
    rf"reviewed: \[((?:(?:{_LAYERS})(?:, (?:{_LAYERS}))*+)?)\]\}}\n"
)
_SPAN = re.compile(
    rf"\n  (?:-|cue:) \{{start: {_NUMBER}, end: {_NUMBER}, "
    rf'text: (?:({_BARE})|"({_PLAIN}*+)"|({_ESCAPES}))\}}(?=\n)'
)
_SOURCE = re.compile(
    rf"- id: ({_ID})\n  name: ([^\n]+)\n(?:  registry: ([^\n]+)\n)?"
    rf"((?:  (?!mentions:){_KEY}[^\n]+\n)*+)  mentions:{_MAYBE_SPAN_LINES}{_CODED}{_ANYTHING_ELSE}"
)
_QUOTE = re.compile(
    rf"- id: ({_ID})\n  content:\n{_SPAN_LINES}  cue: (null|\{{[^\n]+)\n  sources: {_IDS}"
    rf"  source_spans:{_MAYBE_SPAN_LINES}  within: ({_ID})\n{_CODED}{_ANYTHING_ELSE}"
)
_CLAIM = re.compile(rf"- id: ({_ID})\n  spans:\n{_SPAN_LINES}  claimants: {_IDS}{_CODED}{_ANYTHING_ELSE}")
_FRAME = re.compile(
    rf"- id: ({_ID})\n  scope: ({'|'.join(SCOPES)})\n  spans:{_MAYBE_SPAN_LINES}  voice: {_IDS}{_CODED}{_ANYTHING_ELSE}"
)
_FIELD = re.compile(r"([a-z][a-z0-9_]*+): ([^\n]+)\n")
_INTEGER = re.compile("0|[1-9][0-9]{0,17}")
_WORDS = re.compile(_BARE)
_QUOTED = re.compile(_ESCAPES)
_REGISTERED = re.compile("[a-z0-9][a-z0-9_-]{0,63}")
_OTHERWISE = frozenset(
    "".join(letters)
    for word in ("true", "false", "null", "yes", "no", "on", "off")
    for letters in product(*zip(word, word.upper(), strict=True))
)
"""Words that some YAML reader takes for something else, in any case: they do not stand bare."""
_LONGEST = 5


class _NotOurs(Exception):  # noqa: N818 - a way out, no error
    """Something the emitter would have written differently, or that may be wrong."""


def codebook_in(content: str) -> str | None:
    """Return the name of the codebook that a labels file says it was made with; None where it is not our layout."""
    header = _HEADER.match(content)
    return header[4] if header else None


def flat(content: str) -> dict[str, str] | None:
    """Return the fields of a file with nothing in it but `key: words`, one to a line; None where it has anything else.

    Args:
        content: The decoded file.
    """
    found: dict[str, str] = {}
    at = 0
    try:
        while field := _FIELD.match(content, at):
            found[field[1]] = _words(field[2])
            at = field.end()
    except _NotOurs:
        return None
    return found if at == len(content) and content.count("\n") == len(found) else None


class FastReader:
    """Reads labels files made with one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        """Take the codebook in effect."""
        self.codebook = codebook
        self._coding = {layer: _Coding(asked) for layer, asked in codebook.layers.items()}
        self._reviewed: dict[str, list[str]] = {"": []}

    def read(self, content: str, text: Text, annotator: str, registry: Container[str] | None) -> LabelRows | None:
        """Return a labels file as rows if it is as the emitter writes it and without a fault, else None.

        Args:
            content: The decoded labels file.
            text: The text it is about.
            annotator: Who labelled, by the file's name.
            registry: The ids of the corpus's known sources; None where there is no registry to check against.
        """
        header = _HEADER.match(content)
        if header is None or len(content) > MAX_CHARACTERS:
            return None
        document, digest, name, codebook, version, complete, empty = header.groups()
        if (document, digest, name) != (scalar(text.name), text.sha256, scalar(annotator)):
            return None
        if codebook != scalar(self.codebook.name) or not _same_major(version, self.codebook.version):
            return None
        try:
            paragraphs, at = self._paragraphs(content, header.end(), text, bool(empty))
            layers = self._layers(content, at, text, registry)
        except _NotOurs:
            return None
        return LabelRows(annotator, self.codebook.name, version, complete == "true", paragraphs, layers)

    def _paragraphs(self, content: str, at: int, text: Text, empty: bool) -> tuple[list[ParagraphRow], int]:  # noqa: FBT001
        found: list[ParagraphRow] = []
        last = 0
        while not empty and (match := _PARAGRAPH.match(content, at)):
            start, end, zone, reviewed = int(match[1]), int(match[2]), match[3], match[4]
            if not last <= start < end:
                raise _NotOurs
            last = end
            found.append([start, end, zone, self._layers_in(reviewed)])
            at = match.end()
        if last > len(text.content) or bool(found) is empty:
            raise _NotOurs
        return found, at

    def _layers_in(self, reviewed: str) -> list[str]:
        if reviewed not in self._reviewed:
            names = reviewed.split(", ")
            if len(set(names)) < len(names):
                raise _NotOurs
            self._reviewed[reviewed] = names
        return self._reviewed[reviewed]

    def _layers(
        self, content: str, at: int, text: Text, registry: Container[str] | None
    ) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
        offsets = _Offsets(_checked_spans(content, at - 1, text.content))
        items, at = self._items(content, at, "sources", "quotes", _SOURCE)
        sources = _sources(items, offsets, self._coding.get("sources"), registry)
        items, at = self._items(content, at, "quotes", "claims", _QUOTE)
        quotes = _quotes(items, offsets, self._coding.get("quotes"))
        items, at = self._items(content, at, "claims", "frames", _CLAIM)
        claims = _claims(items, offsets, self._coding.get("claims"))
        items, at = self._items(content, at, "frames", None, _FRAME)
        frames = _frames(items, offsets, self._coding.get("frames"))
        if at != len(content) or offsets.left():
            raise _NotOurs
        _check_links(sources, quotes, claims, frames)
        return sources, quotes, claims, frames

    def _items(
        self, content: str, at: int, layer: LayerName, following: LayerName | None, pattern: re.Pattern[str]
    ) -> tuple[list[tuple[str, ...]], int]:
        """Return the parts of every item of a layer, and where the next layer begins."""
        if content.startswith(f"{layer}: []\n", at):
            return [], at + len(layer) + 5
        if layer not in self._coding or not content.startswith(f"{layer}:\n", at):
            raise _NotOurs
        end = content.find(f"\n{following}:", at) + 1 if following else len(content)
        found = pattern.findall(content, at + len(layer) + 2, end or len(content))
        if not found or found[-1][-1]:
            raise _NotOurs
        return found, end


class _Coding:
    """Reads what was coded on the items of a layer: the same few lines again and again, looked at once each."""

    def __init__(self, asked: Layer) -> None:
        self._known: dict[str, Row] = {}
        self._asked = asked
        self._names = ("confidence", "note", "origin", *asked.attributes)
        self._lines: dict[str, tuple[int, str | int]] = {"": (-1, "")}
        attributes = list(enumerate(asked.attributes.values(), 3))
        self._needed = [at for at, attribute in attributes if attribute.required and not attribute.when]
        self._conditions = [
            (at, attribute.required, [(self._names.index(name), codes) for name, codes in attribute.when.items()])
            for at, attribute in attributes
            if attribute.when
        ]

    def get(self, lines: str) -> Row:
        """Return what these lines say: confidence, note, origin, and the attributes in the order of the codebook."""
        return self._known.get(lines) or self._read(lines)

    def _read(self, lines: str) -> Row:
        coded: Row = [None] * (len(self._names) + 1)
        for line in lines.split("\n"):
            at, value = self._lines.get(line) or self._line(line)
            if coded[at] is not None:
                raise _NotOurs
            coded[at] = value
        del coded[-1]  # what is behind the last line
        if any(coded[at] is None for at in self._needed):
            raise _NotOurs
        for at, required, when in self._conditions:
            applies = all(coded[other] in codes for other, codes in when)
            if (required and coded[at] is None) if applies else coded[at] is not None:
                raise _NotOurs
        if len(self._known) >= _MAX_KEPT:
            self._known.clear()
        self._known[lines] = coded
        return coded

    def _line(self, line: str) -> tuple[int, str | int]:
        """Return where in a row the value on a line belongs, and the value."""
        name, _, written = line[2:].partition(": ")
        value = int(written) if _INTEGER.fullmatch(written) else _words(written)
        if name not in self._names:
            raise _NotOurs
        found = self._names.index(name), value
        attribute = self._asked.attributes.get(name)
        if name == "confidence":
            closed: Container[str | int] | None = CONFIDENCES
        else:
            closed = attribute.by_value if attribute and attribute.kind == "choice" else None
        if closed is None:
            if not isinstance(value, str):
                raise _NotOurs
        elif value not in closed:
            raise _NotOurs
        else:
            self._lines[line] = found
        return found


class _Offsets:
    """The offsets of all spans of a file, handed out in the order of the file."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        self._at = 0

    def take(self, lines: str) -> list[int]:
        """Return the offsets on these lines."""
        begin = self._at
        self._at = begin + 2 * lines.count("\n")
        return self._numbers[begin : self._at]

    def pieces(self, lines: str) -> list[int]:
        """Return the offsets on these lines, which must stand in text order."""
        spans = self.take(lines)
        if len(spans) > 2 and any(spans[at] > spans[at + 1] for at in range(1, len(spans) - 1, 2)):  # noqa: PLR2004
            raise _NotOurs
        return spans

    def left(self) -> bool:
        """Return whether a span belongs to no item, or a line of an item holds no span."""
        return self._at != len(self._numbers)


def _checked_spans(content: str, at: int, text: str) -> list[int]:
    """Return start and end of every span in a file, each with its words compared to the text."""
    numbers: list[int] = []
    length = len(text)
    for first, last, bare, quoted, escaped in _SPAN.findall(content, at):
        start, end = int(first), int(last)
        words = text[start:end]
        if not start < end <= length:
            raise _NotOurs
        if words == bare:
            if len(bare) <= _LONGEST and bare in _OTHERWISE:
                raise _NotOurs
        elif words != quoted and (not escaped or words != _unescaped(escaped)):
            raise _NotOurs
        numbers += (start, end)
    return numbers


# --- the items of each layer, from the parts of its expression -------------------------------------------------------

_Parts = list[tuple[str, ...]]


def _sources(items: _Parts, offsets: _Offsets, coding: _Coding | None, registry: Container[str] | None) -> list[Row]:
    rows = []
    for id_, name, registered, coded, mentions, more, _ in items:
        assert coding is not None
        known = _registered(_words(registered), registry) if registered else None
        confidence, note, origin, *attributes = coding.get(coded + more)
        spans = offsets.take(mentions)
        rows.append([id_, spans, [], confidence, note, origin, _words(name), known, *attributes])
    return rows


def _quotes(items: _Parts, offsets: _Offsets, coding: _Coding | None) -> list[Row]:
    rows = []
    for id_, content, cue, linked, source_spans, within, coded, _ in items:
        assert coding is not None
        confidence, note, origin, *attributes = coding.get(coded)
        spans = offsets.pieces(content)
        said = None if cue == "null" else offsets.take("\n")
        named = offsets.take(source_spans) if source_spans else []
        around = None if within == "null" else within
        ids = linked.split(", ") if linked else []
        rows.append([id_, spans, ids, confidence, note, origin, said, named, around, *attributes])
    return rows


def _claims(items: _Parts, offsets: _Offsets, coding: _Coding | None) -> list[Row]:
    rows = []
    for id_, lines, linked, coded, _ in items:
        assert coding is not None
        ids = linked.split(", ") if linked else []
        confidence, note, origin, *attributes = coding.get(coded)
        rows.append([id_, offsets.pieces(lines), ids, confidence, note, origin, *attributes])
    return rows


def _frames(items: _Parts, offsets: _Offsets, coding: _Coding | None) -> list[Row]:
    rows = []
    for id_, scope, lines, linked, coded, _ in items:
        assert coding is not None
        if not lines and scope != "article":
            raise _NotOurs
        ids = linked.split(", ") if linked else []
        confidence, note, origin, *attributes = coding.get(coded)
        rows.append([id_, offsets.pieces(lines), ids, confidence, note, origin, scope, *attributes])
    return rows


# --- what may be wrong -----------------------------------------------------------------------------------------------


def _words(written: str) -> str:
    """Return the words that stand bare or in double quotes."""
    if written[0] != '"':
        if not _WORDS.fullmatch(written) or (len(written) <= _LONGEST and written in _OTHERWISE):
            raise _NotOurs
        return written
    if written == '""' or not _QUOTED.fullmatch(written):
        raise _NotOurs
    return _unescaped(written)


def _unescaped(quoted: str) -> str:
    """Return what stands in double quotes; the escapes are those of JSON."""
    if "\\" not in quoted:
        return quoted[1:-1]
    found: str = json.loads(quoted)
    return found


def _registered(name: str, registry: Container[str] | None) -> str:
    if not _REGISTERED.fullmatch(name) or (registry is not None and name not in registry):
        raise _NotOurs
    return name


def _same_major(version: str, other: str) -> bool:
    return version.split(".", maxsplit=1)[0] == other.split(".", maxsplit=1)[0]


def _check_links(sources: list[Row], quotes: list[Row], claims: list[Row], frames: list[Row]) -> None:
    """Look whether ids are unique and every link leads somewhere."""
    named = {row[ID] for row in sources}
    within = {row[ID]: row[WITHIN] for row in quotes}
    ids = {*named, *within, *(row[ID] for row in claims), *(row[ID] for row in frames)}
    if len(ids) < len(sources) + len(quotes) + len(claims) + len(frames) or not ids.isdisjoint(_OTHERWISE):
        raise _NotOurs
    for layer in (quotes, claims, frames):
        for row in layer:
            linked = row[LINKED]
            if linked and not named.issuperset(linked):
                raise _NotOurs
            if len(linked) > 1 and len(set(linked)) < len(linked):
                raise _NotOurs
    for quote, outer in within.items():
        seen = {quote}
        around = outer
        while around is not None:
            if around in seen or around not in within:
                raise _NotOurs
            seen.add(around)
            around = within[around]
