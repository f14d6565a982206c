"""What all objects of a labelled corpus have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar

from annotator.dataset.table import Column
from annotator.display import visible, visible_prose
from annotator.errors import AnnotatorError
from annotator.labels import LayerName

if TYPE_CHECKING:
    from annotator.dataset.corpus import LabelledCorpus
    from annotator.dataset.document import Document
    from annotator.dataset.document_labels import DocumentLabels

_EXCERPT = 60


class UnknownAttributeError(AnnotatorError, AttributeError):
    """A name that these objects do not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Take what was asked (`quotes`), for which name, and the names there are."""
        names = sorted(known)
        close = get_close_matches(name, names, n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"they have {', '.join(names)}."
        super().__init__(f"The {kind} have no '{name}': {hint}")


class View(ABC):
    """An immutable object of a labelled corpus: a document, a paragraph, or an item of one of the four layers.

    Attributes:
        layer: The layer of an item; None for what is not an item.
    """

    __slots__ = ()

    _plural: ClassVar[str]
    layer: ClassVar[LayerName | None] = None

    @property
    @abstractmethod
    def corpus(self) -> LabelledCorpus:
        """The corpus this belongs to."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as one row of plain values: strings, numbers, None, lists and dicts of them."""
        names = (column.name for column in self._columns(self.corpus))
        return dict(zip(names, self._cells(), strict=True))

    @classmethod
    @abstractmethod
    def _columns(cls, corpus: LabelledCorpus) -> tuple[Column, ...]:
        """Return the columns of a table of such objects."""

    @abstractmethod
    def _cells(self) -> list[Any]:
        """Return the values of the object under these columns."""

    @abstractmethod
    def _is_by(self, annotators: frozenset[str]) -> bool:
        """Return whether one of these annotators said this."""

    @abstractmethod
    def _summary(self) -> str:
        """Return one line that tells a person which object this is."""

    def _aliases(self) -> tuple[Any, ...]:
        """Return what `where` finds the object by: itself, and its name if that tells it from all others."""
        return (self,)

    def __repr__(self) -> str:
        """Return the kind of object and its one line."""
        return visible(f"<{type(self).__name__} {self._summary()}>")

    @classmethod
    def _names(cls) -> set[str]:
        """Return the names every such object has, whatever the codebook."""
        return {name for name in dir(cls) if not name.startswith("_") and not callable(getattr(cls, name))}


class Said(View):
    """Something that one annotator said of one document: a paragraph with its zone, or an item."""

    __slots__ = ("_labels",)

    _labels: DocumentLabels

    @property
    def labels(self) -> DocumentLabels:
        """Everything the same annotator said of the same document."""
        return self._labels

    @property
    def annotator(self) -> str:
        """Who labelled it."""
        return self._labels.annotator

    @property
    def document(self) -> Document:
        """The document it is in."""
        return self._labels.document

    @property
    def corpus(self) -> LabelledCorpus:
        """The corpus the document is in."""
        return self._labels.corpus

    def _is_by(self, annotators: frozenset[str]) -> bool:
        return self.annotator in annotators


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line, safe for a terminal."""
    return visible_prose(text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…")
