"""Fewer keys: capitals that go to a question, accepting in doubt, words of the text that complete a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annotator.tui.palette import ActionProvider
from tests.session.test_asking import Digits
from tests.tui.conftest import OpenDesk
from tests.tui.test_offering import QUOTES, TWO_NEEDED

ARTICLE = """Trade between the two towns grew by 12 percent last year, the State Audit Chamber of Estmere said.

“We build a bridge, not a wall,” Mira Halden said on the quay.

“It is a lie,” he said.
"""
HOPS = " Type Checkworthiness cErtainty Polarity cRedibility eVidence cOnfidence"


# --- capitals --------------------------------------------------------------------------------------------------------


async def test_a_capital_goes_to_a_question_from_wherever_one_is(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.press("c q V d")
        assert "C1 confidence" in await at.screen_text()
        await at.press("E c P n enter")
        (claim,) = (await at.saved())["claims"]
    assert {"type": "quantity", "evidence": "document", "certainty": "certain", "polarity": "negative"}.items() <= (
        claim.items()
    )


async def test_the_capital_of_a_question_that_is_typed_asks_for_the_words_at_once(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.select("State Audit Chamber")
        await at.press("o g N ctrl+u")
        await at.type("Audit office")
        await at.press("enter enter")
        (source,) = (await at.saved())["sources"]
        assert (source["name"], source["type"]) == ("Audit office", "named_group")
        await at.press("e N ctrl+u escape N escape enter")
        assert (await at.saved())["sources"] == [source]


async def test_the_capitals_are_shown_where_there_is_room(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.press("c q")
        rows = (await at.screen_text()).splitlines()
        assert HOPS in rows
        await at.press("T")
        rows = (await at.screen_text()).splitlines()
        assert rows[-5].startswith(" C1 type")
        assert "[o]other   │ Checkworthiness" in "\n".join(rows[-5:])


@pytest.mark.parametrize("size", [(80, 24), (40, 24), (20, 5)])
async def test_capitals_push_nothing_out(desk: OpenDesk, size: tuple[int, int]) -> None:
    async with desk(ARTICLE, size=size) as at:
        await at.press("o n enter c")
        for _ in range(7):
            asked = at.screen._dialogues.top
            assert asked is not None
            for height in range(1, 8):
                lines = asked.lines(size[0], height)
                assert len(lines) <= height
                bare = [line for line in lines if any(part.text.startswith("[") for part in line)]
                assert bare or height == 1 or size[0] < 20
            await at.press("tab")
        shown = await at.screen_text()
        assert all(cell_len(row) <= size[0] for row in shown.splitlines())


# --- accepting in doubt ----------------------------------------------------------------------------------------------


async def test_a_claim_with_one_wrong_value_takes_that_value_and_enter(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True, layers=("claims",)) as at:
        await at.press("A")
        screen = await at.screen_text()
        assert "C1 evidence  right in " in screen
        assert HOPS in screen.splitlines()
        await at.press("x enter")
        (claim,) = (await at.saved())["claims"]
        assert (claim["type"], claim["evidence"], claim["origin"]) == ("quantity", "expert", "rules/1")
        await at.press("u")
        assert (await at.saved())["claims"][0]["evidence"] != "expert"
        await at.press("u")
        assert not (await at.saved()).get("claims")


async def test_another_value_is_a_capital_away(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True, layers=("claims",)) as at:
        await at.press("A R 3")
        assert "right in" not in (await at.screen_text()).splitlines()[-5].partition("evidence")[0]
        await at.press("enter")
        (claim,) = (await at.saved())["claims"]
    assert claim["credibility"] == 3


async def test_escape_leaves_the_label_as_it_was_suggested(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True, layers=("claims",)) as at:
        await at.press("a")
        accepted = (await at.saved())["claims"]
        await at.press("u A escape")
        assert "c2 is labelled; undo takes it back." in await at.screen_text()
        (claim,) = (await at.saved())["claims"]
        assert claim | {"id": "c1", "claimants": ["s1"]} == accepted[0]  # ids are not given twice


async def test_what_is_answered_is_no_longer_in_doubt_and_a_quote_begins_with_its_channel(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True, layers=QUOTES) as at:
        await at.press("j A")
        assert "channel  rightly left open in " in await at.screen_text()
        await at.press("s C")
        screen = await at.screen_text()
        assert "channel  " in screen
        assert "left open" not in screen
        await at.press("enter")
        (quote,) = (await at.saved())["quotes"]
    assert (quote["channel"], quote["cue"]["text"], quote["sources"]) == ("statement", "said", ["s1"])


async def test_who_somebody_is_that_the_rules_do_not_know_is_asked_first(desk: OpenDesk) -> None:
    async with desk("It rained.\n\n“No,” he said.\n\nIt rained in Estmere.\n", suggesting=True, layers=QUOTES) as at:
        await at.select("Estmere")
        await at.press("o n enter home j A")
        assert "Who is “he”? 1–9, or / to find." in await at.screen_text()
        await at.press("1 enter")
        quote = (await at.saved())["quotes"][-1]
    assert (quote["sources"], quote["source_spans"][0]["text"]) == (["s1"], "he")


async def test_a_zone_that_is_nearly_right_is_asked_too(desk: OpenDesk) -> None:
    async with desk("Bridge pact signed\n\nThe two sides signed it on Monday.\n", suggesting=True) as at:
        await at.press("A")
        assert "¶ 1 zone" in await at.screen_text()
        await at.press("s")
        assert (await at.saved())["paragraphs"][0]["zone"] == "subheading"


async def test_what_is_needed_and_not_suggested_is_asked_as_ever(desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "tones.yaml").write_text(TWO_NEEDED, encoding="utf-8")
    async with desk(ARTICLE, suggesting=True, layers=QUOTES, codebook=str(tmp_path / "tones.yaml")) as at:
        await at.press("j A")
        assert "Q1 tone" in await at.screen_text()
        await at.press("w enter")
        assert (await at.saved())["quotes"][0]["tone"] == "warm"


async def test_of_what_others_suggest_no_share_is_told(desk: OpenDesk) -> None:
    async with desk("Up 12 boats.\n", suggesting=True, suggesters=[Digits()], layers=("claims",)) as at:
        while (current := at.session.offering.current if at.session.offering else None) is None:
            await at.press("home")
        assert not current.origin.startswith("rules/")
        await at.press("A")
        screen = await at.screen_text()
        assert "C1 type" in screen
        assert "right in" not in screen.splitlines()[-5]


async def test_it_says_what_accepting_says_where_nothing_can_be_accepted(desk: OpenDesk) -> None:
    async with desk(ARTICLE, suggesting=True, blind=True) as at:
        said = []
        for key in ("a", "A"):
            await at.press(key)
            said.append((await at.screen_text()).splitlines()[-5:-1])
        assert said[0] == said[1]
        assert "You label blind" in "\n".join(said[1])
        await at.press("b")
        names = {action.name for action in ActionProvider(at.screen)._possible()}
        await at.suggested()
        assert "accept_and_edit" in names | {action.name for action in ActionProvider(at.screen)._possible()}
    async with desk(ARTICLE) as at:
        await at.press("A")
        assert "Nothing is suggested here." in await at.screen_text()


# --- completing ------------------------------------------------------------------------------------------------------


async def test_a_name_is_typed_with_the_words_of_the_text(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.select("Mira Halden")
        await at.press("o n N ctrl+u S")
        screen = await at.screen_text()
        assert "S1 name: State" in screen
        assert "⇥ take the word" in screen
        await at.press("tab tab right space o f space E tab")
        assert "S1 name: State Audit Chamber of Estmere" in await at.screen_text()
        await at.press("enter enter")
        (source,) = (await at.saved())["sources"]
    assert source["name"] == "State Audit Chamber of Estmere"


async def test_what_is_only_offered_is_not_part_of_the_name(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.select("Mira Halden")
        await at.press("o n N ctrl+u S t left tab a enter enter")
        (source,) = (await at.saved())["sources"]
    assert source["name"] == "Sat"


async def test_who_is_new_is_completed_and_who_is_listed_is_moved_to(desk: OpenDesk) -> None:
    async with desk(ARTICLE) as at:
        await at.press("o n enter j")  # Trade
        await at.press("q slash M")
        assert "M new source   ⇥ take the word" in await at.screen_text()
        await at.press("tab tab")
        assert "Who says it? Mira Halden" in await at.screen_text()
        await at.press("enter n enter enter")
        assert [source["name"] for source in (await at.saved())["sources"]] == ["Trade", "Mira Halden"]
        await at.press("e slash")
        await at.press("tab")
        assert at.screen._dialogues.top is not None
        shown = at.screen._dialogues.top.lines(80, 4)
        assert [part.text for line in shown for part in line if part.style == "selection"][-1] == " Mira Halden"


async def test_a_hostile_text_offers_nothing_that_a_terminal_obeys(desk: OpenDesk) -> None:
    async with desk("Mira Hal\u202edenia and Hal\x1b[31mifax came. Hal\u200bo Halma\n") as at:
        await at.press("o n N ctrl+u H a l tab enter enter")
        (source,) = (await at.saved())["sources"]
    assert source["name"] in {"Hal", "Halma"}
