"""The labels models that a codebook makes: the structure of format 1 plus the codebook's attributes as fields."""

from __future__ import annotations

from dataclasses import dataclass
from types import new_class
from typing import Annotated, Any, Literal, TypeVar

from annotator.codebook.model import Attribute, Codebook
from annotator.labels import ITEM_TYPES, SINGULAR, Item, Labels, LayerName, Undecided
from annotator.records import Declared, Record

_Record = TypeVar("_Record", bound=Record)


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
    waiting = {SINGULAR[name]: _one(items[name]) for name in codebook.layers}
    undecided = _derived(Undecided, waiting)
    layers = {str(name): _several(model if name in codebook.layers else None) for name, model in items.items()}
    labels = _derived(Labels, layers | {"undecided": _several(undecided)})
    return LabelModels(labels, items, undecided)


def _derived(base: type[_Record], fields: dict[str, Declared]) -> type[_Record]:
    """Return a class of the same name with further fields, or others in the place of those it has."""
    about = {"__doc__": base.__doc__, "__module__": base.__module__}
    made: type[_Record] = new_class(base.__name__, (base,), {"declared": fields}, lambda names: names.update(about))
    return made


def _one(model: type[Item]) -> Declared:
    return Declared(None, annotation=lambda: model | None)


def _several(model: type[Record] | None) -> Declared:
    """Return a field with any number of records; with none at all where there is no model of them."""

    def annotation() -> Any:
        from pydantic import Field  # noqa: PLC0415 - not before something is checked

        items: Any = tuple[()] if model is None else tuple[model, ...]  # type: ignore[valid-type]
        return Annotated[items, Field(strict=False)]

    return Declared((), annotation=annotation)


def _item_model(base: type[Item], layer: LayerName, codebook: Codebook) -> type[Item]:
    attributes = codebook.layers[layer].attributes if layer in codebook.layers else {}
    return _derived(base, {name: _field(attribute) for name, attribute in attributes.items()})


def _field(attribute: Attribute) -> Declared:
    """Return the field that holds an attribute."""
    optional = not attribute.required or bool(attribute.when)

    def annotation() -> Any:
        from annotator.fields import Exact, Prose  # noqa: PLC0415 - not before something is checked

        codes = tuple(value.value for value in attribute.values)
        kind: Any = Prose if attribute.kind == "text" else Annotated[Literal[codes], Exact]
        return kind | None if optional else kind

    description = attribute.question or attribute.definition or None
    if optional:
        return Declared(None, annotation=annotation, description=description)
    return Declared(annotation=annotation, description=description)
