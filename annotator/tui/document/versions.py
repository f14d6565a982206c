"""Versions on the rails: where each has its words, so that differing ends can be seen in the text."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.labels import Item
from annotator.tui.document.rails import Mark

_CALLED = {"cue": "·cue", "source_spans": "·who"}


def version_marks(letters: Sequence[str], items: Sequence[Item]) -> tuple[Mark, ...]:
    """Return a mark for every span of some versions, with the letters of all that have it.

    Args:
        letters: What each version is called.
        items: The versions.
    """
    found: dict[tuple[int, int, str], list[str]] = {}
    for letter, item in zip(letters, items, strict=True):
        for path, span in item.located_spans():
            having = found.setdefault((span.start, span.end, _CALLED.get(str(path[0]), "")), [])
            if letter not in having:
                having.append(letter)
    layer = items[0].layer if items else ""
    between = "" if all(len(letter) == 1 for letter in letters) else "+"
    marks = [
        Mark(start, end, f"{between.join(having)}{part}", layer, "") for (start, end, part), having in found.items()
    ]
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.label)))
