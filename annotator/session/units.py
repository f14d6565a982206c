"""The units of one text, found paragraph by paragraph when they are first needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from annotator.labels import Paragraph
from annotator.text.clusters import is_cluster_boundary
from annotator.text.quotations import quotations
from annotator.text.sentences import sentences
from annotator.text.words import words

Range = tuple[int, int]
"""A half-open stretch of the text in code points."""

_KEPT = 512
"""Paragraphs whose units are kept; a person works on few at a time."""


class Units:
    """Words, sentences and quoted strings of the paragraphs of a text."""

    def __init__(self, content: str, paragraphs: Sequence[Paragraph]) -> None:
        """Take the decoded text and its paragraphs, in text order."""
        self.content = content
        self._ranges: list[Range] = [(paragraph.start, paragraph.end) for paragraph in paragraphs]
        self._starts = [start for start, _ in self._ranges]
        self.words = lru_cache(_KEPT)(self._words)
        self.sentences = lru_cache(_KEPT)(self._sentences)
        self.quotations = lru_cache(_KEPT)(self._quotations)

    def __len__(self) -> int:
        """Return the number of paragraphs."""
        return len(self._ranges)

    def paragraph(self, index: int) -> Range:
        """Return where a paragraph starts and ends."""
        return self._ranges[index]

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph at an offset, or of the nearest one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def _words(self, index: int) -> list[Range]:
        return words(self.content, *self._ranges[index])

    def _sentences(self, index: int) -> list[Range]:
        return sentences(self.content, *self._ranges[index])

    def _quotations(self, index: int) -> list[Range]:
        return quotations(self.content, *self._ranges[index])

    def around(self, index: int, start: int, end: int) -> list[Range]:
        """Return the words, quoted strings, sentence and paragraph that hold `[start, end)`, smallest first."""
        units = [*self.words(index), *self.quotations(index), *self.sentences(index), self._ranges[index]]
        holding = {unit for unit in units if unit[0] <= start and end <= unit[1]}
        return sorted(holding, key=lambda unit: (unit[1] - unit[0], unit))

    def quotation_around(self, index: int, start: int, end: int) -> Range | None:
        """Return the innermost quoted string that holds `[start, end)`."""
        holding = [unit for unit in self.quotations(index) if unit[0] <= start and end <= unit[1]]
        return min(holding, key=lambda unit: unit[1] - unit[0], default=None)

    def sentence_around(self, index: int, offset: int) -> Range:
        """Return the sentence at an offset; the nearest before it where the offset lies between two."""
        found = self._ranges[index]
        for position, sentence in enumerate(self.sentences(index)):
            if position == 0 or sentence[0] <= offset:
                found = sentence
        return found

    def step(self, offset: int, direction: int, low: int, high: int) -> int:
        """Return the next offset that splits no user-perceived character, within `[low, high]`."""
        offset += direction
        while low < offset < high and not is_cluster_boundary(self.content, offset):
            offset += direction
        return min(max(offset, low), high)
