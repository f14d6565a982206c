"""The page with the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import open_text
from annotator.labels import Item, Labels
from benchmarks.keystrokes.article import Replayed
from benchmarks.keystrokes.keyboard import TYPING
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

_TEMPLATE = Path(__file__).with_name("page.md")
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
    told = "The keys were then pressed in the program itself, and the files it saved hold the same labels."
    parts = {
        "goals": _goals(found),
        "articles": _articles(found),
        "kinds": _kinds(found),
        "uses": _uses(found),
        "programs": _programs(found),
        "how": _how(),
    }
    blocks = {name: "\n".join(lines) for name, lines in parts.items()}
    template = _TEMPLATE.read_text(encoding="utf-8")
    return template.format(annotator=annotator, pressed=told if pressed else "", shortfall=_shortfall(found), **blocks)


def _goals(found: Sequence[Measured]) -> Iterator[str]:
    singles = [one for measured in found for one in measured.singles]
    by_hand = _mean([one.by_hand for one in singles])
    offered = _mean([one.offered for one in singles])
    with_, without = _totals(found)
    yield "| what | goal | measured | met |"
    yield "|---|---|---|---|"
    yield _goal(f"a direct quote with its cue and known source, mean of {len(singles)}", "≤ 4 keys", by_hand, 4)
    yield _goal("the same with suggestions", "≤ 1.5 keys", offered, 1.5)
    share = with_ / without
    what = "all labels of the articles, with suggestions against without"
    yield f"| {what} | ≤ 50 % | {share:.0%} | {'yes' if share <= 0.5 else 'no'} |"
    fewer, more = (sum(len(one.keys) - one.uses[TYPING] for one in ones) for ones in _both(found))
    yield f"| the same without what is typed | | {fewer / more:.0%} | |"


def _goal(what: str, goal: str, measured: float, most: float) -> str:
    return f"| {what} | {goal} | {measured:.1f} | {'yes' if measured <= most else 'no'} |"


def _shortfall(found: Sequence[Measured]) -> str:
    singles = [one for measured in found for one in measured.singles]
    at_once = [one for one in singles if one.offered == 1]
    others = [one.offered for one in singles if one.offered > 1]
    with_words = _mean([one.named for one in singles])
    return (
        "The quotes of the first two lines are measured from the moment their paragraph is in focus, with the sources\n"
        f"of the text up to there. By hand that is without the words that name the source; with them it is "
        f"{with_words:.1f}\nkeys. With suggestions, where these words belong to it, {len(at_once)} of {len(singles)} "
        f"take one key, and the others {_mean(others):.1f}."
    )


def _articles(found: Sequence[Measured]) -> Iterator[str]:
    yield "| article | labels | by hand | with suggestions | ratio | labels that were accepted |"
    yield "|---|---:|---:|---:|---:|---:|"
    for one in found:
        items = sum(1 for _ in one.target.items())
        yield _row(one.path.stem, items, len(one.by_hand.keys), len(one.offered.keys), len(one.offered.accepted))
    with_, without = _totals(found)
    items = sum(1 for one in found for _ in one.target.items())
    yield _row("all", items, without, with_, sum(len(one.offered.accepted) for one in found))


def _row(name: str, items: int, without: int, with_: int, accepted: int) -> str:
    return f"| {name} | {items:,} | {without:,} | {with_:,} | {with_ / without:.0%} | {accepted} |"


def _kinds(found: Sequence[Measured]) -> Iterator[str]:
    yield f"| what | n | by hand | with suggestions | accepted | {BRAT.name} | {LABEL_STUDIO.name} |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for kind in ("sources", *(f"quotes, {form}" for form in _FORMS), "claims", "frames"):
        ours = [(one, item) for one in found for item in one.target.items() if _kind(item) == kind]
        if not ours:
            continue
        count = len(ours)
        by_hand = sum(one.by_hand.counts[item.id] for one, item in ours) / count
        offered = sum(one.offered.counts[item.id] for one, item in ours) / count
        accepted = sum(item.id in one.offered.accepted for one, item in ours)
        peers = [sum(peer.cost(_parts(one, item)).total for one, item in ours) / count for peer in (BRAT, LABEL_STUDIO)]
        told = " | ".join(f"{value:.1f}" for value in peers)
        yield f"| {kind} | {count} | {by_hand:.1f} | {offered:.1f} | {accepted} | {told} |"
    offered, by_hand = _both(found)
    for name, what in (("zones", "zones of paragraphs"), ("review", "reviewing"), ("turned down", "turning down")):
        counts = [sum(replayed.counts[name] for replayed in ones) for ones in (by_hand, offered)]
        yield f"| {what}, all together | | {counts[0]} | {counts[1]} | | | |"


def _parts(one: Measured, item: Item) -> Parts:
    mentions = {(source.id, span) for source in one.target.sources for span in source.mentions}
    return of_item(item, one.codebook, mentions)


def _kind(item: Item) -> str:
    return f"quotes, {item.attribute('form')}" if item.layer == "quotes" else item.layer


def _uses(found: Sequence[Measured]) -> Iterator[str]:
    yield "| what for | by hand | with suggestions |"
    yield "|---|---:|---:|"
    offered, by_hand = _both(found)
    for use in sorted({use for one in (*by_hand, *offered) for use in one.uses}):
        counts = [sum(one.uses[use] for one in ones) for ones in (by_hand, offered)]
        yield f"| {use} | {counts[0]:,} | {counts[1]:,} |"


def _programs(found: Sequence[Measured]) -> Iterator[str]:
    yield "| program | presses | clicks | drags | all | annotator by hand | annotator with suggestions |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    with_, without = _totals(found)
    for peer in (BRAT, LABEL_STUDIO):
        yield _against(peer.name, sum((peer.cost(one.parts) for one in found), Gestures()), without, with_)
    slate = sum((Slate(open_text(one.path).content).cost(one.parts) for one in found), Gestures())
    yield _against(SLATE, slate, without, with_)


def _how() -> Iterator[str]:
    for peer in (BRAT, LABEL_STUDIO):
        yield f"- **{peer.name}**: {peer.how}. {peer.source}"
    yield f"- **{SLATE}**: {SLATE_HOW}. {SLATE_SOURCE}"


def _against(name: str, spent: Gestures, without: int, with_: int) -> str:
    shares = f"{without / spent.total:.0%} | {with_ / spent.total:.0%}"
    return f"| {name} | {spent.keys:,} | {spent.clicks:,} | {spent.drags:,} | {spent.total:,} | {shares} |"


def _both(found: Sequence[Measured]) -> tuple[list[Replayed], list[Replayed]]:
    """Return the replays with suggestions, and those by hand."""
    return [one.offered for one in found], [one.by_hand for one in found]


def _totals(found: Sequence[Measured]) -> tuple[int, int]:
    """Return how many keys all articles take with suggestions, and by hand."""
    with_, without = (sum(len(one.keys) for one in ones) for ones in _both(found))
    return with_, without


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
