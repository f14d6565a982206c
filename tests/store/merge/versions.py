"""Versions of one labels file, as two people or two machines make them from the same beginning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from annotator.labels import Item, Labels
from annotator.session import Session, labelling
from annotator.store import check
from annotator.store.merge import Merged, merge
from annotator.text import Text
from tests.session.desk import NOWHERE, claim, quote, session_on, source
from tests.session.walk import Step, Walk, steps, take, walks

Work = Callable[[Session], object]


def after(session: Session, *work: Work) -> Labels:
    """Return what somebody makes of the labels of a session that stays as it is."""
    other = opened(session, session.labels)
    for step in work:
        step(other)
    return other.labels


def opened(session: Session, labels: Labels) -> Session:
    """Open labels of the same text anew."""
    return Session(session.text, labels, session.codebook, NOWHERE, session.layers)


def begun() -> Session:
    """Return a session with a source, a quote of it and a claim, each with the first id of its layer."""
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 d enter")
    claim(session, "trade had grown by 12 percent")
    return session


def change(item_id: str, **fields: object) -> Work:
    """Give an item other values, as a person does on screen."""

    def work(session: Session) -> None:
        item = session.index.get(item_id)
        assert item is not None
        session.change(item, "edited", **fields)

    return work


def delete(item_id: str) -> Work:
    """Delete an item, as a person does on screen."""

    def work(session: Session) -> None:
        found = session.index.get(item_id)
        assert found is not None
        session.commit(labelling.delete(session.labels, found))

    return work


def merged(session: Session, ours: Labels, theirs: Labels, *, without_base: bool = False) -> Merged:
    """Merge two versions of the labels of a session; what comes of it is always valid."""
    found = merge(None if without_base else session.labels, ours, theirs, session.codebook)
    assert list(check.faults(found.labels, session.text, session.codebook)) == []
    return found


def item(labels: Labels, item_id: str) -> Item:
    """Return an item by its id."""
    return next(found for found in labels.items() if found.id == item_id)


def ids(labels: Labels) -> list[str]:
    """Return the ids of all items, layer by layer."""
    return [found.id for found in labels.items()]


def sentences(found: Merged) -> list[str]:
    """Return what is told of a merge."""
    return [conflict.sentence for conflict in found.conflicts]


@dataclass(frozen=True)
class Versions:
    """A beginning and two things that were made of it."""

    session: Session
    ours: Labels
    theirs: Labels

    @property
    def base(self) -> Labels:
        return self.session.labels

    @property
    def text(self) -> Text:
        return self.session.text

    def merge(self, base: Labels | None, ours: Labels, theirs: Labels) -> Merged:
        return merge(base, ours, theirs, self.session.codebook)


def versions() -> st.SearchStrategy[Versions]:
    """Anything that two people may do to what a third one left."""
    delete_one = st.integers(0, 99).map(lambda number: ("delete", str(number)))
    number_and_word = st.tuples(st.integers(0, 99), st.sampled_from(["low", "high"]))
    code_one = number_and_word.map(lambda made: ("code", str(made[0]), made[1]))
    side = st.lists(st.one_of(steps(), steps(), delete_one, code_one), max_size=12)
    return st.builds(_made, walks(20), side, side)


def _made(walk: Walk, ours: list[Step], theirs: list[Step]) -> Versions:
    session = walk.session()
    for step in walk.steps:
        take(session, step)
    return Versions(session, _walked(session, ours), _walked(session, theirs))


def _walked(session: Session, steps: list[Step]) -> Labels:
    walking = opened(session, session.labels)
    for step in steps:
        items = list(walking.labels.items())
        if step[0] not in {"delete", "code"}:
            take(walking, step)
        elif items:
            chosen = items[int(step[1]) % len(items)]
            if step[0] == "delete":
                delete(chosen.id)(walking)
            else:
                change(chosen.id, confidence=step[2])(walking)
    return walking.labels
