"""The objects of a labelled corpus: what each says of itself, and the links between them in both directions."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

import annotator
from annotator.dataset import DocumentLabels, Item, LabelledCorpus, UnknownAttributeError
from annotator.errors import AnnotatorError
from annotator.labels import LAYERS
from tests.dataset.building import BRIDGE, OPENING, add_labels, add_text, spans


def ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]


def test_the_example_of_the_documentation_runs(corpus: LabelledCorpus) -> None:
    lines = [
        (quote.text, quote.form, quote.sources[0].name, quote.sources[0].reliability, quote.paragraph.number)
        for quote in corpus.quotes.by("gold")
    ]

    assert lines == [
        ("“This is a bridge 🌉,” “not a wall.”", "direct", "Mira Halden", "B", 2),
        ("trade had grown by 12 percent", "indirect", "Mira Halden", "B", 3),
    ]


# --- documents -------------------------------------------------------------------------------------------------------


def test_a_document_has_its_text_untouched_and_what_is_known_of_it(corpus: LabelledCorpus) -> None:
    bridge, opening, untouched = corpus.documents

    assert (bridge.name, bridge.text, bridge.title, bridge.outlet) == (
        "bridge",
        BRIDGE,
        "Bridge pact signed",
        "Northern Wire",
    )
    assert (bridge.published, bridge.author, bridge.language) == ("3026-05-12", None, "en")
    assert bridge.meta.sha256 == bridge.sha256
    assert bridge.path.read_bytes().decode() == bridge.text
    assert (opening.text, opening.language) == (OPENING, "he")
    assert untouched.title == "Ferries keep running"


def test_a_document_lists_who_labelled_it_and_what_each_said(corpus: LabelledCorpus) -> None:
    bridge, opening, untouched = corpus.documents

    assert (bridge.annotators, opening.annotators, untouched.annotators) == (
        ("first", "gold", "second"),
        ("first",),
        (),
    )
    assert bridge.labels["first"].complete
    assert not bridge.labels["gold"].complete
    assert bridge.labels["gold"].codebook.name == "source-framing"
    assert ids(bridge.labels["gold"].items()) == ["s1", "s2", "q1", "q2"]
    assert len(bridge.quotes) == 4 + 2 + 1
    assert not untouched.quotes
    assert not untouched.paragraphs


def test_objects_are_the_same_however_they_are_reached(corpus: LabelledCorpus, first: DocumentLabels) -> None:
    quote = first.quotes[0]

    assert quote is corpus.documents["bridge"].quotes.by("first")[0]
    assert quote is corpus.quotes[0]
    assert quote.sources[0].quotes[0] is quote
    assert quote.document is corpus.documents[0]
    assert quote.labels is first
    assert quote.corpus is corpus


# --- items -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", LAYERS)
def test_every_span_is_what_the_text_has_there(corpus: LabelledCorpus, layer: str) -> None:
    for item in getattr(corpus, layer):
        assert [span.text for span in item.spans] == [item.document.text[s.start : s.end] for s in item.spans]


def test_a_discontinuous_quote_joins_its_pieces_and_leaves_out_what_is_between(first: DocumentLabels) -> None:
    quote = first.quotes[0]

    assert quote.text == "“This is a bridge 🌉,” “not a wall.”"
    assert [piece.text for piece in quote.content] == ["“This is a bridge 🌉,”", "“not a wall.”"]
    assert quote.content == quote.spans
    assert (quote.start, quote.end) == (BRIDGE.index("“This"), BRIDGE.index("“not a wall.”") + len("“not a wall.”"))
    assert quote.cue is not None
    assert quote.cue.text == "said"
    assert [span.text for span in quote.source_spans] == ["Mira Halden"]


def test_text_that_runs_from_right_to_left_keeps_its_order(corpus: LabelledCorpus) -> None:
    (quote,) = corpus.documents["opening"].quotes

    assert quote.text == "„הגשר פתוח לכולם”"
    assert quote.sources[0].name == "מירה חלדן"
    assert quote.paragraph.number == 2


def test_an_attribute_is_read_by_its_name_and_is_none_where_it_was_not_coded(first: DocumentLabels) -> None:
    split, joint, *_ = first.quotes

    assert (split.form, split.stance, split.channel) == ("direct", "neutral", None)
    assert (joint.form, joint.stance) == ("indirect", None)
    assert first.claims[0].credibility == 6
    assert first.sources[1].reliability is None
    assert split.attributes == {
        "form": "direct",
        "stance": "neutral",
        "attitude": None,
        "channel": None,
    }


def test_an_attribute_that_no_codebook_has_is_an_error_that_helps(first: DocumentLabels) -> None:
    with pytest.raises(UnknownAttributeError, match="The quotes have no 'stanse': did you mean 'stance'") as caught:
        _ = first.quotes[0].stanse

    assert isinstance(caught.value, AnnotatorError)
    assert isinstance(caught.value, AttributeError)
    assert not hasattr(first.quotes[0], "reliability")
    with pytest.raises(UnknownAttributeError, match=r"they have annotator, attitude, attributes, channel, .*, form, "):
        _ = first.quotes[0].zzz


def test_completion_offers_the_attributes_of_the_codebook(first: DocumentLabels) -> None:
    assert {"stance", "form", "sources", "text"} <= set(dir(first.quotes[0]))


def test_nothing_can_be_changed(first: DocumentLabels) -> None:
    quote = first.quotes[0]

    for name in ("form", "text", "colour"):
        with pytest.raises(AttributeError):
            setattr(quote, name, "mixed")


def test_an_item_can_be_copied(first: DocumentLabels) -> None:
    assert copy.copy(first.quotes[0]).form == "direct"


def test_note_confidence_and_origin_are_none_where_nothing_was_said(first: DocumentLabels) -> None:
    split, *_, inner = first.quotes

    assert (inner.note, inner.confidence, inner.origin) == ("hearsay", "low", "rules/1")
    assert (split.note, split.confidence, split.origin) == (None, None, None)


# --- links -----------------------------------------------------------------------------------------------------------


def test_a_joint_source_is_several_sources_and_each_has_the_quote(first: DocumentLabels) -> None:
    joint = first.quotes[1]

    assert [source.name for source in joint.sources] == ["Mira Halden", "Kasimir Orlane"]
    assert all(joint in source.quotes for source in joint.sources)
    assert ids(first.sources[0].quotes) == ["q1", "q2"]


def test_a_source_knows_its_claims_and_frames(first: DocumentLabels) -> None:
    halden, orlane, pilot, engineer = first.sources

    assert [ids(source.claims) for source in first.sources] == [["c1"], ["c1"], [], ["c2"]]
    assert ids(halden.frames) == ids(orlane.frames) == ["f1"]
    assert pilot.frames == ()
    assert engineer.mentions == ()
    assert engineer.paragraph is None


def test_no_claimants_and_no_voice_are_the_authors_own(first: DocumentLabels) -> None:
    assert first.claims[2].claimants == ()
    assert first.frames[1].voice == ()
    assert first.claims[0].claimants == first.frames[0].voice == tuple(first.sources[:2])


def test_links_stay_within_the_labels_of_one_annotator(corpus: LabelledCorpus) -> None:
    for source in corpus.sources:
        assert {quote.annotator for quote in source.quotes} <= {source.annotator}
        assert {quote.document for quote in source.quotes} <= {source.document}


def test_a_nested_quote_and_the_one_around_it_know_each_other(first: DocumentLabels) -> None:
    split, _, outer, inner = first.quotes

    assert inner.within is outer
    assert outer.nested == (inner,)
    assert outer.within is None
    assert split.nested == ()


def test_a_claim_lies_in_the_innermost_quote_around_it(first: DocumentLabels) -> None:
    growth, ferries, cheers = first.claims
    _, joint, outer, inner = first.quotes

    assert growth.quote is joint
    assert ferries.quote is inner
    assert cheers.quote is None
    assert (joint.claims, inner.claims, outer.claims) == ((growth,), (ferries,), ())


def test_a_known_source_leads_to_the_registry(corpus: LabelledCorpus, first: DocumentLabels) -> None:
    halden, orlane, *_ = first.sources

    assert halden.known is not None
    assert halden.known is corpus.registry["mira-halden"]
    assert halden.known.description == "transport minister of Varland"
    assert (orlane.registry, orlane.known) == (None, None)


# --- paragraphs ------------------------------------------------------------------------------------------------------


def test_paragraphs_are_counted_from_one_and_hold_the_text_as_it_stands(first: DocumentLabels) -> None:
    assert [paragraph.number for paragraph in first.paragraphs] == [1, 2, 3, 4, 5]
    assert [paragraph.text for paragraph in first.paragraphs] == [line for line in BRIDGE.split("\r\n") if line]
    assert [paragraph.zone for paragraph in first.paragraphs] == ["headline", "body", "body", "body", "furniture"]


def test_reviewed_and_empty_is_told_from_not_reviewed(first: DocumentLabels) -> None:
    headline, _, third, _, furniture = first.paragraphs

    assert (headline.reviewed, headline.items) == (LAYERS, ())
    assert (furniture.reviewed, furniture.items) == ((), ())
    assert third.reviewed == ("quotes", "claims")


def test_a_paragraph_has_the_items_in_it_in_text_order_and_they_have_the_paragraph(first: DocumentLabels) -> None:
    _, second, third, fourth, _ = first.paragraphs

    assert ids(second.items) == ["q1", "s1"]
    assert ids(third.items) == ["f1", "s2", "q2", "c1", "c3"]
    assert ids(fourth.items) == ["s3", "q3", "q4", "c2"]
    assert (ids(third.quotes), ids(third.claims), ids(third.sources), ids(third.frames)) == (
        ["q2"],
        ["c1", "c3"],
        ["s2"],
        ["f1"],
    )
    for paragraph in first.paragraphs:
        assert all(paragraph in item.paragraphs for item in paragraph.items)
    for item in first.items():
        assert all(item in paragraph.items for paragraph in item.paragraphs)


def test_words_that_overrun_their_paragraph_are_only_where_something_of_them_is(tmp_path: Path) -> None:
    text = add_text(tmp_path / "corpus", "story", "\t\nHalden said no.\n\nOrlane said yes.\n")
    words = ["\n\nOrlane", "no.\n\nOrlane", ".\n\n", "\n\n", "\nHalden", "\t"]
    claims = [{"id": f"c{n}", "spans": spans(text, piece), "type": "other"} for n, piece in enumerate(words)]
    add_labels(text, "first", claims=claims)
    corpus = annotator.load(tmp_path / "corpus")

    assert [[paragraph.number for paragraph in claim.paragraphs] for claim in corpus.claims] == [
        [2],
        [1, 2],
        [1],
        [1],  # outside of all: the one before
        [1],
        [1],  # before all: the first
    ]
    assert ids(corpus.paragraphs[0].claims) == ["c4", "c5", "c1", "c2", "c3"]
    assert ids(corpus.paragraphs[1].claims) == ["c0", "c1"]


def test_a_frame_over_the_article_is_in_no_paragraph(first: DocumentLabels) -> None:
    whole = first.frames[1]

    assert (whole.scope, whole.text, whole.start, whole.paragraph, whole.paragraphs) == ("article", "", None, None, ())


def test_each_annotator_has_zones_and_items_of_their_own(corpus: LabelledCorpus) -> None:
    headlines = [paragraph.zone for paragraph in corpus.documents["bridge"].paragraphs if paragraph.number == 1]

    assert headlines == ["headline", "headline", "body"]
    assert [len(said.paragraphs[1].items) for said in corpus.documents["bridge"].labels.values()] == [2, 2, 2]


# --- rows and what people see ----------------------------------------------------------------------------------------


def test_a_row_says_where_the_item_is_what_it_is_and_what_it_hangs_on(first: DocumentLabels) -> None:
    row = first.quotes[3].to_dict()

    start = BRIDGE.index("“the ferries")
    words = "“the ferries will go by spring”"
    assert row == {
        "document": "bridge",
        "annotator": "first",
        "id": "q4",
        "start": start,
        "end": start + len(words),
        "text": words,
        "paragraph": 4,
        "zone": "body",
        "spans": [{"start": start, "end": start + len(words), "text": words}],
        "cue": None,
        "cue_start": None,
        "cue_end": None,
        "sources": ["s4"],
        "source_names": ["an engineer"],
        "source_spans": [],
        "within": "q3",
        "form": "direct",
        "stance": None,
        "attitude": None,
        "channel": None,
        "confidence": "low",
        "note": "hearsay",
        "origin": "rules/1",
    }
    claim = first.claims[1].to_dict()
    assert (claim["quote"], claim["claimants"], claim["claimant_names"]) == ("q4", ["s4"], ["an engineer"])
    assert first.frames[0].to_dict()["voice_names"] == ["Mira Halden", "Kasimir Orlane"]
    assert first.sources[0].to_dict()["registry"] == "mira-halden"


@pytest.mark.parametrize("what", ["documents", "paragraphs", *LAYERS])
def test_rows_of_a_kind_have_the_same_keys_and_go_through_json(corpus: LabelledCorpus, what: str) -> None:
    rows = getattr(corpus, what).to_dicts()

    assert len(rows) == len(getattr(corpus, what))
    assert len({tuple(row) for row in rows}) == 1
    assert json.loads(json.dumps(rows)) == rows


def test_an_object_shows_which_one_it_is(corpus: LabelledCorpus, first: DocumentLabels) -> None:
    assert repr(first.quotes[3]) == "<Quote bridge first q4 ¶4 direct “the ferries will go by spring”>"
    assert repr(first.sources[0]) == "<Source bridge first s1 ¶2 named_individual Mira Halden>"
    assert repr(first.frames[1]) == "<Frame bridge first f2 external_regulation>"
    assert repr(first.paragraphs[0]) == "<Paragraph bridge first ¶1 headline Bridge 🌉 pact signed>"
    assert repr(corpus.documents[0]) == "<Document bridge Bridge pact signed (by first, gold, second)>"
    assert repr(first) == "<DocumentLabels bridge first: 4 sources, 4 quotes, 3 claims, 2 frames>"
