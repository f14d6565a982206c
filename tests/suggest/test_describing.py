"""What the words around a source tell of it, on sentences with what a coder would say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.suggest.sources.describing import called, of_source
from annotator.suggest.words.grammar import grammar

DATA = Path(__file__).parent / "data" / "sources.txt"
NAMES = ("type", "affiliation", "role", "proximity", "expertise")
LAYER = shipped("source-framing").layers["sources"]


@dataclass(frozen=True)
class Coded:
    """One source of a text, as a coder sees it."""

    language: str
    content: str
    mention: str
    name: str
    values: dict[str, str]
    miss: frozenset[str]

    def place(self) -> tuple[int, int]:
        start = self.content.rindex(self.mention)
        return start, start + len(self.mention)

    def given(self) -> dict[str, str]:
        return of_source(self.content, [self.place()], self.name, grammar(self.language))


def _read() -> list[Coded]:
    found: list[Coded] = []
    language = content = ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line.startswith("  "):
            main, _, miss = line.partition("miss:")
            mention, name, values = (part.strip() for part in main.split(" | "))
            coded = {key: value for key, value in zip(NAMES, values.split(), strict=True) if value != "."}
            found.append(Coded(language, content, mention, name, coded, frozenset(miss.split())))
        elif line and not line.startswith("#"):
            content = line.replace("¶", "\n\n")
    return found


CODED = _read()


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: f"{coded.language}: {coded.mention}")
def test_no_value_is_given_that_a_coder_would_not_give(coded: Coded) -> None:
    given = coded.given()
    # A known miss that is right now is no miss any more: take its name off.
    assert {
        name for name in NAMES if name in given and given[name] != coded.values.get(name, given[name])
    } == coded.miss


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: f"{coded.language}: {coded.mention}")
def test_a_source_is_called_by_the_fullest_name(coded: Coded) -> None:
    if "name" not in coded.miss:
        assert called(coded.content, [coded.place()], grammar(coded.language)) == coded.name


def test_most_values_are_given() -> None:
    for language, least in (("en", 0.85), ("de", 0.8)):
        for name in NAMES:
            asked = [coded for coded in CODED if coded.language == language and name in coded.values]
            assert sum(name in coded.given() for coded in asked) >= least * len(asked), (language, name)


def test_the_set_is_large_and_covers_every_value_that_words_can_tell() -> None:
    assert len(CODED) >= 60
    seen = {name: {coded.values[name] for coded in CODED if name in coded.values} for name in NAMES}
    for name in NAMES:
        # Nobody is quoted for a fine phrase here, and no field is told apart from another by words alone.
        assert seen[name] == set(LAYER.attributes[name].by_value) - {"other", "other_field"}, name


WORDS = (
    "Mira Halden|the|of|said|who|,|.|“|”|(|)|'s|minister|union|poll|report|a|spokesman|for|at|&|\n\n|🙂|e\u0301|"
    "\u202eabc|\u00a0|\r\n|漢字|54|percent|University|its|her|die|Gewerkschaft|Sprecherin|der|I|-|’|\x00"
).split("|")


@given(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 60)), max_size=4),
    st.sampled_from(["", "Mira Halden", "Union", "🙂", "the", " "]),
    st.sampled_from(["en", "de"]),
)
def test_whatever_a_text_says_the_values_are_those_of_the_codebook(
    content: str, places: list[tuple[int, int]], name: str, language: str
) -> None:
    mentions = [(min(start, len(content)), min(start + size, len(content))) for start, size in places]
    given_values = of_source(content, mentions, name, grammar(language))
    assert list(LAYER.inapplicable(given_values)) == []
    assert all(value in LAYER.attributes[key].by_value for key, value in given_values.items())
    assert called(content, mentions, grammar(language)) == called(content, mentions, grammar(language)).strip()


def test_the_words_around_every_mention_count() -> None:
    content = "Lene Marrow was late.\n\n“No,” said Lene Marrow of the Crane Drivers' Union.\n\nMarrow left."
    first = [(0, 11)]
    assert of_source(content, first, "Lene Marrow", grammar("en"))["affiliation"] == "union"


def test_somebody_else_of_the_same_surname_tells_nothing() -> None:
    content = "Ada Roth, the mayor, left. “No,” said Carl Roth.\n\nRoth, the mayor, waved."
    start = content.index("Carl")
    assert "affiliation" not in of_source(content, [(start, start + 9)], "Carl Roth", grammar("en"))


def test_what_somebody_says_of_others_tells_nothing_of_themselves() -> None:
    content = "Carl Dray said the barn had been destroyed and two men had seen it. Ada Roth said she saw it."
    assert "affiliation" not in of_source(content, [(0, 9)], "Carl Dray", grammar("en"))
    start = content.index("Ada")
    assert of_source(content, [(start, start + 8)], "Ada Roth", grammar("en"))["affiliation"] == "witness"


def test_a_source_without_mentions_is_told_by_its_name() -> None:
    assert of_source("", [], "Harbour Workers' Union", grammar("en"))["affiliation"] == "union"
    assert of_source("", [], "", grammar("en")) == {}
    assert called("", [], grammar("en")) == ""


def test_a_long_text_is_looked_at_around_the_mention() -> None:
    far = "Ada Roth, the mayor, left. " + "Nothing. " * 60_000
    content = far + "\n\nRoth said no."
    start = content.rindex("Roth")
    assert called(content, [(start, start + 4)], grammar("en")) == "Roth"
    near = far + "\n\nAda Roth came.\n\nRoth said no."
    start = near.rindex("Roth")
    assert called(near, [(start, start + 4)], grammar("en")) == "Ada Roth"


@pytest.mark.parametrize(
    ("content", "mention", "name"),
    [
        ("Mira Lund came. “No,” said Lund.", "Lund", "Mira Lund"),
        ("Mira Lund and Carl Lund came. “No,” said Lund.", "Lund", "Lund"),
        ("“No,” said Dr. Mira Lund of the University of Leam.", "Dr. Mira Lund of the University of Leam", "Mira Lund"),
        ("“No,” said Prime Minister Mira van der Lund.", "Prime Minister Mira van der Lund", "Mira van der Lund"),
        ("“No,” said Varland's Mira Lund.", "Varland's Mira Lund", "Mira Lund"),
        ("Ms Lund said no.", "Ms Lund", "Lund"),
        ("The Port Guild met. The guild said no.", "The guild", "Port Guild"),
        ("The Port Guild met the Bakers’ Guild. The guild said no.", "The guild", "Guild"),
        ("A tired clerk said no.", "A tired clerk", "Tired clerk"),
        ("The mayor's office said no.", "The mayor's office", "Mayor’s office"),
        ("Carl Lund left. Her office said no, and Mira Ost came.", "Her office", "Lund’s office"),
        ("Carl Lund met Mira Ost. Her office said no.", "Her office", "Office"),
        ("A poll of 900 adults says no.", "A poll of 900 adults", "Poll"),
        ("On the pier\n\nBy Ada van Roth, Columnist\n\nThis column said no.", "This column", "Ada van Roth"),
        ("On the pier\n\nBy Ada Roth and Carl Lund\n\nThis column said no.", "This column", "Column"),
        ("Teller & Brandt said no.", "Teller & Brandt", "Teller & Brandt"),
    ],
)
def test_a_name_is_taken_from_the_text_only_where_it_is_certain(content: str, mention: str, name: str) -> None:
    start = content.rindex(mention)
    assert called(content, [(start, start + len(mention))], grammar("en")) == name
