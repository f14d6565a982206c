"""What the program writes reaches the terminal whole and in order, however late that reads."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import IO, cast

from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from annotator.tui.driver import Behind
from tests.tui.conftest import ARTICLE
from tests.tui.terminal import Terminal


def seen(terminal: Terminal) -> list[list[object]]:
    return [[terminal.screen.buffer[y][x] for x in range(200)] for y in range(60)]


def test_frames_larger_than_what_the_terminal_takes_at_once_arrive_in_order(tmp_path: Path) -> None:
    text = tmp_path / "pact.txt"
    text.write_text("\n\n".join(f"Number {number}. {ARTICLE[80:300]}" for number in range(300)), encoding="utf-8")
    with Terminal(["label", str(text), "--annotator", "mira", "--blind"], size=(200, 60)) as terminal:
        terminal.shows("¶ 1/")
        for number in range(2, 6):
            terminal.press("G")
            terminal.wait_for_bytes()  # it is in the middle of a frame, for the rest of which there is no room
            terminal.press("k\x1b[H" + "j" * (number - 1))
            terminal.shows(f"¶ {number}/")
        cells = seen(terminal)
        terminal.press("?")
        terminal.shows("Keys")
        terminal.press("\x1b")
        terminal.wait(lambda: seen(terminal) == cells, "the screen as it was")


def test_the_thread_outlives_a_terminal_that_is_gone() -> None:
    ours, theirs = os.openpty()
    with open(theirs, "w", encoding="utf-8") as file:
        thread = WriterThread(cast("IO[str]", Behind(file)))
        thread.start()
        os.close(ours)
        for number in range(2 * MAX_QUEUED_WRITES):
            thread.write(f"{number}\n")
        thread.stop()
        assert not thread.is_alive()
        with contextlib.suppress(OSError):
            file.close()
