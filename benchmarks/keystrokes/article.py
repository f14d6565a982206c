"""All labels of an article, made anew with few keys: the replay without suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import Corpus, open_text
from annotator.labels import Labels, Paragraph
from annotator.session import Session
from annotator.session.suggestions.suggesting import suggest_all
from annotator.store import labels_path, new_labels
from annotator.text import Text
from benchmarks.keystrokes.doing import Ids, done
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.offered import offered
from benchmarks.keystrokes.tasks import ORDERS, Task, in_order, tasks_of

Visited = tuple[Keyboard, Ids, Counter[str], list[Task]]
"""The keyboard after some tasks, what is labelled, the keys by item, and the tasks that have to wait."""


@dataclass
class Replayed:
    """What an article took.

    Attributes:
        name: The text.
        keys: Every key, in order.
        counts: Keys by what they were for: items by their ids in the target, `review`, `zones`.
        uses: Keys by what they were pressed for.
        accepted: The items of the target that came of a suggestion.
        labels: What came of it.
        target: What was to come of it.
        ids: Ids here by ids in the target.
    """

    name: str
    keys: list[str]
    counts: Counter[str]
    uses: Counter[str]
    accepted: frozenset[str]
    labels: Labels
    target: Labels
    ids: Mapping[str, str] = field(default_factory=dict)


def blank(text: Text, target: Labels, codebook: Codebook) -> Session:
    """Return a session on the paragraphs of labels that nobody has looked at."""
    labels = new_labels(text, target.annotator, codebook)
    paragraphs = tuple(Paragraph(start=one.start, end=one.end) for one in target.paragraphs)
    labels = labels.model_copy(update={"paragraphs": paragraphs})
    return Session(text, labels, codebook, labels_path(text.path, target.annotator))


def replay(corpus: Corpus, path: Path, target: Labels, *, suggestions: bool = False) -> Replayed:
    """Label an article as the target has it.

    Args:
        corpus: The corpus.
        path: The text.
        target: The labels that are to come of it.
        suggestions: Whether anything is suggested.

    Raises:
        RefusedError: When a label cannot be made.
    """
    text = open_text(path)
    codebook = corpus.codebook_named(target.codebook.name)
    session = blank(text, target, codebook)
    if suggestions:
        suggest_all(session, corpus)
    board = Keyboard(session, list((corpus.registry or {}).values()))
    ids: Ids = {}
    counts: Counter[str] = Counter()
    tasks = tasks_of(target)
    waiting: list[Task] = []
    for number in range(len(target.paragraphs)):
        here = [*waiting, *tasks.get(number, ())]
        ways = []
        if suggestions:
            with suppress(RefusedError):  # what was accepted could not be mended: all by hand
                ways.append(_visited(board, ids, here, target, suggestions=True))
        ways.append(_visited(board, ids, here, target, suggestions=False))
        board, ids, spent, waiting = min(ways, key=lambda way: (len(way[3]), len(way[0].pressed)))
        counts += spent
        board.act("reviewed_next")
        counts["review"] += 1
    board, ids, spent, waiting = _paragraph(board, ids, [*waiting, *tasks.get(len(target.paragraphs), ())])
    counts += spent
    if waiting:
        raise RefusedError(f"{[(task.kind, task.item.id) for task in waiting]} could not be done")
    if target.complete:
        board.act("complete")
        counts["review"] += 1
    there = {here: known for known, here in ids.items()}
    accepted = frozenset(there[item.id] for item in board.session.labels.items() if item.origin and item.id in there)
    return Replayed(text.name, board.pressed, counts, board.uses, accepted, board.session.labels, target, ids)


def _visited(board: Keyboard, ids: Ids, tasks: list[Task], target: Labels, *, suggestions: bool) -> Visited:
    """Return what comes of all there is to do in the paragraph in focus."""
    spent: Counter[str] = Counter()
    if suggestions:
        board, ids, taken = offered(board, ids, tasks, target)
        spent.update(taken)
    number = board.session.cursor.paragraph
    zone = target.paragraphs[number].zone
    if zone != board.session.labels.paragraphs[number].zone:
        board = board.copy()
        before = len(board.pressed)
        board.act("zone")
        _choose_zone(board, zone)
        spent["zones"] += len(board.pressed) - before
    board, ids, more, waiting = _paragraph(board, ids, tasks)
    return board, ids, spent + more, waiting


def _choose_zone(board: Keyboard, zone: str) -> None:
    top = board.dialogues.top
    choices = top.asked.choices()  # type: ignore[union-attr]
    board.type(next(choice.key for choice in choices if choice.value == zone))


def _paragraph(board: Keyboard, ids: Ids, tasks: list[Task]) -> Visited:
    """Return the keyboard after the cheapest order of the tasks of a paragraph, and those that have to wait."""
    best: Visited | None = None
    why: RefusedError | None = None
    for order in ORDERS if len(tasks) > 1 else ORDERS[:1]:
        try:
            found = _in_order(board, ids, in_order(tasks, order))
        except RefusedError as error:
            why = error
            continue
        fewer = best is None or (len(found[3]), len(found[0].pressed)) < (len(best[3]), len(best[0].pressed))
        best = found if fewer else best
    if best is None:
        assert why is not None
        raise why
    return best


def _in_order(board: Keyboard, ids: Ids, tasks: list[Task]) -> Visited:
    spent: Counter[str] = Counter()
    left = list(tasks)
    while ready := next((task for task in left if task.needs <= ids.keys()), None):
        before = len(board.pressed)
        board, ids = done(board, ids, ready)
        spent[ready.item.id] += len(board.pressed) - before
        left.remove(ready)
    return board, ids, spent, left
