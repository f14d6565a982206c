"""In which order a person decides: sources first, since the others are linked to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, TypeAlias

from annotator.adjudication.disagreements import Disagreement
from annotator.labels import LAYERS, Paragraph

Order: TypeAlias = Literal["text", "worst"]


def in_order(found: Sequence[Disagreement], paragraphs: Sequence[Paragraph], order: Order) -> list[Disagreement]:
    """Return disagreements in the order in which they are decided.

    Args:
        found: What waits.
        paragraphs: Of the text.
        order: `text`: paragraph by paragraph, and in each layer by layer; `worst`: those first whose words overlap
            least, and of these those that differ in most.
    """
    begins = [paragraph.start for paragraph in paragraphs]

    def place(one: Disagreement) -> tuple[object, ...]:
        start = one.place
        nowhere = start is None
        paragraph = bisect_right(begins, start or 0)
        return (nowhere, paragraph, LAYERS.index(one.layer), start or 0, one.id)

    def key(one: Disagreement) -> tuple[object, ...]:
        badness = (one.overlap, -len(one.differing)) if order == "worst" else ()
        return (one.layer != "sources", *badness, *place(one))

    return sorted(found, key=key)
