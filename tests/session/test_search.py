"""Searching: what a keyboard can type finds what an article has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.session.search import MOST, find
from tests.session.desk import do, select, selected, session_on
from tests.session.walk import contents


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("don't", "They don’t know."),
        ("don’t", "They don't know."),
        ('"a bridge"', "It is “a bridge” now."),
        ('"a bridge"', "It is „a bridge“ now."),
        ("“a bridge”", 'It is "a bridge" now.'),
        ("well-known", "A well\u2011known case."),
        ("1998-2004", "From 1998–2004."),
        ("12 percent", "By 12\u00a0percent."),
        ("12  percent ", "By 12 percent."),
        ("12\u00a0percent", "By 12 percent."),
        ("Mira Halden", "It was Mira\r\n  Halden."),
        ("estmere", "In ESTMERE."),
        ("ÉTAT", "L’état."),
        ("café", "A cafe\u0301."),
        ("cafe\u0301", "A café."),
        ("naïve café", "A nai\u0308ve cafe\u0301."),
        ("中文", "新中文報"),
        ("(link=x)", "See (link=x)."),
        ("a.b", "It is a.b here."),
        ("Å", "Å"),
        ("👩‍👩‍👧", "A 👩‍👩‍👧 here."),
    ],
)
def test_it_finds_what_a_reader_takes_for_the_same(words: str, content: str) -> None:
    found = find(content, words, 0)
    assert found is not None
    assert find(content, words.strip(), found[1]) == found  # round the end, the only place again


@pytest.mark.parametrize(
    ("words", "content"), [("a.b", "acb"), ("[a]", "a"), ("", "a"), (" \u00a0\n", "a  b"), ("ab", "a b")]
)
def test_it_finds_nothing_else(words: str, content: str) -> None:
    assert find(content, words, 0) is None


def test_it_begins_at_the_offset_and_goes_round_the_end() -> None:
    content = "bridge and bridge and bridge"
    assert [find(content, "bridge", start) for start in (0, 1, 12, 23, 28)] == [
        (0, 6),
        (11, 17),
        (22, 28),
        (0, 6),
        (0, 6),
    ]


@settings(max_examples=100, deadline=None)
@given(contents(), st.integers(0, 300), st.integers(1, 20))
def test_every_stretch_of_a_text_is_found_in_it(content: str, start: int, length: int) -> None:
    start %= len(content)
    words = content[start : start + length]
    assert (find(content, words, 0) is None) == (not words.strip())


def test_a_hit_is_selected_and_searching_again_takes_the_next() -> None:
    session = session_on()
    assert session.search("halden")
    assert (selected(session), session.cursor.paragraph) == ("Halden", 2)
    assert session.cursor.selection.chosen
    assert session.search()
    assert session.cursor.paragraph == 3
    assert session.search("  ")
    assert session.cursor.paragraph == 2
    assert session.searched == "halden"


def test_what_is_not_there_moves_nothing() -> None:
    session = session_on()
    select(session, "bridge")
    before = session.cursor.selection
    assert not session.search("nowhere")
    assert not session.search()
    assert session.cursor.selection == before


def test_without_words_and_without_a_search_before_nothing_happens() -> None:
    session = session_on()
    assert not session.search()
    assert not session.search(" ")
    assert session.searched == ""


def test_a_hit_inside_a_character_selects_the_character() -> None:
    session = session_on("A cafe\u0301.")
    assert session.search("cafe")
    assert selected(session) == "cafe\u0301"


def test_a_hit_across_two_paragraphs_ends_with_the_first() -> None:
    session = session_on()
    assert session.search("Estmere By")
    assert (selected(session), session.cursor.paragraph) == ("Estmere", 0)


def test_pieces_that_were_kept_stay_kept() -> None:
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece")
    session.search("“and we always did.”")
    assert len(session.cursor.selection.ranges()) == 2


def test_of_very_long_words_the_beginning_is_looked_for() -> None:
    content = "x " + "word " * 200
    assert find(content, "word " * 50_000, 0) == (2, 2 + MOST - 1)
