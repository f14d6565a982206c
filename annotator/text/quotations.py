"""Quotations: quoted strings in one paragraph, marks included.

A single pass over the quotation marks with a stack of those still open. What a mark does follows from its kind (curly,
straight, low, angle, corner), from its neighbours, and from what is open:

- a double mark closes the nearest open one that it can close, also the wrong one that scraped text has (“…“, ”…”, “…",
  »…«); what was opened inside and never closed is dropped. A single mark closes nothing outside the double quotation
  it stands in, so that apostrophes break no pairs;
- in a paragraph with ``…'', as typesetting and old wire texts have it, the two characters are one mark;
- apostrophes (don’t, ’90s, workers’), primes (6", 5'10"), Hebrew gershayim and long rows of marks are no marks;
- an opening “, „ or « without an end runs to the end of the paragraph, as in quotations of several paragraphs, when it
  starts the paragraph or follows whitespace, a colon or a comma. Any other mark left open is ignored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Quotation(NamedTuple):
    """A quoted string, as code-point offsets into the text, end-exclusive, and whether its closing mark is there."""

    start: int
    end: int
    closed: bool


_MARKS = re.compile("[\"“”„‟«»'‘’‚‹›「」『』〝〞〟]+")
_LONGEST_ROW = 8  # more marks in a row are decoration
_SINGLES = "'‘‚’"  # an apostrophe looks the same
_ALWAYS_OPEN = "„‟「『〝"
_CLOSES = {"”": "“„‟", "»": "«", "›": "‹", "」": "「", "』": "『", "〞": "〝", "〟": "〝"}
_CLOSES_WRONGLY = {"”": '"”', "“": '“"', "»": "»", "›": "›"}  # “…“, and »…» as in Swedish
_REVERSED = {"«": "»", "‹": "›", "“": "„"}  # openers that close in German and Danish; › and » then open
_RUNS_ON = "“„«"
_TYPESET = "``"
# What may stand before an opening mark and after a closing one, besides whitespace.
_BEFORE_OPENING = "([{<-–—―/=_*~|¿¡\u200b\ufeff\u200e\u200f"
_AFTER_CLOSING = ".,;:!?…)]}>-–—―/*_~|、。，；：！？）】؟،؛۔।\u200b\ufeff\u200e\u200f"
_ELISION = re.compile(r"['‘’](?:\d\ds?|n['’]|tis|twas|em|til|till|cause|bout|cos|neath)(?!['’\w])", re.IGNORECASE)
_POSSESSIVE = re.compile(  # workers’ rights, goin’ home; but hardly: workers’ and
    r"(?:s['’] (?!(?:a|an|and|as|at|but|by|for|from|he|in|is|it|of|on|or|said|she|that|the|they|to|was|who)\b)"
    r"|(?<=i)n['’] )\w"
)
_FEET = re.compile(r"\d['’′] ?\d{1,2}(?:[.,]\d|[¼½¾])?\Z")
_HEBREW = re.compile('[א-ת]"[א-ת]')
# Scripts written without spaces: a mark between two of their letters is no apostrophe. From here, to here.
_UNSPACED = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u9fff"),
    ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0010ffff"),
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


def find_quotations(content: str, start: int, end: int, *, runs_on: str = _RUNS_ON) -> list[Quotation]:
    """Find the quoted strings of a paragraph, and tell of each whether its closing mark is there.

    Other arguments, order and offsets as of `quotations`. Takes time linear in the length of the paragraph.

    Args:
        content: The text.
        start: Where the paragraph starts.
        end: Where it ends, exclusive.
        runs_on: The opening marks that may run to the end of the paragraph. A straight mark among them is for who
            knows that the next paragraph reopens the quotation.
    """
    start, end, _ = slice(start, end).indices(len(content))
    text = content[start:end]
    if _MARKS.search(text) is None and _TYPESET not in text:
        return []
    if _TYPESET not in text:
        return [
            Quotation(start + first, start + last, closed) for first, last, closed in _Scanner(text, runs_on).scan()
        ]
    # Each pair becomes a mark that only opens or only closes, filled up to its length on the outer side.
    curly = text.replace(_TYPESET, "\u200b‟").replace("''", "”\u200b")
    return [
        Quotation(
            start + first - text.startswith(_TYPESET, max(first - 1, 0)),
            start + last + text.startswith("''", last - 1),
            closed,
        )
        for first, last, closed in _Scanner(curly, runs_on + "‟").scan()
    ]


class _Mark(NamedTuple):
    """A quotation mark that is no apostrophe.

    Attributes:
        kind: The character.
        place: Its offset.
        ends: Whether what follows, other marks right after it aside, lets it close.
        next_double: The offset of the next double mark, or -1.
    """

    kind: str
    place: int
    ends: bool
    next_double: int


class _Scanner:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str, runs_on: str) -> None:
        self.text = text
        self.runs_on = runs_on
        self.open: list[tuple[str, int]] = []  # kind and place, outermost first
        # How many of each kind are open, so that `open` is never searched in vain: the double ones, and the single ones
        # of each level of double quotation.
        self.doubles = dict.fromkeys('"“”„‟«»‹›「『〝', 0)
        self.singles: list[dict[str, int]] = [{}]
        self.opened_at = -1  # the last mark that opened
        self.found: list[Quotation] = []

    def scan(self) -> list[Quotation]:
        """Return all quotations, ordered."""
        for mark in self._marks():
            if mark.kind in _SINGLES:
                self._single(mark)
            elif mark.kind == '"':
                self._straight(mark)
            else:
                self._double(mark)
        self._run_on()
        return sorted(self.found, key=lambda quotation: (quotation.start, -quotation.end))

    def _marks(self) -> Iterator[_Mark]:
        """Yield the marks in order, without the apostrophes.

        What may be the apostrophe of a possessive is taken for one if the next mark is another that can close.
        """
        marks: list[_Mark] = []
        next_double, closes_next = -1, ""
        for first, last in reversed([row.span() for row in _MARKS.finditer(self.text)]):
            if last - first > _LONGEST_ROW:
                continue
            after = self.text[last : last + 1]
            ends = not after or after.isspace() or after in _AFTER_CLOSING
            for place in range(last - 1, first - 1, -1):
                kind = self.text[place]
                if kind not in _SINGLES:
                    marks.append(_Mark(kind, place, ends, next_double))
                    next_double, closes_next = place, ""
                    continue
                possessive = _POSSESSIVE.match(self.text, max(place - 1, 0)) is not None
                if self._is_apostrophe(place) or self._is_elision(place) or (possessive and kind == closes_next):
                    continue
                marks.append(_Mark(kind, place, ends, next_double))
                if not possessive:
                    closes_next = "" if kind in "‘‚" or self._starts(place) else kind
        return reversed(marks)

    def _double(self, mark: _Mark) -> None:
        """Open or close with a mark that has a direction, which scraped text may have wrong."""
        kind, place, starts = mark.kind, mark.place, self._starts(mark.place)
        opening, closing = starts and not mark.ends, mark.ends and not starts
        if kind in _ALWAYS_OPEN:
            self._push(kind, place)
        elif kind in _REVERSED:
            if not opening and self._close(_REVERSED[kind], place):
                return
            if kind == "“" and closing:
                self._close(_CLOSES_WRONGLY[kind], place)
            else:
                self._push(kind, place)
        elif self._close(_CLOSES[kind], place) or (not opening and self._close(_CLOSES_WRONGLY.get(kind, ""), place)):
            return
        elif opening and kind in "”»›":
            self._push(kind, place)

    def _straight(self, mark: _Mark) -> None:
        """Open or close with a straight double mark."""
        place, starts = mark.place, self._starts(mark.place)
        if _HEBREW.match(self.text, max(place - 1, 0)) or self._is_inches(mark):
            return
        opening = starts and not mark.ends
        closed = not opening and (self._close('"', place) or (self._may_end_curly(mark) and self._close("“„‟”", place)))
        if not closed and (starts or not mark.ends):
            self._push('"', place)

    def _may_end_curly(self, mark: _Mark) -> bool:
        """Tell whether a straight mark may be the wrong end of “…, as no right one comes next."""
        return mark.next_double < 0 or self.text[mark.next_double] != "”"

    def _is_inches(self, mark: _Mark) -> bool:
        """Tell whether a straight double mark is a unit: 6" or 5'10"."""
        if not (mark.place and self.text[mark.place - 1].isnumeric()):
            return False
        before = self.text[max(mark.place - 7, 0) : mark.place]
        if _FEET.search(before) or not any(self.doubles[kind] for kind in '"“„‟”'):
            return True
        # Within a quotation: a unit if there is another mark to close it.
        following = mark.next_double
        return following >= 0 and (self.text[following] == "”" or not self._starts(following))

    def _single(self, mark: _Mark) -> None:
        """Open or close with a single mark."""
        kind, place, starts = mark.kind, mark.place, self._starts(mark.place)
        opening, closing = starts and not mark.ends, mark.ends and not starts
        if kind == "‘":
            if (opening or not self._close("‚", place)) and not (closing and self._close("‘", place)) and not closing:
                self._push(kind, place)
        elif opening:
            if kind != "’":
                self._push(kind, place)
        elif not starts and kind != "‚":
            self._close("'" if kind == "'" else "‘‚", place)

    def _is_apostrophe(self, place: int) -> bool:
        """Tell whether a single mark stands between two letters of a script that has apostrophes."""
        before, after = self.text[max(place - 1, 0) : place], self.text[place + 1 : place + 2]
        return before.isalnum() and after.isalnum() and not (_is_unspaced(before) or _is_unspaced(after))

    def _is_elision(self, place: int) -> bool:
        """Tell whether a single mark stands for letters left out: ’90s, ’tis, and both marks of ’n’."""
        before = self.text[max(place - 3, 0) : place]
        after_n = before[-2:].lower() in {"'n", "’n", "‘n"} and not before[:-2].isalnum()
        return after_n or _ELISION.match(self.text, place) is not None

    def _starts(self, place: int) -> bool:
        """Tell whether what stands before a mark lets it open."""
        if not place or self.opened_at == place - 1:
            return True
        before = self.text[place - 1]
        return before.isspace() or before in _BEFORE_OPENING

    def _push(self, kind: str, place: int) -> None:
        self.open.append((kind, place))
        self.opened_at = place
        if kind in _SINGLES:
            self.singles[-1][kind] = self.singles[-1].get(kind, 0) + 1
        else:
            self.doubles[kind] += 1
            self.singles.append({})

    def _close(self, kinds: str, place: int) -> bool:
        """Close the innermost open quotation of one of some kinds, all double or all single, if there is one.

        What was opened inside it is dropped.
        """
        counts = self.singles[-1] if kinds and kinds[0] in _SINGLES else self.doubles
        if not any(counts.get(kind) for kind in kinds):
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
            before, after = self.text[max(place - 1, 0) : place], self.text[place + 1 : place + 2]
            if kind not in self.runs_on or place + 1 >= end or (kind != "«" and after.isspace()):
                continue
            if not before or before.isspace() or before in ":,\u200b":
                self.found.append(Quotation(place, end, closed=False))
                return


def _is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script written without spaces."""
    return character >= _UNSPACED[0][0] and any(first <= character <= last for first, last in _UNSPACED)
