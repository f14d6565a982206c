"""Tables for Arrow, and as bytes for the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.extras import needed

if TYPE_CHECKING:
    import pyarrow

    from annotator.dataset.table import ColumnType, Table


def as_arrow(table: Table) -> pyarrow.Table:
    """Return a table as an Arrow table.

    Raises:
        MissingExtraError: When pyarrow is not installed.
    """
    arrow: Any = needed("pyarrow", "arrow")
    word, number = arrow.string(), arrow.int64()
    span = arrow.struct([("start", number), ("end", number), ("text", word)])
    types: dict[ColumnType, Any] = {
        "word": word,
        "number": number,
        "flag": arrow.bool_(),
        "words": arrow.list_(word),
        "spans": arrow.list_(span),
    }
    arrays = {column.name: arrow.array(values, type=types[column.type]) for column, values in table.items()}
    made: pyarrow.Table = arrow.table(arrays)
    return made


def to_bytes(table: pyarrow.Table) -> bytes:
    """Return an Arrow table as the bytes of an Arrow file."""
    arrow: Any = needed("pyarrow", "arrow")
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def from_bytes(data: bytes) -> pyarrow.Table:
    """Return the Arrow table in the bytes of an Arrow file, without copying them.

    Raises:
        ValueError: When they hold none.
        MissingExtraError: When pyarrow is not installed.
    """
    arrow: Any = needed("pyarrow", "arrow")
    table: pyarrow.Table = arrow.ipc.open_file(arrow.py_buffer(data)).read_all()
    return table
