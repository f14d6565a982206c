"""The program as a whole: help, version, wrong usage, and no traceback whatever happens."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from annotator import __version__
from annotator.cli import COMMANDS
from tests.cli.conftest import Annotator
from tests.sample import put

SUBCOMMANDS = [(name,) for name in COMMANDS] + [("codebook", name) for name in ("show", "check", "schema")]


def in_a_shell(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "annotator", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=os.environ | environment)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version_is_one_line(here: Path, option: str) -> None:
    ran = in_a_shell(option, folder=here)
    assert (ran.returncode, ran.stdout.decode(), ran.stderr) == (0, f"annotator {__version__}\n", b"")


def test_the_version_is_the_same_by_way_of_the_command_line(annotator: Annotator) -> None:
    assert annotator("--version").out == [f"annotator {__version__}"]


@pytest.mark.parametrize("command", [(), *SUBCOMMANDS], ids=lambda command: " ".join(command) or "annotator")
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_help_has_an_example_and_fits_the_terminal(
    annotator: Annotator, command: tuple[str, ...], option: str
) -> None:
    outcome = annotator(*command, option)
    assert (outcome.code, outcome.err) == (0, [])
    examples = [line for line in outcome.out if line.startswith("    annotator ")]
    assert examples
    assert all(" ".join(("annotator", *command)) in line for line in examples)
    assert all(len(line) <= 80 for line in outcome.out)


def test_the_help_lists_every_command(annotator: Annotator) -> None:
    listed = "\n".join(annotator("--help").out)
    assert all(f"  {name}  " in f"{listed}  " and help_ in listed for name, help_ in COMMANDS.items())


def test_without_a_command_the_help_is_shown_and_the_code_is_that_of_wrong_usage(annotator: Annotator) -> None:
    outcome = annotator()
    assert (outcome.code, outcome.out) == (2, [])
    assert outcome.err == annotator("--help").out


@pytest.mark.parametrize(
    ("arguments", "sentence", "help_of"),
    [
        (["lable"], "No such command 'lable'", "annotator"),
        (["label"], "Missing argument 'PATHS...'.", "annotator label"),
        (["add", "x.txt"], "Missing option '--to'.", "annotator add"),
        (["status", "--format", "xml"], "'xml' is not one of 'table', 'json'.", "annotator status"),
        (["keys", "--colour"], "No such option '--colour'", "annotator keys"),
        (["codebook", "shwo"], "No such command 'shwo'", "annotator codebook"),
    ],
)
def test_wrong_usage_is_a_sentence_and_where_to_read_on(
    annotator: Annotator, arguments: list[str], sentence: str, help_of: str
) -> None:
    outcome = annotator(*arguments)
    assert (outcome.code, outcome.out) == (2, [])
    assert sentence in outcome.err[0]
    assert outcome.err[-1] == f"`{help_of} --help` shows how to use it."


def test_what_the_system_says_is_a_sentence_too(annotator: Annotator) -> None:
    outcome = annotator("label", f"{'x' * 300}.txt")
    assert outcome.code == 2
    assert outcome.err == [f"{'x' * 200}… cannot be read: File name too long."]
    assert annotator("codebook", "show", "x" * 300).code == 2


def test_an_interruption_is_one_word(annotator: Annotator, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    put(here)
    monkeypatch.setattr("annotator.cli.status.progress_of", interrupted)
    outcome = annotator("status", ".")
    assert (outcome.code, outcome.err[-1]) == (130, "Stopped.")


def test_a_reader_that_goes_away_is_no_fault(here: Path) -> None:
    command = [sys.executable, "-m", "annotator", "codebook", "show"]
    with subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert "Traceback" not in errors
    assert process.returncode == 2


def test_a_terminal_that_cannot_show_every_character_is_no_obstacle(here: Path) -> None:
    ran = in_a_shell("codebook", "show", folder=here, PYTHONIOENCODING="latin-1")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"\\u201c" in ran.stdout


def test_there_is_no_colour_in_what_is_not_shown_on_a_terminal(here: Path) -> None:
    put(here)
    for arguments in (["status"], ["validate"], ["keys"], ["codebook", "show"]):
        assert b"\x1b" not in in_a_shell(*arguments, folder=here, FORCE_COLOR="1").stdout


def test_names_of_files_cannot_command_the_terminal(annotator: Annotator, here: Path) -> None:
    (here / "a\x1b]0;owned\x07\n\u202e.txt").write_bytes(b"\xff")
    (here / "b\x9b31m.txt").write_text("Words.\n", encoding="utf-8")
    for command in ("status", "validate"):
        for form in ("table", "json"):
            outcome = annotator(command, ".", "--format", form)
            assert outcome.code == 1
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", "".join(outcome.out + outcome.err))


def test_names_of_files_that_are_not_utf8_are_told_all_the_same(annotator: Annotator, here: Path) -> None:
    try:
        (here / os.fsdecode(b"caf\xe9.txt")).write_text("Words.\n", encoding="utf-8")
    except OSError as error:  # some file systems have none
        if error.errno not in {errno.EILSEQ, errno.EINVAL}:
            raise
        pytest.skip("the file system takes UTF-8 only")
    assert annotator("status", ".").err == ["caf�.txt has a name that is not UTF-8: rename it."]
    assert annotator("validate", ".", "--format", "json").code == 1
