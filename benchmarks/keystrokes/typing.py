"""The fewest keys that type words into a line: letters, and tab where the program offers the rest of a word."""

from __future__ import annotations

import heapq
from functools import lru_cache
from itertools import count

from annotator.session.completing import Completer, Vocabulary


@lru_cache(4_000)
def fewest_keys(content: str, place: int, now: str, wanted: str) -> tuple[str, ...]:
    """Return the keys, as they are typed, that make a line say what is wanted; without the one that ends it.

    Args:
        content: The text that the words offered come from.
        place: Where in it the person is, in code points.
        now: What the line says now; the caret is behind it.
        wanted: What it is to say.
    """
    complete = Completer(Vocabulary(content, place), place)
    ways = [("ctrl+u", *_from(complete, "", wanted))] if now else [_from(complete, "", wanted)]
    kept, cuts = now, 0
    while kept and not wanted.startswith(kept):  # as `Entry.word_before` cuts
        kept, cuts = kept[: kept.rstrip().rfind(" ") + 1], cuts + 1
    if kept:
        if not cuts:  # nothing is offered before a key was pressed
            kept = wanted[: len(kept) + 1]
        begun = ("ctrl+w",) * cuts if cuts else tuple(kept[len(now) :])
        ways.append(begun + _from(complete, kept, wanted))
    return min(ways, key=len)


def _from(complete: Completer, begun: str, wanted: str) -> tuple[str, ...]:
    """Return the fewest keys that go on from the beginning of some words to their end."""
    order = count()
    heap: list[tuple[int, int, int, bool, tuple[str, ...]]] = [(0, next(order), len(begun), False, ())]
    seen: set[tuple[int, bool]] = set()
    while heap:
        cost, _, length, taken, way = heapq.heappop(heap)
        if length == len(wanted):
            return way
        if (length, taken) in seen:
            continue
        seen.add((length, taken))
        heapq.heappush(heap, (cost + 1, next(order), length + 1, False, (*way, wanted[length])))
        offer = complete.offered(wanted[:length], taken=taken)
        if offer and wanted.startswith(offer, length):
            heapq.heappush(heap, (cost + 1, next(order), length + len(offer), True, (*way, "tab")))
    raise AssertionError
