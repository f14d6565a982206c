"""What is suggested for the text of a session, and what of it is still open.

Nothing here looks for suggestions: `take` is given what was found. A suggestion is open while nothing of its layer is
labelled on its words and it was not rejected; that is seen from the labels, so that undo opens it again.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotator.session.rejections import Rejection, Rejections, key_of
from annotator.session.units import joined
from annotator.text.clusters import is_cluster_boundary

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.suggest.suggestion import Range, Suggestion

_ORDER = ("zones", "quotes", "claims", "frames")
Order = tuple[int, int, int, int]
_KEPT = 5_000
"""Paragraphs whose open suggestions are kept."""


class _Open(NamedTuple):
    """What is open in a paragraph, what that was seen from, and a number that no other list of suggestions has."""

    stamp: tuple[int, int]
    still: tuple[Suggestion, ...]
    number: int


class Suggestions:
    """The suggestions for one session's text.

    Attributes:
        blind: The person does not want to see any.
        rejections: What was turned down.
    """

    def __init__(self, session: Session, rejections: Rejections, *, blind: bool) -> None:
        """Begin with none."""
        self.blind = blind
        self.rejections = rejections
        self._session = session
        self._found: dict[int, tuple[Suggestion, ...]] = {}
        self._places: list[int] = []
        self._looked = bytearray(len(session.units))
        self._serial = 0
        self._open: dict[int, _Open] = {}
        self._count = 0

    def take(self, found: Mapping[int, Iterable[Suggestion]]) -> None:
        """Take over what was found, by paragraph; paragraphs with nothing in them count as looked at too."""
        layers = {"zones", *self._session.layers}
        for paragraph, suggestions in found.items():
            kept = sorted((self._whole(item) for item in suggestions if item.layer in layers), key=reading_order)
            self._looked[paragraph] = 1
            if kept and paragraph not in self._found:
                insort(self._places, paragraph)
            if (kept or paragraph in self._found) and self._found.get(paragraph) != tuple(kept):
                self._found[paragraph] = tuple(kept)
        self._serial += 1

    def _whole(self, suggestion: Suggestion) -> Suggestion:
        """Return a suggestion none of whose edges lies inside a user-perceived character."""
        content = self._session.text.content
        if content.isascii() or all(
            is_cluster_boundary(content, edge) for it in suggestion.every_range() for edge in it
        ):
            return suggestion

        def whole(stretch: Range) -> Range:
            return self._session.units.whole(self._session.units.paragraph_at(stretch[0]), *stretch)

        return replace(
            suggestion,
            spans=joined(map(whole, suggestion.spans)),
            cue=whole(suggestion.cue) if suggestion.cue else None,
            sources=tuple(tuple(map(whole, source)) for source in suggestion.sources),
        )

    def is_looked_at(self, paragraph: int) -> bool:
        """Return whether suggestions for a paragraph were looked for."""
        return bool(self._looked[paragraph])

    def open_in(self, paragraph: int) -> tuple[Suggestion, ...]:
        """Return the suggestions of a paragraph that are open, zones first, then in text order; none while blind."""
        found = self._found.get(paragraph)
        if found is None or self.blind:
            return ()
        stamp = (self._serial, self._session.index.version(paragraph))
        known = self._open.get(paragraph)
        if known is not None and known.stamp == stamp:
            return known.still
        there = self._labelled_in(paragraph)
        still = tuple(item for item in found if key_of(item) not in self.rejections and not self._is_there(item, there))
        if known is not None and known.still == still:
            self._open[paragraph] = known._replace(stamp=stamp)
            return known.still
        if len(self._open) >= _KEPT:
            self._open.clear()
        self._count += 1
        self._open[paragraph] = _Open(stamp, still, self._count)
        return still

    def _labelled_in(self, paragraph: int) -> dict[str, list[list[Range]]]:
        """Return the words of the items of a paragraph, by layer."""
        labelled: dict[str, list[list[Range]]] = {}
        for item in self._session.index.in_paragraph(paragraph):
            if item.layer != "sources" and item.main:
                labelled.setdefault(item.layer, []).append([(span.start, span.end) for span in item.main])
        return labelled

    def _is_there(self, suggestion: Suggestion, labelled: Mapping[str, Sequence[Sequence[Range]]]) -> bool:
        """Return whether a suggestion is labelled already, or nearly so."""
        from annotator.suggest.evaluation import IOU, iou  # noqa: PLC0415 - nothing of `suggest` before it is needed

        if suggestion.layer == "zones":
            return self._session.labels.paragraphs[self.paragraph_of(suggestion)].zone != "body"
        low, high = suggestion.spans[0][0], suggestion.spans[-1][1]
        return any(
            spans[0][0] < high and low < spans[-1][1] and iou(spans, suggestion.spans) >= IOU
            for spans in labelled.get(suggestion.layer, ())
        )

    def paragraph_of(self, suggestion: Suggestion) -> int:
        """Return the index of the paragraph a suggestion stands with."""
        return self._session.units.paragraph_at(suggestion.spans[0][0])

    def apply(self, rejection: Rejection) -> None:
        """Take a rejection over, or take one back."""
        self.rejections.apply(rejection)
        self._serial += 1


def reading_order(suggestion: Suggestion) -> Order:
    """Order the suggestions of a paragraph: what the paragraph is, then by their beginnings, the longer ones first."""
    start, end = suggestion.spans[0][0], suggestion.spans[-1][1]
    return (0 if suggestion.layer == "zones" else 1), start, -end, _ORDER.index(suggestion.layer)
