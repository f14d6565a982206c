"""The fewest keys from question to question of one dialogue, and to its end."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from itertools import count

from benchmarks.keystrokes.keyboard import RefusedError


def first_move(
    steps: list[str],
    at: int,
    open_: tuple[frozenset[str], frozenset[str], frozenset[str] | None],
    costs: Mapping[str, int],
    hops: Mapping[str, str],
) -> str:
    """Return the first of the fewest moves that answer what is open and end the dialogue.

    Args:
        steps: The steps as they are now; an answer may bring others, and then this is asked again.
        at: Which one is asked.
        open_: The steps that may be answered; those of them that must be; and those that the key which fills in what is
            open answers rightly, None where it is not used.
        costs: How many keys an answer takes, where not one: it is typed.
        hops: The letters that lead to steps.
    """
    answerable, wrong, filled = open_
    order = count()
    heap: list[tuple[int, int, int, frozenset[str], str]] = [(0, next(order), at, answerable, "")]
    seen = set()
    while heap:
        cost, _, position, left, first = heapq.heappop(heap)
        if position == len(steps):
            if not left & wrong:
                return first
            continue
        if (position, left) in seen:
            continue
        seen.add((position, left))
        if steps[position] in left:
            one = costs.get(steps[position], 1)
            answered = left - {steps[position]}
            heapq.heappush(heap, (cost + one, next(order), position + 1, answered, first or "value"))
        if not left & wrong:
            heapq.heappush(heap, (cost + 1, next(order), len(steps), left, first or "enter"))
        if filled is not None and left & wrong and left <= filled:
            heapq.heappush(heap, (cost + 1, next(order), len(steps), frozenset(), first or "fill"))
        for step in sorted(left & hops.keys()):
            there = steps.index(step)
            if step in costs:  # what is typed is asked for at once
                answered = left - {step}
                heapq.heappush(heap, (cost + costs[step], next(order), there + 1, answered, first or hops[step]))
            else:
                heapq.heappush(heap, (cost + 1, next(order), there, left, first or hops[step]))
        heapq.heappush(heap, (cost + 1, next(order), position + 1, left, first or "tab"))
        heapq.heappush(heap, (cost + 1, next(order), (position or len(steps)) - 1, left, first or "shift+tab"))
    raise RefusedError("the dialogue cannot be answered so")
