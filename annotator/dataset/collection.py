"""Groups of objects that can be narrowed, grouped, indexed and turned into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from annotator.dataset.conditions import UnknownValueError, condition, values_in
from annotator.dataset.html import table_html
from annotator.dataset.table import Table
from annotator.dataset.view import UnknownAttributeError, View
from annotator.display import visible
from annotator.errors import AnnotatorError
from annotator.labels import CONFIDENCES, LAYERS, SCOPES, ZONES
from annotator.listing import known_annotator

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document import Document

AnyView = TypeVar("AnyView", bound=View)

_SHOWN = 5
_CLOSED = {"zone": ZONES, "scope": SCOPES, "confidence": (*CONFIDENCES, None), "reviewed": LAYERS}
"""Values of what is no attribute of the codebook, but has a closed list all the same."""


class UnknownDocumentError(AnnotatorError, KeyError):
    """A name that none of these documents has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Take the name and those there are."""
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"there are {len(known)} others."
        super().__init__(visible(f"There is no document '{name}' here: {hint}"))

    __str__ = Exception.__str__  # a KeyError would put the sentence in quotes


class Collection(Sequence[AnyView], Generic[AnyView]):
    """Documents, paragraphs or items of one layer, in the order of the files.

    Going through it reads what it comes to and no more; its length, an index and a slice need all of it. It never
    changes, and what narrows it (`by`, `where`, a slice) makes another one.
    """

    def __init__(
        self,
        kind: type[AnyView],
        corpus: LabelledCorpus,
        views: Callable[[], Iterable[AnyView]],
        whole: str | None = None,
    ) -> None:
        """Take the kind of object, the corpus they are of, and what goes through them from the start.

        `whole` names what this is all of, in all the corpus; None for less than that.
        """
        self._whole = whole
        self._kind = kind
        self._corpus = corpus
        self._views = views
        self._found: tuple[AnyView, ...] | None = None

    # --- as a sequence -----------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[AnyView]:
        """Go through the objects, finding them on the way."""
        return iter(self._views() if self._found is None else self._found)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return next(iter(self), None) is not None

    @overload
    def __getitem__(self, index: int) -> AnyView: ...

    @overload
    def __getitem__(self, index: slice) -> Self: ...

    def __getitem__(self, index: int | slice) -> AnyView | Self:
        """Return one by its position, or a collection of some by a slice."""
        if isinstance(index, slice):
            return self._narrowed(lambda: self._all[index])
        return self._all[index]

    @property
    def _all(self) -> tuple[AnyView, ...]:
        if self._found is None:
            self._found = tuple(self._views())
        return self._found

    # --- narrowing and grouping --------------------------------------------------------------------------------------

    def by(self, annotator: str, *others: str) -> Self:
        """Return those that one of these annotators labelled; `by("gold")` narrows to the adjudicated labels.

        Raises:
            InvalidNameError: When an annotator cannot have that name.
        """
        names = frozenset(map(known_annotator, (annotator, *others)))
        return self._narrowed(lambda: (view for view in self if view._is_by(names)))  # noqa: SLF001 - its own kind

    def where(self, **attributes: Any) -> Self:
        """Return those whose attributes are all as asked.

        Args:
            **attributes: For the name of any attribute, of the codebook or of the object: a value, a collection of
                values of which it has one, or a callable that is given the value. None asks for what was not coded
                or is not there. Where an object holds several (the sources of a quote), one of them must be as asked.
                A document (`document=…`) can be given by its name.

        Raises:
            UnknownAttributeError: When the objects have no attribute of that name.
            UnknownValueError: When no codebook of the corpus has that value.
        """
        for name, wanted in attributes.items():
            self._check(name, wanted)
        tests = [(name, condition(wanted)) for name, wanted in attributes.items()]
        return self._narrowed(lambda: (view for view in self if all(test(getattr(view, name)) for name, test in tests)))

    def group_by(self, name: str) -> dict[Any, Self]:
        """Return the objects by the value of an attribute, in the order in which the values first occur.

        An object that holds several values (the sources of a quote) is in the group of each, or in that of None where
        it holds none.

        Raises:
            UnknownAttributeError: When the objects have no attribute of that name.
        """
        self._check(name)
        groups: dict[Any, list[AnyView]] = {}
        for view in self:
            value = getattr(view, name)
            for one in (value or (None,)) if isinstance(value, tuple) else (value,):
                groups.setdefault(one, []).append(view)
        return {value: self._narrowed(lambda views=views: views) for value, views in groups.items()}  # type: ignore[misc]

    def of(self, views: Iterable[AnyView]) -> Self:
        """Return a collection of certain objects of the same kind."""
        kept = tuple(views)
        return self._narrowed(lambda: kept)

    def _narrowed(self, views: Callable[[], Iterable[AnyView]]) -> Self:
        return type(self)(self._kind, self._corpus, views)

    def _check(self, name: str, wanted: Any = None) -> None:
        """Tell a misspelt name or value, which would otherwise just find nothing."""
        if name in self._kind._names():  # noqa: SLF001 - its own kind
            known: tuple[object, ...] | None = _CLOSED.get(name)
        else:
            attributes = self._corpus.attributes(self._kind.layer) if self._kind.layer else {}
            if name not in attributes:
                known_names = self._kind._names() | attributes.keys()  # noqa: SLF001
                raise UnknownAttributeError(self._kind._plural, name, known_names)  # noqa: SLF001
            closed = all(attribute.kind == "choice" for attribute in attributes[name])
            known = (*{value: None for one in attributes[name] for value in one.by_value}, None) if closed else None
        if known is not None and wanted is not None:
            for value in values_in(wanted):
                if value not in known:
                    raise UnknownValueError(name, value, known)

    # --- as rows and for people --------------------------------------------------------------------------------------

    def table(self) -> Table:
        """Return a table with a row for each, under columns that are the same for all of their kind."""
        return Table(self._kind._columns(self._corpus), (view._cells() for view in self))  # noqa: SLF001

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return one row of plain values for each, all with the same keys; JSON can hold them."""
        return self.table().to_dicts()

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas data frame with a row for each, see `Table.to_pandas`.

        Raises:
            MissingExtraError: When pandas is not installed.
        """
        return self.table().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return a polars data frame with a row for each.

        Raises:
            MissingExtraError: When polars is not installed.
        """
        if self._whole is not None and find_spec("polars") and find_spec("pyarrow"):
            from annotator.dataset.as_polars import from_arrow  # noqa: PLC0415 - an extra

            return from_arrow(self.to_arrow())
        return self.table().to_polars()

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table with a row for each; that of a whole layer is kept in the cache.

        Raises:
            MissingExtraError: When pyarrow is not installed.
        """
        if self._whole is None:
            return self.table().to_arrow()
        return self._corpus.kept_arrow(self._whole, self.table)

    def __repr__(self) -> str:
        """Return how many there are, and the first few."""
        lines = [f"{len(self)} {self._kind._plural}"]  # noqa: SLF001 - its own kind
        lines += [f"  {visible(view._summary())}" for view in islice(self, _SHOWN)]  # noqa: SLF001
        if len(self) > _SHOWN:
            lines.append(f"  … and {len(self) - _SHOWN} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return how many there are, and the first few as an HTML table, escaped."""
        table = self[:_SHOWN].table()
        shown = [
            (column.name, values)
            for column, values in table.items()
            if column.type != "spans" and any(value not in (None, []) for value in values)
        ]
        rows = list(zip(*(values for _, values in shown), strict=True))
        more = f"{len(self)} {self._kind._plural}"  # noqa: SLF001
        return table_html([name for name, _ in shown], rows, more)


class Documents(Collection["Document"]):
    """Documents; one can be asked for by its name too."""

    @overload
    def __getitem__(self, index: int | str) -> Document: ...

    @overload
    def __getitem__(self, index: slice) -> Self: ...

    def __getitem__(self, index: int | str | slice) -> Document | Self:
        """Return one document by position or name, or some by a slice.

        Raises:
            UnknownDocumentError: When none has that name.
        """
        if not isinstance(index, str):
            return super().__getitem__(index)
        for document in self:
            if document.name == index:
                return document
        raise UnknownDocumentError(index, [document.name for document in self])
