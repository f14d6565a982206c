"""What there is to do in a paragraph: the labels of an annotator, taken apart into steps that depend on each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.labels import Claim, Frame, Item, Labels, Quote, Source, Span


@dataclass(frozen=True)
class Task:
    """One step of labelling.

    Attributes:
        kind: `source`, `mention`, `quote`, `cue`, `link`, `claim`, `frame`.
        item: The item of the target labels it is for.
        span: The words it is about: of a mention, a cue, or those that name a source.
        source: With a link, the source's id in the target labels.
        place: Where it is done, in code points.
        needs: Items that must be there before, by their ids in the target labels.
        loose: What the target does not code may be coded.
    """

    kind: str
    item: Item
    span: Span | None = None
    source: str | None = None
    place: int = 0
    needs: frozenset[str] = field(default_factory=frozenset)
    loose: bool = False


def tasks_of(target: Labels) -> dict[int, list[Task]]:
    """Return the tasks of each paragraph, by its 0-based number; those of whole articles under the number behind."""
    starts = [paragraph.start for paragraph in target.paragraphs]
    found: dict[int, list[Task]] = {}
    for item in target.items():
        for task in _of(item):
            whole = isinstance(item, Frame) and item.scope == "article"
            paragraph = len(starts) if whole else bisect_right(starts, task.place) - 1
            found.setdefault(paragraph, []).append(task)
    return found


def _of(item: Item) -> Iterator[Task]:
    if isinstance(item, Source):
        mentions = sorted(item.mentions, key=lambda span: span.start)
        for number, span in enumerate(mentions):
            needs = frozenset({item.id}) if number else frozenset[str]()
            yield Task("mention" if number else "source", item, span, place=span.start, needs=needs)
    elif isinstance(item, Quote):
        named = named_with(item)
        needs = frozenset(set(item.sources) - {source for source, _ in named})
        yield Task("quote", item, place=item.content[0].start, needs=needs)
        if item.cue is not None:
            yield Task("cue", item, item.cue, place=item.cue.start, needs=frozenset({item.id}))
        for source, span in named:
            yield Task("link", item, span, source, span.start, frozenset({item.id, source}))
    elif isinstance(item, Claim | Frame):
        yield Task(item.layer[:-1], item, place=item.main[0].start, needs=frozenset(item.linked))


def named_with(quote: Quote) -> list[tuple[str, Span]]:
    """Return the words that name a source in a quote, each with a source; which is whose, the labels do not say."""
    if not quote.sources:
        return []
    last = len(quote.sources) - 1
    return [(quote.sources[min(number, last)], span) for number, span in enumerate(quote.source_spans)]


def in_order(tasks: list[Task], order: str) -> list[Task]:
    """Return the tasks of a paragraph in an order in which a person may do them.

    Args:
        tasks: The tasks.
        order: `text` from left to right; `sources` these first, then the others from left to right; `layers` sources,
            then quotes, each with all its parts, then claims, then frames; `quotes` these first, with their sources.
    """
    layers = {"source": 0, "mention": 0, "quote": 1, "cue": 1, "link": 1, "claim": 2, "frame": 3}
    parts = {"source": 0, "mention": 0, "quote": 1, "link": 2, "cue": 3, "claim": 4, "frame": 5}
    outer = {task.item.id: -sum(len(span) for span in task.item.main) for task in tasks if task.item.layer != "sources"}

    def item_place(task: Task) -> int:
        return task.item.main[0].start if task.kind not in {"source", "mention"} else task.place

    def key(task: Task) -> tuple[object, ...]:
        size = outer.get(task.item.id, 0)
        if order == "text":
            return (task.place, parts[task.kind], size)
        if order == "sources":
            return (layers[task.kind] > 0, task.place, parts[task.kind], size)
        if order == "layers":
            return (layers[task.kind], item_place(task), size, task.item.id, parts[task.kind], task.place)
        return (layers[task.kind] > 1, layers[task.kind], item_place(task), size, parts[task.kind], task.place)

    return sorted(tasks, key=key)


ORDERS = ("text", "sources", "layers")
