"""Which item is meant, and how one gets from item to item and from paragraph to paragraph."""

from __future__ import annotations

from annotator.session import Session
from tests.session.desk import (
    claim,
    do,
    frame,
    go_to,
    put_caret_on,
    quote,
    select,
    selected,
    session_on,
    source,
)

BRIDGE = "“This is a bridge, not a wall,”"


def here(session: Session) -> str | None:
    item = session.item_here()
    return item.id if item else None


def target(session: Session) -> str | None:
    item = session.target()
    return item.id if item else None


# --- the item that edit, delete and note mean ------------------------------------------------------------------------


def test_the_item_that_was_just_labelled_is_meant_though_a_shorter_one_lies_in_it() -> None:
    session = session_on()
    quote(session, "“This", "d enter")
    quote(session, BRIDGE)
    assert here(session) == "q2"


def test_a_caret_that_is_put_on_another_label_means_that_one() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, BRIDGE)
    put_caret_on(session, "Halden")
    assert here(session) == "s1"
    put_caret_on(session, "bridge")
    assert here(session) == "q1"


def test_the_label_that_was_found_stays_meant_while_the_edges_are_moved() -> None:
    session = session_on()
    claim(session, "is a bridge, not", "v enter")
    claim(session, "bridge", "v enter")
    session.item_id = None
    put_caret_on(session, "This")
    assert session.search("bridge")
    assert here(session) == "c2"
    for action in ("extend_left", "extend_left", "extend_right"):
        do(session, action)
        assert here(session) == "c2"
    assert selected(session) == "is a bridge, not"
    assert do(session, "respan") == "c2 has other words now."
    assert [span.text for span in session.labels.claims[1].spans] == ["is a bridge, not"]
    assert [span.text for span in session.labels.claims[0].spans] == ["is a bridge, not"]


def test_the_current_label_stays_meant_where_the_edges_come_to_the_words_of_another() -> None:
    session = session_on()
    claim(session, "a bridge", "v enter")
    claim(session, "not", "v enter")
    put_caret_on(session, "bridge")
    do(session, "extend_left")
    assert selected(session) == "a bridge"
    assert here(session) == "c2"
    do(session, "respan")
    assert [span.text for span in session.labels.claims[1].spans] == ["a bridge"]


def test_the_words_of_a_label_that_grow_comes_to_exactly_mean_that_one() -> None:
    session = session_on()
    quote(session, BRIDGE)
    claim(session, "wall", "v enter")
    session.item_id = None
    put_caret_on(session, "wall")
    assert here(session) == "c1"
    do(session, "grow")
    assert selected(session) == BRIDGE
    assert here(session) == "q1"


def test_moving_on_ends_what_was_meant_while_the_edges_were_moved() -> None:
    session = session_on()
    source(session, "Mira Halden")
    claim(session, "a bridge", "v enter")
    session.item_id = None
    put_caret_on(session, "bridge")
    do(session, "extend_right", "extend_right")
    assert here(session) == "c1"
    put_caret_on(session, "Halden")
    assert here(session) == "s1"


def test_of_labels_in_each_other_the_shortest_under_the_caret_is_meant() -> None:
    session = session_on()
    quote(session, BRIDGE)
    claim(session, "a bridge, not a wall", "v enter")
    quote(session, "“We agree,”", "d enter")
    put_caret_on(session, "wall")
    assert here(session) == "c1"
    put_caret_on(session, "This")
    assert here(session) == "q1"


def test_off_every_label_the_current_one_is_meant_while_the_caret_is_in_its_paragraph() -> None:
    session = session_on()
    quote(session, BRIDGE)
    put_caret_on(session, "trade")
    assert here(session) == "q1"
    go_to(session, "Critics")
    assert here(session) is None
    go_to(session, "This is")
    assert here(session) == "q1"


def test_while_edges_are_being_set_the_current_one_is_meant() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, BRIDGE)
    select(session, "Minister Mira Halden")
    do(session, "shrink_left")
    do(session, "shrink_right")
    assert here(session) == "q1"


def test_the_words_of_a_label_selected_exactly_mean_that_label() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, BRIDGE)
    assert session.search("mira halden")
    assert here(session) == "s1"


def test_a_source_that_is_named_nowhere_is_meant_until_the_caret_moves() -> None:
    session = session_on()
    quote(session, BRIDGE)
    made = source(session, "Kasimir Orlane")
    session.change(made, "mentions of", mentions=())
    session.visit(session.labels.sources[0])
    assert here(session) == "s1"
    put_caret_on(session, "trade")
    assert here(session) is None
    put_caret_on(session, "bridge")
    assert here(session) == "q1"


def test_a_label_that_was_undone_is_not_meant_any_more() -> None:
    session = session_on()
    quote(session, BRIDGE)
    do(session, "undo")
    assert session.item is None
    assert here(session) is None
    do(session, "redo")
    assert here(session) == "q1"
    assert selected(session) == BRIDGE


# --- the item that a link goes to ------------------------------------------------------------------------------------


def test_a_link_goes_to_the_current_quote_though_the_caret_is_on_a_source() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“We agree,”", "d enter")
    quote(session, BRIDGE)
    put_caret_on(session, "Halden")
    assert (here(session), target(session)) == ("s1", "q2")


def test_a_link_goes_to_the_label_the_caret_was_put_on() -> None:
    session = session_on()
    claim(session, "trade had grown by 12 percent")
    quote(session, BRIDGE)
    put_caret_on(session, "grown")
    assert target(session) == "c1"


def test_without_a_current_one_a_link_goes_to_the_nearest_quote_or_else_claim_or_frame() -> None:
    session = session_on()
    quote(session, "“We agree,”", "d enter")
    quote(session, "“and we always did.”", "d enter")
    claim(session, "freight will double", "p enter")
    session.item_id = None
    put_caret_on(session, "they said"[:4])
    assert target(session) == "q1"
    put_caret_on(session, "According")
    assert target(session) == "q1"
    select(session, "“We agree,”")
    do(session, "delete")
    select(session, "“and we always did.”")
    do(session, "delete")
    put_caret_on(session, "According")
    assert target(session) == "c1"
    go_to(session, "Critics")
    assert target(session) is None


# --- from item to item -----------------------------------------------------------------------------------------------


def labelled() -> Session:
    session = session_on()
    source(session, "Mira Halden")
    source(session, "Jory Pellin")
    quote(session, BRIDGE)
    claim(session, "trade had grown by 12 percent")
    frame(session, "friendship")
    select(session, "“We agree,”")
    do(session, "add_piece")
    quote(session, "“friendship”", "d enter")  # a quote in two paragraphs
    do(session, "first_paragraph")
    return session


ORDER = ["q1", "s1", "c1", "q2", "s2", "q2", "f1"]


def test_next_goes_through_all_labels_in_text_order_and_previous_back() -> None:
    session = labelled()
    forward = []
    while session.to_item(1) is not None:
        forward.append((session.item_id, session.cursor.paragraph, session.cursor.selection.range))
    assert [made for made, *_ in forward] == ORDER
    assert do(session, "next_item") == "No label from here on."
    back = [forward[-1]]
    while session.to_item(-1) is not None:
        back.append((session.item_id, session.cursor.paragraph, session.cursor.selection.range))
    assert back == forward[::-1]
    assert do(session, "previous_item") == "No label before this one."
    assert session.item_id == "q1"


def test_a_label_in_two_paragraphs_is_visited_in_both() -> None:
    session = labelled()
    select(session, "“friendship”")
    session.visit(session.labels.quotes[1])
    assert selected(session) == "“We agree,”"
    do(session, "next_item", "next_item")
    assert (session.item_id, selected(session)) == ("q2", "“friendship”")


def test_from_a_caret_next_is_the_label_at_it_or_behind_it_and_previous_the_one_before() -> None:
    session = labelled()
    put_caret_on(session, "said, adding")
    do(session, "next_item")
    assert session.item_id == "c1"
    put_caret_on(session, "said, adding")
    do(session, "previous_item")
    assert session.item_id == "s1"
    put_caret_on(session, "Halden")
    do(session, "next_item")
    assert (session.item_id, selected(session)) == ("s1", "Mira Halden")


def test_on_coming_to_a_paragraph_next_is_its_first_label() -> None:
    session = labelled()
    go_to(session, "This is")  # the caret is on a word of the first label
    do(session, "next_item")
    assert session.item_id == "q1"


def test_labels_that_lie_nowhere_come_behind_the_last() -> None:
    session = labelled()
    for made in session.labels.sources:
        session.change(made, "mentions of", mentions=())
    found = []
    while session.to_item(1) is not None:
        found.append(session.item_id)
    assert found == ["q1", "c1", "q2", "q2", "f1", "s1", "s2"]
    assert [session.to_item(-1) and session.item_id for _ in range(3)] == ["s1", "f1", "q2"]


def test_in_a_text_without_labels_there_is_nowhere_to_go() -> None:
    session = session_on()
    before = session.cursor.selection
    assert session.to_item(1) is session.to_item(-1) is None
    assert session.cursor.selection == before


def test_what_is_undone_is_gone_to() -> None:
    session = labelled()
    do(session, "first_paragraph")
    assert do(session, "undo") == "Undone: quote q2."
    assert session.cursor.paragraph == 3
    do(session, "undo")
    assert session.cursor.paragraph == 5
    assert do(session, "redo") == "Done again: frame f1."
    assert (session.item_id, selected(session)) == ("f1", "friendship")


def test_undoing_a_change_of_something_that_lies_nowhere_leaves_the_cursor() -> None:
    session = session_on()
    made = source(session, "Jory Pellin")
    session.change(made, "mentions of", mentions=())
    session.change(made, "name of", name="Captain Pellin")
    go_to(session, "Print")
    do(session, "undo")
    assert session.cursor.paragraph == 6
    do(session, "complete", "undo")
    assert session.cursor.paragraph == 6


# --- progress --------------------------------------------------------------------------------------------------------


def test_the_counter_tells_how_many_paragraphs_are_not_reviewed() -> None:
    session = session_on()
    assert session.unreviewed == 7
    do(session, "reviewed_next", "reviewed_next")
    assert session.unreviewed == 5
    do(session, "previous_paragraph", "reviewed_next")  # again
    assert session.unreviewed == 5
    do(session, "previous_paragraph", "unreview", "unreview")
    assert session.unreviewed == 6
    do(session, "undo", "undo", "undo")
    assert session.unreviewed == 7
    do(session, "redo")
    assert session.unreviewed == 6
    assert [session.is_reviewed(index) for index in range(7)] == [True, *[False] * 6]


def test_next_unreviewed_goes_round_the_end_and_stops_when_all_is_done() -> None:
    session = session_on()
    do(session, "last_paragraph", "next_unreviewed")
    assert session.cursor.paragraph == 0
    do(session, "reviewed_next", "reviewed_next", "first_paragraph", "next_unreviewed")
    assert session.cursor.paragraph == 2
    for _ in range(5):
        session.set_reviewed(reviewed=True)
        session.to_unreviewed()
    before = session.cursor.paragraph
    assert do(session, "next_unreviewed") == "Every paragraph is reviewed."
    assert session.cursor.paragraph == before


def test_only_the_layers_of_the_session_are_reviewed_and_what_others_reviewed_stays() -> None:
    session = session_on(layers=("claims", "quotes"))
    assert session.layers == ("quotes", "claims")
    session.set_reviewed(reviewed=True)
    assert session.labels.paragraphs[0].reviewed == ("quotes", "claims")
    assert session.unreviewed == 6
    other = Session(session.text, session.labels, session.codebook, session.saver.path, ("sources",))
    assert other.unreviewed == 7
    other.set_reviewed(reviewed=True)
    assert other.labels.paragraphs[0].reviewed == ("sources", "quotes", "claims")
    other.set_reviewed(reviewed=False)
    assert other.labels.paragraphs[0].reviewed == ("quotes", "claims")
