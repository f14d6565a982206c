"""`docs/agreement.md` says what the code does."""

from __future__ import annotations

import re

import pytest

from annotator import agreement
from annotator.agreement import REASONS, Resampling
from tests.docs.pages import DOCS, blocks, read

PAGE = DOCS / "agreement.md"


def test_the_python_on_the_page_runs_and_says_something(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = blocks(PAGE, "python")
    exec(example, {})
    assert capsys.readouterr().out.splitlines() == [
        "0.778 3 1 0.6666666666666666",
        "no_variation",
        "((0, 0),) 0.41",
        "shuffle",
    ]


def test_the_functions_in_the_table_exist() -> None:
    functions = [line.split("|")[1] for line in read(PAGE).splitlines() if re.match(r"\| `\w+\(", line)]
    names = {name for cell in functions for name in re.findall(r"`(\w+)\(", cell)}
    assert {
        "alpha",
        "kappa",
        "fleiss",
        "ac1",
        "ac2",
        "unitizing_alpha",
        "unitizing_alpha_2004",
        "gamma",
        "match",
        "align",
    } == names
    assert all(callable(getattr(agreement, name)) for name in names)


def test_every_reason_is_on_the_page() -> None:
    assert [reason for reason in REASONS if f"`{reason}`" not in read(PAGE)] == []


def test_the_defaults_on_the_page_are_those_of_the_code() -> None:
    assert (Resampling().replicates, Resampling().few, Resampling().level) == (1000, 10, 0.95)
    assert "1,000 replicates" in read(PAGE) and "Ten texts or more" in read(PAGE) and "95 %" in read(PAGE)
