"""The strict reader: what it takes it reads as every YAML reader does; what it refuses it names by line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotator.files import composing, strict_yaml
from annotator.files.findings import Finding, InvalidFileError

LIBYAML = getattr(yaml, "CBaseLoader", None)


@pytest.fixture(params=[LIBYAML, yaml.BaseLoader], ids=["libyaml", "python"], autouse=True)
def _with_each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param is None:
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(composing, "Parser", request.param)


def read(content: str | bytes) -> Any:
    return strict_yaml.parse(content if isinstance(content, bytes) else content.encode(), "f.yaml").value


def faults(content: str | bytes) -> list[tuple[int | None, int | None, str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        read(content)
    return [(finding.line, finding.column, finding.field, finding.message) for finding in caught.value.findings]


# What it reads


def test_a_document_is_read_as_plain_values() -> None:
    content = """\
    # a comment
    words: [plain, 'single', "dou\\tble"]   # another
    numbers: {whole: -12, part: 0.5}
    truth: [true, False]
    nothing: [null, ~, ]
    block: |
      two
      lines
    """
    assert read(re.sub("^    ", "", content, flags=re.MULTILINE)) == {
        "words": ["plain", "single", "dou\tble"],
        "numbers": {"whole": -12, "part": 0.5},
        "truth": [True, False],
        "nothing": [None, None],
        "block": "two\nlines\n",
    }


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_nothing(content: str) -> None:
    assert read(content) is None


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read(b"\xef\xbb\xbfa: 1\n") == {"a": 1}


@pytest.mark.parametrize("words", "no 1_000 010 2024-05-01 true null 1e5 0x1F 12:30 << =".split())
def test_in_quotes_every_word_is_text(words: str) -> None:
    assert read(f"a: '{words}'\n\"{words}\": b\n") == {"a": words, words: "b"}


@pytest.mark.parametrize(
    "words", ["none", "noon", "12 percent", "3-4", "1.0.0", "2024-05-01 was a Wednesday", "0:1:2:x", "e5", "y", "n"]
)
def test_words_that_only_resemble_something_else_are_text(words: str) -> None:
    assert read(f"a: {words}\n") == {"a": words}


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=20)
_ATOMS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | _WORDS


def _documents(depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return _ATOMS
    inner = _documents(depth - 1)
    return _ATOMS | st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4)


@given(value=_documents(3), flow=st.sampled_from([True, False, None]), width=st.sampled_from([20, 80, 10**6]))
def test_an_ordinary_document_is_read_as_pyyaml_reads_it(value: Any, flow: bool | None, width: int) -> None:
    content = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, width=width)
    findings: tuple[Finding, ...] = ()
    try:
        assert read(content) == yaml.safe_load(content) == value
    except InvalidFileError as error:
        findings = error.findings
    # PyYAML writes bare what it reads as text and a YAML 1.2 reader does not: nothing else is refused.
    assert all("is read differently" in finding.message for finding in findings)


_YAML_12_CORE: list[tuple[re.Pattern[str], Callable[[str], Any]]] = [  # section 10.3.2 of the specification
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda words: words.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+"), lambda words: int(words, 0)),
    (re.compile(r"0x[0-9a-fA-F]+"), lambda words: int(words, 0)),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), lambda words: float(words.replace(".", ""))),
]


def _yaml_12(words: str) -> Any:
    return next((value(words) for pattern, value in _YAML_12_CORE if pattern.fullmatch(words)), words)


@given(words=st.text("0123456789+-._:eEoxbTtZynaofrulsNO~=<", min_size=1, max_size=12))
def test_what_stands_bare_means_the_same_in_yaml_1_1_and_1_2(words: str) -> None:
    content = f"a: {words}\n"
    try:
        value = read(content)
    except InvalidFileError:
        return
    if isinstance(value, dict) and isinstance(value["a"], str | int | float | bool | None):
        (found,) = value.values()
        assert found == yaml.safe_load(content)["a"]
        assert found == _yaml_12(words)
        assert type(found) is type(_yaml_12(words))


# What it refuses

DIFFERENT = "'{}' is read differently by different YAML readers; put it in quotes"


@pytest.mark.parametrize(
    "words",
    [
        *"no No NO yes on Off 2024-05-01 2024-05-01T12:30:00Z 010 -07 0o17 0x1F 0b11 1_000 1_0.5 1._5 12:30".split(),
        *"190:20:30.15 1e5 1.5e3 1.0e+999 -.5 .inf -.INF .nan =".split(),
        "2024-05-01 12:30:00",
        "9" * 19,
    ],
)
def test_a_bare_word_that_readers_disagree_on_is_refused(words: str) -> None:
    assert faults(f"ok: 1\na: {words}\n") == [(2, 4, "a", DIFFERENT.format(words))]


def test_such_a_word_is_refused_as_a_key_too() -> None:
    assert faults("on: 1\n") == [(1, 1, "", DIFFERENT.format("on"))]
    assert faults("<<: {a: 1}\n") == [(1, 1, "", DIFFERENT.format("<<"))]


@pytest.mark.parametrize("key", ["1", "1.5", "true", "null", "~", "? [a]\n", "? {a: b}\n"])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    message = "a key must be a word; put it in quotes if it looks like something else"
    column = 3 if key.startswith("?") else 1
    assert faults(f"a: 1\n{key}: b\n") == [(2, column, "", message)]


@pytest.mark.parametrize(
    ("content", "line", "column", "field", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "a", "the key 'a' stands here twice; keep one"),
        ("x:\n- {é: 1, é: 2}\n", 2, 10, "x[0].é", "the key 'é' stands here twice; keep one"),
        ("a: &x 1\n", 1, 4, "a", "anchors (&x) are not allowed; write the value out where it is needed"),
        ("a: [1, *x]\n", 1, 8, "a[1]", "aliases (*x) are not allowed; write the value out"),
        ("*x : 1\n", 1, 1, "", "aliases (*x) are not allowed; write the value out"),
        ("a: !!str 1\n", 1, 4, "a", "tags (tag:yaml.org,2002:str) are not allowed; write the plain value"),
        ("a: ! x\n", 1, 4, "a", "tags (!) are not allowed; write the plain value"),
        (
            "a: !!python/object/apply:os.getcwd []\n", 1, 4, "a",
            "tags (tag:yaml.org,2002:python/object/apply:os.getcwd) are not allowed; write the plain value",
        ),
        ("a: 1\n---\nb: 2\n", 2, 1, "", "a second document begins here; keep one document to a file"),
        ("---\na: 1\n---\n", 3, 1, "", "a second document begins here; keep one document to a file"),
    ],
)  # fmt: skip
def test_what_is_more_than_plain_values_is_refused(
    content: str, line: int, column: int, field: str, message: str
) -> None:
    assert faults(content) == [(line, column, field, message)]


def test_no_tag_ever_makes_an_object(tmp_path: Path) -> None:
    victim = tmp_path / "made"
    with pytest.raises(InvalidFileError):
        read(f"!!python/object/apply:os.mkdir ['{victim}']\n")
    assert not victim.exists()


def test_an_exponential_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    assert faults(bomb)[0][:3] == (1, 4, "a")


def test_sixteen_levels_are_read_and_seventeen_refused() -> None:
    assert read("[" * 16 + "]" * 16) is not None
    ((line, column, _, message),) = faults("[" * 17 + "]" * 17)
    assert (line, column, message) == (1, 17, "nested more than 16 deep")


def test_a_million_brackets_are_refused_at_the_seventeenth() -> None:
    assert [fault[:2] for fault in faults("[" * 1_000_000)] == [(1, 17)]
    assert [fault[:2] for fault in faults("- " * 100_000)] == [(1, 33)]


@pytest.mark.parametrize(
    ("content", "line", "column", "byte", "position"),
    [
        (b"a: \xff\n", 1, 4, "0xff", 3),
        ("title: Zoë\né: ".encode() + b"\xe9\n", 2, 4, "0xe9", 16),
        (b"\xef\xbb\xbfa: 1\nb: \xc3", 2, 4, "0xc3", 11),
        (b"a: 1\r\nb: \xed\xa0\x80", 2, 4, "0xed", 9),
    ],
)
def test_what_is_not_utf8_is_told_by_byte_line_and_column(
    content: bytes, line: int, column: int, byte: str, position: int
) -> None:
    message = f"this is not UTF-8: byte {byte} at position {position}; save the file as UTF-8"
    assert faults(content) == [(line, column, "", message)]


def test_utf16_is_refused_at_its_first_byte() -> None:
    message = "this is not UTF-8: byte 0xff at position 0; save the file as UTF-8"
    assert faults("a: 1\n".encode("utf-16")) == [(1, 1, "", message)]


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ufffe"]
)
def test_a_control_character_is_told_where_it_stands(character: str) -> None:
    message = f"character U+{ord(character):04X} is not allowed; write it as an escape in quotes"
    assert faults(f'é: ü\nb: "é{character}"\n') == [(2, 6, "", message)]


def test_every_control_character_is_told() -> None:
    assert [fault[:2] for fault in faults("a: \x01\nb: \x02\n")] == [(1, 4), (2, 4)]


def test_control_characters_may_be_written_as_escapes() -> None:
    assert read(r'a: "\x1b[0m\0\u202e"') == {"a": "\x1b[0m\0\u202e"}


@pytest.mark.parametrize("escape", [r"\ud800", r"\ude00", r"\U00110000"])
def test_an_escape_for_no_character_is_refused(escape: str) -> None:
    assert [fault[0] for fault in faults(f'a: "{escape}"\n')] == [1]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, 2),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("é: b: c\n", 1, 5),
        ("a: 'x\n", 2, 1),
        ("a: @x\n", 1, 4),
        ("a: b\n...\nc: d\n", 3, 1),
    ],
)
def test_what_is_no_yaml_is_told_where_it_stops_being_any(content: str, line: int, column: int) -> None:
    ((found_line, found_column, field, message),) = faults(content)
    assert (found_line, found_column, field) == (line, column, "")
    assert message.startswith("this is not valid YAML: ")


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_was_opened() -> None:
    ((_, _, _, message),) = faults("title: x\nnote: 'where does this end?\nname: y\n")
    assert message.endswith("that begins in line 2, column 7")


def test_lines_are_counted_as_editors_count_them() -> None:
    assert faults("# é\r\nb: no\r\n") == [(2, 4, "b", DIFFERENT.format("no"))]
    assert faults("a: 1\r\r\nb: no") == [(3, 4, "b", DIFFERENT.format("no"))]


def test_a_huge_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "MAX_SCALAR", 1_000)
    assert read(f"a: {'x' * 1_000}\n") == {"a": "x" * 1_000}
    message = "a value of 1,001 characters; at most 1,000 are read"
    assert faults(f"a: {'x' * 1_001}\n") == [(1, 4, "a", message)]
    assert faults(f'a: "{"x" * 1_001}"\n') == [(1, 4, "a", message)]


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "MAX_BYTES", 10)
    assert faults("a: 12345678") == [(None, None, "", "11 bytes; at most 10 are read")]


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    assert [fault[:3] for fault in faults("a: no\nb: {c: 010, c: &x 1}\nd: !y z\n")] == [
        (1, 4, "a"),
        (2, 8, "b.c"),
        (2, 13, "b.c"),
        (2, 16, "b.c"),
        (3, 4, "d"),
    ]


def test_a_file_of_nothing_but_faults_is_told_in_fifty() -> None:
    for content in ("- no\n" * 1_000, "- \x01\n" * 1_000):
        told = faults(content)
        assert len(told) == 51
        assert told[-1] == (51, 3, "", "there are more faults than can be listed; correct these first")


@pytest.mark.parametrize(
    "content", ["- no\n", "- *a\n", "- &a 1\n", "- !a 1\n", "a: 1\n", "? [a]\n", "- '\x01'\n", "%TAG !a! tag:x\n"]
)
def test_the_places_in_a_file_are_counted_no_oftener_than_faults_are_told(
    content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    place = strict_yaml.place

    def counting(content: str, offset: int) -> strict_yaml.Mark:
        counted.append(offset)
        return place(content, offset)

    monkeypatch.setattr(composing, "place", counting)
    faults(content * 20_000)
    assert len(counted) <= 51


@pytest.mark.parametrize(
    ("content", "line"),
    [("%YAML 1.2\n---\na: 1\n", 1), ("# x\n%TAG !a! tag:x\n---\na: 1\n", 2), ("a: 1\n...\n%YAML 1.1\n---\n", 3)],
)
def test_directives_are_refused(content: str, line: int) -> None:
    assert faults(content) == [(line, 1, "", "directives (%YAML, %TAG) are not allowed; remove the line")]


@pytest.mark.parametrize("faulty", ["a: 1\na: 2", "a: &{0} 1", "a: *{0}", "a: !{0} 1", "{0}: {{{0}: no}}", "a: 1{1}"])
def test_what_is_told_of_a_very_long_word_is_short(faulty: str) -> None:
    for fault in faults(faulty.replace("a: ", "{0}: ", 2).format("x" * 200, "0" * 5_000) + "\n"):
        assert len(fault[3]) + len(fault[2]) < 400


def test_half_characters_are_refused_even_where_two_would_make_a_whole_one() -> None:
    assert {fault[0] for fault in faults('a: "\\ud83d\\ude00"\n')} == {1}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_ordinary_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.yaml", tmp_path / "endless.yaml"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        with pytest.raises(
            InvalidFileError, match="cannot be read: it is a pipe, a socket or a device and not a file$"
        ):
            strict_yaml.read(path)


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(strict_yaml.MAX_BYTES + 1)
    with pytest.raises(InvalidFileError, match="67,108,865 bytes; at most 67,108,864 are read$"):
        strict_yaml.read(path)


def test_a_file_that_is_not_there_is_a_finding_without_a_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match=r"none\.yaml: cannot be read: No such file or directory$"):
        strict_yaml.read(tmp_path / "none.yaml")
    with pytest.raises(InvalidFileError, match=r"cannot be read: Is a directory$"):
        strict_yaml.read(tmp_path)


# Where things stand

PLACED = """\
# a comment
quotes:
- {id: q1, cue: said}
- id: q2
  content:
    - é: ünder
      note: here
empty:
"""


@pytest.mark.parametrize(
    ("path", "of_key", "line", "column", "field"),
    [
        ((), False, 2, 1, ""),
        (("quotes",), False, 3, 1, "quotes"),
        (("quotes",), True, 2, 1, "quotes"),
        (("quotes", 0), False, 3, 3, "quotes[0]"),
        (("quotes", 0, "cue"), False, 3, 17, "quotes[0].cue"),
        (("quotes", 0, "cue"), True, 3, 12, "quotes[0].cue"),
        (("quotes", 0, "form"), False, 3, 3, "quotes[0].form"),
        (("quotes", 1), False, 4, 3, "quotes[1]"),
        (("quotes", 1, "content", 0), False, 6, 7, "quotes[1].content[0]"),
        (("quotes", 1, "content", 0, "é"), False, 6, 10, "quotes[1].content[0].é"),
        (("quotes", 1, "content", 0, "note"), True, 7, 7, "quotes[1].content[0].note"),
        (("quotes", 2, "id"), False, 3, 1, "quotes[2].id"),
        (("frames",), False, 2, 1, "frames"),
        (("frames",), True, 2, 1, "frames"),
    ],
)
def test_a_finding_points_at_the_value_its_key_or_what_they_should_stand_in(
    path: tuple[str | int, ...], of_key: bool, line: int, column: int, field: str
) -> None:
    document = strict_yaml.parse(PLACED.encode(), "f.yaml")
    finding = document.finding(path, "so", of_key=of_key)
    assert (finding.line, finding.column, finding.field, finding.message) == (line, column, field, "so")


def test_in_an_empty_file_a_finding_points_at_its_beginning() -> None:
    assert str(strict_yaml.parse(b"", "f.yaml").finding(("a",), "missing")) == "f.yaml:1:1: a: missing"
