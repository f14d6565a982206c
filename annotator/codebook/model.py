"""What a codebook says: layers, attributes, values, and the guidelines a person codes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from annotator.labels import LayerName
from annotator.records import Record, fresh

if TYPE_CHECKING:
    from pydantic import Field

    from annotator.codebook.models import LabelModels
    from annotator.fields import Exact, Name, Prose

Code = str | int
"""A value as it stands in a labels file: a word, a letter, or the number of a scale."""

_WORD = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"


class Value(Record):
    """One value of an attribute, with what a coder needs to choose it."""

    value: Annotated[int, Field(ge=0, le=999)] | Annotated[str, Field(pattern=_WORD, max_length=48)]
    key: Annotated[str, Field(pattern=r"^[a-z0-9]$")]
    label: Prose | None = None
    definition: str = ""
    question: str = ""
    example: str = ""
    counterexample: str = ""
    citation: str | None = None

    @property
    def shown(self) -> str:
        """The value as a person reads it: its label, or the value with spaces."""
        return self.label or str(self.value).replace("_", " ")


class Attribute(Record):
    """A question asked of every item of a layer, and its possible answers."""

    kind: Literal["choice", "text"] = "choice"
    required: bool = False
    label: Prose | None = None
    definition: str = ""
    question: str = ""
    example: str = ""
    counterexample: str = ""
    citation: str | None = None
    default: Code | None = None
    missing: Annotated[tuple[Code, ...], Field(strict=False)] = ()
    ordered: bool = False
    when: dict[str, Annotated[tuple[Code, ...], Field(strict=False)]] = fresh(factory=dict)
    values: Annotated[tuple[Value, ...], Field(strict=False)] = ()

    @cached_property
    def by_value(self) -> Mapping[Code, Value]:
        """The values by what stands in a labels file."""
        return {value.value: value for value in self.values}

    @cached_property
    def by_key(self) -> Mapping[str, Value]:
        """The values by their key."""
        return {value.key: value for value in self.values}

    def applies(self, coded: Mapping[str, Any]) -> bool:
        """Return whether the attribute applies to an item with these other attributes coded."""
        return all(coded.get(name) in values for name, values in self.when.items())


class Layer(Record):
    """What an item of a layer is, when to label one, and what is asked of it."""

    definition: str = ""
    question: str = ""
    span_rules: str = ""
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] | None = None
    attributes: dict[str, Attribute] = fresh(factory=dict)

    @cached_property
    def main(self) -> str | None:
        """The attribute that says what kind of item it is: the first that is always required, else the first choice."""
        choices = {name: attribute for name, attribute in self.attributes.items() if attribute.kind == "choice"}
        required = (name for name, attribute in choices.items() if attribute.required and not attribute.when)
        return next(required, next(iter(choices), None))

    def required(self, coded: Mapping[str, Any]) -> Iterator[str]:
        """Yield the attributes that must be coded on an item with these attributes, and are not."""
        for name, attribute in self.attributes.items():
            if attribute.required and attribute.applies(coded) and coded.get(name) is None:
                yield name

    def inapplicable(self, coded: Mapping[str, Any]) -> Iterator[str]:
        """Yield the attributes that are coded although their condition does not hold."""
        for name, attribute in self.attributes.items():
            if coded.get(name) is not None and not attribute.applies(coded):
                yield name


class Codebook(Record):
    """A label scheme. Anyone can write one; `annotator codebook check` says what is wrong with it."""

    format: Annotated[Literal[1], Exact]
    name: Name
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Prose
    language: str = "en"
    description: str = ""
    layers: Annotated[dict[LayerName, Layer], Field(min_length=1)]
    references: dict[str, Prose] = fresh(factory=dict)

    @cached_property
    def digest(self) -> str | None:
        """SHA-256 of the file it was read from; None when it was made in Python."""
        return None  # `find.read` knows better

    @cached_property
    def label_models(self) -> LabelModels:
        """The labels models of this codebook, made at first use."""
        from annotator.codebook.models import make_models  # noqa: PLC0415 - it imports this module

        return make_models(self)
