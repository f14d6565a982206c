"""What is suggested for the text of a session, and what of it is still open.

Nothing here looks for suggestions: `take` is given what was found. A suggestion is open while nothing of its layer is
labelled on its words and it was not rejected; that is seen from the labels, so that undo opens it again.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotator.labels import Item
from annotator.session.suggestions.rejections import Rejection, Rejections, key_of
from annotator.session.units import joined
from annotator.text.clusters import is_cluster_boundary

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.suggest.suggestion import Range, Suggestion

_ORDER = ("zones", "quotes", "claims", "frames")
Order = tuple[int, int, int, int]
_KEPT = 5_000
"""Paragraphs whose open suggestions are kept, and items whose places are."""


class _Open(NamedTuple):
    """What is open in a paragraph, what that was seen from, and a number that no other list of suggestions has."""

    stamp: tuple[int, int]
    still: tuple[Suggestion, ...]
    number: int


class _Words(NamedTuple):
    """Where the labelled words of an item lie: from where to where, how many code points, which stretches."""

    item: Item
    low: int
    high: int
    size: int
    spans: Sequence[Range]


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
        self._answers: dict[int, dict[int, tuple[Suggestion, ...]]] = {}
        self._found: dict[int, tuple[Suggestion, ...]] = {}
        self._places: list[int] = []
        self._looked = bytearray(len(session.units))
        self._serial = 0
        self._open: dict[int, _Open] = {}
        self._words: dict[str, _Words] = {}
        self._count = 0

    def take(self, found: Mapping[int, Iterable[Suggestion]], rank: int = 0) -> None:
        """Take over what was found, by paragraph; paragraphs with nothing in them count as looked at too.

        What begins in another paragraph, such as a quotation whose speaker is only named in the next one, goes there.

        Args:
            found: The suggestions.
            rank: Who found them: 0 for the rules, 1 for others. Of two for the same words the lower one is kept.
        """
        layers = {"zones", *self._session.layers}
        by_paragraph: dict[int, list[Suggestion]] = {paragraph: [] for paragraph in found}
        for each in (self._whole(item) for items in found.values() for item in items if item.layer in layers):
            paragraph = self.paragraph_of(each)
            there = by_paragraph.setdefault(paragraph, list(self._answers.get(paragraph, {}).get(rank, ())))
            if each not in there:
                there.append(each)
        for paragraph, items in by_paragraph.items():
            kept = tuple(sorted(self._merged(paragraph, rank, items), key=reading_order))
            if kept and paragraph not in self._found:
                insort(self._places, paragraph)
            if kept != self._found.get(paragraph, ()):
                self._found[paragraph] = kept
        for paragraph in found if rank == 0 else ():
            self._looked[paragraph] = 1
        self._serial += 1

    def _merged(self, paragraph: int, rank: int, items: list[Suggestion]) -> Sequence[Suggestion]:
        """Return everybody's suggestions for a paragraph, each once, with what somebody has just found."""
        if not items and paragraph not in self._answers:
            return ()
        answers = self._answers.setdefault(paragraph, {})
        answers[rank] = tuple(items)
        if len(answers) == 1:
            return items
        from annotator.suggest.plugins.host import merge  # noqa: PLC0415 - where somebody else was asked

        return merge([answers[each] for each in sorted(answers)])

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

    def _labelled_in(self, paragraph: int) -> list[_Words]:
        """Return where the items of a paragraph lie; kept by item, for an edit changes one of hundreds."""
        found = []
        for item in self._session.index.in_paragraph(paragraph):
            known = self._words.get(item.id)
            if known is None or known.item is not item:
                spans = [(span.start, span.end) for span in item.main]
                if len(self._words) >= _KEPT:
                    self._words.clear()
                low, high = (spans[0][0], spans[-1][1]) if spans else (0, 0)
                known = self._words[item.id] = _Words(item, low, high, sum(end - start for start, end in spans), spans)
            found.append(known)
        return found

    def _is_there(self, suggestion: Suggestion, labelled: Sequence[_Words]) -> bool:
        """Return whether a suggestion is labelled already, or nearly so."""
        from annotator.suggest.evaluation import IOU, iou  # noqa: PLC0415 - nothing of `suggest` before it is needed

        if suggestion.layer == "zones":
            return self._session.labels.paragraphs[self.paragraph_of(suggestion)].zone != "body"
        start, end = suggestion.spans[0][0], suggestion.spans[-1][1]
        size = sum(high - low for low, high in suggestion.spans)
        # Stretches of very different lengths cannot overlap by half: most items need no closer look.
        return any(
            low < end
            and start < high
            and IOU * length <= size <= length / IOU
            and item.layer == suggestion.layer
            and iou(spans, suggestion.spans) >= IOU
            for item, low, high, length, spans in labelled
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
