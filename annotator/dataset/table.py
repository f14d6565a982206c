"""Rows of plain values under named columns, for the libraries that work with tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.collecting import collection_paused
from annotator.dataset.html import table_html
from annotator.display import visible_prose

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

ColumnType: TypeAlias = Literal["word", "number", "flag", "words", "spans"]
"""Text, a whole number, true or false, a list of texts, a list of `{start, end, text}`; any of them may be missing."""

_SHOWN = 5
_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what is in it."""

    name: str
    type: ColumnType = "word"


class Table:
    """Rows under columns that are always the same for one kind of thing and one codebook.

    Attributes:
        columns: The columns, in order.
    """

    def __init__(self, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        """Take columns, and the rows, each with a value for every column."""
        self.columns = tuple(columns)
        with collection_paused():
            self._values = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in self.columns]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._values[0])

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through the rows as dicts."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in zip(*self._values, strict=True))

    def __getitem__(self, name: str) -> list[Any]:
        """Return the values of one column.

        Raises:
            KeyError: When there is no such column.
        """
        for column, values in zip(self.columns, self._values, strict=True):
            if column.name == name:
                return list(values)
        raise KeyError(name)

    def __repr__(self) -> str:
        """Return how many rows there are, and the first few."""
        head = f"{len(self)} row{'' if len(self) == 1 else 's'}: {', '.join(column.name for column in self.columns)}"
        rows = [row for row, _ in zip(zip(*self._values, strict=True), range(_SHOWN), strict=False)]
        return "\n".join([head, *("  " + "  ".join(_short(value) for value in row) for row in rows)])

    def _repr_html_(self) -> str:
        """Return the first rows as an HTML table, escaped."""
        rows = [row for row, _ in zip(zip(*self._values, strict=True), range(_SHOWN), strict=False)]
        return table_html([column.name for column in self.columns], rows, f"{len(self)} rows")

    def items(self) -> Iterator[tuple[Column, list[Any]]]:
        """Yield each column with its values."""
        return zip(self.columns, self._values, strict=True)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dicts of plain values; JSON can hold them."""
        return list(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame; whole numbers that may be missing are `Int64`.

        Raises:
            MissingExtraError: When pandas is not installed.
        """
        from annotator.dataset.as_pandas import as_pandas  # noqa: PLC0415 - an extra

        return as_pandas(self)

    def to_polars(self) -> polars.DataFrame:
        """Return a polars data frame.

        Raises:
            MissingExtraError: When polars is not installed.
        """
        from annotator.dataset.as_polars import as_polars  # noqa: PLC0415 - an extra

        return as_polars(self)

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table.

        Raises:
            MissingExtraError: When pyarrow is not installed.
        """
        from annotator.dataset.as_arrow import as_arrow  # noqa: PLC0415 - an extra

        return as_arrow(self)


def _short(value: Any) -> str:
    shown = visible_prose("" if value is None else str(value))
    return shown if len(shown) <= _WIDTH else f"{shown[: _WIDTH - 1]}…"
