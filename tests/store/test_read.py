"""Reading a labels file."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.files.findings import InvalidFileError
from annotator.store import read_labels
from tests.sample import CODEBOOK, LABELS, TEXT, changed, put


def test_a_labels_file_is_read_as_labels(tmp_path: Path) -> None:
    put(tmp_path, LABELS)
    labels = read_labels(tmp_path / "pact.mira.yaml", TEXT, CODEBOOK)
    assert [item.id for item in labels.items()] == ["s1", "s2", "s3", "q1", "q2", "q3", "c1", "f1"]
    assert [span.text for span in labels.quotes[0].content] == ["“We built it,”", "“and we will keep it.”"]
    assert labels.quotes[2].within == "q2"
    assert labels.claims[0].attribute("credibility") == 6
    assert labels.sources[1].attribute("reliability") is None
    assert labels.paragraphs[1].reviewed == ("quotes",)


def test_adjudicated_labels_are_read_under_their_reserved_name(tmp_path: Path) -> None:
    path = tmp_path / "pact.gold.yaml"
    path.write_text(changed(LABELS, "annotator: mira", "annotator: gold"), encoding="utf-8")
    assert read_labels(path, TEXT, CODEBOOK).annotator == "gold"


def test_every_fault_names_the_file_its_line_and_column(tmp_path: Path) -> None:
    put(tmp_path, changed(LABELS, "annotator: mira", "annotator: tove"))
    path = tmp_path / "pact.mira.yaml"
    with pytest.raises(InvalidFileError) as caught:
        read_labels(path, TEXT, CODEBOOK)
    assert str(caught.value) == f"{path}:4:12: annotator: 'tove' is not who the file's name says, 'mira'"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFileError, match="cannot be read: No such file or directory"):
        read_labels(tmp_path / "pact.mira.yaml", TEXT, CODEBOOK)
