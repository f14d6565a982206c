"""Nothing from outside commands the terminal: every byte written to it, on every screen and by every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.cli import run
from annotator.corpus import Corpus
from annotator.display import visible
from annotator.text import read_text
from tests.fuzz.nasty import ESCAPES
from tests.fuzz.victim import FILES
from tests.tui import hostile
from tests.tui.terminal import Terminal


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return hostile.put(tmp_path)


def paste(words: str) -> str:
    """Return words as a terminal sends them when they are pasted; an end of the paste within them is not theirs."""
    return "\x1b[200~" + words.replace("\x1b[201~", "") + "\x1b[201~"


PASTED = paste("".join(ESCAPES.values()).replace("\n", " "))


@pytest.mark.parametrize("name", [name for name, words in ESCAPES.items() if visible(words) != words])
def test_what_a_terminal_would_obey_is_noticed_here(name: str) -> None:
    assert hostile.commands_in(f"{ESCAPES['alternate screen']} {ESCAPES[name]}".encode())


def test_no_screen_sends_a_terminal_what_a_corpus_says(text: Path) -> None:
    keymap = str(text.parent / ".keys.yaml")
    with Terminal(["label", str(text.parent), "--annotator", "mira"], size=(100, 40), keymap=keymap) as terminal:
        assert "T ␛]0;PWNED␇user⇄txt.exe⇄▯0;PWNED▯[/] [/bold] [/red]" in terminal.shows("1 text")
        terminal.press("\r")
        terminal.shows("¶ 1/")
        for paragraph in range(2, len(ESCAPES) + 2):
            terminal.press("j")
            shown = terminal.shows(f"¶ {paragraph}/")
            if paragraph == 2:
                assert "window title: ␛]0;PWNED␇ – and on" in shown
                assert "1 N ␛[2J␛[H[/]" in shown
        terminal.press("\x1bOHji")
        terminal.shows("Q1 ")
        terminal.press("g")
        terminal.shows("esc close")
        terminal.press(" " * 5 + "\x1b")
        terminal.hides("esc close")
        terminal.press("?")
        terminal.shows("esc close")
        terminal.press(" \x1b")
        terminal.hides("esc close")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert hostile.commands_in(terminal.written) == []


def test_no_screen_sends_a_terminal_what_is_pasted(text: Path) -> None:
    keymap = str(text.parent / ".keys.yaml")
    with Terminal(["label", str(text), "--annotator", "mira"], size=(100, 40), keymap=keymap) as terminal:
        terminal.shows("¶ 1/")
        terminal.press("i")
        terminal.shows("Q1 ")
        terminal.press("m")
        terminal.shows("Note on")
        terminal.press("\x15" + PASTED + "ok\r")
        terminal.hides("Note on")
        terminal.press("\x1bOR")
        terminal.shows("Search:")
        terminal.press(PASTED + "zzz\r")
        terminal.shows("does not")
        terminal.press("jw")
        terminal.shows("Who")
        terminal.press(PASTED)
        terminal.press("\x1b")
        terminal.hides("Who")
        terminal.press("z")
        terminal.shows("furniture")
        terminal.press("\x1b")
        terminal.hides("furniture")
        terminal.press("\x10")
        terminal.shows("Search for commands")
        terminal.press(paste("find \x9b2J\u202e\x1b]0;PWNED\x07"))
        terminal.shows("find ▯2J⇄")
        terminal.press("\x15")
        terminal.shows("Search for commands")
        terminal.press("grow")
        terminal.shows("larger: word")
        terminal.press("\x1b")
        terminal.hides("larger: word")
        terminal.press("\x13")
        terminal.shows("Saved in")
        terminal.press("\x0f")
        terminal.shows("1 text")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert hostile.commands_in(terminal.written) == []


def test_labels_on_hostile_words_stand_where_the_words_stand(text: Path) -> None:
    with Terminal(["label", str(text), "--annotator", "tom"], size=(100, 40)) as terminal:
        terminal.shows("¶ 1/")
        terminal.press("/bidi override\r")
        terminal.shows("13 characters: bidi override")
        terminal.press("sss")
        terminal.shows("user⇄txt.exe⇄")
        terminal.press("q")
        terminal.shows("[d]")
        terminal.press("d\r")
        terminal.shows("Q1")
        terminal.press("\x13")
        terminal.shows("Saved in")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert hostile.commands_in(terminal.written) == []
    ((span,),) = (quote.content for quote in Corpus(text.parent).read_labels(read_text(text), "tom").quotes)
    assert span.text == hostile.ARTICLE[span.start : span.end]
    assert "\u202e" in span.text


COMMANDS = [
    ["status", "."], ["status", ".", "--format", "json"], ["validate", "."], ["validate", ".", "--format", "json"],
    ["codebook", "show", "hostile.yaml"], ["codebook", "show", "hostile.yaml", "--format", "json"],
    ["codebook", "check", "hostile.yaml"], ["codebook", "schema", "--codebook", "hostile.yaml"],
    ["keys", "--keymap", ".keys.yaml"], ["keys", "--keymap", ".keys.yaml", "--format", "json"],
    ["add", f"{hostile.STEM}.txt", "--to", f"to{hostile.STEM}"], ["label", "."],
    *([*command, hostile.STEM] for command in (
        ["status"], ["validate"], ["label"], ["codebook", "show"], ["codebook", "check"], [], ["codebook"],
        ["add", "--to", "x"], ["add", "corpus.yaml", "--to", "x", "--encoding"], ["add", "x", "--to", "x", "--name"],
        ["label", ".", "--annotator"], ["label", ".", "--layers"], ["label", ".", "--codebook"], ["status", "--format"],
        ["validate", "--codebook"], ["keys", "--keymap"], ["keys"], ["codebook", "schema", "--to", "x", "--codebook"],
    )),
    [f"--{hostile.STEM}"], ["status", f"-{hostile.STEM}"], ["label", f"--annotator={hostile.STEM}", "."],
]  # fmt: skip


def test_no_command_prints_what_a_terminal_obeys(
    text: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(text.parent)
    for command in COMMANDS:
        assert run(command) in {0, 1, 2}
        out, err = capfdbinary.readouterr()
        assert out + err
        for line in (out + err).decode().split("\n"):
            assert visible(line) == line, command


@pytest.mark.parametrize("broken", ["pact.mira.yaml", "corpus.yaml", "sources.yaml", "keys.yaml", "own.yaml"])
def test_no_sentence_about_a_fault_repeats_what_a_terminal_obeys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    quoted = hostile.yaml_of(hostile.ALL)
    for content in (
        f"{quoted}: 1\n",
        f"title: {{{quoted}: x}}\n",
        f"format: {quoted}\n",
        f"a: no\n{quoted}: 1\n{quoted}: 1\n",
    ):
        (tmp_path / broken).write_text(content, encoding="utf-8")
        for command in (
            ["validate", "."],
            ["status", "."],
            ["keys", "--keymap", "keys.yaml"],
            ["codebook", "check", "own.yaml"],
        ):
            run(command)
        out, err = capfdbinary.readouterr()
        for line in (out + err).decode().split("\n"):
            assert visible(line) == line


def test_adjudicating_and_comparing_send_a_terminal_nothing_either(text: Path) -> None:
    mira = text.with_name(f"{text.stem}.mira.yaml")
    other = (
        mira.read_text(encoding="utf-8")
        .replace("annotator: mira", "annotator: jory")
        .replace("form: direct", "form: other")
    )
    text.with_name(f"{text.stem}.jory.yaml").write_text(other, encoding="utf-8")
    keymap = str(text.parent / ".keys.yaml")
    with Terminal(["adjudicate", str(text)], size=(100, 40), keymap=keymap) as terminal:
        terminal.shows("1 of 1 left")
        for key, words in (("\r", "esc close"), ("g", "esc close"), ("?", "esc close")):
            terminal.press(key)
            terminal.shows(words)
            terminal.press("\x1b")
            terminal.hides(words)
        terminal.press("e")
        terminal.shows("version")
        terminal.press(paste("find \x9b2J\u202e\x1b]0;PWNED\x07") + "\r")
        terminal.shows("is taken")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert hostile.commands_in(terminal.written) == []
    with Terminal(["adjudicate", str(text), "--compare", "mira"], size=(100, 40), keymap=keymap) as terminal:
        terminal.shows("change 1 of 1")
        terminal.press("\r")
        terminal.shows("esc close")
        terminal.press("\x1b")
        terminal.hides("esc close")
        terminal.press("=")
        terminal.shows("What gold changed")
        terminal.press("\x1b")
        terminal.hides("What gold changed")
        terminal.press("Q")
        assert terminal.ends() == 0
        assert hostile.commands_in(terminal.written) == []
