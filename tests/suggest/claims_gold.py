"""Reads the sentences with gold claims, and the paragraphs with gold frames, in `tests/suggest/data/`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.suggest import Suggestion, suggestions_for
from tests.suggest.gold import Range, lines_of
from tests.suggest.making import text

VALUES = ("type", "checkworthiness", "certainty", "polarity", "evidence")


@dataclass(frozen=True)
class Claim:
    """A claim with the values of `VALUES`, and the words of its source or `-`."""

    spans: tuple[Range, ...]
    values: tuple[str, ...]
    source: str


@dataclass
class Said:
    """A text with its claims."""

    construction: str
    content: str
    claims: list[Claim] = field(default_factory=list)
    miss: str = ""


@dataclass
class Framed:
    """A paragraph with its frame, or the words in it that have one; `-` for none."""

    frame: str
    content: str
    words: str = ""
    values: tuple[str, ...] = ()
    miss: str = ""


def claims_of(name: str) -> list[Said]:
    """Return the texts of a file with their claims."""
    found: list[Said] = []
    for construction, line in lines_of(name):
        if line.startswith("  miss:"):
            found[-1].miss = line.removeprefix("  miss:").strip()
        elif line.startswith("  claim | "):
            _, words, values, source = (part.strip() for part in line.split(" | "))
            found[-1].claims.append(Claim(places(found[-1].content, words), tuple(values.split()), source))
        else:
            found.append(Said(construction, line.replace("¶", "\n\n")))
    return found


def places(content: str, words: str) -> tuple[Range, ...]:
    """Return where words with + between their pieces stand."""
    found: list[Range] = []
    for piece in words.split(" + "):
        start = content.index(piece, found[-1][1] if found else 0)
        found.append((start, start + len(piece)))
    return tuple(found)


def frames_of(name: str) -> list[Framed]:
    """Return the paragraphs of a file with their frames; those under the name of a technique have it on some words."""
    found: list[Framed] = []
    for heading, line in lines_of(name):
        if line.startswith("  miss:"):
            found[-1].miss = line.removeprefix("  miss:").strip()
        elif line.startswith("  ") and " | " in line:
            found[-1].words, found[-1].frame = (part.strip() for part in line.split(" | "))
            found[-1].values = (heading,)
        elif line.startswith("  "):
            found[-1].values = tuple(line.split())
        else:
            found.append(Framed("-" if heading == "none" else heading, line.replace("¶", "\n\n")))
    return found


def suggested(content: str, layer: str, language: str) -> list[Suggestion]:
    """Return what is suggested for a layer of a text."""
    return [item for item in suggestions_for(text(content), language=language) if item.layer == layer]


def agrees(content: str, gold: Claim, found: Suggestion) -> bool:
    """Tell whether a suggestion has the words, the values and the source of a gold claim."""
    sources = ", ".join(content[source[0][0] : source[-1][1]] for source in found.sources) or "-"
    values = tuple(found.attributes[name] for name in VALUES)
    return (found.spans, values, sources) == (gold.spans, gold.values, gold.source)


def is_right(example: Said, found: Sequence[Suggestion]) -> bool:
    """Tell whether a text has the claims of its gold labels, and no others."""
    gold = sorted(example.claims, key=lambda claim: claim.spans)
    pairs = zip(gold, found, strict=True)
    return len(gold) == len(found) and all(agrees(example.content, *pair) for pair in pairs)
