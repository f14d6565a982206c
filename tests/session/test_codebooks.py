"""Coding with codebooks that are nothing like the default one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from annotator.codebook import shipped
from annotator.session import Coding, NotPossibleError
from tests.session.desk import (
    answer,
    as_yaml,
    codebook_of,
    coded,
    edit,
    faults,
    go_to,
    label,
    quote,
    select,
    session_on,
    source,
)

Kinds = Mapping[str, Mapping[str, Any]]

SOURCES: Kinds = {"type": {"required": True, "values": {"person": "p", "paper": "d"}}}
QUOTED = "“This is a bridge, not a wall,”"


def test_where_digits_are_values_the_sources_have_a_question_of_their_own() -> None:
    session = session_on(
        codebook=codebook_of(sources=SOURCES, quotes={"rank": {"required": True, "values": {1: "1", 2: "2"}}})
    )
    source(session, "Mira Halden", "p enter")
    select(session, QUOTED)
    coding = Coding.label(session, "quotes")
    assert coding.steps() == ["rank", "sources", "confidence"]
    assert not coding.asks_sources
    answer(coding, "2")
    assert (coding.step, coding.asks_sources, coding.question) == ("sources", True, "Who says it?")
    assert coding.heading == "Q1 sources"
    answer(coding, "1 enter")
    assert coded(session.labels.quotes[0]) == {"rank": 2, "sources": ("s1",)}


def test_backspace_takes_all_sources_off_at_their_own_question() -> None:
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes={}))
    source(session, "Mira Halden", "p enter")
    made = quote(session, QUOTED, "1 enter")
    assert edit(session, made, "backspace").value() is None
    assert session.labels.quotes[0].sources == ()


def test_a_layer_without_attributes_makes_its_item_at_once_and_asks_for_the_source() -> None:
    session = session_on(codebook=codebook_of(sources={}, quotes={}, claims={}, frames={}))
    select(session, "Mira Halden")
    coding = Coding.label(session, "sources")
    assert coding.steps() == ["mentions", "name", "confidence"]
    assert coding.question.startswith("Is it one of these?")
    answer(coding, "enter")
    for layer, steps in (
        ("quotes", ["sources", "confidence"]),
        ("claims", ["claimants", "confidence"]),
        ("frames", ["voice", "scope", "confidence"]),
    ):
        go_to(session, "This is a bridge")
        coding = Coding.label(session, layer)  # type: ignore[arg-type]
        assert coding.item is not None
        assert coding.steps() == steps
        answer(coding, "enter" if layer == "claims" else "1 enter")  # a claim in a quote is its sources'
    assert faults(session) == []
    saved = as_yaml(session)
    assert saved["sources"][0]["name"] == "Mira Halden"
    assert (saved["quotes"][0]["sources"], saved["claims"][0]["claimants"]) == (["s1"], ["s1"])


def test_two_mandatory_attributes_are_both_asked_before_the_item_is_there() -> None:
    kinds: Kinds = {
        "note_on_tone": {"values": {"warm": "w", "cold": "c"}},
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "place": {"required": True, "values": {"home": "h", "abroad": "a"}},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    source(session, "Mira Halden", "p enter")
    select(session, QUOTED)
    coding = Coding.label(session, "quotes")
    assert coding.steps() == ["form", "place", "sources", "note_on_tone", "confidence"]
    answer(coding, "s")
    assert (coding.step, coding.item) == ("place", None)
    answer(coding, "enter")
    assert coding.message == "Choose the place first, or press Esc to drop the label."
    answer(coding, "a")
    assert coding.step == "sources"
    answer(coding, "1 tab w enter")
    assert coded(session.labels.quotes[0]) == {
        "form": "spoken",
        "place": "abroad",
        "sources": ("s1",),
        "note_on_tone": "warm",
    }
    assert session.undo() == "note_on_tone of q1"


def test_both_mandatory_values_are_remembered_for_the_source() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "place": {"required": True, "values": {"home": "h", "abroad": "a"}},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    source(session, "Mira Halden", "p enter")
    quote(session, QUOTED, "1 w a enter")
    select(session, "“We agree,”")
    coding = answer(Coding.label(session, "quotes"), "1")
    assert coding.choices()[coding.highlighted].value == "written"
    answer(coding, "space")
    assert coding.choices()[coding.highlighted].value == "abroad"


def test_a_text_is_typed_and_an_optional_one_is_emptied() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "gloss": {"kind": "text"},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    made = quote(session, QUOTED, "s =what_it_means enter")
    assert made.attribute("gloss") == "what it means"
    coding = edit(session, made, "tab")
    assert (coding.wants_text, coding.needs_text_now, coding.value()) == (True, False, "what it means")
    answer(coding, "= enter")
    assert session.labels.quotes[0].attribute("gloss") is None
    edit(session, session.labels.quotes[0], "tab = enter")
    assert session.undo() == "gloss of q1"


def test_a_mandatory_text_is_asked_at_once_and_without_it_there_is_no_item() -> None:
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes={"gloss": {"kind": "text", "required": True}}))
    source(session, "Mira Halden", "p enter")
    select(session, QUOTED)
    coding = Coding.label(session, "quotes")
    assert coding.steps() == ["sources", "gloss", "confidence"]
    assert not coding.needs_text_now
    answer(coding, "1 enter")
    assert (coding.step, coding.needs_text_now, coding.done) == ("gloss", True, False)
    answer(coding, "=")
    assert (coding.step, coding.message) == ("sources", "Left as it was: gloss is needed.")
    answer(coding, "tab =a_pact enter")
    assert coded(session.labels.quotes[0]) == {"gloss": "a pact", "sources": ("s1",)}


def test_a_mandatory_attribute_with_a_condition_is_asked_when_it_holds() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "medium": {"required": True, "when": {"form": ["written"]}, "values": {"letter": "l", "post": "p"}},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    select(session, QUOTED)
    coding = answer(Coding.label(session, "quotes"), "w")
    assert (coding.step, coding.item) == ("medium", None)
    answer(coding, "l enter")
    edit(session, session.labels.quotes[0], "s enter")
    assert coded(session.labels.quotes[0]) == {"form": "spoken"}
    coding = edit(session, session.labels.quotes[0], "w")
    assert coding.step == "medium"
    assert coded(session.labels.quotes[0]) == {"form": "spoken"}  # until the medium is known
    answer(coding, "p enter")
    assert coded(session.labels.quotes[0]) == {"form": "written", "medium": "post"}
    assert session.undo() == "form, medium of q1"


def test_answers_in_a_draft_whose_condition_stopped_to_hold_are_left_out() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "medium": {"when": {"form": ["written"]}, "values": {"letter": "l", "post": "p"}},
        "stamp": {"when": {"medium": ["letter"]}, "values": {"red": "r", "blue": "b"}},
        "place": {"required": True, "values": {"home": "h", "abroad": "a"}},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    select(session, QUOTED)
    coding = answer(Coding.label(session, "quotes"), "w tab tab l tab tab tab r")
    assert coding.item is None
    answer(coding, "shift+tab s h enter")
    assert coded(session.labels.quotes[0]) == {"form": "spoken", "place": "home"}
    assert faults(session) == []


def test_an_attribute_that_begins_to_apply_gets_its_default() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "medium": {
            "when": {"form": ["written"]},
            "default": "post",
            "required": True,
            "values": {"letter": "l", "post": "p"},
        },
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    made = quote(session, QUOTED, "s enter")
    assert coded(made) == {"form": "spoken"}
    edit(session, made, "w enter")
    assert coded(session.labels.quotes[0]) == {"form": "written", "medium": "post"}


def test_a_default_that_was_taken_off_stays_off() -> None:
    kinds: Kinds = {
        "form": {"required": True, "values": {"spoken": "s", "written": "w"}},
        "grade": {"default": "F", "values": {"A": "a", "F": "f"}},
    }
    session = session_on(codebook=codebook_of(sources=SOURCES, quotes=kinds))
    made = quote(session, QUOTED, "s enter")
    assert made.attribute("grade") == "F"
    edit(session, made, "tab backspace shift+tab w enter")
    assert coded(session.labels.quotes[0]) == {"form": "written"}


def test_the_label_of_an_attribute_is_what_it_is_called_on_screen() -> None:
    kinds: Kinds = {
        "form": {"required": True, "label": "how it is said", "values": {"spoken": "s"}},
        "basis": {"kind": "text", "required": True, "label": "ground", "when": {"form": ["spoken"]}},
    }
    session = session_on(codebook=codebook_of(quotes=kinds))
    select(session, QUOTED)
    coding = Coding.label(session, "quotes")
    assert coding.heading == "Q1 how it is said"
    answer(coding, "enter")
    assert coding.message == "Choose the how it is said first, or press Esc to drop the label."
    answer(coding, "s")
    assert coding.message == "ground is needed with that."


def test_a_codebook_without_sources_asks_for_none() -> None:
    session = session_on(
        codebook=codebook_of(quotes={"form": {"required": True, "values": {"spoken": "s", "sung": "n"}}})
    )
    made = quote(session, QUOTED, "s enter")
    coding = Coding.edit(session, made)
    assert not coding.asks_sources
    assert not coding.press("1")
    with pytest.raises(NotPossibleError, match="does not label sources"):
        Coding.label(session, "sources")


def test_attribution_only_labels_sources_and_quotes() -> None:
    session = session_on(codebook=shipped("attribution-only"))
    assert session.layers == ("sources", "quotes")
    source(session, "Mira Halden")
    quote(session, QUOTED, "1 enter")
    assert faults(session) == []
    session.set_reviewed(reviewed=True)
    assert session.labels.paragraphs[session.cursor.paragraph].reviewed == ("sources", "quotes")


@pytest.mark.parametrize("name", ["generic-frames-5", "persuasion-23"])
def test_every_value_of_the_shipped_frame_codebooks_has_a_key_that_gives_it(name: str) -> None:
    codebook = shipped(name)
    main = codebook.layers["frames"].main
    assert main is not None
    for value in codebook.layers["frames"].attributes[main].values:
        session = session_on(codebook=codebook)
        go_to(session, "Critics")
        label(session, "frames", f"{value.key} enter")
        assert session.labels.frames[0].attribute(main) == value.value
