"""Where a text may be cut without breaking what a reader sees as one character."""

from __future__ import annotations

import re
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.clusters import PLAIN, extenders, is_cluster_boundary

PIECES = [
    "a",
    " ",
    "é",
    "e\u0301",
    "\r\n",
    "\r",
    "\n",
    "\x00",
    "한",
    "각",
    "ᄀ",
    "ᅡ",
    "ᆨ",
    "हि",
    "👍🏽",
    "🇫🇷",
    "👩‍👩‍👧",
    "1️⃣",
    "漢",
]


def clusters(text: str) -> list[str]:
    cuts = [offset for offset in range(len(text) + 1) if is_cluster_boundary(text, offset)]
    return [text[start:end] for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    "cluster",
    [
        pytest.param("e\u0301\u0323", id="letter with two marks"),
        pytest.param("हि", id="letter with a spacing vowel sign"),
        pytest.param("ก\u0e33", id="Thai letter with AM"),
        pytest.param("\r\n", id="CR LF"),
        pytest.param("👍🏽", id="skin tone"),
        pytest.param("❤️", id="variation selector"),
        pytest.param("👩‍👩‍👧‍👦", id="family joined by ZWJ"),
        pytest.param("🏳️‍🌈", id="flag joined by ZWJ after a variation selector"),
        pytest.param("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", id="flag of tags"),
        pytest.param("1️⃣", id="keycap"),
        pytest.param("🇫🇷", id="flag"),
        pytest.param("각", id="Hangul letters L V T"),
        pytest.param("각", id="Hangul syllable LV and T"),
        pytest.param("が", id="kana with a combining voiced mark"),
        pytest.param("a\u200c", id="letter and ZWNJ"),
        pytest.param("“\u0301", id="quotation mark with a mark on it"),
    ],
)
def test_a_cluster_is_never_cut(cluster: str) -> None:
    assert clusters(cluster) == [cluster]
    assert clusters(f"x{cluster}y") == ["x", cluster, "y"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ab", ["a", "b"], id="letters"),
        pytest.param("\n\r", ["\n", "\r"], id="LF CR is no CR LF"),
        pytest.param("\n\u0301", ["\n", "\u0301"], id="a control takes no mark"),
        pytest.param("\u00ad\u0301", ["\u00ad", "\u0301"], id="a soft hyphen takes no mark"),
        pytest.param("🇫🇷🇩🇪", ["🇫🇷", "🇩🇪"], id="two flags"),
        pytest.param("🇫🇷🇩", ["🇫🇷", "🇩"], id="a flag and a half"),
        pytest.param("a\u200d👩", ["a\u200d", "👩"], id="ZWJ after a letter joins no emoji"),
        pytest.param("👩👩", ["👩", "👩"], id="emoji not joined"),
        pytest.param("각가", ["각", "가"], id="two syllables"),
        pytest.param("\ufeffa", ["\ufeff", "a"], id="byte order mark"),
    ],
)
def test_neighbours_that_are_no_cluster_may_be_parted(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_an_error(offset: int) -> None:
    with pytest.raises(ValueError, match=f"offset {offset} is outside a text of 3 code points"):
        is_cluster_boundary("abc", offset)


def test_both_ends_of_any_text_are_boundaries() -> None:
    assert is_cluster_boundary("", 0)
    assert is_cluster_boundary("\u0301", 0)
    assert is_cluster_boundary("\u0301", 1)


@given(st.lists(st.sampled_from(PIECES)))
def test_a_lone_newline_stands_apart_from_all_else(pieces: list[str]) -> None:
    before, after = "".join(pieces), "".join(reversed(pieces))
    text = f"{before}\v{after}"
    assert is_cluster_boundary(text, len(before))
    assert is_cluster_boundary(text, len(before) + 1)


@given(st.text(alphabet=st.sampled_from("".join(PIECES))), st.data())
def test_text_before_a_newline_moves_boundaries_but_does_not_change_them(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert is_cluster_boundary(f"漢🇫\n{text}\n", offset + 3) == is_cluster_boundary(f"\n{text}\n", offset + 1)


def test_no_plain_character_continues_a_cluster_or_a_syllable() -> None:
    plain = "".join(filter(PLAIN.fullmatch, map(chr, range(sys.maxunicode + 1))))
    assert {*"aé–—“”„’…€₽\r\n"} <= {*plain}
    assert not re.search(f"[{extenders()}\u1100-\u11ff\uac00-\ud7ff]", plain)
    assert all(is_cluster_boundary(f"\u20ac{character}", 1) for character in plain)
    assert not is_cluster_boundary("\r\n", 1)
