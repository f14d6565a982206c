"""What a notebook shows: small tables, everything in them escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from annotator.display import visible_prose

_LONG = 80


def table_html(columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str) -> str:
    """Return an HTML table.

    Args:
        columns: The headings.
        rows: A value for each heading.
        caption: What stands under the table.
    """
    head = "".join(f"<th>{cell(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell(value)}</td>' for value in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{cell(caption)}</p>"


def cell(value: Any) -> str:
    """Return a value for HTML: no markup, no control characters, not too long, nothing for None."""
    if value is None:
        return ""
    shown = visible_prose(", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
    return escape(shown if len(shown) <= _LONG else f"{shown[: _LONG - 1]}…")
