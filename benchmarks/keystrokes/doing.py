"""Doing one task with the fewest keys that can be found, at the real session, and looking whether it came out right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from annotator.labels import SCOPES, Frame, Item, LayerName, Quote, Source, Span
from annotator.session import NotPossibleError
from annotator.session.coding import AS_BEFORE, AS_TOLD
from annotator.session.proposal import visible
from annotator.session.questions import MAX_NUMBERED
from annotator.session.units import Range
from benchmarks.keystrokes.answering import Wanted, answer, pick
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.moving import follow, way_of
from benchmarks.keystrokes.tasks import Task, named_with

Ids = dict[str, str]
"""Which item here is which of the target labels: ids here by ids there."""
Attempt = Callable[[Keyboard, Ids], None]

_LABEL = {"sources": "label_source", "quotes": "label_quote", "claims": "label_claim", "frames": "label_frame"}


def done(board: Keyboard, ids: Ids, task: Task) -> tuple[Keyboard, Ids]:
    """Return a keyboard at which the task is done in the fewest keys of all ways that lead there.

    Raises:
        RefusedError: When none leads there; it says why the last one did not.
    """
    if task.item.id in ids and _is_right(board, ids, task):
        return board, ids
    best: tuple[Keyboard, Ids] | None = None
    why = "no way"
    for attempt in _attempts(task, ids):
        trial, known = board.copy(), dict(ids)
        try:
            attempt(trial, known)
            _check(trial, known, task)
        except RefusedError as error:
            why = str(error)
            continue
        if best is None or _weight(trial, known, task) < _weight(*best, task):
            best = trial, known
    if best is None:
        raise RefusedError(f"{task.kind} {task.item.id}: {why}")
    return best


def _weight(board: Keyboard, ids: Ids, task: Task) -> int:
    """Return the keys of a way, less what it spares: a cue and a source are one key each, going to its words two."""
    made = board.item(ids[task.item.id])
    if not isinstance(made, Quote) or task.kind != "quote":
        return len(board.pressed)
    return len(board.pressed) - (made.cue is not None) - len(made.linked) - 2 * len(made.source_spans)


def _attempts(task: Task, ids: Ids) -> Iterator[Attempt]:
    if task.kind == "mention":
        yield partial(_mention, task)
    elif task.kind == "cue":
        yield partial(_cue_beside, task)
        yield partial(_cue, task)
    elif task.kind == "link":
        yield partial(_link, task)
    else:
        for filling in (None, AS_BEFORE, AS_TOLD):
            if task.kind == "source" and task.item.id in ids:
                yield partial(_mend_source, task, filling=filling)
            elif task.kind == "source":
                yield partial(_source, task, by_hand=False, filling=filling)
                yield partial(_source, task, by_hand=True, filling=filling)
            elif task.item.id in ids:
                yield partial(_mend, task, filling=filling)
            else:
                yield partial(_item, task, filling=filling)
                if isinstance(task.item, Quote) and (task.item.cue is not None or task.item.source_spans):
                    yield partial(_item, task, filling=filling, whole=True)


# --- the ways --------------------------------------------------------------------------------------------------------


def _item(task: Task, board: Keyboard, ids: Ids, *, filling: str | None, whole: bool = False) -> None:
    """Select the words of a quote, claim or frame, and answer what is asked of it; `whole`, with its cue and source."""
    item = task.item
    for span in item.main[:-1]:
        _go(board, _range(span), "piece", partial(_selects, board, span))
        board.act("add_piece")
    last = _range(item.main[-1])
    _go(board, last, ("item", item.id), partial(_proposes, board, item))
    board.act(_LABEL[item.layer])
    here = _asked_about(board)
    words = named_with(item) if isinstance(item, Quote) else []
    later = {source for source, _ in words}
    named: dict[str, frozenset[Span]] = {}
    cue = None
    if isinstance(item, Quote) and whole:
        cue = item.cue
        for source, span in words:
            if source in ids:
                named[ids[source]] = named.get(ids[source], frozenset()) | {span}
        later -= _credited(board, item)
    links = tuple(ids[one] for one in item.linked if one not in later and one in ids)
    coded = wanted_of(board, item, loose=task.loose)
    answer(board, Wanted(coded, links, filling=filling, named=named, cue=cue))
    ids[item.id] = here


def _credited(board: Keyboard, quote: Quote) -> set[str]:
    """Return the sources of a quote whose words come with its cue."""
    try:
        given = board.session.crediting(quote.id, quote.content)
    except NotPossibleError:
        return set()
    if quote.cue is None or given.cue != _range(quote.cue) or given.words is None or len(quote.linked) != 1:
        return set()
    return {source for source, span in named_with(quote) if _range(span) == given.words}


def _source(task: Task, board: Keyboard, ids: Ids, *, by_hand: bool, filling: str | None) -> None:
    source = task.item
    assert isinstance(source, Source)
    assert task.span is not None
    _go(board, _range(task.span), ("source", by_hand), partial(_names, board, task.span, by_hand=by_hand))
    board.act("label_source")
    here = _asked_about(board)
    coded = wanted_of(board, source, loose=task.loose) | {"name": source.name}
    answer(board, Wanted(coded, registry=source.registry, filling=filling))
    ids[source.id] = here


def _mention(task: Task, board: Keyboard, ids: Ids) -> None:
    assert task.span is not None
    mention(board, task.span, ids[task.item.id])


def mention(board: Keyboard, span: Span, source: str) -> None:
    """Make words a mention of a source of the text; take them off where they are its mention."""
    _go(board, _range(span), ("source", False), partial(_names, board, span, by_hand=False))
    board.act("label_source")
    answer(board, Wanted(mention_of=source))


def _cue_beside(task: Task, board: Keyboard, ids: Ids) -> None:
    """Take the verb beside the quote that was just labelled; whether it is the one that is wanted shows afterwards."""
    if board.session.item_id != ids[task.item.id]:
        raise RefusedError("another label is the current one")
    board.act("label_cue")


def _cue(task: Task, board: Keyboard, ids: Ids) -> None:
    assert task.span is not None
    span, quote = task.span, ids[task.item.id]

    def here() -> bool:
        if not _selects(board, span):
            return False
        meant = board.session._quote_of(span.start, span.end)  # noqa: SLF001 - whose cue it would be
        return meant is not None and meant.id == quote

    _go(board, _range(span), ("cue", quote), here)
    board.act("label_cue")


def _link(task: Task, board: Keyboard, ids: Ids) -> None:
    assert task.span is not None
    assert task.source is not None
    session, span = board.session, task.span
    quote, source = ids[task.item.id], ids[task.source]

    def here() -> bool:
        if abs(session.cursor.selection.start - span.start) > len(span) + 20:
            return False
        target, said = session.target(), session.index.get(source)
        if not isinstance(target, Quote) or target.id != quote or not isinstance(said, Source):
            return False
        words = session.naming_words(target, said)
        # An accepted quote may have the words already, and nobody they stand for.
        return words == (span,) or (not words and span in target.source_spans and source not in target.linked)

    _go(board, _range(span), ("link", quote, source), here)
    number = [one.id for one in session.labels.sources].index(source) + 1
    if number <= MAX_NUMBERED:
        board.press(str(number))
    else:
        board.act("link_source")
        pick(board, source=source)


# --- mending what was accepted ---------------------------------------------------------------------------------------


def _mend(task: Task, board: Keyboard, ids: Ids, *, filling: str | None) -> None:
    """Give an item that is there the words, answers and sources of the target."""
    item, here = task.item, ids[task.item.id]
    session = board.session
    made = board.item(here)
    if made.main != item.main:
        for span in item.main[:-1]:
            _go(board, _range(span), "piece", partial(_selects, board, span))
            board.act("add_piece")
        last = item.main[-1]

        def meant() -> bool:
            if not _selects(board, last) or not session.cursor.selection.by_hand:
                return False
            found = session._current_here() or session.item_here()  # noqa: SLF001 - as `respan` takes it
            return found is not None and found.id == here

        _go(board, _range(last), ("respan", here), meant)
        board.act("respan")
    made = board.item(here)
    wanted = mended(board, ids, item, loose=task.loose, filling=filling)
    now = {name: getattr(made, name) for name in wanted.answers}
    if now != wanted.answers or sorted(made.linked) != sorted(wanted.links or ()):
        _go(board, _range(item.main[0]), ("means", here), partial(_means, board, here))
        board.act("edit")
        answer(board, wanted)


def mended(board: Keyboard, ids: Ids, item: Item, *, loose: bool, filling: str | None) -> Wanted:
    """Return what the questions about an item that is there are to be answered with."""
    made = board.item(ids[item.id])
    named = named_with(item) if isinstance(item, Quote) else []
    there = getattr(made, "source_spans", ())
    later = {source for source, span in named if span not in there} | {one for one in item.linked if one not in ids}
    wanted = tuple(ids[one] for one in item.linked if one not in later or ids.get(one) in made.linked)
    return Wanted(wanted_of(board, item, loose=loose), wanted, filling=filling)


def _mend_source(task: Task, board: Keyboard, ids: Ids, *, filling: str | None) -> None:
    """Give a source that was made on the way the answers and the mention of the target."""
    source, here = task.item, ids[task.item.id]
    assert isinstance(source, Source)
    assert task.span is not None
    made = board.item(here)
    if task.span not in made.main:
        _mention(task, board, ids)
        made = board.item(here)
    coded = wanted_of(board, source, loose=task.loose) | {"name": source.name}
    if {name: getattr(made, name) for name in coded} != coded:
        _go(board, _range(task.span), ("means", here), partial(_means, board, here))
        board.act("edit")
        answer(board, Wanted(coded, filling=filling))


def _means(board: Keyboard, item_id: str) -> bool:
    found = board.session.item_here()
    return found is not None and found.id == item_id


# --- what they need --------------------------------------------------------------------------------------------------


def _go(board: Keyboard, target: Range, what: object, goal: Callable[[], bool]) -> None:
    follow(board, way_of(board, target, what, goal))


def _asked_about(board: Keyboard) -> str:
    coding = board.dialogues.coding
    if coding is None:
        raise RefusedError("nothing is asked")
    return coding.item_id


def wanted_of(board: Keyboard, item: Item, *, loose: bool = False) -> dict[str, str | int | None]:
    """Return what the questions about an item are to be answered with."""
    attributes = board.session.codebook.layers[item.layer].attributes
    found: dict[str, str | int | None] = {name: item.attribute(name) for name in attributes}
    found["confidence"] = item.confidence
    if loose:
        found = {name: value for name, value in found.items() if value is not None}
    if isinstance(item, Frame):
        assert item.scope in SCOPES
        found["scope"] = item.scope
    return found


def _range(span: Span) -> Range:
    return span.start, span.end


def _selects(board: Keyboard, span: Span) -> bool:
    selection = board.session.cursor.selection
    if abs(selection.start - span.start) > 4 or abs(selection.end - span.end) > 4:
        return False
    try:
        return visible(board.session.text.content, (selection.range,)) == (_range(span),)
    except NotPossibleError:
        return False


def _proposes(board: Keyboard, item: Item) -> bool:
    """Return whether labelling now takes the words of an item, and a frame's scope."""
    layer: LayerName = item.layer
    session = board.session
    try:
        ranges = session._quoted() if layer == "claims" else ()  # noqa: SLF001 - as `propose` does, for less
        ranges = ranges or session._selected(layer)  # noqa: SLF001
    except NotPossibleError:
        return False
    if ranges != tuple(map(_range, item.main)):
        return False
    if isinstance(item, Frame) and item.scope != "article":
        return bool(session.propose(layer)["scope"] == item.scope)
    return True


def _names(board: Keyboard, span: Span, *, by_hand: bool) -> bool:
    """Return whether `label_source` takes these words."""
    session = board.session
    selection = session.cursor.selection
    if selection.start > span.end or selection.end < span.start or (by_hand and not selection.by_hand):
        return False
    try:
        return session._selected("sources") == (_range(span),)  # noqa: SLF001
    except NotPossibleError:
        return False


def _check(board: Keyboard, ids: Ids, task: Task) -> None:
    """Look whether the task is done.

    Raises:
        RefusedError: When something else came of it.
    """
    if board.dialogues.top is not None:
        raise RefusedError("a dialogue is still open")
    if not _is_right(board, ids, task):
        raise RefusedError(f"another label came of it: {board.item(ids[task.item.id])}")


def _is_right(board: Keyboard, ids: Ids, task: Task) -> bool:
    """Return whether a task is done."""
    made, wanted = board.item(ids[task.item.id]), task.item
    if task.kind == "cue":
        named = set(getattr(made, "source_spans", ())) <= set(getattr(wanted, "source_spans", ()))
        return bool(getattr(made, "cue", None) == task.span) and named
    if task.kind == "link":
        return task.span in getattr(made, "source_spans", ()) and ids.get(str(task.source)) in made.linked
    if task.kind == "mention":
        return task.span in made.main
    if any(getattr(made, name) != value for name, value in wanted_of(board, wanted, loose=task.loose).items()):
        return False
    if isinstance(made, Source) and isinstance(wanted, Source):
        return (made.name, made.registry) == (wanted.name, wanted.registry) and task.span in made.main
    later = {source for source, _ in named_with(wanted)} if isinstance(wanted, Quote) else set()
    now = {ids[one] for one in wanted.linked if one not in later}
    known = {ids.get(one) for one in wanted.linked}
    return made.main == wanted.main and now <= set(made.linked) <= known
