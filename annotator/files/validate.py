"""From a YAML document to a model, with a sentence, line and column for each fault."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from annotator.files.findings import Finding, InvalidFileError, Path
from annotator.files.strict_yaml import MAX_FINDINGS, Document

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], document: Document) -> Model:
    """Return the document as a model.

    Raises:
        InvalidFileError: With one finding per fault.
    """
    if not isinstance(document.value, Mapping):
        found = "nothing" if document.value is None else _shown(document.value)
        message = f"expected keys with values, found {found}"
        raise InvalidFileError([Finding(document.file, message, 1, 1)])
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        faults = error.errors(include_url=False)[:MAX_FINDINGS]
        raise InvalidFileError([_finding(document, fault) for fault in faults]) from None


def _finding(document: Document, fault: Mapping[str, Any]) -> Finding:
    path = _path_in(document.value, fault["loc"])
    return document.finding(path, sentence(fault), of_key=fault["type"] in {"extra_forbidden", "invalid_key"})


def _path_in(value: Any, location: Path) -> Path:
    """Drop what pydantic adds to a location (names of union members) and the document does not have."""
    path: list[str | int] = []
    for index, part in enumerate(location):
        inside = isinstance(value, Mapping) if isinstance(part, str) else isinstance(value, list)
        if not inside:
            continue
        path.append(part)
        if isinstance(value, Mapping):
            if part not in value and index < len(location) - 1:
                break
            value = value.get(part)
        else:
            value = value[part] if isinstance(part, int) and part < len(value) else None
    return tuple(path)


def sentence(fault: Mapping[str, Any]) -> str:
    """Say in one sentence what pydantic found.

    Args:
        fault: One entry of `ValidationError.errors()`.
    """
    kind = fault["type"]
    context = fault.get("ctx", {})
    shown = _shown(fault.get("input"))
    sentences = {
        "missing": "this key is missing",
        "extra_forbidden": "unknown key; remove it or correct its name",
        "literal_error": f"{shown} is not allowed here; use {_alternatives(context.get('expected', ''))}",
        "int_type": f"expected a whole number, found {shown}",
        "bool_type": f"expected true or false, found {shown}",
        "string_type": f"expected text, found {shown}",
        "string_too_short": "this must not be empty",
        "string_too_long": f"longer than {context.get('max_length')} characters",
        "string_pattern_mismatch": f"{shown} is not a valid name here; it must match {context.get('pattern')}",
        "greater_than_equal": f"{shown} is too small; the least is {context.get('ge')}",
        "tuple_type": f"expected a list, found {shown}",
        "too_short": "at least one is needed here",
        "model_type": f"expected keys with values, found {shown}",
        "dict_type": f"expected keys with values, found {shown}",
        "value_error": str(context.get("error", fault["msg"])),
    }
    return sentences.get(kind, f"{fault['msg']} (found {shown})")


def _alternatives(expected: str) -> str:
    """Name the allowed values without pydantic's quotes where they are words."""
    return expected.replace("'", "")


def _shown(value: Any) -> str:
    """Show a value in a message, cut to a reasonable length."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "keys with values"
    if isinstance(value, list | tuple):
        return "a list"
    text = f"'{value}'" if isinstance(value, str) else str(value)
    limit = 60
    return text if len(text) <= limit else f"{text[:limit]}…"
