"""Where annotators disagree: the values they confuse, and the paragraphs in which they disagree most."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from annotator.agreement.aligning import Group
from annotator.agreement.corpus.compared import Compared, Stretch
from annotator.labels import LAYERS, LayerName

_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two values that annotators gave to the same item.

    Attributes:
        layer: The layer, or `zones`.
        attribute: The attribute.
        values: The two values, in the order of their names.
        count: By how many pairs of annotators, over all items.
        of: How many pairs coded the attribute at all.
    """

    layer: str
    attribute: str
    values: tuple[str | int, str | int]
    count: int
    of: int

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "layer": self.layer,
            "attribute": self.attribute,
            "values": list(self.values),
            "count": self.count,
            "of": self.of,
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A paragraph with everything annotators disagree on in it.

    Attributes:
        document: The text's name.
        path: The text.
        paragraph: Its number, from 1; None for what is about the whole text.
        start: Where the paragraph begins, in code points; None for the whole text.
        sentences: What they disagree on, one thing each.
    """

    document: str
    path: Path
    paragraph: int | None
    start: int | None
    sentences: tuple[str, ...]

    @property
    def command(self) -> str:
        """What opens the paragraph in the terminal."""
        where = "" if self.paragraph is None else f" --paragraph {self.paragraph}"
        return f"annotator label {shlex.quote(str(self.path))}{where}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "document": self.document,
            "path": str(self.path),
            "paragraph": self.paragraph,
            "start": self.start,
            "command": self.command,
            "disagreements": list(self.sentences),
        }


def confusions(texts: Sequence[Compared]) -> list[Confusion]:
    """Return the pairs of different values, the most frequent first."""
    counts: Counter[tuple[str, str, tuple[Any, Any]]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    for layer, attribute, one, other in _both_coded(texts):
        totals[layer, attribute] += 1
        if one != other:
            low, high = sorted((one, other), key=str)
            counts[layer, attribute, (low, high)] += 1
    found = [Confusion(*key, count, totals[key[:2]]) for key, count in counts.items()]
    return sorted(found, key=lambda one: (-one.count, one.layer, one.attribute, tuple(map(str, one.values))))


def _both_coded(texts: Sequence[Compared]) -> Iterator[tuple[str, str, Any, Any]]:
    for text in texts:
        for stretch in text.common:
            seen = [paragraph for paragraph in stretch.paragraphs.values() if paragraph.reviewed]
            for left, right in combinations(seen, 2):
                yield "zones", "zone", left.zone, right.zone
        for layer in text.layers():
            for group, looked in text.groups(layer):
                for mine, yours in combinations(sorted(group.items.keys() & looked), 2):
                    for name, attribute in text.labels[mine].attributes(layer).items():
                        one, other = group.items[mine].attribute(name), group.items[yours].attribute(name)
                        if attribute.kind == "choice" and one is not None and other is not None:
                            yield layer, name, one, other


def disagreements(texts: Sequence[Compared], layers: Sequence[LayerName] = LAYERS) -> list[Disagreement]:
    """Return the paragraphs annotators disagree in, the one with the most disagreements first."""
    found = [one for text in texts for one in _in_text(text, layers)]
    return sorted(found, key=lambda one: (-len(one.sentences), one.document, one.start is None, one.start or 0))


def _in_text(text: Compared, layers: Sequence[LayerName]) -> Iterator[Disagreement]:
    by_paragraph: dict[int | None, list[str]] = defaultdict(list)
    stretches: dict[int | None, Stretch] = {stretch.number: stretch for stretch in text.stretches}
    for stretch in text.stretches:
        zones = {who: one.zone for who, one in stretch.paragraphs.items() if one.reviewed}
        if len(set(zones.values())) > 1:
            by_paragraph[stretch.number].append(f"zone: {_said(zones)}")
    for layer in layers:
        for group, looked in text.groups(layer) if layer in text.layers() else ():
            here = text.at(group.pieces)
            by_paragraph[here[0].number if here else None] += _sentences(text, group, looked)
    for number, sentences in by_paragraph.items():
        if sentences:
            start = stretches[number].start if number is not None else None
            yield Disagreement(text.name, text.document.path, number, start, tuple(sentences))


def _sentences(text: Compared, group: Group, looked: frozenset[str]) -> Iterator[str]:
    there = sorted(group.items.keys() & looked)
    if not there:
        return
    words = _words(text, group)
    if without := sorted(looked - group.items.keys()):
        yield f"{group.layer}: {', '.join(there)} and not {', '.join(without)} {words}"
    for name in group.differing:
        values = {who: group.items[who].attribute(name) for who in there}
        if name in _STRUCTURE:
            if len(there) == len(group.items):
                yield f"{group.layer}: {name.replace('_', ' ')} differ{'s' if name in _SINGULAR else ''} {words}"
        elif len(set(values.values())) > 1:
            yield f"{group.layer}: {name}: {_said(values)} {words}"


_SINGULAR = {"cue", "within", "scope", "name", "registry", "voice", "content"}
_STRUCTURE = _SINGULAR | {"mentions", "spans", "source_spans", "sources", "claimants"}


def _said(values: dict[str, Any]) -> str:
    return ", ".join(f"{who} {'not coded' if value is None else value}" for who, value in sorted(values.items()))


def _words(text: Compared, group: Group) -> str:
    if not group.pieces:
        return f"[{', '.join(sorted({getattr(item, 'name', item.id) for item in group.items.values()}))}]"
    words = " … ".join(text.document.text[int(start) : int(end)] for start, end in group.pieces)
    words = " ".join(words.split())
    return f"[{words if len(words) <= _LETTERS else words[: _LETTERS - 1] + '…'}]"
