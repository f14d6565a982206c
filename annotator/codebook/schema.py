"""JSON Schemas for editors, made from the models."""

from __future__ import annotations

from typing import Any

from annotator.codebook.model import Codebook
from annotator.display import escaped_json
from annotator.records import Record

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def labels_schema(codebook: Codebook) -> dict[str, Any]:
    """Return the JSON Schema of labels made with a codebook; each value carries its definition."""
    schema = schema_of(codebook.label_models.labels, f"Labels (codebook {codebook.name} {codebook.version})")
    for layer, model in codebook.label_models.items.items():
        if layer not in codebook.layers or model.__name__ not in schema.get("$defs", {}):
            continue
        properties = schema["$defs"][model.__name__]["properties"]
        for name, attribute in codebook.layers[layer].attributes.items():
            if attribute.kind == "choice":
                values = [
                    {"const": value.value, "description": value.definition or value.shown} for value in attribute.values
                ]
                properties[name] = {"description": attribute.question or attribute.definition, "oneOf": values}
    return schema


def schema_of(model: type[Record], title: str) -> dict[str, Any]:
    """Return the JSON Schema of a model, marked with its draft."""
    schema = model.model_json_schema()
    return {"$schema": _DRAFT, **schema, "title": title}


def text_of(schema: dict[str, Any]) -> str:
    """Return a schema as it is written to a file or a terminal: what a codebook says in it is escaped."""
    return escaped_json(schema) + "\n"
