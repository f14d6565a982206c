"""The counts in docs/labelling.md are what it really takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.tui.conftest import Desk, OpenDesk

DOCS = Path(__file__).parents[2] / "docs" / "labelling.md"
ARTICLE = """“This is a bridge, not a wall,” Halden said.

Mira Halden and Kasimir Orlane agreed on it.

“We came,” said Halden, “and we shall stay here for good.”

The port will be better for all of that.

A “friendship” nobody had asked for cost 4.2 billion.
"""


def counted(what: str) -> list[str]:
    """Return the keys the docs give, checking the number beside them."""
    row = re.search(
        rf"^\| {re.escape(what)}[^|]*\| `([^|]*)` \| (\d+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert row, what
    keys = row[1].split()
    assert len(keys) == int(row[2])
    return keys


async def with_sources(at: Desk) -> None:
    await at.select("Mira Halden")
    await at.press("o n enter")
    await at.select("Kasimir Orlane")
    await at.press("o n enter home")


async def pressed(at: Desk, what: str) -> dict[str, Any]:
    names = {"'": "apostrophe", "+": "plus", "<": "less_than_sign", "=": "equals_sign", ",": "comma"}
    await at.pilot.press(*(names.get(key, key) for key in counted(what)))
    return await at.saved()


async def test_a_direct_quote_of_a_known_source(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        quote = (await pressed(at, "a direct quote of S1"))["quotes"][0]
    assert (quote["form"], quote["sources"]) == ("direct", ["s1"])
    assert len(counted("a direct quote of S1")) <= 4


async def test_with_the_cue_beside_it_and_the_words_that_name_the_source(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        what = "the same with the cue beside it and the words that name S1"
        quote = (await pressed(at, what))["quotes"][0]
    assert (quote["form"], quote["sources"], quote["cue"]["text"]) == ("direct", ["s1"], "said")
    assert [span["text"] for span in quote["source_spans"]] == ["Halden"]
    assert len(counted(what)) <= 4


async def test_of_the_source_that_is_named_beside_it(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        await at.select("Halden")
        await at.press("o 1 home q")
        assert "[,]named here: Mira Halden" in await at.screen_text()
        await at.press("escape u")
        what = "the same, whatever number the source that is named there has"
        quote = (await pressed(at, what))["quotes"][0]
    assert (quote["form"], quote["sources"], quote["cue"]["text"]) == ("direct", ["s1"], "said")
    assert [span["text"] for span in quote["source_spans"]] == ["Halden"]


async def test_a_joint_source(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        assert (await pressed(at, "a direct quote of S1 and S2 together"))["quotes"][0]["sources"] == ["s1", "s2"]


async def test_a_split_quote(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        await at.press("j j")
        quote = (await pressed(at, "a quote of S1 split by its attribution"))["quotes"][0]
    assert [span["text"] for span in quote["content"]] == ["“We came,”", "“and we shall stay here for good.”"]
    assert (quote["form"], quote["sources"]) == ("direct", ["s1"])


async def test_a_scare_quote(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.press("end")
        quote = (await pressed(at, "a scare quote"))["quotes"][0]
    assert (quote["form"], quote["content"][0]["text"]) == ("scare", "“friendship”")


async def test_an_indirect_quote(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await with_sources(at)
        await at.press("j j j")
        quote = (await pressed(at, "an indirect quote of S1"))["quotes"][0]
    assert (quote["form"], quote["sources"]) == ("indirect", ["s1"])


async def test_sources_and_mentions(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.press("home j")
        await pressed(at, "a new source, a named person")
        await at.press("home l")
        (source,) = (await pressed(at, "another mention of S1"))["sources"]
    assert (source["name"], source["type"]) == ("Mira Halden", "named_individual")
    assert [span["text"] for span in source["mentions"]] == ["Halden", "Mira Halden"]


@pytest.mark.parametrize(
    ("what", "layer", "field", "value"),
    [
        ("a quantity claimed in the author's voice", "claims", "type", "quantity"),
        ("a paragraph framed as economic", "frames", "frame", "economic"),
    ],
)
async def test_claims_and_frames(desk: OpenDesk, what: str, layer: str, field: str, value: str) -> None:
    async with desk(ARTICLE) as at:
        await at.press("end l l l")
        (item,) = (await pressed(at, what))[layer]
    assert item[field] == value


async def test_a_claim_coded_as_the_one_before(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.select("cost 4.2 billion")
        await at.press("c q c c p tab n enter home j")
        await at.press("c")
        assert "= as C1" in await at.screen_text()
        await at.press("escape")
        await at.press("c equals_sign")
        assert "c2 as c1: type quantity, checkworthiness check worthy" in await at.screen_text()
        await at.press("u")
        saved = await pressed(at, "a claim coded as the one before")
    first, second = ({name: claim[name] for name in claim if name not in {"id", "spans"}} for claim in saved["claims"])
    assert first == second
    assert (first["certainty"], first["evidence"]) == ("certain", "none")


async def test_nothing_here(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        saved = await pressed(at, "a paragraph looked at, nothing in it")
    assert len(saved["paragraphs"][0]["reviewed"]) == 4


async def test_a_suggested_quote_of_a_known_source_and_of_a_new_one(desk: OpenDesk) -> None:
    what = "a suggested quote with its cue, its source, known or new, and the words that name it"
    async with desk(ARTICLE, suggesting=True) as at:
        saved = await pressed(at, what)
        assert [source["name"] for source in saved["sources"]] == ["Mira Halden"]
        await at.press("j j")
        saved = await pressed(at, what)
    assert [source["name"] for source in saved["sources"]] == ["Mira Halden"]
    for quote in saved["quotes"]:
        assert (quote["form"], quote["cue"]["text"], quote["sources"]) == ("direct", "said", ["s1"])
        assert quote["source_spans"][0]["text"] == "Halden"


async def test_a_suggested_quote_with_another_edge(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True) as at:
        (quote,) = (await pressed(at, "the same with its right edge one word further in"))["quotes"]
    assert (quote["content"][0]["text"], quote["sources"]) == ("“This is a bridge, not a wall", ["s1"])


async def test_a_suggestion_that_is_wrong(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True) as at:
        await at.pilot.press(*counted("a suggestion that is wrong"))
        assert "Rejected: direct" in await at.screen_text()
        assert at.session.offering is not None
        assert all(item.layer != "quotes" for item in at.session.offering.open_in(0))


@pytest.mark.parametrize(
    ("what", "field", "value"),
    [
        ("a suggested claim with its evidence wrong", "evidence", "expert"),
        ("a suggested claim with another value wrong", "credibility", 3),
    ],
)
async def test_a_suggested_claim_that_is_nearly_right(desk: OpenDesk, what: str, field: str, value: object) -> None:
    async with desk("Trade grew by 12 percent last year.\n", suggesting=True, layers=("claims",)) as at:
        (claim,) = (await pressed(at, what))["claims"]
    assert (claim[field], claim["origin"]) == (value, "rules/1")
