"""Labels as YAML text: one fixed layout, so that a diff shows what a person did and nothing else.

A string stands bare when every YAML reader takes it for the same string, and otherwise in double quotes with the
escapes of JSON, which are YAML's too. Why this is not a YAML library's emitter: `docs/decisions/0002-own-emitter.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from annotator.labels import SINGULAR, Item, Labels, Paragraph, Span

_BARE = re.compile(r"[A-Za-z\u00c0-\u024f][\w’'./()%+-]*(?: [\w’'./()%+&-]+)*")
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
    return Emitter().emit(labels, schema)


class Emitter:
    """Writes one version of labels after the other, and only what differs anew.

    Labels are saved after every few edits, and all that an edit did not change are the same immutable objects. Writing
    ten thousand of them out anew takes so long that the keys pressed meanwhile are felt to wait.
    """

    def __init__(self) -> None:
        """Have written nothing yet."""
        self._written: dict[str, tuple[tuple[Item | Paragraph, ...], list[str]]] = {}
        """The entries of each part as they were written last, and their lines."""

    def emit(self, labels: Labels, schema: str | None = None) -> str:
        """Write labels as a YAML document; the arguments are those of `emit`."""
        return "\n".join(self._lines(labels, schema)) + "\n"

    def _lines(self, labels: Labels, schema: str | None) -> Iterator[str]:
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
        for part in ("paragraphs", "sources", "quotes", "claims", "frames"):
            entries: tuple[Item | Paragraph, ...] = getattr(labels, part)
            yield f"{part}:" if entries else f"{part}: []"
            yield from self._part(part, entries)
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

    def _part(self, part: str, entries: tuple[Item | Paragraph, ...]) -> list[str]:
        """Return the lines of each entry of a part; of those that were written last time, the same ones again."""
        before, lines = self._written.get(part, ((), []))
        if before is not entries:
            known = {id(entry): written for entry, written in zip(before, lines, strict=True)}
            lines = [known.get(id(entry)) or _entry(entry) for entry in entries]
            self._written[part] = (entries, lines)
        return lines


def _entry(entry: Item | Paragraph) -> str:
    if isinstance(entry, Item):
        return "\n".join(_item(entry))
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
