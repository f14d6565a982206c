"""Making and writing labels files."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store import new_labels, read_labels, save_labels
from annotator.text import read_text
from tests.sample import CODEBOOK, LABELS, TEXT, put

HEADER = "# yaml-language-server: $schema="


def test_new_labels_have_the_paragraphs_of_the_text_and_nothing_said() -> None:
    labels = new_labels(TEXT, "mira", CODEBOOK)
    assert [(paragraph.start, paragraph.end) for paragraph in labels.paragraphs] == [
        (0, 18),
        (20, 117),
        (119, 188),
        (190, 220),
    ]
    assert all(paragraph.zone == "body" and paragraph.reviewed == () for paragraph in labels.paragraphs)
    assert list(labels.items()) == []
    assert not labels.complete


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    text = read_text(put(tmp_path, LABELS))
    path = tmp_path / "pact.mira.yaml"
    labels = read_labels(path, text, CODEBOOK)
    save_labels(path, labels)
    assert path.read_text(encoding="utf-8") == LABELS
    assert read_labels(path, text, CODEBOOK) == labels


@pytest.mark.parametrize(
    ("schema", "named"),
    [
        ("corpus/labels.schema.json", "labels.schema.json"),
        ("corpus/schemas/labels.schema.json", "schemas/labels.schema.json"),
        ("labels.schema.json", "../labels.schema.json"),
        ("schemas/labels.schema.json", "../schemas/labels.schema.json"),
    ],
)
def test_the_schema_near_a_file_is_named_in_it(tmp_path: Path, schema: str, named: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / schema).parent.mkdir(exist_ok=True)
    (tmp_path / schema).touch()
    path = tmp_path / "corpus" / "pact.mira.yaml"
    save_labels(path, new_labels(TEXT, "mira", CODEBOOK))
    assert path.read_text(encoding="utf-8").splitlines()[:2] == [f"{HEADER}{named}", "format: 1"]


def test_without_a_schema_near_it_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    save_labels(tmp_path / "corpus" / "pact.mira.yaml", new_labels(TEXT, "mira", CODEBOOK))
    assert (tmp_path / "corpus" / "pact.mira.yaml").read_text(encoding="utf-8").startswith("format: 1\n")


def test_the_file_is_the_same_from_whichever_folder_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("schemas", "corpus"):
        (tmp_path / folder).mkdir()
    (tmp_path / "schemas" / "labels.schema.json").touch()
    labels = new_labels(TEXT, "mira", CODEBOOK)
    written = []
    for folder, path in (("corpus", "a.yaml"), (".", "corpus/a.yaml"), ("schemas", "../corpus/a.yaml")):
        monkeypatch.chdir(tmp_path / folder)
        save_labels(Path(path), labels)
        written.append((tmp_path / "corpus" / "a.yaml").read_bytes())
    assert written[0].decode().startswith(f"{HEADER}../schemas/labels.schema.json\n")
    assert len(set(written)) == 1
