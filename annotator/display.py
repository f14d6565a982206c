"""The display gate: the one way from data to a screen.

A text, a label, a file name can hold escape codes that retitle a terminal, fill its clipboard or reorder its lines.
`visible` replaces each such code point by a picture of its own, so that a string keeps its length: what was at offset
*n* is still at offset *n*. Everything that reaches a terminal, a widget or a report goes through here.
"""

from __future__ import annotations

import json
import re
from typing import Any

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CONTROL_1 = "\N{WHITE VERTICAL RECTANGLE}"  # C1 controls have no pictures of their own in Unicode
_BIDI = "\N{RIGHTWARDS ARROW OVER LEFTWARDS ARROW}"
_ZERO_WIDTH = "\N{MIDDLE DOT}"
_LINE_BREAK = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"


def _pictures() -> dict[int, str]:
    """Map each code point that must not reach a terminal to its picture, one code point for one."""
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= dict.fromkeys(range(0x80, 0xA0), _CONTROL_1)
    table |= dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], _BIDI)
    # Invisible, and either ambiguous in width or able to hide text. ZWJ and ZWNJ stay: scripts and emoji need them.
    table |= dict.fromkeys(
        [0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF], _ZERO_WIDTH
    )
    table |= dict.fromkeys([0x2028, 0x2029], _LINE_BREAK)
    # Lone surrogates cannot be encoded; noncharacters and interlinear marks are not for interchange.
    table |= dict.fromkeys([*range(0xD800, 0xE000), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF], _REPLACEMENT)
    return table


_PICTURES = _pictures()
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return `text` with every unsafe code point replaced by one picture.

    Args:
        text: Any string, trusted or not.

    Returns:
        A string of the same number of code points without C0 and C1 controls, DEL, bidirectional controls, invisible
        format characters (except the joiners ZWJ and ZWNJ), line separators and lone surrogates.
    """
    return text.translate(_PICTURES) if _UNSAFE.search(text) else text


def escaped_json(value: Any, indent: int | None = 2) -> str:
    """Return JSON for a terminal or a pipe: readable, lossless, and every unsafe code point an escape.

    Args:
        value: Plain values.
        indent: Spaces for each level; None for a single line.
    """
    readable = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", readable)


def visible_prose(text: str) -> str:
    """Like `visible`, but a line break inside the text shows as a space, as a reader expects of wrapped prose."""
    if "\n" in text or "\r" in text:
        text = text.replace("\n", " ").replace("\r", " ")
    return visible(text)
