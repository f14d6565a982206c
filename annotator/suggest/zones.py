"""What each paragraph is: headline, byline, subheading, caption, furniture, repeat, or body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.labels import Zone
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar

_WORD = re.compile(r"[^\W_][\w'’-]*")
_LABEL = re.compile(r"\w+\s*:")
_CLOSING = "\"”’'»“)"
_ENDS = tuple(".!?…:;")
_STOPS = tuple(".…")
_LONGEST_HEADING = 14  # words
_LONGEST_SUBHEADING = 9
_LONGEST_FURNITURE = 14
_SHORT = 8
_OPENING = 200  # characters that a paragraph is known by
_BEFORE_BODY = 4  # paragraphs among which the headline is
_LONG = 25  # words of a paragraph that is certainly body


def zones(content: str, paragraphs: Sequence[Range], grammar: Grammar) -> list[Zone]:
    """Return the zone of every paragraph.

    Args:
        content: The text.
        paragraphs: Its paragraphs, in order.
        grammar: The language.
    """
    texts = [content[start:end] for start, end in paragraphs]
    counts = [len(_WORD.findall(text, 0, 2_000)) for text in texts]
    first_long = next((i for i, count in enumerate(counts) if count >= _LONG), len(texts))
    seen: set[str] = set()
    found: list[Zone] = []
    for index, text in enumerate(texts):
        key = " ".join(text.split()).casefold() if counts[index] <= 60 else ""  # noqa: PLR2004 - only short ones repeat
        zone = _zone(grammar, text, counts[index], index=index, first_long=first_long, found=found)
        if zone != "furniture" and key and key in seen:
            zone = "repeat"
        seen.add(key)
        found.append(zone)
    return found


def _zone(grammar: Grammar, text: str, count: int, *, index: int, first_long: int, found: list[Zone]) -> Zone:
    opening = _WORD.search(text, 0, _OPENING)
    if opening is None:
        return "furniture"
    first = opening[0].lower()
    if first in grammar.caption and _LABEL.match(text):
        return "caption"
    if count <= _LONGEST_HEADING and first in grammar.byline and _is_byline(text):
        return "byline"
    if count <= _LONGEST_FURNITURE and _is_furniture(grammar, count, text):
        return "furniture"
    if index < min(first_long, _BEFORE_BODY) and count <= _LONGEST_HEADING + 6 and not _ends(text, _STOPS):
        return "headline" if "headline" not in found else "subheading"
    if (
        count <= _LONGEST_SUBHEADING
        and index > 0
        and not _ends(text, _ENDS)
        and not text.startswith(("“", '"', "‘", "'", "„", "-", "•"))
    ):
        return "subheading" if first_long <= index else "body"
    if index == first_long and ("headline" in found or "byline" in found):
        return "lede"
    return "body"


def _ends(text: str, marks: tuple[str, ...]) -> bool:
    """Tell whether a paragraph ends in one of some marks; closing quotation marks and brackets may follow."""
    return text.rstrip(_CLOSING).endswith(marks)


def _is_byline(text: str) -> bool:
    names = _WORD.findall(text, 0, _OPENING)[1:]
    return bool(names) and names[0][0].isupper() and text.rstrip()[-1:] not in "!?:"


def _is_furniture(grammar: Grammar, count: int, text: str) -> bool:
    """Tell whether a short paragraph is a button, a teaser or a notice of the page."""
    if "|" in text or "©" in text or "\t" in text.strip():
        return True
    words = [word.lower() for word in _WORD.findall(text, 0, _OPENING)]
    known = [phrase for phrase in grammar.furniture if phrase[0] == words[0]]
    return any(tuple(words[: len(phrase)]) == phrase and _fits(phrase, count, text) for phrase in known)


def _fits(phrase: tuple[str, ...], count: int, text: str) -> bool:
    if len(phrase) == 1:
        return count == 1 or bool(_LABEL.match(text)) or (count <= 3 and not _ends(text, _ENDS))  # noqa: PLR2004
    return count <= _SHORT or not _ends(text, _ENDS)
