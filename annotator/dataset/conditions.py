"""What `where` asks of a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Collection as AbstractCollection
from contextlib import suppress
from typing import Any

from annotator.dataset.view import View
from annotator.errors import AnnotatorError

Condition = Callable[[Any], bool]


class UnknownValueError(AnnotatorError, ValueError):
    """A value that something never has, so that asking for it is a mistake."""

    def __init__(self, name: str, value: object, known: Iterable[object]) -> None:
        """Take what was asked for, the value, and the values there are."""
        super().__init__(f"{value!r} is no value of {name}: use {', '.join(map(repr, known))}.")


def condition(wanted: Any) -> Condition:
    """Return the test that a value passes when it is what is wanted.

    Args:
        wanted: A value; a collection of values, of which one must be there; or a callable, which is given the value as
            it is. A value that holds several (the sources of a quote) passes when one of them does; one that could
            hold some and holds none counts as None.
    """
    if callable(wanted):
        return lambda value: bool(wanted(value))
    alternatives: AbstractCollection[Any] = tuple(values_in(wanted))
    with suppress(TypeError):  # not everything can be hashed
        alternatives = frozenset(alternatives)
    return lambda value: any(one in alternatives for one in _compared(value))


def values_in(wanted: Any) -> Iterator[Any]:
    """Yield the values that are asked for, one or several; none for a callable."""
    if _holds_several(wanted):
        yield from wanted
    elif not callable(wanted):
        yield wanted


def _compared(value: Any) -> AbstractCollection[Any]:
    """Return what is compared with the values that are asked for."""
    if isinstance(value, View):
        return value._aliases()  # noqa: SLF001 - how a view is called is its own business
    if _holds_several(value):
        return value or (None,)
    return (value,)


def _holds_several(value: Any) -> bool:
    return isinstance(value, AbstractCollection) and not isinstance(value, str | bytes)
