"""Tables for pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.extras import needed

if TYPE_CHECKING:
    import pandas

    from annotator.dataset.table import ColumnType, Table

_TYPES: dict[ColumnType, str] = {"number": "Int64", "flag": "boolean"}


def as_pandas(table: Table) -> pandas.DataFrame:
    """Return a table as a pandas data frame.

    Whole numbers are `Int64` and flags `boolean`, which both have a missing value; lists are Python lists.

    Raises:
        MissingExtraError: When pandas is not installed.
    """
    library = needed("pandas", "pandas")
    # Before version 3 there is no type for text with missing values that behaves like an object column.
    text = "object" if library.__version__.startswith("2.") else "str"
    columns = {
        column.name: library.array(values, dtype=_TYPES[column.type])
        if column.type in _TYPES
        else library.Series(values, dtype=text if column.type == "word" else "object")
        for column, values in table.items()
    }
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame
