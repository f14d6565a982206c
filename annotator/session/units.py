"""The units of one text, found paragraph by paragraph when they are first needed."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from annotator.labels import Paragraph
from annotator.text.clusters import is_cluster_boundary
from annotator.text.quotations import quotations
from annotator.text.sentences import sentences
from annotator.text.words import words

Range = tuple[int, int]
"""A half-open stretch of the text in code points."""

START, END = itemgetter(0), itemgetter(1)
"""Where a stretch starts and ends: keys for bisecting sorted stretches."""

_KEPT = 512
"""Paragraphs whose units are kept; a person works on few at a time."""


class Units:
    """Words, sentences and quoted strings of the paragraphs of a text.

    No unit splits a user-perceived character or leaves its paragraph.
    """

    def __init__(self, content: str, paragraphs: Sequence[Paragraph]) -> None:
        """Take the decoded text and its paragraphs, in text order."""
        self.content = content
        # Not pairs in a list: those of twenty thousand paragraphs would take four times as much memory.
        self._starts = array("q", [paragraph.start for paragraph in paragraphs])
        self._ends = array("q", [paragraph.end for paragraph in paragraphs])
        self.words = lru_cache(_KEPT)(self._words)
        self.sentences = lru_cache(_KEPT)(self._sentences)
        self.quotations = lru_cache(_KEPT)(self._quotations)
        self.clause_ends = lru_cache(_KEPT)(self._clause_ends)

    def __len__(self) -> int:
        """Return the number of paragraphs."""
        return len(self._starts)

    def paragraph(self, index: int) -> Range:
        """Return where a paragraph starts and ends."""
        return self._starts[index], self._ends[index]

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph at an offset, or of the nearest one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def paragraphs_of(self, start: int, end: int) -> range:
        """Return the indexes of the paragraphs that share text with `[start, end)`; else of the nearest one before."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if end <= self._ends[first]:  # as nearly always: nothing more to look for
            return range(first, first + 1)
        last = self.paragraph_at(max(end - 1, start))
        if first < last and self._ends[first] <= start:
            first += 1
        return range(first, last + 1)

    def _words(self, index: int) -> list[Range]:
        return words(self.content, *self.paragraph(index))

    def _sentences(self, index: int) -> list[Range]:
        return [self.whole(index, *found) for found in sentences(self.content, *self.paragraph(index))]

    def _quotations(self, index: int) -> list[Range]:
        return [self.whole(index, *found) for found in quotations(self.content, *self.paragraph(index))]

    def _clause_ends(self, index: int) -> list[int]:
        """Return where the words end that a mark of punctuation or the end of the paragraph follows."""
        found = self.words(index)
        gaps = [(end, start) for (_, end), (start, _) in pairwise(found)]
        ends = [low for low, high in gaps if not self.content[low:high].isspace()]
        return [*ends, found[-1][1]] if found else []

    def around(self, index: int, start: int, end: int) -> list[Range]:
        """Return the word, quoted strings, sentence and paragraph that hold `[start, end)`, smallest first."""
        units = [*self.quotations(index), self.sentence_around(index, start), self.paragraph(index)]
        word = self.word_from(index, start)
        if word is not None:
            units.append(word)
        holding = {unit for unit in units if unit[0] <= start and end <= unit[1]}
        return sorted(holding, key=lambda unit: (unit[1] - unit[0], unit))

    def word_from(self, index: int, offset: int) -> Range | None:
        """Return the word at an offset or the first one behind it; None where no more follow."""
        found = self.words(index)
        position = bisect_right(found, offset, key=END)
        return found[position] if position < len(found) else None

    def quotation_around(self, index: int, start: int, end: int) -> Range | None:
        """Return the innermost quoted string that holds `[start, end)`."""
        holding = [unit for unit in self.quotations(index) if unit[0] <= start and end <= unit[1]]
        return min(holding, key=lambda unit: unit[1] - unit[0], default=None)

    def sentence_around(self, index: int, offset: int) -> Range:
        """Return the sentence at an offset; the nearest before it where the offset lies between two."""
        found = self.sentences(index)
        if not found:
            return self.paragraph(index)
        return found[max(bisect_right(found, offset, key=START) - 1, 0)]

    def step(self, offset: int, direction: int, low: int, high: int) -> int:
        """Return the next offset that splits no user-perceived character, within `[low, high]`."""
        offset += direction
        while low < offset < high and not is_cluster_boundary(self.content, offset):
            offset += direction
        return min(max(offset, low), high)

    def whole(self, index: int, start: int, end: int) -> Range:
        """Return a stretch widened to whole user-perceived characters, within its paragraph."""
        low, high = self.paragraph(index)
        start, end = max(start, low), min(end, high)
        while start > low and not is_cluster_boundary(self.content, start):
            start -= 1
        while end < high and not is_cluster_boundary(self.content, end):
            end += 1
        return start, end


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return stretches in text order, those that touch or overlap made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)
