"""How pydantic checks records: what they declare, as a model of pydantic's core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_type_hints

from pydantic_core import core_schema

from annotator import fields

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from annotator.records import Declared, Record


def core_schema_of(kind: type[Record], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
    """Return how values for a class of records are checked.

    Args:
        kind: The class.
        handler: Makes it for the types of the fields.
    """
    known = get_type_hints(kind, localns=vars(fields), include_extras=True)
    checked = {
        name: _field(known[name] if declared.annotation is None else declared.annotation(), declared, handler)
        for name, declared in kind.model_fields.items()
    }
    model = core_schema.model_schema(
        kind,
        core_schema.model_fields_schema(checked, model_name=kind.__name__),
        config=core_schema.CoreConfig(title=kind.__name__, extra_fields_behavior="forbid", strict=True),
        ref=f"{kind.__module__}.{kind.__qualname__}:{id(kind)}",
    )
    if kind.model_fault is fields.Record.model_fault:
        return model

    def sound(made: Record) -> Record:
        fault = made.model_fault()
        if fault is not None:
            raise ValueError(fault)
        return made

    return core_schema.no_info_after_validator_function(sound, model)


def _field(annotation: Any, declared: Declared, handler: GetCoreSchemaHandler) -> core_schema.ModelField:
    schema = handler.generate_schema(annotation)
    if declared.factory is not None:
        schema = core_schema.with_default_schema(schema, default_factory=declared.factory)
    elif not declared.is_required():
        schema = core_schema.with_default_schema(schema, default=declared.default)
    told = {"pydantic_js_updates": {"description": declared.description}} if declared.description else None
    return core_schema.model_field(schema, metadata=told)
