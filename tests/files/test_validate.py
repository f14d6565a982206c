"""From a file to a model: one sentence per fault, where the fault is."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from annotator.fields import Exact, Name, Prose, Spans
from annotator.files import strict_yaml
from annotator.files.findings import InvalidFileError
from annotator.files.validate import validate
from annotator.records import Record, fresh


class Inner(Record):
    size: Annotated[int, Field(ge=0, le=9)] = 0


class Outer(Record):
    name: Name
    title: Prose = "x"
    done: bool = False
    grade: Literal["A", "B"] | None = None
    scale: Annotated[Literal[1, 2], Exact] | None = None
    either: int | str | None = None
    inner: Inner | None = None
    more: Annotated[tuple[Inner, ...], Field(strict=False, min_length=1)] | None = None
    spans: Spans = ()
    by_name: dict[Literal["a", "b"], Inner] = fresh(factory=dict)


def faults(content: str) -> list[tuple[int | None, int | None, str, str]]:
    with pytest.raises(InvalidFileError) as caught:
        validate(Outer, strict_yaml.parse(content.encode(), "f.yaml"))
    return [(finding.line, finding.column, finding.field, finding.message) for finding in caught.value.findings]


def test_a_file_without_faults_becomes_a_model() -> None:
    content = "name: a\nmore: [{size: 1}]\ngrade: B\nscale: 2\n"
    model = validate(Outer, strict_yaml.parse(content.encode(), "f.yaml"))
    assert model == Outer(name="a", more=(Inner(size=1),), grade="B", scale=2)


@pytest.mark.parametrize(
    ("line", "column", "field", "message"),
    [
        ("nmae: b", 1, "nmae", "unknown key; remove it or correct its name"),
        ("title: 3", 8, "title", "expected text, found 3"),
        ("title: ", 7, "title", "expected text, found nothing"),
        ("title: ''", 8, "title", "this must not be empty"),
        ("done: 1", 7, "done", "expected true or false, found 1"),
        ("done: 'true'", 7, "done", "expected true or false, found 'true'"),
        ("grade: C", 8, "grade", "'C' is not allowed here; use A or B"),
        ("scale: 3", 8, "scale", "3 is not allowed here; use 1 or 2"),
        ("scale: true", 8, "scale", "expected a whole number, found true"),
        ("scale: 1.0", 8, "scale", "expected a whole number, found 1.0"),
        ("scale: '1'", 8, "scale", "'1' is not allowed here; use 1 or 2"),
        ("either: []", 9, "either", "expected a whole number or text, found a list"),
        ("inner: {size: '1'}", 15, "inner.size", "expected a whole number, found '1'"),
        ("inner: {size: -1}", 15, "inner.size", "-1 is too small; the least is 0"),
        ("inner: {size: 10}", 15, "inner.size", "10 is too large; the most is 9"),
        ("inner: x", 8, "inner", "expected keys with values, found 'x'"),
        ("more: {size: 1}", 7, "more", "expected a list, found keys with values"),
        ("more: x", 7, "more", "expected a list, found 'x'"),
        ("more: []", 7, "more", "at least one is needed here"),
        ("more: [{}, {sise: 1}]", 13, "more[1].sise", "unknown key; remove it or correct its name"),
        ("spans: [{start: 1, text: x}]", 9, "spans[0].end", "this key is missing"),
        ("by_name: {c: {}}", 11, "by_name.c", "'c' is not allowed here; use a or b"),
        ("by_name: {a: {x: 1}}", 15, "by_name.a.x", "unknown key; remove it or correct its name"),
    ],
)
def test_each_fault_is_one_sentence_with_its_place(line: str, column: int, field: str, message: str) -> None:
    assert faults(f"name: a\n{line}\n") == [(2, column, field, message)]


def test_what_does_not_match_a_pattern_is_told_with_the_pattern() -> None:
    message = "'Mira Halden' does not fit here; it must match ^[a-z0-9][a-z0-9_-]*$"
    assert faults("name: Mira Halden\n") == [(1, 7, "name", message)]


def test_a_long_value_is_cut_in_the_message() -> None:
    ((_, _, _, message),) = faults(f"name: a\ngrade: {'x' * 500}\n")
    assert message == f"'{'x' * 59}… is not allowed here; use A or B"


@pytest.mark.parametrize(
    ("content", "found"), [("# a list\n- a\n", "a list"), ("# a word\nword\n", "'word'"), ("# nothing\n\n", "nothing")]
)
def test_a_file_that_has_no_keys_is_told_as_such(content: str, found: str) -> None:
    line = 1 if found == "nothing" else 2
    assert faults(content) == [(line, 1, "", f"expected keys with values, found {found}")]


def test_all_faults_are_told_in_the_order_of_the_file() -> None:
    content = "spans:\n- {start: x, end: 1, text: y}\ndone: 3\nname: B\nfoo: 1\ntitle: ''\n"
    assert [fault[:3] for fault in faults(content)] == [
        (2, 11, "spans[0].start"),
        (3, 7, "done"),
        (4, 7, "name"),
        (5, 1, "foo"),
        (6, 8, "title"),
    ]
