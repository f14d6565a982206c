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
from annotator.store.rows import FIRST_ATTRIBUTE, ID, LINKED, WITHIN, LabelRows, ParagraphRow, Row
from annotator.text import Text

MAX_CHARACTERS = 8 * 1024 * 1024
_MAX_KEPT = 20_000

_NUMBER = "(0|[1-9][0-9]{0,17})"
_BARE = r"[A-Za-z\u00c0-\u024f][\w’'./()%+-]*+(?: [\w’'./()%+&-]++)*+"
_ESCAPES = r'"(?:[^"\\\n]|\\(?:["\\nrtbf]|u(?!d[89a-f])[0-9a-f]{4}))*+"'  # halves of characters are an error in YAML
_ID = "[A-Za-z][A-Za-z0-9_.-]{0,63}"
_IDS = rf"\[((?:{_ID}(?:, {_ID})*+)?)\]\n"
_SPAN_LINES = r"((?:  - \{[^\n]+\n)++)"
_MAYBE_SPAN_LINES = rf"(?: \[\]\n|\n{_SPAN_LINES})"
_KEY = "[a-z][a-z0-9_]*+: "
_CODED = rf"((?:  {_KEY}[^\n]+\n)*+)"
_LAYERS = "|".join(LAYERS)

_HEADER = re.compile(
    r"(?:# yaml-language-server: \$schema=[^\n]*\n)?format: 1\ndocument: ([^\n]+)\n"
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
    rf'text: (?:({_BARE})|"([^"\\\n]*)"|({_ESCAPES}))\}}(?=\n)'
)
_ITEMS: dict[LayerName, re.Pattern[str]] = {
    "sources": re.compile(
        rf"- id: ({_ID})\n  name: ([^\n]+)\n(?:  registry: ([^\n]+)\n)?"
        rf"((?:  (?!mentions:){_KEY}[^\n]+\n)*+)  mentions:{_MAYBE_SPAN_LINES}{_CODED}"
    ),
    "quotes": re.compile(
        rf"- id: ({_ID})\n  content:\n{_SPAN_LINES}  cue: (null|\{{[^\n]+)\n  sources: {_IDS}"
        rf"  source_spans:{_MAYBE_SPAN_LINES}  within: ({_ID})\n{_CODED}"
    ),
    "claims": re.compile(rf"- id: ({_ID})\n  spans:\n{_SPAN_LINES}  claimants: {_IDS}{_CODED}"),
    "frames": re.compile(
        rf"- id: ({_ID})\n  scope: ({'|'.join(SCOPES)})\n  spans:{_MAYBE_SPAN_LINES}  voice: {_IDS}{_CODED}"
    ),
}
_FIELD = re.compile(rf"([a-z][a-z0-9_]*+): ([^\n]+)\n")
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


def flat(content: str) -> dict[str, str] | None:
    """Return the fields of a file with nothing in it but `key: words`, one to a line; None where it has anything else.

    Args:
        content: The decoded file.
    """
    if not _is_plain(content):
        return None
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
        if header is None or not _is_plain(content):
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
        offsets = _Offsets(_checked_spans(content, at, text.content))
        sources, at = self._read(content, at, "sources", offsets)
        for row in sources:
            row[6] = _words(row[6])
            if row[7] is not None:
                row[7] = _registered(_words(row[7]), registry)
        quotes, at = self._read(content, at, "quotes", offsets)
        claims, at = self._read(content, at, "claims", offsets)
        frames, at = self._read(content, at, "frames", offsets)
        if at != len(content) or not offsets.are_used_up():
            raise _NotOurs
        _check_links(sources, quotes, claims, frames)
        return sources, quotes, claims, frames

    def _read(self, content: str, at: int, layer: LayerName, offsets: _Offsets) -> tuple[list[Row], int]:
        heading = f"{layer}: []\n"
        if content.startswith(heading, at):
            return [], at + len(heading)
        heading = f"{layer}:\n"
        if layer not in self.codebook.layers or not content.startswith(heading, at):
            raise _NotOurs
        at += len(heading)
        match = _ITEMS[layer].match
        make = _MAKERS[layer]
        coding = self._coding[layer]
        known = coding.known
        found: list[Row] = []
        while item := match(content, at):
            row, lines = make(item.groups(), offsets)
            coded = known.get(lines) or coding.read(lines)
            row[3:6] = coded[:3]
            row += coded[3:]
            found.append(row)
            at = item.end()
        if not found:
            raise _NotOurs
        return found, at


class _Coding:
    """Reads what was coded on the items of a layer: the same few lines again and again, looked at once each.

    Attributes:
        known: Confidence, note, origin and the attributes in the order of the codebook, by the lines that say so.
    """

    def __init__(self, asked: Layer) -> None:
        self.known: dict[str, Row] = {}
        self._asked = asked
        self._names = ("confidence", "note", "origin", *asked.attributes)
        self._lines: dict[str, tuple[int, str | int]] = {"": (-1, "")}
        attributes = list(enumerate(asked.attributes.values(), 3))
        self._needed = [at for at, attribute in attributes if attribute.required and not attribute.when]
        self._has_conditions = any(attribute.when for _, attribute in attributes)

    def read(self, lines: str) -> Row:
        """Return what these lines say, and remember it."""
        coded: Row = [None] * (len(self._names) + 1)
        for line in lines.split("\n"):
            at, value = self._lines.get(line) or self._line(line)
            if coded[at] is not None:
                raise _NotOurs
            coded[at] = value
        del coded[-1]  # what is behind the last line
        if any(coded[at] is None for at in self._needed):
            raise _NotOurs
        if self._has_conditions:
            values = dict(zip(self._names, coded, strict=True))
            if any(self._asked.required(values)) or any(self._asked.inapplicable(values)):
                raise _NotOurs
        if len(self.known) >= _MAX_KEPT:
            self.known.clear()
        self.known[lines] = coded
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

    def take(self, lines: str | None, *, in_order: bool = False) -> list[int]:
        """Return the offsets on these lines."""
        if lines is None:
            return []
        begin = self._at
        self._at = end = begin + 2 * lines.count("\n")
        spans = self._numbers[begin:end]
        if in_order and end - begin > 2 and any(spans[at] > spans[at + 1] for at in range(1, end - begin - 1, 2)):
            raise _NotOurs
        return spans

    def are_used_up(self) -> bool:
        """Return whether every span of the file belongs to an item, and every line of an item to a span."""
        return self._at == len(self._numbers)


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
        elif words != quoted and (not escaped or words != json.loads(escaped)):
            raise _NotOurs
        numbers += (start, end)
    return numbers


# --- an item of each layer, from the groups of its expression --------------------------------------------------------


def _source(groups: tuple[str, ...], offsets: _Offsets) -> tuple[Row, str]:
    id_, name, registry, coded, mentions, more = groups
    return [id_, offsets.take(mentions), [], None, None, None, name, registry], coded + more


def _quote(groups: tuple[str, ...], offsets: _Offsets) -> tuple[Row, str]:
    id_, content, cue, linked, source_spans, within, coded = groups
    spans = offsets.take(content, in_order=True)
    said = None if cue == "null" else offsets.take("\n")
    around = None if within == "null" else within
    row = [id_, spans, _ids(linked), None, None, None, said, offsets.take(source_spans), around]
    return row, coded


def _claim(groups: tuple[str, ...], offsets: _Offsets) -> tuple[Row, str]:
    id_, spans, linked, coded = groups
    return [id_, offsets.take(spans, in_order=True), _ids(linked), None, None, None], coded


def _frame(groups: tuple[str, ...], offsets: _Offsets) -> tuple[Row, str]:
    id_, scope, spans, linked, coded = groups
    if spans is None and scope != "article":
        raise _NotOurs
    return [id_, offsets.take(spans, in_order=True), _ids(linked), None, None, None, scope], coded


_MAKERS = {"sources": _source, "quotes": _quote, "claims": _claim, "frames": _frame}


def _ids(linked: str) -> list[str]:
    return linked.split(", ") if linked else []


# --- what may be wrong -----------------------------------------------------------------------------------------------


def _is_plain(content: str) -> bool:
    """Return whether a file has only what can be seen, spaces and line feeds: YAML allows all of that."""
    return len(content) <= MAX_CHARACTERS and content.replace("\n", "").isprintable()


def _words(written: str) -> str:
    """Return the words that stand bare or in double quotes."""
    if _WORDS.fullmatch(written):
        if len(written) <= _LONGEST and written in _OTHERWISE:
            raise _NotOurs
        return written
    if written == '""' or not _QUOTED.fullmatch(written):
        raise _NotOurs
    found: str = json.loads(written)
    return found


def _registered(name: str, registry: Container[str] | None) -> str:
    if not _REGISTERED.fullmatch(name) or (registry is not None and name not in registry):
        raise _NotOurs
    return name


def _same_major(version: str, other: str) -> bool:
    return version.split(".")[0] == other.split(".")[0]


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
    for quote, around in within.items():
        if around is not None:
            seen = {quote}
            while around is not None:
                if around in seen or around not in within:
                    raise _NotOurs
                seen.add(around)
                around = within[around]
