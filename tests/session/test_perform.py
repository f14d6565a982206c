"""Every action that needs no screen, by its name, and what it tells the person."""

from __future__ import annotations

import pytest

from annotator.actions import BY_NAME
from annotator.session import NotPossibleError
from annotator.session.perform import PERFORMERS
from tests.session.desk import do, label, quote, select, session_on


def test_every_one_of_them_is_an_action_of_the_program() -> None:
    assert set(PERFORMERS) <= set(BY_NAME)


@pytest.mark.parametrize("name", sorted(PERFORMERS))
def test_on_a_text_without_labels_each_of_them_does_something_or_says_why_not(name: str) -> None:
    session = session_on()
    try:
        said = do(session, name)
    except NotPossibleError as error:
        said = str(error)
    assert said is None or said.endswith(".")


def test_at_the_ends_they_say_so() -> None:
    session = session_on("One.\nTwo.")
    assert do(session, "previous_paragraph") == "This is the first paragraph."
    assert do(session, "next_paragraph", "next_paragraph") == "This is the last paragraph."
    assert do(session, "undo") == "There is nothing to undo."
    assert do(session, "redo") == "There is nothing to redo."


def test_reviewing_the_last_paragraph_tells_what_is_left() -> None:
    session = session_on("One.\nTwo.\nThree.")
    assert do(session, "reviewed_next") is None
    do(session, "last_paragraph")
    assert do(session, "reviewed_next") == "The last paragraph; 1 paragraph before it still to review."
    do(session, "next_unreviewed", "reviewed_next")
    assert do(session, "reviewed_next") == "Every paragraph is reviewed: mark the text as done if it is."
    do(session, "complete")
    assert do(session, "reviewed_next") == "Every paragraph is reviewed, and the text is marked as done."


def test_a_text_is_marked_as_done_and_not_and_told_what_is_left() -> None:
    session = session_on("One.\nTwo.")
    assert do(session, "complete") == "The text is marked as done, though 2 paragraphs are not reviewed."
    assert session.labels.complete
    assert do(session, "complete") == "The text is not marked as done any more."
    do(session, "reviewed_next")
    assert do(session, "complete") == "The text is marked as done, though 1 paragraph is not reviewed."
    do(session, "complete", "reviewed_next")
    assert do(session, "complete") == "The text is marked as done."
    assert do(session, "undo") == "Undone: complete."
    assert not session.labels.complete


def test_what_was_labelled_changed_and_deleted_is_named_by_its_id() -> None:
    session = session_on()
    quote(session, "“This is a bridge, not a wall,”")
    select(session, "said")
    assert do(session, "label_cue") == "The cue of q1 is “said”."
    select(session, "a bridge, not a wall")
    assert do(session, "respan") == "q1 has other words now."
    assert do(session, "delete") == "q1 is deleted; undo brings it back."
    assert do(session, "undo") == "Undone: delete q1."
    assert do(session, "undo") == "Undone: words of q1."
    assert do(session, "redo") == "Done again: words of q1."


def test_a_claim_labelled_from_a_mere_caret_is_the_sentence() -> None:
    session = session_on()
    do(session, "last_paragraph")
    label(session, "claims", "o enter")
    assert session.labels.claims[0].spans[0].text == "Print this page"
