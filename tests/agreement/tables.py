"""The published tables, as units and spans."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml


@cache
def _cases() -> dict[str, dict[str, Any]]:
    content = Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8")
    return {case["id"]: case for case in yaml.safe_load(content)}


def data(case: str) -> dict[str, Any]:
    found: dict[str, Any] = _cases()[case]["data"]
    return found


def rows(case: str, separator: str | None = None) -> list[list[Any]]:
    """Units written as rows of one character each, or of parts with a separator; a full stop is missing."""
    written = data(case)["rows"]
    units = (
        [list(row.split()) if " " in row else list(row) for row in written]
        if isinstance(written, list)
        else [list(row) for row in written.split(separator)]
    )
    return [[None if value == "." else int(value) if value.isdigit() else value for value in unit] for unit in units]


def from_table(table: list[list[int]]) -> list[list[int]]:
    """Units from a table of how often each pair of values occurs; rows are the first annotator."""
    return [
        [row, column] for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)
    ]


def spans(case: str) -> dict[str, list[tuple[Any, ...]]]:
    return {
        who: [tuple(span) for span in marked]
        for who, marked in data(case).items()
        if isinstance(marked, list) and who != "cat_dissim"
    }


def reproduces(case: str, name: str, found: float | None) -> None:
    """Assert that a number is the one in the table: the printed one to its rounding, the exact one to six places."""
    expected = _cases()[case]["expected"][name]
    assert found is not None
    if "exact" in expected:
        relative = expected.get("tol_rel_exact", expected.get("tol_rel", 0))
        assert found == pytest.approx(expected["exact"], abs=1e-6, rel=relative), name
    if "value" in expected:
        relative = 0 if "exact" in expected else expected.get("tol_rel", 0)
        rounding = expected.get("tol_montecarlo", expected.get("tol", 1e-6))
        assert found == pytest.approx(expected["value"], abs=rounding, rel=relative), name
    if "range" in expected:
        low, high = expected["range"]
        assert low <= found <= high, name
