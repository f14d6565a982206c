"""A codebook of one's own: what is wrong with it is told with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.codebook.find import read
from annotator.files.findings import InvalidFileError
from tests.sample import changed, place_of

GOOD = """\
format: 1
name: ours
version: 1.0.0
title: Our codebook
layers:
  quotes:
    colour: "#00aa7f"
    attributes:
      form:
        required: true
        citation: first-2001
        default: direct
        missing: [other]
        values:
        - {value: direct, key: d, definition: Word for word.}
        - {value: other, key: o, citation: second-2002}
      tone:
        when: {form: [direct]}
        values: [{value: 1, key: a}, {value: 2, key: b}]
      reason:
        kind: text
references:
  first-2001: A book.
  second-2002: Another book.
"""


def faults(folder: Path, content: str) -> list[tuple[int | None, int | None, str, str]]:
    path = folder / "ours.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFileError) as caught:
        read(path)
    return [(finding.line, finding.column, finding.field, finding.message) for finding in caught.value.findings]


def test_a_codebook_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(GOOD, encoding="utf-8")
    codebook = read(path)
    assert codebook.name == "ours"
    assert list(codebook.layers["quotes"].attributes) == ["form", "tone", "reason"]


FORM = "layers.quotes.attributes.form"
TONE = "layers.quotes.attributes.tone"
REASON = "layers.quotes.attributes.reason"
NO_NAME = "'{}' is not usable as a name; use lowercase letters, digits and _"
TEXT_ONLY = "a text attribute has no values, and no default or missing ones"


@pytest.mark.parametrize(
    ("words", "others", "at", "field", "message"),
    [
        ("format: 1", "format: 2", "2\nname", "format", "2 is not allowed here; use 1"),
        ("name: ours\n", "", "format", "name", "this key is missing"),
        ("version: 1.0.0", "version: 1.0", "1.0\n", "version", "expected text, found 1.0"),
        ("  quotes:", "  qoutes:", "qoutes", "layers.qoutes",
         "'qoutes' is not allowed here; use sources, quotes, claims or frames"),
        ('"#00aa7f"', "green", "green", "layers.quotes.colour",
         "'green' does not fit here; it must match ^#[0-9a-fA-F]{6}$"),
        ("default: direct", "default: drect", "drect", f"{FORM}.default", "'drect' is not one of the values"),
        ("missing: [other]", "missing: [direct, none]", "none", f"{FORM}.missing[1]",
         "'none' is not one of the values"),
        ("value: 2", "value: 1", "1, key: b", f"{TONE}.values[1].value", "the value '1' stands here twice"),
        ("key: o", "key: d", "d, citation", f"{FORM}.values[1].key", "the key 'd' stands here twice"),
        ("key: o", "key: O", "O, citation", f"{FORM}.values[1].key", "'O' does not fit here; it must match ^[a-z0-9]$"),
        ("value: 2", "value: 2.5", "2.5", f"{TONE}.values[1].value", "expected a whole number or text, found 2.5"),
        ("value: 2", "value: a b", "a b", f"{TONE}.values[1].value",
         "'a b' does not fit here; it must match ^[A-Za-z0-9][A-Za-z0-9_-]*$"),
        ("citation: first-2001", "citation: frst-2001", "frst-2001", f"{FORM}.citation",
         "the citation 'frst-2001' is not among the references"),
        ("citation: second-2002", "citation: third", "third}", f"{FORM}.values[1].citation",
         "the citation 'third' is not among the references"),
        ("when: {form: [direct]}", "when: {frm: [direct]}", "[direct]", f"{TONE}.when.frm",
         "'frm' is not an attribute declared before this one"),
        ("when: {form: [direct]}", "when: {reason: [x]}", "[x]", f"{TONE}.when.reason",
         "'reason' is not an attribute declared before this one"),
        ("when: {form: [direct]}", "when: {form: [direct, drect]}", "drect]", f"{TONE}.when.form[1]",
         "'drect' is not a value of form"),
        ("kind: text", "kind: choice", "kind: choice", REASON,
         "this attribute has no values; give some, or kind: text"),
        ("kind: text", "kind: prose", "prose", f"{REASON}.kind", "'prose' is not allowed here; use choice or text"),
        ("kind: text", "kind: text\n        default: x", "kind: text", REASON, TEXT_ONLY),
        ("kind: text", "kind: text\n        missing: [x]", "kind: text", REASON, TEXT_ONLY),
        ("reason:", "Reason:", "kind: text", "layers.quotes.attributes.Reason", NO_NAME.format("Reason")),
        ("reason:", "my-reason:", "kind: text", "layers.quotes.attributes.my-reason", NO_NAME.format("my-reason")),
        ("reason:", "_reason:", "kind: text", "layers.quotes.attributes._reason", NO_NAME.format("_reason")),
        ("reason:", "model_copy:", "kind: text", "layers.quotes.attributes.model_copy", NO_NAME.format("model_copy")),
        ("reason:", "content:", "kind: text", "layers.quotes.attributes.content",
         "the labels format already has the key 'content'; choose another name"),
        ("reason:", "note:", "kind: text", "layers.quotes.attributes.note",
         "the labels format already has the key 'note'; choose another name"),
        ("definition: Word", "defnition: Word", "defnition", f"{FORM}.values[0].defnition",
         "unknown key; remove it or correct its name"),
        ("key: b", "key: 2", "2}]", f"{TONE}.values[1].key", "expected text, found 2"),
        ("key: b", "key: no", "no}", f"{TONE}.values[1].key",
         "'no' is read differently by different YAML readers; put it in quotes"),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence_with_its_place(
    tmp_path: Path, words: str, others: str, at: str, field: str, message: str
) -> None:
    content = changed(GOOD, words, others)
    assert faults(tmp_path, content) == [(*place_of(content, at), field, message)]


def test_a_codebook_without_layers_is_refused(tmp_path: Path) -> None:
    content = GOOD[: GOOD.index("layers:")] + "layers: {}\n"
    assert faults(tmp_path, content) == [(5, 9, "layers", "at least one is needed here")]


def test_all_faults_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    content = changed(changed(changed(GOOD, "key: o", "key: d"), "default: direct", "default: x"), "kind: text", "{}")
    assert [fault[2] for fault in faults(tmp_path, content)] == [f"{FORM}.default", f"{FORM}.values[1].key", REASON]


def test_the_same_key_may_choose_values_of_different_attributes(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(changed(GOOD, "key: b", "key: d"), encoding="utf-8")
    assert read(path).layers["quotes"].attributes["tone"].by_key["d"].value == 2


def test_a_name_that_means_something_else_in_python_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    head = "format: 1\nname: mine\nversion: 1.0.0\ntitle: Mine\nlayers:\n  quotes:\n    attributes:\n"
    file.write_text(f"{head}      paragraph: {{kind: text}}\n", encoding="utf-8")
    with pytest.raises(InvalidFileError, match="'paragraph' means something else in Python and in tables"):
        read(file)
