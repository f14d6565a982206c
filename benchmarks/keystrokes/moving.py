"""The fewest keys from where a person is to where certain words are selected: a search over the session's own moves.

Breadth first, so that the first way found is a shortest one among those that are looked at. Not looked at are moves
that no hand would make: an edge or the caret moved away from where it has to go, by words or characters, and
paragraphs beyond those between here and there. Jumps (to a quotation, a sentence, a paragraph, an item, a larger
unit) are looked at wherever they lead. Searching for words counts each letter typed, the slash and enter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from annotator.labels import Labels
from annotator.session.perform import PERFORMERS
from annotator.session.search import find
from annotator.session.units import Range
from benchmarks.keystrokes.keyboard import Keyboard, Place, RefusedError

Goal = Callable[[], bool]
"""Says whether the session is where it shall be."""
Way = list[tuple[str, str]]
"""What to press: (`act`, name of an action) or (`type`, words)."""

_JUMPS = (
    "next_quotation",
    "next_sentence",
    "previous_sentence",
    "grow",
    "shrink",
    "next_item",
    "previous_item",
    "clear_selection",
)
_BEYOND = ("next_paragraph", "previous_paragraph", "first_paragraph", "last_paragraph")
"""Left out where here and there are in one paragraph: they lead out of it."""
_STEPS = ("word_right", "word_left")
_EDGES = {
    "extend_left": 0, "shrink_left": 0, "clause_start": 0, "start_left": 0, "start_right": 0,
    "extend_right": 1, "shrink_right": 1, "clause_on": 1, "clause_back": 1, "end_left": 1, "end_right": 1,
}  # fmt: skip
_FINE = frozenset({"start_left", "start_right", "end_left", "end_right"})
_NEAR = 3
"""An edge is moved by characters only within so many of its place."""
_LONGEST = 14
"""More keys than this no way needs: the search gives up."""
_MOST = 60_000


_found: dict[tuple[object, ...], tuple[Labels, Way | RefusedError]] = {}
"""Ways that were searched for, by labels, place and goal; the labels are kept, so that their id stays theirs."""
_KEPT = 5_000


def way_of(board: Keyboard, target: Range, what: object, goal: Goal) -> Way:
    """Return what `way_to` does, searched for once for the same labels, place and goal.

    Args:
        board: Where the person is.
        target: The words to be selected.
        what: Tells the goal from all others.
        goal: Asked at every place.

    Raises:
        RefusedError: When no way was found.
    """
    labels = board.session.labels
    key = (id(labels), board.place, target, what)
    if key not in _found:
        if len(_found) >= _KEPT:
            _found.clear()
        try:
            _found[key] = labels, way_to(board, target, goal, again=True)
        except RefusedError as error:
            _found[key] = labels, error
    way = _found[key][1]
    if isinstance(way, RefusedError):
        raise way
    return way


def way_to(board: Keyboard, target: Range, goal: Goal, *, again: bool = False) -> Way:
    """Return the fewest moves after which a goal holds; the keyboard is where it was.

    Args:
        board: Where the person is.
        target: The words to be selected, in code points: what moves towards.
        goal: Asked at every place.
        again: Search for words too.

    Raises:
        RefusedError: When no way was found.
    """
    begin = board.place
    session = board.session
    first = session.units.paragraph_at(target[0])
    low, high = sorted((begin[0], first))
    seen = {_known(begin)}
    rings: dict[int, deque[tuple[Place, Way]]] = {0: deque([(begin, [])])}
    searches = list(_searches(board, target)) if again else []
    looked = 0
    try:
        for cost in range(_LONGEST + 1):
            for words, place in [one for one in searches if 2 + len(one[0]) == cost]:
                rings.setdefault(cost, deque()).append((place, [("act", "search"), ("type", words), ("key", "enter")]))
            for place, way in rings.pop(cost, ()):
                board.place = place
                if goal():
                    return way
                looked += 1
                if looked > _MOST:
                    break
                for action in _actions(place, target, first, within=low == high):
                    board.place = place
                    PERFORMERS[action](session)
                    there = board.place
                    known = _known(there)
                    if known in seen or not low <= there[0] <= high or not _nearer(action, place, there, target):
                        continue
                    seen.add(known)
                    rings.setdefault(cost + 1, deque()).append((there, [*way, ("act", action)]))
    finally:
        board.place = begin
    raise RefusedError(f"no way to {session.text.content[slice(*target)]!r}")


def follow(board: Keyboard, way: Way) -> None:
    """Press the keys of a way."""
    for kind, what in way:
        {"act": board.act, "type": board.type, "key": board.press}[kind](what)


def cost_of(way: Way) -> int:
    """Return how many keys a way is."""
    return sum(len(what) if kind == "type" else 1 for kind, what in way)


def _known(place: Place) -> tuple[object, ...]:
    paragraph, selection, item, at = place
    shape = (selection.start, selection.end, selection.chosen, selection.placed, selection.pieces, len(selection.trail))
    return (paragraph, *shape, item, at == selection)


def _actions(place: Place, target: Range, first: int, *, within: bool) -> Iterator[str]:
    paragraph, selection, *_ = place
    if paragraph < first:
        yield from ("next_paragraph", "last_paragraph", "next_quotation", "next_sentence")
        yield from ("word_right",) if first == paragraph + 1 else ()
        return
    if paragraph > first:
        yield from ("previous_paragraph", "first_paragraph", "previous_sentence")
        yield from ("word_left",) if first == paragraph - 1 else ()
        return
    yield from _JUMPS
    yield from () if within else _BEYOND
    yield from _STEPS
    for action, edge in _EDGES.items():
        gap = abs(selection.range[edge] - target[edge])
        if gap and (action not in _FINE or gap <= _NEAR):
            yield action


def _nearer(action: str, before: Place, after: Place, target: Range) -> bool:
    """Return whether an edge that was moved is nearer to its place, or the caret to the words."""
    if before[0] != after[0]:
        return True
    if action in _EDGES:
        edge = _EDGES[action]
        return abs(after[1].range[edge] - target[edge]) < abs(before[1].range[edge] - target[edge])
    if action in _STEPS:
        return _gap(after, target) <= _gap(before, target)
    return True


def _gap(place: Place, target: Range) -> int:
    start, end = place[1].range
    return max(target[0] - end, start - target[1], 0) + abs(start - target[0])


def _searches(board: Keyboard, target: Range) -> Iterator[tuple[str, Place]]:
    """Yield the words whose search leads to the target's first words, with the place it leads to."""
    session, begin = board.session, board.place
    content = session.text.content
    for length in range(2, _LONGEST - 2):
        words = content[target[0] : target[0] + length]
        if words != words.strip() or not words.isascii() or "\n" in words or len(words) < length:
            continue
        if (there := find(content, words, begin[1].end)) is not None and there[0] == target[0]:
            session.cursor.to_range(*there)
            yield words, board.place
            board.place = begin
