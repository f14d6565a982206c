"""The page with the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import open_text
from annotator.labels import Item, Labels
from benchmarks.keystrokes.article import Replayed
from benchmarks.keystrokes.peers import (
    BRAT,
    LABEL_STUDIO,
    SLATE,
    SLATE_HOW,
    SLATE_SOURCE,
    Gestures,
    Parts,
    Slate,
    of_item,
    parts_of,
)
from benchmarks.keystrokes.single import One

_FORMS = ("direct", "indirect", "mixed", "scare")


@dataclass(frozen=True)
class Measured:
    """Everything about one article.

    Attributes:
        path: The text.
        target: The labels that were replayed.
        codebook: Their codebook.
        by_hand: Without suggestions.
        offered: With them.
        singles: Its direct quotes, one at a time.
    """

    path: Path
    target: Labels
    codebook: Codebook
    by_hand: Replayed
    offered: Replayed
    singles: Sequence[One]

    @property
    def parts(self) -> Parts:
        """What the labels are in other programs."""
        return parts_of(self.target, self.codebook)


def page(found: Sequence[Measured], annotator: str, *, pressed: bool) -> str:
    """Return the page.

    Args:
        found: The articles.
        annotator: Whose labels were replayed.
        pressed: The keys were pressed in the program too, and it saved the same labels.
    """
    return "\n".join([*_head(found, annotator, pressed=pressed), *_goals(found), *_articles(found), *_kinds(found),
                      *_uses(found), *_peers(found)]) + "\n"  # fmt: skip


def _head(found: Sequence[Measured], annotator: str, *, pressed: bool) -> Iterator[str]:
    yield from (
        "# Keystrokes",
        "",
        "What labelling costs the hand. This page is written by the command that counts:",
        "",
        "    python -m benchmarks.keystrokes",
        "",
        f"It makes the labels of `{annotator}` in `annotations/` anew, from texts that nobody has looked at: item by item, "
        "paragraph",
        "by paragraph, each paragraph marked as reviewed, and every key counted, also those that go from word to word. For",
        "each item it searches the program’s own moves and questions for the fewest keys, once without suggestions and once",
        "with them: accepted as they are, accepted and mended, turned down, or passed over, whichever is least. What comes",
        "of it must be the same labels: words, kinds, attributes, links, nesting, zones, what was reviewed.",
    )
    if pressed:
        yield (
            "The keys were then pressed in the program itself, and the files it saved hold the same labels."
        )
    yield from (
        "",
        "These are the keys of somebody who knows every label beforehand and never errs. People read, think and correct",
        "themselves; that is not counted, for any program. The rules that suggest were written with these articles at hand,",
        "and expect less on others. Notes are left out, since words are typed alike everywhere. Names of sources that are",
        "not the words in the text, and searches, are counted letter by letter. The search looks at a paragraph’s labels in",
        "three orders and for each at the shortest way it finds, so that the counts are what can be done, not the least",
        "there is. A quote that is accepted may leave the words that name its source as a mention of it that the replayed",
        "labels do not list.",
        "",
    )


def _goals(found: Sequence[Measured]) -> Iterator[str]:
    singles = [one for measured in found for one in measured.singles]
    by_hand = _mean([one.by_hand for one in singles])
    offered = _mean([one.offered for one in singles])
    at_once = sum(one.offered == 1 for one in singles)
    with_, without = (sum(len(one.keys) for one in ones) for ones in zip(*_pairs(found), strict=True))[::-1] if False else (
        sum(len(one.offered.keys) for one in found), sum(len(one.by_hand.keys) for one in found))
    yield from (
        "## Goals",
        "",
        "| what | goal | measured | met |",
        "|---|---|---|---|",
        f"| a direct quote with its cue and known source, by hand: mean of {len(singles)} | ≤ 4 keys | {by_hand:.1f} | "
        f"{_met(by_hand <= 4)} |",
        f"| the same with suggestions ({at_once} of {len(singles)} with one key) | ≤ 1.5 keys | {offered:.1f} | "
        f"{_met(offered <= 1.5)} |",
        f"| all labels of the articles, with suggestions against without | ≤ 50 % | {with_ / without:.0%} | "
        f"{_met(with_ / without <= 0.5)} |",
        "",
    )
