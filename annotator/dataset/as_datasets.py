"""Labels as a Hugging Face `DatasetDict`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from annotator.dataset.as_arrow import as_arrow
from annotator.dataset.document_labels import DocumentLabels
from annotator.extras import needed
from annotator.labels import LAYERS

if TYPE_CHECKING:
    from datasets import DatasetDict

    from annotator.dataset.corpus import LabelledCorpus

_KNOWN = ("document", "annotator", "title", "outlet", "published", "story", "language", "text")


def as_datasets(corpus: LabelledCorpus, parts: Mapping[str, Iterable[DocumentLabels]]) -> DatasetDict:
    """Return a dataset for each part, with a row for every annotator of every document.

    A row has what is known of the document, its text, and for each layer a list of items: the columns of that layer's
    table. All parts have the same features, whatever is in them.

    Raises:
        MissingExtraError: When datasets is not installed.
    """
    library = needed("datasets", "datasets")
    made = {name: library.Dataset(_table(corpus, list(labels))) for name, labels in parts.items()}
    found: DatasetDict = library.DatasetDict(made)
    return found


def _table(corpus: LabelledCorpus, everyones: list[DocumentLabels]) -> Any:
    arrow = needed("pyarrow", "arrow")
    columns: dict[str, Any] = {
        name: arrow.array([_known(labels, name) for labels in everyones], type=arrow.string()) for name in _KNOWN
    }
    for layer in LAYERS:
        kept = [labels.collection(layer) for labels in everyones]
        table = as_arrow(getattr(corpus, layer).of(view for several in kept for view in several).table())
        offsets = [0]
        for several in kept:
            offsets.append(offsets[-1] + len(several))
        table = table.drop_columns(["document", "annotator"])
        arrays = [column.combine_chunks() for column in table.columns]
        items = arrow.StructArray.from_arrays(arrays, names=table.column_names)
        columns[layer] = arrow.ListArray.from_arrays(arrow.array(offsets, type=arrow.int32()), items)
    return arrow.table(columns)


def _known(labels: DocumentLabels, name: str) -> str | None:
    if name == "annotator":
        return labels.annotator
    value: str | None = getattr(labels.document, "name" if name == "document" else name)
    return value
