"""Items that were read and that nobody has looked at: the same as those that were made at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.labels import Item, Labels
from annotator.session.index import ItemIndex
from annotator.session.units import Units
from annotator.store import emit
from annotator.store.fast import FastReader
from annotator.store.rows import labels_of, rows_of
from annotator.store.unread import coded_on, placed_and_linked
from annotator.text import Text, read_text
from tests.sample import CODEBOOK, LABELS, TEXT

ROOT = Path(__file__).parents[2]


def read() -> Labels:
    """Return labels as they are opened."""
    rows = FastReader(CODEBOOK).read(LABELS, TEXT, "mira", None)
    assert rows is not None
    return labels_of(rows, TEXT, CODEBOOK)


def both() -> Iterator[tuple[Item, Item]]:
    """Yield every item twice: not looked at, and with all its fields."""
    for unread, made in zip(read().items(), read().items(), strict=True):
        list(made)
        assert made.model_read is None
        yield unread, made


def test_an_item_has_its_id_before_it_has_its_fields() -> None:
    for item in read().items():
        assert item.id
        assert item.model_read is not None
        assert item.note is None or item.note
        assert item.model_read is None


def test_where_it_lies_and_what_it_hangs_on_is_told_without_making_its_fields() -> None:
    for unread, made in both():
        told = placed_and_linked(unread)
        assert tuple(map(list, told)) == tuple(map(list, placed_and_linked(made)))
        names = CODEBOOK.layers[made.layer].attributes
        assert list(coded_on(unread, names)) == list(coded_on(made, names))
        assert unread.model_read is not None
        assert unread == made
        assert unread.model_read is None


def test_writing_items_does_not_make_them_keep_their_fields() -> None:
    labels = read()
    assert emit(labels) == LABELS
    assert all(item.model_read is not None for item in labels.items())


def test_several_threads_that_look_at_one_see_the_same() -> None:
    for item in read().items():
        with ThreadPoolExecutor(4) as threads:
            found = {id(spans) for spans in threads.map(lambda _, one=item: one.main, range(8)) if spans}
        assert len(found) == (1 if item.main else 0)


def indexed(text: Text, labels: Labels) -> list[object]:
    """Return all that an index tells of labels."""
    index = ItemIndex(Units(text.content, labels.paragraphs), labels)
    found: list[object] = [[item.id for item in index.nowhere()], [index.fresh_id(letter) for letter in "sqcf"]]
    for paragraph, at in enumerate(labels.paragraphs):
        found += [[item.id for item in index.in_paragraph(paragraph)], sorted(index.sources_of(paragraph))]
        found.append([None if item is None else item.id for item in (index.under(paragraph, at.start),)])
    for source in labels.sources:
        found.append([index.linked(source.id, layer) for layer in ("quotes", "claims", "frames")])
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "annotations").glob("*.txt")), ids=lambda path: path.stem)
def test_an_index_of_what_was_read_tells_what_one_of_what_was_made_tells(path: Path) -> None:
    corpus, text = Corpus(path.parent), read_text(path)
    found = [labels for labels in path.parent.glob(f"{path.stem}.*.yaml") if not labels.stem.endswith(".meta")]
    for annotator in (labels.stem.rpartition(".")[2] for labels in found):
        strict = corpus.read_labels(text, annotator)
        codebook = corpus.codebook_named(strict.codebook.name)
        unread = labels_of(rows_of(strict, codebook), text, codebook)
        assert indexed(text, unread) == indexed(text, strict)
        assert unread == strict


def test_what_was_read_passes_the_checks_of_what_is_validated() -> None:
    again = CODEBOOK.label_models.labels.model_validate(read().model_dump())
    assert again == read()
