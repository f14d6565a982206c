"""Records: immutable values with declared fields, checked by pydantic when they come from outside.

A record is declared and used as a pydantic model is, and it is pydantic that checks it, says what is wrong with it and
makes its JSON Schema. Only the time differs. A `BaseModel` needs pydantic when its class is made, and importing that
takes half as long as importing Textual; a record needs it when one is made of values that nobody has checked yet. What
is read from a file in our own layout was checked by whoever read it, and is `model_built`.

The types of the fields are therefore words until then (`from __future__ import annotations`); the names in them are
those of the module, and those of `annotator.fields`, which a module imports for type checkers only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

if TYPE_CHECKING:
    from typing import Self, dataclass_transform

    from pydantic import GetCoreSchemaHandler, TypeAdapter
    from pydantic_core import CoreSchema
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        """Tell type checkers how records are made; there are none here."""
        return lambda kind: kind


_NONE: Any = object()
"""Stands for no default: the field must be given."""
Mode = Literal["python", "json"]
_ONE_AT_A_TIME = RLock()
"""Held while a class gets what checks it: a thread may begin with that before somebody needs it."""


class Declared(NamedTuple):
    """What is declared of a field.

    Attributes:
        default: What it is where it is not given; `_NONE` where it must be.
        factory: Makes the default anew for each record, instead.
        annotation: Gives its type, where no annotation of a class does.
        description: What it means, for the JSON Schema.
    """

    default: Any = _NONE
    factory: Callable[[], Any] | None = None
    annotation: Callable[[], Any] | None = None
    description: str | None = None

    def is_required(self) -> bool:
        """Return whether the field must be given."""
        return self.default is _NONE and self.factory is None

    def begin(self) -> Any:
        """Return what the field is where it is not given."""
        return self.default if self.factory is None else self.factory()


def fresh(*, factory: Callable[[], Any]) -> Any:
    """Declare a field whose default is made anew for each record."""
    return Declared(factory=factory)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(fresh,))
class Record:
    """An immutable piece of a file; unknown keys and wrong types are errors.

    Attributes:
        model_fields: What is declared of each field, those of the classes it derives from first.
    """

    # What pydantic writes into what it makes.
    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    model_config: ClassVar[dict[str, Any]] = {"frozen": True, "extra": "forbid", "strict": True}
    model_fields: ClassVar[dict[str, Declared]] = {}
    _adapter: ClassVar[Any] = None
    """What checks values, once it was asked for."""

    def __init_subclass__(cls, declared: Mapping[str, Declared] | None = None, **more: Any) -> None:
        """Take the fields of a class.

        Args:
            declared: Further fields, whose types are made when they are needed.
            more: Goes to other classes.
        """
        super().__init_subclass__(**more)
        fields = dict(cls.model_fields)
        for name, kind in cls.__dict__.get("__annotations__", {}).items():  # noqa: RUF063 - inspect is slow to import
            if not name.startswith("_") and not str(kind).startswith("ClassVar"):
                default = cls.__dict__.get(name, _NONE)
                fields[name] = default if isinstance(default, Declared) else Declared(default)
                if name in cls.__dict__:
                    delattr(cls, name)
        cls.model_fields = fields | dict(declared or {})
        cls._adapter = None

    def __init__(self, **fields: Any) -> None:
        """Make a record of values that are checked first.

        Raises:
            ValidationError: pydantic's, when they are not as declared.
        """
        self.model_adapter().validator.validate_python(fields, self_instance=self)

    # --- making ------------------------------------------------------------------------------------------------------

    @classmethod
    def model_built(cls, fields: Mapping[str, Any]) -> Self:
        """Return a record of values that are known to be right, and are not checked.

        Args:
            fields: All fields, in their order.
        """
        made = cls.__new__(cls)
        put = object.__setattr__
        # One by one: all records of a class then share one table of names. A dict each would be half of the memory.
        for name, value in fields.items():
            put(made, name, value)
        return made

    @classmethod
    def model_rows(cls, rows: Iterable[Sequence[Any]]) -> Iterator[Self]:
        """Yield a record for each row of values, which are known to be right; see `model_built`.

        Args:
            rows: All fields of each, in their order.
        """
        names = tuple(cls.model_fields)
        new, put = cls.__new__, object.__setattr__
        for row in rows:
            made = new(cls)
            for name, value in zip(names, row, strict=True):
                put(made, name, value)
            yield made

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Return a record of values that are known to be right; those left out have their defaults."""
        fields = {
            name: values[name] if name in values else declared.begin()
            for name, declared in cls.model_fields.items()
            if name in values or not declared.is_required()
        }
        made = cls.model_built(fields)
        object.__setattr__(made, "__pydantic_fields_set__", set(values) if _fields_set is None else _fields_set)
        return made

    @classmethod
    def model_validate(cls, value: Any, *, strict: bool | None = None) -> Self:
        """Return plain values, or a record of this class, as a record.

        Args:
            value: The values.
            strict: False takes what can be made the type that is declared, for all but records.

        Raises:
            ValidationError: pydantic's, when they are not as declared.
        """
        made: Self = cls.model_adapter().validate_python(value, strict=strict)
        return made

    @classmethod
    def model_validate_json(cls, content: str | bytes) -> Self:
        """Return JSON as a record; see `model_validate`."""
        made: Self = cls.model_adapter().validate_json(content)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """Return the same record with other values in some fields; they are not checked."""
        given = dict(self)
        made = self.model_built({**given, **(update or {})})
        if len(known := self.model_fields_set) < len(given):
            object.__setattr__(made, "__pydantic_fields_set__", known | set(update or ()))
        return made

    # --- what it holds -----------------------------------------------------------------------------------------------

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given, and are not merely their defaults."""
        known: set[str] | None = getattr(self, "__pydantic_fields_set__", None)
        return set(self.model_fields) if known is None else known

    def model_dump(
        self,
        *,
        mode: Mode = "python",
        include: AbstractSet[str] | None = None,
        exclude_unset: bool = False,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
    ) -> dict[str, Any]:
        """Return the record as plain values.

        Args:
            mode: `json` for what JSON can hold: lists instead of tuples.
            include: The only fields to return; all if None.
            exclude_unset: Leave out what was not given.
            exclude_defaults: Leave out what is as its default.
            exclude_none: Leave out what is None.
        """
        fields = {name: value for name, value in self if include is None or name in include}
        if exclude_unset:
            fields = {name: value for name, value in fields.items() if name in self.model_fields_set}
        if exclude_defaults:
            fields = {name: value for name, value in fields.items() if value != self.model_fields[name].begin()}
        if exclude_none:
            fields = {name: value for name, value in fields.items() if value is not None}
        how: dict[str, Any] = {
            "exclude_unset": exclude_unset,
            "exclude_defaults": exclude_defaults,
            "exclude_none": exclude_none,
        }
        return {name: _plain(value, mode, how) for name, value in fields.items()}

    def model_dump_json(self, *, exclude_unset: bool = False) -> str:
        """Return the record as JSON."""
        plain = self.model_dump(mode="json", exclude_unset=exclude_unset)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield name and value of each field."""
        for name in self.model_fields:
            yield name, getattr(self, name)

    def __eq__(self, other: object) -> bool:
        """Return whether the other is of the same class, with the same in every field."""
        return type(self) is type(other) and (self is other or list(self) == list(other))

    def __hash__(self) -> int:
        """Return the hash of class and values."""
        return hash((type(self), *(value for _, value in self)))

    def __repr__(self) -> str:
        """Return how it could be made."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    def __setattr__(self, name: str, value: Any) -> None:
        """Refuse to change anything."""
        from pydantic import ValidationError  # noqa: PLC0415 - see the module

        fault = {"type": "frozen_instance", "loc": (name,), "input": value}
        raise ValidationError.from_exception_data(type(self).__name__, [fault])  # type: ignore[list-item]

    __delattr__ = __setattr__  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields, to be copied or sent."""
        return dict(self)

    def __setstate__(self, fields: dict[str, Any]) -> None:
        """Take the fields."""
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    # --- checking ----------------------------------------------------------------------------------------------------

    def model_fault(self) -> str | None:
        """Return what is wrong with the fields taken together, in a sentence; None where nothing is."""
        return None

    @classmethod
    def model_adapter(cls) -> TypeAdapter[Any]:
        """Return what checks values for this class, made when it is first asked for: that takes long."""
        with _ONE_AT_A_TIME:
            if cls._adapter is None:
                from pydantic import TypeAdapter  # noqa: PLC0415 - see the module

                cls._adapter = TypeAdapter(cls)
        adapter: TypeAdapter[Any] = cls._adapter
        return adapter

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """Return the JSON Schema of the class."""
        return cls.model_adapter().json_schema()

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic how values for this class are checked: as those of a model with these fields."""
        from annotator.checking import core_schema_of  # noqa: PLC0415 - imports pydantic

        return core_schema_of(cls, handler)


def _plain(value: Any, mode: Mode, how: Mapping[str, bool]) -> Any:
    if isinstance(value, Record):
        unset, defaults, none = how["exclude_unset"], how["exclude_defaults"], how["exclude_none"]
        return value.model_dump(mode=mode, exclude_unset=unset, exclude_defaults=defaults, exclude_none=none)
    if isinstance(value, tuple | list):
        found = [_plain(one, mode, how) for one in value]
        return tuple(found) if isinstance(value, tuple) and mode == "python" else found
    if isinstance(value, Mapping):
        return {key: _plain(one, mode, how) for key, one in value.items()}
    return value
