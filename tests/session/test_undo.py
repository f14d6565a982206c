"""Whatever was done: it can be undone and done again, and the labels are valid all the way."""

from __future__ import annotations

from hypothesis import given, settings

from annotator.session import Session
from annotator.session.index import ItemIndex
from annotator.session.units import Units
from annotator.text.clusters import is_cluster_boundary
from tests.session import desk
from tests.session.walk import Walk, take, walks


def assert_index_is_that_of_a_fresh_start(session: Session) -> None:
    fresh = ItemIndex(Units(session.text.content, session.labels.paragraphs), session.labels)
    for paragraph in range(len(session.units)):
        assert session.index.in_paragraph(paragraph) == fresh.in_paragraph(paragraph)
    for item in session.labels.items():
        assert session.index.get(item.id) == fresh.get(item.id) == item
        assert item.id in session.index
        for layer in ("quotes", "claims", "frames"):
            assert session.index.linked(item.id, layer) == fresh.linked(item.id, layer)
    assert {item.id for item in session.index.nowhere()} == {item.id for item in fresh.nowhere()}
    assert session.unreviewed == sum(not session.is_reviewed(index) for index in range(len(session.units)))


def assert_selection_is_sound(session: Session) -> None:
    selection = session.cursor.selection
    low, high = session.units.paragraph(session.cursor.paragraph)
    assert low <= selection.start < selection.end <= high
    for place in selection.range:
        assert place in (low, high) or is_cluster_boundary(session.text.content, place)
    pieces = selection.ranges()
    assert all(one[1] < other[0] for one, other in zip(pieces, pieces[1:], strict=False))


@settings(max_examples=300, deadline=None)
@given(walk=walks())
def test_undoing_everything_gives_back_the_first_labels_and_redoing_everything_the_last(walk: Walk) -> None:
    session = walk.session()
    first = session.labels
    for step in walk.steps:
        take(session, step)
        assert desk.faults(session) == []
        assert_index_is_that_of_a_fresh_start(session)
        assert_selection_is_sound(session)
    while session.redo():  # what the walk itself undid
        pass
    last = session.labels
    while session.undo():
        assert desk.faults(session) == []
        assert_index_is_that_of_a_fresh_start(session)
        assert_selection_is_sound(session)
    assert session.labels == first
    while session.redo():
        assert_index_is_that_of_a_fresh_start(session)
    assert session.labels == last
