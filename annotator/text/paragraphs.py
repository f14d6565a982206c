"""Paragraphs: the unit that an annotator steps through.

A scraped article has one paragraph per line; a text from an e-mail, a wire feed or a book archive is wrapped by hand,
and its paragraphs are blocks between blank lines. Line terminators are those of the Unicode Standard, section 5.8,
"Newline Guidelines": CR LF, LF, CR, VT, FF, NEL, LS and PS.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Rule: TypeAlias = Literal["lines", "blocks"]
ParagraphRule: TypeAlias = Literal["auto", "lines", "blocks"]

PARAGRAPH_RULES: tuple[ParagraphRule, ...] = ("auto", "lines", "blocks")
"""What a corpus may ask for: `auto` decides text by text, see `rule_of`."""

_TERMINATORS = "\n\r\v\f\x85\u2028\u2029"
# Scrapers leave these invisible characters on lines of their own and at the edges of lines: nothing to read or label.
_INVISIBLE = "\u200b\u2060\ufeff"
_LINE = re.compile(f"[^\\s{_INVISIBLE}](?:[^{_TERMINATORS}]*[^\\s{_INVISIBLE}])?")
_TERMINATOR = re.compile(f"\r\n|[{_TERMINATORS}]")

# Hard-wrapped text, in columns. Narrower than MIN are verse, lists and addresses; wider than MAX nobody wraps by hand.
_MIN_WIDTH, _MAX_WIDTH = 45, 100
_SAMPLE = 20_000  # lines that the decision rests on, from the start: over a megabyte of wrapped text
_MIN_BREAKS = 3  # fewer line breaks within blocks are a heading with its kicker, or an address
_MIN_SHARE_WRAPPED = 0.5  # of the characters, in blocks of several lines
_MAX_SHARE_LONG = 0.2  # of the characters, in lines wider than MAX: URLs and tables happen
_MIN_SHARE_FULL = 0.8  # of the lines that another follows: the next word would not have fitted
_MIN_SHARE_UNFINISHED = 0.5  # of the same lines: they end without the end of a sentence
_MIN_SHARE_CONTINUED = 0.2  # of the same lines: the next one starts without a capital, unlike in verse and lists
_SLACK = 0.92  # of the width: `fmt` and its like balance lines instead of filling them
_SENTENCE_ENDS = re.compile(r"[.!?…:;。！？؟۔।]['\"’”»)\]」』]*\Z")
_FIRST_WORD = re.compile(r"[^\s-]{0,20}")


def paragraphs(content: str, rule: ParagraphRule = "auto") -> list[tuple[int, int]]:
    """Find the paragraphs of a text, in time linear in its length.

    Args:
        content: The text, newlines as they are.
        rule: `lines`: each line that is not blank is a paragraph. `blocks`: lines with no blank line between them are
            one paragraph, the line breaks inside included; a PARAGRAPH SEPARATOR (U+2029) ends a block like a blank
            line. `auto`: as `rule_of` decides. A line with nothing but whitespace and invisible characters is blank.

    Returns:
        The paragraphs as `(start, end)`, code-point offsets into `content`, end-exclusive, in order, without
        surrounding whitespace, zero-width spaces, word joiners and byte order marks.

    Raises:
        ValueError: When there is no such rule.
    """
    if rule not in PARAGRAPH_RULES:
        message = f"There is no paragraph rule '{rule}': use {', '.join(PARAGRAPH_RULES)}."
        raise ValueError(message)
    lines = _lines(content)
    if rule == "auto":
        rule = _decide(content, lines[:_SAMPLE])
    if rule == "lines":
        return lines
    return [(block[0][0], block[-1][1]) for block in _blocks(content, lines)]


def has_paragraphs(content: str) -> bool:
    """Return whether there is anything in a text but white space and invisible characters."""
    return _LINE.search(content) is not None


def rule_of(content: str) -> Rule:
    """Decide which rule fits a text, `blocks` if it is hard-wrapped and `lines` otherwise.

    Hard-wrapped means: nearly all of the text stands in lines of at most 100 columns, at least half of it in blocks of
    several lines, and most lines that another follows within a block are full, so that the next word would not have
    fitted, and stop short of the end of a sentence, while the next one often starts without a capital. In doubt it is
    `lines`.
    """
    return _decide(content, _lines(content, _SAMPLE))


def _lines(content: str, limit: int | None = None) -> list[tuple[int, int]]:
    return [line.span() for line in islice(_LINE.finditer(content), limit)]


def _blocks(content: str, lines: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Group lines into blocks."""
    block: list[tuple[int, int]] = []
    for line in lines:
        if block and _is_parted(content[block[-1][1] : line[0]]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_parted(gap: str) -> bool:
    """Tell whether what lies between two lines parts two blocks."""
    if gap in {"\n", "\r\n"}:
        return False
    return "\u2029" in gap or len(_TERMINATOR.findall(gap)) > 1


def _decide(content: str, lines: list[tuple[int, int]]) -> Rule:
    total = sum(end - start for start, end in lines)
    if sum(end - start for start, end in lines if end - start > _MAX_WIDTH) > _MAX_SHARE_LONG * total:
        return "lines"
    blocks = [block for block in _blocks(content, lines) if len(block) > 1]
    if sum(end - start for block in blocks for start, end in block) < _MIN_SHARE_WRAPPED * total:
        return "lines"
    widths = [[_columns(content[start:end]) for start, end in block[:-1]] for block in blocks]
    breaks = sum(map(len, widths))
    width = _usual_maximum(column for block in widths for column in block)
    if breaks < _MIN_BREAKS or not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return "lines"
    full = unfinished = continued = 0
    for block, columns in zip(blocks, widths, strict=True):
        # A block quotation is indented, and wrapped at a width of its own.
        own_width = min(width, max(columns)) if len(columns) >= _MIN_BREAKS else width
        for (line, following), filled in zip(pairwise(block), columns, strict=True):
            full += filled + 1 + _first_word(content, following[0]) > _SLACK * own_width
            # Closing marks are few; a longer tail than this is no end of a sentence.
            unfinished += _SENTENCE_ENDS.search(content[max(line[0], line[1] - 8) : line[1]]) is None
            continued += not content[following[0]].isupper() or content[following[0] : following[1]].isupper()
    shares = ((full, _MIN_SHARE_FULL), (unfinished, _MIN_SHARE_UNFINISHED), (continued, _MIN_SHARE_CONTINUED))
    return "blocks" if all(count >= share * breaks for count, share in shares) else "lines"


@cache
def _wide() -> re.Pattern[str]:
    """Return what matches a character of two columns: slow to make, and seldom used."""
    return re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")


def _columns(line: str) -> int:
    """Measure a line in terminal columns, as far as it matters whether a line is full."""
    if line.isascii() or len(line) > _MAX_WIDTH:
        return len(line)
    return len(line) + len(_wide().findall(line))


def _first_word(content: str, start: int) -> int:
    """Measure what would have had to fit on the line before: a word, or one character of a script without spaces."""
    if _wide().match(content, start):
        return 2
    word = _FIRST_WORD.match(content, start)
    return len(word[0]) if word else 0


def _usual_maximum(widths: Iterable[int]) -> int:
    """Return the width that at most one line in fifty exceeds, or 0 if there are no lines."""
    counts = Counter(widths)
    allowed = counts.total() / 50
    for width in sorted(counts, reverse=True):
        allowed -= counts[width]
        if allowed < 0:
            return width
    return 0
