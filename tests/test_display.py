"""The display gate: what reaches a screen is visible, harmless, and as long as it was."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.display import escaped_json, visible, visible_prose

ANY = st.text(st.characters(exclude_categories=()) | st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp")))

C0 = [*range(0x20), 0x7F]
C1 = list(range(0x80, 0xA0))
BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
INVISIBLE = [0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF]
SEPARATORS = [0x2028, 0x2029]
HALVES = list(range(0xD800, 0xE000))
NOT_FOR_INTERCHANGE = [0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF]
UNSAFE = [*C0, *C1, *BIDI, *INVISIBLE, *SEPARATORS, *HALVES, *NOT_FOR_INTERCHANGE]


def test_every_unsafe_code_point_gets_a_picture_and_every_other_stays() -> None:
    unsafe = set(UNSAFE)
    for code in range(0x110000):
        shown = visible(chr(code))
        assert len(shown) == 1
        assert (shown != chr(code)) == (code in unsafe), f"U+{code:04X}"


def test_no_picture_is_itself_a_control() -> None:
    pictures = set(visible("".join(map(chr, UNSAFE))))
    assert {unicodedata.category(picture) for picture in pictures} <= {"So", "Sm", "Po"}


@given(text=ANY)
def test_what_is_shown_is_as_long_as_what_it_shows(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert len(visible_prose(text)) == len(text)


@given(text=ANY)
def test_each_place_shows_what_stands_there(text: str) -> None:
    assert visible(text) == "".join(map(visible, text))


@given(text=ANY)
def test_what_is_shown_can_be_shown_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert visible_prose(visible_prose(text)) == visible_prose(text)


@given(text=ANY)
def test_what_is_shown_can_be_encoded(text: str) -> None:
    assert visible(text).encode().decode() == visible(text)


def test_every_control_has_a_picture_that_says_which_it_is() -> None:
    assert visible("a\tb\x1b[31m\x00\x7f") == "a␉b␛[31m␀␡"


def test_words_that_change_the_direction_of_others_are_seen() -> None:
    assert visible("user\u202etxt.exe") == "user⇄txt.exe"


def test_emoji_and_scripts_that_need_joiners_keep_them() -> None:
    for words in ("👩\u200d🚀", "می\u200cخواهم", "“ǅ” ﷽ 한글 é"):
        assert visible(words) == words


def test_in_prose_a_line_break_is_a_space() -> None:
    assert visible_prose("one\r\ntwo\nthree\x07") == "one  two three␇"


@pytest.mark.parametrize(
    "value", [{"a": "Zoë “x”"}, ["\x1b[31m", "\x9b", "\u202e", "\u2028", "\x7f"], "two\nlines", 3, None]
)
def test_json_is_read_back_as_it_was(value: Any) -> None:
    assert json.loads(escaped_json(value)) == value


@given(words=st.lists(ANY))
def test_json_holds_nothing_that_a_terminal_obeys(words: list[str]) -> None:
    written = escaped_json(words)
    assert visible(written.replace("\n", "")) == written.replace("\n", "")
    if not any("\ud800" <= character <= "\udfff" for word in words for character in word):
        assert json.loads(written) == words


def test_json_stays_readable_where_it_can() -> None:
    assert escaped_json({"name": "Zoë", "back": "\u202e"}) == '{\n  "name": "Zoë",\n  "back": "\\u202e"\n}'
