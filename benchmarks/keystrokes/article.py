"""All labels of an article, made anew with few keys: the replay without suggestions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.codebook import Codebook
from annotator.corpus import Corpus, open_text
from annotator.labels import Labels, Paragraph
from annotator.session import Session
from annotator.store import labels_path, new_labels
from annotator.text import Text
from benchmarks.keystrokes.doing import Ids, done
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.tasks import ORDERS, Task, in_order, tasks_of

_ZONE = "zone"


@dataclass
class Replayed:
    """What an article took.

    Attributes:
        name: The text.
        keys: Every key, in order.
        counts: Keys by what they were for: items by their ids in the target, `review`, `zones`.
        labels: What came of it.
        target: What was to come of it.
        ids: Ids here by ids in the target.
    """

    name: str
    keys: list[str]
    counts: Counter[str]
    labels: Labels
    target: Labels
    ids: Mapping[str, str] = field(default_factory=dict)


def blank(text: Text, target: Labels, codebook: Codebook) -> Session:
    """Return a session on the paragraphs of labels that nobody has looked at."""
    labels = new_labels(text, target.annotator, codebook)
    paragraphs = tuple(Paragraph(start=one.start, end=one.end) for one in target.paragraphs)
    labels = labels.model_copy(update={"paragraphs": paragraphs})
    return Session(text, labels, codebook, labels_path(text.path, target.annotator))


def replay(corpus: Corpus, path: Path, target: Labels) -> Replayed:
    """Label an article as the target has it.

    Raises:
        RefusedError: When a label cannot be made.
    """
    text = open_text(path)
    codebook = corpus.codebook_named(target.codebook.name)
    session = blank(text, target, codebook)
    board = Keyboard(session, list((corpus.registry or {}).values()))
    ids: Ids = {}
    counts: Counter[str] = Counter()
    tasks = tasks_of(target)
    waiting: list[Task] = []
    for number, paragraph in enumerate(target.paragraphs):
        before = len(board.pressed)
        if paragraph.zone != "body":
            board.act(_ZONE)
            _choose_zone(board, paragraph.zone)
            counts["zones"] += len(board.pressed) - before
        here = [*waiting, *tasks.get(number, ())]
        board, ids, spent, waiting = _paragraph(board, ids, here)
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
    return Replayed(text.name, board.pressed, counts, board.session.labels, target, ids)


def _choose_zone(board: Keyboard, zone: str) -> None:
    top = board.dialogues.top
    choices = top.asked.choices()  # type: ignore[union-attr]
    board.type(next(choice.key for choice in choices if choice.value == zone))


def _paragraph(
    board: Keyboard, ids: Ids, tasks: list[Task]
) -> tuple[Keyboard, Ids, Counter[str], list[Task]]:
    """Return the keyboard after the cheapest order of the tasks of a paragraph, and those that have to wait."""
    best: tuple[Keyboard, Ids, Counter[str], list[Task]] | None = None
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


def _in_order(board: Keyboard, ids: Ids, tasks: list[Task]) -> tuple[Keyboard, Ids, Counter[str], list[Task]]:
    spent: Counter[str] = Counter()
    left = list(tasks)
    while ready := next((task for task in left if task.needs <= ids.keys()), None):
        before = len(board.pressed)
        board, ids = done(board, ids, ready)
        spent[ready.item.id] += len(board.pressed) - before
        left.remove(ready)
    return board, ids, spent, left
