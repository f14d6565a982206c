"""Labelling with suggestions: accept, mend, turn down, or pass over and label by hand, whichever takes fewest keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product

from annotator.labels import Item, Labels, Quote, Source, Span
from annotator.session.coding import AS_BEFORE, AS_TOLD
from annotator.session.proposal import visible
from annotator.suggest.evaluation import IOU, iou
from annotator.suggest.suggestion import Suggestion
from benchmarks.keystrokes.answering import Wanted, answer
from benchmarks.keystrokes.doing import Ids, done, mended, mention, wanted_of
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.moving import follow, way_to
from benchmarks.keystrokes.tasks import Task

State = tuple[Keyboard, Ids]
_REST = {"quote": 0, "claim": 0, "frame": 0, "link": 1, "cue": 2}


def offered(board: Keyboard, ids: Ids, tasks: list[Task], target: Labels) -> tuple[Keyboard, Ids, dict[str, int]]:
    """Go through the suggestions of the paragraph in focus.

    Args:
        board: Where the person is.
        ids: What is labelled already.
        tasks: What there is to do in the paragraph.
        target: The labels that are to come of it.

    Returns:
        The keyboard afterwards, what is labelled now, and how many keys went into which item; `turned down` for what
        was rejected.
    """
    listed = {one.id: frozenset(one.mentions) for one in target.sources}
    spent: dict[str, int] = {}
    waste = 0
    best = board, ids, dict(spent)
    for _ in range(200):
        offering = board.session.offering
        current = offering.current if offering is not None else None
        if current is None:
            break
        before = len(board.pressed)
        item = _meant(current, tasks, ids)
        zone = current.layer == "zones" and _zone_is_right(board, current, target)
        took = None
        if zone or item is not None:
            took = _zone(board, ids) if zone else taken(board, ids, current, item, tasks, listed=listed)
        if took is None:
            board = board.copy()
            board.act("reject")
            waste += 1
            continue
        board, ids = took
        name = item.id if item is not None else "zones"
        spent[name] = spent.get(name, 0) + len(board.pressed) - before
        if waste:
            spent["turned down"] = spent.get("turned down", 0) + waste
            waste = 0
        best = board, ids, dict(spent)
    # What is turned down behind the last one that is taken is left as it is: it costs nothing and is no label.
    return best


def _zone_is_right(board: Keyboard, suggestion: Suggestion, target: Labels) -> bool:
    paragraph = target.paragraphs[board.session.cursor.paragraph]
    return suggestion.attributes.get("zone") == paragraph.zone


def _zone(board: Keyboard, ids: Ids) -> State:
    trial = board.copy()
    trial.act("accept")
    return trial, ids


def _meant(suggestion: Suggestion, tasks: list[Task], ids: Ids) -> Item | None:
    """Return the item of the target that a suggestion is nearest to."""
    if suggestion.layer == "zones":
        return None
    items = {task.item.id: task.item for task in tasks if task.item.layer == suggestion.layer}
    left = [item for item in items.values() if item.id not in ids]
    rated = [(iou([(span.start, span.end) for span in item.main], suggestion.spans), item) for item in left]
    share, item = max(rated, key=lambda one: one[0], default=(0.0, None))
    return item if share >= IOU else None


def taken(
    board: Keyboard,
    ids: Ids,
    suggestion: Suggestion,
    item: Item | None,
    tasks: list[Task],
    *,
    listed: Mapping[str, frozenset[Span]] | None = None,
) -> State | None:
    """Return what comes of accepting a suggestion and mending it; None where labelling by hand takes fewer keys.

    Args:
        board: Where the person is; the suggestion is the current one.
        ids: What is labelled already.
        suggestion: The suggestion.
        item: The item of the target that is to come of it.
        tasks: What there is to do in the paragraph.
        listed: The mentions of the target’s sources; None where it does not matter which there are.
    """
    assert item is not None
    own = sorted((task for task in tasks if task.item.id == item.id), key=lambda task: _REST[task.kind])
    keys: list[Callable[[Keyboard], None]] = [lambda _: None]
    if tuple((span.start, span.end) for span in item.main) != suggestion.spans:
        keys.append(partial(_adjusted, item))
    best: State | None = None
    ways = [("accept", None), *(("accept_and_edit", filling) for filling in (None, AS_BEFORE, AS_TOLD))]
    for adjust, way in product(keys, ways):
        trial, known = board.copy(), dict(ids)
        try:
            adjust(trial)
            _accepted(board, trial, known, (item, own), way)
            if listed is not None:
                _mentions_only(trial, known, item, listed)
            # Sources that are not there yet are said of it when they are: the paragraph's other tasks do that.
            for task in own:
                if task.needs <= known.keys():
                    trial, known = done(trial, known, task)
            _nothing_too_much(trial, known, item)
        except RefusedError:
            continue
        if best is None or len(trial.pressed) < len(best[0].pressed):
            best = trial, known
    if best is None:
        return None
    by_hand = _by_hand(board, ids, own)
    # By hand a suggestion that is not wanted is turned down, or closes when its words are labelled.
    return best if by_hand is None or len(best[0].pressed) <= by_hand else None


def _accepted(
    before: Keyboard, board: Keyboard, ids: Ids, meant: tuple[Item, list[Task]], way: tuple[str, str | None]
) -> None:
    """Accept the current suggestion, and answer what is asked then.

    Args:
        before: Where the person was.
        board: Where the person is.
        ids: What is labelled; what comes of it is added.
        meant: The item of the target that is to come of it, and its tasks.
        way: The action, and the key that fills in what is open.
    """
    (item, own), (action, filling) = meant, way
    board.act(action)
    if board.dialogues.coding is not None and board.dialogues.coding.item is None:
        answer(board, Wanted(wanted_of(board, item, loose=own[0].loose)))
    _identify(before, board, ids, item)
    if board.dialogues.coding is not None:
        answer(board, mended(board, ids, item, loose=own[0].loose, filling=filling))


def _by_hand(board: Keyboard, ids: Ids, own: list[Task]) -> int | None:
    """Return how many keys are pressed when the item is labelled by hand; None where it cannot be here and now."""
    trial, known = board.copy(), dict(ids)
    try:
        for task in own:
            if not task.needs <= known.keys():
                return None
            trial, known = done(trial, known, task)
    except RefusedError:
        return None
    return len(trial.pressed)


def _adjusted(item: Item, board: Keyboard) -> None:
    """Go to a suggestion, and select the words it is to have."""
    if len(item.main) != 1:
        raise RefusedError("pieces are mended one by one")
    board.act("next_suggestion")
    span = item.main[0]
    session = board.session

    def right() -> bool:
        selection = session.cursor.selection
        if not selection.chosen or abs(selection.start - span.start) > 4 or abs(selection.end - span.end) > 4:
            return False
        return visible(session.text.content, (selection.range,)) == ((span.start, span.end),)

    follow(board, way_to(board, (span.start, span.end), right))


def _identify(before: Keyboard, after: Keyboard, ids: Ids, item: Item) -> None:
    """Take note of which item and which sources came of a suggestion.

    Raises:
        RefusedError: When a source was made that nobody wants.
    """
    was = {one.id for one in before.session.labels.items()}
    new = [one for one in after.session.labels.items() if one.id not in was]
    made = [one for one in new if one.layer == item.layer]
    if len(made) != 1:
        raise RefusedError("no item came of it")
    ids[item.id] = made[0].id
    unknown = [one for one in item.linked if one not in ids]
    for source in (one for one in new if isinstance(one, Source)):
        if not unknown:
            raise RefusedError(f"{source.name} was made and is not wanted")
        ids[unknown.pop(0)] = source.id


def _mentions_only(board: Keyboard, ids: Ids, item: Item, listed: Mapping[str, frozenset[Span]]) -> None:
    """Take off mentions that the target does not list: the words that name a source become one when it is accepted."""
    for source in item.linked:
        if source not in ids:
            continue
        wanted = listed[source]
        for span in board.item(ids[source]).main:
            if span not in wanted and not any(span.start < one.end and one.start < span.end for one in wanted):
                mention(board, span, ids[source])


def _nothing_too_much(board: Keyboard, ids: Ids, item: Item) -> None:
    made = board.item(ids[item.id])
    if isinstance(made, Quote) and isinstance(item, Quote):
        if made.cue is not None and item.cue is None:
            raise RefusedError("a cue that nobody wants")
        if not set(made.source_spans) <= set(item.source_spans):
            raise RefusedError("words that name a source, and do not")
    if not set(made.linked) <= {ids.get(one) for one in item.linked}:
        raise RefusedError("another source")
    if made.main != item.main:
        raise RefusedError("other words")
