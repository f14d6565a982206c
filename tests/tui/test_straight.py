"""Rows written straight to the terminal: the screen they lead to is the one that Textual would paint."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Static

from annotator.tui.app import AnnotatorApp
from tests.tui.conftest import ARTICLE, OpenDesk
from tests.tui.terminal import Terminal

WIDE = (
    "“漢字 in a headline,” 👩 said, e\u0301t ce\u0301tera \u202eright to left\u202c\x1b[31m.\n\n"
    "According to 한국 \u200b and \tto 👍, the “ferries” fell by 12 percent 中中中中中中中中中中中中中中中中中中.\n\n"
)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make the app believe that it has a terminal; return what it writes there."""
    found: list[str] = []
    monkeypatch.setattr(AnnotatorApp, "is_headless", property(lambda _: False))
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: found.append(data))
    return found


def seen(terminal: Terminal) -> list[list[tuple[Any, ...]]]:
    """Return every cell of the screen, with its colours."""
    return [[tuple(terminal.screen.buffer[y][x]) for x in range(80)] for y in range(24)]


@pytest.mark.parametrize("content", [ARTICLE, WIDE + ARTICLE], ids=["plain", "wide"])
def test_after_keys_the_screen_is_what_a_whole_repaint_makes_it(tmp_path: Path, content: str) -> None:
    text = tmp_path / "pact.txt"
    text.write_bytes(content.encode())
    with Terminal(["label", str(text), "--annotator", "mira", "--blind"]) as terminal:
        terminal.shows("¶ 1/")
        for keys, then in (
            ("j", "¶ 2/"),
            ("/percent\r", "percent"),
            ("lLLcv\r", "C1 judgement"),
            ("q", "Q1 form"),
            ("\x1b", "1 is labelled; undo"),
            ("u", "Undone: "),
            ("G", "Print this page"),
            ("\x1b[H", "¶ 1/"),  # the title is written last
        ):
            terminal.press(keys)
            terminal.shows(then)
        straight = seen(terminal)
        terminal.press("?")
        terminal.shows("Keys")
        terminal.press("\x1b")
        terminal.wait(lambda: seen(terminal) == straight, "the screen as it was")


async def test_rows_that_changed_are_written_and_nothing_is_asked_of_textual(
    desk: OpenDesk, written: list[str], repainted: Counter[str]
) -> None:
    async with desk() as at:
        await at.press("j j j")
        await at.screen_text()
        written.clear()
        repainted.clear()
        await at.press("l")
        await at.screen_text()
    rows = [data for data in written if "\x1b[0m" in data]
    assert len(rows) == 1
    assert rows[0].count("H") - "".join(rows).count("Halden") >= 2  # a row of the text and one of the bar
    assert not +repainted


async def test_rows_under_something_else_are_repainted(
    desk: OpenDesk, written: list[str], repainted: Counter[str]
) -> None:
    async with desk() as at:
        await at.press("j j j")
        notice = Static("A notice")
        notice.styles.position = "absolute"
        notice.styles.layer = "_toastrack"
        notice.styles.width, notice.styles.height = 12, 3
        notice.styles.offset = (4, 4)
        await at.app.screen.mount(notice)
        await at.screen_text()
        written.clear()
        repainted.clear()
        await at.press("l")
        assert "A notice" in await at.screen_text()
    assert +repainted == {"document": 1}
    assert written
