"""A disagreement in words: who is shown as whom, what a version is called, what has the same words."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from annotator.adjudication.disagreements import Disagreement
from annotator.adjudication.session import GoldSession
from annotator.labels import SINGULAR, Source, Span


class Telling:
    """Says what waits in a session.

    Attributes:
        session: Where it waits.
        blind: Versions are shuffled, and nobody is named.
    """

    def __init__(self, session: GoldSession, *, blind: bool) -> None:
        """Say it of a session."""
        self.session = session
        self.blind = blind

    def letter(self, number: int) -> str:
        """Return what a version is called: A, B, C."""
        return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)

    def heading(self, one: Disagreement, number: int) -> str:
        """Return what stands above a version: its letter, and whose it is where that is no secret."""
        version = one.versions[number]
        if not self.blind:
            return f"{self.letter(number)} {', '.join(version.by)}"
        several = f" ({len(version.by)} annotators)" if len(version.by) > 1 else ""
        return f"{self.letter(number)}{several}"

    def lacking(self, one: Disagreement) -> str:
        """Return who has no version."""
        if not one.missing:
            return ""
        if not self.blind:
            return f"not in {', '.join(one.missing)}"
        return f"not in {len(one.missing)} of {len(one.missing) + sum(len(version.by) for version in one.versions)}"

    def called(self, item_id: str) -> str:
        """Return what something an item is linked to is called."""
        item = self.session.index.get(item_id)
        if isinstance(item, Source):
            return item.name
        if item is not None:
            return item_id.upper()
        one = next((one for one in self.session.waiting if one.id == item_id), None)
        if one is None:
            return f"{item_id.upper()} (left out)"
        first = one.versions[0].item
        return f"{first.name if isinstance(first, Source) else item_id.upper()} (waits)"

    def beside(self, one: Disagreement) -> str:
        """Return what else of the layer has some of the same words, in gold or waiting; empty where nothing has.

        What one annotator took for one item another may have taken for two: whoever decides the one decides the other.
        """
        words = [span for version in one.versions for span in version.item.main]
        if not words or one.layer == "sources":
            return ""
        there = [item.id.upper() for item in self.session.labels.layer(one.layer) if _overlap(item.main, words)]
        told = [f"{', '.join(there)} in gold"] if there else []
        for other in self.session.waiting:
            if other.layer == one.layer and other.id != one.id:
                spans = [span for version in other.versions for span in version.item.main]
                if _overlap(spans, words):
                    who = sorted({name for version in other.versions for name in version.by})
                    whose = "" if self.blind else f" of {', '.join(who)}"
                    told.append(f"{other.id.upper()}{whose} “{' … '.join(span.text for span in spans[:2])}”")
        return f"same words: {'; '.join(told)}" if told else ""

    def alone(self, one: Disagreement) -> str:
        """Return what the only version is called."""
        return self.letter(0) if self.blind else f"{self.letter(0)}, that of {', '.join(one.versions[0].by)}"

    def whose(self, one: Disagreement, number: int) -> str:
        """Return who has a version, in words."""
        letter = self.letter(number)
        return f"{letter} has it" if self.blind else f"{', '.join(one.versions[number].by)} has it"


def _overlap(spans: Sequence[Span], words: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in spans for other in words)


def what(one: Disagreement) -> str:
    """Return what is disagreed on in a word: `Q4 quote`."""
    return f"{one.id.upper()} {SINGULAR[one.layer]}"
