"""Coding attributes: what follows for the others of an item when some are given a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.codebook import Layer


def coded_with(layer: Layer, before: Mapping[str, Any] | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of an item with some values given, consistent again.

    An attribute whose condition does not hold any more is taken off. One that applies only now gets its default.

    Args:
        layer: The layer's attributes and their conditions.
        before: The attributes as they were; None for an item that is new.
        values: What is given; None for an attribute that is taken off. An attribute in here gets no default.
    """
    names = layer.attributes
    coded = {name: (before or {}).get(name) for name in names} | {
        name: values[name] for name in names if name in values
    }
    for name, attribute in names.items():
        if not attribute.applies(coded):
            coded[name] = None
        elif coded[name] is None and name not in values and (before is None or not attribute.applies(before)):
            coded[name] = attribute.default
    return coded
