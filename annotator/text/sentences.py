"""Sentences: what a selection grows to after the quoted string.

A small set of rules of our own, for news. A sentence ends after . ! ? … or their kin in other scripts, and after the
closing marks and brackets that follow, where whitespace comes next (not needed after 。！？) and then something that
starts a sentence: an upper-case letter, a letter of a script without case, a digit, a symbol, or a mark that opens onto
one of these. It does not end

- inside a quotation that has both its marks, however long, so that a quote stays one piece with its attribution;
- between a quotation and its attribution: before a lower-case letter, and before a short reporting clause;
- after titles and initials, and after other abbreviations unless the next word is one that often starts a sentence;
- after the number of a list item, or of a day or a century before its German name.

The lists are mostly English; other languages have what their newspapers use most.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from annotator.text.quotations import find_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.text.quotations import Quotation

_UNSPACED = "。！？｡．"
_TERMINATORS = f".!?…‥‼⁇⁈⁉‽؟۔।॥։።፧။។{_UNSPACED}"
_END = re.compile(f"[{_TERMINATORS}]++")
_QUOTES = "”’\"'»›」』〞〟"
_BRACKETS = ")]}）】》〉］"
_OPENERS = re.compile("(?:[“‘\"'„‚«‹»›「『〝(\\[{（【《〈［¿¡\u200b\u200e\u200f\ufeff]|(?<=[«‹])\\s)*+")
_LOW_AND_REVERSED = "“‘«‹"  # close in German and Danish, open elsewhere
_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])*+")
_SPACE = re.compile(r"\s*+")
_WORD = re.compile(r"\w{0,20}")
_LONGEST_ABBREVIATION = 12
_LONGEST_PART = 2  # of U.S., Ph.D., EE.UU.; and of the number of a day or a century
_LONGEST_ITEM_NUMBER = 3


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _listed("""
    Mr Mrs Ms Mx Messrs Dr Drs Prof Gen Brig Lt Col Maj Capt Cmdr Cpl Sgt Adm Gov Sen Reps Rep Rev Hon Pres Supt Insp
    Det Cllr Amb Atty Mme Mlle Mgr Sra Hr Dipl Ing ул им акад проф e.g i.e cf vs viz ca approx incl esp bzw z.B d.h т.е
""")
_BEFORE_NUMBERS = _listed("No Nos Nr Art Fig Figs Sec Vol Ch pp par Abs núm")
_ABBREVIATIONS = _listed("""
    Inc Ltd Corp Co Cos Bros Jr Sr St Ste Mt Ft Ave Blvd Rd Dept Univ Assn est etc al Jan Feb Mar Apr Jun Jul Aug Sep
    Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri usw Mio Mrd млн млрд тыс руб гг
""")
_STARTERS = _listed("""
    A After Although An And As At Because Before But By Despite During Earlier For From He Her His How However I If In
    Instead Is It Its Last Later Many Meanwhile Most My No On One Our She Since So Some Still That The Their Then There
    These They This Those Though To Under Until We What When Where Which While Who Why With Yet You Your
    Aber Das Der Die Ein Eine Er Es Im Sie Und Wir El Ella En La Los Se Elle Il Ils Le Les Nous Un Une
    В Он Она Они Это Но По На Мы
""")
_GERMAN_DATES = _listed("""
    Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert
""")
_REPORTS = (
    r"(?:[\w.’'-]{1,30}+ ){1,4}?(?:said|says|asked|asks|replied|added|told|wrote|writes|shouted|cried|tweeted|posted)"
)
_REPORTING_CLAUSE = re.compile(_REPORTS + r"(?: (?!that\b|nothing\b)[\w’'-]{1,30}+){0,4}(?:[.,;:]|\Z)")
_BARE_REPORTING_CLAUSE = re.compile(_REPORTS + r"(?:[.,;:]|\Z)")


def sentences(content: str, start: int, end: int, quoted: Sequence[Quotation] | None = None) -> list[tuple[int, int]]:
    """Find the sentences of a paragraph, in time linear in its length.

    Args:
        content: The text.
        start: Where the paragraph starts, in code points; as in slicing.
        end: Where it ends, exclusive.
        quoted: Its quotations, where they have been found before, as `find_quotations` gives them.

    Returns:
        The sentences as `(start, end)`, code-point offsets into `content`, end-exclusive, in order. Only whitespace
        lies between and around them. A paragraph of nothing but whitespace has none.
    """
    start, end, _ = slice(start, end).indices(len(content))
    text = content[start:end].rstrip()
    found = []
    first = len(text) - len(text.lstrip())
    every = find_quotations(content, start, start + len(text)) if quoted is None else quoted
    closed = [(quotation.start - start, quotation.end - start) for quotation in every if quotation.closed]
    for last, following in _boundaries(text, first, closed):
        found.append((start + first, start + last))
        first = following
    if first < len(text):
        found.append((start + first, start + len(text)))
    return found


def _boundaries(text: str, first: int, quotations: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence but the last ends and where the next one starts.

    Args:
        text: The paragraph.
        first: Where its first sentence starts.
        quotations: The quotations in it that have both their marks.
    """
    quote_ends = {last for _, last in quotations}
    outermost = _outermost(quotations)
    current = 0
    for terminator in _END.finditer(text):
        last = _after_closers(text, terminator.end(), quote_ends)
        while current < len(outermost) and outermost[current][1] <= last:
            current += 1
        if current < len(outermost) and outermost[current][0] < last:
            continue
        following = _skip(_SPACE, text, last)
        if _is_boundary(text, first, terminator, last, following):
            yield last, following
            first = following


def _outermost(quotations: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the quotations that lie in another one."""
    outermost: list[tuple[int, int]] = []
    for quotation in quotations:
        if not outermost or quotation[0] >= outermost[-1][1]:
            outermost.append(quotation)
    return outermost


def _after_closers(text: str, place: int, quote_ends: set[int]) -> int:
    """Skip the closing marks, brackets and footnote numbers that belong to a terminator."""
    while place < len(text):
        if (
            text[place] in _QUOTES
            or text[place] in _BRACKETS
            or (text[place] in _LOW_AND_REVERSED and place + 1 in quote_ends)
        ):
            place += 1
        elif text[place].isspace() and text[place + 1 : place + 2] in {"»", "›"} and place + 2 in quote_ends:
            place += 2  # French: « Non ! »
        else:
            break
    return _skip(_FOOTNOTES, text, place) if text.startswith("[", place) else place


def _skip(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _is_boundary(text: str, first: int, terminator: re.Match[str], last: int, following: int) -> bool:
    """Tell whether the sentence from `first` ends at `last`, after a terminator outside quotations."""
    if following >= len(text):
        return False
    head = _skip(_OPENERS, text, following)
    after_quote = last > terminator.end() and text[last - 1] not in _BRACKETS
    if following == last:
        # 。」と言った: in scripts without spaces, what follows a quotation directly is its attribution.
        return terminator[0][-1] in _UNSPACED and (head > following or (text[head].isalnum() and not after_quote))
    if not _starts_sentence(text, head):
        return False
    if after_quote:
        clause = _BARE_REPORTING_CLAUSE if terminator[0] == "." else _REPORTING_CLAUSE
        return clause.match(text, following) is None
    return terminator[0] != "." or not _is_abbreviation(text, first, terminator.start(), head, opens=head > following)


def _starts_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence can start with a character: no lower-case letter, no punctuation but # and @."""
    if place >= len(text):
        return False
    character = text[place]
    if character.isalnum():
        return not character.islower()
    return character in "#@" or unicodedata.category(character) in {"Sc", "So"}


def _is_abbreviation(text: str, first: int, dot: int, following: int, *, opens: bool) -> bool:
    """Tell whether a full stop belongs to the word before it and ends no sentence.

    Args:
        text: The paragraph.
        first: Where the sentence starts.
        dot: Where the full stop is.
        following: Where the next word starts.
        opens: Whether an opening mark or bracket precedes that word.
    """
    start, farthest = dot, max(first, dot - _LONGEST_ABBREVIATION)
    while start > farthest and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    token = text[start:dot].lstrip(".")
    if token.isupper() and len(token) > 1 and "." not in token:
        token = token.capitalize()  # headlines: MR. HALDEN
    next_word = text[following : _skip(_WORD, text, following)]
    if token.isdigit():
        labels_item = start == first and len(token) <= _LONGEST_ITEM_NUMBER
        return labels_item or (len(token) <= _LONGEST_PART and next_word in _GERMAN_DATES)
    if token in _TITLES:
        return True
    if token in _BEFORE_NUMBERS:
        return text[following].isdigit()
    parts = token.split(".")
    is_dotted = len(parts) > 1 and all(part.isalpha() and len(part) <= _LONGEST_PART for part in parts)
    is_initial = len(token) == 1 and token.isalpha()
    if is_initial and start == first:
        return True
    if not (is_dotted or is_initial or token in _ABBREVIATIONS):
        return False
    is_initial_next = text.startswith(".", following + len(next_word))  # U.S. A. Halden
    return not opens and (is_initial_next or next_word not in _STARTERS)
