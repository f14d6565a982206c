"""Searching in a text."""

from __future__ import annotations

import re
import unicodedata

from annotator.session.units import Range

MOST = 300
"""How much of what was pasted is looked for, in code points: no article repeats more by chance."""

_SAME = ("'’‘ʼ‛′`´", '"“”„‟«»″', "-‐‑‒–—−")
"""What a keyboard has and what an article has for it: each stands for all beside it."""
_CLASS = {char: f"[{re.escape(same)}]" for same in _SAME for char in same}


def find(content: str, words: str, start: int) -> Range | None:
    """Return the next place where words stand, going round the end of the text.

    Case does not matter, nor whether quote marks are straight or curly, dashes long or short, white space one or much,
    and accents one code point or two.

    Args:
        content: The text.
        words: What to look for, its first `MOST` code points; nothing is found for none.
        start: The offset to start from.
    """
    words = words[:MOST]
    ways = dict.fromkeys([words, unicodedata.normalize("NFC", words)])
    wanted = [r"\s+".join("".join(map(_either, word)) for word in way.split()) for way in ways]
    if not wanted[0]:
        return None
    pattern = re.compile("|".join(wanted), re.IGNORECASE)
    match = pattern.search(content, start) or pattern.search(content)
    return match.span() if match else None


def _either(char: str) -> str:
    """Return the pattern for a character in any way it may be written."""
    apart = unicodedata.normalize("NFD", char)
    if apart != char:
        return f"(?:{re.escape(char)}|{re.escape(apart)})"
    return _CLASS.get(char, re.escape(char))
