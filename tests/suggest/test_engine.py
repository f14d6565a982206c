"""What holds for every text, whatever is in it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest import engine, suggestions_by_paragraph, suggestions_for
from annotator.suggest.words.language import LanguageError, available, detect, language
from annotator.text.paragraphs import paragraphs
from tests.suggest.making import only, quotes, text

WORDS = (
    'Roe said says “ ” " \' ‘ ’ , . : ; — ( ) that the a of and according to “No.” "Yes," he she they who told adding '
    "said: Mr. U.S. 5'10\" '90s called as was not police officials report $5m „ “ sagte dass 10:42 ROE: laut zufolge"
).split()
WORDS += ["\n\n", "\r\n", "\u2029", "\u00a0", "\u202e", "\x07", "é", "漢字", "👍🏽", "e\u0301"]
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
ANYTHING = st.text(max_size=80)


@given(NEWS | ANYTHING, st.sampled_from(["en", "de"]))
def test_every_stretch_lies_in_the_text_is_not_empty_and_in_order(content: str, code: str) -> None:
    found = suggestions_for(text(content), language=code)
    for item in found:
        assert all(0 <= start < end <= len(content) for start, end in item.every_range())
        assert all(left[1] <= right[0] for left, right in pairwise(item.spans))
        assert len(item.resolved) in {0, len(item.sources)}
        assert 0 <= item.score <= 1
    assert [item.place for item in found] == sorted(item.place for item in found)


@given(NEWS)
def test_the_same_text_has_the_same_suggestions(content: str) -> None:
    assert suggestions_for(text(content)) == suggestions_for(text(content))


@given(NEWS)
def test_paragraph_by_paragraph_the_same_is_found(content: str) -> None:
    places = paragraphs(content)
    lists = list(suggestions_by_paragraph(text(content), places, "en"))
    assert len(lists) == len(places)
    assert [item for found in lists for item in found] == suggestions_for(text(content), places, "en")
    for (start, end), found in zip(places, lists, strict=True):
        assert all(start <= item.place[0] < end for item in found if item.layer != "quotes")


@pytest.mark.parametrize("content", ["", " ", "\n\n", "“", '"', "said", "“” said", "🙂", "\u2028"])
def test_a_text_with_nothing_in_it_has_no_quotes(content: str) -> None:
    assert quotes(content) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\u2029"])
def test_offsets_are_code_points_whatever_ends_a_line_and_stands_before(newline: str) -> None:
    content = f"👍🏽 e\u0301 Ünïted{newline}“Wir gehen,” Anna Brandel said.{newline}"
    found = only(content)
    assert content[slice(*found.spans[0])] == "“Wir gehen,”"
    assert content[slice(*found.sources[0][0])] == "Anna Brandel"


def test_a_very_long_sentence_is_read_in_parts_and_nothing_is_raised() -> None:
    found = quotes("the mayor said that " * 1_000)
    assert found
    assert all(end <= 20_000 for item in found for _, end in item.spans)


def test_furniture_and_repeats_have_no_quotes() -> None:
    content = (
        "Halden: “No bridge”\n\n“No bridge,” said Halden to the crowd that had come.\n\nShare\n\nHalden: “No bridge”"
    )
    assert [item.place[0] for item in quotes(content)] == [8, 21]


def test_only_the_layers_that_are_asked_for_are_suggested() -> None:
    content = "Bridge opens\n\nBy Ann Rook\n\nThe mayor said trade would grow by 12 percent.\n\nShare"
    assert {item.layer for item in suggestions_for(text(content))} == {"quotes", "claims", "zones"}
    assert {item.layer for item in suggestions_for(text(content), layers=("zones",))} == {"zones"}


def test_a_claim_in_somebodys_words_has_that_claimant_and_its_hedge() -> None:
    content = "The mayor said trade could grow by 12 percent."
    (claim,) = suggestions_for(text(content), layers=("claims",))
    assert content[slice(*claim.spans[0])] == "trade could grow by 12 percent"
    assert claim.attributes == {
        "type": "prediction",
        "checkworthiness": "check_worthy",
        "certainty": "possible",
        "polarity": "positive",
        "evidence": "none",
    }
    assert content[slice(*claim.sources[0][0])] == "The mayor"


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        ("“No,” Anna Brandel claimed.", {"stance": "distancing", "attitude": "assertion"}),
        ("“No,” Anna Brandel pointed out.", {"stance": "endorsing", "attitude": "assertion"}),
        ("Anna Brandel fears that the dam will burst.", {"stance": "neutral", "attitude": "belief"}),
        ("Anna Brandel knew that the dam had burst.", {"stance": "endorsing", "attitude": "fact"}),
        ("Anna Brandel promised to rebuild the dam.", {"stance": "neutral", "attitude": "eventuality"}),
        ("Anna Brandel asked to see the dam.", {"stance": "neutral", "attitude": "eventuality"}),
        ("According to Anna Brandel, the dam has burst.", {"stance": "neutral", "attitude": "assertion"}),
        (
            "“It holds,” Anna Brandel tweeted.",
            {"stance": "neutral", "attitude": "assertion", "channel": "social_media"},
        ),
        ("The “safe” dam has burst in the night.", {}),
    ],
)
def test_the_cue_tells_stance_and_attitude(content: str, attributes: dict[str, str]) -> None:
    (quote,) = suggestions_for(text(content), layers=("quotes",))
    assert {name: value for name, value in quote.attributes.items() if name != "form"} == attributes


@pytest.mark.parametrize(
    ("content", "certainty", "polarity"),
    [
        ("The dam will hold for a hundred years.", "certain", "positive"),
        ("The dam will probably hold for a hundred years.", "probable", "positive"),
        ("The dam may hold for a hundred years.", "possible", "positive"),
        ("The dam will not hold for a hundred years.", "certain", "negative"),
        ("The dam won’t hold for a hundred years.", "certain", "negative"),
        ("Anna Brandel denied that the dam would hold for a hundred years.", "certain", "negative"),
        ("Anna Brandel denied that the dam would not hold for a hundred years.", "certain", "positive"),
    ],
)
def test_the_words_of_a_claim_tell_its_certainty_and_polarity(content: str, certainty: str, polarity: str) -> None:
    (claim,) = suggestions_for(text(content), layers=("claims",))
    assert (claim.attributes["certainty"], claim.attributes["polarity"]) == (certainty, polarity)


def test_suggestions_as_json_have_the_keys_of_their_layer() -> None:
    quote = only("“No,” Anna Brandel said.").to_json()
    assert quote == {
        "layer": "quotes",
        "content": [[0, 5]],
        "cue": [19, 23],
        "sources": [[[6, 18]]],
        "resolved": ["Anna Brandel"],
        "attributes": {"form": "direct", "stance": "neutral", "attitude": "assertion"},
        "rule": "quote-speaker-cue",
        "score": quote["score"],
        "origin": "rules/1",
    }
    claim, zone = suggestions_for(text("Share\n\nIt will rain in the north tomorrow."), layers=("claims", "zones"))[
        ::-1
    ]
    assert list(claim.to_json()) == [
        *("layer", "spans", "claimants", "resolved", "attributes", "rule", "score", "origin"),
    ]
    assert zone.to_json()["attributes"] == {"zone": "furniture"}


def test_the_language_of_a_text_is_recognised_by_its_commonest_words() -> None:
    assert detect("The ferry was late and the crew said that it was not to blame.") == "en"
    assert detect("Die Fähre war zu spät und der Kapitän sagte, dass er nicht schuld ist.") == "de"
    assert detect("Lautta oli myöhässä") is None
    assert detect("") is None


def test_a_language_is_a_file_and_a_region_makes_no_difference() -> None:
    assert {"en", "de"} <= set(available())
    assert language("de-AT").code == language("DE").code == "de"
    with pytest.raises(LanguageError, match="no rules for the language 'tlh': there are de, en"):
        language("tlh")


def test_both_languages_have_the_same_sections() -> None:
    missing = set(language("en").sections) - set(language("de").sections)
    # What German has no need of: its word classes are told by capitals and commas.
    assert missing <= {
        "asides",
        "nouns",
        "plurals",
        "participles",
        "no adverbs",
        "adverb endings",
        "participle endings",
        "under",
        "by",
        "months and names",
        "plural endings",
        "belonging",
        # Nouns that report take “dass” alone, and the passive is left to what is in the list of verbs.
        "accusing",
        "agent",
        "anonymous",
        "asking",
        "citing",
        "from",
        "light verbs",
        "more",
        "never",
        "nouns with of",
        "nouns with to",
        "placing",
        "quoting",
        "speech nouns",
        "summoning",
        "when",
    }


@pytest.mark.parametrize("code", available())
def test_no_section_of_a_language_stands_there_twice(code: str) -> None:
    folder = Path(engine.__file__).parent / "languages"
    lines = (folder / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    sections = [line for line in lines if line.startswith("[")]
    assert len(sections) == len(set(sections))


def test_who_is_named_behind_an_adverbial_is_not_the_place_in_it() -> None:
    content = "Before his visit to Lund, the French leader said it was late. “It is done,” the French leader said."
    assert {name for item in quotes(content) for name in item.resolved}.isdisjoint({"Lund"})
