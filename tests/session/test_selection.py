"""The edges of a selection: by word, by character, by unit, in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.session import Session
from annotator.text.clusters import is_cluster_boundary
from tests.session.desk import do, put_caret_on, select, selected, session_on
from tests.session.walk import contents

QUOTED = "Halden said: “This is a bridge, not a wall.” It cost 12 percent more."
ODD = (
    "👩‍👩‍👧 family 👍🏽 cafe\u0301 nai\u0308ve 🇺🇦🇺🇦 中文新聞 각하 नमस्ते قال «نعم» "
    "a\u0300\u0301b\u00a0c\u200bd \x1b]0;e\x07 f."
)


def test_each_edge_moves_by_a_word_on_its_own() -> None:
    session = session_on(QUOTED)
    select(session, "bridge")
    do(session, "extend_right")
    assert selected(session) == "bridge, not"
    do(session, "extend_left")
    assert selected(session) == "a bridge, not"
    do(session, "shrink_left")
    assert selected(session) == "bridge, not"
    do(session, "shrink_right")
    assert selected(session) == "bridge"


def test_shortening_stops_at_one_word_and_extending_at_the_paragraph() -> None:
    session = session_on(f"Before.\n{QUOTED}\nBehind.")
    select(session, "more")
    do(session, "shrink_left", "shrink_right")
    assert selected(session) == "more"
    do(session, "extend_right", "extend_right", "extend_right")
    assert selected(session) == "more."
    for _ in range(30):
        do(session, "extend_left")
    assert selected(session) == QUOTED


def test_an_edge_inside_a_word_goes_to_the_edge_of_the_word_first() -> None:
    session = session_on(QUOTED)
    select(session, "ridg")
    do(session, "extend_left", "extend_right")
    assert selected(session) == "bridge"


def test_edges_move_by_characters_and_leave_at_least_one() -> None:
    session = session_on(QUOTED)
    select(session, "not")
    do(session, "start_left", "end_right")
    assert selected(session) == " not "
    do(session, *["start_right"] * 20)
    assert selected(session) == " "
    do(session, *["start_left"] * 2, *["end_left"] * 20)
    assert selected(session) == "o"


def test_growing_goes_from_word_to_quoted_string_to_sentence_to_paragraph_and_back_again() -> None:
    session = session_on(QUOTED)
    put_caret_on(session, "bridge")
    steps = [selected(session)]
    for _ in range(5):
        do(session, "grow")
        steps.append(selected(session))
    quotation = "“This is a bridge, not a wall.”"
    assert steps == ["bridge", quotation, f"Halden said: {quotation}", QUOTED, QUOTED, QUOTED]
    for wanted in (f"Halden said: {quotation}", quotation, "bridge"):
        do(session, "shrink")
        assert selected(session) == wanted


def test_growing_and_shrinking_back_leaves_a_caret_a_caret() -> None:
    session = session_on(QUOTED)
    put_caret_on(session, "bridge")
    before = session.cursor.selection
    do(session, "grow", "grow", "shrink", "shrink")
    assert session.cursor.selection == before


def test_shrinking_what_never_grew_takes_the_largest_smaller_unit_at_its_start() -> None:
    session = session_on(QUOTED)
    session.cursor.to_range(0, len(QUOTED))
    do(session, "shrink")
    assert selected(session).endswith("a wall.”")
    do(session, "shrink")
    assert selected(session) == "Halden"
    do(session, "shrink")
    assert selected(session) == "Halden"


def test_pieces_are_taken_together_in_text_order() -> None:
    session = session_on("“We agree,” they said, “and we always did.”")
    select(session, "“and we always did.”")
    assert do(session, "add_piece") == "1 piece kept: go to the next one, then label them together."
    select(session, "“We agree,”")
    content = session.text.content
    assert [content[slice(*piece)] for piece in session.cursor.selection.ranges()] == [
        "“We agree,”",
        "“and we always did.”",
    ]


def test_the_last_piece_may_be_kept_too_and_nothing_else_is_taken() -> None:
    session = session_on("“We agree,” they said, “and we always did.”")
    do(session, "add_piece")
    assert do(session, "add_piece", "add_piece") == "2 pieces kept: go to the next one, then label them together."
    assert len(session.cursor.selection.ranges()) == 2


def test_pieces_that_touch_or_overlap_are_one() -> None:
    session = session_on(QUOTED)
    select(session, "This is a")
    do(session, "add_piece")
    select(session, "a bridge")
    assert [QUOTED[slice(*piece)] for piece in session.cursor.selection.ranges()] == ["This is a bridge"]


def test_escape_forgets_pieces_and_edges_and_leaves_a_caret() -> None:
    session = session_on(QUOTED)
    select(session, "Halden")
    do(session, "add_piece")
    select(session, "bridge, not a wall")
    do(session, "clear_selection")
    assert session.cursor.selection.pieces == ()
    assert not session.cursor.selection.chosen
    assert selected(session) == "bridge"


def test_pieces_stay_while_the_caret_goes_to_another_paragraph() -> None:
    session = session_on("“We agree,” they said.\n“And we always did.”")
    do(session, "add_piece", "next_paragraph")
    assert len(session.cursor.selection.ranges()) == 2


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧", "👍🏽", "e\u0301", "i\u0308", "🇺🇦", "a\u0300\u0301", "각", "म"])
def test_a_character_of_several_code_points_is_stepped_over_whole(cluster: str) -> None:
    session = session_on(f"x {cluster} y")
    session.cursor.to_range(0, 1)
    do(session, "end_right", "end_right")
    assert selected(session) == f"x {cluster}"
    do(session, "end_left", "end_left")
    assert selected(session) == "x"


EDGES = [
    *(
        "extend_left",
        "extend_right",
        "shrink_left",
        "shrink_right",
        "clause_on",
        "clause_back",
        "clause_start",
        "start_left",
        "start_right",
        "end_left",
        "end_right",
    ),
    *("grow", "shrink", "word_left", "word_right", "next_sentence", "previous_sentence", "next_quotation"),
]


def assert_whole_and_inside(session: Session) -> None:
    selection = session.cursor.selection
    low, high = session.units.paragraph(session.cursor.paragraph)
    assert low <= selection.start < selection.end <= high
    for place in selection.range:
        assert place in (low, high) or is_cluster_boundary(session.text.content, place)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.just(ODD), contents()), st.integers(0, 200), st.integers(1, 30), st.lists(st.sampled_from(EDGES)))
def test_no_move_ever_splits_a_character_or_leaves_its_paragraph(
    content: str, start: int, length: int, moves: list[str]
) -> None:
    session = session_on(content)
    start %= len(content)
    session.cursor.to_range(start, start + length)
    assert_whole_and_inside(session)
    for move in moves:
        do(session, move)
        assert_whole_and_inside(session)


@settings(max_examples=80, deadline=None)
@given(contents(), st.integers(0, 200))
def test_growing_as_far_as_it_goes_and_shrinking_as_often_comes_back(content: str, start: int) -> None:
    session = session_on(content)
    session.cursor.to_offset(start % len(content))
    before = session.cursor.selection
    grown = 0
    while session.cursor.grow():
        grown += 1
    assert session.cursor.selection.range == session.units.paragraph(session.cursor.paragraph)
    for _ in range(grown):
        session.cursor.shrink()
    assert session.cursor.selection == before
