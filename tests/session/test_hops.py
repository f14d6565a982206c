"""Capitals that lead straight to a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.labels import LAYERS
from annotator.session import Coding
from annotator.session.hops import hops
from tests.session.desk import answer, as_yaml, claim, edit, quote, session_on, source

NAMES = st.text(max_size=8) | st.sampled_from(["type", "Тип", "ß", "ǆ", "证据", "ıI", "e\u0301", "", " ", "\x1b[2J"])


@given(called=st.lists(NAMES, max_size=40), taken=st.frozensets(st.characters(), max_size=30))
def test_no_two_questions_have_one_letter_and_none_has_a_key_that_means_something_else(
    called: list[str], taken: frozenset[str]
) -> None:
    steps = [(str(number), name) for number, name in enumerate(called)]
    found = hops(steps, taken)
    letters = [hop.letter for hop in found]
    assert len(set(letters)) == len(letters)
    assert not taken & set(letters)
    assert all(len(letter) == 1 and letter.lower() != letter for letter in letters)
    assert found == hops(steps, taken)
    for hop in found:
        before, letter, after = hop.parts
        assert (before + letter + after).upper() in {hop.called.upper(), f"{letter} {hop.called}".upper()}


def test_a_question_has_the_first_letter_of_its_name_that_none_before_it_has() -> None:
    found = hops([("a", "certainty"), ("b", "channel"), ("c", "ch"), ("d", "论断")])
    assert [hop.letter for hop in found] == ["C", "H", "A", "B"]
    assert ["".join(hop.parts) for hop in found] == ["Certainty", "cHannel", "A ch", "B 论断"]


def test_letters_are_the_same_for_every_item_of_a_layer_and_stay_as_they_are_while_answers_change() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d n enter")
    for layer in LAYERS:
        coding = Coding.label(session, layer)
        before = {hop.step: hop.letter for hop in coding.hops()}
        for choice in coding.choices():
            coding.step = coding.steps()[0]
            coding.press(choice.key)
            after = {hop.step: hop.letter for hop in coding.hops()}
            assert {step: letter for step, letter in after.items() if step in before}.items() <= before.items()
        coding.cancel()
    scare = edit(session, made, "s")
    assert "stance" not in {hop.step for hop in scare.hops()}  # it does not apply to scare quotes
    assert not scare.press("S")
    direct = edit(session, made, "d")
    assert {"form": "F", "stance": "S"}.items() <= {hop.step: hop.letter for hop in direct.hops()}.items()


def test_a_capital_goes_to_its_question_and_the_one_after_it_follows_the_answer() -> None:
    session = session_on()
    claim(session, "trade had grown by 12 percent", "q enter")
    coding = edit(session, session.labels.claims[0], "V d")
    assert coding.step == "confidence"
    answer(coding, "E c")
    assert coding.step == "polarity"
    answer(coding, "enter")
    (made,) = as_yaml(session)["claims"]
    assert (made["type"], made["evidence"], made["certainty"]) == ("quantity", "document", "certain")


def test_the_question_that_is_asked_already_is_asked_on() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = edit(session, made, "F")
    assert (coding.step, coding.done, coding.message) == ("form", False, "")


def test_a_grade_without_its_basis_is_left_as_it_was_when_somebody_hops_away() -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v enter")
    coding = edit(session, made, "E b T")
    assert (coding.step, coding.message) == ("type", "Left as it was: basis is needed with that.")
    assert session.labels.sources[0].attribute("reliability") == "F"


@pytest.mark.parametrize("key", ["Z", "B", "É"])
def test_a_capital_that_leads_nowhere_is_no_answer(key: str) -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v enter")
    assert not edit(session, made, "").press(key)  # B would be the basis, which is not asked for F
