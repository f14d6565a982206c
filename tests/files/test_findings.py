"""Findings as a person reads them."""

from __future__ import annotations

from annotator.files.findings import Finding, InvalidFileError, field_name


def test_a_field_is_named_as_a_reader_of_the_file_would() -> None:
    assert field_name(("quotes", 0, "content", 2, "end")) == "quotes[0].content[2].end"
    assert field_name(()) == ""


def test_a_finding_is_one_line_that_editors_can_jump_to() -> None:
    assert str(Finding("a.yaml", "this is wrong", 3, 7, "cue")) == "a.yaml:3:7: cue: this is wrong"


def test_a_finding_of_a_whole_file_has_no_line() -> None:
    assert str(Finding("a.yaml", "cannot be read")) == "a.yaml: cannot be read"


def test_a_finding_is_safe_for_a_terminal() -> None:
    shown = str(Finding("\x1b]0;a\x07.yaml", "'\u202eevil\nline' is not allowed", 1, 1, "a\x9b"))
    assert shown == "␛]0;a␇.yaml:1:1: a▯: '⇄evil␊line' is not allowed"


def test_the_error_is_a_sentence_per_fault_in_the_order_of_the_file() -> None:
    findings = [Finding("f", "third", 9, 1), Finding("f", "second", 2, 8), Finding("f", "first")]
    assert str(InvalidFileError(findings)) == "f: first\nf:2:8: second\nf:9:1: third"
