"""Dropping what was found out of order."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.reanchoring.known import Stretch
from annotator.reanchoring.places import Range

Found = tuple[Stretch, Range]


def in_order(found: Sequence[Found]) -> list[Found]:
    """Return what stands in the same order now as before; of two that changed places, neither.

    Stretches that overlapped are in order however they stand.
    """
    good = set(range(len(found)))
    by_start = sorted(good, key=lambda index: found[index][0].start)
    by_end = sorted(good, key=lambda index: found[index][0].end)
    # Nothing that ended before one may end behind its beginning now …
    reached = position = 0
    for index in by_start:
        stretch, place = found[index]
        while position < len(by_end) and found[by_end[position]][0].end <= stretch.start:
            reached = max(reached, found[by_end[position]][1][1])
            position += 1
        if place[0] < reached:
            good.discard(index)
    # … and nothing that began behind one may begin before its end now.
    position = len(by_start) - 1
    least = None
    for index in reversed(by_end):
        stretch, place = found[index]
        while position >= 0 and found[by_start[position]][0].start >= stretch.end:
            start = found[by_start[position]][1][0]
            least = start if least is None else min(least, start)
            position -= 1
        if least is not None and place[1] > least:
            good.discard(index)
    return [found[index] for index in sorted(good, key=lambda index: found[index][0].start)]
