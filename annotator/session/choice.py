"""One answer of a dialogue, with the key that gives it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.codebook import Value


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a key gives.

    Attributes:
        key: The key, as it is typed.
        shown: The answer as a person reads it.
        value: What is stored: a code, or the id of a source.
        chosen: It is the answer now.
        told: The words tell it, and nobody has answered yet.
        guidelines: The codebook's entry, for an attribute's value.
    """

    key: str
    shown: str
    value: str | int
    chosen: bool
    told: bool = False
    guidelines: Value | None = None
