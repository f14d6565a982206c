"""Texts and labels to measure with: invented, and the same every time."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from annotator.codebook import shipped
from annotator.labels import Labels, LayerName
from annotator.store import labels_path, new_labels, save_labels
from annotator.text import Text

ANNOTATOR = "bench"
FIRST = "Quillmarsh"
"""The first word of every text, and nowhere else: when it is on the screen, so is the first paragraph."""
SOUGHT = "zephyrine"
"""A word that stands in every twentieth paragraph: what is searched for."""

_NAMES = ("Mira Halden", "Jory Pellin", "Kasimir Orlane", "Tove Arnsen", "Ilva Brandt", "the port authority")
_SUBJECTS = ("ferry", "bridge", "harbour", "council", "budget", "tariff", "pier", "strike", "fleet", "canal", "survey")
_VERBS = ("opened", "closed", "delayed", "doubled", "halved", "approved", "rejected", "moved", "repaired", "sold")
_REST = (
    "before the winter storms arrived from the north",
    "after months of talks behind closed doors",
    "although nobody had asked for it",
    "at a cost of 4.2 million",
    "in spite of all that the engineers had found",
    "while the fishermen of the outer islands kept watching the tide",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a text is and how much is labelled in it.

    Attributes:
        name: What it is called in the report.
        paragraphs: How many paragraphs.
        characters: About how many characters in all.
        items: How many items in all layers.
        sources: How many of them are sources.
        piled: All items overlap in the second paragraph.
    """

    name: str
    paragraphs: int
    characters: int
    items: int
    sources: int
    piled: bool = False


SMALL = Shape("4.5 kB", 16, 4_500, 0, 0)
ARTICLE = Shape("34 kB", 110, 34_000, 850, 30)
LONG = Shape("1 MB", 2_000, 1_000_000, 5_000, 60)
HUGE = Shape("10 MB", 20_000, 10_000_000, 10_000, 80)
PILED = Shape("625 on one paragraph", 16, 4_500, 625, 5, piled=True)


def sentence(chance: random.Random) -> str:
    """Return a sentence, in three of ten cases with a quotation."""
    words = f"the {chance.choice(_SUBJECTS)} was {chance.choice(_VERBS)} {chance.choice(_REST)}"
    drawn = chance.random()
    if drawn < 0.2:
        return f"“{words.capitalize()},” {chance.choice(_NAMES)} said."
    if drawn < 0.3:
        return f"According to {chance.choice(_NAMES)}, {words}."
    return f"{words.capitalize()}."


def content(shape: Shape) -> str:
    """Return the text of a shape."""
    chance = random.Random(shape.name)
    size = shape.characters // shape.paragraphs
    paragraphs = []
    for number in range(shape.paragraphs):
        words = f"{FIRST} council signs the bridge pact. " if number == 0 else ""
        words += f"The {SOUGHT} light was on. " if number % 20 == 7 else ""
        while len(words) < size - 50:
            words += f"{sentence(chance)} "
        paragraphs.append(words.strip())
    return "\n\n".join(paragraphs) + "\n"


def _stretches(shape: Shape, ranges: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return where the items that are not sources lie, in text order."""
    chance = random.Random(shape.name + "items")
    wanted = shape.items - shape.sources
    found = []
    for number in range(wanted):
        low, high = ranges[1] if shape.piled else ranges[number * len(ranges) // max(wanted, 1)]
        starts = [low] + [place + 1 for place in range(low, high) if text[place] == " "]
        ends = [place - 1 for place in starts[1:]] + [high]
        first = chance.randrange(len(starts))
        last = min(first + chance.randrange(1, 12), len(ends) - 1)
        found.append((starts[first], ends[last]))
    return sorted(found)


def labels_of(shape: Shape, text: Text) -> Labels:
    """Return labels of a text: sources with mentions, and quotes, claims and frames that hang on them."""
    codebook = shipped("source-framing")
    labels = new_labels(text, ANNOTATOR, codebook)
    ranges = [(paragraph.start, paragraph.end) for paragraph in labels.paragraphs]

    def span(start: int, end: int) -> dict[str, object]:
        return {"start": start, "end": end, "text": text.content[start:end]}

    items: dict[LayerName, list[dict[str, object]]] = {"sources": [], "quotes": [], "claims": [], "frames": []}
    for number in range(shape.sources):
        low, _ = ranges[1] if shape.piled else ranges[number * len(ranges) // shape.sources]
        kind = {"type": "named_individual", "reliability": "F"}
        name = f"{_NAMES[number % len(_NAMES)]} {number + 1}"
        items["sources"].append(
            {"id": f"s{number + 1}", "name": name, "mentions": [span(low, text.content.index(" ", low))], **kind}
        )
    for number, (start, end) in enumerate(_stretches(shape, ranges, text.content)):
        source = [f"s{number % shape.sources + 1}"]
        own = {"id": f"{'qcf'[number % 3]}{number + 1}"}
        if number % 3 == 0:
            more = {"cue": None, "sources": source, "source_spans": [], "within": None, "form": "indirect"}
            items["quotes"].append({**own, "content": [span(start, end)], **more, "stance": "neutral"})
        elif number % 3 == 1:
            items["claims"].append({**own, "spans": [span(start, end)], "claimants": source, "type": "quantity"})
        else:
            more = {"scope": "span", "voice": source, "frame": "economic"}
            items["frames"].append({**own, "spans": [span(start, end)], **more})
    plain = labels.model_dump() | items
    return codebook.label_models.labels.model_validate(plain)


def write(folder: Path, shape: Shape) -> Path:
    """Write a text, and its labels if it has any, into a new folder; return the text's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "harbour.txt"
    data = content(shape).encode()
    path.write_bytes(data)
    text = Text(path.stem, data.decode(), hashlib.sha256(data).hexdigest(), path)
    if shape.items:
        save_labels(labels_path(path, ANNOTATOR), labels_of(shape, text))
    return path
