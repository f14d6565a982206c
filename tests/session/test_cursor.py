"""Going through a text: by paragraph, word, sentence, quoted string, and with the mouse."""

from __future__ import annotations

from annotator.session import Session
from tests.session.desk import do, put_caret_on, quote, select, selected, session_on

TEXT = "Estmere signed. It was late.\n***\n“A bridge,” said Halden, “not a wall.”\n\nOrlane left."


def walk(session: Session, action: str) -> list[str]:
    """Take an action until it goes nowhere; return what was selected on the way."""
    found = [selected(session)]
    for _ in range(50):
        before = session.cursor.selection.range
        do(session, action)
        if session.cursor.selection.range == before:
            return found
        found.append(selected(session))
    raise AssertionError(f"{action} never ends")


def test_words_are_walked_across_paragraphs_and_one_without_words_is_a_stop() -> None:
    session = session_on(TEXT)
    forward = walk(session, "word_right")
    assert forward == ("Estmere signed It was late *** A bridge said Halden not a wall Orlane left".split())
    assert walk(session, "word_left") == forward[::-1]


def test_sentences_are_walked_across_paragraphs() -> None:
    session = session_on(TEXT)
    do(session, "grow")
    sentences = ["Estmere signed.", "It was late.", "***", "“A bridge,” said Halden, “not a wall.”", "Orlane left."]
    assert walk(session, "next_sentence") == sentences
    assert walk(session, "previous_sentence") == sentences[::-1]


def test_back_from_within_a_sentence_takes_that_sentence_first() -> None:
    session = session_on(TEXT)
    put_caret_on(session, "late")
    do(session, "previous_sentence")
    assert selected(session) == "It was late."
    do(session, "previous_sentence")
    assert selected(session) == "Estmere signed."


def test_quoted_strings_are_jumped_to_wherever_they_are() -> None:
    session = session_on(f"{TEXT}\nCritics spoke of a “friendship”.")
    assert walk(session, "next_quotation") == ["Estmere", "“A bridge,”", "“not a wall.”", "“friendship”"]
    assert do(session, "next_quotation") == "No quoted string from here on."


def test_a_quoted_string_in_another_is_jumped_to_after_it() -> None:
    session = session_on("Pellin said: “They told me ‘the ferries will go’ and left.”")
    put_caret_on(session, "said")
    assert walk(session, "next_quotation")[1:] == [
        "“They told me ‘the ferries will go’ and left.”",
        "‘the ferries will go’",
    ]


def test_coming_to_a_paragraph_proposes_its_first_quoted_string_that_is_not_labelled() -> None:
    session = session_on(TEXT)
    session.cursor.to_paragraph(2)
    assert selected(session) == "“A bridge,”"
    quote(session, "“A bridge,”", "d enter")
    session.cursor.to_paragraph(2)
    assert selected(session) == "“not a wall.”"
    quote(session, "not a wall", "d enter")  # labelled without its marks: it is labelled all the same
    session.cursor.to_paragraph(2)
    assert selected(session) == "A"


def test_the_first_and_the_last_paragraph_are_the_ends() -> None:
    session = session_on(TEXT)
    assert do(session, "previous_paragraph") == "This is the first paragraph."
    assert do(session, "last_paragraph") is None
    assert session.cursor.paragraph == 3
    assert do(session, "next_paragraph") == "This is the last paragraph."
    do(session, "first_paragraph")
    assert session.cursor.paragraph == 0


def test_a_click_takes_the_word_and_a_drag_what_it_went_over() -> None:
    session = session_on(TEXT)
    session.cursor.to_mouse(10, 10)
    assert (selected(session), session.cursor.selection.chosen) == ("signed", False)
    session.cursor.to_mouse(8, 17)
    assert (selected(session), session.cursor.selection.chosen) == ("signed. It", True)


def test_a_drag_backwards_is_a_drag() -> None:
    session = session_on(TEXT)
    session.cursor.to_mouse(17, 8)
    assert selected(session) == "signed. It"


def test_a_drag_across_paragraphs_ends_with_the_first() -> None:
    session = session_on(TEXT)
    session.cursor.to_mouse(16, 60)
    assert selected(session) == "It was late."


def test_a_click_behind_the_last_word_takes_the_last_word() -> None:
    session = session_on(TEXT)
    session.cursor.to_mouse(27, 27)
    assert selected(session) == "late"


def test_a_stretch_that_begins_in_the_space_before_a_paragraph_is_in_that_paragraph() -> None:
    session = session_on("One.\n\n   Two.")
    session.cursor.to_range(6, 13)
    assert selected(session) == "Two."
    assert session.cursor.paragraph == 1


def test_a_stretch_inside_a_character_takes_the_whole_character() -> None:
    session = session_on("a cafe\u0301 x")
    session.cursor.to_range(5, 6)
    assert selected(session) == "e\u0301"


def test_selecting_goes_on_from_the_caret_that_a_search_left() -> None:
    session = session_on(TEXT)
    select(session, "said")
    do(session, "word_right")
    assert selected(session) == "Halden"
