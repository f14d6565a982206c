"""Coding an item with the default codebook: which keys it takes, and what they leave in the file."""

from __future__ import annotations

import pytest

from annotator.session import Coding
from tests.session.desk import (
    answer,
    as_yaml,
    claim,
    coded,
    do,
    edit,
    faults,
    frame,
    go_to,
    label,
    quote,
    select,
    session_on,
    source,
    texts,
)

# --- from label key to enter -----------------------------------------------------------------------------------------


def test_a_direct_quote_of_a_known_source_takes_label_source_enter() -> None:
    session = session_on()
    source(session, "Mira Halden")
    go_to(session, "This is a bridge")  # its quoted string is under the caret
    coding = Coding.label(session, "quotes")
    assert (coding.heading, coding.asks_sources) == ("Q1 form", True)
    assert [(choice.key, choice.shown) for choice in coding.sources()] == [("1", "Mira Halden")]
    answer(coding, "1 enter")
    assert coding.done
    assert as_yaml(session)["quotes"] == [
        {
            "id": "q1",
            "content": [{"start": 47, "end": 78, "text": "“This is a bridge, not a wall,”"}],
            "cue": None,
            "sources": ["s1"],
            "source_spans": [],
            "within": None,
            "form": "direct",
        }
    ]


def test_what_is_mandatory_is_asked_first_then_everything_else_in_the_order_of_the_codebook() -> None:
    session = session_on()
    own: dict[str, list[str]] = {"sources": ["name"], "quotes": [], "claims": [], "frames": ["scope"]}
    for layer, first in (("sources", "type"), ("quotes", "form"), ("claims", "type"), ("frames", "frame")):
        go_to(session, "Critics")
        coding = Coding.label(session, layer)  # type: ignore[arg-type]
        assert coding.step == coding.steps()[0] == first
        attributes = session.codebook.layers[coding.layer].attributes
        assert set(coding.steps()) <= {*attributes, *own[layer], "confidence"}
        assert [step for step in coding.steps() if step in attributes] == [
            name for name, attribute in attributes.items() if attribute.applies(coding.answers.coded())
        ]
        coding.cancel()


def test_an_item_is_there_as_soon_as_nothing_mandatory_is_open() -> None:
    session = session_on()
    select(session, "trade had grown by 12 percent")
    coding = Coding.label(session, "claims")
    assert (coding.item, session.labels.claims) == (None, ())
    assert (coding.item_id, coding.heading) == ("c1", "C1 type")
    answer(coding, "q")
    assert [coded(one) for one in session.labels.claims] == [{"type": "quantity", "credibility": 6}]
    assert coding.item == session.labels.claims[0]
    assert not coding.done


def test_enter_is_refused_while_something_mandatory_is_open() -> None:
    session = session_on()
    select(session, "trade had grown")
    coding = answer(Coding.label(session, "claims"), "tab tab enter")
    assert not coding.done
    assert coding.step == "type"
    assert coding.message == "Choose the type first, or press Esc to drop the label."
    assert session.labels.claims == ()


def test_a_draft_that_is_dropped_leaves_no_trace() -> None:
    session = session_on()
    source(session, "Mira Halden")
    before = session.labels
    select(session, "trade had grown")
    coding = label(session, "claims", "1 tab c shift+tab escape")
    assert coding.done
    assert coding.message == "Nothing was labelled."
    assert session.labels is before
    assert session.undo() == "source s1"
    assert session.redo() == "source s1"
    assert claim(session, "trade had grown").id == "c1"
    assert session.labels.claims[0].claimants == ()


def test_escape_from_an_item_that_is_there_keeps_it_and_says_so() -> None:
    session = session_on()
    select(session, "“This is a bridge, not a wall,”")
    assert label(session, "quotes", "escape").message == "q1 is labelled; undo takes it back."
    assert edit(session, session.labels.quotes[0], "escape").message == ""
    made = claim(session, "trade had grown", "q tab c escape")
    assert coded(made) == {"type": "quantity", "certainty": "certain", "credibility": 6}


def test_an_answer_before_the_mandatory_one_waits_for_it_in_the_draft() -> None:
    session = session_on()
    select(session, "trade had grown")
    coding = answer(Coding.label(session, "claims"), "tab tab c")
    assert (coding.step, coding.message) == ("type", "type is needed with that.")
    answer(coding, "q enter")
    assert coded(session.labels.claims[0]) == {"type": "quantity", "certainty": "certain", "credibility": 6}


def test_tab_goes_through_all_questions_and_ends_behind_the_last() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d tab")
    coding = Coding.edit(session, made)
    asked = []
    while not coding.done:
        asked.append(coding.step)
        coding.forward()
    assert asked == coding.steps()
    assert (asked[0], asked[1], asked[-1]) == ("form", "stance", "confidence")


def test_shift_tab_goes_back_and_from_the_first_question_to_the_last() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = edit(session, made, "tab tab shift+tab")
    assert coding.step == "stance"
    answer(coding, "shift+tab")
    assert coding.step == "form"
    answer(coding, "shift+tab")
    assert coding.step == "confidence"


def test_an_answer_is_changed_by_another_and_taken_off_with_backspace() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    edit(session, made, "tab n shift+tab e enter")
    assert session.labels.quotes[0].attribute("stance") == "endorsing"
    edit(session, session.labels.quotes[0], "tab backspace enter")
    assert session.labels.quotes[0].attribute("stance") is None


def test_a_mandatory_answer_is_not_taken_off() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = edit(session, made, "backspace")
    assert coding.message == "form is mandatory: choose another value."
    assert session.labels.quotes[0].attribute("form") == "direct"


def test_answers_can_be_pointed_at_instead_of_typed() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = edit(session, made, "tab right right left")
    assert coding.choices()[coding.highlighted].value == "endorsing"
    answer(coding, "space enter")
    assert session.labels.quotes[0].attribute("stance") == "endorsing"
    coding = edit(session, session.labels.quotes[0], "tab")
    assert [choice.shown for choice in coding.choices() if choice.chosen] == ["endorsing"]
    assert coding.choices()[coding.highlighted].chosen


def test_a_key_without_meaning_is_no_answer() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = Coding.edit(session, made)
    before = session.labels
    for key in ("x", "²", "é", "٣"):
        assert not coding.press(key)
    assert session.labels is before
    assert coding.step == "form"


def test_how_sure_one_is_is_asked_last_and_can_be_taken_off() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    to_the_end = "tab " * (len(Coding.edit(session, made).steps()) - 1)
    edit(session, made, f"{to_the_end} l")
    assert session.labels.quotes[0].confidence == "low"
    edit(session, made, f"{to_the_end} backspace enter")
    assert session.labels.quotes[0].confidence is None


def test_every_answer_is_an_edit_of_its_own() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 tab n enter")
    assert [session.undo() for _ in range(5)] == ["stance of q1", "sources of q1", "quote q1", "source s1", None]


def test_a_dialogue_on_an_item_that_was_undone_meanwhile_ends_quietly() -> None:
    session = session_on()
    select(session, "“This is a bridge, not a wall,”")
    coding = Coding.label(session, "quotes")
    session.undo()
    before = session.labels
    for key in ("i", "1", "0", "n", "l"):
        coding.press(key)
        coding.forward()
    answer(coding, "shift+tab backspace space enter")
    assert coding.done
    assert session.labels is before


# --- conditions and texts --------------------------------------------------------------------------------------------


def test_a_question_whose_condition_does_not_hold_is_not_asked() -> None:
    session = session_on()
    made = quote(session, "“friendship”", "s enter")
    assert "stance" not in Coding.edit(session, made).steps()
    edit(session, made, "i enter")
    assert "stance" in Coding.edit(session, made).steps()


def test_answers_whose_condition_does_not_hold_any_more_are_taken_off() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d n enter")
    assert made.attribute("stance") == "neutral"
    edit(session, made, "s enter")
    assert coded(session.labels.quotes[0]) == {"form": "scare"}
    assert session.undo() == "form of q1"
    assert coded(session.labels.quotes[0]) == {"form": "direct", "stance": "neutral"}


@pytest.mark.parametrize("grade", "abcde")
def test_every_grade_but_f_asks_for_its_basis_at_once(grade: str) -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v enter")
    coding = edit(session, made, f"tab {grade}")
    assert (coding.step, coding.needs_text_now) == ("basis", True)
    assert coding.message == "basis is needed with that."
    assert session.labels.sources[0].attribute("reliability") == "F"
    assert [choice.value for choice in coding.choices()] == []
    answer(coding, "=right_in_nine_of_ten enter")
    (now,) = session.labels.sources
    assert (now.attribute("reliability"), now.attribute("basis")) == (grade.upper(), "right in nine of ten")
    assert session.undo() == "reliability, basis of s1"


def test_the_basis_goes_when_the_reliability_is_set_back_to_f() -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v tab")
    edit(session, made, "tab b =on_the_record enter")
    edit(session, session.labels.sources[0], "tab f enter")
    assert coded(session.labels.sources[0]) == {"name": "Mira Halden", "type": "vote_poll", "reliability": "F"}
    assert faults(session) == []


@pytest.mark.parametrize("way", ["shift+tab enter", "tab enter", "enter", "escape", "="])
def test_a_grade_without_its_basis_is_left_as_it_was(way: str) -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v enter")
    coding = edit(session, made, f"tab b {way}")
    assert session.labels.sources[0].attribute("reliability") == "F"
    assert session.labels.sources[0].attribute("basis") is None
    assert coding.message.startswith("Left as it was: basis is needed")
    assert coding.answers.get("reliability") == "F"


def test_answers_given_elsewhere_are_not_lost_with_a_grade_that_got_no_basis() -> None:
    session = session_on()
    made = source(session, "Mira Halden", "n enter")
    edit(session, made, "tab tab tab b shift+tab shift+tab d enter")
    now = session.labels.sources[0]
    assert (now.attribute("role"), now.attribute("reliability")) == ("decision_maker", "F")


def test_the_basis_is_rewritten_and_not_emptied() -> None:
    session = session_on()
    made = source(session, "Mira Halden", "v enter")
    edit(session, made, "tab b =on_the_record enter")
    coding = edit(session, session.labels.sources[0], "tab tab")
    assert (coding.step, coding.value(), coding.needs_text_now) == ("basis", "on the record", False)
    answer(coding, "=")
    assert coding.message == "Left as it was: basis is needed."
    edit(session, session.labels.sources[0], "tab tab =saw_it_herself enter")
    assert session.labels.sources[0].attribute("basis") == "saw it herself"


# --- sources of a quote, claim or frame ------------------------------------------------------------------------------


def test_a_joint_source_is_one_digit_after_the_other_and_a_digit_again_takes_it_off() -> None:
    session = session_on()
    for name in ("Halden and", "Kasimir Orlane", "Jory Pellin"):
        source(session, name)
    made = quote(session, "“and we always did.”", "1 2 enter")
    assert made.sources == ("s1", "s2")
    edit(session, made, "1 3 enter")
    assert session.labels.quotes[0].sources == ("s2", "s3")


def test_digits_pick_before_and_after_the_mandatory_answer() -> None:
    session = session_on()
    source(session, "Mira Halden")
    before = quote(session, "“We agree,”", "1 d enter")
    after = quote(session, "“friendship”", "s 1 enter")
    assert before.sources == after.sources == ("s1",)


def test_nought_takes_all_sources_off_with_the_words_that_name_them() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”", "1 enter")
    select(session, "Mira Halden")
    session.link(made, halden)
    session.link(made, halden)
    session.link(made, halden)
    assert session.labels.quotes[0].source_spans != ()
    edit(session, session.labels.quotes[0], "0 enter")
    assert session.labels.quotes[0].sources == session.labels.quotes[0].source_spans == ()


def test_nought_makes_a_claim_in_a_quote_the_authors_own() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 enter")
    coding = label(session, "claims", "0")
    assert coding.message == "It is the author’s own voice."
    answer(coding, "v enter")
    assert session.labels.claims[0].claimants == ()
    assert claim(session, "a bridge, not a wall", "1 v enter").claimants == ("s1",)


def test_a_digit_without_a_source_says_so() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d tab")
    coding = Coding.edit(session, made)
    assert coding.press("7")
    assert coding.message == "There is no source 7."
    assert session.labels.quotes[0].sources == ()


def test_digits_pick_the_first_nine_sources() -> None:
    names = [f"Name{letter}" for letter in "ABCDEFGHIJK"]
    session = session_on("“We are all for it,” they said.\n" + " ".join(names))
    for name in names:
        source(session, name)
    go_to(session, "We are")
    coding = Coding.label(session, "quotes")
    assert [choice.key for choice in coding.sources()] == list("123456789")
    answer(coding, "9 enter")
    assert session.labels.quotes[0].sources == ("s9",)


def test_words_that_happen_to_be_under_the_caret_do_not_name_a_source_that_is_picked_in_the_dialogue() -> None:
    session = session_on()
    source(session, "Mira Halden")
    made = quote(session, "“We agree,”", "d enter")
    do(session, "word_right")
    edit(session, made, "1 enter")
    assert session.labels.quotes[0].sources == ("s1",)
    assert session.labels.quotes[0].source_spans == ()


def test_the_value_last_given_for_a_source_is_pointed_at_for_the_next() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 tab d enter")
    select(session, "“We agree,”")
    coding = answer(Coding.label(session, "quotes"), "d 1 tab")
    assert coding.step == "stance"
    assert coding.value() is None
    assert coding.choices()[coding.highlighted].value == "distancing"
    answer(coding, "space enter")
    assert session.labels.quotes[1].attribute("stance") == "distancing"


def test_values_given_before_the_source_was_picked_are_remembered_for_it_too() -> None:
    session = session_on()
    source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”", "tab e enter")
    edit(session, made, "1 enter")
    select(session, "“We agree,”")
    coding = answer(Coding.label(session, "quotes"), "1 d")
    assert coding.choices()[coding.highlighted].value == "endorsing"


# --- sources themselves ----------------------------------------------------------------------------------------------


def test_a_new_source_is_named_by_the_words_and_can_be_renamed() -> None:
    session = session_on()
    select(session, "the ferries")
    coding = answer(Coding.label(session, "sources"), "d")
    assert coding.item is not None
    while coding.step != "name":
        coding.forward()
    assert (coding.wants_text, coding.value()) == (True, "Ferries")
    coding.set_text("")
    assert session.labels.sources[0].name == "Ferries"
    coding.back()
    coding.set_text("  Ferry \n timetable ")
    assert session.labels.sources[0].name == "Ferry timetable"
    assert texts(session.labels.sources[0]) == ["the ferries"]


def test_a_digit_makes_the_words_a_mention_of_a_source_that_is_there() -> None:
    session = session_on()
    source(session, "Transport Minister Mira Halden")
    select(session, "Halden", nth=2)
    coding = label(session, "sources", "1")
    assert coding.done
    assert coding.item == session.labels.sources[0]
    assert len(session.labels.sources) == 1
    assert texts(session.labels.sources[0]) == ["Transport Minister Mira Halden", "Halden"]
    assert session.undo() == "mention of s1"


def test_digits_mean_nothing_for_a_source_that_is_there_already() -> None:
    session = session_on()
    source(session, "Mira Halden")
    other = source(session, "Kasimir Orlane")
    coding = Coding.edit(session, other)
    assert not coding.asks_sources
    assert not coding.press("1")


def test_a_source_whose_name_was_typed_has_that_name_and_keeps_the_selected_words() -> None:
    session = session_on()
    select(session, "they")
    coding = Coding.label(session, "sources")
    coding.name_draft("Halden and Orlane", "joint-statement")
    answer(coding, "g enter")
    (made,) = session.labels.sources
    assert (made.name, made.registry, texts(made)) == ("Halden and Orlane", "joint-statement", ["they"])


def test_a_source_that_was_typed_while_a_quote_is_coded_has_no_mention() -> None:
    session = session_on()
    quote(session, "“We agree,”", "d enter")
    coding = Coding.label(session, "sources")
    coding.name_draft("Kasimir Orlane", None, mention=False)
    answer(coding, "n enter")
    (made,) = session.labels.sources
    assert (made.name, made.mentions) == ("Kasimir Orlane", ())
    assert faults(session) == []


def test_words_that_were_only_proposed_are_no_mention_of_a_typed_name_that_shares_none_of_them() -> None:
    session = session_on()
    go_to(session, "Jory Pellin")
    session.cursor.to_offset(session.text.content.index("Jory"))
    coding = Coding.label(session, "sources")
    coding.name_draft("Kasimir Orlane", None)
    answer(coding, "n enter")
    coding = Coding.label(session, "sources")
    coding.name_draft("Pellin, Jory", None)
    answer(coding, "n enter")
    assert [texts(one) for one in session.labels.sources] == [[], ["Jory Pellin"]]


def test_a_known_source_picked_for_one_that_was_being_typed_gets_no_mention_either() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    quote(session, "“We agree,”", "d enter")
    coding = Coding.label(session, "sources")
    coding.name_draft("Halden", None, mention=False)
    coding.pick(halden)
    assert coding.done
    assert coding.item == session.labels.sources[0]
    assert texts(session.labels.sources[0]) == ["Mira Halden"]


# --- frames ----------------------------------------------------------------------------------------------------------


def test_a_frame_says_how_far_it_reaches_and_whose_it_is() -> None:
    session = session_on()
    source(session, "Mira Halden")
    made = frame(session, "not a wall", "m 1 tab a tab enter")
    assert (made.scope, made.voice, made.attribute("frame")) == ("article", ("s1",), "morality")
    assert edit(session, made, "tab backspace").message == "scope cannot be left open."
    edit(session, made, "tab p enter")
    assert session.labels.frames[0].scope == "paragraph"


def test_a_frame_without_a_voice_is_the_authors() -> None:
    session = session_on()
    source(session, "Mira Halden")
    go_to(session, "Critics")
    label(session, "frames", "u enter")
    (made,) = as_yaml(session)["frames"]
    assert (made["scope"], made["voice"], made["frame"]) == ("paragraph", [], "public_opinion")


def test_questions_name_the_codebooks_words_and_their_guidelines() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    coding = Coding.edit(session, made)
    attribute = session.codebook.layers["quotes"].attributes["form"]
    assert coding.question == attribute.question
    assert [choice.guidelines for choice in coding.choices()] == list(attribute.values)
    frames = frame(session, "not a wall")
    assert edit(session, frames, "tab").question == "How far does the framing reach?"
    to_the_end = "tab " * (len(Coding.edit(session, made).steps()) - 1)
    assert edit(session, made, to_the_end).question == "How sure are you?"


# --- as the one before -----------------------------------------------------------------------------------------------


def test_one_key_codes_a_claim_as_the_last_one_and_ends_the_questions() -> None:
    session = session_on()
    first = claim(session, "trade had grown by 12 percent", "q c enter")
    edit(session, first, "tab tab c p tab d enter")
    select(session, "freight will double")
    coding = Coding.label(session, "claims")
    assert coding.press("=")
    assert coding.done
    assert coded(session.labels.claims[1]) == coded(session.labels.claims[0])
    assert coding.message.startswith("c2 as c1: type quantity, checkworthiness check worthy, certainty certain")
    do(session, "undo")
    assert len(session.labels.claims) == 1


def test_what_was_answered_first_stays() -> None:
    session = session_on()
    claim(session, "trade had grown by 12 percent", "q c c p enter")
    select(session, "freight will double")
    coding = answer(Coding.label(session, "claims"), "p tab p")  # a prediction, probable
    coding.press("=")
    found = session.labels.claims[1]
    assert [found.attribute(name) for name in ("type", "checkworthiness", "certainty", "polarity")] == [
        "prediction",
        "check_worthy",
        "probable",
        "positive",
    ]


def test_what_was_coded_before_and_what_was_taken_off_stays() -> None:
    session = session_on()
    claim(session, "trade had grown by 12 percent", "q c c p enter")
    other = claim(session, "freight will double", "p n enter")
    coding = answer(Coding.edit(session, other), "tab tab backspace")
    coding.press("=")
    found = session.labels.claims[1]
    assert [found.attribute(name) for name in ("type", "checkworthiness", "certainty", "polarity")] == [
        "prediction",
        "non_factual",
        None,
        "positive",
    ]


def test_the_one_before_is_the_last_of_its_layer_and_its_links_form_and_confidence_are_its_own() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 tab d shift+tab shift+tab shift+tab h enter")
    claim(session, "trade had grown by 12 percent")
    select(session, "freight will double")
    coding = Coding.label(session, "quotes")
    assert coding.before is session.labels.quotes[0]
    coding.press("=")
    found = session.labels.quotes[1]
    assert (found.attribute("form"), found.sources, found.confidence) == ("indirect", (), None)
    assert found.attribute("stance") == "distancing"


def test_words_that_were_typed_for_one_source_are_not_those_of_another() -> None:
    session = session_on()
    graded = source(session, "Mira Halden", "n g enter")
    session.code(graded, {"reliability": "B", "basis": "Right in nine of ten statements"})
    select(session, "Kasimir Orlane")
    Coding.label(session, "sources").press("=")
    assert coded(session.labels.sources[1]) == {
        "name": "Kasimir Orlane",
        "type": "named_individual",
        "affiliation": "government",
        "reliability": "F",
    }
    assert not faults(session)


def test_without_one_before_it_says_so_and_asks_on() -> None:
    session = session_on()
    select(session, "freight will double")
    coding = Coding.label(session, "claims")
    assert coding.before is None
    assert coding.press("=")
    assert (coding.message, coding.done) == ("There is no claim before this one.", False)


def test_where_nothing_is_open_it_ends_the_questions() -> None:
    session = session_on()
    first = claim(session, "trade had grown by 12 percent")
    claim(session, "freight will double")
    coding = Coding.edit(session, first)
    coding.press("=")
    assert (coding.done, coding.message) == (True, "Nothing was open in c1.")
