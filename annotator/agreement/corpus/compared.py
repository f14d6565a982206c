"""One text as several annotators labelled it: where they all looked, and which of their items are the same.

*Not looked at* (not reviewed) is missing; *looked, none here* is data. So everything is counted within the paragraphs
that two annotators or more reviewed for a layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.aligning import Alignment, Group, align, pieces
from annotator.agreement.matching import Pieces, Policy
from annotator.dataset import Document, DocumentLabels, Paragraph
from annotator.labels import LAYERS, Frame, Item, LayerName

DEBRIS = frozenset({"furniture", "repeat"})
"""Zones of paragraphs that are no part of the article; where everyone says so, there is nothing to agree on."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph that several annotators have in common.

    Attributes:
        number: From 1, in the text.
        start: In code points.
        end: Exclusive.
        paragraphs: The paragraph as each annotator left it.
    """

    number: int
    start: int
    end: int
    paragraphs: Mapping[str, Paragraph]

    def looked(self, layer: LayerName) -> frozenset[str]:
        """Return who has looked for a layer here."""
        return frozenset(who for who, paragraph in self.paragraphs.items() if layer in paragraph.reviewed)


@dataclass(frozen=True)
class Compared:
    """One text with the labels of several annotators.

    Attributes:
        document: The text.
        labels: By annotator, in alphabetical order; two or more.
        policy: How items are matched.
        threshold: The least overlap, for the policy `optimal`.
    """

    document: Document
    labels: Mapping[str, DocumentLabels]
    policy: Policy
    threshold: float

    @property
    def name(self) -> str:
        """The name of the text."""
        return self.document.name

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who labelled it."""
        return tuple(self.labels)

    @cached_property
    def alignment(self) -> Alignment:
        """Which items of all annotators are the same."""
        return self._aligned(self.annotators)

    def between(self, one: str, other: str) -> Alignment:
        """Return which items of two of the annotators are the same."""
        if self.annotators in {(one, other), (other, one)}:
            return self.alignment
        if (one, other) not in self._pairs:
            self._pairs[one, other] = self._aligned((one, other))
        return self._pairs[one, other]

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], Alignment]:
        return {}

    def _aligned(self, annotators: Sequence[str]) -> Alignment:
        records = {who: self.labels[who].record for who in annotators}
        return align(records, len(self.document.text), policy=self.policy, threshold=self.threshold)

    # --- where everyone looked ---------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> dict[tuple[int, int], dict[str, Paragraph]]:
        found: dict[tuple[int, int], dict[str, Paragraph]] = {}
        for who, labels in self.labels.items():
            for paragraph in labels.paragraphs:
                found.setdefault((paragraph.start, paragraph.end), {})[who] = paragraph
        return dict(sorted(found.items()))

    @cached_property
    def common(self) -> tuple[Stretch, ...]:
        """The paragraphs that all annotators have with the same edges, page debris among them, in text order."""
        return tuple(
            Stretch(next(iter(paragraphs.values())).number, start, end, paragraphs)
            for (start, end), paragraphs in self._places.items()
            if len(paragraphs) == len(self.labels)
        )

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The paragraphs that can be compared: the common ones, without what everyone calls debris."""
        return tuple(one for one in self.common if not all(said.zone in DEBRIS for said in one.paragraphs.values()))

    @property
    def left_out(self) -> Counter[str]:
        """How many paragraphs and items cannot be compared, by the reason why."""
        found = Counter[str]()
        found["paragraphs whose edges differ between annotators"] = len(self._places) - len(self.common)
        found["paragraphs that everyone calls furniture or repeat"] = len(self.common) - len(self.stretches)
        found["items that wait for a decision"] = sum(said.record.waiting for said in self.labels.values())
        return found

    @cached_property
    def _elsewhere(self) -> frozenset[tuple[int, int]]:
        """The paragraphs that cannot be compared."""
        everyones = {(one.start, one.end) for labels in self.labels.values() for one in labels.paragraphs}
        return frozenset(everyones - {(stretch.start, stretch.end) for stretch in self.stretches})

    def at(self, pieces: Pieces) -> list[Stretch]:
        """Return the comparable paragraphs that words lie in."""
        return [one for one in self.stretches if _touches(pieces, one.start, one.end)]

    def marked(self, who: str, layer: LayerName, stretch: Stretch) -> Iterator[Item]:
        """Yield the items with words in a paragraph, without frames over the article."""
        for item in self.labels[who].record.layer(layer):
            if _touches(pieces(item), stretch.start, stretch.end) and not is_of_article(item):
                yield item

    def looked(self, group: Group) -> frozenset[str]:
        """Return who has looked for the layer wherever the group's words are; nobody where that cannot be compared.

        A source counts where any of its mentions does: who looked there would have met it.
        """
        everywhere = not group.pieces or any(map(is_of_article, group.items.values()))
        here = list(self.stretches) if everywhere else self.at(group.pieces)
        sets = [stretch.looked(group.layer) for stretch in here]
        if not sets:
            return frozenset()
        if group.layer == "sources" and not everywhere:
            return frozenset().union(*sets)
        if not everywhere and any(_touches(group.pieces, *other) for other in self._elsewhere):
            return frozenset()
        return frozenset.intersection(*sets)

    @cached_property
    def _groups(self) -> Mapping[LayerName, tuple[tuple[Group, frozenset[str]], ...]]:
        return {
            layer: tuple((group, self.looked(group)) for group in found)
            for layer, found in self.alignment.layers.items()
        }

    def groups(self, layer: LayerName) -> Iterator[tuple[Group, frozenset[str]]]:
        """Yield the groups of a layer that can be compared, with the two or more annotators who looked there."""
        return ((group, looked) for group, looked in self._groups[layer] if len(looked) > 1)

    def unlooked(self, layer: LayerName) -> int:
        """Return how many items stand where fewer than two annotators looked, or where their own annotator did not."""
        return sum(
            len(group.items.keys() - looked) if len(looked) > 1 else len(group.items)
            for group, looked in self._groups[layer]
        )

    def layers(self) -> tuple[LayerName, ...]:
        """Return the layers that the codebook of every annotator has."""
        return tuple(layer for layer in LAYERS if all(layer in one.codebook.layers for one in self.labels.values()))


def is_of_article(item: Item) -> bool:
    """Return whether an item is about the whole article, and not about words in it."""
    return isinstance(item, Frame) and item.scope == "article"


def _touches(words: Pieces, begin: int, stop: int) -> bool:
    return any(start < stop and begin < end for start, end in words)
