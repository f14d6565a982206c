"""Versions that touch the same few items all the time: as many contradictions as two people can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from annotator.labels import Item, Labels, LayerName, Span
from annotator.session import Session, labelling
from annotator.session.edits import apply
from annotator.store import check
from tests.session.desk import session_on
from tests.store.merge.versions import Versions

Move = tuple[str, int, int, int]

CONTENT = " ".join(f"word{number:02}" for number in range(24))
_ADDED: dict[str, tuple[LayerName, dict[str, Any]]] = {
    "source": ("sources", {"type": "named_individual"}),
    "quote": ("quotes", {"form": "direct"}),
    "claim": ("claims", {"type": "quantity"}),
    "frame": ("frames", {"scope": "span", "frame": "economic"}),
}
_CODED: Sequence[tuple[LayerName, dict[str, Any]]] = (
    ("sources", {"reliability": "B", "basis": "right so far"}),
    ("sources", {"reliability": "C", "basis": "seldom wrong"}),
    ("sources", {"reliability": "F", "basis": None}),
    ("sources", {"type": "document", "proximity": None, "expertise": None, "role": None}),
    ("sources", {"type": "named_individual", "proximity": "eyewitness"}),
    ("sources", {"name": "Mira Halden"}),
    ("quotes", {"stance": "neutral"}),
    ("quotes", {"stance": "distancing"}),
    ("quotes", {"form": "scare", "stance": None, "attitude": None, "channel": None}),
    ("claims", {"type": "prediction"}),
    ("claims", {"credibility": 3}),
    ("frames", {"scope": "article"}),
    ("frames", {"scope": "article", "spans": ()}),
    ("frames", {"frame": "political"}),
)
_MOVES = (
    *_ADDED,
    "delete",
    "delete",
    "code",
    "code",
    "code",
    "note",
    "span",
    "more",
    "fewer",
    "link",
    "unlink",
    "nest",
)


def dense() -> st.SearchStrategy[Versions]:
    """A few items, and what two people do to them one after the other."""
    number = st.integers(0, 23)
    move = st.tuples(st.sampled_from(_MOVES), number, number, number)
    added = st.tuples(st.sampled_from(list(_ADDED)), number, number, number)
    base = st.tuples(st.lists(added, min_size=5, max_size=7), st.lists(move, min_size=5, max_size=8))
    side = st.lists(move, min_size=4, max_size=9)
    return st.builds(_made, base, side, side)


def _made(base: tuple[list[Move], list[Move]], ours: list[Move], theirs: list[Move]) -> Versions:
    session = session_on(CONTENT)
    session.labels = _moved(session, session.labels, [*base[0], *base[1]])
    return Versions(session, _moved(session, session.labels, ours), _moved(session, session.labels, theirs))


def _moved(session: Session, labels: Labels, moves: list[Move]) -> Labels:
    """Return labels after some moves; one that would make them faulty is not made."""
    for move in moves:
        found = _after(session, labels, *move)
        if all(item.main or item.layer in {"sources", "frames"} for item in found.items()) and not any(
            check.faults(found, session.text, session.codebook)
        ):
            labels = found
    return labels


def _span(first: int, length: int) -> Span:
    last = min(first + length % 3, 23)
    start, end = first * 7, last * 7 + 6
    return Span(start=start, end=end, text=CONTENT[start:end])


def _after(session: Session, labels: Labels, what: str, one: int, two: int, three: int) -> Labels:
    items = list(labels.items())
    if what in _ADDED:
        return _with_added(session, labels, what, _span(one, two))
    if not items:
        return labels
    chosen = items[one % len(items)]
    others = [source.id for source in labels.sources]
    match what:
        case "delete":
            return apply(labels, labelling.delete(labels, chosen))
        case "code":
            layer, values = _CODED[two % len(_CODED)]
            there = labels.layer(layer)
            return _changed(labels, there[one % len(there)], **values) if there else labels
        case "note":
            return _changed(labels, chosen, note=f"note {two % 3}")
        case "span":
            return _changed(labels, chosen, **{chosen.main_spans: (_span(two, three),)})
        case "more":
            pieces = sorted({*chosen.main, _span(two, three)}, key=lambda span: span.start)
            return _changed(labels, chosen, **{chosen.main_spans: tuple(pieces)})
        case "fewer" if chosen.main:
            left = tuple(span for index, span in enumerate(chosen.main) if index != two % len(chosen.main))
            return _changed(labels, chosen, **{chosen.main_spans: left})
        case "link" if chosen.link and others:
            links = dict.fromkeys([*chosen.linked, others[two % len(others)]])
            return _changed(labels, chosen, **{chosen.link: tuple(links)})
        case "unlink" if chosen.link:
            return _changed(labels, chosen, **{chosen.link: chosen.linked[1:]})
        case "nest" if labels.quotes:
            inner, outer = labels.quotes[two % len(labels.quotes)], labels.quotes[three % len(labels.quotes)]
            return _changed(labels, inner, within=outer.id)
    return labels


def _with_added(session: Session, labels: Labels, what: str, span: Span) -> Labels:
    layer, values = _ADDED[what]
    model = session.codebook.label_models.items[layer]
    taken = {item.id for item in labels.items()}
    item_id = next(f"{model.letter}{number}" for number in range(1, 99) if f"{model.letter}{number}" not in taken)
    named = {"name": span.text} if layer == "sources" else {}
    made = model.model_validate({"id": item_id, model.main_spans: (span,), **values, **named})
    return labels.model_copy(update={layer: (*labels.layer(layer), made)})


def _changed(labels: Labels, item: Item, **fields: Any) -> Labels:
    after = item.model_copy(update=fields)
    items = tuple(after if other is item else other for other in labels.layer(item.layer))
    return labels.model_copy(update={item.layer: items})
