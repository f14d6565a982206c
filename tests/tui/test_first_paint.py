"""What can be read before the program is there: in place, safe for a terminal, and given back whatever comes."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from annotator.tui import first_paint
from tests.sample import LABELS, put
from tests.tui.conftest import ARTICLE, OpenDesk
from tests.tui.terminal import Terminal

TEXTUAL = b"\x1b[?1004h"
"""What Textual writes when it begins."""


def painted(path: Path, *, annotator: str | None = "mira", columns: int = 80, rows: int = 24) -> list[str]:
    return first_paint._screen(str(path), annotator, columns, rows)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_text_stands_where_it_will_stand(desk: OpenDesk, tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(size=size) as at:
        shown = (await at.screen_text()).split("\n")
    rows = painted(tmp_path / "pact.txt", columns=size[0], rows=size[1])
    assert len(rows) > 10
    for row, real in zip(rows[1:10], shown[1:10], strict=True):
        assert row.rstrip() == real.partition("▏")[0].rstrip()


def test_it_begins_where_the_session_will(tmp_path: Path) -> None:
    rows = painted(put(tmp_path, LABELS))
    assert rows[1].startswith("▌2   “This is a bridge")
    assert painted(tmp_path / "pact.txt", annotator=None) == rows
    assert painted(tmp_path / "pact.txt", annotator="jory")[1].startswith("▌1   Bridge pact signed")


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.txt", "b.txt"], ["corpus/"], ["a.txt", "--help"], ["--unknown", "a.txt"], ["a.pdf"]],
)
def test_for_anything_but_one_text_nothing_is_painted(arguments: list[str]) -> None:
    assert first_paint._wanted(arguments) is None


def test_options_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR", "jory")
    assert first_paint._wanted(["a.txt"]) == ("a.txt", "jory")
    assert first_paint._wanted(["--layers", "quotes", "a.txt", "--annotator=mira"]) == ("a.txt", "mira")
    assert first_paint._wanted(["--blind", "a.txt", "--annotator", "mira"]) == ("a.txt", "mira")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b" \n\n", b"a\0b"])
def test_what_is_no_text_is_left_to_those_who_can_tell_why(tmp_path: Path, content: bytes) -> None:
    text = tmp_path / "pact.txt"
    text.write_bytes(content)
    with pytest.raises(ValueError, match="paint|no text|decode"):
        painted(text)


def test_no_byte_of_a_text_is_a_command(tmp_path: Path) -> None:
    text = tmp_path / "pact\x1b[2J.txt"
    text.write_bytes(b"Words \x1b]0;owned\x07 and \xe2\x80\xae evil \xc2\x9b31m\n")
    assert all(char.isprintable() for row in painted(text) for char in row)


def test_wide_characters_keep_the_rows_within_the_screen(tmp_path: Path) -> None:
    text = tmp_path / "pact.txt"
    text.write_text("橋の協定に署名した。" * 40 + "\n", encoding="utf-8")
    assert {len(row) for row in painted(text, columns=60)[1:5]} == {6 + 26}


def test_the_first_paragraph_is_painted_before_textual_is_there(tmp_path: Path) -> None:
    text = put(tmp_path, LABELS)
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("¶ 2/4")
        before = terminal.written.partition(TEXTUAL)[0]
        assert "“This is a bridge, not a wall,”".encode() in before
        terminal.press("Q")
        assert terminal.ends() == 0
        assert terminal.written.count(b"\x1b[?1049h") == terminal.written.count(b"\x1b[?1049l") == 1


def test_a_sentence_that_comes_after_it_is_read_on_the_screen_that_was_there(tmp_path: Path) -> None:
    text = put(tmp_path, LABELS + "nonsense: here\n")
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        assert terminal.ends() == 2
        assert "nonsense" in terminal.left_behind()
        assert b"\x1b[?1049h" in terminal.written
        assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")
        assert TEXTUAL not in terminal.written


def test_keys_typed_before_the_program_is_there_are_not_lost_and_not_echoed(tmp_path: Path) -> None:
    text = tmp_path / "pact.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("Bridge pact signed")
        terminal.press("jj")
        terminal.shows("¶ 3/7")
        assert b"jj" not in terminal.written
        terminal.press("Q")
        assert terminal.ends() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGINT, 130)])
def test_told_to_end_while_it_is_loading_it_gives_the_terminal_back(tmp_path: Path, number: int, code: int) -> None:
    text = tmp_path / "pact.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    slow = (
        "import select, sys, types\n"
        "from annotator.__main__ import main\n"
        "sys.modules['annotator.cli'] = types.SimpleNamespace(run=lambda: select.select([], [], []))\n"
        "main()\n"
    )
    with Terminal(["label", str(text), "--annotator", "mira"], program=["-c", slow]) as terminal:
        terminal.shows("Bridge pact signed")
        assert terminal.process.getecho() is False
        terminal.process.kill(number)
        terminal.feed(terminal.process.read())
        terminal.process.wait()
        ended = terminal.process.exitstatus
        assert (128 + (terminal.process.signalstatus or 0) if ended is None else ended) == code
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
        assert "Traceback" not in terminal.left_behind()


def test_two_hundred_keys_at_once_are_all_handled(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(300)]
    text = tmp_path / "pact.txt"
    text.write_text("\n\n".join(" ".join(words[start : start + 60]) for start in range(0, 300, 60)), encoding="utf-8")
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("at: word0")
        terminal.press("l" * 200)
        assert "¶ 4/5" in terminal.shows("at: word200")
        terminal.press("Q")
        assert terminal.ends() == 0
