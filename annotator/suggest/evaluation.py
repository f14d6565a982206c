"""What suggestions are worth on a labelled corpus: precision, recall and F1, exact and by overlap.

Two sets of spans overlap enough when their intersection over union, in code points, is at least one half. Suggestions
and gold items are matched one to one, the best overlap first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.labels import ITEM_TYPES, Item, Labels, LayerName, Quote
from annotator.suggest.sources.describing import DESCRIBED, called, of_source
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.words.grammar import grammar

IOU = 0.5
"""The least intersection over union that counts as a match."""


@dataclass(frozen=True, slots=True)
class Score:
    """One row of an evaluation.

    Attributes:
        layer: The layer.
        group: What the row counts: `layer`, `form`, `type`, `rule`, `whole` (content, cue and source together), or
            `attribute`: of the matched suggestions that have one, where the gold item is coded too, how many agree. Of
            sources: how many gold sources are coded for it, for how many the words around their mentions give a value,
            and how many of these are the same; `name` is what they are called.
        name: The form, type, zone or rule; the layer's name for the whole layer.
        gold: How many there are in the gold labels; None for a rule, which has no gold of its own.
        suggested: How many were suggested.
        exact: How many suggestions have exactly the spans of a gold item.
        overlapping: How many have an intersection over union of at least one half with one.
        spoken: Matched quotes with source spans in the gold labels.
        speaker_overlap: Of these, how many suggested sources share a word with the gold ones.
        speaker_exact: Of these, how many suggested sources are exactly the gold ones.
    """

    layer: str
    group: str
    name: str
    gold: int | None
    suggested: int
    exact: int
    overlapping: int
    spoken: int = 0
    speaker_overlap: int = 0
    speaker_exact: int = 0

    def rates(self) -> dict[str, float | None]:
        """Return precision, recall and F1, exact and overlapping, and the shares of speakers; None where undefined."""
        found: dict[str, float | None] = {}
        for name, right in (("exact", self.exact), ("iou", self.overlapping)):
            precision = _share(right, self.suggested)
            recall = None if self.gold is None else _share(right, self.gold)
            both = None if self.gold is None else _share(2 * right, self.suggested + self.gold)
            found |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": both}
        found["speaker_overlap"] = _share(self.speaker_overlap, self.spoken)
        found["speaker_exact"] = _share(self.speaker_exact, self.spoken)
        return found


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


@dataclass(slots=True)
class Case:
    """One item, gold or suggested, as it is compared."""

    spans: tuple[Range, ...]
    kind: str
    rule: str = ""
    cue: Range | None = None
    sources: tuple[Range, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Collects the texts of a corpus, and gives the rows."""

    gold: dict[str, list[list[Case]]] = field(default_factory=dict)
    found: dict[str, list[list[Case]]] = field(default_factory=dict)
    described: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)

    def add(self, labels: Labels, suggestions: Sequence[Suggestion]) -> None:
        """Compare the suggestions for one text with its gold labels.

        Only paragraphs that were looked at for a layer count, or all where the labels are complete or say nothing of
        what was looked at.
        """
        for layer in ("quotes", "claims", "frames"):
            places = _looked_at(labels, layer)
            items = [_of_item(item) for item in labels.layer(layer)]
            suggested = [_of_suggestion(item) for item in suggestions if item.layer == layer]
            self._put(
                layer, [case for case in items if _within(case, places)], [c for c in suggested if _within(c, places)]
            )
        zones = [Case(((p.start, p.end),), p.zone) for p in labels.paragraphs if p.zone != "body"]
        named = [_of_suggestion(item) for item in suggestions if item.layer == "zones"]
        self._put("zones", zones, named)

    def add_sources(self, labels: Labels, content: str, language: str) -> None:
        """Compare what the words around the sources of gold labels tell with what they are coded.

        Args:
            labels: The gold labels.
            content: The text.
            language: The language of the text.
        """
        words = grammar(language)
        for source in labels.sources:
            mentions = [(span.start, span.end) for span in source.mentions]
            values = of_source(content, mentions, source.name, words) | {"name": called(content, mentions, words)}
            for name in ("name", *DESCRIBED):
                gold = source.name if name == "name" else source.attribute(name)
                if gold is not None:
                    self.described.setdefault(name, []).append((str(gold), values.get(name)))

    def _put(self, layer: str, gold: list[Case], found: list[Case]) -> None:
        self.gold.setdefault(layer, []).append(gold)
        self.found.setdefault(layer, []).append(found)

    def scores(self) -> Iterator[Score]:
        """Yield the rows: each layer, its forms, types or zones, the rules that found something; then sources."""
        for layer, texts in self.gold.items():
            found = self.found[layer]
            if not any(found):
                continue  # nobody suggests for this layer
            yield _score(layer, "layer", layer, texts, found)
            if layer == "quotes":
                yield _whole(texts, found)
            group = {"quotes": "form", "zones": "zone"}.get(layer, "type")
            for kind in _kinds(texts, found):
                yield _score(layer, group, kind, _only(texts, kind), _only(found, kind))
            yield from _by_attribute(layer, texts, found)
            for rule in sorted({case.rule for text in found for case in text}):
                yield _by_rule(layer, rule, texts, found)
        for name, pairs in self.described.items():
            given = [(gold, value) for gold, value in pairs if value]
            right = sum(gold == value for gold, value in given)
            yield Score("sources", "attribute", name, len(pairs), len(given), right, right)


def iou(left: Sequence[Range], right: Sequence[Range]) -> float:
    """Return the intersection over union of two sets of stretches, each in order and without overlap."""
    shared = 0
    first = second = 0
    while first < len(left) and second < len(right):
        a, b = left[first], right[second]
        shared += max(0, min(a[1], b[1]) - max(a[0], b[0]))
        if a[1] <= b[1]:
            first += 1
        else:
            second += 1
    total = sum(end - start for start, end in (*left, *right)) - shared
    return shared / total if total else 0.0


def _matches(gold: list[Case], found: list[Case]) -> list[tuple[Case, Case, float]]:
    """Return which gold item and which suggestion belong together, one to one, the best overlap first."""
    order = sorted(range(len(found)), key=lambda i: found[i].spans[0][0])
    pairs = []
    for g, case in enumerate(gold):
        for f in order:
            if found[f].spans[0][0] >= case.spans[-1][1]:
                break
            overlap = iou(case.spans, found[f].spans)
            if overlap >= IOU:
                pairs.append((-overlap, g, f))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    matched = []
    for overlap, g, f in sorted(pairs):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            matched.append((gold[g], found[f], -overlap))
    return matched


def _score(layer: str, group: str, name: str, gold: list[list[Case]], found: list[list[Case]]) -> Score:
    matched = [match for one, other in zip(gold, found, strict=True) for match in _matches(one, other)]
    named = [(a, b) for a, b, _ in matched if a.sources]
    return Score(
        layer=layer,
        group=group,
        name=name,
        gold=sum(map(len, gold)),
        suggested=sum(map(len, found)),
        exact=sum(a.spans == b.spans and (group != "zone" or a.kind == b.kind) for a, b, _ in matched),
        overlapping=len(matched),
        spoken=len(named),
        speaker_overlap=sum(iou(a.sources, b.sources) > 0 for a, b in named),
        speaker_exact=sum(a.sources == b.sources for a, b in named),
    )


def _whole(gold: list[list[Case]], found: list[list[Case]]) -> Score:
    """Count the attributions whose content, cue and source all match."""
    matched = [match for one, other in zip(gold, found, strict=True) for match in _matches(one, other)]
    right = [(a, b) for a, b, _ in matched if _same(a.cue, b.cue) and _fits(a.sources, b.sources)]
    exact = sum(a.spans == b.spans and a.cue == b.cue and a.sources == b.sources for a, b in right)
    return Score(
        "quotes", "whole", "content, cue, source", sum(map(len, gold)), sum(map(len, found)), exact, len(right)
    )


def _by_attribute(layer: str, gold: list[list[Case]], found: list[list[Case]]) -> Iterator[Score]:
    """Count for each attribute how many matched suggestions have the value of the gold item."""
    matched = [match for one, other in zip(gold, found, strict=True) for match in _matches(one, other)]
    names = dict.fromkeys(name for _, case, _ in matched for name in case.attributes)
    for name in names:
        pairs = [(a.attributes.get(name), b.attributes[name]) for a, b, _ in matched if name in b.attributes]
        coded = [(a, b) for a, b in pairs if a is not None]
        right = sum(str(a) == str(b) for a, b in coded)
        yield Score(layer, "attribute", name, None, len(coded), right, right)


def _by_rule(layer: str, rule: str, gold: list[list[Case]], found: list[list[Case]]) -> Score:
    """Count the suggestions of one rule that match anything in the gold labels; of frames, something of that frame."""
    matched = [match for one, other in zip(gold, found, strict=True) for match in _matches(one, other)]
    mine = [(a, b) for a, b, _ in matched if b.rule == rule and (layer != "frames" or a.kind == b.kind)]
    suggested = sum(case.rule == rule for text in found for case in text)
    exact = sum(a.spans == b.spans for a, b in mine)
    named = [(a, b) for a, b in mine if a.sources]
    overlap = sum(iou(a.sources, b.sources) > 0 for a, b in named)
    same = sum(a.sources == b.sources for a, b in named)
    return Score(layer, "rule", rule, None, suggested, exact, len(mine), len(named), overlap, same)


def _same(left: Range | None, right: Range | None) -> bool:
    if left is None or right is None:
        return left is right
    return iou([left], [right]) >= IOU


def _fits(left: Sequence[Range], right: Sequence[Range]) -> bool:
    return (not left and not right) or iou(left, right) >= IOU


def _kinds(gold: list[list[Case]], found: list[list[Case]]) -> list[str]:
    return sorted({case.kind for texts in (gold, found) for text in texts for case in text})


def _only(texts: list[list[Case]], kind: str) -> list[list[Case]]:
    return [[case for case in text if case.kind == kind] for text in texts]


def _of_item(item: Item) -> Case:
    spans = tuple((span.start, span.end) for span in item.main)
    coded = {
        name: item.attribute(name)
        for name in type(item).model_fields
        if name not in ITEM_TYPES[item.layer].model_fields
    }
    if isinstance(item, Quote):
        cue = (item.cue.start, item.cue.end) if item.cue else None
        sources = tuple(sorted((span.start, span.end) for span in item.source_spans))
        return Case(spans, str(item.attribute("form") or "-"), cue=cue, sources=sources, attributes=coded)
    kind = item.attribute("type") if item.layer == "claims" else item.attribute("frame")
    return Case(spans, str(kind or "-"), attributes=coded)


def _of_suggestion(item: Suggestion) -> Case:
    kind = next((item.attributes[name] for name in ("form", "type", "frame", "zone") if name in item.attributes), "-")
    sources = tuple(sorted(piece for source in item.sources for piece in source))
    attributes = {} if item.layer == "zones" else item.attributes
    return Case(item.spans, kind, item.rule, item.cue, sources, attributes)


def _looked_at(labels: Labels, layer: LayerName) -> list[Range] | None:
    """Return the paragraphs that count for a layer; None for all."""
    if labels.complete or not any(paragraph.reviewed for paragraph in labels.paragraphs):
        return None
    return [(p.start, p.end) for p in labels.paragraphs if layer in p.reviewed]


def _within(case: Case, places: Iterable[Range] | None) -> bool:
    if not case.spans:
        return False
    return places is None or any(start <= case.spans[0][0] < end for start, end in places)
