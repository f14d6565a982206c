"""Quotations: quoted strings in one paragraph, marks included.

A single pass over the quotation marks with a stack of those still open. What a mark does follows from its kind (curly,
straight, low, angle, corner), from its neighbours, and from what is open:

- a double mark closes the nearest open one that it can close, also the wrong one that scraped text has (“…“, ”…”, “…",
  »…«); what was opened inside and never closed is dropped. A single mark closes nothing outside the double quotation
  it stands in, so that apostrophes break no pairs;
- apostrophes (don’t, ’90s, workers’), primes (6", 5'10") and Hebrew gershayim neither open nor close;
- an opening “, „ or « without an end runs to the end of the paragraph, as in quotations of several paragraphs, when it
  starts the paragraph or follows whitespace, a colon or a comma. Any other mark left open is ignored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple


class Quotation(NamedTuple):
    """A quoted string, as code-point offsets into the text, end-exclusive, and whether its closing mark is there."""

    start: int
    end: int
    closed: bool


_MARK = re.compile("[\"“”„‟«»'‘’‚‹›「」『』〝〞〟]")
_SINGLES = "'‘‚’"  # an apostrophe looks the same
_ALWAYS_OPEN = "„‟「『〝"
_CLOSES = {"”": "“„‟", "»": "«", "›": "‹", "」": "「", "』": "『", "〞": "〝", "〟": "〝"}
_CLOSES_WRONGLY = {"”": '"”', "“": '“"', "»": "»", "›": "›"}
_REVERSED = {"«": "»", "‹": "›", "“": "„"}  # openers that close in German and Danish; › and » then open
_RUNS_ON = "“„«"
# What may stand before an opening mark and after a closing one, besides whitespace.
_BEFORE_OPENING = "([{<-–—―/=_*~|¿¡\u200b\ufeff\u200e\u200f"
_AFTER_CLOSING = ".,;:!?…)]}>-–—―/*_~|、。，；：！？）】؟،؛۔।\u200b\ufeff\u200e\u200f"
_ELISION = re.compile(r"['‘’](?:\d\ds?|n['’]|tis|twas|em|til|till|cause|bout|cos|neath)(?!['’\w])", re.IGNORECASE)
_POSSESSIVE = re.compile(  # workers’ rights, goin’ home; but hardly: workers’ and
    r"(?:s['’] (?!(?:a|an|and|as|at|but|by|for|from|he|in|is|it|of|on|or|said|she|that|the|they|to|was|who)\b)|(?<=i)n['’] )\w"
)
_FEET = re.compile(r"\d['’′] ?\d{1,2}(?:[.,]\d|[¼½¾])?\Z")
_HEBREW = re.compile('[א-ת]"[א-ת]')
# Scripts written without spaces: a mark between two of their letters is no apostrophe.
_UNSPACED = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]|[^\0-\U0001ffff]"
)


def quotations(content: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the quoted strings of a paragraph.

    Args:
        content: The text.
        start: Where the paragraph starts, in code points; as in slicing.
        end: Where it ends, exclusive.

    Returns:
        The quotations as `(start, end)`, marks included, ordered by start, the outer before the inner. Any two are
        nested or disjoint.
    """
    return [(quotation.start, quotation.end) for quotation in find_quotations(content, start, end)]


def quotation_at(content: str, offset: int, start: int, end: int) -> tuple[int, int] | None:
    """Return the innermost quotation of a paragraph that contains an offset, or None."""
    innermost = None
    for first, last in quotations(content, start, end):
        if first <= offset < last:
            innermost = (first, last)
    return innermost


def find_quotations(content: str, start: int, end: int) -> list[Quotation]:
    """Find the quoted strings of a paragraph, and tell of each whether its closing mark is there.

    Arguments, order and offsets as of `quotations`. Takes time linear in the length of the paragraph.
    """
    start, end, _ = slice(start, end).indices(len(content))
    found = _Scanner(content[start:end]).scan()
    return [Quotation(start + first, start + last, closed) for first, last, closed in found]


class _Scanner:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = [mark.start() for mark in _MARK.finditer(text)]
        self.open: list[tuple[str, int]] = []  # kind and place, outermost first
        # How many of each kind are open, so that `open` is never searched in vain: the double ones, and the single ones
        # of each level of double quotation.
        self.doubles: Counter[str] = Counter()
        self.singles: list[Counter[str]] = [Counter()]
        self.opened_at = -1  # the last mark that opened
        self.found: list[Quotation] = []

    def scan(self) -> list[Quotation]:
        """Return all quotations, ordered."""
        for place, next_double, next_single in self._look_ahead():
            mark = self.text[place]
            if mark in _SINGLES:
                self._single(mark, place, closed_later=next_single == mark)
            elif mark == '"':
                self._straight(place, next_double)
            else:
                self._double(mark, place)
        self._run_on()
        return sorted(self.found, key=lambda quotation: (quotation.start, -quotation.end))

    def _look_ahead(self) -> Iterator[tuple[int, int, str]]:
        """Yield each mark's place, that of the next double mark (or -1), and the single mark that closes next (or "").

        The last is looked for across apostrophes and possible possessives, up to any other mark.
        """
        ahead: list[tuple[int, int, str]] = []
        double, single = -1, ""
        for place in reversed(self.marks):
            ahead.append((place, double, single))
            mark = self.text[place]
            if mark not in _SINGLES:
                double, single = place, ""
            elif self._is_apostrophe(place) or self._is_possessive(place) or self._is_elision(place):
                continue
            else:
                single = "" if mark in "‘‚" or self._starts(place) else mark
        return reversed(ahead)

    def _double(self, mark: str, place: int) -> None:
        """Open or close with a mark that has a direction, which scraped text may have wrong."""
        starts, ends = self._starts(place), self._ends(place)
        opening, closing = starts and not ends, ends and not starts
        if mark in _ALWAYS_OPEN:
            self._push(mark, place)
        elif mark in _REVERSED:
            if not opening and self._close(_REVERSED[mark], place):
                return
            if closing and self._close(_CLOSES_WRONGLY.get(mark, ""), place):
                return
            if mark != "“" or not closing:
                self._push(mark, place)
        elif self._close(_CLOSES[mark], place) or (not opening and self._close(_CLOSES_WRONGLY.get(mark, ""), place)):
            return
        elif opening and mark in "”»›":
            self._push(mark, place)

    def _straight(self, place: int, next_double: int) -> None:
        """Open or close with a straight double mark."""
        if _HEBREW.match(self.text, max(place - 1, 0)) or self._is_inches(place, next_double):
            return
        starts, ends = self._starts(place), self._ends(place)
        if starts and not ends:
            self._push('"', place)
        elif self._close('"', place):
            return
        elif (next_double < 0 or self.text[next_double] != "”") and self._close("“„‟”", place):
            return
        elif starts or not ends:
            self._push('"', place)

    def _is_inches(self, place: int, next_double: int) -> bool:
        """Tell whether a straight double mark is a unit: 6" or 5'10"."""
        if not (place and self.text[place - 1].isnumeric()):
            return False
        if not any(self.doubles[kind] for kind in '"“„‟”') or _FEET.search(self.text[max(place - 7, 0) : place]):
            return True
        # Within a quotation: a unit if there is another mark to close it.
        return next_double >= 0 and (self.text[next_double] == "”" or not self._starts(next_double))

    def _single(self, mark: str, place: int, *, closed_later: bool) -> None:
        """Open or close with a single mark, unless it is an apostrophe."""
        if self._is_apostrophe(place) or self._is_elision(place):
            return
        starts, ends = self._starts(place), self._ends(place)
        opening, closing = starts and not ends, ends and not starts
        if mark == "‚":
            if opening:
                self._push(mark, place)
        elif mark == "‘":
            if (opening or not self._close("‚", place)) and not (closing and self._close("‘", place)) and not closing:
                self._push(mark, place)
        elif opening:
            if mark == "'":
                self._push(mark, place)
        elif starts or (mark == "'" and self._is_feet(place)) or (closed_later and self._is_possessive(place)):
            return
        else:
            self._close("'" if mark == "'" else "‘‚", place)

    def _is_apostrophe(self, place: int) -> bool:
        """Tell whether a single mark stands between two letters of a script that has apostrophes."""
        before, after = self.text[max(place - 1, 0) : place], self.text[place + 1 : place + 2]
        return before.isalnum() and after.isalnum() and not (_UNSPACED.match(before) or _UNSPACED.match(after))

    def _is_possessive(self, place: int) -> bool:
        """Tell whether a single mark may as well be the apostrophe of workers’ rights or goin’ home."""
        return place > 1 and _POSSESSIVE.match(self.text, place - 1) is not None

    def _is_elision(self, place: int) -> bool:
        """Tell whether a single mark stands for letters left out: ’90s, ’tis, and both marks of ’n’."""
        before = self.text[max(place - 3, 0) : place]
        after_n = before[-2:].lower() in {"'n", "’n", "‘n"} and not before[:-2].isalnum()
        return after_n or _ELISION.match(self.text, place) is not None

    def _is_feet(self, place: int) -> bool:
        return self.text[max(place - 1, 0) : place].isdigit() and not self.singles[-1]["'"]

    def _starts(self, place: int) -> bool:
        """Tell whether what stands before a mark lets it open."""
        if not place or self.opened_at == place - 1:
            return True
        before = self.text[place - 1]
        return before.isspace() or before in _BEFORE_OPENING

    def _ends(self, place: int) -> bool:
        """Tell whether what follows a mark, and a few marks right after it, lets it close."""
        for after in self.text[place + 1 : place + 9]:
            if not _MARK.match(after):
                return after.isspace() or after in _AFTER_CLOSING
        return True

    def _push(self, kind: str, place: int) -> None:
        self.open.append((kind, place))
        self.opened_at = place
        if kind in _SINGLES:
            self.singles[-1][kind] += 1
        else:
            self.doubles[kind] += 1
            self.singles.append(Counter())

    def _close(self, kinds: str, place: int) -> bool:
        """Close the innermost open quotation of one of some kinds, all double or all single, if there is one.

        What was opened inside it is dropped.
        """
        counts = self.singles[-1] if kinds and kinds[0] in _SINGLES else self.doubles
        if not any(counts[kind] for kind in kinds):
            return False
        while True:
            kind, opened = self.open.pop()
            if kind in _SINGLES:
                self.singles[-1][kind] -= 1
            else:
                self.doubles[kind] -= 1
                self.singles.pop()
            if kind in kinds:
                self.found.append(Quotation(opened, place + 1, closed=True))
                return True

    def _run_on(self) -> None:
        """Let the outermost open quotation that may do so run to the end of the paragraph."""
        end = len(self.text.rstrip())
        for kind, place in self.open:
            before, after = self.text[:place][-1:], self.text[place + 1 : place + 2]
            if kind not in _RUNS_ON or place + 1 >= end or (kind != "«" and after.isspace()):
                continue
            if not before or before.isspace() or before in ":,":
                self.found.append(Quotation(place, end, closed=False))
                return
