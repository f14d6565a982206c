"""The name around the caret."""

from __future__ import annotations

import pytest

from annotator.session.names import name_at, written
from tests.session.desk import select, session_on


def named(content: str, caret: str) -> str:
    session = session_on(content)
    return content[slice(*name_at(session.units, 0, content.index(caret)))]


@pytest.mark.parametrize(
    ("content", "caret", "name"),
    [
        ("A pact that Mira Halden signed.", "Halden", "Mira Halden"),
        ("A pact that Mira Halden signed.", "Mira", "Mira Halden"),
        ("It was Transport Minister Mira Halden who signed.", "Minister", "Transport Minister Mira Halden"),
        ("Then Mira J. Halden signed.", "Halden", "Mira J. Halden"),
        ("It was Dr. Inés Vántor who said so.", "Vántor", "Dr. Inés Vántor"),
        ("A study by Ursula van der Meer shows it.", "Meer", "Ursula van der Meer"),
        ("The University of Kestrel Bay said so.", "Kestrel", "University of Kestrel Bay"),
        ("The Estmere Port Authority said so.", "Port", "Estmere Port Authority"),
        ("In Osmara nobody knew.", "Osmara", "Osmara"),
        ("Nur Müller-Lüdenscheidt widersprach.", "Müller", "Nur Müller-Lüdenscheidt"),
        ("She met Jory O’Brien there.", "Brien", "Jory O’Brien"),
        ("It fell to Mira\u00a0Halden to sign.", "Halden", "Mira\u00a0Halden"),
    ],
)
def test_a_name_is_the_run_of_capitalised_words_with_titles_initials_and_particles(
    content: str, caret: str, name: str
) -> None:
    assert named(content, caret) == name


@pytest.mark.parametrize(
    ("content", "caret", "name"),
    [
        ("It was Mira Halden’s spokesman who declined.", "Halden", "Mira Halden"),
        ("It was Mira Halden's Spokesman who declined.", "Mira", "Mira Halden"),
        ("It was Mira Halden’s Spokesman who declined.", "Spokesman", "Spokesman"),
        ("It was OSMARA’S answer.", "OSMARA", "OSMARA"),
        ("The minister’s aide.", "minister", "minister"),
    ],
)
def test_a_possessive_is_no_part_of_a_name_and_ends_it(content: str, caret: str, name: str) -> None:
    assert named(content, caret) == name


@pytest.mark.parametrize(
    ("content", "caret", "name"),
    [
        ("“We saw it,” he said.", "he", "he"),
        ("It began in May. Halden signed.", "Halden", "Halden"),
        ("It began in Estmere, Halden said.", "Halden", "Halden"),
        ("Halden Signs Bridge Pact With Osmara", "Bridge", "Bridge"),
        ("部長哈爾登說", "哈", "哈"),
        ("قال الوزير أمس", "الوزير", "الوزير"),
        ("The", "The", "The"),
        ("…!", "…", "…!"),
    ],
)
def test_it_ends_with_the_sentence_and_is_just_the_word_where_there_is_no_name(
    content: str, caret: str, name: str
) -> None:
    assert named(content, caret) == name


def test_a_caret_behind_the_last_word_means_the_last_word() -> None:
    session = session_on("Mira Halden!!!")
    assert name_at(session.units, 0, 13) == (5, 11)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mira\u00a0\r\n Halden", "Mira Halden"),
        ("Hal\u00adden\u200b", "Halden"),
        ("\u202eHalden\u202c\x07", "Halden"),
        ("पार्टी\u200dx", "पार्टी\u200dx"),
        ("\u200b", "\u200b"),
    ],
)
def test_names_are_written_in_one_line_without_invisible_characters(words: str, name: str) -> None:
    assert written(words) == name


@pytest.mark.parametrize(
    ("content", "words", "name"),
    [
        ("He met a customs officer there.", "a customs officer", "Customs officer"),
        ("The Straits Traffic Register shows it.", "The Straits Traffic Register", "Straits Traffic Register"),
        ("A man from the port said so.", "A man from the port", "Man from the port"),
        ("The court in The Hague said so.", "The Hague", "The Hague"),
        ("Das sagte der Sprecher des Hafens.", "der Sprecher des Hafens", "Sprecher des Hafens"),
        ("Le Quotidien berichtete es zuerst.", "Le Quotidien", "Le Quotidien"),
        ("La policía lo dijo.", "La policía", "Policía"),
        ("Then the said it.", "the", "The"),
        ("ﬁnance ministry officials said it.", "ﬁnance ministry officials", "Finance ministry officials"),
        ("a\u0301gnes said it.", "a\u0301gnes", "A\u0301gnes"),
        ("A\u00a0spokes\u00adman\tsaid so.", "A\u00a0spokes\u00adman", "Spokesman"),
        ("👍 said so.", "👍", "👍"),
        ("iBoat engineers said so.", "iBoat engineers", "iBoat engineers"),
    ],
)
def test_a_source_is_called_by_the_words_without_their_article(content: str, words: str, name: str) -> None:
    session = session_on(content)
    select(session, words)
    assert session.propose("sources")["name"] == name
