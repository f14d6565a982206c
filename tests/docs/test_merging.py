"""`docs/merging.md` says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.cli import run
from tests.docs.pages import DOCS, FORMAT, blocks, files_in
from tests.sample import changed

PAGE = DOCS / "merging.md"
LABELS = "harbour-lights.mira.yaml"
PLACE = "  within: q2\n  form: direct\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the corpus of the page on the format, with three versions of its labels, as the working directory."""
    for name, content in files_in(FORMAT).items():
        (tmp_path / name).write_bytes(content.encode())
    base = files_in(FORMAT)[LABELS]
    for name, stance in (
        ("base.yaml", ""),
        (LABELS, "  stance: distancing\n"),
        ("other.yaml", "  stance: endorsing\n"),
    ):
        (tmp_path / name).write_bytes(changed(base, PLACE, PLACE + stance).encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_conflict_is_told_and_stands_in_the_file_as_the_page_shows_it(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = (corpus / LABELS).read_bytes().decode()
    assert run(["merge", "base.yaml", LABELS, "other.yaml"]) == 1
    told = capsys.readouterr().out
    assert blocks(PAGE, "console") == [f"$ annotator merge base.yaml {LABELS} other.yaml\n{told}"]
    assert (corpus / LABELS).read_bytes().decode() == ours + blocks(PAGE, "yaml")[0]


def test_the_file_opens_and_loads_before_anybody_decides(corpus: Path) -> None:
    run(["merge", "base.yaml", LABELS, "other.yaml"])
    for name in ("base.yaml", "other.yaml"):
        (corpus / name).unlink()
    assert run(["validate", "."]) == 0


def test_the_examples_that_merge_by_hand_can_be_run(corpus: Path) -> None:
    examples = re.findall(r"^annotator (merge .*?)(?: *#.*)?$", blocks(PAGE, "sh")[0], re.MULTILINE)
    (corpus / LABELS).rename(corpus / "story.mira.yaml")
    (corpus / "harbour-lights.txt").rename(corpus / "story.txt")
    for name in ("base.yaml", "story.mira.yaml", "other.yaml"):
        content = (corpus / name).read_bytes().decode()
        (corpus / name).write_bytes(changed(content, "document: harbour-lights", "document: story").encode())
    assert [run(example.split()) for example in examples] == [1, 1, 0]
