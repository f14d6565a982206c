"""What is repainted after a key: the rows that differ, in place, and nothing else."""

from __future__ import annotations

from collections import Counter

from textual.geometry import Region

from annotator.tui.document.pane import DocumentPane
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.widgets.bar import Bar
from tests.tui.conftest import Desk, OpenDesk


async def drawn(at: Desk, keys: str, rows: Counter[str]) -> Counter[str]:
    await at.screen_text()
    rows.clear()
    await at.press(keys)
    await at.screen_text()
    return +rows


async def test_a_word_move_repaints_its_row_and_what_the_bar_says_of_it(
    desk: OpenDesk, repainted: Counter[str]
) -> None:
    async with desk() as at:
        await at.press("j j j")
        assert await drawn(at, "l", repainted) == {"document": 1, "bar": 1}


async def test_suggestions_make_no_key_repaint_more(desk: OpenDesk, repainted: Counter[str]) -> None:
    async with desk(suggesting=True) as at:
        await at.press("j j j")
        assert "Q?" in await at.screen_text()
        assert await drawn(at, "l", repainted) == {"document": 1, "bar": 1}
        assert await drawn(at, "l", repainted) == {"document": 1, "bar": 1}


async def test_a_key_that_changes_nothing_repaints_nothing(desk: OpenDesk, repainted: Counter[str]) -> None:
    async with desk() as at:
        await at.press("home")
        assert await drawn(at, "home", repainted) == {}


async def test_labels_are_drawn_where_they_belong_and_the_rest_stays(desk: OpenDesk, repainted: Counter[str]) -> None:
    async with desk(size=(100, 30)) as at:
        await at.press("j j j c v enter")
        rows = await drawn(at, "u", repainted)
    assert 0 < rows["document"] < 28
    assert rows["title"] <= 2  # saving, saved


async def test_a_question_with_many_answers_lies_over_the_text_and_leaves_it_as_it_was(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("j j j c v enter")
        screen = at.app.screen
        assert isinstance(screen, LabellingScreen)
        sizes = [screen.query_one(kind).size for kind in (DocumentPane, Bar)]
        before = (await at.screen_text()).split("\n")
        await at.press("f")
        during = (await at.screen_text()).split("\n")
        assert [screen.query_one(kind).size for kind in (DocumentPane, Bar)] == sizes
        assert "F1 frame" in "".join(during[15:19])
        assert "public opinion" in "".join(during[15:23])
        await at.press("escape")
        after = (await at.screen_text()).split("\n")
        assert after[1:19] == before[1:19]


async def test_what_lies_under_a_question_cannot_be_pressed(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("f")
        pane = at.app.screen.query_one(DocumentPane)
        assert pane.offset_at(10, 2) is not None
        assert pane.offset_at(10, pane.size.height - 1) is None


async def test_a_label_that_comes_and_goes_leaves_every_row_as_it_was(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("j j j q enter j k")
        before = await at.screen_text()
        await at.press("l c v enter")
        assert await at.screen_text() != before
        await at.press("u j k")
        assert [line[:53] for line in (await at.screen_text()).split("\n")[1:18]] == [
            line[:53] for line in before.split("\n")[1:18]
        ]


async def test_the_current_label_stands_out_on_a_rail_that_others_share(desk: OpenDesk) -> None:
    async with desk("Halden spoke, Orlane spoke, and Arnsen wrote.\n") as at:
        for _ in range(2):
            await at.press("o n enter l l")
        pane = at.app.screen.query_one(DocumentPane)
        shown = set()
        for _ in range(2):
            await at.press("I")
            await at.screen_text()
            strip = next(strip for strip in pane.render_lines(Region(0, 0, *pane.size)) if "S1" in strip.text)
            (label,) = [text for text, style, _ in strip if style and style.reverse]
            shown.add(label)
        assert shown == {"S1", "S2"}
