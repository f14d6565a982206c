"""What labels tell of the text they were made on: the labelled words, and where they stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter

from annotator.labels import Span
from annotator.reanchoring.folding import Folded, fold
from annotator.reanchoring.places import Range

BEGIN = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of the text before, and where they began."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """One behind the last code point."""
        return self.start + len(self.words)


@dataclass(frozen=True)
class Known:
    """What is known of the text before.

    Attributes:
        spans: The labelled words, each place once, in order; of two that begin together the longer first.
        paragraphs: The paragraphs, in code points.
        text: The whole text before, where it is still there; else None.
    """

    spans: Sequence[Stretch]
    paragraphs: Sequence[Range]
    text: Folded | None = None
    folded: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, spans: Iterable[Span], paragraphs: Sequence[Range], text: Folded | None = None) -> Known:
        """Take labelled words."""
        distinct = sorted({(span.start, -len(span.text), span.text) for span in spans})
        return cls([Stretch(start, words) for start, _, words in distinct], paragraphs, text)

    def fold(self, words: str) -> str:
        """Return the folded form of words."""
        if words not in self.folded:
            self.folded[words] = fold(words)
        return self.folded[words]

    @cached_property
    def islands(self) -> list[Stretch]:
        """The words that overlap or touch, put together."""
        found: list[Stretch] = []
        pieces: list[str] = []
        start = end = -1
        for span in self.spans:
            if pieces and span.start <= end:
                if span.end > end:
                    pieces.append(span.words[end - span.start :])
                    end = span.end
                continue
            if pieces:
                found.append(Stretch(start, "".join(pieces)))
            pieces, start, end = [span.words], span.start, span.end
        return [*found, Stretch(start, "".join(pieces))] if pieces else found

    @cached_property
    def parts(self) -> list[tuple[Stretch, ...]]:
        """What is known of each paragraph: the islands in it, cut at its edges."""
        if self.text is not None:
            content = self.text.content
            return [(Stretch(start, content[start:end]),) for start, end in self.paragraphs]
        starts = [island.start for island in self.islands]
        ends = [island.end for island in self.islands]
        found = []
        for low, high in self.paragraphs:
            inside = self.islands[bisect_right(ends, low) : bisect_left(starts, high)]
            found.append(tuple(_cut(island, low, high) for island in inside))
        return found

    def words(self) -> Iterable[str]:
        """Yield all that will be looked up, in folded form."""
        for stretch in (*self.spans, *self.islands, *(part for parts in self.parts for part in parts)):
            yield self.fold(stretch.words)

    def paragraph_at(self, place: int) -> int:
        """Return which paragraph a place is in, or else the one before it; -1 before the first."""
        return bisect_right(self.paragraphs, place, key=BEGIN) - 1


def _cut(island: Stretch, low: int, high: int) -> Stretch:
    start, end = max(island.start, low), min(island.end, high)
    return Stretch(start, island.words[start - island.start : end - island.start])
