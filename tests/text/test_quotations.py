"""Which quoted strings a paragraph has, told apart from apostrophes, units and the mess that scraping leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.quotations import find_quotations, quotations


def found(content: str) -> list[str]:
    return [content[start:end] for start, end in quotations(content, 0, len(content))]


@pytest.mark.parametrize(
    "quotation",
    [
        *("“a bridge, not a wall,”", "‘a bridge’", '"a bridge"', "'a bridge'", "« un pont »", "«un pont»", "‹un pont›"),
        *("„eine Brücke“", "„un pod”", "‚eine Brücke‘", "»eine Brücke«", "›eine Brücke‹", "»en bro»"),
        *("「橋」", "『橋』", "“桥”", "“桥。”", "«мост»", "“جسر”", "«جسر»"),
        *("“Go!”", "“12%”", "“it’s the workers’”", "“…”", "“🇫🇷”", "“e\u0301”"),
    ],
)
def test_a_pair_of_marks_makes_a_quotation_marks_included(quotation: str) -> None:
    assert found(quotation) == [quotation]
    assert found(f"Halden called it {quotation}. Others ({quotation}) agreed") == [quotation, quotation]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        *(
            (text, quotation)
            for text in ("桥梁叫做{}他说", "彼は{}と言った")
            for quotation in ("“桥”", "‘桥’", '"桥"', "「桥」")
        ),
        *(("그는 {}라고 했다", quotation) for quotation in ("“다리”", "‘다리’", '"다리"', "'다리'", "「다리」")),
    ],
)
def test_in_scripts_without_spaces_letters_may_touch_the_marks(text: str, quotation: str) -> None:
    assert found(text.format(quotation)) == [quotation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”", "‘no’"]),
        ("‘He said “no” to us,’ she said.", ["‘He said “no” to us,’", "“no”"]),
        ("“‘No,’ he said,” she said.", ["“‘No,’ he said,”", "‘No,’"]),
        ('"He said "no" to us," she said.', ['"He said "no" to us,"', '"no"']),
        ("\"'No,' he said,\" she said.", ["\"'No,' he said,\"", "'No,'"]),
        ('“He said "no" to us,” she said.', ['“He said "no" to us,”', '"no"']),
        ("«Il dit “non”», dit-elle", ["«Il dit “non”»", "“non”"]),
        ("„Er sagte ‚nein‘“, sagte sie", ["„Er sagte ‚nein‘“", "‚nein‘"]),
        ("「彼は『橋』と言った」", ["「彼は『橋』と言った」", "『橋』"]),
        ("“One,” he said, “two.”", ["“One,”", "“two.”"]),
        ("``One,'' he said, ``two.''", ["``One,''", "``two.''"]),
        ("``He said 'no' to us,'' she said.", ["``He said 'no' to us,''", "'no'"]),
        ("🇫🇷 called it (``e\u0301''); others", ["``e\u0301''"]),
        ("She said: ``It is late.", ["``It is late."]),
    ],
)
def test_nested_quotations_come_after_the_one_they_are_in(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' vote, Ilva’s too, and the Joneses’ as well.",
        "In the ’90s and '80s and ‘70s",
        "’Tis rock ’n’ roll, rock 'n' roll, and get ’em 'til noon",
        'A 6" pipe, an 8" pipe',
        'He is 5\'10" tall and 5’ 10" wide',
        'צה"ל ואו"ם',
        "an unpaired \" mark, or ' mark, or » mark",
        "an unpaired ” mark, or ’ mark",
        'ends with "',
        "x 'y",
        "《桥》",
        '""""""""""""',
        "“",
        "",
    ],
)
def test_apostrophes_units_and_strays_make_no_quotation(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘the workers’ rights are ours’ and so on", ["‘the workers’ rights are ours’"]),
        ("‘the bosses’ and then workers’ rights", ["‘the bosses’"]),
        ("‘we’re goin’ home’ he sang", ["‘we’re goin’ home’"]),
        ("‘the ’90s were rock ’n’ roll’ he said", ["‘the ’90s were rock ’n’ roll’"]),
        ("‘90s music’ and ‘music of the 1990s’", ["‘music of the 1990s’"]),
        ("'don't go' he said", ["'don't go'"]),
        ('"a 6" pipe," he said', ['"a 6" pipe,"']),
        ('“a 6" pipe,” he said', ['“a 6" pipe,”']),
        ('"up 12" and "down 3"', ['"up 12"', '"down 3"']),
        ('אמר "צה"ל כאן" היום', ['"צה"ל כאן"']),
    ],
)
def test_apostrophes_and_units_inside_a_quotation_do_not_end_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,“ he said. “Stay,“ she said.", ["“Go,“", "“Stay,“"]),
        ("”Go,” he said. ”Stay,” she said.", ["”Go,”", "”Stay,”"]),
        ('“Go," he said. “Stay," she said.', ['“Go,"', '“Stay,"']),
        ('"Go,” he said.', ['"Go,”']),
        ('„Geh", sagte er.', ['„Geh"']),
        ('a "stray mark. Then "fine" words', ['"fine"']),
        ("a ‘stray mark. Then “fine” words", ["“fine”"]),
        ("“We go—” he said, (“fine”)—“good”", ["“We go—”", "“fine”", "“good”"]),
        ('" spaced out " he said', ['" spaced out "']),
    ],
)
def test_wrong_and_missing_marks_of_scraped_text_are_read_as_meant(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We came. We saw", "“We came. We saw"),
        ("He said: “We came. ‘Why?’ We saw.", "“We came. ‘Why?’ We saw."),
        ("« Nous venons. Nous voyons.", "« Nous venons. Nous voyons."),
        ("„Wir kommen. Wir sehen.", "„Wir kommen. Wir sehen."),
        ("He said:“We came. \t", "“We came."),
    ],
)
def test_a_double_quotation_without_an_end_runs_to_the_end_of_the_paragraph(text: str, expected: str) -> None:
    assert found(text)[0] == expected
    assert not find_quotations(text, 0, len(text))[0].closed


@pytest.mark.parametrize("text", ["word“word and on", '"We came. We saw', "‘We came. We saw", "‹Nous venons", "「来た"])
def test_other_marks_without_an_end_are_ignored(text: str) -> None:
    assert found(text) == []


def test_only_the_outermost_quotation_runs_on() -> None:
    assert found("“We came. “We saw. «We won") == ["“We came. “We saw. «We won"]


def test_a_quotation_is_closed_if_its_mark_is_there() -> None:
    assert find_quotations("“A” “B", 0, 6) == [(0, 3, True), (4, 6, False)]


def test_only_the_paragraph_is_read_and_offsets_are_those_of_the_text() -> None:
    content = "“One\n“Two” three”\nfour”"
    assert quotations(content, 5, 17) == [(5, 10)]
    assert quotations(content, 0, 4) == [(0, 4)]


ALPHABET = '""“”„‟«»‹›\'‘’‚「」『』〝〞 \u00a0\tasn16T漢한א.,:—(\u0301👍\r\n\x00'
CONTENT = st.lists(st.sampled_from([*ALPHABET, "``", "''"]), max_size=50).map("".join)


@given(CONTENT)
def test_quotations_are_ordered_start_with_a_mark_and_are_nested_or_disjoint(content: str) -> None:
    every = find_quotations(content, 0, len(content))
    assert every == sorted(every, key=lambda it: (it.start, -it.end))
    enclosing: list[int] = []
    for start, end, closed in every:
        assert 0 <= start < end <= len(content)
        assert content[start] in "\"“”„‟«»‹›'‘‚「『〝`"
        assert content[end - 1] in "\"“”«»‹›'‘’」』〞" or not closed
        while enclosing and enclosing[-1] <= start:
            enclosing.pop()
        assert not enclosing or end <= enclosing[-1]
        enclosing.append(end)


@given(CONTENT, CONTENT)
def test_a_paragraph_put_before_shifts_all_quotations(before: str, content: str) -> None:
    prefix = f"{before}\n"
    shifted = quotations(prefix + content, len(prefix), len(prefix) + len(content))
    assert shifted == [(start + len(prefix), end + len(prefix)) for start, end in quotations(content, 0, len(content))]
