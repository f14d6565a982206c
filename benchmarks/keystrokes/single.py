"""One quote at a time: a direct quote with its cue and a known source, and nothing else coded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.corpus import Corpus, open_text
from annotator.labels import Labels, Quote
from annotator.session.suggestions.rejections import Rejection, key_of
from annotator.session.suggestions.suggesting import suggest_all
from annotator.suggest.evaluation import IOU, iou
from benchmarks.keystrokes.article import blank
from benchmarks.keystrokes.doing import Ids, done
from benchmarks.keystrokes.keyboard import Keyboard, RefusedError
from benchmarks.keystrokes.offered import taken
from benchmarks.keystrokes.tasks import Task, tasks_of


@dataclass(frozen=True)
class One:
    """What one quote takes from the moment a person comes to its paragraph.

    Attributes:
        quote: The quote.
        by_hand: Keys for its words, its form, its source and its cue.
        named: The same with the words that name the source.
        offered: Keys for all of that, where it is suggested.
    """

    quote: Quote
    by_hand: int
    named: int
    offered: int


def each(corpus: Corpus, path: Path, target: Labels) -> Iterator[One]:
    """Yield what each direct quote with a cue and one source takes, the sources up to there being labelled."""
    for quote in target.quotes:
        if quote.attribute("form") == "direct" and quote.cue is not None and len(quote.sources) == 1:
            yield _one(corpus, path, target, quote)


def _one(corpus: Corpus, path: Path, target: Labels, quote: Quote) -> One:
    bare = quote.model_copy(
        update={name: None for name in ("stance", "attitude", "channel", "confidence") if hasattr(quote, name)}
    )
    unnamed = bare.model_copy(update={"source_spans": ()})
    by_hand = len(_alone(_board(corpus, path, target, quote), unnamed, target))
    named = len(_alone(_board(corpus, path, target, quote), bare, target))
    # Who picks the source that is named beside the quote gets the words that name it too.
    least = min(by_hand, named)
    return One(quote, least, named, min(least, _suggested(corpus, path, target, quote, bare)))


def _board(corpus: Corpus, path: Path, target: Labels, quote: Quote, *, suggestions: bool = False) -> Keyboard:
    """Return a keyboard at a quote's paragraph, with the sources that were met by then."""
    text = open_text(path)
    session = blank(text, target, corpus.codebook_named(target.codebook.name))
    paragraph = bisect_right([one.start for one in target.paragraphs], quote.content[0].start) - 1
    end = target.paragraphs[paragraph].end
    met = sorted(
        (one for one in target.sources if one.id in quote.sources or any(span.start < end for span in one.mentions)),
        key=lambda one: min(span.start for span in one.mentions),
    )
    session.labels = session.labels.model_copy(update={"sources": tuple(met)})
    board = Keyboard(session, list((corpus.registry or {}).values())).copy()
    if suggestions:
        suggest_all(board.session, corpus)
    board.session.cursor.to_paragraph(paragraph)
    return board


def _tasks(quote: Quote, target: Labels) -> list[Task]:
    only = target.model_copy(update={"quotes": (quote,), "sources": (), "claims": (), "frames": ()})
    return [replace(task, loose=True) for tasks in tasks_of(only).values() for task in tasks]


def _alone(board: Keyboard, quote: Quote, target: Labels) -> list[str]:
    """Return the keys that label a quote, in the order of its parts that takes fewest."""
    known: Ids = {one.id: one.id for one in board.session.labels.sources}
    tasks = _tasks(quote, target)
    ways = []
    for rest in (tasks[1:], tasks[:0:-1]):
        trial, ids = board.copy(), dict(known)
        for task in (tasks[0], *rest):
            trial, ids = done(trial, ids, task)
        ways.append(trial.pressed)
    return min(ways, key=len)


def _suggested(corpus: Corpus, path: Path, target: Labels, quote: Quote, bare: Quote) -> int:
    """Return how many keys it takes when it is suggested and what stands before it is dealt with."""
    board = _board(corpus, path, target, quote, suggestions=True)
    offering = board.session.offering
    assert offering is not None
    spans = [(span.start, span.end) for span in quote.content]
    for other in offering.open_in(board.session.cursor.paragraph):
        if other.layer != "quotes" or iou(spans, other.spans) < IOU:
            offering.apply(Rejection(key_of(other), other.spans[0][0]))
    suggestion = offering.current
    if suggestion is None:
        return 1_000
    ids: Ids = {one.id: one.id for one in board.session.labels.sources}
    try:
        found = taken(board, ids, suggestion, bare, _tasks(bare, target))
    except RefusedError:
        found = None
    return 1_000 if found is None else len(found[0].pressed)
