"""Transcripts and interviews: paragraphs that begin with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotator.suggest.suggestion import Range

_LABEL = re.compile(r"(?P<name>[^\W\d_a-zß-ÿ][\w.’'-]{0,30}(?: [^\W\d_a-zß-ÿ(][\w.’'-]{0,30}){0,4}):(?=[ \t\u00a0]+\S)")
_LEAST = 3  # labelled paragraphs in a text that is a transcript
_LEAST_TURNS = 2  # of one speaker
NO_SPEAKERS = frozenset(
    "photo picture image video caption related update note editor's source sources read watch more foto bild".split()  # noqa: SIM905
)


def labels_of(content: str, paragraphs: Sequence[Range]) -> dict[int, Range]:
    """Return, for the paragraphs of a transcript, where the name of the speaker stands at their beginning.

    A text is one if at least three paragraphs begin so and somebody speaks twice.
    """
    found: dict[int, Range] = {}
    turns: Counter[str] = Counter()
    for number, (start, end) in enumerate(paragraphs):
        match = _LABEL.match(content, start, end)
        if match and match["name"].split()[0].lower() not in NO_SPEAKERS:
            found[number] = match.span("name")
            turns[match["name"]] += 1
    if len(found) < _LEAST or max(turns.values()) < _LEAST_TURNS:
        return {}
    return {
        number: label
        for number, label in found.items()
        if turns[content[slice(*label)]] >= _LEAST_TURNS or content[slice(*label)].isupper()
    }
