"""Where words of a text before a revision may stand now: the places to offer to a person."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from annotator.reanchoring.folding import Folded, fold
from annotator.reanchoring.places import Places
from annotator.session.units import Range, Units

_MOST_WORDS = 400
"""Words of a paragraph that are compared; longer ones are offered from their beginning."""


def places_of(content: str, words: str) -> list[Range]:
    """Return where words stand, white space and quote marks aside; nothing where that is nearly everywhere."""
    folded = fold(words)
    return Places(Folded(content), [folded]).anywhere(folded) or []


def most_like(units: Units, words: str) -> Range | None:
    """Return the stretch of one paragraph that shares most words with some; None where nothing does."""
    wanted = _words(words)
    asked = Counter(wanted)
    best, shared = None, 0
    for index in range(len(units)):
        start, end = units.paragraph(index)
        # Most paragraphs share little: what is cheap is looked at first.
        common = sum((Counter(_words(units.content[start:end])) & asked).values())
        if common > shared:
            best, shared = index, common
    if best is None:
        return None
    found = units.words(best)[:_MOST_WORDS]
    here = [units.content[start:end].casefold() for start, end in found]
    blocks = SequenceMatcher(None, here, wanted[:_MOST_WORDS], autojunk=False).get_matching_blocks()
    matched = [index for block in blocks for index in range(block.a, block.a + block.size)]
    return (found[matched[0]][0], found[matched[-1]][1]) if matched else units.paragraph(best)


def _words(words: str) -> list[str]:
    cut = "".join(char if char.isalnum() else " " for char in words.casefold())
    return cut.split()
