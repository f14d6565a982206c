"""Groups of objects: going through them, narrowing, grouping."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import annotator
from annotator.codebook import shipped
from annotator.dataset import Item, LabelledCorpus, UnknownAttributeError, UnknownDocumentError, UnknownValueError
from annotator.errors import AnnotatorError
from annotator.store import InvalidNameError
from tests.dataset.building import add_labels, add_text, spans


def ids(items: Iterable[Item]) -> list[str]:
    return [f"{item.annotator} {item.id}" for item in items]


def test_a_corpus_goes_document_by_document_annotator_by_annotator(corpus: LabelledCorpus) -> None:
    places = [(quote.document.name, quote.annotator) for quote in corpus.quotes]

    assert places == [("bridge", "first")] * 4 + [("bridge", "gold")] * 2 + [("bridge", "second"), ("opening", "first")]


def test_a_collection_is_a_sequence(corpus: LabelledCorpus) -> None:
    quotes = corpus.quotes

    assert len(quotes) == 8
    assert quotes[0] in quotes
    assert quotes[-1].document.name == "opening"
    assert ids(quotes[4:6]) == ["gold q1", "gold q2"]
    assert ids(quotes[4:6].by("gold").where(form="direct")) == ["gold q1"]
    assert quotes[-2:][0].annotator == "second"
    assert next(reversed(quotes)) is quotes[-1]
    assert not quotes[:0]
    with pytest.raises(IndexError):
        quotes[8]


def test_it_can_be_gone_through_again(corpus: LabelledCorpus) -> None:
    direct = corpus.quotes.where(form="direct")

    assert list(direct) == list(direct)
    assert len(direct) == 4


def test_by_narrows_to_annotators(corpus: LabelledCorpus) -> None:
    assert ids(corpus.quotes.by("gold")) == ["gold q1", "gold q2"]
    assert ids(corpus.claims.by("gold", "first")) == ["first c1", "first c2", "first c3"]
    assert [document.name for document in corpus.documents.by("gold")] == ["bridge"]
    assert [paragraph.zone for paragraph in corpus.paragraphs.by("second")] == ["body"] * 5
    assert len(corpus.quotes.by("nobody")) == 0


def test_by_a_name_that_nobody_can_have_is_an_error(corpus: LabelledCorpus) -> None:
    with pytest.raises(InvalidNameError, match="'Gold' cannot be an annotator's name"):
        corpus.quotes.by("Gold")


def test_where_takes_a_value_several_values_or_a_callable(corpus: LabelledCorpus) -> None:
    quotes = corpus.quotes.by("first")

    assert ids(quotes.where(form="indirect")) == ["first q2", "first q3"]
    assert ids(quotes.where(form=["indirect", "mixed"])) == ["first q2", "first q3"]
    assert ids(quotes.where(form={"direct"}, note=None)) == ["first q1", "first q1"]
    assert ids(quotes.where(text=lambda text: "ferries" in text)) == ["first q3", "first q4"]
    assert ids(quotes.where(paragraph=lambda paragraph: paragraph.number > 3)) == ["first q3", "first q4"]
    assert ids(corpus.claims.where(credibility=6)) == ["first c1"]


def test_where_none_asks_for_what_was_not_coded_or_is_not_there(corpus: LabelledCorpus) -> None:
    assert ids(corpus.claims.where(credibility=None)) == ["first c2", "first c3"]
    assert ids(corpus.claims.where(claimants=None)) == ["first c3"]
    assert ids(corpus.claims.where(quote=None)) == ["first c3"]


def test_where_finds_one_of_several_links(corpus: LabelledCorpus) -> None:
    first = corpus.documents["bridge"].labels["first"]
    trusted = corpus.sources.where(reliability=["A", "B"])

    assert ids(first.quotes.where(sources=first.sources[1])) == ["first q2"]
    assert ids(corpus.quotes.where(sources=trusted)) == ["first q1", "first q2", "gold q1", "gold q2", "second q1"]
    assert [paragraph.number for paragraph in corpus.paragraphs.where(reviewed="claims")] == [1, 2, 3]


def test_where_takes_a_document_by_name(corpus: LabelledCorpus) -> None:
    assert ids(corpus.quotes.where(document="opening")) == ["first q1"]
    assert ids(corpus.quotes.where(document=corpus.documents["opening"])) == ["first q1"]
    assert ids(corpus.quotes.where(document=lambda document: document.language == "he")) == ["first q1"]


def test_an_unknown_attribute_is_an_error_at_once(corpus: LabelledCorpus) -> None:
    with pytest.raises(UnknownAttributeError, match="The quotes have no 'frm': did you mean 'form'"):
        corpus.quotes.where(frm="direct")
    with pytest.raises(UnknownAttributeError, match="The paragraphs have no 'form'"):
        corpus.paragraphs.group_by("form")
    with pytest.raises(AnnotatorError):
        corpus.quotes.where(to_dict=None)


@pytest.mark.parametrize(
    ("what", "asked", "message"),
    [
        ("quotes", {"form": "dirct"}, "'dirct' is no value of form: use 'direct', 'indirect', 'mixed', 'scare', None."),
        ("quotes", {"form": ["direct", "dirct"]}, "'dirct' is no value of form"),
        ("claims", {"credibility": "6"}, "'6' is no value of credibility: use 1, 2, 3, 4, 5, 6, None."),
        ("paragraphs", {"zone": "title"}, "'title' is no value of zone: use 'headline',"),
        ("paragraphs", {"reviewed": "quote"}, "'quote' is no value of reviewed"),
    ],
)
def test_an_unknown_value_is_an_error_at_once(
    corpus: LabelledCorpus, what: str, asked: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnknownValueError, match=message):
        getattr(corpus, what).where(**asked)


def test_any_text_can_be_asked_of_a_text_attribute(corpus: LabelledCorpus) -> None:
    assert len(corpus.sources.where(basis="She signed the pact herself.")) == 3
    assert len(corpus.sources.where(basis="something else")) == 0


def test_group_by_keeps_the_order_in_which_values_occur(corpus: LabelledCorpus) -> None:
    groups = corpus.quotes.by("first").group_by("form")

    assert {form: len(quotes) for form, quotes in groups.items()} == {"direct": 3, "indirect": 2}
    assert list(groups) == ["direct", "indirect"]
    assert ids(groups["direct"].where(document="bridge")) == ["first q1", "first q4"]


def test_group_by_puts_what_holds_several_into_each_group(corpus: LabelledCorpus) -> None:
    groups = corpus.documents["bridge"].labels["first"].claims.group_by("claimants")

    assert [(source and source.name, ids(claims)) for source, claims in groups.items()] == [
        ("Mira Halden", ["first c1"]),
        ("Kasimir Orlane", ["first c1"]),
        ("an engineer", ["first c2"]),
        (None, ["first c3"]),
    ]


def test_a_document_is_found_by_its_name(corpus: LabelledCorpus) -> None:
    assert corpus.documents["opening"].name == "opening"
    assert corpus.documents[1].name == "opening"
    assert [document.name for document in corpus.documents[1:]] == ["opening", "untouched"]
    assert corpus.documents.where(outlet="Northern Wire")["bridge"].name == "bridge"


def test_a_document_that_is_not_there_is_an_error_that_helps(corpus: LabelledCorpus) -> None:
    with pytest.raises(UnknownDocumentError) as caught:
        corpus.documents["bridges"]

    assert str(caught.value) == "There is no document 'bridges' here: did you mean 'bridge'?"
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownDocumentError, match="there are 0 others"):
        corpus.documents[:0]["bridge"]


def test_a_collection_shows_how_many_and_the_first_few(corpus: LabelledCorpus) -> None:
    assert repr(corpus.quotes.by("gold")) == (
        "2 quotes\n"
        "  bridge gold q1 ¶2 direct “This is a bridge 🌉,” “not a wall.”\n"
        "  bridge gold q2 ¶3 indirect trade had grown by 12 percent"
    )
    assert repr(corpus.quotes).splitlines()[-1] == "  … and 3 more"
    assert repr(corpus.claims.by("gold")) == "0 claims"


def test_a_text_cannot_send_escape_codes_through_what_is_shown(tmp_path: Path) -> None:
    text = add_text(tmp_path / "corpus", "trap", "\x1b]0;owned\x07 he said “\u202eno”.\n")
    add_labels(text, "first", quotes=[{"id": "q1", "content": spans(text, "“\u202eno”"), "form": "direct"}])
    corpus = annotator.load(tmp_path / "corpus")

    for shown in (repr(corpus.quotes), repr(corpus.quotes[0]), repr(corpus.paragraphs), repr(corpus.documents)):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert corpus.quotes[0].text == "“\u202eno”"


def test_labels_made_with_different_codebooks_stand_side_by_side(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    text = add_text(folder, "story", "Halden said no.\n\nOrlane said yes.\n")
    add_labels(text, "first", quotes=[{"id": "q1", "content": spans(text, "no"), "form": "indirect"}])
    other = shipped("attribution-only")
    form = other.layers["quotes"].attributes["form"].values[0].value
    add_labels(text, "second", codebook=other, quotes=[{"id": "q1", "content": spans(text, "yes"), "form": form}])
    corpus = annotator.load(folder)
    mine, theirs = corpus.quotes

    assert "attitude" not in theirs.attributes
    assert (mine.attitude, theirs.attitude) == (None, None)
    assert ids(corpus.quotes.where(attitude=None)) == ["first q1", "second q1"]
    assert len({tuple(row) for row in corpus.quotes.to_dicts()}) == 1
    with pytest.raises(UnknownAttributeError):
        _ = theirs.reliability
