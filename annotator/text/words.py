"""Words: the unit by which a selection moves.

In the spirit of the word boundaries of UAX #29, but for people who label news, so that one step is one thing read:

- letters and digits with their marks; contractions, possessives, compounds with hyphens and abbreviations with dots
  are one word: don't, Ilva’s, post-war, jean-claude, U.S.-led, Ph.D., AT&T, example.com;
- a quantity is one word, with its sign, currency, separators and percent: $5m, −1,000.5, 12%, 10:30, 9/11, 20°C;
- URLs, e-mail addresses, @handles and #tags are one word; so is each emoji cluster;
- Han and Hiragana are cut by character, Katakana by run, as in UAX #29; all other scripts by run, which for scripts
  written without spaces (Thai, Khmer, …) means by phrase, as nothing short of a dictionary would do better;
- punctuation, quotation marks, control characters and whitespace belong to no word but as above, so no word contains
  whitespace, and none starts or ends inside a grapheme cluster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from annotator.text.clusters import (
    EMOJI_PICTOGRAPHS,
    PLAIN,
    REGIONAL_INDICATORS,
    TEXT_PICTOGRAPHS,
    extenders,
    is_cluster_boundary,
)

_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_BY_CHARACTER = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003fffd"
)
_CURRENCY = "$¢-¥֏؋৲৳৻૱௹฿៛₠-⃀꠸﷼﹩＄￠￡￥￦"
_FORMAT = "\u00ad\u061c\u200e\u200f\u2060\ufeff"  # invisible; UAX #29 looks through them (WB4)
_APOSTROPHE = "'’‘´`＇׳"
_MID_LETTER = "\u00b7\u055a-\u055c\u055e\u05f4"  # Catalan, Armenian, Hebrew; WB6 and WB7
_CLOSES_URL = ".,;:!?')\\[\\]*_~…"  # part of a URL only if more of the URL follows
_NOT_URL = f'\\s\x00-\x1f\x7f-\x9f"<>“”‘’„‚«»‹›`{{}}|\\\\^\u200b\u202a-\u202e\u2066-\u2069{_FORMAT}{TEXT_PICTOGRAPHS}'
_NOT_URL_BEYOND = (
    f"\u1100-\u11ff\u3000-\u9fff\ua960-\ua97f\uac00-\ud7ff\uff00-\uffef{EMOJI_PICTOGRAPHS}{REGIONAL_INDICATORS}"
)
"""The same, of scripts written without spaces, and emoji."""


@cache
def _word(*, plain: bool = False) -> re.Pattern[str]:
    """Build the expression that finds the next word.

    Every repetition is possessive, of bounded length, or gives back one character at most, so that a search takes
    time linear in the text.

    Args:
        plain: For text that `PLAIN` matches. It is the same expression, with next to nothing in those classes
            that such text has nothing of: they take nearly all of the time to build it.
    """
    extending, by_character, katakana, emoji_pictographs = (
        ("\u0300", "\u3042", "\u30a2", "ℹ") if plain else (extenders(), _BY_CHARACTER, _KATAKANA, EMOJI_PICTOGRAPHS)
    )
    more = f"[{extending}]*+"
    letter = f"[^\\W_{katakana}{by_character}ℹ\u0e33\u0eb3\uff9e\uff9f]"
    run = f"(?:{letter}+(?<![0-9](?=\ufe0f?\u20e3)){more})++"  # a digit under a keycap is an emoji, not part of the run
    initial = f"(?!\\d){letter}{more}"
    dotted = f"(?:{initial}\\.)++{initial}(?!\\w)|(?:{initial}\\.){{2,}}+{more}|(?:Ph\\.D|EE\\.UU)\\.?+{more}"
    atom = f"(?:{dotted}|{run})"
    suffix = f"(?:(?:(?<=\\d)(?:[%‰٪﹪％]|°(?:[CF](?!\\w))?|[{_CURRENCY}](?!\\w))|(?<=[א-ת])׳(?!\\w)){more})?+"
    joint = (
        f"(?:[{_APOSTROPHE}{_MID_LETTER}\u2010\u2011-]|_++|[{_FORMAT}]++|(?<=\\d)[.,:/⁄٫٬](?=\\d)"
        '|(?P<name>(?<=[^\\W_])\\.(?=[a-z]))|(?<=[^\\W\\d_])&(?=[^\\W\\d_])|(?<=[א-ת])"(?=[א-ת]))'
    )
    sign = "(?<![^\\s(\\[{“‘\"'«„])[-+−±]"
    prefix = f"(?:(?:{sign})?+(?:[A-Z]{{1,3}})?[{_CURRENCY}](?=\\d)|{sign}(?=\\d)|\\$(?=[A-Z]))"
    tag = f"(?<!\\w)[@＠#＃](?:[^\\Wℹ]{more})++"
    rest = f"[^{_CLOSES_URL}({_NOT_URL}{'' if plain else _NOT_URL_BEYOND}]"
    url = f"(?:[{_CLOSES_URL}]*+(?:\\({rest}*+\\)|\\(*+{rest}++))++{more}"
    label = "[A-Za-z0-9][A-Za-z0-9-]{0,62}+"
    pictograph = f"[{TEXT_PICTOGRAPHS}{emoji_pictographs}]"
    emoji = f"(?:[{emoji_pictographs}]|[{TEXT_PICTOGRAPHS}](?=\ufe0f|[{extending}]*\u200d{pictograph}))"
    return re.compile(
        f"(?i:https?://|ftp://|www\\.){url}"
        f"|[A-Za-z0-9][\\w.%+-]{{0,63}}+@{label}(?:\\.{label})++{more}"
        f"|[0-9#*]\ufe0f?\u20e3{more}"
        f"|{emoji}{more}(?:(?<=\u200d){pictograph}{more})*+"
        f"|[{REGIONAL_INDICATORS}]{{1,2}}+{more}"
        f"|{prefix}?(?:{tag}|{atom}){suffix}(?:{joint}{atom}{suffix})*+(?(name)(?:/{url})?+)"
        f"|(?:(?=\\w)[{katakana}]{more})++"
        f"|(?=\\w)[{by_character}]{more}"
    )


def words(content: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the words of a range, such as a paragraph. What lies outside the range has no influence.

    Args:
        content: The text.
        start: Where the range starts, in code points; as in slicing.
        end: Where it ends, exclusive; the end of the text by default.

    Returns:
        The words as `(start, end)`, code-point offsets into `content`, end-exclusive, in order, without overlap. A
        grapheme cluster that the range cuts belongs to no word.
    """
    start, end, _ = slice(start, end).indices(len(content))
    while start < end and not is_cluster_boundary(content, start):
        start += 1
    while start < end and not is_cluster_boundary(content, end):
        end -= 1
    text = content[start:end]
    word_in = _word(plain=PLAIN.fullmatch(text) is not None)
    return [(start + word.start(), start + word.end()) for word in word_in.finditer(text)]


def word_at(content: str, offset: int, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Find the word of a range that covers an offset or else is nearest to it.

    Args:
        content: The text.
        offset: A place in the text, in code points. Between two words equally near, the earlier one is taken.
        start: Where the range starts; as in slicing.
        end: Where it ends, exclusive.

    Returns:
        The word as `(start, end)`, or None when the range has no words.
    """
    found = words(content, start, end)
    if not found:
        return None
    after = bisect_right(found, offset, key=lambda word: word[0])
    before_it, after_it = found[max(after - 1, 0)], found[min(after, len(found) - 1)]
    # The last code point of a word is as near to what follows it as the first one is to what precedes it.
    return before_it if offset - (before_it[1] - 1) <= after_it[0] - offset else after_it
