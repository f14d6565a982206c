"""Checking what changed, as a hook before a commit does it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from annotator.files import strict_yaml
from tests.cli.conftest import Annotator
from tests.codebook.test_check import GOOD
from tests.sample import ARTICLE, LABELS, TEXT, changed, put

ROOT = Path(__file__).parents[2]
FAULTY = changed(LABELS, "within: q2", "within: q9")
LINK = "there is no quote 'q9'"


@pytest.fixture
def corpus(here: Path) -> Path:
    """A corpus of two texts in a folder of the repository, with a fault in the labels of each."""
    folder = here / "annotations"
    folder.mkdir()
    put(folder, FAULTY)
    (folder / "pact.meta.yaml").write_text(f"title: Pact\nsha256: {TEXT.sha256}\n", encoding="utf-8")
    (folder / "other.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "other.tom.yaml").write_text(
        changed(changed(FAULTY, "document: pact", "document: other"), "annotator: mira", "annotator: tom"),
        encoding="utf-8",
    )
    (folder / "corpus.yaml").write_text("title: Pacts\n", encoding="utf-8")
    (here / "README.yaml").write_text("a: [", encoding="utf-8")
    return folder


def faulty(out: list[str]) -> list[str]:
    return [line.partition(":")[0] for line in out if LINK in line]


def test_the_hook_that_is_shipped_runs_on_what_it_asks_for(annotator: Annotator, corpus: Path) -> None:
    (hook,) = strict_yaml.read(ROOT / ".pre-commit-hooks.yaml").value
    assert hook.keys() == {"id", "name", "description", "entry", "language", "files", "require_serial"}
    names = sorted(str(path.relative_to(corpus.parent)) for path in corpus.parent.rglob("*") if path.is_file())
    given = [name for name in names if re.search(hook["files"], name)]
    assert "README.yaml" not in given
    assert len(given) == 6
    program, *arguments = shlex.split(hook["entry"])
    assert program == "annotator"
    outcome = annotator(*arguments, *given)
    assert (outcome.code, outcome.err) == (1, [])
    assert faulty(outcome.out) == ["annotations/other.tom.yaml", "annotations/pact.mira.yaml"]
    assert outcome.out[-1] == "6 files checked, 2 faults."


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("pact.mira.yaml", ["annotations/pact.mira.yaml"]),
        ("pact.txt", ["annotations/pact.mira.yaml"]),
        ("pact.meta.yaml", []),
        ("other.txt", ["annotations/other.tom.yaml"]),
        ("corpus.yaml", ["annotations/other.tom.yaml", "annotations/pact.mira.yaml"]),
    ],
)
def test_with_a_file_what_depends_on_it_is_checked(
    annotator: Annotator, corpus: Path, name: str, found: list[str]
) -> None:
    outcome = annotator("validate", "--changed", f"{corpus.name}/{name}")
    assert faulty(outcome.out) == found
    assert outcome.code == bool(found)


def test_with_the_codebook_of_the_corpus_all_of_it_is_checked(annotator: Annotator, corpus: Path) -> None:
    (corpus / "ours.yaml").write_text(GOOD, encoding="utf-8")
    assert annotator("validate", "--changed", "annotations/ours.yaml").out == ["0 files checked, no faults."]
    (corpus / "corpus.yaml").write_text("codebook: ours.yaml\n", encoding="utf-8")
    outcome = annotator("validate", "--changed", "annotations/ours.yaml")
    assert outcome.code == 1
    assert sum("made with 'source-framing', but the codebook here is" in line for line in outcome.out) == 2


def test_files_that_are_none_of_ours_are_passed_over(annotator: Annotator, corpus: Path) -> None:
    (corpus / "notes.md").touch()
    outcome = annotator("validate", "--changed", "README.yaml", f"{corpus.name}/notes.md")
    assert (outcome.code, outcome.out, outcome.err) == (0, ["0 files checked, no faults."], [])


def test_faults_in_the_settings_are_told_once(annotator: Annotator, corpus: Path) -> None:
    (corpus / "corpus.yaml").write_text("titel: Pacts\n", encoding="utf-8")
    given = [f"annotations/{name}" for name in ("corpus.yaml", "pact.txt", "other.tom.yaml")]
    outcome = annotator("validate", "--changed", *given)
    assert outcome.code == 1
    assert [line for line in outcome.out if "titel" in line] == [
        "annotations/corpus.yaml:1:1: titel: unknown key; remove it or correct its name"
    ]
