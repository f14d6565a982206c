"""Suggestions on the screen: keys pressed, the saved file, what is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from annotator.labels import LayerName
from annotator.session.suggestions.finding import Finding
from annotator.suggest.rules import score_of
from annotator.tui.palette import ActionProvider
from tests.session.test_asking import Digits, Failing
from tests.tui.conftest import ARTICLE, Desk, OpenDesk
from tests.tui.test_screen import ODD

SAID = """“We build a bridge, not a wall,” Mira Halden said, adding that trade had grown by 12 percent.

It rained in Estmere all day long and nobody at the harbour could see the other side of the strait.

“We agree on all of it and sign,” said Kasimir Orlane.
"""
QUOTES: tuple[LayerName, ...] = ("sources", "quotes")
TWO_NEEDED = """
format: 1
name: tones
version: 1.0.0
title: Tones
layers:
  sources:
    attributes: {}
  quotes:
    attributes:
      form:
        required: true
        values: [{value: direct, key: d}, {value: indirect, key: i}]
      tone:
        required: true
        question: How does it sound?
        values: [{value: warm, key: w}, {value: cold, key: c}]
"""


async def at_quote(at: Desk) -> None:
    await at.press("home j j")


async def test_one_key_makes_a_direct_quote_with_cue_and_new_source(desk: OpenDesk) -> None:
    async with desk(suggesting=True) as at:
        await at_quote(at)
        await at.press("a")
        assert "q1 direct, said by Mira Halden (s1, new), accepted." in await at.screen_text()
        saved = await at.saved()
    (quote,), (source,) = saved["quotes"], saved["sources"]
    assert quote["content"][0]["text"] == "“This is a bridge, not a wall,”"
    assert (quote["cue"]["text"], quote["sources"], quote["form"]) == ("said", ["s1"], "direct")
    assert quote["origin"] == "rules/1"
    assert (source["name"], source["mentions"][0]["text"]) == ("Mira Halden", "Mira Halden")


async def test_a_known_source_is_taken_and_undo_takes_back_all_of_it(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.select("Kasimir Orlane")
        await at.press("o n enter home end a")
        saved = await at.saved()
        assert saved["quotes"][0]["sources"] == ["s1"]
        assert len(saved["sources"]) == 1
        await at.press("u")
        assert "Undone: accept q1." in await at.screen_text()
        assert "quotes" not in await at.saved() or not (await at.saved())["quotes"]
        assert "┋Q? direct · Orlane" in await at.screen_text()


async def test_moved_edges_are_accepted(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES, size=(100, 30)) as at:
        await at.press("n less_than_sign less_than_sign")
        assert "a accept these words" in await at.screen_text()
        await at.press("a")
        (quote,) = (await at.saved())["quotes"]
    assert quote["content"][0]["text"] == "“We build a bridge, not a"
    assert (quote["sources"], quote["origin"]) == (["s1"], "rules/1")


async def test_what_is_rejected_stays_so_when_the_text_is_opened_again(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end x")
        assert "Rejected: direct, “We agree on all of it and sign,”" in await at.screen_text()
        assert "Q? direct" not in await at.screen_text()
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end")
        assert "Q? direct" not in await at.screen_text()
        await at.press("home")
        assert "Q? direct" in await at.screen_text()


async def test_undo_brings_back_what_was_rejected(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end x u")
        assert "┋Q? direct" in await at.screen_text()
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end")
        assert "┋Q? direct" in await at.screen_text()


async def test_what_the_codebook_needs_and_nobody_suggests_is_asked(desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "tones.yaml").write_text(TWO_NEEDED, encoding="utf-8")
    async with desk(SAID, suggesting=True, layers=QUOTES, codebook=str(tmp_path / "tones.yaml")) as at:
        await at.press("end a")
        screen = await at.screen_text()
        assert "Q1 tone" in screen
        assert "[w]warm" in screen
        await at.press("c enter")
        (quote,) = (await at.saved())["quotes"]
        assert (quote["form"], quote["tone"], quote["cue"]["text"]) == ("direct", "cold", "said")
        await at.press("u")
        assert not at.session.labels.sources


async def test_a_zone_is_accepted_with_the_same_key(desk: OpenDesk) -> None:
    async with desk(suggesting=True) as at:
        assert "┋¶? headline┋" in await at.screen_text()
        await at.press("a")
        assert "Paragraph 1: headline, accepted." in await at.screen_text()
        assert (await at.saved())["paragraphs"][0]["zone"] == "headline"
        assert "¶? headline" not in await at.screen_text()


async def test_blind_shows_nothing_and_says_so(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        shown = await at.screen_text()
        assert "┋Q? direct · Halden" in shown
        assert "SUGGESTION 1/" in shown
        assert shown.splitlines()[1].startswith("▌1?")
        await at.press("b")
        hidden = await at.screen_text()
        assert "Q?" not in hidden
        assert "SUGGESTION" not in hidden
        assert "1?" not in hidden
        assert "mira · blind · ¶ 1/3" in hidden.splitlines()[0]
        for key in ("a", "x", "n"):
            await at.press(key)
            assert "You label blind" in await at.screen_text()
        assert not at.session.labels.quotes
        await at.press("b")
        assert await at.screen_text() != hidden
        assert "┋Q? direct · Halden" in await at.screen_text()


async def test_whoever_begins_blind_has_nothing_looked_for_until_they_ask(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES, blind=True) as at:
        assert "· blind ·" in (await at.screen_text()).splitlines()[0]
        assert at.session.offering is not None
        assert not at.session.offering.is_looked_at(0)
        await at.press("b")
        await at.suggested()
        assert "┋Q? direct · Halden" in await at.screen_text()


async def test_a_read_only_session_refuses_with_a_sentence(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        at.session.read_only = "jory labels this text. You can look, but not label."
        for key in ("a", "x"):
            await at.press(key)
            assert "You can look, but not label." in await at.screen_text()
        assert not at.session.labels.quotes


async def test_each_suggestion_says_why_and_how_often_that_is_right(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end")
        screen = await at.screen_text()
    often = f"right {score_of('quote-cue-speaker'):.0%} of the time".replace("%", " %")
    for words in ("SUGGESTION 1/1", "Q? direct · Kasimir", "a accept x reject n next", often):
        assert words in screen
    assert "“…,” said the mayor" in screen


async def test_paragraphs_out_of_focus_have_a_mark_in_the_margin(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        rows = (await at.screen_text()).splitlines()
        assert any(row.startswith(" 3?  “We agree") for row in rows)
        await at.press("end a home")
        rows = (await at.screen_text()).splitlines()
        assert any(row.startswith(" 3   “We agree") for row in rows)


async def test_what_was_scrolled_away_is_shown_before_it_is_accepted(desk: OpenDesk) -> None:
    content = SAID + "\n" + "Nothing is said here.\n\n" * 40
    async with desk(content, suggesting=True) as at:
        for _ in range(15):
            at.screen._pane.scroll_rows(3)
        assert not at.screen._pane.shows(0, 10)
        await at.press("a")
        assert not at.session.labels.quotes
        screen = await at.screen_text()
        assert "Look first: this is what is suggested. Then accept it." in screen
        assert at.screen._pane.shows(0, 10)
        await at.press("a")
        assert len(at.session.labels.quotes) == 1


async def test_next_goes_on_over_paragraphs_and_says_when_it_begins_again(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("end n")
        assert at.session.cursor.paragraph == 2
        await at.press("n")
        assert at.session.cursor.paragraph == 0
        assert "On from the beginning of the text." in " ".join((await at.screen_text()).split())


async def test_the_rules_failing_is_a_sentence_and_labelling_goes_on(
    desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Finding, "look", look)
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        assert "the rules failed on this text (ZeroDivisionError)" in " ".join((await at.screen_text()).split())
        await at.press("q enter")
        assert at.session.labels.quotes


async def test_a_file_of_rejections_that_cannot_be_read_is_told(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("x")
    (file,) = (at.path.parent / "rejected").iterdir()
    file.write_text("{", encoding="utf-8")
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        assert "What you rejected before is not known" in " ".join((await at.screen_text()).split())
        await at.press("x")
    assert file.read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (66, 14), (300, 80)])
async def test_nothing_crashes_and_every_row_fits_at_any_size(desk: OpenDesk, size: tuple[int, int]) -> None:
    async with desk(ODD + ARTICLE, size=size, suggesting=True) as at:
        for key in "n a n x n L a u u b b end n n a j k".split():
            await at.press(key)
            await at.pilot.pause()
            for strip in at.app.screen._compositor.render_strips():
                assert sum(cell_len(segment.text) for segment in strip) == size[0]
        await at.pilot.resize_terminal(80, 24)
        assert "to review" in await at.screen_text()


@pytest.mark.parametrize(
    "content",
    [
        SAID.replace("\n", "\r\n"),
        "👩‍👩‍👧 “We build 👍🏽 a bridge, cafe\u0301,” Mira Halden said.\n",
        "قال «نعم».\n\n“We build شيء a bridge,” Mira Halden said.\n",
        "\x1b]0;owned\x07 “We build \x9b31m a \u202ebridge\u202c, [/] [link=x],” Mira Halden said.\n",
    ],
    ids=["CRLF", "emoji", "right to left", "control characters"],
)
async def test_whatever_the_text_is_made_of_what_is_accepted_is_what_stands_there(desk: OpenDesk, content: str) -> None:
    async with desk(content, suggesting=True) as at:
        await at.press("n")
        while at.session.offering is not None and at.session.offering.current is not None:
            await at.press("a n")
        saved = await at.saved()
        screen = await at.screen_text()
    assert any("We build" in quote["content"][0]["text"] for quote in saved["quotes"])
    for quote in saved["quotes"]:
        for span in (*quote["content"], *([quote["cue"]] if quote["cue"] else []), *quote["source_spans"]):
            assert content[span["start"] : span["end"]] == span["text"]
    assert "\x1b" not in screen
    assert "\u202e" not in screen


async def test_the_keys_that_are_counted_with_suggestions(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("a a")
        first = (await at.saved())["quotes"]
    assert [quote["form"] for quote in first] == ["direct", "indirect"]
    assert {tuple(quote["sources"]) for quote in first} == {("s1",)}


async def test_others_suggest_too_and_each_is_named(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, suggesters=[Digits()], size=(100, 30)) as at:
        await at.press("n")
        screen = await at.screen_text()
        assert "digits/0.1: digit" in screen
        await at.press("a")
        assert (await at.saved())["claims"][0]["origin"] == "digits/0.1"


async def test_others_that_fail_are_told_and_the_rules_go_on(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, suggesters=[Failing()]) as at:
        screen = await at.screen_text()
        assert "failing: it failed (ValueError)." in screen
        assert "┋Q? direct" in screen


async def test_whoever_labels_blind_sends_nothing_to_anybody(desk: OpenDesk) -> None:
    digits = Digits()
    async with desk(SAID, suggesting=True, suggesters=[digits], blind=True) as at:
        assert digits.asked == []
        await at.press("b")
        await at.suggested()
        assert len(digits.asked) == 3


async def test_other_dialogues_take_the_keys_first(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        await at.press("z")
        await at.press("b")
        assert at.session.offering is not None
        assert not at.session.offering.blind
        assert at.session.labels.paragraphs[0].zone == "body"


async def test_the_palette_offers_them_where_they_can_be_taken(desk: OpenDesk) -> None:
    async with desk(SAID, suggesting=True, layers=QUOTES) as at:
        provider = ActionProvider(at.screen)
        names = {action.name for action in provider._possible()}
        assert {"accept", "reject", "next_suggestion", "blind"} <= names
        await at.press("j b")
        names = {action.name for action in provider._possible()}
        assert not {"accept", "reject"} & names


async def test_without_suggestions_the_keys_say_so(desk: OpenDesk) -> None:
    async with desk(SAID) as at:
        await at.press("a")
        assert "Nothing is suggested here." in await at.screen_text()
