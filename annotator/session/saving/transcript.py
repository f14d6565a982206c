"""Edits as plain values, to be written into a journal and read back from it."""

from __future__ import annotations

from typing import Any

from annotator.codebook.models import LabelModels
from annotator.labels import Item, Labels, Paragraph, Undecided
from annotator.session.edits import Change, Edit, apply

Value = Item | Paragraph | Undecided | bool | None


def written(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON values. What stood there before is only named: the labels have it."""
    return {
        "what": edit.what,
        "place": edit.place,
        "subject": edit.subject,
        "changes": [
            {"part": change.part, "at": change.index, "was": _name(change.before), "now": _plain(change.after)}
            for change in edit.changes
        ],
    }


def read(entry: Any, labels: Labels, models: LabelModels) -> Edit:
    """Return an edit that was written down.

    Args:
        entry: The JSON values.
        labels: The labels as they are before the edit.
        models: The models of the labels' codebook.

    Raises:
        ValueError: When it is no edit, or not one of these labels.
    """
    try:
        return _read(entry, labels, models)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("this is no edit of these labels") from error


def _read(entry: Any, labels: Labels, models: LabelModels) -> Edit:
    changes = []
    for plain in entry["changes"]:
        part, index = plain["part"], plain["at"]
        if not isinstance(index, int) or index < 0:
            raise ValueError("a place in a list is a number from 0")
        if part == "complete":
            before: Value = labels.complete
            after: Value = bool(plain["now"])
        else:
            before = None if plain["was"] is None else getattr(labels, part)[index]
            after = None if plain["now"] is None else _model(part, models).model_validate(plain["now"])
        if _name(before) != plain["was"]:
            raise ValueError("this edit changes something else than what is there")
        changes.append(Change(part, index, before, after))
        labels = apply(labels, Edit("", (changes[-1],)))
    return Edit(str(entry["what"]), tuple(changes), entry["place"], entry["subject"])


def _model(part: str, models: LabelModels) -> type[Item | Paragraph | Undecided]:
    if part == "paragraphs":
        return Paragraph
    return models.undecided if part == "undecided" else models.items[part]  # type: ignore[index]


def _name(value: Value) -> str | list[int] | bool | None:
    """Return what tells an entry of a list from its neighbours."""
    if isinstance(value, Paragraph):
        return [value.start, value.end]
    if isinstance(value, Undecided):
        return value.item.id
    return value.id if isinstance(value, Item) else value


def _plain(value: Value) -> Any:
    return value if isinstance(value, bool) or value is None else value.model_dump(mode="json", exclude_none=True)
