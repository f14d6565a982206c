"""One text as several annotators labelled it: where they all looked, and which of their items are the same.

*Not looked at* (not reviewed) is missing; *looked, none here* is data. So everything is counted within the paragraphs
that two annotators or more reviewed for a layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.agreement.aligning import Alignment, Group, align
from annotator.agreement.matching import Pieces, Policy
from annotator.dataset import Document, DocumentLabels, Paragraph
from annotator.labels import LAYERS, Frame, LayerName

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
        return self.alignment if self.annotators in {(one, other), (other, one)} else self._aligned((one, other))

    def _aligned(self, annotators: Sequence[str]) -> Alignment:
        records = {who: self.labels[who].record for who in annotators}
        return align(records, len(self.document.text), policy=self.policy, threshold=self.threshold)

    # --- where everyone looked ---------------------------------------------------------------------------------------

    @cached_property
    def _split(self) -> tuple[tuple[Stretch, ...], Counter[str]]:
        by_place: dict[tuple[int, int], dict[str, Paragraph]] = {}
        for who, labels in self.labels.items():
            for paragraph in labels.paragraphs:
                by_place.setdefault((paragraph.start, paragraph.end), {})[who] = paragraph
        kept, left_out = [], Counter[str]()
        for (start, end), paragraphs in sorted(by_place.items()):
            if len(paragraphs) < len(self.labels):
                left_out["paragraphs whose edges differ between annotators"] += 1
            elif all(paragraph.zone in DEBRIS for paragraph in paragraphs.values()):
                left_out["paragraphs that everyone calls furniture or repeat"] += 1
            else:
                number = next(iter(paragraphs.values())).number
                kept.append(Stretch(number, start, end, paragraphs))
        return tuple(kept), left_out

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The paragraphs that can be compared, in text order."""
        return self._split[0]

    @property
    def left_out(self) -> Counter[str]:
        """How many paragraphs cannot be compared, by the reason why."""
        return self._split[1]

    def at(self, pieces: Pieces) -> list[Stretch]:
        """Return the comparable paragraphs that words lie in."""
        return [one for one in self.stretches if any(start < one.end and one.start < end for start, end in pieces)]

    def looked(self, group: Group) -> frozenset[str]:
        """Return who has looked for the layer wherever the group's words are; nobody where that cannot be compared.

        A source counts where any of its mentions does: who looked there would have met it.
        """
        everywhere = _whole_text(group)
        here = list(self.stretches) if everywhere else self.at(group.pieces)
        if not here:
            return frozenset()
        sets = [stretch.looked(group.layer) for stretch in here]
        if group.layer == "sources" and not everywhere:
            return frozenset().union(*sets)
        covered = everywhere or all(self._within(piece) for piece in group.pieces)
        return frozenset.intersection(*sets) if covered else frozenset()

    def _within(self, piece: tuple[float, float]) -> bool:
        """Return whether a piece lies in no paragraph but comparable ones."""
        others = (paragraph for labels in self.labels.values() for paragraph in labels.paragraphs)
        known = {(stretch.start, stretch.end) for stretch in self.stretches}
        return not any(
            piece[0] < one.end and one.start < piece[1] for one in others if (one.start, one.end) not in known
        )

    def groups(self, layer: LayerName) -> Iterator[tuple[Group, frozenset[str]]]:
        """Yield the groups of a layer that can be compared, with the two or more annotators who looked there."""
        for group in self.alignment.layers[layer]:
            looked = self.looked(group)
            if len(looked) > 1:
                yield group, looked

    def unlooked(self, layer: LayerName) -> int:
        """Return how many items stand where fewer than two annotators looked."""
        count = 0
        for group in self.alignment.layers[layer]:
            looked = self.looked(group)
            count += len(group.items.keys() - looked) if len(looked) > 1 else len(group.items)
        return count

    def layers(self) -> tuple[LayerName, ...]:
        """Return the layers that the codebook of every annotator has."""
        return tuple(layer for layer in LAYERS if all(layer in one.codebook.layers for one in self.labels.values()))


def _whole_text(group: Group) -> bool:
    """Return whether a group is about the whole text, and not about words in it."""
    if not group.pieces:
        return True
    return any(isinstance(item, Frame) and item.scope == "article" for item in group.items.values())
