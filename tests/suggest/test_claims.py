"""Claims: what stands in a sentence, what sort it is, and what its words and its source tell of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.suggest.statements.claims import described
from annotator.suggest.values import of_claim
from annotator.suggest.words.grammar import grammar
from tests.suggest.claims_gold import VALUES, Said, claims_of, frames_of, is_right, suggested

CODEBOOK = shipped("source-framing")
ENGLISH = [(example, "en") for example in claims_of("claims-english.txt")]
GERMAN = [(example, "de") for example in claims_of("claims-german.txt")]


@pytest.mark.parametrize(
    ("example", "language"), ENGLISH + GERMAN, ids=lambda value: getattr(value, "content", value)[:60]
)
def test_a_sentence_has_the_claims_of_its_gold_labels(example: Said, language: str) -> None:
    # A known miss that is right now is no miss any more: take its line off.
    assert is_right(example, suggested(example.content, "claims", language)) != bool(example.miss)


def test_the_set_is_large_and_has_every_value() -> None:
    assert len(ENGLISH) + len(GERMAN) + len(frames_of("frames.txt")) >= 60
    assert sum(not example.claims for example, _ in ENGLISH) >= 5
    attributes = CODEBOOK.layers["claims"].attributes
    for place, name in enumerate(VALUES):
        seen = {claim.values[place] for example, _ in ENGLISH + GERMAN for claim in example.claims}
        assert seen == {str(value) for value in attributes[name].by_value}


def test_words_that_somebody_selected_are_described_by_the_same_rules() -> None:
    content = "The engineer said that the dam would probably not hold."
    span = content.index("the dam"), len(content) - 1
    known = {"type": "unnamed_individual", "expertise": "relevant"}
    assert described(content, [span], "said", known, grammar("en")) == {
        "type": "prediction",
        "checkworthiness": "check_worthy",
        "certainty": "probable",
        "polarity": "negative",
        "evidence": "expert",
    }
    assert described(content, [(0, 3)], None, None, grammar("en"))["type"] == "other"
    assert described(content, [], None, None, grammar("en"))["type"] == "other"
    assert described("🙂 …", [(0, 3)], None, None, grammar("de"))["type"] == "other"


@pytest.mark.parametrize(
    ("kind", "claimant", "evidence"),
    [
        ("other", None, "none"),
        ("other", {}, "none"),
        ("quantity", {"type": "document"}, "document"),
        ("quantity", {"type": "database"}, "data"),
        ("other", {"type": "vote_poll"}, "data"),
        ("personal_experience", {"type": "named_individual"}, "eyewitness"),
        ("other", {"type": "named_individual", "proximity": "eyewitness"}, "eyewitness"),
        ("other", {"type": "named_individual", "expertise": "relevant"}, "expert"),
        ("other", {"expertise": "relevant", "proximity": "participant", "affiliation": "government"}, "eyewitness"),
        ("prediction", {"expertise": "relevant"}, "expert"),
        ("prediction", {"expertise": "relevant", "proximity": "participant", "affiliation": "corporate"}, "none"),
        ("law_or_rule", {"expertise": "relevant", "affiliation": "government"}, "expert"),
        ("value_judgement", {"type": "named_individual", "expertise": "relevant"}, "none"),
    ],
)
def test_the_source_tells_what_evidence_its_word_is(
    kind: str, claimant: Mapping[str, object] | None, evidence: str
) -> None:
    words = ["the", "boat", "was", "old"]
    assert of_claim(kind, words, "said", grammar("en"), claimant)["evidence"] == evidence


def test_what_a_source_was_introduced_with_counts_where_it_is_only_a_name() -> None:
    content = (
        "“The rock is soft,” said Ada Merrin, a geologist.\n\nWork began on Friday. “It moves every year,” Merrin said."
    )
    claims = suggested(content, "claims", "en")
    assert [claim.attributes["evidence"] for claim in claims] == ["expert", "none", "expert"]


def test_a_quotation_that_goes_on_makes_claims_of_the_same_source() -> None:
    content = "“The lock is dry,” said Petra Lund. “The boats lie in the mud.”"
    claims = suggested(content, "claims", "en")
    assert [content[slice(*claim.spans[0])] for claim in claims] == ["The lock is dry", "The boats lie in the mud"]
    assert {claim.resolved for claim in claims} == {("Petra Lund",)}


@given(st.text(max_size=120), st.sampled_from(["en", "de"]), st.sampled_from([None, "said", "könnte"]))
def test_any_words_can_be_described(content: str, code: str, cue: str | None) -> None:
    found = described(content, [(0, len(content))] if content else [], cue, {}, grammar(code))
    attributes = CODEBOOK.layers["claims"].attributes
    assert set(found) == set(VALUES)
    assert all(value in attributes[name].by_value for name, value in found.items())
