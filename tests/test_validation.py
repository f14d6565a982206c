"""Checking every file of a corpus."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from annotator.codebook import CodebookNotFoundError
from annotator.corpus import CorpusError, corpus_of
from annotator.files.findings import InvalidFileError
from annotator.validation import check_path
from tests.codebook.test_check import GOOD
from tests.sample import LABELS, TEXT, changed, put

META = f"title: Bridge pact signed\nsha256: {TEXT.sha256}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus with one text, its meta file and the labels of two people."""
    put(tmp_path, LABELS)
    write(tmp_path, "pact.meta.yaml", META)
    write(tmp_path, "pact.gold.yaml", changed(LABELS, "annotator: mira", "annotator: gold"))
    write(tmp_path, "corpus.yaml", "title: Bridges\n")
    write(tmp_path, "sources.yaml", "sources: [{id: mira-halden, name: Mira Halden}]\n")
    return tmp_path


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


def checked(path: Path) -> list[str]:
    """Return the names of the files that were looked at."""
    return [found.file.name for found in check_path(corpus_of(path), path)]


def faults(path: Path) -> list[str]:
    folder = path if path.is_dir() else path.parent
    return [
        str(finding).removeprefix(f"{folder}{os.sep}")
        for found in check_path(corpus_of(path), path)
        for finding in found.findings
    ]


def test_every_file_of_a_corpus_is_looked_at(corpus: Path) -> None:
    files = ["corpus.yaml", "sources.yaml", "pact.txt", "pact.meta.yaml", "pact.gold.yaml", "pact.mira.yaml"]
    assert checked(corpus) == files
    assert faults(corpus) == []


def test_of_a_text_the_files_beside_it_are_looked_at(corpus: Path) -> None:
    assert checked(corpus / "pact.txt") == ["pact.txt", "pact.meta.yaml", "pact.gold.yaml", "pact.mira.yaml"]


@pytest.mark.parametrize("name", ["pact.mira.yaml", "pact.meta.yaml", "corpus.yaml", "sources.yaml"])
def test_one_file_can_be_looked_at_alone(corpus: Path, name: str) -> None:
    assert checked(corpus / name) == [name]
    assert faults(corpus / name) == []


def test_one_bad_file_does_not_hide_another(corpus: Path) -> None:
    write(corpus, "pact.mira.yaml", changed(LABELS, "within: q2", "within: q9"))
    write(corpus, "pact.gold.yaml", "no")
    write(corpus, "pact.meta.yaml", "titel: x\n")
    (corpus / "void.txt").touch()
    assert faults(corpus) == [
        "pact.meta.yaml:1:1: titel: unknown key; remove it or correct its name",
        "pact.gold.yaml:1:1: 'no' is read differently by different YAML readers; put it in quotes",
        "pact.mira.yaml:58:11: quotes[2].within: there is no quote 'q9'",
        "void.txt: is empty: there is nothing to label",
    ]


def test_a_text_that_is_none_is_a_finding(corpus: Path) -> None:
    (corpus / "latin.txt").write_bytes(b"Br\xfccke")
    (found,) = faults(corpus)
    assert found.startswith("latin.txt: is not UTF-8 (byte 0xfc at position 2)")


def test_labels_of_a_text_that_is_none_are_told_with_it(corpus: Path) -> None:
    (corpus / "pact.txt").write_bytes(b"Br\xfccke")
    (found,) = faults(corpus / "pact.mira.yaml")
    assert found.startswith(f"pact.mira.yaml: {corpus / 'pact.txt'} is not UTF-8 (byte 0xfc at position 2)")


def test_a_text_that_was_changed_is_told_by_its_meta_file_and_its_labels(corpus: Path) -> None:
    (corpus / "pact.txt").write_text("Changed.\n", encoding="utf-8")
    now = hashlib.sha256(b"Changed.\n").hexdigest()[:12]
    meta = f"pact.meta.yaml:2:9: sha256: the text has another hash now ({now}…)"
    other = (
        "the text is not the one that was labelled, so no label is applied; `annotator reanchor` moves them to it, "
        "or restore the text that was labelled"
    )
    assert faults(corpus) == [
        f"{meta}: it was changed since it was added; `annotator reanchor` takes it as it is",
        f"pact.gold.yaml:3:14: text_sha256: {other} (SHA-256 of pact.txt now: {now}…)",
        f"pact.mira.yaml:3:14: text_sha256: {other} (SHA-256 of pact.txt now: {now}…)",
    ]


def test_a_source_that_is_not_in_the_registry_is_told(corpus: Path) -> None:
    write(corpus, "pact.mira.yaml", changed(LABELS, "name: Mira Halden\n", "name: Mira Halden\n  registry: mira\n"))
    assert faults(corpus) == ["pact.mira.yaml:15:13: sources[0].registry: 'mira' is not in the corpus's sources.yaml"]


def test_labels_that_nobody_would_read_are_told(corpus: Path) -> None:
    for name in ("lost.mira.yaml", "lost.meta.yaml", "pact.Mira.yaml", "pact.corpus.yaml", ".pre-commit.config.yaml"):
        write(corpus, name, "")
    write(corpus, "codebook.yaml", GOOD)
    assert faults(corpus) == [
        "lost.meta.yaml: there is no lost.txt beside it",
        "lost.mira.yaml: there is no lost.txt beside it",
        "pact.Mira.yaml: 'Mira' is no annotator's name, so nobody reads this",
        "pact.corpus.yaml: 'corpus' is no annotator's name, so nobody reads this",
    ]


@pytest.mark.parametrize("name", ["", "pact.txt", "pact.mira.yaml"])
def test_with_faults_in_the_settings_nothing_else_can_be_checked(corpus: Path, name: str) -> None:
    write(corpus, "corpus.yaml", "titel: Bridges\n")
    assert faults(corpus / name) == ["corpus.yaml:1:1: titel: unknown key; remove it or correct its name"]


def test_with_faults_in_the_codebook_nothing_can_be_checked(corpus: Path) -> None:
    write(corpus, "ours.yaml", changed(GOOD, "kind: text", "kind: x"))
    write(corpus, "corpus.yaml", "codebook: ours.yaml\n")
    for path in (corpus, corpus / "pact.txt", corpus / "pact.mira.yaml"):
        with pytest.raises(InvalidFileError, match=r"ours\.yaml:21:15: .*'x' is not allowed here"):
            faults(path)


def test_a_codebook_that_does_not_exist_is_told(corpus: Path) -> None:
    write(corpus, "corpus.yaml", "codebook: none.yaml\n")
    with pytest.raises(CodebookNotFoundError):
        faults(corpus)


def test_a_file_of_another_kind_is_told(corpus: Path) -> None:
    (corpus / "notes.md").touch()
    with pytest.raises(
        CorpusError, match=r"notes\.md is neither a corpus folder, a \.txt text nor a \.yaml labels file"
    ):
        faults(corpus / "notes.md")
    write(corpus, "codebook.yaml", GOOD)
    with pytest.raises(CorpusError, match=r"is no labels file of a text: there is no codebook\.txt beside it"):
        faults(corpus / "codebook.yaml")
