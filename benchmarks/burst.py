"""Many keys at once, and a key that is held down."""

from __future__ import annotations

import re
import time
from pathlib import Path

from annotator.corpus import Corpus
from annotator.session.opening import open_session
from benchmarks.corpora import ANNOTATOR
from benchmarks.programs import Program
from benchmarks.terminal import PATIENCE

KEYS = 200
RATE = 30
"""Keys a second of a keyboard's auto-repeat."""
_WORDS: dict[Path, list[str]] = {}


def burst(found: list[Program]) -> None:
    """Send 200 keys at once; measure until all are handled and painted."""
    for program in found:
        terminal = program.terminal
        assert terminal is not None
        key = _key(program)
        if key is None:
            continue
        if program.text is not None:
            terminal.send(b"\x1b[H")
        terminal.settle(0.3)
        words = _afterwards(program)
        sent = terminal.send(key * KEYS)
        first = terminal.read(PATIENCE)
        assert first is not None
        last = terminal.settle(0.25) or first[0]
        program.times.setdefault("burst", []).append(last - sent)
        shown = terminal.text()
        if any(expected not in shown for expected in words):
            raise RuntimeError(f"{program.name} lost keys: {words!r} is not on\n{shown}")


def held_down(found: list[Program], seconds: float) -> None:
    """Press a key 30 times a second; measure from each to the last byte before the next."""
    for program in found:
        terminal = program.terminal
        assert terminal is not None
        key = _key(program)
        if key is None:
            continue
        if program.text is not None:
            terminal.send(b"\x1b[H")
        terminal.settle(0.5)
        times = program.times.setdefault("held down", [])
        due = time.perf_counter()
        for _ in range(int(seconds * RATE)):
            due += 1 / RATE
            sent = terminal.send(key)
            last = None
            while (left := due - time.perf_counter()) > 0:
                data = terminal.read(left)
                last = last if data is None else data[0]
            # Nothing came before the next key: it took longer than that.
            times.append((last or due) - sent)
        program.times.setdefault("lag after held down", []).append((terminal.settle(0.25) or due) - due)


def _key(program: Program) -> bytes | None:
    """Return the key to repeat."""
    if program.text is not None:
        return b"l"
    return b"x" if program.name == "bare Textual" else None


def _afterwards(program: Program) -> list[str]:
    """Return what the screen shows when every one of 200 keys was handled."""
    if program.text is None:
        assert program.terminal is not None
        before = re.search(r"(\d+) pressed", program.terminal.text())
        return [f"x {int(before[1] if before else 0) + KEYS} pressed"]
    if program.text not in _WORDS:
        session = open_session(Corpus(program.text.parent), program.text, ANNOTATOR)
        for _ in range(KEYS):
            session.cursor.next_word()
        selection = session.cursor.selection
        word = session.text.content[selection.start : selection.end]
        _WORDS[program.text] = [f"¶ {session.cursor.paragraph + 1}/", f" at: {word}"]
    return _WORDS[program.text]
