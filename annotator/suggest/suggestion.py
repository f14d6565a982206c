"""A suggestion: what a rule or a plug-in proposes for one place of a text, and its form as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

Range = tuple[int, int]
"""A stretch of a text, `[start, end)`, in code points."""

SuggestedLayer = Literal["quotes", "claims", "frames", "zones"]
SUGGESTED_LAYERS: tuple[SuggestedLayer, ...] = get_args(SuggestedLayer)
"""What can be suggested. Sources come with the quotes that name them; a zone is what a paragraph is."""

RULES_ORIGIN = "rules/1"
"""The origin of what the rules suggest: name and version."""

_SPANS = {"quotes": ("content", "sources"), "claims": ("spans", "claimants"), "frames": ("spans", "voice")}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposal, to be accepted or rejected by a person.

    Attributes:
        layer: The layer it belongs to.
        spans: The pieces of the labelled words, in text order: the content of a quote, the words of a claim or frame,
            or the paragraph that has a zone.
        cue: The words that do the attributing; None where there are none, and for all layers but quotes.
        sources: For each source the pieces of the words that name it here, as written. A pronoun is such a word.
        resolved: For each source who that is, as far as the text tells; empty where one of them is not known.
        attributes: Codebook attributes and their values, such as `form` of a quote.
        rule: The rule that found it; of a plug-in, what the plug-in calls it.
        score: How often the rule is right, 0 to 1, as measured (see docs/suggestions.md).
        origin: Who suggests it, `name/version`.
    """

    layer: SuggestedLayer
    spans: tuple[Range, ...]
    cue: Range | None = None
    sources: tuple[tuple[Range, ...], ...] = ()
    resolved: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    score: float = 0.0
    origin: str = RULES_ORIGIN

    @property
    def place(self) -> Range:
        """From the first to the last code point of the labelled words."""
        return self.spans[0][0], self.spans[-1][1]

    def every_range(self) -> list[Range]:
        """Return all its stretches: labelled words, cue, sources."""
        named = [piece for source in self.sources for piece in source]
        return [*self.spans, *([self.cue] if self.cue else []), *named]

    def moved(self, by: int) -> Suggestion:
        """Return the same suggestion for words that stand `by` code points further on."""

        def move(place: Range) -> Range:
            return place[0] + by, place[1] + by

        return replace(
            self,
            spans=tuple(map(move, self.spans)),
            cue=move(self.cue) if self.cue else None,
            sources=tuple(tuple(map(move, source)) for source in self.sources),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values; the keys depend on the layer, see docs/suggestions.md."""
        what: dict[str, Any] = {"layer": self.layer}
        if self.layer == "zones":
            what["spans"] = _lists(self.spans)
        else:
            main, link = _SPANS[self.layer]
            what[main] = _lists(self.spans)
            if self.layer == "quotes":
                what["cue"] = list(self.cue) if self.cue else None
            what[link] = [_lists(source) for source in self.sources]
            what["resolved"] = list(self.resolved)
        return what | {
            "attributes": dict(self.attributes),
            "rule": self.rule,
            "score": self.score,
            "origin": self.origin,
        }


def _lists(ranges: tuple[Range, ...]) -> list[list[int]]:
    return [list(stretch) for stretch in ranges]
