"""What was said of paragraphs: zone, and what was looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from annotator.labels import Paragraph
from annotator.reanchoring.anchors import Anchors
from annotator.reanchoring.folding import Folded, fold
from annotator.reanchoring.known import BEGIN, Known
from annotator.reanchoring.places import Range
from annotator.text.paragraphs import PARAGRAPH_RULES, ParagraphRule, paragraphs


def rule_of(before: Sequence[Paragraph], old: str | None, wanted: ParagraphRule) -> ParagraphRule:
    """Return the rule that made paragraphs, where the text before tells it; else the one that is wanted."""
    if old is not None:
        made = [(paragraph.start, paragraph.end) for paragraph in before]
        for rule in (wanted, *PARAGRAPH_RULES):
            if paragraphs(old, rule) == made:
                return rule
    return wanted


def carried_over(
    before: Sequence[Paragraph], now: Sequence[Range], known: Known, anchors: Anchors, text: Folded
) -> tuple[tuple[Paragraph, ...], list[int | None]]:
    """Return the paragraphs of the text now, with what was said of those before, and the number of the one before each.

    A paragraph has the zone of the one that most of its words come from, or that it takes the place of between others.
    It is reviewed where the one before was and its words are known to be the same: all of them.

    Args:
        before: The paragraphs before, in text order.
        now: The paragraphs now.
        known: What is known of the text before.
        anchors: Where it stands now.
        text: The text now.
    """
    origin = _origins(known, now, anchors)
    same = {}
    for index, paragraph in enumerate(before):
        words = _all_words(known, index)
        place = anchors.place(paragraph.start, paragraph.end, words) if words is not None else None
        if place is not None and words is not None and fold(text.content[slice(*place)]) == fold(words):
            same[place] = index
    found = []
    sources = []
    for index, place in enumerate(now):
        unchanged = same.get(place)
        source = unchanged if unchanged is not None else origin.get(index)
        sources.append(source)
        zone = before[source].zone if source is not None else "body"
        reviewed = before[unchanged].reviewed if unchanged is not None else ()
        found.append(Paragraph(start=place[0], end=place[1], zone=zone, reviewed=reviewed))
    return tuple(found), sources


def _all_words(known: Known, index: int) -> str | None:
    """Return the whole paragraph as it was; None where only a part of it is known."""
    start, end = known.paragraphs[index]
    parts = known.parts[index]
    whole = len(parts) == 1 and (parts[0].start, parts[0].end) == (start, end)
    return parts[0].words if whole else None


def _origins(known: Known, now: Sequence[Range], anchors: Anchors) -> dict[int, int]:
    """Return which paragraph before each paragraph now comes from, by their numbers."""
    shares: dict[int, Counter[int]] = defaultdict(Counter)
    for index, (start, end) in enumerate(known.paragraphs):
        for anchor in anchors.touching(start, end):
            shift = anchor.now[0] - anchor.start  # as good as true where marks or white space are others
            low, high = max(anchor.start, start) + shift, min(anchor.end, end) + shift
            first = max(bisect_right(now, low, key=BEGIN) - 1, 0)
            for there in range(first, bisect_left(now, high, key=BEGIN)):
                share = min(high, now[there][1]) - max(low, now[there][0])
                if share > 0:
                    shares[there][index] += share
    origin = {there: max(counts, key=lambda index: (counts[index], -index)) for there, counts in shares.items()}
    return origin | _between(known, now, origin)


def _between(known: Known, now: Sequence[Range], origin: dict[int, int]) -> dict[int, int]:
    """Pair paragraphs of which nothing was found, where as many lie between two that are paired, and as long ones."""
    pairs = [(-1, -1), *sorted((index, there) for there, index in origin.items()), (len(known.paragraphs), len(now))]
    found = {}
    for (left, left_now), (right, right_now) in pairwise(pairs):
        if right - left != right_now - left_now:
            continue
        for step in range(1, right - left):
            start, end = known.paragraphs[left + step]
            start_now, end_now = now[left_now + step]
            if end - start == end_now - start_now and left_now + step not in origin:
                found[left_now + step] = left + step
    return found
