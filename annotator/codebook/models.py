"""The labels models that a codebook makes: the structure of format 1 plus the codebook's attributes as fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from annotator.codebook.model import Attribute, Codebook
from annotator.labels import ITEM_TYPES, SINGULAR, Exact, Item, Labels, LayerName, Prose, Undecided


@dataclass(frozen=True)
class LabelModels:
    """The models of one codebook.

    Attributes:
        labels: The model of a whole labels file.
        items: The model of an item, by layer.
        undecided: The model of an item that waits for a decision.
    """

    labels: type[Labels]
    items: dict[LayerName, type[Item]]
    undecided: type[Undecided]


def make_models(codebook: Codebook) -> LabelModels:
    """Derive the labels models from a codebook.

    Required attributes are required fields, save those with a condition, which `annotator.store.check` looks at:
    whether they are needed depends on other values. A layer that the codebook does not have must be empty.
    """
    items = {name: _item_model(base, name, codebook) for name, base in ITEM_TYPES.items()}
    layers: dict[str, Any] = {}
    for name, model in items.items():
        items_of: Any = tuple[model, ...] if name in codebook.layers else tuple[()]  # type: ignore[valid-type]
        layers[name] = (Annotated[items_of, Field(strict=False)], ())
    waiting: dict[str, Any] = {SINGULAR[name]: (items[name] | None, None) for name in codebook.layers}
    undecided = create_model("Undecided", __base__=Undecided, __doc__=Undecided.__doc__, **waiting)
    layers["undecided"] = (Annotated[tuple[undecided, ...], Field(strict=False)], ())
    labels = create_model("Labels", __base__=Labels, __doc__=Labels.__doc__, **layers)
    return LabelModels(labels, items, undecided)


def _item_model(base: type[Item], layer: LayerName, codebook: Codebook) -> type[Item]:
    attributes = codebook.layers[layer].attributes if layer in codebook.layers else {}
    fields: dict[str, Any] = {name: _field(attribute) for name, attribute in attributes.items()}
    return create_model(base.__name__, __base__=base, __doc__=base.__doc__, **fields)


def _field(attribute: Attribute) -> tuple[Any, Any]:
    """Return type and default of the field that holds an attribute."""
    description = attribute.question or attribute.definition or None
    if attribute.kind == "text":
        kind: Any = Prose
    else:
        kind = Annotated[Literal[tuple(value.value for value in attribute.values)], Exact]
    if attribute.required and not attribute.when:
        return kind, Field(description=description)
    return kind | None, Field(default=None, description=description)
