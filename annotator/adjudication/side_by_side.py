"""Versions of one item side by side: what each says in every field, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.adjudication.disagreements import BESIDES, compared_fields
from annotator.codebook import Codebook
from annotator.labels import Item, Span

NOTHING = "—"
_PIECES = " … "


@dataclass(frozen=True, slots=True)
class Row:
    """One field of several versions.

    Attributes:
        name: The field.
        label: What it is called on screen.
        values: What each version says, in words.
        differs: Not all say the same.
        is_words: The values are words of the text: where they are too long, both ends matter.
        is_long: It is looked at by itself also where there is only one version.
    """

    name: str
    label: str
    values: tuple[str, ...]
    differs: bool
    is_words: bool = False
    is_long: bool = False


def side_by_side(
    items: Sequence[Item], codebook: Codebook, called: Callable[[str], str], *, in_full: bool = False
) -> list[Row]:
    """Return the fields in which at least one version says something, those that differ first.

    Args:
        items: The versions.
        codebook: Names attributes and values.
        called: Names what an id is linked to.
        in_full: Name mentions that everyone has, too, instead of counting them.
    """
    first = items[0]
    compared = [compared_fields(item) for item in items]
    rows = []
    for name in _names(first):
        values = [getattr(item, name) for item in items]
        differs = len({each[name] for each in compared}) > 1
        if not differs and values[0] in {None, ()} and name != first.link:
            continue
        shown = _shown(name, items, codebook, called)
        if name == "mentions" and in_full:
            shown = tuple(words_of(value) for value in values)
        is_words = name in {first.main_spans, "cue", "source_spans"}
        is_long = is_words or name in {first.link, "name"}
        rows.append(Row(name, _label(name, first, codebook), shown, differs, is_words, is_long))
    for name in BESIDES:
        values = [getattr(item, name) for item in items]
        if set(values) != {None}:
            shown = tuple(map(words_of, values))
            rows.append(Row(name, name, shown, len(set(values)) > 1, is_long=name == "note"))
    return sorted(rows, key=lambda row: not row.differs)


def _names(item: Item) -> list[str]:
    """Return the fields in the order in which they are looked at: words, sources, attributes."""
    names = [name for name in compared_fields(item) if name != item.main_spans]
    head = [name for name in (item.link, "name", "scope", "cue", "source_spans", "within", "registry") if name in names]
    return [item.main_spans, *map(str, head), *(name for name in names if name not in head)]


def _label(name: str, item: Item, codebook: Codebook) -> str:
    layer = codebook.layers.get(item.layer)
    attribute = layer.attributes.get(name) if layer else None
    return (attribute and attribute.label) or name.replace("_", " ")


def _shown(name: str, items: Sequence[Item], codebook: Codebook, called: Callable[[str], str]) -> tuple[str, ...]:
    first = items[0]
    values = [getattr(item, name) for item in items]
    if name == "mentions":
        return tuple(_mentions(value, values) for value in values)
    if name in {first.link, "within"}:
        return tuple(", ".join(map(called, _several(value))) or NOTHING for value in values)
    layer = codebook.layers.get(first.layer)
    attribute = layer.attributes.get(name) if layer else None
    if attribute is not None and attribute.kind == "choice":
        return tuple(NOTHING if value is None else attribute.by_value[value].shown for value in values)
    return tuple(words_of(value) for value in values)


def _several(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (str(value),)


def _mentions(own: tuple[Span, ...], everyones: Sequence[tuple[Span, ...]]) -> str:
    """Return the mentions that only some have, and how many are everyone's."""
    shared = set(everyones[0]).intersection(*everyones[1:])
    if len(everyones) == 1 or set(own) == shared == set(everyones[0]):
        return _PIECES.join(span.text for span in own) or NOTHING
    others = [f"+ {span.text}" for span in own if span not in shared]
    common = f"{len(shared)} in common" if shared else ""
    return ", ".join(filter(None, [*others, common])) or NOTHING


def words_of(value: object) -> str:
    """Return a value of a field in words."""
    if value is None or value == ():
        return NOTHING
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        return _PIECES.join(words_of(one) for one in value)
    return str(value).replace("_", " ")
