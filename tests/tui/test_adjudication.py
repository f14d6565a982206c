"""Adjudicating on screen: keys, the saved gold file, and what can be seen."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotator import keymap
from annotator.actions import ADJUDICATION
from annotator.adjudication.opening import compared, gold_path, open_gold, open_to_compare
from annotator.session import Session
from annotator.text import read_text
from annotator.tui.adjudicating import AdjudicatingApp, ComparingApp
from tests.adjudication.building import decide, going, noted, quarry, wanted
from tests.agreement.building import claim, say
from tests.tui.conftest import Desk
from tests.tui.terminal import Terminal

OpenGold = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def gold(tmp_path: Path) -> OpenGold:
    """Open the adjudication of the quarry: `async with gold() as at: await at.press("1 2")`."""

    @asynccontextmanager
    async def open_it(*, size: tuple[int, int] = (80, 24), library: bool = False, **how: Any) -> AsyncIterator[Desk]:
        path = tmp_path / "plan.txt"
        want = wanted(read_text(path) if path.exists() else quarry(tmp_path))
        first = None if library else open_gold(want, path)
        app = AdjudicatingApp(
            want.corpus,
            [path],
            lambda one: open_gold(want, one),
            keymap.load(Path("/dev/null")),
            first=first,
            total=lambda _: 5,
            **how,
        )
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Desk(app, pilot, gold_path(path))

    return open_it


def rows(shown: str) -> list[str]:
    """Return the rows of a screen with single blanks."""
    return [" ".join(row.split()) for row in shown.splitlines()]


def by_id(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for layer in ("sources", "quotes", "claims", "frames") for item in found[layer]}


async def test_versions_stand_side_by_side_and_what_differs_is_marked(gold: OpenGold) -> None:
    async with gold() as at:
        shown = rows(await at.screen_text())
        assert any(row.startswith("S2 source 5 of 5 left · 2 agreed") for row in shown)
        assert "A ada B ben" in shown
        assert "≠ affiliation government political" in shown
        assert any(row.startswith("= ") and "the mayor's office" in row for row in shown)
        await at.press("2")
        shown = rows(await at.screen_text())
        assert "S2 is as ben has it." in shown
        assert "≠ stance neutral distancing" in shown


async def test_the_words_of_versions_that_differ_are_told_apart_in_the_text(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 tab")
        shown = await at.screen_text()
        assert "└A──────" in shown
        assert "└B──────" in shown
        assert any(row.startswith("≠ spans The quarry wou") for row in rows(shown))


async def test_one_key_takes_a_version_both_or_neither(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 2 b x 1")
        shown = rows(await at.screen_text())
        assert any("Nothing waits any more: C marks gold as done." in row for row in shown)
        found = await at.saved()
    assert "undecided" not in found
    items = by_id(found)
    assert {item_id: item["origin"] for item_id, item in items.items()} == {
        "s1": "agreed/ada+ben", "s2": "taken/ada", "q1": "taken/ben", "c2": "agreed/ada+ben", "c1": "taken/ada",
        "c4": "taken/ben", "f1": "taken/ben",
    }  # fmt: skip
    assert items["q1"]["stance"] == "distancing"
    assert found["annotator"] == "gold"
    assert [one["annotator"] for one in found["made_from"]] == ["ada", "ben"]


async def test_undo_brings_back_what_waited_and_goes_there(gold: OpenGold) -> None:
    async with gold() as at:
        before = await at.saved()
        await at.press("1 2 b x 1 u u u u u")
        assert await at.saved() == before
        assert any(row.startswith("S2 source 5 of 5 left") for row in rows(await at.screen_text()))
        await at.press("U U")
        assert by_id(await at.saved())["q1"]["stance"] == "distancing"


async def test_fields_are_taken_from_different_versions(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 tab e")
        assert "● The quarry" in await at.screen_text()
        await at.press("1 2 enter")
        assert any("C1 is taken" in row for row in rows(await at.screen_text()))
        found = by_id(await at.saved())["c1"]
    assert found["spans"][0]["text"] == "The quarry would bring forty jobs"
    assert (found["type"], found["origin"]) == ("prediction", "edited/ada+ben")


async def test_that_a_digit_goes_on_to_the_next_field_is_told(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("question_mark")
        assert "; a digit there takes it" in await at.screen_text()
        await at.press("escape e")
        assert "← → version 1–9 version, next field" in " ".join((await at.screen_text()).split())


async def test_the_dot_in_the_row_of_a_note_says_which_note_is_taken(gold: OpenGold, tmp_path: Path) -> None:
    noted(tmp_path)
    async with gold() as at:
        shown = rows(await at.screen_text())
        assert "≠ note see the plan —" in shown
        assert "≠ confidence — high" in shown
        await at.press("e 2 2 2")
        shown = rows(await at.screen_text())
        assert "≠ confidence — ● high" in shown
        assert "≠ note ● see the plan —" in shown
        await at.press("enter")
        found = by_id(await at.saved())["c1"]
        assert (found["note"], found["confidence"], found["origin"]) == ("see the plan", "high", "taken/ben")
        await at.press("u e 2 2 1 2 enter")
        found = by_id(await at.saved())["c1"]
        assert not found.keys() & {"note", "confidence"}


async def test_what_is_taken_can_be_edited_by_the_usual_questions(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 tab tab e")
        assert "C3 type" in await at.screen_text()
        await at.press("q enter")
        found = by_id(await at.saved())["c3"]
    assert (found["type"], found["origin"]) == ("quantity", "edited/ada")


async def test_what_is_taken_can_get_other_words(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 e enter")
        await at.select("Nobody asked the valley")
        await at.press("r")
        found = by_id(await at.saved())["q1"]
    assert [span["text"] for span in found["content"]] == ["Nobody asked the valley"]
    assert found["origin"] == "edited/ada"


@pytest.mark.parametrize("key", ["d", "r", "m"])
async def test_what_is_not_decided_is_no_label_yet(gold: OpenGold, key: str) -> None:
    async with gold() as at:
        before = await at.saved()
        await at.press(key)
        assert "S2 is not decided yet" in await at.screen_text()
        assert await at.saved() == before


async def test_what_everyone_missed_is_labelled_as_ever(gold: OpenGold) -> None:
    async with gold() as at:
        await at.select("Some parents kept their children at home")
        await at.press("c o enter")
        found = await at.saved()
    assert [item["origin"] for item in found["claims"]] == ["agreed/ada+ben", "gold"]


async def test_the_rule_for_what_differs_is_one_key_away(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 g")
        shown = await at.screen_text()
        assert "Guidelines" in shown
        assert "STANCE" in shown


async def test_what_is_linked_to_something_undecided_leads_there(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("tab tab 1")
        shown = rows(await at.screen_text())
        assert any("c1 is linked to the source s2" in row for row in shown)
        assert any(row.startswith("S2 source") for row in shown)


async def test_one_goes_on_where_one_stopped(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 1 Q")
    async with gold() as at:
        shown = rows(await at.screen_text())
        assert any(row.startswith("C1 claim 3 of 5 left") for row in shown)
        await at.press("1 1 1 C")
        assert (await at.saved())["complete"] is True


async def test_blind_names_nobody(gold: OpenGold) -> None:
    async with gold(blind=True) as at:
        for key in ("1", "1", "e", "escape", "1", "1"):
            shown = await at.screen_text()
            assert "ada" not in shown
            assert "ben " not in shown
            await at.press(key)
        assert "ada" not in await at.screen_text()


async def test_a_text_is_chosen_in_the_library(gold: OpenGold) -> None:
    async with gold(library=True) as at:
        await at.pilot.pause(0.2)
        await at.press("enter")
        assert any(row.startswith("S2 source") for row in rows(await at.screen_text()))


async def test_two_sources_are_said_to_be_one(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("equals_sign enter")
        assert "S2 is Ida Corven." in await at.screen_text()
        await at.press("tab 1")
        found = by_id(await at.saved())
    assert [span["text"] for span in found["s1"]["mentions"]] == ["Ida Corven", "the mayor’s office"]


async def test_a_source_can_only_be_said_to_be_one_of_gold(gold: OpenGold, tmp_path: Path) -> None:
    quarry(tmp_path)
    (tmp_path / "sources.yaml").write_text("sources:\n- {id: school, name: The school}\n", encoding="utf-8")
    async with gold() as at:
        before = await at.saved()
        await at.press("equals_sign")
        shown = await at.screen_text()
        assert "S2 is the same as" in shown
        assert "Ida Corven s1" in " ".join(shown.split())
        assert "registry" not in shown
        await at.press("s c h o o l")
        shown = await at.screen_text()
        assert "no source is called that" in shown
        assert "new source" not in shown
        await at.press("enter escape")
        assert await at.saved() == before


async def test_the_mentions_of_both_are_taken_together(gold: OpenGold, tmp_path: Path) -> None:
    text = quarry(tmp_path)
    labels = tmp_path / "plan.ben.yaml"
    content = labels.read_text(encoding="utf-8")
    mention = content[content.index("  - {start: ", content.index("name: the mayor's office")) :].split("\n", 1)[0]
    start = text.content.index("the school")
    labels.write_text(
        content.replace(mention, f"  - {{start: {start}, end: {start + 10}, text: the school}}", 1), encoding="utf-8"
    )
    async with gold() as at:
        await at.press("e")
        assert "+ all mentions" in await at.screen_text()
        await at.press("plus enter")
        found = by_id(await at.saved())["s2"]
    assert [span["text"] for span in found["mentions"]] == ["the mayor’s office", "the school"]
    assert found["origin"] == "edited/ada+ben"


async def test_versions_are_read_in_full(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("1 1 1 enter")
        shown = rows(await at.screen_text())
        assert any("note: seen by the school" in row for row in shown)


async def test_what_has_the_same_words_is_told(gold: OpenGold, tmp_path: Path) -> None:
    text = quarry(tmp_path)
    say(text, "ben", claims=[claim(text, "kept their children", 8, type="other")])
    async with gold(size=(100, 40)) as at:
        await at.press("x x x x x")
        shown = rows(await at.screen_text())
        assert any("≈ same words: C" in row and "of ben “kept their children”" in row for row in shown)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (20, 5), (20, 1), (200, 60)])
async def test_it_works_at_any_size(gold: OpenGold, size: tuple[int, int]) -> None:
    async with gold(size=size) as at:
        for key in "tab 1 e down 2 enter u e escape b x g escape question_mark escape tab 1 1".split():
            await at.press(key)
            shown = await at.screen_text()
            assert len(shown.splitlines()) <= size[1]
        assert yaml.safe_load(at.path.read_text(encoding="utf-8"))["annotator"] == "gold"


# --- what gold changed -----------------------------------------------------------------------------------------------


@pytest.fixture
def comparing(tmp_path: Path) -> OpenGold:
    """Open what gold changed in ada's labels: the quote's stance, a frame that ben has, a claim that was left out."""

    @asynccontextmanager
    async def open_it(*, size: tuple[int, int] = (80, 24), library: bool = False) -> AsyncIterator[Desk]:
        text = quarry(tmp_path)
        way = going(text)
        for item_id, key in (("s2", "1"), ("q1", "2"), ("c1", "1"), ("c3", "x"), ("f1", "1")):
            decide(way, item_id, key)
        way.session.saver.save()
        way.session.close()
        want = wanted(text)

        def opener(path: Path) -> Session:
            return open_to_compare(want, path, "ada")

        app = ComparingApp(
            want.corpus,
            [text.path],
            "ada",
            opener,
            keymap.load(Path("/dev/null")),
            compared=lambda path: compared(want, path, "ada"),
            first=None if library else opener(text.path),
        )
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Desk(app, pilot, tmp_path / "plan.ada.yaml")

    return open_it


async def test_my_labels_and_gold_stand_side_by_side(comparing: OpenGold) -> None:
    async with comparing() as at:
        shown = rows(await at.screen_text())
        assert any(row.startswith("Q1 quote change 1 of 3") for row in shown)
        assert "mine gold · taken/ben" in shown
        assert "≠ stance neutral distancing" in shown
        assert any("4 of your labels are in gold as they are." in row for row in shown)
        await at.press("tab")
        assert any("F1 frame · added by gold" in row for row in rows(await at.screen_text()))
        await at.press("tab")
        assert any("C3 claim · left out of gold" in row for row in rows(await at.screen_text()))
        await at.press("tab shift+tab")
        assert any("C3 claim" in row for row in rows(await at.screen_text()))


async def test_the_rule_of_the_value_that_gold_chose_comes_first(comparing: OpenGold) -> None:
    async with comparing() as at:
        await at.press("g")
        shown = [row.strip("│ ") for row in rows(await at.screen_text())]
        assert any(row.startswith("[d] distancing") for row in shown)


async def test_the_most_frequent_changes_are_one_key_away(comparing: OpenGold) -> None:
    async with comparing() as at:
        await at.press("equals_sign")
        assert "quote stance: neutral → distancing" in await at.screen_text()


async def test_nothing_is_changed_while_looking(comparing: OpenGold) -> None:
    async with comparing() as at:
        before = at.path.read_bytes()
        await at.press("d c q space z h enter escape e")
        assert "READ ONLY" in await at.screen_text()
        await at.press("escape Q")
        assert at.path.read_bytes() == before


@pytest.mark.parametrize("size", [(20, 5), (20, 1), (120, 40)])
async def test_changes_are_shown_at_any_size_and_from_the_library(comparing: OpenGold, size: tuple[int, int]) -> None:
    async with comparing(size=size, library=True) as at:
        await at.press("enter tab equals_sign escape enter escape question_mark escape tab")
        assert len((await at.screen_text()).splitlines()) <= size[1]


async def test_the_keys_of_a_keymap_decide_and_stand_in_footer_and_help(gold: OpenGold, tmp_path: Path) -> None:
    (tmp_path / "keys.yaml").write_text("take_all: f2\nedit: f3\n", encoding="utf-8")
    async with gold(own=keymap.load(tmp_path / "keys.yaml", ADJUDICATION)) as at:
        assert "f2 both" in (await at.screen_text()).splitlines()[-1]
        await at.press("question_mark")
        assert "f2             take both" in await at.screen_text()
        await at.press("escape 1 tab b")
        assert any(row.startswith("C1 claim 4 of 5 left") for row in rows(await at.screen_text()))
        await at.press("f2")
        assert "C1 and c4 are in gold." in await at.screen_text()


async def test_the_palette_finds_what_decides(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("ctrl+p")
        await at.press("l e a v e space o u t")
        await at.app.workers.wait_for_complete()
        await at.press("enter")
        await at.pilot.pause()
        assert "S2 is left out." in await at.screen_text()


def test_a_decision_is_on_disk_before_it_is_called_saved(tmp_path: Path) -> None:
    quarry(tmp_path)
    path = str(tmp_path / "plan.txt")
    with Terminal(["adjudicate", path]) as terminal:
        terminal.shows("S2 source")
        terminal.press("2")
        terminal.shows("S2 is as ben has it.")
        terminal.shows("saved")
        terminal.process.kill(signal.SIGKILL)
    with Terminal(["adjudicate", path]) as terminal:
        terminal.shows("Q1 quote")
        terminal.press("Q")
        assert terminal.ends() == 0
    found = yaml.safe_load((tmp_path / "plan.gold.yaml").read_text(encoding="utf-8"))
    assert by_id(found)["s2"]["origin"] == "taken/ben"


async def test_the_footer_says_what_keys_do_now(gold: OpenGold) -> None:
    def footer(screen: str) -> str:
        return " ".join(screen.splitlines()[-1].split())

    async with gold() as at:
        assert "1–9 take = same as ⇥ next b both x neither" in footer(await at.screen_text())
        await at.press("1")
        assert "same as" not in footer(await at.screen_text())
        await at.press("e")
        assert footer(await at.screen_text()) == "esc leave ? what is this"
        await at.press("escape 2 b x 1")
        shown = await at.screen_text()
        assert footer(shown) == "C mark gold as done u undo ? help Q quit"
        assert any(row.startswith("Nothing waits any more: C marks gold as done.") for row in rows(shown))
        await at.press("question_mark")
        assert "link this label to a source by its number" not in await at.screen_text()


async def test_who_says_a_source_is_not_asked(gold: OpenGold) -> None:
    async with gold() as at:
        await at.press("w")
        assert "S2 is a source: = says that it is the same as another one." in await at.screen_text()
