"""From an accepted suggestion to labels."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.codebook import shipped
from annotator.corpus import KnownSource
from annotator.labels import Labels, Quote, Span
from annotator.store import new_labels
from annotator.store.check import faults
from annotator.suggest import Suggestion, suggestions_for
from annotator.suggest.acceptance import Accepted, NotAcceptedError, accept
from annotator.suggest.sources.naming import find_source
from annotator.suggest.words.grammar import grammar
from tests.suggest.making import quotes, text

CODEBOOK = shipped("source-framing")
STORY = "Transport minister Mira Halden said: “We build.”\n\n“We build fast,” Halden said. “Very fast,” she said."
REGISTRY = {"mira-halden": KnownSource(id="mira-halden", name="Mira Halden", aliases=("Halden",))}


def labels_of(content: str) -> Labels:
    return new_labels(text(content), "mira", CODEBOOK)


def accepted(content: str, suggestions: list[Suggestion], **options: object) -> Labels:
    labels = labels_of(content)
    for suggestion in suggestions:
        labels = accept(labels, suggestion, content, CODEBOOK, **options).labels  # type: ignore[arg-type]
    assert list(faults(labels, text(content), CODEBOOK, options.get("registry"))) == []  # type: ignore[arg-type]
    return labels


def test_a_quote_comes_with_content_cue_source_and_form() -> None:
    labels = accepted(STORY, quotes(STORY)[:1])
    (quote,) = labels.quotes
    (source,) = labels.sources
    assert [span.text for span in quote.content] == ["“We build.”"]
    assert quote.cue is not None
    assert quote.cue.text == "said"
    assert quote.sources == (source.id,)
    assert [span.text for span in quote.source_spans] == ["Transport minister Mira Halden"]
    assert quote.attribute("form") == "direct"
    assert quote.origin == "rules/1"
    assert (source.name, source.attribute("type")) == ("Mira Halden", "named_individual")


def test_surnames_and_pronouns_lead_to_the_source_that_is_there() -> None:
    labels = accepted(STORY, quotes(STORY))
    (source,) = labels.sources
    assert [quote.sources for quote in labels.quotes] == [(source.id,)] * 3
    assert [quote.source_spans[0].text for quote in labels.quotes[1:]] == ["Halden", "she"]
    # A pronoun is no mention.
    assert [span.text for span in source.mentions] == ["Transport minister Mira Halden", "Halden"]


def test_a_source_of_the_registry_keeps_its_id_and_is_found_by_its_alias() -> None:
    labels = accepted(STORY, quotes(STORY)[1:2], registry=REGISTRY)
    assert [source.registry for source in labels.sources] == ["mira-halden"]
    again = accept(labels, quotes(STORY)[0], STORY, CODEBOOK, registry=REGISTRY)
    assert again.made == ()
    assert len(again.labels.sources) == 1


def test_nobody_is_made_up_for_a_pronoun_that_stands_for_nobody_known() -> None:
    labels = accepted("“No,” he said.", quotes("“No,” he said."))
    assert labels.sources == ()
    assert labels.quotes[0].sources == ()
    assert labels.quotes[0].source_spans[0].text == "he"


def test_a_joint_source_is_two_sources_of_one_quote() -> None:
    content = "Ness and Lund said the pilots were tired."
    labels = accepted(content, quotes(content))
    assert [source.name for source in labels.sources] == ["Ness", "Lund"]
    assert labels.quotes[0].sources == ("s1", "s2")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Jane Roe, the head of the union", "Jane Roe"),
        ("Jane Roe, 45", "Jane Roe"),
        ("the mayor, Jane Roe", "Jane Roe"),
        ("Mayor Jane Roe", "Mayor Jane Roe"),
    ],
)
def test_what_commas_set_off_beside_a_name_is_left_out_as_the_codebook_wants_it(words: str, kept: str) -> None:
    content = f"“No,” said {words}."
    suggestion = quotes(content)[0]
    assert content[slice(*suggestion.sources[0][0])] == words
    labels = accepted(content, [suggestion])
    assert [span.text for span in labels.quotes[0].source_spans] == [kept]
    assert [span.text for span in labels.sources[0].mentions] == [kept]


def test_two_people_of_one_surname_are_two_sources() -> None:
    content = "“No,” said Anna Roe. “Yes,” said Carl Roe."
    assert [source.name for source in accepted(content, quotes(content)).sources] == ["Anna Roe", "Carl Roe"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Anna Brandel", "named_individual"),
        ("Dr. Anna Brandel of the University of Leam", "named_individual"),
        ("a senior official in the ministry", "unnamed_individual"),
        ("Critics", "unnamed_group"),
        ("Several officials", "unnamed_group"),
        ("the Harbour Authority", "named_group"),
        ("The leaked report", "document"),
        ("A new poll", "vote_poll"),
        ("The register", "database"),
    ],
)
def test_a_new_source_has_a_type(words: str, kind: str) -> None:
    content = f"{words} said that the bridge would open."
    assert [source.attribute("type") for source in accepted(content, quotes(content)).sources] == [kind]


def test_a_quote_inside_another_is_nested_in_it() -> None:
    content = "The report says that engineers warned that the dam was weak."
    outer, inner = accepted(content, quotes(content)).quotes
    assert inner.within == outer.id


def test_a_zone_changes_the_paragraph_and_a_claim_gets_its_claimants() -> None:
    content = "Share\n\nThe mayor said trade grew by 12 percent."
    labels = accepted(content, suggestions_for(text(content)))
    assert labels.paragraphs[0].zone == "furniture"
    (claim,) = labels.claims
    assert claim.attribute("type") == "quantity"
    assert claim.claimants == labels.quotes[0].sources


def test_what_is_not_suggested_gets_the_codebooks_defaults_as_by_hand() -> None:
    content = "Traffic grew by 12 percent, Mira Halden said."
    claims = [one for one in suggestions_for(text(content)) if one.layer == "claims"]
    labels = accepted(content, [*quotes(content)[:1], *claims[:1]])
    assert labels.claims[0].attribute("credibility") == 6
    assert labels.sources[0].attribute("reliability") == "F"


def test_labels_that_were_there_are_not_changed() -> None:
    labels = labels_of(STORY)
    result = accept(labels, quotes(STORY)[0], STORY, CODEBOOK)
    assert isinstance(result, Accepted)
    assert (labels.quotes, labels.sources) == ((), ())
    assert isinstance(result.labels.quotes[0], Quote)
    assert result.item == "q1"
    assert result.made == ("s1",)


def test_what_the_codebook_does_not_know_is_left_out_and_what_it_needs_is_told() -> None:
    other = shipped("attribution-only")
    content = "It will rain tomorrow in the north."
    (claim,) = suggestions_for(text(content), layers=("claims",))
    with pytest.raises(NotAcceptedError, match="has no layer claims"):
        accept(new_labels(text(content), "mira", other), claim, content, other)
    bare = Suggestion("quotes", ((0, 2),))
    with pytest.raises(NotAcceptedError, match="asks for form") as caught:
        accept(labels_of(content), bare, content, CODEBOOK)
    assert caught.value.missing == ("form",)


def test_a_new_source_brings_what_the_words_around_it_tell() -> None:
    content = "“No,” said Joren Vask, who leads the Crane Drivers' Union. “We were never asked.”"
    (source,) = accepted(content, quotes(content)[:1]).sources
    assert source.name == "Joren Vask"
    coded = {name: source.attribute(name) for name in ("type", "affiliation", "role", "proximity", "reliability")}
    assert coded == {
        "type": "named_individual",
        "affiliation": "union",
        "role": "representative",
        "proximity": "participant",
        "reliability": "F",
    }


def test_only_attributes_and_values_of_the_codebook_in_use_are_brought() -> None:
    content = "“No,” said Joren Vask of the Crane Drivers' Union."
    layer = CODEBOOK.layers["sources"]
    affiliation = layer.attributes["affiliation"]
    fewer = affiliation.model_copy(
        update={"values": tuple(value for value in affiliation.values if value.value != "union")}
    )
    kept = {"type": layer.attributes["type"], "affiliation": fewer}
    layers = {**CODEBOOK.layers, "sources": layer.model_copy(update={"attributes": kept})}
    codebook = CODEBOOK.model_validate(CODEBOOK.model_copy(update={"layers": layers}).model_dump())
    labels = new_labels(text(content), "mira", codebook)
    (source,) = accept(labels, quotes(content)[0], content, codebook).labels.sources
    assert source.attribute("type") == "named_individual"
    assert source.attribute("affiliation") is None


def test_a_new_source_has_the_fullest_name_of_the_text() -> None:
    content = "Mira Halden came late.\n\n“We build,” Minister Halden said.\n\n“We do,” the Port Guild said."
    assert [source.name for source in accepted(content, quotes(content)).sources] == ["Mira Halden", "Port Guild"]


def test_a_source_of_the_registry_has_its_name_there() -> None:
    registry = {"court": KnownSource(id="court", name="Maritime Court in Estmere")}
    content = "The Maritime Court ruled that the pier must go."
    (source,) = accepted(content, quotes(content), registry=registry).sources
    assert (source.name, source.registry) == ("Maritime Court in Estmere", "court")
    two = {**registry, "other": KnownSource(id="other", name="Maritime Court in Tolmark")}
    (source,) = accepted(content, quotes(content), registry=two).sources
    assert (source.name, source.registry) == ("Maritime Court", None)


def _known(content: str, mentions: list[tuple[str, str]]) -> Labels:
    """Return labels with sources by name, each with one mention."""
    labels = labels_of(content)
    made = []
    for number, (name, words) in enumerate(mentions, 1):
        start = content.index(words)
        span = Span(start=start, end=start + len(words), text=words)
        fields: dict[str, Any] = {"id": f"s{number}", "name": name, "mentions": (span,), "type": "named_group"}
        made.append(CODEBOOK.label_models.items["sources"](**fields))
    return labels.model_copy(update={"sources": tuple(made)})


def test_german_sources_are_described_and_found_by_data_alone() -> None:
    content = "„Nein“, sagte Joren Vask von der Hafengewerkschaft.\n\n„Doch“, sagte Vask."
    labels = accepted(content, quotes(content, "de"), language="de")
    (source,) = labels.sources
    assert (source.name, source.attribute("affiliation")) == ("Joren Vask", "union")
    assert [quote.sources for quote in labels.quotes] == [(source.id,)] * 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Minister Halden", "Mira Halden"),
        ("Mira Halden's", "Mira Halden"),
        ("Dr. Halden", "Mira Halden"),
        ("the finance ministry", "Osmara’s finance ministry"),
        ("the Finance Ministry's", "Osmara’s finance ministry"),
        ("The guild", "Port Guild"),
        ("a guild", None),
        ("the union", None),
        ("Carl Halden", None),
        ("Roth", None),
        ("the board", None),
        ("the two ministers", None),
        ("🙂", None),
        ("", None),
    ],
)
def test_a_source_is_found_by_title_possessive_and_short_name_but_never_guessed(words: str, found: str | None) -> None:
    content = (
        "Mira Halden met the Port Guild, Osmara's finance ministry, the Cooks' Union, the Bakers' Union. "
        "Ada Roth met Carl Roth; the two ministers left."
    )
    labels = _known(
        content,
        [
            ("Mira Halden", "Mira Halden"),
            ("Port Guild", "the Port Guild"),
            ("Osmara’s finance ministry", "Osmara's finance ministry"),
            ("Cooks’ Union", "the Cooks' Union"),
            ("Ada Roth", "the two ministers"),
            ("Carl Roth", "the two ministers"),
        ],
    )
    source = find_source(labels, [words], None, content, grammar("en"))
    assert (source and source.name) == found


def test_a_body_is_not_taken_for_the_document_that_it_issued() -> None:
    content = (
        "A report by the National Roads Agency found that the bolts were rusted. The agency said it had replaced them."
    )
    labels = accepted(content, quotes(content))
    found = [(source.name, source.attribute("type")) for source in labels.sources]
    assert found == [("Report by the National Roads Agency", "document"), ("National Roads Agency", "named_group")]
