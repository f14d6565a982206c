"""Tables for polars."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from annotator.dataset.as_arrow import as_arrow
from annotator.extras import needed

if TYPE_CHECKING:
    import polars
    import pyarrow

    from annotator.dataset.table import ColumnType, Table


def as_polars(table: Table) -> polars.DataFrame:
    """Return a table as a polars data frame.

    Raises:
        MissingExtraError: When polars is not installed.
    """
    library = needed("polars", "polars")
    if find_spec("pyarrow") is not None:
        return from_arrow(as_arrow(table))  # lists of spans take many times as long from Python objects
    span = library.Struct({"start": library.Int64, "end": library.Int64, "text": library.String})
    types: dict[ColumnType, Any] = {
        "word": library.String,
        "number": library.Int64,
        "flag": library.Boolean,
        "words": library.List(library.String),
        "spans": library.List(span),
    }
    columns = [library.Series(column.name, values, dtype=types[column.type]) for column, values in table.items()]
    frame: polars.DataFrame = library.DataFrame(columns)
    return frame


def from_arrow(table: pyarrow.Table) -> polars.DataFrame:
    """Return an Arrow table as a polars data frame.

    Raises:
        MissingExtraError: When polars is not installed.
    """
    frame: polars.DataFrame = needed("polars", "polars").from_arrow(table)
    return frame
