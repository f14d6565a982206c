"""Labels as YAML text: one fixed layout, so that a diff shows what a person did and nothing else.

A string stands bare when every YAML reader takes it for the same string, and otherwise in double quotes with the
escapes of JSON, which are YAML's too. Why this is not a YAML library's emitter: `docs/decisions/0002-own-emitter.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import is_

from annotator.labels import SINGULAR, Item, Labels, Paragraph, Span

_BARE = re.compile(r"[A-Za-z\u00c0-\u024f][\w’'./()%+-]*(?: [\w’'./()%+&-]+)*")
_Entry = Item | Paragraph
_Block = tuple[tuple[_Entry, ...], bytes]
"""Entries that follow each other, and their lines."""
_BLOCK = 64
"""Entries of a block, at the least; only the last of a part, and one that entries were taken from, has fewer."""
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# What JSON leaves as it is and YAML does not allow, or a person reading the file could not see.
_ESCAPED = re.compile(
    "[\x7f-\x9f\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def emit(labels: Labels, schema: str | None = None) -> str:
    """Write labels as a YAML document.

    Args:
        labels: What to write.
        schema: Where an editor finds the JSON Schema, relative to the labels file; None for no such line.
    """
    return Emitter().emit(labels, schema).decode()


class Emitter:
    """Writes one version of labels after the other as UTF-8, and only what differs anew.

    Labels are saved after every few edits, and all that an edit did not change are the same immutable objects. Writing
    ten thousand of them out anew takes so long that the keys pressed meanwhile are felt to wait; so does joining and
    encoding that many lines.
    """

    def __init__(self) -> None:
        """Have written nothing yet."""
        self._written: dict[str, list[_Block]] = {}
        """The entries of each part as they were written last."""

    def emit(self, labels: Labels, schema: str | None = None) -> bytes:
        """Write labels as a YAML document; the arguments are those of `emit`."""
        return b"".join(self._pieces(labels, schema))

    def _pieces(self, labels: Labels, schema: str | None) -> Iterator[bytes]:
        yield _encoded(_head(labels, schema))
        for part in ("paragraphs", "sources", "quotes", "claims", "frames"):
            entries: tuple[_Entry, ...] = getattr(labels, part)
            yield _encoded([f"{part}:" if entries else f"{part}: []"])
            blocks = self._written[part] = _blocks(entries, self._written.get(part, []))
            yield from (written for _, written in blocks)
        yield _encoded(_end(labels))


def _blocks(entries: tuple[_Entry, ...], before: list[_Block]) -> list[_Block]:
    """Return the entries of a part in blocks; those at its beginning and end that were written before, as they were."""
    first = start = 0
    while first < len(before) and _stands(before[first], entries, start):
        start += len(before[first][0])
        first += 1
    last, end = len(before), len(entries)
    while last > first and end - len(before[last - 1][0]) >= start:
        if not _stands(before[last - 1], entries, end - len(before[last - 1][0])):
            break
        last -= 1
        end -= len(before[last][0])
    # What lies between is cut into blocks of about one size, so that they do not fall to pieces in the course of time.
    count = max((end - start) // _BLOCK, 1)
    edges = [start + (end - start) * number // count for number in range(count + 1)]
    changed = [entries[low:high] for low, high in pairwise(edges) if low < high]
    return [*before[:first], *((block, _encoded(map(_entry, block))) for block in changed), *before[last:]]


def _stands(block: _Block, entries: tuple[_Entry, ...], at: int) -> bool:
    """Return whether the entries of a block are the very ones that stand at a place."""
    here = entries[at : at + len(block[0])]
    return len(here) == len(block[0]) and all(map(is_, block[0], here))


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _head(labels: Labels, schema: str | None) -> Iterator[str]:
    """Yield the lines before the paragraphs."""
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    yield f"format: {labels.format}"
    yield f"document: {scalar(labels.document)}"
    yield f"text_sha256: {quoted(labels.text_sha256)}"
    yield f"annotator: {scalar(labels.annotator)}"
    yield f"codebook: {{name: {scalar(labels.codebook.name)}, version: {scalar(labels.codebook.version)}}}"
    yield f"complete: {scalar(labels.complete)}"
    if labels.sample is not None:
        yield f"sample: [{', '.join(map(str, labels.sample))}]"


def _end(labels: Labels) -> Iterator[str]:
    """Yield the lines behind the frames."""
    if labels.undecided:
        yield "undecided:"
        for waiting in labels.undecided:
            yield f"- reason: {waiting.reason}"
            if waiting.by:
                yield from _field("by", waiting.by)
            yield f"  {SINGULAR[waiting.item.layer]}:"
            # The dash of an item in a list, and its indentation, give way to those of a key.
            yield from (f"    {line[2:]}" for line in _item(waiting.item))
    if labels.made_from:
        yield "made_from:"
        for one in labels.made_from:
            yield f"- {{annotator: {scalar(one.annotator)}, sha256: {quoted(one.sha256)}}}"


def _entry(entry: _Entry) -> str:
    if isinstance(entry, Item):
        return "\n".join(_item(entry.model_whole()))  # thousands are written that nobody will ever look at
    reviewed = ", ".join(entry.reviewed)
    return f"- {{start: {entry.start}, end: {entry.end}, zone: {entry.zone}, reviewed: [{reviewed}]}}"


_STRUCTURE = {
    "sources": ("name", "registry"),
    "quotes": ("content", "cue", "sources", "source_spans", "within"),
    "claims": ("spans", "claimants"),
    "frames": ("scope", "spans", "voice"),
}
_LAST = ("confidence", "note", "origin")


def _item(item: Item) -> Iterator[str]:
    yield f"- id: {scalar(item.id)}"
    structure = _STRUCTURE[item.layer]
    for name in structure:
        if name != "registry" or getattr(item, name) is not None:
            yield from _field(name, getattr(item, name))
    known = {"id", item.main_spans, *structure, *_LAST}
    for name in type(item).model_fields:
        if name not in known and (value := getattr(item, name)) is not None:
            yield f"  {scalar(name)}: {scalar(value)}"
    if item.layer == "sources":
        yield from _field("mentions", item.main)
    for name in _LAST:
        if (value := getattr(item, name)) is not None:
            yield f"  {name}: {scalar(value)}"


def _field(name: str, value: object) -> Iterator[str]:
    if isinstance(value, Span):
        yield f"  {name}: {_span(value)}"
    elif isinstance(value, tuple) and value and isinstance(value[0], Span):
        yield f"  {name}:"
        for span in value:
            yield f"  - {_span(span)}"
    elif isinstance(value, tuple):
        yield f"  {name}: [{', '.join(map(scalar, value))}]"
    else:
        yield f"  {name}: {scalar(value)}"


def _span(span: Span) -> str:
    return f"{{start: {span.start}, end: {span.end}, text: {scalar(span.text)}}}"


def scalar(value: object) -> str:
    """Write one value so that every YAML reader reads it back exactly."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _BARE.fullmatch(text) and text.isprintable() and text.lower() not in _RESERVED:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Write a string in double quotes, every invisible character as an escape."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
