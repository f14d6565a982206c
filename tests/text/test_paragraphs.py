"""Which paragraphs a text has, and how `auto` tells wrapped text from text with one paragraph per line."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.paragraphs import PARAGRAPH_RULES, ParagraphRule, paragraphs, rule_of

INVISIBLE = "\u200b\u2060\ufeff"
REPORT = (
    "The harbour council of Ostrava Bay voted late on Tuesday to dredge the northern channel, a step that fishing "
    "families had resisted for eleven years. Council leader Petra Lind said the work would begin before the first "
    "storms of autumn and cost no more than four million crowns. Opponents called the estimate a fairy tale, and "
    "asked why no survey of the mussel beds had been made since the last dredging ended in a lawsuit."
)
REPLY = (
    "Lind did not answer them directly. She told the meeting that a survey had been ordered from the university, "
    "that its first findings were expected within weeks, and that nobody would be asked to decide anything in the "
    "dark. The public gallery, which had filled early, laughed at that for some time."
)


def found(content: str, rule: ParagraphRule = "auto") -> list[str]:
    return [content[start:end] for start, end in paragraphs(content, rule)]


def wrapped(width: int, *blocks: str) -> str:
    return "\n\n".join(textwrap.fill(block, width) for block in blocks) + "\n"


@pytest.mark.parametrize("terminator", ["\r\n", "\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_terminator_ends_a_line(terminator: str) -> None:
    assert found(f"One.{terminator}Two.{terminator}{terminator}Three.{terminator}", "lines") == [
        "One.",
        "Two.",
        "Three.",
    ]


@pytest.mark.parametrize("other", ["\x1c", "\x1d", "\x1e", "\t", "\u3000"], ids=ascii)
def test_other_separators_do_not_end_a_line(other: str) -> None:
    assert found(f"One{other}two", "lines") == [f"One{other}two"]


def test_spans_are_trimmed_of_whitespace_and_of_what_cannot_be_seen() -> None:
    assert found("\ufeff  Heading \u00a0\n\u200b\n \t\n\u3000 Text. \u200b\r\n", "lines") == ["Heading", "Text."]


def test_offsets_count_code_points_of_the_untouched_text() -> None:
    assert paragraphs("👩‍👩‍👧 e\u0301\r\n\r\n漢字\r\n", "lines") == [(0, 8), (12, 14)]


@pytest.mark.parametrize("content", ["", "\n", " \r\n\t\n", "\ufeff\n\u200b"])
def test_a_blank_text_has_no_paragraphs(content: str) -> None:
    assert found(content) == found(content, "blocks") == []


def test_blocks_keep_the_line_breaks_inside_and_end_at_blank_lines() -> None:
    content = "  A first\r\n  block.  \r\n \t \r\nA second\nblock.\n\n\n"
    assert found(content, "blocks") == ["A first\r\n  block.", "A second\nblock."]


def test_a_paragraph_separator_ends_a_block_by_itself() -> None:
    assert found("One\u2028still one\u2029Two", "blocks") == ["One\u2028still one", "Two"]


def test_an_unknown_rule_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no paragraph rule 'pages': use auto, lines, blocks"):
        paragraphs("text", "pages")  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [55, 60, 65, 72, 76, 80, 90])
@pytest.mark.parametrize("terminator", ["\n", "\r\n"])
def test_hard_wrapped_text_is_read_by_blocks(width: int, terminator: str) -> None:
    content = wrapped(width, "HARBOUR TO BE DREDGED", REPORT, REPLY).replace("\n", terminator)
    assert rule_of(content) == "blocks"
    assert [block.split() for block in found(content)] == [
        ["HARBOUR", "TO", "BE", "DREDGED"],
        REPORT.split(),
        REPLY.split(),
    ]


def test_hard_wrapped_text_with_a_long_url_and_an_indented_quotation_is_read_by_blocks() -> None:
    quotation = textwrap.fill(REPLY, 64, initial_indent="    ", subsequent_indent="    ")
    url = "https://news.example/" + "a-very-long-slug-" * 6
    assert rule_of(wrapped(72, REPORT, REPLY) + f"\n{quotation}\n\n{url}\n\n" + wrapped(72, REPORT)) == "blocks"


def test_hard_wrapped_chinese_is_read_by_blocks() -> None:
    sentence = (
        "港口委员会周二晚间投票决定疏浚北航道渔民家庭十一年来一直反对这一步骤委员"
        "会主席表示工程将在秋季第一场风暴之前开始费用不超过四百万"
    )
    text = sentence * 3
    assert rule_of("\n".join(text[place : place + 38] for place in range(0, len(text), 38))) == "blocks"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            f"Harbour to be dredged\n\n{REPORT}\n\n{REPLY}\n", id="one line per paragraph, blank lines between"
        ),
        pytest.param(f"Harbour to be dredged\n{REPORT}\n{REPLY}\n", id="one line per paragraph, none between"),
        pytest.param(
            f"Nobody asked the mussels\nCouncil votes to dredge\n\n{REPORT}\n\n{REPORT}\nLind did not answer.\n\n"
            f"Nobody asked the mussels\nCouncil votes to dredge\nRead also these stories\nTop\n",
            id="scraped page: short lines and unequal lines in a block",
        ),
        pytest.param(
            "\n".join(sentence.strip() + "." for sentence in (REPORT + REPLY).split(".") for _ in range(3)),
            id="one sentence per line",
        ),
        pytest.param(
            "The boats went out at seven\nAnd none of them came home\n"
            "The lamp was lit till morning\nThe sea was white with foam\n" * 4,
            id="verse",
        ),
        pytest.param(
            "\n".join(f"Council of Ostrava Bay publishes its long list of works, part {n}" for n in range(10, 30)),
            id="list of titles of one width",
        ),
        pytest.param("Petra Lind\nHarbour House\n12 Quay Street\nOstrava Bay\n", id="address"),
        pytest.param(textwrap.fill(REPORT[:150], 72), id="too short to tell"),
        pytest.param("", id="empty"),
    ],
)
def test_in_all_other_texts_each_line_is_a_paragraph(content: str) -> None:
    assert rule_of(content) == "lines"
    assert paragraphs(content) == paragraphs(content, "lines")


CONTENT = st.text(
    alphabet=st.sampled_from("aB.é\u0301漢ש👍 \t\u00a0\u200b\ufeff\n\r\v\x1c\x85\u2028\u2029"), max_size=60
)


@given(CONTENT, st.sampled_from(PARAGRAPH_RULES))
def test_paragraphs_are_ordered_trimmed_and_leave_out_nothing_visible(content: str, rule: ParagraphRule) -> None:
    place = 0
    for start, end in paragraphs(content, rule):
        assert place <= start < end <= len(content)
        assert not content[place:start].strip().strip(INVISIBLE + " \t\u00a0\n\r\v\x1c\x85\u2028\u2029")
        assert not content[start].isspace()
        assert not content[end - 1].isspace()
        place = end
    assert not content[place:].strip().strip(INVISIBLE + " \t\u00a0\n\r\v\x1c\x85\u2028\u2029")


@given(CONTENT)
def test_lines_lie_within_blocks(content: str) -> None:
    blocks = paragraphs(content, "blocks")
    for start, end in paragraphs(content, "lines"):
        assert sum(first <= start and end <= last for first, last in blocks) == 1


@given(CONTENT, st.sampled_from(["lines", "blocks"]))
def test_a_paragraph_put_before_shifts_all_others(content: str, rule: ParagraphRule) -> None:
    shifted = paragraphs(f"Före.\n\n{content}", rule)
    assert shifted == [(0, 5), *((start + 7, end + 7) for start, end in paragraphs(content, rule))]


@given(CONTENT)
def test_auto_is_the_rule_it_decides_for(content: str) -> None:
    assert paragraphs(content) == paragraphs(content, rule_of(content))
