"""The codebooks that come with the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.codebook import Attribute, Codebook, Value, shipped, shipped_names
from annotator.codebook.check import faults
from annotator.labels import LayerName

NAMES = ["source-framing", "attribution-only", "generic-frames-5", "persuasion-23"]


@pytest.fixture(params=NAMES)
def codebook(request: pytest.FixtureRequest) -> Codebook:
    return shipped(request.param)


def attributes(codebook: Codebook) -> Iterator[tuple[str, Attribute]]:
    for layer_name, layer in codebook.layers.items():
        for name, attribute in layer.attributes.items():
            yield f"{layer_name}.{name}", attribute


def values(codebook: Codebook) -> Iterator[tuple[str, Value]]:
    for name, attribute in attributes(codebook):
        for value in attribute.values:
            yield f"{name}.{value.value}", value


def codes(codebook: Codebook, layer: LayerName) -> dict[str, list[str | int]]:
    found = codebook.layers[layer].attributes
    return {name: [value.value for value in attribute.values] for name, attribute in found.items()}


def required(codebook: Codebook, layer: LayerName) -> list[str]:
    return [name for name, attribute in codebook.layers[layer].attributes.items() if attribute.required]


def test_four_are_shipped_and_the_default_comes_first() -> None:
    assert shipped_names() == NAMES


def test_each_is_consistent_and_has_the_name_of_its_file(codebook: Codebook, request: pytest.FixtureRequest) -> None:
    assert list(faults(codebook)) == []
    assert codebook.name == request.node.callspec.params["codebook"]


def test_each_says_what_it_is_for(codebook: Codebook) -> None:
    assert codebook.title
    assert codebook.description.endswith(".")


def test_every_layer_says_what_an_item_is_when_to_make_one_and_where_its_spans_end(codebook: Codebook) -> None:
    bare = [
        name
        for name, layer in codebook.layers.items()
        if not (layer.definition.endswith(".") and layer.question.endswith("?") and layer.span_rules)
    ]
    assert bare == []


def test_every_attribute_has_a_definition_a_question_and_a_citation(codebook: Codebook) -> None:
    bare = [
        name
        for name, attribute in attributes(codebook)
        if not (attribute.definition and attribute.question.endswith("?") and attribute.citation)
    ]
    assert bare == []


def test_every_value_has_a_definition_a_question_an_example_and_a_counterexample(codebook: Codebook) -> None:
    bare = [
        name
        for name, value in values(codebook)
        if not (value.definition and value.question.endswith("?") and value.example and value.counterexample)
    ]
    assert bare == []


def test_every_text_attribute_has_an_example_and_a_counterexample(codebook: Codebook) -> None:
    texts = [attribute for _, attribute in attributes(codebook) if attribute.kind == "text"]
    assert all(attribute.example and attribute.counterexample for attribute in texts)


def test_every_citation_is_among_the_references_and_every_reference_is_cited(codebook: Codebook) -> None:
    cited = {attribute.citation for _, attribute in attributes(codebook)}
    cited |= {value.citation for _, value in values(codebook) if value.citation}
    assert cited == set(codebook.references)


def test_no_key_chooses_two_values(codebook: Codebook) -> None:
    for name, attribute in attributes(codebook):
        keys = [value.key for value in attribute.values]
        assert len(set(keys)) == len(keys), name


def test_values_are_told_apart_by_what_the_screen_shows_of_them(codebook: Codebook) -> None:
    for name, attribute in attributes(codebook):
        shown = [value.shown for value in attribute.values]
        assert len(set(shown)) == len(shown), name


def test_what_a_coder_reads_of_a_value_stands_nowhere_else_word_for_word(codebook: Codebook) -> None:
    told = [words for _, value in values(codebook) for words in (value.definition, value.example)]
    assert len(set(told)) == len(told)


# What the default one asks


def test_the_default_codebook_asks_this_of_sources() -> None:
    codebook = shipped()
    assert required(codebook, "sources") == ["type", "basis"]
    assert codes(codebook, "sources") == {
        "type": "named_individual unnamed_individual named_group unnamed_group document vote_poll database "
        "author".split(),
        "affiliation": "government political_group corporate industry_group union ngo religious_group academic media "
        "actor witness victim other_group cannot_determine".split(),
        "role": ["decision_maker", "representative", "informational", "other"],
        "reliability": ["A", "B", "C", "D", "E", "F"],
        "basis": [],
        "proximity": ["eyewitness", "participant", "second_hand", "unknown"],
        "expertise": ["relevant", "other_field", "none", "unknown"],
    }


def test_the_default_codebook_asks_this_of_quotes() -> None:
    codebook = shipped()
    assert required(codebook, "quotes") == ["form"]
    assert codes(codebook, "quotes") == {
        "form": ["direct", "indirect", "mixed", "scare"],
        "stance": ["neutral", "endorsing", "distancing"],
        "attitude": ["assertion", "belief", "fact", "eventuality"],
        "channel": "interview statement social_media published_work law_or_order court vote_poll price_signal "
        "observation declined_comment".split(),
    }


def test_the_default_codebook_asks_this_of_claims() -> None:
    codebook = shipped()
    assert required(codebook, "claims") == ["type"]
    assert codes(codebook, "claims") == {
        "type": "quantity correlation_causation prediction law_or_rule personal_experience value_judgement "
        "other".split(),
        "checkworthiness": ["check_worthy", "unimportant", "non_factual"],
        "certainty": ["certain", "probable", "possible", "underspecified"],
        "polarity": ["positive", "negative"],
        "credibility": [1, 2, 3, 4, 5, 6],
        "evidence": ["none", "document", "data", "eyewitness", "expert", "link"],
    }


def test_the_default_codebook_asks_this_of_frames() -> None:
    codebook = shipped()
    found = codes(codebook, "frames")
    assert required(codebook, "frames") == ["frame"]
    assert (
        found["frame"]
        == (
            "economic capacity_resources morality fairness_equality legality policy_prescription crime_punishment "
            "security_defense health_safety quality_of_life cultural_identity public_opinion political "
            "external_regulation other"
        ).split()
    )
    assert found["function"] == ["problem", "cause", "moral_evaluation", "remedy"]
    assert found["bias"] == ["lexical", "informational"]
    assert found["polarity"] == ["positive", "negative"]
    assert len(found["technique"]) == 23


def test_on_the_admiralty_scales_the_last_grade_is_no_judgement() -> None:
    reliability = shipped().layers["sources"].attributes["reliability"]
    credibility = shipped().layers["claims"].attributes["credibility"]
    assert (reliability.default, reliability.missing) == ("F", ("F",))
    assert credibility.missing == (6,)


def test_every_grade_but_the_last_wants_a_basis() -> None:
    sources = shipped().layers["sources"]
    for grade in "ABCDE":
        assert list(sources.required({"type": "author", "reliability": grade})) == ["basis"]
    assert list(sources.required({"type": "author", "reliability": "F"})) == []
    assert list(sources.required({"type": "author"})) == []


def test_the_small_codebooks_have_these_layers() -> None:
    assert list(shipped("attribution-only").layers) == ["sources", "quotes"]
    assert "frames" in shipped("generic-frames-5").layers
    assert "frames" in shipped("persuasion-23").layers


def test_attribution_only_takes_its_values_from_the_default_codebook() -> None:
    small, large = shipped("attribution-only"), shipped()
    for layer in ("sources", "quotes"):
        for name, found in codes(small, layer).items():
            assert found == codes(large, layer)[name], name
