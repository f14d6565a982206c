"""Labelling a sample of paragraphs again, without seeing the first labels: what self-agreement is measured on.

The second pass of `mira` is called `mira-again` and has a labels file of its own. It says in `sample` which paragraphs
are to be labelled; it is drawn once, when the second pass of a text begins, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

from annotator.corpus import Corpus, CorpusError, open_text
from annotator.labels import LAYERS, Labels, LayerName, Paragraph
from annotator.reading import Reader
from annotator.session.opening import open_session
from annotator.session.session import Session
from annotator.store import labels_path, new_labels, second_pass
from annotator.store.rows import LabelRows, ParagraphRow
from annotator.text import Text

SHARE = 0.2
"""How much of what was reviewed is labelled again, if nobody says otherwise."""

_DEBRIS = frozenset({"furniture", "repeat"})


class NothingToLabelAgainError(CorpusError):
    """A text of which no paragraph is in the sample."""


def draw(paragraphs: Sequence[int], share: float, seed: str) -> tuple[int, ...]:
    """Return a share of the paragraphs of a text: one at random out of each stretch of so many.

    So the sample is spread over the text, and every paragraph has the same chance to be in it. What is left over when
    the share is no whole number of paragraphs is drawn for too, so that it is right over many texts. The same
    arguments give the same sample.

    Args:
        paragraphs: The numbers of the paragraphs to draw from, in text order.
        share: How many of them, above 0, at most 1.
        seed: Another one draws others.
    """
    random = Random(seed)  # noqa: S311 - a sample, no secret
    count = int(len(paragraphs) * share + random.random())
    edges = [len(paragraphs) * index // count for index in range(count + 1)] if count else []
    return tuple(paragraphs[low + int((high - low) * random.random())] for low, high in pairwise(edges))


class SecondPass:
    """The second pass of one annotator through a corpus."""

    def __init__(
        self, corpus: Corpus, annotator: str, layers: Sequence[LayerName] = LAYERS, share: float = SHARE
    ) -> None:
        """Take who labels again.

        Args:
            corpus: The corpus.
            annotator: Who made the first pass.
            layers: The layers to label again; those that the first pass did not look for are left out.
            share: The share of what was reviewed to draw, above 0, at most 1.

        Raises:
            InvalidNameError: When the annotator's name leaves no room for a second pass.
        """
        self.corpus = corpus
        self.annotator = annotator
        self.name = second_pass(annotator)
        self.layers = tuple(layers)
        self.share = share
        self._reader = Reader(corpus)

    def sample(self, path: Path) -> tuple[int, ...]:
        """Return the numbers, from 1, of the paragraphs of a text that are to be labelled again.

        Those of the labels file of the second pass where there is one, else they are drawn from the paragraphs that
        the annotator has reviewed for all the layers, without page debris. Everyone who reviewed the same paragraphs
        gets the same sample.

        Raises:
            InvalidFileError: When labels have faults.
            TextError: When the text cannot be read.
            CorpusError: When it is no text.
        """
        text = open_text(path)
        begun = self._labels(text, self.name)
        if begun is not None:
            return tuple(range(1, len(begun.paragraphs) + 1)) if begun.sample is None else tuple(begun.sample)
        first = self._labels(text, self.annotator)
        return () if first is None else self._drawn(text, first)

    def open(self, path: Path) -> Session:
        """Return a session on the sample of a text that shows nothing of the first pass.

        Raises:
            AnnotatorError: As `open_session` does.
            NothingToLabelAgainError: When no paragraph of the text is in the sample.
        """
        text = open_text(path)
        first = self._labels(text, self.annotator)
        begin = None
        if not labels_path(path, self.name).exists():
            begin = self._new(text, first)
        layers = self.layers if first is None else self._looked_for(first)
        session = open_session(self.corpus, path, self.name, layers=layers or self.layers, begin=begin)
        if begin is not None and begin.sample is not None:
            session.told = (
                f"{len(begin.sample)} of {len(begin.paragraphs)} paragraphs are to be labelled again; space marks one "
                "and goes to the next."
            )
        return session

    def _new(self, text: Text, first: LabelRows | None) -> Labels:
        sample = () if first is None else self._drawn(text, first)
        if first is None or not sample:
            reviewed = 0 if first is None else len(self._reviewed(first))
            raise NothingToLabelAgainError(
                f"{text.path} has nothing for {self.annotator} to label again: of {reviewed} reviewed "
                f"paragraph{'' if reviewed == 1 else 's'}, none is in a sample of {self.share:.0%}."
            )
        labels = new_labels(text, self.name, self._reader.codebook(first.codebook))
        # The same paragraphs, or nothing could be compared; but nothing of what was said of them.
        paragraphs = tuple(Paragraph(start=start, end=end) for start, end, *_ in first.paragraphs)
        return labels.model_copy(update={"paragraphs": paragraphs, "sample": sample})

    def _labels(self, text: Text, annotator: str) -> LabelRows | None:
        return self._reader.labels(text, annotator) if labels_path(text.path, annotator).exists() else None

    def _drawn(self, text: Text, first: LabelRows) -> tuple[int, ...]:
        return draw(self._reviewed(first), self.share, text.sha256)

    def _reviewed(self, first: LabelRows) -> list[int]:
        wanted = set(self._looked_for(first))
        found: list[ParagraphRow] = first.paragraphs
        return [
            number
            for number, (_, _, zone, reviewed) in enumerate(found, 1)
            if wanted and wanted <= set(reviewed) and zone not in _DEBRIS
        ]

    def _looked_for(self, first: LabelRows) -> tuple[LayerName, ...]:
        seen = {layer for paragraph in first.paragraphs for layer in paragraph[3]}
        return tuple(layer for layer in self.layers if layer in seen)
