"""Are two versions of labels the same, but for ids, order and notes?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.labels import Item, Labels

_LINKS = {"sources", "claimants", "voice"}
_LEFT_OUT = {"id", "note", "origin"}


def differences(made: Labels, target: Labels, ids: Mapping[str, str]) -> Iterator[str]:
    """Yield what is not the same, a sentence each.

    Notes are remarks typed letter by letter whatever the program; they, and where items come from, are not compared.

    Args:
        made: What was made.
        target: What was to be made.
        ids: Ids of `made` by those of `target`.
    """
    if made.paragraphs != target.paragraphs:
        yield "the paragraphs differ in zone or in what was reviewed"
    if made.complete != target.complete:
        yield "one is complete, the other is not"
    known = {item.id: item for item in made.items()}
    for item in target.items():
        here = known.pop(ids.get(item.id, ""), None)
        if here is None:
            yield f"{item.id} is missing"
            continue
        wanted, found = _plain(item, ids), _plain(here, {})
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield f"{item.id}: {name} is {found.get(name)!r} and should be {wanted.get(name)!r}"
    for item_id in known:
        yield f"{item_id} is there and should not be"


def _plain(item: Item, ids: Mapping[str, str]) -> dict[str, Any]:
    fields = {name: getattr(item, name) for name in type(item).model_fields if name not in _LEFT_OUT}
    for name in _LINKS & fields.keys():
        fields[name] = sorted(ids.get(one, one) for one in fields[name])
    if (within := fields.get("within")) is not None:
        fields["within"] = ids.get(within, within)
    if "mentions" in fields:
        fields["mentions"] = sorted((span.start, span.end) for span in fields["mentions"])
    return fields
