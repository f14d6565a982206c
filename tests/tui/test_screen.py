"""What a person sees: 80 by 24, tiny, wide, light, with the mouse, with other keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import yaml

from annotator.actions import ACTIONS
from annotator.keymap import load
from annotator.labels import LAYERS
from annotator.tui.document.pane import DocumentPane
from annotator.tui.screens.labelling import LabellingScreen
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.reader import Reader
from tests.tui.conftest import ARTICLE, Desk, OpenDesk

ODD = (
    "👩‍👩‍👧 family 👍🏽 said “yes” to the plan\r\n\r\n"
    "cafe\u0301 nai\u0308ve 中文新聞說「好」。\r\n\r\n"
    "قال الوزير «نعم» أمس\r\n\r\n"
    "control \x1b]0;owned\x07 \x9b31m \u202eevil\u202c [/] [link=x] tail\u00a0end\r\n"
)


async def test_the_title_tells_text_annotator_place_progress_and_saving(desk: OpenDesk) -> None:
    async with desk(files={"pact.meta.yaml": "title: Bridge pact signed\noutlet: Northern Wire\n"}) as at:
        first = (await at.screen_text()).splitlines()[0]
        assert first.strip().startswith("Bridge pact signed · Northern Wire")
        assert first.endswith("mira · ¶ 1/7 · 7 to review · no labels yet")
        await at.press("space ctrl+s")
        assert (await at.screen_text()).splitlines()[0].endswith("mira · ¶ 2/7 · 6 to review · saved")


async def test_overlapping_labels_read_without_colour(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j q enter")
        await at.select("said")
        await at.press("v")
        await at.select("not a wall")
        await at.press("c v enter")
        await at.select("Mira Halden")
        await at.press("o n enter")
        screen = await at.screen_text()
    for mark in ("└Q1 direct─", "└──┘Q1·cue", "└C1 judge", "└S1"):
        assert mark in screen


async def test_the_side_panel_counts_what_hangs_on_each_source(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("Mira Halden")
        await at.press("o n enter home j j q 1 enter c v enter")
        screen = await at.screen_text()
    assert "1 Mira Halden" in screen
    assert "F q1 c1" in screen
    assert "Q1 direct · Mira Halden" in screen


async def test_other_paragraphs_show_their_marks(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j q enter j")
        assert "\n     Q1 " in await at.screen_text()


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (3, 40), (200, 3), (66, 14), (40, 60), (300, 80)])
async def test_nothing_crashes_at_any_size(desk: OpenDesk, size: tuple[int, int]) -> None:
    async with desk(ODD + ARTICLE, size=size) as at:
        await at.press(
            "j j q d enter c q enter o n enter question_mark escape g escape z h slash escape k k space pagedown"
        )
        await at.press("pageup end home w escape u U ctrl+t e tab tab enter")
        await at.pilot.resize_terminal(80, 24)
        assert "to review" in await at.screen_text()


async def test_a_hostile_text_shows_pictures_and_keeps_its_offsets(desk: OpenDesk) -> None:
    async with desk(ODD) as at:
        await at.select("evil")
        await at.press("c o enter")
        saved = await at.saved()
        screen = await at.screen_text()
    span = saved["claims"][0]["spans"][0]
    assert ODD[span["start"] : span["end"]] == span["text"]
    assert "\x1b" not in screen and "\x07" not in screen and "\x9b" not in screen and "\u202e" not in screen
    assert "␛]0;owned␇" in screen
    assert "[/] [link=x]" in screen


async def test_labels_on_emoji_never_split_a_cluster(desk: OpenDesk) -> None:
    async with desk(ODD) as at:
        await at.press("home h h h H right_square_bracket c o enter")
        (claim,) = (await at.saved())["claims"]
    span = claim["spans"][0]
    assert ODD[span["start"] : span["end"]] == span["text"]
    assert span["text"] == "family"  # one step in from the left edge took the whole cluster


async def test_the_mouse_selects_words_and_stretches(desk: OpenDesk) -> None:
    async with desk() as at:
        gutter = at.app.screen.query_one(DocumentPane)._gutter
        await at.pilot.click(DocumentPane, offset=(gutter + 8, 0))
        assert at.session.cursor.selection.range == (7, 11)  # a click takes the word: pact
        await at.pilot.mouse_down(DocumentPane, offset=(gutter, 0))
        await at.pilot.hover(DocumentPane, offset=(gutter + 10, 0))
        await at.pilot.mouse_up(DocumentPane, offset=(gutter + 10, 0))
        assert at.session.cursor.selection.range == (0, 11)


async def test_the_mouse_lands_on_whole_characters_behind_wide_ones(desk: OpenDesk) -> None:
    async with desk("👩‍👩‍👧👩‍👩‍👧中文 word\n") as at:
        gutter = at.app.screen.query_one(DocumentPane)._gutter
        await at.pilot.click(DocumentPane, offset=(gutter + 10, 0))
        start, end = at.session.cursor.selection.range
    assert "👩‍👩‍👧👩‍👩‍👧中文 word"[start:end] == "word"


async def test_help_lists_every_action_with_its_key(desk: OpenDesk) -> None:
    async with desk(size=(120, 90)) as at:
        await at.press("question_mark")
        assert isinstance(at.app.screen, Reader)
        screen = await at.screen_text()
    for action in ACTIONS:
        assert action.help in screen


async def test_guidelines_open_for_the_value_that_is_asked(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j q tab right question_mark")
        screen = await at.screen_text()
        await at.press("escape escape")
        assert not isinstance(at.app.screen, Reader)
    assert "Ask:" in screen and "For example:" in screen and "But not:" in screen


async def test_search_goes_round_the_end_and_repeats(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.select("said")
        first = at.session.cursor.selection.range
        await at.press("slash enter")
        assert at.session.cursor.selection.range > first
        await at.press("slash enter slash enter")
        assert at.session.cursor.selection.range == first
        await at.select("nowhere")
        assert "does not stand in this text" in await at.screen_text()


async def test_the_theme_changes_between_dark_and_light(desk: OpenDesk) -> None:
    async with desk() as at:
        assert at.app.current_theme.dark
        await at.press("ctrl+t")
        assert not at.app.current_theme.dark
        assert "Bridge pact signed" in await at.screen_text()
        for name in ("#title", "#side", "#document", "#footer", "#bar"):
            widget = at.app.screen.query_one(name)
            painted = {segment.style.bgcolor for segment in widget.render_line(0) if segment.style}
            assert painted == {widget.rich_style.bgcolor}, name


async def test_a_key_without_meaning_says_so(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("Z")
        assert "Z does nothing here" in await at.screen_text()


async def test_keys_follow_the_users_keymap(desk: OpenDesk, tmp_path: Path) -> None:
    file = tmp_path / "keys.yaml"
    file.write_text("label_quote: f2\nquit: f10\n")
    async with desk(keys=load(file)) as at:
        await at.press("home j j f2 enter")
        assert at.session.labels.quotes
        await at.press("ctrl+q")
    assert at.path.exists()


async def test_the_command_palette_takes_actions(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("home j j ctrl+p")
        await at.press("q u o t e d backspace")
        await at.app.workers.wait_for_complete()
        await at.press("enter")
        await at.pilot.pause()
        await at.press("enter")
        assert len(at.session.labels.quotes) == 1


async def test_the_library_lists_texts_with_a_bar_per_annotator(desk: OpenDesk) -> None:
    files = {"second.txt": "Only one paragraph.\n", "corpus.yaml": "title: Ours\n"}
    async with desk(files=files, library=True) as at:
        assert isinstance(at.app.screen, LibraryScreen)
        await at.pilot.pause()
        assert "2 texts" in await at.screen_text()
        await at.press("enter space")
        assert isinstance(at.app.screen, LabellingScreen)
        await at.press("ctrl+o")
        await at.app.workers.wait_for_complete()
        screen = await at.screen_text()
    assert "1/7" in screen
    assert "not begun" in screen


async def test_the_library_says_which_labels_have_faults_and_does_not_open_them(desk: OpenDesk) -> None:
    async with desk(files={"pact.mira.yaml": "format: 1\nformat: 1\n"}, library=True) as at:
        await at.app.workers.wait_for_complete()
        assert "annotator validate" in await at.screen_text()
        await at.press("enter")
        assert isinstance(at.app.screen, LibraryScreen)
        assert "stands here twice" in await at.screen_text()
    assert at.path.read_text() == "format: 1\nformat: 1\n"


async def test_a_save_that_fails_stays_visible_and_quitting_asks(desk: OpenDesk) -> None:
    async with desk() as at:
        at.path.mkdir()
        await at.press("space ctrl+s")
        screen = " ".join((await at.screen_text()).split())
        assert "in journal" in screen and "Is a directory. Your labels are safe in .pact.mira.yaml.journal" in screen
        await at.press("space")
        assert "Is a directory" in await at.screen_text()
        await at.press("Q")
        assert "The labels file cannot be written." in await at.screen_text()
        await at.press("escape")
        assert isinstance(at.app.screen, LabellingScreen)
        await at.press("ctrl+q ctrl+q")
    at.path.rmdir()
    async with desk() as at:
        assert at.session.unreviewed == 5
        assert "2 edits of a session that ended before its time were recovered" in await at.screen_text()
    assert not [path for path in at.path.parent.iterdir() if "journal" in path.name]


@pytest.fixture
def changed_outside(desk: OpenDesk) -> OpenDesk:
    """A desk with one reviewed paragraph on disk, which somebody else unmarked, and another reviewed here since."""

    @asynccontextmanager
    async def opened(theirs: str | None = None) -> AsyncIterator[Desk]:
        async with desk() as at:
            await at.press("space ctrl+s")
            mine = at.path.read_text()
            there = mine.replace("reviewed: [sources, quotes, claims, frames]", "reviewed: [quotes]")
            at.path.write_text(there.replace("zone: body", "zone: lede") if theirs is None else theirs)
            await at.press("space ctrl+s")
            screen = " ".join((await at.screen_text()).split())
            assert "FILE CHANGED" in screen
            assert "pact.mira.yaml was changed by another program." in screen
            assert "What you labelled since is in the journal." in screen
            yield at

    return opened


def reviewed(path: Path) -> list[list[str]]:
    return [paragraph["reviewed"] for paragraph in yaml.safe_load(path.read_text())["paragraphs"]][:3]


async def test_a_file_changed_by_another_program_is_merged(changed_outside: OpenDesk) -> None:
    async with changed_outside() as at:
        await at.press("m")
        screen = await at.screen_text()
        assert "pact.mira.yaml holds both versions now." in screen
        assert "· saved" in screen
    assert reviewed(at.path) == [["quotes"], [*LAYERS], []]


async def test_a_file_changed_by_another_program_is_read_again_and_undo_brings_ours_back(
    changed_outside: OpenDesk,
) -> None:
    async with changed_outside() as at:
        await at.press("r")
        assert "was read again" in await at.screen_text()
        assert reviewed(at.path) == [["quotes"], [], []]
        await at.press("u ctrl+s")
        assert reviewed(at.path) == [[*LAYERS], [*LAYERS], []]


async def test_ours_is_kept_beside_a_file_changed_by_another_program(changed_outside: OpenDesk) -> None:
    async with changed_outside() as at:
        await at.press("k")
        assert "Your version is kept as pact.mira.yaml.kept-" in await at.screen_text()
    assert reviewed(at.path) == [["quotes"], [], []]
    [kept] = at.path.parent.glob("*.kept-*")
    assert reviewed(kept) == [[*LAYERS], [*LAYERS], []]


async def test_whoever_leaves_without_an_answer_finds_their_labels_in_a_file_beside(changed_outside: OpenDesk) -> None:
    async with changed_outside("someone else wrote this\n") as at:
        await at.press("m")
        assert "expected keys with values" in await at.screen_text()
        await at.press("space Q")
        assert "your labels are kept in a file beside it" in await at.screen_text()
        await at.press("Q")
    assert at.path.read_text() == "someone else wrote this\n"
    [kept] = at.path.parent.glob("*.kept-*")
    assert reviewed(kept) == [[*LAYERS], [*LAYERS], [*LAYERS]]


async def test_what_both_changed_differently_is_listed(desk: OpenDesk) -> None:
    async with desk() as at:
        await at.press("z h ctrl+s")
        at.path.write_text(at.path.read_text().replace("zone: headline", "zone: byline"))
        await at.press("z c ctrl+s m")
        screen = await at.screen_text()
        assert "Changed on both sides" in screen
        assert "Paragraph 1 is caption here and byline there; caption was kept." in screen
        await at.press("escape")
        assert (await at.saved())["paragraphs"][0]["zone"] == "caption"


async def test_long_articles_scroll_to_what_is_in_focus(desk: OpenDesk) -> None:
    paragraphs = [f"Paragraph number {n} has words that go on and on, so that it wraps over rows." for n in range(300)]
    async with desk("\n\n".join(paragraphs)) as at:
        await at.press("end")
        assert "number 299" in await at.screen_text()
        await at.press("home")
        assert "number 0" in await at.screen_text()
        for _ in range(30):
            await at.press("pagedown")
        current = at.session.cursor.paragraph
        assert current > 100
        assert f"number {current}" in await at.screen_text()


async def test_one_paragraph_larger_than_the_screen_can_be_walked_through(desk: OpenDesk) -> None:
    async with desk("word " * 3000 + "last.") as at:
        await at.select("last")
        assert "last." in await at.screen_text()
        await at.press("right_parenthesis home")
        assert at.session.cursor.selection.start == 0
