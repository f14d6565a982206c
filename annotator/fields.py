"""The types of fields that several records have, as pydantic checks them. Imported when something is to be checked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from annotator.labels import ID_PATTERN, NAME_PATTERN, LayerName, Span
from annotator.records import Record

__all__ = [
    "Annotated",
    "Exact",
    "Field",
    "Id",
    "Ids",
    "LayerNames",
    "Name",
    "Names",
    "Numbers",
    "Offset",
    "Prose",
    "Record",
    "SomeSpans",
    "Spans",
]

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=64)]
Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=64)]
Prose = Annotated[str, Field(min_length=1)]
Offset = Annotated[int, Field(ge=0)]


def _no_lookalike(value: Any) -> Any:
    if isinstance(value, bool | float):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


Exact = BeforeValidator(_no_lookalike)
"""Goes with a Literal that has numbers: Python takes `true` and `1.0` for 1, and so would pydantic."""

# YAML has lists; the records keep tuples. Only that step is lenient, what is inside stays strict.
Spans = Annotated[tuple[Span, ...], Field(strict=False)]
SomeSpans = Annotated[tuple[Span, ...], Field(strict=False, min_length=1)]
Ids = Annotated[tuple[Id, ...], Field(strict=False)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
LayerNames = Annotated[tuple[LayerName, ...], Field(strict=False)]
Numbers = Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(strict=False)]
