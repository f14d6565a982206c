"""Tokens with a tag for each layer: where labels begin, go on, and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias, get_args

from annotator.dataset.conditions import UnknownValueError
from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.table import Column, Table
from annotator.errors import AnnotatorError
from annotator.labels import LAYERS, SINGULAR, LayerName
from annotator.store.rows import CUE, ID, SOURCE_SPANS, SPANS, Row, pairs
from annotator.text.clusters import is_cluster_boundary
from annotator.text.words import words

Overlaps: TypeAlias = Literal["longest", "shortest", "raise"]

_TAGS = ("sources", "quotes", "cues", "source_spans", "claims", "frames")
COLUMNS = (
    Column("document"),
    Column("annotator"),
    Column("paragraph", "number"),
    Column("zone"),
    Column("token", "number"),
    Column("start", "number"),
    Column("end", "number"),
    Column("text"),
    Column("space", "flag"),
    *map(Column, _TAGS),
    Column("items", "words"),
)


class OverlapError(AnnotatorError):
    """Two labels of one layer lie over the same words, and nobody said which of them counts."""


def tokens(content: str) -> list[tuple[int, int]]:
    """Find the tokens of a text: its words, and every other character that can be seen as one of its own.

    Args:
        content: The text.

    Returns:
        The tokens as `(start, end)`, code-point offsets, in order, without overlap. Only white space lies between.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*words(content), (len(content), len(content))]:
        if at < start:
            found += _signs(content, at, start)
        if start < end:
            found.append((start, end))
        at = end
    return found


def _signs(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is no word: punctuation, quotation marks, symbols, each with the marks that belong to it."""
    begin = None
    for offset in range(start, end):
        if begin is not None and (content[offset].isspace() or is_cluster_boundary(content, offset)):
            yield begin, offset
            begin = None
        if begin is None and not content[offset].isspace():
            begin = offset
    if begin is not None:
        yield begin, end


def token_table(everyones: Iterable[DocumentLabels], overlaps: Overlaps) -> Table:
    """Return the tokens of documents, with tags by the labels of each annotator.

    Args:
        everyones: Whose labels of which documents.
        overlaps: Which of two labels of one layer over the same words counts.

    Raises:
        OverlapError: With `raise`, where two labels of one layer lie over the same words.
        UnknownValueError: When `overlaps` is none of these.
    """
    if overlaps not in get_args(Overlaps):
        raise UnknownValueError("overlaps", overlaps, get_args(Overlaps))
    return Table(COLUMNS, (row for labels in everyones for row in _rows(labels, overlaps)))


def _rows(labels: DocumentLabels, overlaps: Overlaps) -> Iterator[list[Any]]:
    content = labels.document.text
    found = tokens(content)
    tags = [_tags(labels, name, found, overlaps) for name in _TAGS]
    ids = _ids(labels, found)
    rows = labels.paragraph_rows
    starts = [row[0] for row in rows]
    for number, (start, end) in enumerate(found):
        index = bisect_right(starts, start) - 1
        inside = index >= 0 and start < rows[index][1]
        yield [
            labels.document.name,
            labels.annotator,
            index + 1 if inside else None,
            rows[index][2] if inside else None,
            number + 1,
            start,
            end,
            content[start:end],
            end < len(content) and content[end].isspace(),
            *(tag[number] for tag in tags),
            ids[number],
        ]


def _tags(labels: DocumentLabels, name: str, found: list[tuple[int, int]], overlaps: Overlaps) -> list[str]:
    """Return the tag of every token: `O`, or `B-` and `I-` with what kind of label it is."""
    pieces = [(start, end, kind, id_) for kind, id_, spans in _labelled(labels, name) for start, end in pairs(spans)]
    # Painted over each other: what counts comes last, of two as long the one that stands first.
    pieces.sort(key=lambda piece: ((piece[1] - piece[0]) * (-1 if overlaps == "shortest" else 1), -piece[0]))
    owner: list[int | None] = [None] * len(found)
    for index, (start, end, _, id_) in enumerate(pieces):
        for number in _covered(found, start, end):
            other = owner[number]
            if overlaps == "raise" and other is not None and pieces[other][3] != id_:
                where = f"{labels.document.name}, {labels.annotator}"
                raise OverlapError(
                    f"{where}: {pieces[other][3]} and {id_} lie over the same words ({name}, {start}–{end}): say which "
                    'counts, overlaps="longest" or "shortest".'
                )
            owner[number] = index
    tags = []
    last: int | None = None
    for one in owner:
        tags.append("O" if one is None else f"{'I' if one == last else 'B'}-{pieces[one][2]}")
        last = one
    return tags


def _labelled(labels: DocumentLabels, name: str) -> Iterator[tuple[str, str, list[int]]]:
    """Yield kind, id and spans of everything that one column of tags is about."""
    if name in {"cues", "source_spans"}:
        place, kind = (CUE, "cue") if name == "cues" else (SOURCE_SPANS, "source")
        yield from ((kind, row[ID], row[place] or []) for row in labels.rows.layer("quotes"))
        return
    layer: LayerName = next(one for one in LAYERS if one == name)
    for row in labels.rows.layer(layer):
        yield kind_of(labels, layer, row), row[ID], row[SPANS]


def kind_of(labels: DocumentLabels, layer: LayerName, row: Row) -> str:
    """Return what kind of item a row is: the value of its main attribute, or the name of the layer in the singular."""
    asked = labels.codebook.layers.get(layer)
    value = row[labels.scheme.places[layer][asked.main]] if asked and asked.main else None
    return SINGULAR[layer] if value is None else str(value)


def _ids(labels: DocumentLabels, found: list[tuple[int, int]]) -> list[list[str]]:
    ids: list[list[str]] = [[] for _ in found]
    for layer in LAYERS:
        for row in labels.rows.layer(layer):
            for start, end in pairs(row[SPANS]):
                for number in _covered(found, start, end):
                    ids[number].append(row[ID])
    return ids


def _covered(found: list[tuple[int, int]], start: int, end: int) -> range:
    """Return the tokens that have a character in common with a span."""
    first = bisect_right(found, start, key=lambda token: token[1])
    return range(first, bisect_left(found, end, lo=first, key=lambda token: token[0]))
