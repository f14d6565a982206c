"""The least that curses can do: a screen of a text, redrawn with another paragraph or word marked at every key."""

from __future__ import annotations

import curses
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _curses import window


def main(screen: window) -> None:
    """Step by paragraph with `j`, by word with any other key."""
    curses.curs_set(0)
    paragraphs = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n\n")
    here = word = 0
    while True:
        screen.erase()
        height, width = screen.getmaxyx()
        row = 0
        for number in range(here, len(paragraphs)):
            for line in textwrap.wrap(paragraphs[number], width - 6):
                if row >= height - 1:
                    break
                screen.addstr(row, 0, "▌" if number == here else " ")
                screen.addstr(row, 5, line)
                row += 1
            row += 1
            if row >= height - 1:
                break
        words = paragraphs[here].split()
        chosen = words[word % len(words)]
        screen.addstr(0, 5, chosen, curses.A_REVERSE)
        screen.addstr(height - 1, 0, f"{here + 1}/{len(paragraphs)} {word} {chosen}"[: width - 1])
        screen.refresh()
        if screen.getch() == ord("j"):
            here, word = here + 1, 0
        else:
            word += 1


if __name__ == "__main__":
    curses.wrapper(main)
