"""Letters that lead straight to a question: each step of a dialogue has a capital of its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase


@dataclass(frozen=True, slots=True)
class Hop:
    """A step with the letter that leads to it.

    Attributes:
        letter: A capital.
        step: The step.
        called: What the step is called on screen.
    """

    letter: str
    step: str
    called: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the letter, the letter, and what follows: `c`, `E`, `rtainty`.

        A letter that the name does not have stands before it.
        """
        at = next((at for at, char in enumerate(self.called) if _capital(char) == self.letter), None)
        if at is None:
            return "", self.letter, f" {self.called}"
        return self.called[:at], self.letter, self.called[at + 1 :]


def hops(steps: Iterable[tuple[str, str]], taken: Container[str] = ()) -> list[Hop]:
    """Return steps with letters: for each the first of its name that no step before it has, else the first of A–Z.

    Args:
        steps: Steps, each with what it is called on screen, in order.
        taken: Keys that mean something else.

    Returns:
        No two have the same letter. A step for which none is left is not among them.
    """
    found: dict[str, Hop] = {}
    for step, called in steps:
        letters = (letter for letter in _letters(called) if letter not in taken and letter not in found)
        letter = next(letters, None)
        if letter is not None:
            found[letter] = Hop(letter, step, called)
    return list(found.values())


def _letters(called: str) -> Iterator[str]:
    yield from (letter for char in called if (letter := _capital(char)))
    yield from ascii_uppercase


def _capital(char: str) -> str:
    """Return a letter as a capital; nothing where it has no other form, or one of several code points."""
    capital = char.upper()
    return capital if len(capital) == 1 and capital.lower() != capital else ""
