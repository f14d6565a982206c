"""Searching in a text."""

from __future__ import annotations

import re

from annotator.session.units import Range

_SAME = {
    "'": "['’‘ʼ]",
    '"': '["“”„«»]',
    "-": "[-‐‑–—]",
    " ": r"\s+",
}
"""What a keyboard has and what an article has for it."""


def find(content: str, words: str, start: int) -> Range | None:
    """Return the next place where words stand, going round the end of the text.

    Case does not matter, a straight quote finds a curly one, a hyphen a dash, a space any white space.

    Args:
        content: The text.
        words: What to look for; nothing is found for none.
        start: The offset to start from.
    """
    if not words.strip():
        return None
    pattern = re.compile("".join(_SAME.get(char, re.escape(char)) for char in words.strip()), re.IGNORECASE)
    match = pattern.search(content, start) or pattern.search(content)
    return match.span() if match else None
