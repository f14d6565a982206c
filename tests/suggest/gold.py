"""Reads the sentences with gold labels in `tests/suggest/data/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.suggest import Suggestion

DATA = Path(__file__).parent / "data"
Range = tuple[int, int]


@dataclass(frozen=True)
class Gold:
    form: str
    content: tuple[Range, ...]
    cue: Range | None
    sources: tuple[Range, ...]
    resolved: str | None = None


@dataclass
class Example:
    """One text with its attributions, under the heading of a construction."""

    construction: str
    content: str
    quotes: list[Gold] = field(default_factory=list)
    miss: str = ""


def examples(name: str) -> list[Example]:
    """Return the texts of a file with what is to be found in them."""
    found: list[Example] = []
    for construction, line in lines_of(name):
        if line.startswith("  miss:"):
            found[-1].miss = line.removeprefix("  miss:").strip()
        elif line.startswith("  "):
            found[-1].quotes.append(_gold(line, found[-1]))
        else:
            found.append(Example(construction, line.replace("¶", "\n\n")))
    return found


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a file, each with the heading it stands under; no comments and no empty ones."""
    heading = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith("#"):
            yield heading, line


def _gold(line: str, example: Example) -> Gold:
    form, content, cue, sources, *more = (part.strip() for part in line.split(" | "))
    places: list[Range] = []
    after = example.quotes[-1].content[0][0] if example.quotes else 0
    for piece in content.split(" + "):
        start = example.content.index(piece, places[-1][1] if places else after)
        places.append((start, start + len(piece)))
    cue_at = None if cue == "-" else _nearest(example.content, cue, places, places)
    near = [cue_at] if cue_at else places
    named = tuple(
        _nearest(example.content, name, [*places, *near], near) for name in sources.split(" && ") if name != "-"
    )
    return Gold(form, tuple(places), cue_at, named, more[0].removeprefix("= ") if more else None)


def _nearest(content: str, words: str, outside: list[Range], near: list[Range]) -> Range:
    """Find words outside some stretches, as near as can be to others; `said#2` is the second in the text."""
    words, _, number = words.partition("#")
    starts = [place for place in range(len(content)) if content.startswith(words, place)]
    if number:
        start = starts[int(number) - 1]
        return start, start + len(words)
    free = [s for s in starts if all(s + len(words) <= first or s >= last for first, last in outside)]
    whole = [s for s in free if not (content[s - 1 : s] + content[s + len(words) : s + len(words) + 1]).isalnum()]

    def distance(start: int) -> tuple[int, int]:
        gaps = [start - last if start >= last else first - start - len(words) for first, last in near]
        return min(gaps), -start

    start = min(whole or free, key=distance)
    return start, start + len(words)


def as_gold(suggestion: Suggestion) -> Gold:
    """Return a suggestion in the form of gold labels."""
    return Gold(
        suggestion.attributes["form"],
        suggestion.spans,
        suggestion.cue,
        tuple((source[0][0], source[-1][1]) for source in suggestion.sources),
        ", ".join(suggestion.resolved) or "-",
    )


def agrees(gold: Gold, found: Gold) -> bool:
    """Tell whether everything is as in the gold labels, who the source is only where they say."""
    same = (gold.form, gold.content, gold.cue, gold.sources) == (found.form, found.content, found.cue, found.sources)
    return same and gold.resolved in {None, found.resolved}
