"""Grapheme clusters: where a text may be cut without breaking what a reader sees as one character.

An approximation, with the standard library only, of the extended grapheme clusters of UAX #29, rules GB3 to GB13.
Left out: prepended marks (GB9b) and Indic conjuncts (GB9c); the latter lie within words in any case.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LOOK_BACK = 256
"""How many code points before an offset are looked at, at most; real clusters are far shorter."""

# Character classes of regular expressions, without their brackets: the property Extended_Pictographic of UTS #51.
TEXT_PICTOGRAPHS = "©®‼⁉™↔-↙↩↪▪▫▶◀◻-◾〰〽"
"""Pictographs that are signs or bullets to a reader, unless a variation selector makes emoji of them."""
EMOJI_PICTOGRAPHS = (
    "ℹ⌚⌛⌨⎈⏏⏩-⏳⏸-⏺Ⓜ☀-★☇-☒☔-⚅⚐-✅✈-✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣-❧➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕㊗㊙"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f\U0001f18e"
    "\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a"
    "\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f"
    "\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd"
)
"""All other pictographs."""
REGIONAL_INDICATORS = "\U0001f1e6-\U0001f1ff"
"""The letters that flags are made of, two by two."""

_HANGUL_JOINS = {"L": ("L", "V", "LV", "LVT"), "LV": ("V", "T"), "V": ("V", "T"), "LVT": ("T",), "T": ("T",)}


_PLAIN_BEFORE = "\u0300"
_PLAIN_PUNCTUATION = (("\u2010", "\u2027"), ("\u2030", "\u205e"), ("\u20a0", "\u20bf"))
"""Stretches with the dashes, quotes and currencies of news."""
PLAIN = re.compile(f"[\0-\u02ff{''.join(f'{first}-{last}' for first, last in _PLAIN_PUNCTUATION)}]*+")
"""Matches text of Latin letters and usual punctuation: each code point is a cluster of its own, but for CR LF.

Most of what is labelled is such text, and what is looked for in other texts takes long to prepare.
"""


@cache
def extenders() -> str:
    """List the code points that continue the cluster before them, as a character class without its brackets.

    They are GCB=Extend, SpacingMark and ZWJ of UAX #29: marks, joiners, variation selectors, emoji modifiers, tags.
    """
    # Scanned, not listed: Python brings the Unicode data, and a list here would grow stale. No marks lie elsewhere.
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    # Not marks by category: ZWNJ and ZWJ, Thai and Lao AM, halfwidth voiced marks, skin tones, tags.
    ranges += [[0x200C, 0x200D], [0xE33, 0xE33], [0xEB3, 0xEB3], [0xFF9E, 0xFF9F], [0x1F3FB, 0x1F3FF]]
    ranges += [[0xE0020, 0xE007F], [0xE0100, 0xE01EF]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _extender() -> re.Pattern[str]:
    return re.compile(f"[{extenders()}]")


@cache
def _pictograph() -> re.Pattern[str]:
    return re.compile(f"[{TEXT_PICTOGRAPHS}{EMOJI_PICTOGRAPHS}]")


def is_cluster_boundary(content: str, offset: int) -> bool:
    """Tell whether `content` may be cut at `offset` without splitting a grapheme cluster.

    Follows UAX #29, rules GB1 to GB13 but GB9b and GB9c. At most `LOOK_BACK` code points are looked at.

    Args:
        content: The text.
        offset: Where to cut, in code points. The two ends of the text are boundaries.

    Raises:
        ValueError: When `offset` is not within the text.
    """
    if not 0 <= offset <= len(content):
        message = f"offset {offset} is outside a text of {len(content)} code points"
        raise ValueError(message)
    if offset in {0, len(content)}:
        return True
    before, after = content[offset - 1], content[offset]
    if _is_plain(before) and _is_plain(after):
        return not (before == "\r" and after == "\n")
    if _is_control(before) or _is_control(after):
        return True
    if _extender().match(after):
        return False
    if before == "\u200d":
        return not (_pictograph().match(after) and _follows_pictograph(content, offset - 1))
    if _is_regional(before) and _is_regional(after):
        return _regionals_before(content, offset) % 2 == 0
    return not _joins_hangul(before, after)


def _is_plain(character: str) -> bool:
    """Tell whether a character is one that `PLAIN` matches."""
    return character < _PLAIN_BEFORE or any(first <= character <= last for first, last in _PLAIN_PUNCTUATION)


def _is_control(character: str) -> bool:
    """Tell whether clusters end on both sides of a character (GCB=CR, LF, Control)."""
    if character in "\u200c\u200d" or "\U000e0020" <= character <= "\U000e007f":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _follows_pictograph(content: str, offset: int) -> bool:
    """Tell whether a pictograph, and after it nothing but extenders, stands before `offset` (GB11)."""
    place = offset - 1
    stop = max(0, offset - LOOK_BACK)
    # A spacing mark between the two would end the match in UAX #29; no emoji has one, so all extenders count here.
    while place > stop and _extender().match(content[place]):
        place -= 1
    return place >= 0 and _pictograph().match(content[place]) is not None


def _regionals_before(content: str, offset: int) -> int:
    """Count the regional indicators that end at `offset` (GB12, GB13): an even number makes whole flags."""
    place = offset
    stop = max(0, offset - LOOK_BACK)
    while place > stop and _is_regional(content[place - 1]):
        place -= 1
    return offset - place


def _joins_hangul(before: str, after: str) -> bool:
    """Tell whether two Hangul letters belong to one syllable (GB6 to GB8)."""
    first, second = _hangul(before), _hangul(after)
    return second in _HANGUL_JOINS.get(first, ())


def _hangul(character: str) -> str:
    """Return the Hangul syllable type of a character, or an empty string."""
    if "\uac00" <= character <= "\ud7a3":
        return "LVT" if (ord(character) - 0xAC00) % 28 else "LV"
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return ""
