"""Reading at once what our own emitter wrote and nobody touched, with the same result as reading it strictly.

A labels file in the layout of `annotator.store.emit` is taken apart by expressions anchored to that layout, line by
line, and everything that `annotator.store.check` looks at is looked at here. At the first byte that the emitter would
have written differently, or that may be wrong, the answer is None: then the strict reader says what the file holds, or
what is wrong with it and where. So there are no messages here, and nothing is read in two ways:
`tests/store/test_fast.py` compares the two readers.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from annotator.codebook import Codebook, Layer
from annotator.labels import CONFIDENCES, SCOPES, ZONES, LayerName
from annotator.store.emit import scalar
from annotator.store.layout import (
    CLAIM,
    FIELD,
    FRAME,
    HEADER,
    INTEGER,
    LONGEST,
    MADE_FROM,
    MADE_FROM_ONE,
    PARAGRAPH,
    QUOTE,
    READ_OTHERWISE,
    REGISTERED,
    SOURCE,
    SPAN,
    NotOursError,
    unescaped,
    words_in,
)
from annotator.store.rows import ID, LINKED, WITHIN, LabelRows, ParagraphRow, Row
from annotator.text import Text

# The same few words, thousands of times: one string of each is kept.
_ZONES: dict[str | Any, str] = {zone: zone for zone in ZONES}
_SCOPES: dict[str, str] = {scope: scope for scope in SCOPES}

MAX_CHARACTERS = 8 * 1024 * 1024
_MAX_KEPT = 20_000


def codebook_in(content: str) -> str | None:
    """Return the name of the codebook that a labels file says it was made with; None where it is not our layout."""
    header = HEADER.match(content)
    return header[4] if header else None


def flat(content: str) -> dict[str, str] | None:
    """Return the fields of a file with nothing in it but `key: words`, one to a line; None where it has anything else.

    Args:
        content: The decoded file.
    """
    found: dict[str, str] = {}
    at = 0
    try:
        while field := FIELD.match(content, at):
            found[field[1]] = words_in(field[2])
            at = field.end()
    except NotOursError:
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
        header = HEADER.match(content)
        if header is None or len(content) > MAX_CHARACTERS:
            return None
        document, digest, name, codebook, version, complete, sample, empty = header.groups()
        if (document, digest, name) != (scalar(text.name), text.sha256, scalar(annotator)):
            return None
        if codebook != scalar(self.codebook.name) or not _same_major(version, self.codebook.version):
            return None
        try:
            content, rest = _made_from(content)
            paragraphs, at = self._paragraphs(content, header.end(), text, bool(empty))
            if sample is not None:
                rest["sample"] = _sample(sample, len(paragraphs))
            layers = self._layers(content, at, text, registry)
        except NotOursError:
            return None
        return LabelRows(annotator, self.codebook.name, version, complete == "true", paragraphs, layers, rest)

    def _paragraphs(self, content: str, at: int, text: Text, empty: bool) -> tuple[list[ParagraphRow], int]:  # noqa: FBT001
        found: list[ParagraphRow] = []
        last = 0
        until = at if empty else content.find("\nsources:", at) + 1
        known = self._reviewed
        for first, behind, zone, reviewed, rest in PARAGRAPH.findall(content, at, max(until, at)):
            if rest:
                raise NotOursError
            start, end = int(first), int(behind)
            if not last <= start < end:
                raise NotOursError
            last = end
            found.append([start, end, _ZONES[zone], known.get(reviewed) or self._layers_in(reviewed)])
        if last > len(text.content) or bool(found) is empty:
            raise NotOursError
        return found, until

    def _layers_in(self, reviewed: str) -> list[str]:
        if reviewed not in self._reviewed:
            names = reviewed.split(", ")
            if len(set(names)) < len(names):
                raise NotOursError
            self._reviewed[reviewed] = names
        return self._reviewed[reviewed]

    def _layers(
        self, content: str, at: int, text: Text, registry: Container[str] | None
    ) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
        offsets = _Offsets(_checked_spans(content, at - 1, text.content))
        items, at = self._items(content, at, "sources", "quotes", SOURCE)
        sources = _sources(items, offsets, self._coding.get("sources"), registry)
        items, at = self._items(content, at, "quotes", "claims", QUOTE)
        quotes = _quotes(items, offsets, self._coding.get("quotes"))
        items, at = self._items(content, at, "claims", "frames", CLAIM)
        claims = _claims(items, offsets, self._coding.get("claims"))
        items, at = self._items(content, at, "frames", None, FRAME)
        frames = _frames(items, offsets, self._coding.get("frames"))
        if at != len(content) or offsets.left():
            raise NotOursError
        _check_links(sources, quotes, claims, frames)
        return sources, quotes, claims, frames

    def _items(
        self, content: str, at: int, layer: LayerName, following: LayerName | None, pattern: re.Pattern[str]
    ) -> tuple[list[tuple[str, ...]], int]:
        """Return the parts of every item of a layer, and where the next layer begins."""
        if content.startswith(f"{layer}: []\n", at):
            return [], at + len(layer) + 5
        if layer not in self._coding or not content.startswith(f"{layer}:\n", at):
            raise NotOursError
        end = content.find(f"\n{following}:", at) + 1 if following else len(content)
        found = pattern.findall(content, at + len(layer) + 2, end or len(content))
        if not found or found[-1][-1]:
            raise NotOursError
        return found, end


def _made_from(content: str) -> tuple[str, dict[str, Any]]:
    """Return a file without what adjudicated labels end with, and that; most files have no such end."""
    at = content.rfind("\nmade_from:\n") + 1
    if not at:
        return content, {}
    end = MADE_FROM.fullmatch(content, at)
    if end is None:
        raise NotOursError
    found = [{"annotator": words_in(name), "sha256": digest} for name, digest in MADE_FROM_ONE.findall(end[1])]
    if not all(REGISTERED.fullmatch(one["annotator"]) for one in found):
        raise NotOursError
    return content[:at], {"made_from": found}


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
                raise NotOursError
            coded[at] = value
        del coded[-1]  # what is behind the last line
        if any(coded[at] is None for at in self._needed):
            raise NotOursError
        for at, required, when in self._conditions:
            applies = all(coded[other] in codes for other, codes in when)
            if (required and coded[at] is None) if applies else coded[at] is not None:
                raise NotOursError
        if len(self._known) >= _MAX_KEPT:
            self._known.clear()
        self._known[lines] = coded
        return coded

    def _line(self, line: str) -> tuple[int, str | int]:
        """Return where in a row the value on a line belongs, and the value."""
        name, _, written = line[2:].partition(": ")
        value = int(written) if INTEGER.fullmatch(written) else words_in(written)
        if name not in self._names:
            raise NotOursError
        found = self._names.index(name), value
        attribute = self._asked.attributes.get(name)
        if name == "confidence":
            closed: Container[str | int] | None = CONFIDENCES
        else:
            closed = attribute.by_value if attribute and attribute.kind == "choice" else None
        if closed is None:
            if not isinstance(value, str):
                raise NotOursError
        elif value not in closed:
            raise NotOursError
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
            raise NotOursError
        return spans

    def left(self) -> bool:
        """Return whether a span belongs to no item, or a line of an item holds no span."""
        return self._at != len(self._numbers)


def _checked_spans(content: str, at: int, text: str) -> list[int]:
    """Return start and end of every span in a file, each with its words compared to the text."""
    numbers: list[int] = []
    length = len(text)
    for first, last, bare, quoted, escaped in SPAN.findall(content, at):
        start, end = int(first), int(last)
        words = text[start:end]
        if not start < end <= length:
            raise NotOursError
        if words == bare:
            if len(bare) <= LONGEST and bare in READ_OTHERWISE:
                raise NotOursError
        elif words != quoted and (not escaped or words != unescaped(escaped)):
            raise NotOursError
        numbers += (start, end)
    return numbers


# --- the items of each layer, from the parts of its expression -------------------------------------------------------

_Parts = list[tuple[str, ...]]


def _sources(items: _Parts, offsets: _Offsets, coding: _Coding | None, registry: Container[str] | None) -> list[Row]:
    rows = []
    for id_, name, registered, coded, mentions, more, _ in items:
        assert coding is not None
        known = _registered(words_in(registered), registry) if registered else None
        confidence, note, origin, *attributes = coding.get(coded + more)
        spans = offsets.take(mentions)
        rows.append([id_, spans, [], confidence, note, origin, words_in(name), known, *attributes])
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
            raise NotOursError
        ids = linked.split(", ") if linked else []
        confidence, note, origin, *attributes = coding.get(coded)
        rows.append([id_, offsets.pieces(lines), ids, confidence, note, origin, _SCOPES[scope], *attributes])
    return rows


# --- what may be wrong -----------------------------------------------------------------------------------------------


def _registered(name: str, registry: Container[str] | None) -> str:
    if not REGISTERED.fullmatch(name) or (registry is not None and name not in registry):
        raise NotOursError
    return name


def _sample(numbers: str, paragraphs: int) -> list[int]:
    found = [int(number) for number in numbers.split(", ") if number]
    if found != sorted(set(found)) or any(number > paragraphs for number in found):
        raise NotOursError
    return found


def _same_major(version: str, other: str) -> bool:
    return version.split(".", maxsplit=1)[0] == other.split(".", maxsplit=1)[0]


def _check_links(sources: list[Row], quotes: list[Row], claims: list[Row], frames: list[Row]) -> None:
    """Look whether ids are unique and every link leads somewhere."""
    named = {row[ID] for row in sources}
    within = {row[ID]: row[WITHIN] for row in quotes}
    ids = {*named, *within, *(row[ID] for row in claims), *(row[ID] for row in frames)}
    if len(ids) < len(sources) + len(quotes) + len(claims) + len(frames) or not ids.isdisjoint(READ_OTHERWISE):
        raise NotOursError
    for layer in (quotes, claims, frames):
        for row in layer:
            linked = row[LINKED]
            if linked and not named.issuperset(linked):
                raise NotOursError
            if len(linked) > 1 and len(set(linked)) < len(linked):
                raise NotOursError
    walked: set[str] = set()
    for quote in within:
        path: set[str] = set()
        around: str | None = quote
        while around is not None and around not in walked:
            if around in path or around not in within:
                raise NotOursError
            path.add(around)
            around = within[around]
        walked |= path
