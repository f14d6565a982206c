"""Edits written down and read back: the same edits, or none at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.labels import Labels
from annotator.session import Session
from annotator.session.edits import Edit, apply, difference
from annotator.session.saving.transcript import read, written
from tests.session.desk import claim, do, quote, session_on, source
from tests.session.walk import Walk, take, walks


def edits_of(session: Session) -> list[tuple[Edit, Labels]]:
    """Collect every edit of a session with the labels before it."""
    found: list[tuple[Edit, Labels]] = []
    before = session.labels

    def record(edit: Edit, labels: Labels) -> None:
        nonlocal before
        found.append((edit, before))
        before = labels

    session.saver.record = record  # type: ignore[method-assign]
    return found


@settings(max_examples=60, deadline=None)
@given(walk=walks(25))
def test_every_edit_is_read_back_as_it_was(walk: Walk) -> None:
    session = session_on(walk.content, rule=walk.rule)
    edits = edits_of(session)
    labels = session.labels
    for step in walk.steps:
        take(session, step)
    for edit, before in edits:
        assert before == labels
        again = read(json.loads(json.dumps(written(edit))), labels, session.codebook.label_models)
        assert again == edit
        labels = apply(labels, again)
    assert labels == session.labels


@settings(max_examples=60, deadline=None)
@given(walk=walks(25), split=st.integers(0, 25))
def test_the_difference_of_two_versions_makes_one_into_the_other(walk: Walk, split: int) -> None:
    session = session_on(walk.content, rule=walk.rule)
    for step in walk.steps[:split]:
        take(session, step)
    before = session.labels
    for step in walk.steps[split:]:
        take(session, step)
    edit = difference(before, session.labels, "both")
    assert apply(before, edit) == session.labels
    assert apply(session.labels, edit.inverse()) == before
    assert read(written(edit), before, session.codebook.label_models) == edit


def test_a_difference_in_order_and_of_layers_is_one_too() -> None:
    session = session_on()
    source(session, "Mira Halden")
    source(session, "Jory Pellin")
    quote(session, "“This is a bridge, not a wall,”")
    claim(session, "freight will double")
    labels = session.labels
    turned = labels.model_copy(update={"sources": labels.sources[::-1]})
    claim_as_quote = labels.quotes[0].model_copy(update={"id": "c1"})
    moved = labels.model_copy(update={"quotes": (*labels.quotes, claim_as_quote), "claims": ()})
    for other in (turned, moved):
        edit = difference(labels, other, "by hand")
        assert apply(labels, edit) == other
        session.commit(edit)
        assert session.labels == other
        assert {item.id for item in other.items()} == {item.id for item in session.index.nowhere()} | {
            item.id for number in range(len(session.units)) for item in session.index.in_paragraph(number)
        }
        session.undo()
        assert session.labels == labels


def one_edit() -> tuple[Session, dict[str, Any]]:
    session = session_on()
    quote(session, "“This is a bridge, not a wall,”")
    edits = edits_of(session)
    do(session, "delete")
    session.undo()
    return session, json.loads(json.dumps(written(edits[0][0])))


@pytest.mark.parametrize(
    "change",
    [
        {"part": "moods"},
        {"part": "paragraphs"},
        {"at": 1},
        {"at": -1},
        {"at": "0"},
        {"at": None},
        {"was": "q2"},
        {"was": None, "now": {"id": "q9"}},
        {"was": None, "now": 7},
        {"now": []},
    ],
)
def test_what_is_no_edit_of_these_labels_is_refused(change: dict[str, Any]) -> None:
    session, entry = one_edit()
    models = session.codebook.label_models
    assert read(entry, session.labels, models).subject == "q1"
    entry["changes"][0].update(change)
    with pytest.raises(ValueError, match=r"."):
        read(entry, session.labels, models)


@pytest.mark.parametrize("entry", [None, 7, [], "delete", {}, {"changes": 7}, {"changes": [{}]}, {"changes": [[]]}])
def test_what_is_no_edit_is_refused(entry: Any) -> None:
    session = session_on()
    with pytest.raises(ValueError, match="this is no edit of these labels"):
        read(entry, session.labels, session.codebook.label_models)
