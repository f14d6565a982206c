"""What makes a codebook consistent, beyond the types of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.codebook.model import Attribute, Code, Codebook, Layer
from annotator.files.findings import Path
from annotator.labels import ITEM_TYPES, LayerName

Fault = tuple[Path, str]
"""Where in the codebook, and one sentence."""

_TAKEN = frozenset(
    {
        "annotator",
        "annotators",
        "attributes",
        "claimant_names",
        "claims",
        "corpus",
        "cue_end",
        "cue_start",
        "document",
        "documents",
        "end",
        "frames",
        "known",
        "labels",
        "layer",
        "nested",
        "number",
        "paragraph",
        "paragraphs",
        "quote",
        "quotes",
        "record",
        "source_names",
        "sources",
        "start",
        "text",
        "voice_names",
        "zone",
    }
)
"""What items, tables and labels files call something else by; an attribute of that name could not be reached."""


def faults(codebook: Codebook) -> Iterator[Fault]:
    """Yield every inconsistency of a codebook."""
    for name in codebook.layers:
        yield from _in_layer(codebook, name)


def _in_layer(codebook: Codebook, layer: LayerName) -> Iterator[Fault]:
    before: set[str] = set()
    for name, attribute in codebook.layers[layer].attributes.items():
        path: Path = ("layers", layer, "attributes", name)
        if name in ITEM_TYPES[layer].model_fields:
            yield path, f"the labels format already has the key '{name}'; choose another name"
        elif name in _TAKEN:
            yield path, f"'{name}' means something else in Python and in tables; choose another name"
        elif not name.isidentifier() or not name.islower() or name.startswith("_") or hasattr(ITEM_TYPES[layer], name):
            yield path, f"'{name}' is not usable as a name; use lowercase letters, digits and _"
        for inner, message in _in_attribute(attribute, codebook.layers[layer], before):
            yield (*path, *inner), message
        for inner, citation in _citations(attribute):
            if citation not in codebook.references:
                yield (*path, *inner), f"the citation '{citation}' is not among the references"
        before.add(name)


def _in_attribute(attribute: Attribute, layer: Layer, before: set[str]) -> Iterator[Fault]:
    """Yield what is wrong in one attribute; `before` are the names declared before it."""
    if attribute.kind == "choice":
        yield from _in_values(attribute)
    elif attribute.values or attribute.missing or attribute.default is not None:
        yield (), "a text attribute has no values, and no default or missing ones"
    for name, codes in attribute.when.items():
        if name not in before:
            yield ("when", name), f"'{name}' is not an attribute declared before this one"
            continue
        for index, code in enumerate(codes):
            if code not in layer.attributes[name].by_value:
                yield ("when", name, index), f"'{code}' is not a value of {name}"


def _in_values(attribute: Attribute) -> Iterator[Fault]:
    if not attribute.values:
        yield (), "this attribute has no values; give some, or kind: text"
    for field in ("value", "key"):
        seen: set[Code] = set()
        for index, value in enumerate(attribute.values):
            entry = getattr(value, field)
            if entry in seen:
                yield ("values", index, field), f"the {field} '{entry}' stands here twice"
            seen.add(entry)
    for index, code in enumerate(attribute.missing):
        if code not in attribute.by_value:
            yield ("missing", index), f"'{code}' is not one of the values"
    if attribute.default is not None and attribute.default not in attribute.by_value:
        yield ("default",), f"'{attribute.default}' is not one of the values"


def _citations(attribute: Attribute) -> Iterator[tuple[Path, str]]:
    if attribute.citation:
        yield ("citation",), attribute.citation
    for index, value in enumerate(attribute.values):
        if value.citation:
            yield ("values", index, "citation"), value.citation
