"""What one step of the word keys selects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.clusters import is_cluster_boundary
from annotator.text.words import word_at, words


def found(content: str, start: int = 0, end: int | None = None) -> list[str]:
    return [content[first:last] for first, last in words(content, start, end)]


@pytest.mark.parametrize(
    "word",
    [
        *("bridge", "naïve", "cafe\u0301", "Москва", "العربية", "שלום", "हिन्दी", "ภาษาไทย", "대한민국은", "Երևան"),
        *(
            "don't",
            "don’t",
            "Ilva’s",
            "O'Neill",
            "l’homme",
            "don‘t",
            "don´t",
            "rock'n'roll",
            'צה"ל',
            "ג׳ורג׳",
            "col·lega",
        ),
        *("post-war", "Tangmok-ri", "jean\u2010claude", "jean\u2011claude", "19-year-old", "COVID-19", "snake_case"),
        *("U.S.", "U.S", "U.S.A.", "U.S.-led", "U.N.’s", "J.K.", "e.g.", "p.m.", "Ph.D.", "EE.UU.", "AT&T", "Node.js"),
        *("1,000.5", "1.000,5", "1’000", "10:30", "9/11", "2-1", "v2.0", "2½", "m²", "12,5", "٣٫٥", "1990s", "1st"),
        *("12%", "12.5%", "−3%", "-5", "+7", "±2", "20°C", "5°", "3‰"),
        *("$5m", "£1.2bn", "US$1,000", "A$3", "€5", "5€", "100₽", "-$5", "$5-a-day", "$TSLA", "₹5,000"),
        *("@halden", "@halden_press", "#bridge", "#東京", "#2024", "@halden’s"),
        *(
            "https://a.example/w/Foo_(bar)?x=1&y=%20#z",
            "HTTP://A.EXAMPLE",
            "www.a.example/b",
            "a.example/b-c",
            "a.example",
        ),
        *("mira.halden@news.example", "a+b@news.example"),
        *("👩‍👩‍👧‍👦", "👍🏽", "🇫🇷", "1️⃣", "#️⃣", "❤️", "❤", "🏳️‍🌈", "©️", "🏴\U000e0067\U000e0062\U000e007f"),
        *("co\u00adoperate", "ビジネス", "漢", "漢\ufe00", "ひ", "が"),
    ],
)
def test_it_is_one_word_wherever_it_stands(word: str) -> None:
    assert found(word) == [word]
    for frame in (
        "said {} today",
        "({})",
        "“{},” she",
        "«{}»",
        "‘{}’",
        "one\u00a0{}\u2028two",
        "{}: {}!",
        "\r\n{}\t",
        "{}\u0000",
    ):
        assert word in found(frame.format(*[word] * 2)), frame


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“Go,” she said.", ["Go", "she", "said"], id="quotation marks and punctuation"),
        pytest.param("the workers’ ’90s", ["the", "workers", "90s"], id="apostrophes at the edge"),
        pytest.param("war--peace – or—not", ["war", "peace", "or", "not"], id="dashes"),
        pytest.param("-post pre- _em_ *b*", ["post", "pre", "em", "b"], id="signs at the edge of letters"),
        pytest.param("the end.Next", ["the", "end", "Next"], id="a space forgotten between sentences"),
        pytest.param("and/or A+ 5 %", ["and", "or", "A", "5"], id="slashes and lone signs"),
        pytest.param("$ % @ # & ’ … ™ © ▶ ½", ["½"], id="signs that are no words"),
        pytest.param("J. K. Rowan", ["J", "K", "Rowan"], id="initials"),
        pytest.param("10 000 1\u00a0000", ["10", "000", "1", "000"], id="no word has whitespace"),
        pytest.param("10%–12%", ["10%", "12%"], id="en dash between quantities"),
        pytest.param("see https://a.example/b).", ["see", "https://a.example/b"], id="full stop after a URL"),
        pytest.param("见https://a.example/b。好", ["见", "https://a.example/b", "好"], id="URL in Chinese"),
        pytest.param("東京タワーにいく", ["東", "京", "タワー", "に", "い", "く"], id="Japanese"),
        pytest.param("iPhone手机3月", ["iPhone", "手", "机", "3", "月"], id="Latin in Chinese"),
        pytest.param("서울에서 3명이", ["서울에서", "3명이"], id="Korean"),
        pytest.param("🇫🇷🇩🇪🇮", ["🇫🇷", "🇩🇪", "🇮"], id="flags"),
        pytest.param("hey👋🏽👋ok", ["hey", "👋🏽", "👋", "ok"], id="emoji side by side"),
        pytest.param("a1️⃣2️⃣", ["a", "1️⃣", "2️⃣"], id="keycaps after a letter"),
        pytest.param(
            "a\x00b\x1bc\u200bd", ["a", "b", "c", "d"], id="control characters and zero-width spaces part words"
        ),
        pytest.param("\u0301 \u0301a", ["a"], id="marks without a base"),
        pytest.param('5\'10" 6"', ["5'10", "6"], id="feet and inches"),
        pytest.param("١٢ كم، و٣", ["١٢", "كم", "و٣"], id="Arabic"),
        pytest.param("\ud800a", ["a"], id="lone surrogate"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_only_the_range_is_read_and_offsets_are_those_of_the_text() -> None:
    content = "One.\nTwo three."
    assert words(content, 5) == [(5, 8), (9, 14)]
    assert words(content, 5, 8) == [(5, 8)]
    assert found("#bridge", 1) == ["bridge"]
    assert found("12%", 0, 2) == ["12"]


def test_a_cluster_cut_by_the_range_belongs_to_no_word() -> None:
    assert found("e\u0301a", 1) == ["a"]
    assert found("ae\u0301", 0, 2) == ["a"]


def test_the_word_at_an_offset_is_the_one_it_is_in_or_the_nearest() -> None:
    content = "One  “two” ...  three."
    at = [word_at(content, offset, 0, len(content)) for offset in range(len(content) + 1)]
    assert [content[word[0] : word[1]] if word else None for word in at] == (["One"] * 5 + ["two"] * 8 + ["three"] * 10)


def test_the_nearest_word_is_sought_within_the_range_only() -> None:
    content = "One. Two."
    assert word_at(content, 0, 5, 9) == (5, 8)
    assert word_at(content, 9, 0, 4) == (0, 3)
    assert word_at(content, 3, 3, 5) is None
    assert word_at("", 0) is None


ALPHABET = (
    "aZ1é\u0301\ufe0f\u200d\u20e3👩👍🏽🇫🇷❤©漢カひ한각שגกำहि.,:'’\"-_@#$%+&/()“” \u00a0\t\r\n\x00\u00ad\u200b\ud800ℹ"
)
CONTENT = st.text(alphabet=st.sampled_from(ALPHABET), max_size=40)


@given(CONTENT, st.integers(0, 40), st.integers(0, 40))
def test_words_are_ordered_within_the_range_and_hold_whole_clusters(content: str, start: int, end: int) -> None:
    place = start
    for first, last in words(content, start, end):
        assert place <= first < last <= end
        assert is_cluster_boundary(content, first)
        assert is_cluster_boundary(content, last)
        assert not any(character.isspace() for character in content[first:last])
        place = last


@given(CONTENT)
def test_every_letter_and_digit_is_in_a_word(content: str) -> None:
    inside = {place for first, last in words(content) for place in range(first, last)}
    # Thai AM is a letter to Python and a mark to Unicode's clusters: after a space it has no base.
    outside = [character for place, character in enumerate(content) if place not in inside and character != "ำ"]
    assert not any(character.isalnum() for character in outside)


@given(CONTENT, CONTENT)
def test_a_line_put_before_shifts_all_words(before: str, content: str) -> None:
    prefix = f"{before}\n"
    assert words(prefix + content, len(prefix)) == [
        (first + len(prefix), last + len(prefix)) for first, last in words(content)
    ]


@given(CONTENT, st.integers(-5, 50))
def test_the_word_at_any_offset_is_a_word_with_none_nearer(content: str, offset: int) -> None:
    def distance(word: tuple[int, int]) -> int:
        return max(word[0] - offset, offset - (word[1] - 1), 0)

    every = words(content)
    assert word_at(content, offset) == (min(every, key=distance) if every else None)


PLAIN_PIECES = [
    *"aZéñ09_.,:/'’-–—−“”„«»‚‘?!…•()[]{}@#&%‰°$€£¥₽\"©®‼⁉\t\r\n \u00ad\xa0",
    *("http://", "www.", "a@b.example", "U.S.", "Ph.D.", "don’t", "5,000", "10:30", "US$", "‘em", "l’ami"),
]


@given(st.lists(st.sampled_from(PLAIN_PIECES), max_size=30).map("".join))
def test_words_of_latin_letters_are_the_same_beside_another_script(content: str) -> None:
    beside = content + " 한"
    assert words(content) == words(beside)[:-1]
