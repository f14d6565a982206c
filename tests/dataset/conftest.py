"""A corpus of three texts: two labelled, one not begun."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotator
from annotator.dataset import DocumentLabels, LabelledCorpus
from tests.dataset.building import add_bridge, add_opening, add_registry, add_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    add_bridge(folder)
    add_opening(folder)
    add_text(folder, "untouched", "Ferries keep running\n\nNobody said why.\n")
    add_registry(folder)
    return folder


@pytest.fixture
def corpus(folder: Path) -> LabelledCorpus:
    return annotator.load(folder)


@pytest.fixture
def first(corpus: LabelledCorpus) -> DocumentLabels:
    """What the annotator `first` said of the bridge."""
    return corpus.documents["bridge"].labels["first"]
