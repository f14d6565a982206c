"""Killed at any moment, many times over: what was told to be saved is there, and nothing else than what was done.

`CRASH_ROUNDS` and `CRASH_KILLS` set how often: the real program in a terminal, and processes without a screen.

    CRASH_ROUNDS=2000 CRASH_KILLS=20000 python -m pytest -q -m long tests/soak/test_crash.py
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.edits import Edit
from annotator.session.saving import writer
from annotator.session.saving.states import SaveState
from annotator.text import Text
from tests.session.desk import ARTICLE
from tests.session.disk import a_folder
from tests.soak.survival import LABELS, Ledger, digest, opened, recovered
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.long

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "200"))
KILLS = int(os.environ.get("CRASH_KILLS", "500"))
SEED = int(os.environ.get("CRASH_SEED", "0")) or random.randrange(1, 10**9)
"""Told when a run fails, so that the same keys can be pressed again."""

PHRASES = ("Halden", "bridge", "12 percent", "Orlane", "We agree", "Pellin", "ferries", "friendship", "Print")
ZONES, FIRST = "hylsbcfr", {"q": "dims", "c": "qcp", "o": "nugd", "f": "eml"}


def keys(chance: random.Random) -> str:
    """Return the keys of one thing that a person does."""
    match chance.randrange(12):
        case 0 | 1:
            return chance.choice(["j", "k", "l", "h", "G", "i", "I", "N", "'", "s", "S", "L", ">", ")"])
        case 2:
            return f"/{chance.choice(PHRASES)}\r"
        case 3 | 4 | 5:
            layer = chance.choice("qcof")
            return f"{layer}{chance.choice(FIRST[layer])}\r"
        case 6:
            return f"z{chance.choice(ZONES)}"
        case 7:
            return f"m{chance.choice(['seen', 'said on the quay', '“here”'])}\r"
        case 8:
            return chance.choice(["d", "v", "r", "C", "\x7f", "+", "1", "2"])
        case 9:
            return chance.choice(["u", "U"])
        case _:
            return " "


class Program:
    """The program in a terminal, what its screen said to be saved, and what its witness noted."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._notes = folder.with_name(f"{folder.name}.notes")
        self._notes.write_bytes(b"")
        self._chance = chance
        self.saved = 0
        command = ["-m", "tests.soak.program", str(self._notes)]
        self.terminal = Terminal(["label", str(folder / "pact.txt"), "--annotator", "mira"], program=command)

    def read(self, seconds: float) -> None:
        """Read what is shown for some time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not select.select([self.terminal.process.child_fd], [], [], left)[0]:
                return
            try:
                self.terminal.feed(os.read(self.terminal.process.child_fd, 65536))
            except OSError:
                return
            for count in re.findall(r"· saved#(\d+)#", self.terminal.screen.display[0]):
                self.saved = max(self.saved, int(count))

    def work(self) -> None:
        """Press keys and be killed: often while it starts, often in the middle of a key."""
        if self._chance.random() < 0.25:
            self.read(self._chance.uniform(0.0, 0.9))
        else:
            self.terminal.shows("¶ ")
            for _ in range(self._chance.randrange(1, 25)):
                self.terminal.press(keys(self._chance))
                self.read(self._chance.choice([0.0, 0.0, 0.004, 0.02, 0.05, 0.15]))
        self.terminal.process.kill(signal.SIGKILL)
        self.terminal.process.wait()

    def told(self) -> list[str]:
        """Return the states of the labels that were noted."""
        return self._notes.read_text().split()


def killed_again_and_again(folder: Path, rounds: int, seed: int) -> tuple[int, int]:
    """Run the program and kill it; return how many edits there were, and how many the screen said to be saved."""
    folder.mkdir()
    (folder / "pact.txt").write_bytes(ARTICLE.encode())
    chance = random.Random(seed)
    session = opened(folder)
    ledger, text = Ledger(digest(session)), session.text
    session.close()
    edits = saved = 0
    for number in range(rounds):
        program = Program(folder, chance)
        with program.terminal:
            program.work()
        ledger.check(recovered(folder, text), program.told(), program.saved)
        edits, saved = edits + len(program.told()), saved + program.saved
        if number % 20 == 19:
            left_cleanly(folder)
    left_cleanly(folder)
    return edits, saved


def left_cleanly(folder: Path) -> None:
    """Start the program, quit it, and find nothing but text and labels."""
    program = Program(folder, random.Random())
    with program.terminal:
        program.terminal.shows("¶ ")
        program.terminal.press("\x11")
        assert program.terminal.ends() == 0
    assert sorted(path.name for path in folder.iterdir()) == [LABELS, "pact.txt"]


def test_the_program_in_its_terminal_killed_at_any_moment() -> None:
    sys.stdout.write(f"CRASH_SEED={SEED}\n")
    lanes = 2
    with a_folder() as name, ThreadPoolExecutor(lanes) as pool:
        done = [
            pool.submit(killed_again_and_again, Path(name, f"lane-{lane}"), -(-ROUNDS // lanes), SEED + lane)
            for lane in range(lanes)
        ]
        counts = [lane.result() for lane in done]
    edits, saved = (sum(numbers) for numbers in zip(*counts, strict=True))
    sys.stdout.write(f"{ROUNDS} rounds, {edits} edits, {saved} told to be saved before the kill\n")
    assert saved > ROUNDS


# --- without a screen ------------------------------------------------------------------------------------------------


def labours(folder: Path, seed: int, pipe: int) -> None:
    """Label until killed; tell each state of the labels before it is saved, and how many are when they are."""
    chance = random.Random(seed)
    session = opened(folder)
    os.write(pipe, f"o {digest(session)}\n".encode())
    record, count = session.saver.record, 0

    def recorded(edit: Edit, labels: Labels) -> None:
        nonlocal count
        os.write(pipe, f"s {digest(session)}\n".encode())
        count += 1
        record(edit, labels)

    session.saver.record = recorded  # type: ignore[method-assign]
    saving = writer.Writer(session.saver, lambda: None)
    saving.start()
    while True:
        try:
            act(session, chance)
        except AnnotatorError:
            continue
        if chance.random() < 0.3:
            saving.fold_soon()
        until = time.monotonic() + chance.choice([0.0, 0.0, 0.001, 0.005])
        while session.saver.state is not SaveState.SAVED and time.monotonic() < until:
            time.sleep(0.0002)
        if session.saver.state is SaveState.SAVED:
            os.write(pipe, f"a {count}\n".encode())


def act(session: Session, chance: random.Random) -> None:
    """Do something."""
    from tests.session.desk import claim, do, frame, quote, source

    match chance.randrange(10):
        case 0:
            source(session, chance.choice(["Mira Halden", "Kasimir Orlane", "Jory Pellin"]))
        case 1:
            quote(session, chance.choice(["“This is a bridge, not a wall,”", "“We agree,”"]))
        case 2:
            claim(session, chance.choice(["trade had grown by 12 percent", "freight will double"]))
        case 3:
            frame(session, chance.choice(["not a wall", "nobody had asked for"]))
        case 4 | 5:
            do(session, chance.choice(["first_paragraph", "next_paragraph"]), "next_item", "delete")
        case 6:
            do(session, "undo")
        case 7:
            do(session, chance.choice(["redo", "complete", "unreview"]))
        case _:
            do(session, chance.choice(["first_paragraph", "next_paragraph"]), "reviewed_next")


def said(pipe: int, process: int, seconds: float) -> Iterator[list[str]]:
    """Yield the words of each line that a process has written until it is killed, after some time."""
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    data = b""
    while block := os.read(pipe, 1 << 20):
        data += block
    for line in data.decode().split("\n")[:-1]:
        yield line.split()


def test_processes_without_a_screen_killed_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    sys.stdout.write(f"CRASH_SEED={SEED}\n")
    monkeypatch.setattr(writer, "IDLE", 0.01)
    with a_folder() as name:
        folder = Path(name, "corpus")
        folder.mkdir()
        edits, saved = killed_without_a_screen(folder)
    sys.stdout.write(f"{KILLS} kills, {edits} edits, {saved} told to be saved before the kill\n")
    assert saved > KILLS // 2


def killed_without_a_screen(folder: Path) -> tuple[int, int]:
    """Have processes label and kill them; return how many edits there were, and how many were told to be saved."""
    (folder / "pact.txt").write_bytes(ARTICLE.encode())
    chance = random.Random(SEED)
    session = opened(folder)
    ledger = Ledger(digest(session))
    text: Text = session.text
    session.close()
    edits = saved = 0
    for number in range(KILLS):
        reads, writes = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                os.close(reads)
                labours(folder, SEED + number, writes)
            finally:
                os._exit(1)
        os.close(writes)
        lines = list(said(reads, process, chance.choice([0.005, 0.03, 0.1, 0.25]) * chance.random()))
        os.close(reads)
        states = [word for what, word in lines if what == "s"]
        acknowledged = max((int(word) for what, word in lines if what == "a"), default=0)
        for what, word in lines:
            if what == "o":
                ledger.check(word, [], 0)
        ledger.check(recovered(folder, text), states, acknowledged)
        edits, saved = edits + len(states), saved + acknowledged
    return edits, saved
