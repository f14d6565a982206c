"""Frames: few and right, by the words that a paragraph is charged with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.store import new_labels
from annotator.suggest.acceptance import accept
from annotator.suggest.framing import described
from annotator.suggest.words.grammar import grammar
from tests.suggest.claims_gold import Framed, frames_of, suggested
from tests.suggest.making import text

CODEBOOK = shipped("source-framing")
FRAMES = frames_of("frames.txt")


def is_right(example: Framed) -> bool:
    found = suggested(example.content, "frames", "en")
    if example.frame == "-":
        return not found
    if len(found) != 1:
        return False
    (item,) = found
    words = example.content[slice(*item.spans[0])]
    values = {value for name, value in item.attributes.items() if name != "frame"}
    same = item.attributes["frame"] == example.frame and values == set(example.values)
    return same and words == (example.words or example.content)


@pytest.mark.parametrize("example", FRAMES, ids=lambda value: value.content[:60])
def test_a_paragraph_has_the_frame_of_its_gold_label(example: Framed) -> None:
    # A known miss that is right now is no miss any more: take its line off.
    assert is_right(example) != bool(example.miss)


def test_every_frame_but_other_is_covered() -> None:
    values = {str(value) for value in CODEBOOK.layers["frames"].attributes["frame"].by_value}
    assert {example.frame for example in FRAMES} == values - {"other"} | {"-"}


def test_a_german_paragraph_has_a_frame_too() -> None:
    content = "Die Schulden wachsen, und die Steuern steigen. Anleger ziehen sich zurück, die Löhne sinken."
    (frame,) = suggested(content, "frames", "de")
    assert frame.attributes["frame"] == "economic"


def test_a_paragraph_in_one_sources_words_is_framed_by_that_source() -> None:
    content = "“Taxes rise, wages fall, and the debt grows while the investors leave us for Tolmark,” said Petra Lund."
    (frame,) = suggested(content, "frames", "en")
    assert (frame.attributes["frame"], frame.resolved) == ("economic", ("Petra Lund",))


def test_words_of_slant_in_the_authors_voice_are_a_bias_and_in_a_quote_are_not() -> None:
    told = "Police arrested two smugglers, and prosecutors, those cronies of the mayor, asked for prison."
    (frame,) = suggested(told, "frames", "en")
    assert (frame.attributes["bias"], frame.attributes["polarity"]) == ("lexical", "negative")
    said = "Police arrested two smugglers, and prosecutors asked for prison. “A farce,” said Petra Lund."
    (frame,) = suggested(said, "frames", "en")
    assert "bias" not in frame.attributes


def test_an_accepted_frame_has_the_scope_of_its_words() -> None:
    content = "The plan is old. Everybody knows that the bridge will never pay for itself. It was drawn up in a hurry."
    (clause,) = suggested(content, "frames", "en")
    whole = suggested(FRAMES[0].content, "frames", "en")[0]
    for story, item, scope in ((content, clause, "span"), (FRAMES[0].content, whole, "paragraph")):
        labels = new_labels(text(story), "mira", CODEBOOK)
        assert accept(labels, item, story, CODEBOOK).labels.frames[0].scope == scope


def test_words_that_somebody_selected_are_described() -> None:
    content = "The cronies of the mayor have sold the debt."
    assert described(content, [(0, len(content))], grammar("en")) == {
        "frame": "economic",
        "function": "problem",
        "bias": "lexical",
        "polarity": "negative",
        "technique": "name_calling_labeling",
    }
    assert described("A heron stood still.", [(0, 20)], grammar("en")) == {}
    assert described("", [], grammar("en")) == {}


@given(st.text(max_size=120), st.sampled_from(["en", "de"]))
def test_any_words_can_be_described(content: str, code: str) -> None:
    attributes = CODEBOOK.layers["frames"].attributes
    found = described(content, [(0, len(content))] if content else [], grammar(code))
    assert all(value in attributes[name].by_value for name, value in found.items())


@pytest.mark.parametrize("code", ["en", "de"])
def test_every_frame_and_technique_of_the_word_lists_is_in_the_codebook(code: str) -> None:
    attributes = CODEBOOK.layers["frames"].attributes
    sections = grammar(code).language.lines
    for kind in ("frame", "technique"):
        names = {name.removeprefix(f"{kind} ") for name in sections if name.startswith(f"{kind} ")}
        assert names
        assert names <= {str(value) for value in attributes[kind].by_value}
