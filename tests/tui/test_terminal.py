"""What only a terminal shows: the real process at 80 by 24, its bytes, its exit."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import yaml

from tests.tui.conftest import ARTICLE
from tests.tui.terminal import Terminal

HOSTILE = (
    "Plain words \x1b]0;owned\x07 and \x1b]52;c;aGFjaw==\x07 \x9b31m red \x1b[2J \u202eevil\u202c [/] [bold]no[/bold]\n"
)


def label(folder: Path, content: str = ARTICLE) -> Path:
    text = folder / "pact.txt"
    text.write_bytes(content.encode())
    return text


def test_an_article_is_labelled_saved_left_and_found_again(tmp_path: Path) -> None:
    text = label(tmp_path)
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press("/Mira Halden\r")
        terminal.shows("at: Mira Halden".replace("at:", "11 characters:"))
        terminal.press("on\r")
        terminal.shows("1 Mira Halden")
        terminal.press("/this is a bridge\r")
        terminal.shows("16 characters")
        terminal.press("sq1\r")
        terminal.shows("Q1 direct · Mira Halden")
        terminal.press(" ")
        terminal.shows("· saved")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert terminal.written.count(b"\x1b[?1049h") == terminal.written.count(b"\x1b[?1049l") == 1
        assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")
    saved = yaml.safe_load((tmp_path / "pact.mira.yaml").read_text(encoding="utf-8"))
    assert saved["quotes"][0]["sources"] == ["s1"]
    assert saved["quotes"][0]["content"][0]["text"] == "“This is a bridge, not a wall,”"
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("1 Mira Halden")
        terminal.press("\x11")
        assert terminal.ends() == 0


def test_a_suggestion_is_accepted_another_rejected_for_good_and_blind_shows_none(tmp_path: Path) -> None:
    text = label(tmp_path)
    arguments = ["label", str(text), "--annotator", "mira", "--paragraph", "3"]
    with Terminal(arguments) as terminal:
        terminal.shows("SUGGESTION 1/3")
        terminal.shows("right 99 % of the time")
        terminal.press("ax")
        terminal.shows("Rejected:")
        terminal.press("Q")
        assert terminal.ends() == 0
    saved = yaml.safe_load((tmp_path / "pact.mira.yaml").read_text(encoding="utf-8"))
    (quote,) = saved["quotes"]
    assert (quote["cue"]["text"], quote["origin"], saved["sources"][0]["name"]) == ("said", "rules/1", "Mira Halden")
    with Terminal(arguments) as terminal:
        terminal.shows("SUGGESTION 1/1")
        terminal.press("Q")
        assert terminal.ends() == 0
    with Terminal([*arguments, "--blind"]) as terminal:
        terminal.shows("· blind ·")
        terminal.press("a")
        assert "SUGGESTION" not in terminal.shows("You label blind")
        terminal.press("b")
        terminal.shows("SUGGESTION 1/1")
        terminal.press("Q")
        assert terminal.ends() == 0


def test_no_byte_of_a_hostile_text_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    text = label(tmp_path, HOSTILE)
    (tmp_path / "pact.meta.yaml").write_text('title: "\\e]0;owned\\a title [/]"\n')
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("¶ 1/1")
        terminal.press("/evil\rco\rm")
        terminal.shows("Note on")
        terminal.press("\x1b")
        terminal.hides("Note on")
        terminal.press("Q")
        assert terminal.ends() == 0
        for command in (b"\x1b]0;owned", b"\x1b]52", b"\x9b31m", "\u202e".encode(), b"\x1b[2J \xe2"):
            assert command not in terminal.written
    assert re.search("␛]0;owned␇", terminal.text()) or "␛]0;owned␇".encode() in terminal.written


def test_without_a_terminal_there_is_one_sentence(tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "annotator", "label", str(label(tmp_path)), "--annotator", "mira"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no terminal to label in")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "pact.mira.yaml").exists()


def test_an_error_of_the_program_keeps_the_labels_and_is_told_in_one_sentence(tmp_path: Path) -> None:
    text = label(tmp_path)
    broken = (
        "import annotator.session.perform as perform\n"
        "def fail(session): raise RuntimeError('for the test')\n"
        "perform.PERFORMERS['unreview'] = fail\n"
        "from annotator.__main__ import main\n"
        "main()\n"
    )
    with Terminal(["label", str(text), "--annotator", "mira"], program=["-c", broken]) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press(" \x7f")
        code = terminal.ends()
        shown = terminal.left_behind()
    assert code != 0
    assert "an error of its own (RuntimeError)" in shown
    assert "Your labels are saved in" in shown
    assert "Traceback" not in shown
    assert yaml.safe_load((tmp_path / "pact.mira.yaml").read_text())["paragraphs"][0]["reviewed"]


def test_a_program_that_is_told_to_end_saves_and_gives_the_terminal_back(tmp_path: Path) -> None:
    text = label(tmp_path)
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press(" ")
        terminal.shows("¶ 2/7")
        terminal.process.kill(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
        assert "annotator was ended by SIGTERM. Your labels are saved in" in terminal.left_behind()
        assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")
    assert yaml.safe_load((tmp_path / "pact.mira.yaml").read_text())["paragraphs"][0]["reviewed"]


def test_a_terminal_that_is_closed_keeps_the_labels(tmp_path: Path) -> None:
    text = label(tmp_path)
    with Terminal(["label", str(text), "--annotator", "mira"]) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press(" ")
        terminal.shows("¶ 2/7")
        terminal.hang_up()
    assert yaml.safe_load((tmp_path / "pact.mira.yaml").read_text())["paragraphs"][0]["reviewed"]


def test_a_second_session_on_the_same_labels_can_look_but_not_label(tmp_path: Path) -> None:
    text = label(tmp_path)
    with Terminal(["label", str(text), "--annotator", "mira"]) as first:
        first.shows("¶ 1/7")
        with Terminal(["label", str(text), "--annotator", "mira"]) as second:
            second.shows("READ ONLY")
            second.shows("is being labelled by")
            second.press(" ")
            second.shows("You can look, but not label.")
            second.press("jj")
            second.shows("¶ 3/7")
            second.press("Q")
            assert second.ends() == 0
        first.press(" ")
        first.shows("· saved")
        first.process.kill(signal.SIGKILL)
        first.process.wait()
    with Terminal(["label", str(text), "--annotator", "mira"]) as third:
        third.shows("6 to review · saved")
        third.press(" Q")
        assert third.ends() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]
