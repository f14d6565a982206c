"""Where the sentences of a paragraph end, for people who label who says what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.quotations import find_quotations
from annotator.text.sentences import sentences


def found(content: str) -> list[str]:
    return [content[start:end] for start, end in sentences(content, 0, len(content))]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["The boats left.", "Nobody spoke!", "Why?", "It rained…", "It rained..."], id="terminators"),
        pytest.param(["Why?!", "No!!!", "She left.", "12 boats came.", "$5m is gone."], id="runs, digits, currency"),
        pytest.param(["(He left.)", "She stayed.", "[Laughter.]", "Then rain.[3]", "Done."], id="brackets, footnotes"),
        pytest.param(["It is done.", "@halden agreed.", "#bridge trends.", "🎉 came."], id="handle, tag, emoji"),
        pytest.param(["“It is done.”", "She left.", "“Really?”", "“Yes.”"], id="quotations without attribution"),
        pytest.param(["He called it “done”.", "Others “agreed.”", "She left."], id="quotation at the end"),
        pytest.param(["¿Por qué?", "¡Vamos!", "Él llegó."], id="Spanish"),
        pytest.param(["« Non ! »", "Elle part.", "« Oui. »"], id="French spacing"),
        pytest.param(["„Nein!“", "Sie ging.", "»Ja.«"], id="German marks"),
        pytest.param(["Мост открыт.", "Она ушла."], id="Russian"),
        pytest.param(["هل هذا جسر؟", "نعم.", "انتهى۔", "حسنا."], id="Arabic and Urdu"),
        pytest.param(["זה גשר.", "היא הלכה."], id="Hebrew"),
        pytest.param(["यह पुल है।", "वह गई॥", "हाँ।"], id="Devanagari"),
        pytest.param(["这是桥。", "她走了！", "好吗？"], id="Chinese with spaces"),
        pytest.param(["The pact grew by 3.5.", "Version 2.0 came."], id="decimals"),
    ],
)
@pytest.mark.parametrize("space", [" ", "  ", "\u00a0", "\r\n", "\u3000"], ids=ascii)
def test_sentences_end_at_terminators_before_a_start(expected: list[str], space: str) -> None:
    assert found(f" {space.join(expected)}\t") == expected


def test_chinese_and_japanese_need_no_space_between_sentences() -> None:
    assert found("这是桥。她走了！好吗？「橋だ。」「はい。」") == [
        "这是桥。",
        "她走了！",
        "好吗？",
        "「橋だ。」",
        "「はい。」",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "“Stop! Now!” he said.",
        "“Stop!” said Halden, and left.",
        "“We came. We saw,” he said.",
        "“We came. We saw. We won.”",
        "He said: “We came. ‘Why? Who?’ We saw.”",
        '"Stop! Now!" he said.',
        "‘Stop! Now!’ he said.",
        "«Stop! Now!» he said.",
        "„Halt! Jetzt!“ rief er.",
        "« Non ! » a-t-il dit.",
        "“Is it done?” Mira Halden asked on Monday.",
        "“Why?” Halden told reporters.",
        "“It is done.” Halden said.",
        "“Why?” The port’s owner asked.",
        "他说：“这是桥。”",
        "“这是桥。”他说。",
        "「橋だ。」と言った。",
        "Critics (who? all of them!) agreed.",
    ],
)
def test_a_quotation_is_neither_split_nor_parted_from_its_attribution(sentence: str) -> None:
    assert found(sentence) == [sentence]
    assert found(f"{sentence} Nobody left.") == [sentence, "Nobody left."]


@pytest.mark.parametrize(
    "expected",
    [
        ["“Why not?” Halden said.", "“Because.” Orr left the room."],
        ["“Why not?” she asked.", "“Because,” he said."],
    ],
)
def test_a_new_quotation_starts_a_new_sentence(expected: list[str]) -> None:
    assert found(" ".join(expected))[0] == expected[0]


def test_a_statement_after_a_quotation_is_no_attribution() -> None:
    assert found("“It is done.” Halden said that trade had grown.") == [
        "“It is done.”",
        "Halden said that trade had grown.",
    ]
    assert found("“Is it?” Halden said that it was.") == ["“Is it?”", "Halden said that it was."]


def test_a_quotation_that_runs_on_is_split_like_other_text() -> None:
    assert found("“We came. We saw. Then") == ["“We came.", "We saw.", "Then"]


@pytest.mark.parametrize(
    "sentence",
    [
        *("Mr. Halden met Dr. Orr, Prof. Lind and Gov. Vale.", "MR. HALDEN MET DR. ORR.", "St. Vale lies on Mt. Orr."),
        *("J. K. Rowan and George W. Vale met.", "J.K. Rowan came.", "The U.S. President met U.N. Secretary Orr."),
        *("Acme Inc. Chairman Orr and Vale Corp. agreed.", "It is cheap, e.g. Acme, i.e. Orr’s.", "See No. 5, p. 12."),
        *("It rose 3.5 percent to 1.000.000 on Jan. 5.", "At 5 p.m. Monday it rained.", "Smith vs. Vale et al. Orr."),
        *("We wait… and see... or not.", "Yahoo! is here.", "It was (approx. Five) big.", "Am 3. Oktober kam er."),
        *("1. Halden won", "a. Halden won", "Он родился в г. Вале.", "z.B. Halden", "See a.example. or not"),
        *("Sea.Land", "He left. – Northern Wire", "who? me"),
    ],
)
def test_abbreviations_decimals_and_ellipses_end_no_sentence(sentence: str) -> None:
    assert found(sentence) == [sentence]


@pytest.mark.parametrize(
    "expected",
    [
        ["He works for Acme Inc.", "The firm is old."],
        ["It left the U.S.", "It came back."],
        ["They met at 5 p.m.", "He left."],
        ["He wanted plan B.", "They had none."],
        ["Ships, boats, etc.", "“We sail.”"],
        ["No.", "She left."],
        ["There were 12.", "Halden counted."],
        ["1. Halden won.", "2. Orr lost."],
    ],
)
def test_an_abbreviation_ends_a_sentence_if_a_new_one_clearly_follows(expected: list[str]) -> None:
    assert found(" ".join(expected)) == expected


def test_only_the_paragraph_is_read_and_offsets_are_those_of_the_text() -> None:
    content = "One. Two.\r\n👩‍👩‍👧 Three. Four.\r\nFive."
    assert sentences(content, 11, 30) == [(11, 23), (24, 29)]
    assert sentences(content, 4, 9) == [(5, 9)]


@pytest.mark.parametrize("content", ["", " \r\n\u00a0"])
def test_a_blank_paragraph_has_no_sentences(content: str) -> None:
    assert found(content) == []


ALPHABET = "aB1.!?…。「」“”\"'‘’«»()[] \u00a0\t\r\n\x00é\u0301👍漢שم؟।,MrJ"
CONTENT = st.text(alphabet=st.sampled_from(ALPHABET), max_size=60)


@given(CONTENT)
def test_sentences_tile_the_paragraph_with_only_whitespace_between(content: str) -> None:
    place = 0
    for start, end in sentences(content, 0, len(content)):
        assert place <= start < end <= len(content)
        assert not content[place:start].strip()
        assert content[start:end] == content[start:end].strip()
        place = end
    assert not content[place:].strip()


@given(CONTENT)
def test_no_sentence_ends_inside_a_quotation_that_has_both_marks(content: str) -> None:
    # The text of a paragraph starts and ends without whitespace.
    content = content.strip()
    for _, end in sentences(content, 0, len(content)):
        for quotation in find_quotations(content, 0, len(content)):
            assert not (quotation.closed and quotation.start < end < quotation.end)


@given(CONTENT, CONTENT)
def test_a_paragraph_put_before_shifts_all_sentences(before: str, content: str) -> None:
    prefix = f"{before}\n"
    shifted = sentences(prefix + content, len(prefix), len(prefix) + len(content))
    assert shifted == [(start + len(prefix), end + len(prefix)) for start, end in sentences(content, 0, len(content))]
