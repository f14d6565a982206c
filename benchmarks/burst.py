"""Many keys at once, and a key that is held down."""

from __future__ import annotations

import time

from benchmarks.programs import Program
from benchmarks.terminal import PATIENCE

KEYS = 200
RATE = 30
"""Keys a second of a keyboard's auto-repeat."""


def burst(found: list[Program]) -> None:
    """Send 200 keys at once; measure until all are handled and painted."""
    for program in found:
        terminal = program.terminal
        assert terminal is not None
        key, words = _key(program)
        if key is None:
            continue
        if program.name.startswith("annotator"):
            terminal.send(b"\x1b[H")
        terminal.settle(0.3)
        sent = terminal.send(key * KEYS)
        first = terminal.read(PATIENCE)
        assert first is not None
        last = terminal.settle(0.25) or first[0]
        program.times.setdefault("burst", []).append(last - sent)
        shown = terminal.text()
        if words and words not in shown:
            raise RuntimeError(f"{program.name} lost keys: {words!r} is not on\n{shown}")


def held_down(found: list[Program], seconds: float) -> None:
    """Press a key 30 times a second; measure from each to the last byte before the next."""
    for program in found:
        terminal = program.terminal
        assert terminal is not None
        if _key(program)[0] is None:
            continue
        if program.name.startswith("annotator"):
            terminal.send(b"\x1b[H")
        terminal.settle(0.5)
        times = program.times.setdefault("held down", [])
        due = time.perf_counter()
        for _ in range(int(seconds * RATE)):
            due += 1 / RATE
            sent = terminal.send(_key(program)[0] or b"l")
            last = None
            while (left := due - time.perf_counter()) > 0:
                data = terminal.read(left)
                last = last if data is None else data[0]
            # Nothing came before the next key: it took longer than that.
            times.append((last or due) - sent)
        program.times.setdefault("lag after held down", []).append((terminal.settle(0.25) or due) - due)


def _key(program: Program) -> tuple[bytes | None, str]:
    """Return the key to repeat, and words that the screen shows when every one of 200 was handled."""
    if program.name.startswith("bare Textual"):
        return b"x", ""
    if program.name.startswith("annotator"):
        return b"l", ""
    return None, ""
