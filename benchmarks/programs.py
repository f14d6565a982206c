"""What is measured: the annotator, a bare Textual app, a bare curses program, SLATE; and the same steps in each."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpora
from benchmarks.terminal import Terminal

HERE = Path(__file__).parent
SLATE = "slate-nlp==1.1.3"

Step = tuple[str, bytes]
"""What a key does, and the key; keys without a name are pressed but not measured."""


@dataclass
class Program:
    """One contestant.

    Attributes:
        name: What it is called in the report.
        command: How it is started.
        folder: Where; it may write there.
        shown: Words in its first useful screen.
        whole: Words that are shown when everything is there; empty where the first useful screen is whole.
        first_key: A key that is pressed as soon as it is.
        after_key: Words that this key makes it show.
        text: The text it shows, where it is the annotator.
        steps: What is measured, in this order, in every round.
        begin: Keys before every round whose number is a multiple of `every`.
        every: After how many rounds it begins anew.
        terminal: Where it runs.
        times: Seconds of each step, by name.
    """

    name: str
    command: list[str]
    folder: Path | None = None
    shown: str = corpora.FIRST
    whole: str = ""
    text: Path | None = None
    first_key: bytes = b"j"
    after_key: str = ""
    steps: list[Step] = field(default_factory=list)
    begin: list[bytes] = field(default_factory=list)
    every: int = 12
    terminal: Terminal | None = None
    times: dict[str, list[float]] = field(default_factory=dict)

    def start(self) -> Terminal:
        """Start it anew."""
        return Terminal(self.name, self.command, self.folder)


OWN_STEPS: list[Step] = [
    ("next paragraph", b"j"),
    ("word", b"l"),
    ("extend", b"L"),
    ("label", b"c"),
    ("choose an attribute", b"q"),
    ("keep the label", b"\r"),
    ("undo", b"u"),
    ("", b"/"),
    *(("", letter.encode()) for letter in corpora.SOUGHT),
    ("search hit", b"\r"),
    ("last paragraph", b"G"),
    ("back to the first", b"\x1b[H"),
]
PILED_STEPS = [("", b"\x1b[H"), *OWN_STEPS[:7]]


def own(path: Path, shape: corpora.Shape) -> Program:
    """Return the annotator on a text."""
    command = [sys.executable, "-m", "annotator", "label", str(path), "--annotator", corpora.ANNOTATOR]
    steps = PILED_STEPS if shape.piled else OWN_STEPS
    name, after = f"annotator, {shape.name}", f"¶ 2/{shape.paragraphs}"
    return Program(name, command, whole="¶ 1/", after_key=after, steps=steps, text=path)


def bare_textual() -> Program:
    """Return the bare Textual app."""
    command = [sys.executable, str(HERE / "bare_textual.py")]
    return Program("bare Textual", command, after_key="j 1 pressed", steps=[("echo", b"x")] * 4)


def bare_curses(path: Path, shape: corpora.Shape) -> Program:
    """Return the bare curses program on a text."""
    command = [sys.executable, str(HERE / "bare_curses.py"), str(path)]
    steps = [("next paragraph", b"j"), ("word", b"l")]
    return Program(f"curses, {shape.name}", command, steps=steps)


def slate(path: Path, shape: corpora.Shape, executable: Path) -> Program:
    """Return SLATE on a text with as many labels, written into a folder beside it."""
    folder = path.parent / "slate"
    folder.mkdir(exist_ok=True)
    text = path.read_text(encoding="utf-8")
    (folder / "harbour.txt").write_text(text, encoding="utf-8")
    lines = text.split("\n")
    rows = []
    filled = [number for number, line in enumerate(lines) if line]
    for number in range(shape.items):
        line = filled[number * len(filled) // shape.items]
        words = len(lines[line].split())
        first = number * 7 % words
        last = min(first + number % 9, words - 1)
        rows.append(f"(({line}, {first}), ({line}, {last})) - label:{'asd'[number % 3]}")
    (folder / "harbour.txt.annotations").write_text("\n".join(rows) + "\n", encoding="utf-8")
    command = [str(executable), "-t", "categorical", "-s", "token", "-o", "-l", "log", "harbour.txt"]
    steps: list[Step] = [
        ("next paragraph", b"o"),
        ("word", b";"),
        ("", b" "),
        ("label", b"a"),
        ("undo", b"u"),
        ("search hit", b"n"),
    ]
    program = Program(f"SLATE, {shape.name}", command, folder, first_key=b"o", steps=steps)
    program.begin = [b"\\", *(letter.encode() for letter in corpora.SOUGHT), b"\r"]
    program.every = 1_000_000
    return program


def slate_executable(folder: Path) -> Path | None:
    """Install SLATE into an environment of its own, and return the program; None where that is not possible."""
    executable = folder / "slate-venv" / "bin" / "slate"
    if executable.exists():
        return executable
    venv.create(folder / "slate-venv", with_pip=True)
    pip = [str(folder / "slate-venv" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", SLATE]
    done = subprocess.run(pip, check=False, capture_output=True, text=True, env={**os.environ})
    if done.returncode:
        print(f"SLATE could not be installed, and is left out: {done.stderr.strip().splitlines()[-1:]}")
        return None
    return executable


def installed_anew(folder: Path) -> Path | None:
    """Install this program as people do, with the newest pip, and return the folder of its script.

    Without what it needs: it tells its version without any of that. None where it cannot be installed.
    """
    place = folder / "newest-pip"
    venv.create(place, with_pip=True, clear=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    for what in (["--upgrade", "pip"], ["--no-deps", str(HERE.parent)]):
        done = subprocess.run([*pip, *what], check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"The newest pip is left out: {done.stderr.strip().splitlines()[-1:]}")
            return None
    return place / "bin"
