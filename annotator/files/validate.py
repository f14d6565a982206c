"""From a YAML document to a model, with a sentence, line and column for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from annotator.files.findings import MAX_FINDINGS, Finding, InvalidFileError, Path, first, short
from annotator.files.strict_yaml import Document
from annotator.records import Record

Model = TypeVar("Model", bound=Record)

_KEY = "[key]"
"""What pydantic puts at the end of a location when it means the key and not its value."""
_PER_VALUE = 4
"""How many faults pydantic finds in one value at most: one for each type it could have had."""
_TYPES = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "keys with values",
    "dict_type": "keys with values",
}
"""What was expected, by pydantic's types of errors for a value of another type."""


def validate(model: type[Model], document: Document) -> Model:
    """Return the document as a model.

    Raises:
        InvalidFileError: With one finding per fault.
    """
    if not isinstance(document.value, Mapping):
        found = "nothing" if document.value is None else _shown(document.value)
        message = f"expected keys with values, found {found}"
        raise InvalidFileError([document.finding((), message)])
    from pydantic import ValidationError  # noqa: PLC0415 - not before something is checked

    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        faults = error.errors(include_url=False)[: _PER_VALUE * (MAX_FINDINGS + 1)]
        raise InvalidFileError(first(_findings(document, faults))) from None


def _findings(document: Document, faults: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    at: dict[Path, list[Mapping[str, Any]]] = {}
    for fault in faults:
        at.setdefault(_path_in(document.value, fault["loc"]), []).append(fault)
    for path, found in at.items():
        of_key = found[0]["type"] == "extra_forbidden" or found[0]["loc"][-1] == _KEY
        yield document.finding(path, _one_sentence(found), of_key=of_key)


def _one_sentence(faults: Sequence[Mapping[str, Any]]) -> str:
    """Say what is wrong with one value; pydantic finds a fault for each type that it could have had."""
    fitting = [fault for fault in faults if fault["type"] not in _TYPES]
    if fitting:
        return sentence(fitting[0])
    if len(faults) == 1:
        return sentence(faults[0])
    wanted = " or ".join(_TYPES[fault["type"]] for fault in faults)
    return f"expected {wanted}, found {_shown(faults[0]['input'])}"


def _path_in(value: Any, location: Path) -> Path:
    """Drop what pydantic adds to a location (names of union members) and the document does not have."""
    path: list[str | int] = []
    if location and location[-1] == _KEY:
        location = location[:-1]
    for part in location:
        inside = isinstance(value, Mapping) if isinstance(part, str) else isinstance(value, list)
        if not inside:
            continue
        path.append(part)
        if isinstance(value, Mapping):
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
        "string_too_short": "this must not be empty",
        "string_too_long": f"longer than {context.get('max_length')} characters",
        "string_pattern_mismatch": f"{shown} does not fit here; it must match {context.get('pattern')}",
        "greater_than_equal": f"{shown} is too small; the least is {context.get('ge')}",
        "less_than_equal": f"{shown} is too large; the most is {context.get('le')}",
        "too_short": "at least one is needed here",
        "too_long": "the codebook has no such layer; it must be empty",
        "value_error": str(context.get("error", fault["msg"])),
    }
    if kind in _TYPES:
        return f"expected {_TYPES[kind]}, found {shown}"
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
    return short(f"'{value}'" if isinstance(value, str) else value)
