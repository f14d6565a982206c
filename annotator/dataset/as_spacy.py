"""Labels as spaCy documents with span groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from annotator.dataset.document_labels import DocumentLabels
from annotator.dataset.tokens import kind_of, tokens
from annotator.extras import needed
from annotator.labels import LAYERS
from annotator.store.rows import CUE, ID, LINKED, SOURCE_SPANS, SPANS, pairs

if TYPE_CHECKING:
    from spacy.tokens import DocBin


def as_spacy(everyones: Iterable[DocumentLabels]) -> DocBin:
    """Return one spaCy document for every annotator of every document.

    The text is the same, character for character. Each of the groups `sources`, `quotes`, `cues`, `source_spans`,
    `claims` and `frames` in `doc.spans` has a span for each labelled piece, labelled with its kind; the same place in
    `attrs["items"]` of the group says of which item it is: `id`, `sources` (the ids it is linked to), and `start` and
    `end` in code points, since a span of spaCy begins and ends with a token. `doc.user_data` has document and
    annotator.

    Raises:
        MissingExtraError: When spaCy is not installed.
    """
    needed("spacy", "spacy")
    library = needed("spacy.tokens", "spacy")
    vocabulary = needed("spacy.vocab", "spacy").Vocab()
    found: DocBin = library.DocBin(store_user_data=True)
    for labels in everyones:
        found.add(_doc(labels, library, vocabulary))
    return found


def _doc(labels: DocumentLabels, library: Any, vocabulary: Any) -> Any:
    words, spaces = _words(labels.document.text)
    doc = library.Doc(vocabulary, words=words, spaces=spaces)
    doc.user_data |= {"document": labels.document.name, "annotator": labels.annotator}
    pieces: dict[str, list[tuple[int, int, str, dict[str, Any]]]] = {layer: [] for layer in LAYERS}
    pieces |= {"cues": [], "source_spans": []}
    for layer in LAYERS:
        for row in labels.rows.layer(layer):
            item = {"id": row[ID], "sources": row[LINKED]}
            kind = kind_of(labels, layer, row)
            pieces[layer] += [(start, end, kind, item) for start, end in pairs(row[SPANS])]
            if layer == "quotes":
                pieces["cues"] += [(start, end, "cue", item) for start, end in pairs(row[CUE] or [])]
                pieces["source_spans"] += [(start, end, "source", item) for start, end in pairs(row[SOURCE_SPANS])]
    for name, several in pieces.items():
        spans = [doc.char_span(start, end, kind, alignment_mode="expand") for start, end, kind, _ in several]
        items = [{**item, "start": start, "end": end} for start, end, _, item in several]
        doc.spans[name] = library.SpanGroup(doc, name=name, attrs={"items": items}, spans=spans)
    return doc


def _words(content: str) -> tuple[list[str], list[bool]]:
    """Return tokens as spaCy wants them: with white space that is more than one space as tokens of its own."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*tokens(content), (len(content), len(content))]:
        gap = content[at:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if start < end:
            words.append(content[start:end])
            spaces.append(False)
        at = end
    return words, spaces
