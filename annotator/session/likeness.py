"""Where words of a text before a revision may stand now: the places to offer to a person."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

from annotator.session.units import Range, Units

_MARKS = "\"'“”„‟«»‹›‘’‚.,;:!?…()[]"
_MOST_WORDS = 400
"""Words of a paragraph that are compared; longer ones are offered from their beginning."""


def places_of(content: str, words: str) -> list[Range]:
    """Return where words stand, white space and quote marks aside; nothing where that is nearly everywhere."""
    from annotator.reanchoring.folding import Folded, fold  # noqa: PLC0415 - for the few texts where anything waits
    from annotator.reanchoring.places import Places  # noqa: PLC0415

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
    if not matched:
        return units.paragraph(best)
    return _with_marks(units, best, (found[matched[0]][0], found[matched[-1]][1]), words)


def _with_marks(units: Units, paragraph: int, found: Range, words: str) -> Range:
    """Take in the marks beside a stretch, at most as many as the words began and ended with."""
    low, high = units.paragraph(paragraph)
    start, end = found
    leading = len(words) - len(words.lstrip(_MARKS))
    trailing = len(words) - len(words.rstrip(_MARKS))
    while start > max(low, found[0] - leading) and units.content[start - 1] in _MARKS:
        start -= 1
    while end < min(high, found[1] + trailing) and units.content[end] in _MARKS:
        end += 1
    return start, end


def _words(words: str) -> list[str]:
    cut = "".join(char if char.isalnum() else " " for char in words.casefold())
    return cut.split()
