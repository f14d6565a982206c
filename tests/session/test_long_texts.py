"""Articles as long as they come, and paragraphs as long as articles."""

from __future__ import annotations

import pytest

from annotator.session import Session
from tests.session.desk import as_yaml, do, faults, label, quote, session_on, source, texts

SENTENCES = (
    "“This is a bridge, not a wall,” Transport Minister Mira Halden said on Monday, adding that trade had grown by 12 "
    "percent. Critics of the plan spoke of a “gift” that nobody in Estmere had asked for. "
)
TIMES = 34_000 // len(SENTENCES)
ARTICLES = {
    "paragraphs": "\n\n".join([SENTENCES.strip()] * TIMES),
    "one paragraph": (SENTENCES * TIMES).strip(),
    "one line without a space": "word" * 8_500,
    "nothing but quote marks": "“" * 17_000 + "”" * 17_000,
    "one character": "a" + "\u0301" * 34_000,
    "nothing but emoji": "👩‍👩‍👧" * 6_800,
    "no full stop": "and Halden said " * 2_125,
}


def walked(session: Session, action: str) -> int:
    """Take an action until it goes nowhere; return how often it went."""
    steps = 0
    while True:
        before = session.cursor.selection.range
        do(session, action)
        if session.cursor.selection.range == before:
            return steps
        steps += 1


@pytest.mark.parametrize("name", ["paragraphs", "one paragraph"])
def test_all_of_it_is_walked_by_word_sentence_and_quoted_string(name: str) -> None:
    session = session_on(ARTICLES[name])
    assert walked(session, "next_quotation") == 2 * TIMES - 1
    do(session, "first_paragraph", "clear_selection")
    assert walked(session, "word_right") == len(SENTENCES.split()) * TIMES - 1
    assert walked(session, "word_left") == len(SENTENCES.split()) * TIMES - 1
    do(session, "grow")
    assert walked(session, "next_sentence") >= 2 * TIMES - 2


@pytest.mark.parametrize("name", ["paragraphs", "one paragraph"])
def test_hundreds_of_labels_are_made_visited_undone_and_redone(name: str) -> None:
    session = session_on(ARTICLES[name])
    halden = source(session, "Mira Halden")
    do(session, "first_paragraph")
    for _ in range(TIMES):
        fields = session.propose("quotes") | {"sources": (halden.id,)}
        session.create("quotes", {"form": "direct"} | fields)
        label(session, "claims", "v enter")
        do(session, "next_quotation", "next_quotation")
    assert len({one.content[0].start for one in session.labels.quotes}) == TIMES
    assert {texts(one)[0] for one in session.labels.claims} == {"This is a bridge, not a wall"}
    assert session.index.linked("s1", "quotes") == session.index.linked("s1", "claims") == TIMES
    assert faults(session) == []
    do(session, "first_paragraph")
    session.cursor.to_offset(0)
    visited = 0
    while session.to_item(1) is not None:
        visited += 1
    assert visited == 2 * TIMES + 1
    last = as_yaml(session)
    while session.undo():
        pass
    assert session.labels.quotes == ()
    while session.redo():
        pass
    assert as_yaml(session) == last


@pytest.mark.parametrize("name", ARTICLES)
def test_whatever_it_is_made_of_it_can_be_selected_in_and_labelled(name: str) -> None:
    content = ARTICLES[name]
    session = session_on(content)
    do(session, "word_right", "next_sentence", "next_quotation", "previous_sentence", "extend_right", "shrink_left")
    do(session, "grow", "grow", "grow", "grow", "shrink", "start_right", "end_left", "add_piece", "clear_selection")
    session.cursor.to_offset(len(content) // 2)
    do(session, "word_left", "end_right", "start_left")
    for layer, key in (("sources", "n"), ("quotes", "d"), ("claims", "o"), ("frames", "e")):
        label(session, layer, f"{key} enter")  # type: ignore[arg-type]
    session.search("Halden")
    assert faults(session) == []
    assert len(list(session.labels.items())) == 4


def test_a_quote_over_all_of_a_long_article_holds_a_thousand_others() -> None:
    session = session_on("Halden said: " + "“We are here,” " * 300 + "and left.")
    do(session, "first_paragraph")
    quotations = session.units.quotations(0)
    for start, end in quotations:
        session.cursor.to_range(start, end)
        session.create("quotes", session.propose("quotes") | {"form": "direct"})
    outer = quote(session, session.text.content, "i enter")
    assert {one.within for one in session.labels.quotes} == {outer.id, None}
    do(session, "delete")
    assert {one.within for one in session.labels.quotes} == {None}
