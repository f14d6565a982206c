"""However the program ends or is stopped: the labels are kept, and the terminal is as it was found."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
import yaml

from annotator.adjudication.opening import write_begun
from tests.adjudication.building import quarry, wanted
from tests.tui.conftest import ARTICLE
from tests.tui.terminal import PATIENCE, Terminal

MODES = ("1049", "1000", "1003", "1015", "1006", "2004", "1004")
"""Private modes of a terminal that the program sets: another screen, mouse, pasting, focus."""


def pact(folder: Path) -> Path:
    text = folder / "pact.txt"
    text.write_bytes(ARTICLE.encode())
    return text


def at_work(folder: Path, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(["label", str(pact(folder)), "--annotator", "mira"], size=size)


def reviewed(folder: Path) -> int:
    saved = yaml.safe_load((folder / "pact.mira.yaml").read_text(encoding="utf-8"))
    return sum(bool(paragraph.get("reviewed")) for paragraph in saved["paragraphs"])


def settings(terminal: Terminal) -> list[object]:
    """Return echo, line editing and the rest as the terminal has them now."""
    return termios.tcgetattr(terminal.process.child_fd)


def is_given_back(written: bytes) -> None:
    """Check that every mode is off, and the cursor shown, after everything that was written."""
    assert written.rindex(b"\x1b[?25h") > written.rindex(b"\x1b[?25l")
    for mode in MODES:
        turns = re.findall(rb"\x1b\[\?%b([hl])" % mode.encode(), written)
        assert not turns or turns[-1] == b"l", f"mode {mode} is left on"
    assert written.count(b"\x1b[<u") >= written.count(b"\x1b[>1u")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda number: number.name)
def test_told_to_end_it_saves_says_so_and_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with at_work(tmp_path) as terminal:
        before = settings(terminal)
        terminal.shows("¶ 1/7")
        assert settings(terminal) != before
        terminal.press("   ")
        terminal.shows("¶ 4/7")
        terminal.process.kill(number)
        assert terminal.ends() == 128 + number
        assert f"annotator was ended by {number.name}. Your labels are saved in" in terminal.left_behind()
        is_given_back(terminal.written)
        assert settings(terminal) == before
    assert reviewed(tmp_path) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_told_to_end_twice_it_ends_once(tmp_path: Path) -> None:
    with at_work(tmp_path) as terminal:
        before = settings(terminal)
        terminal.shows("¶ 1/7")
        terminal.press(" ")
        terminal.shows("¶ 2/7")
        for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGHUP):
            terminal.process.kill(number)
        assert terminal.ends() in {128 + signal.SIGTERM, 128 + signal.SIGHUP}
        assert terminal.left_behind().count("annotator was ended by") == 1
        is_given_back(terminal.written)
        assert settings(terminal) == before
    assert reviewed(tmp_path) == 1


def test_quit_by_key_it_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with at_work(tmp_path) as terminal:
        before = settings(terminal)
        terminal.shows("¶ 1/7")
        terminal.press(" Q")
        assert terminal.ends() == 0
        is_given_back(terminal.written)
        assert settings(terminal) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_whatever_is_typed_behind_the_key_that_quits_is_not_half_saved(tmp_path: Path) -> None:
    with at_work(tmp_path) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press(" Q     ")
        assert terminal.ends() == 0
    assert reviewed(tmp_path) >= 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


ENDED_AT = """
import functools, importlib, os, sys
module, name, function, number = sys.argv.pop(1).split()
owner = getattr(importlib.import_module(module), name)
real = getattr(owner, function)
@functools.wraps(real)
def ended(self, *given, **named):
    os.kill(os.getpid(), int(number))
    return real(self, *given, **named)
setattr(owner, function, ended)
from annotator.__main__ import main
main()
"""

POINTS = (
    pytest.param("annotator.tui.app AnnotatorApp __init__", marks=pytest.mark.long),
    pytest.param("annotator.tui.app AnnotatorApp on_load", marks=pytest.mark.long),
    pytest.param("annotator.tui.app AnnotatorApp on_mount", marks=pytest.mark.long),
    "textual.drivers.linux_driver LinuxDriver start_application_mode",
    pytest.param("annotator.tui.screens.labelling LabellingScreen compose", marks=pytest.mark.long),
    "annotator.tui.screens.labelling LabellingScreen on_mount",
    pytest.param("annotator.session.saving.writer Writer start", marks=pytest.mark.long),
)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.partition(" ")[2])
def test_told_to_end_while_it_starts_it_leaves_the_terminal_as_it_was(
    tmp_path: Path, point: str, number: signal.Signals
) -> None:
    arguments = [f"{point} {int(number)}", "label", str(pact(tmp_path)), "--annotator", "mira"]
    with Terminal(arguments, program=["-c", ENDED_AT]) as terminal:
        before = settings(terminal)
        code = terminal.ends()
        # Before it takes the terminal there is nothing to save, and SIGTERM ends it as it ends any program.
        assert code == 128 + number or terminal.process.signalstatus == number
        assert b"Traceback" not in terminal.written
        if b"\x1b[?25l" in terminal.written:
            is_given_back(terminal.written)
        assert settings(terminal) == before


INTERRUPTED_WHILE_IMPORTING = """
import builtins, sys
real, module = builtins.__import__, sys.argv.pop(1)
def interrupted(name, *given, **named):
    if name == module:
        raise KeyboardInterrupt
    return real(name, *given, **named)
builtins.__import__ = interrupted
from annotator.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("annotator.labelling", []),
        ("annotator.session.opening", []),
        ("annotator.corpus", ["--annotator", "mira"]),
        ("annotator.cli", ["--blind"]),
        ("click", ["--blind"]),
    ],
)
def test_interrupted_while_it_is_imported_it_says_one_word(tmp_path: Path, module: str, options: list[str]) -> None:
    command = [sys.executable, "-c", INTERRUPTED_WHILE_IMPORTING, module, "label", str(pact(tmp_path)), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip(), done.stdout) == (130, "Stopped.", "")


def test_a_terminal_that_is_closed_ends_it_with_everything_saved(tmp_path: Path) -> None:
    with at_work(tmp_path) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press("  ")
        terminal.shows("¶ 3/7")
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert reviewed(tmp_path) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


DRAWING_WHILE_IT_ENDS = """
from textual.drivers._writer_thread import MAX_QUEUED_WRITES
from annotator.tui.app import AnnotatorApp
real = AnnotatorApp._told_to_end
def told(self, number):
    for _ in range(2 * MAX_QUEUED_WRITES):
        self._driver.write("a row of a frame")
    real(self, number)
AnnotatorApp._told_to_end = told
from annotator.__main__ import main
main()
"""


@pytest.mark.parametrize("command", ["label", "adjudicate", "adjudicate --compare ada"])
def test_whatever_is_still_written_to_a_terminal_that_is_closed_does_not_keep_it_from_ending(
    tmp_path: Path, command: str
) -> None:
    text = quarry(tmp_path)
    if "--compare" in command:
        write_begun(wanted(text), text.path)
    name, *options = command.split()
    with Terminal([name, str(text.path), *options], program=["-c", DRAWING_WHILE_IT_ENDS]) as terminal:
        terminal.shows("¶ ")
        assert terminal.hang_up() == 128 + signal.SIGHUP


class Shell(Terminal):
    """A shell with job control."""

    PROGRAM = "/bin/bash"

    def __init__(self, folder: Path) -> None:
        super().__init__(["--norc", "--noprofile", "-i"], program=(), executable=self.PROGRAM)
        self.press("PS1='shell> '\r")
        self.shows("shell> ")
        self.press(f"clear; {sys.executable} -m annotator label {pact(folder)} --annotator mira\r")
        self.shows("¶ 1/7")

    def number(self) -> int:
        """Return the number of the program's process."""
        pid = self.process.pid
        return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


needs_bash = pytest.mark.skipif(
    not (os.path.exists(Shell.PROGRAM) and os.path.exists("/proc/self/task")), reason="needs bash and /proc"
)


@needs_bash
@pytest.mark.parametrize("how", ["ctrl+z", "SIGTSTP", "SIGSTOP"])
def test_stopped_it_gives_the_terminal_back_and_goes_on_where_it_was(tmp_path: Path, how: str) -> None:
    with Shell(tmp_path) as terminal:
        terminal.press("  ")
        terminal.shows("¶ 3/7")
        terminal.shows("saved")
        raw = settings(terminal)
        for _ in range(2):
            if how == "ctrl+z":
                terminal.press("\x1a")
            else:
                os.kill(terminal.number(), getattr(signal, how))
            terminal.shows("Stopped")
            if how != "SIGSTOP":
                is_given_back(terminal.written.rpartition(b"Stopped")[0])
            assert settings(terminal) != raw
            terminal.press("fg\r")
            terminal.shows("¶ 3/7")
            terminal.hides("Stopped")
        terminal.press(" ")
        terminal.shows("¶ 4/7")
        terminal.press("Q")
        terminal.shows("shell>")
        terminal.press("stty -a | grep -o ' .\\?icanon\\| .\\?echo ' | tr -d '\\n'; echo .\r")
        terminal.shows(" icanon echo .")
        terminal.press("exit\r")
        assert terminal.ends() == 0
        is_given_back(terminal.written)
    assert reviewed(tmp_path) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


@needs_bash
def test_a_terminal_that_is_closed_while_it_is_stopped_keeps_the_labels(tmp_path: Path) -> None:
    with Shell(tmp_path) as terminal:
        terminal.press("  ")
        terminal.shows("¶ 3/7")
        program = os.pidfd_open(terminal.number())
        terminal.press("\x1a")
        terminal.shows("Stopped")
        terminal.hang_up()
        ended = select.select([program], [], [], PATIENCE)[0]
        os.close(program)
        assert ended
    assert reviewed(tmp_path) == 2


BROKEN_THREAD = """
import annotator.session.saving.saver as saving
real, left = saving.written, [2]
def broken(edit):
    left[0] -= 1
    if left[0] >= 0:
        raise RuntimeError("for the test")
    return real(edit)
saving.written = broken
saving.labels_bytes = lambda *_: 1 / 0
import annotator.session.saving.writer as writer
writer.RETRY = 0.3
from annotator.__main__ import main
main()
"""


def test_an_error_of_the_program_in_the_thread_that_saves_is_shown_and_tried_again(tmp_path: Path) -> None:
    arguments = ["label", str(pact(tmp_path)), "--annotator", "mira"]
    with Terminal(arguments, program=["-c", BROKEN_THREAD]) as terminal:
        terminal.shows("¶ 1/7")
        terminal.press(" ")
        terminal.shows("NOT SAVED")
        terminal.shows("in journal")
        terminal.press("Q")
        terminal.shows("The labels file cannot be written.")
        terminal.press("Q")
        assert terminal.ends() == 0
        is_given_back(terminal.written)
        assert "Your labels are safe in .pact.mira.yaml.journal" in terminal.left_behind()
    with Terminal(arguments) as terminal:
        terminal.shows("6 to review")
        terminal.press("Q")
        assert terminal.ends() == 0
    assert reviewed(tmp_path) == 1
