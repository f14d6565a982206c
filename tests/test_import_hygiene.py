"""What an import brings in: seen in a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import annotator
from tests.sample import LABELS, put

HEAVY = {"textual", "click", "rich", "pydantic", "yaml", "numpy", "scipy"}
CORE = [
    "files.strict_yaml",
    "labels",
    "codebook",
    "text",
    "store",
    "corpus",
    "adding",
    "validation",
    "merging",
    "session",
    "suggest",
    "suggest.acceptance",
    "suggest.plugins.endpoint",
    "suggest.plugins.spacy_plugin",
    "keymap",
]


def imported_by(statement: str, *arguments: str) -> set[str]:
    """Return the top-level modules there are after a statement."""
    code = f"import sys\n{statement}\nimport json\nprint(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in json.loads(ran.stdout.splitlines()[-1])}


def test_importing_the_package_costs_nothing() -> None:
    assert imported_by("import annotator; annotator.__version__, dir(annotator)") & HEAVY == set()


def test_the_version_is_told_without_the_command_line() -> None:
    found = imported_by("from annotator.__main__ import main; main()", "--version")
    assert found & HEAVY == set()


def test_the_public_names_are_there_when_they_are_asked_for() -> None:
    code = "import annotator; print(*(name for name in annotator.__all__ if not getattr(annotator, name)), sep='')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'annotator' has no attribute 'corpse'"):
        annotator.corpse  # noqa: B018 - asking is the test


def test_loading_a_corpus_needs_neither_a_terminal_nor_a_command_line() -> None:
    assert imported_by("import annotator; annotator.load") & {"textual", "click", "rich"} == set()


def test_no_library_of_an_extra_is_imported_before_it_is_used() -> None:
    extras = {"pandas", "polars", "pyarrow", "spacy", "datasets", "numpy"}
    statement = "import annotator, annotator.dataset.tokens; annotator.load('annotations', cache=False).quotes.table()"
    assert imported_by(statement) & extras == set()
    assert imported_by("import annotator.cli.validate, annotator.cli.status") & extras == set()


def test_numpy_is_imported_where_agreement_is_computed_and_nowhere_else() -> None:
    names = ", ".join(f"annotator.{name}" for name in [*CORE, "dataset", "agreement", "cli.agreement"])
    assert imported_by(f"import {names}") & {"numpy", "scipy"} == set()
    assert {"numpy", "scipy"} <= imported_by("from annotator.agreement import alpha")


def test_suggesting_needs_neither_an_extra_nor_a_session() -> None:
    code = (
        "import sys, annotator.suggest, annotator.suggest.acceptance, annotator.suggest.passing, "
        "annotator.suggest.plugins.spacy_plugin\n"
        "print(*(name for name in sys.modules if name == 'spacy' or name.startswith('annotator.session')))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "\n"


def test_the_core_knows_nothing_of_the_screen() -> None:
    statement = "import " + ", ".join(f"annotator.{name}" for name in CORE)
    assert imported_by(statement) & {"textual", "click"} == set()


@pytest.mark.parametrize(
    "command",
    ["", *".add .agreement .codebook .keys .label .merge .reanchor .status .suggest .validate".split()],
)
def test_no_command_imports_the_screen_before_it_is_opened(command: str) -> None:
    assert "textual" not in imported_by(f"import annotator.cli{command}")


def test_the_first_paint_waits_for_nothing_slow() -> None:
    assert imported_by("import annotator.tui.first_paint") & HEAVY == set()
    statement = "import annotator.text.paragraphs, annotator.tui.document.wrap, annotator.tui.first_paint"
    assert imported_by(statement) & (HEAVY - {"rich"}) == set()


OPENED = """
import os, sys
from annotator.__main__ import main
sys.argv = ["annotator", "label", *sys.argv[1:]]
try:
    main()
except SystemExit as left:
    assert left.code == 2, left.code
"""
"""Opens a text as far as that goes without a terminal: its labels are read, its session is there."""


def test_opening_one_text_waits_neither_for_what_checks_labels_nor_for_the_command_line(tmp_path: Path) -> None:
    path = put(tmp_path, LABELS)
    for options in ([], ["--annotator", "mira"]):
        imported_by(OPENED, str(path), "--annotator", "mira")  # from now on the codebook is known
        found = imported_by(OPENED, str(path), *options)
        assert found & {"pydantic", "pydantic_core", "click", "yaml", "textual"} == set()


def test_the_screen_brings_in_nothing_that_checks_labels() -> None:
    statement = "import annotator.tui.app, annotator.tui.running, annotator.labelling"
    assert imported_by(statement) & {"pydantic", "pydantic_core", "click", "yaml"} == set()


def test_what_checks_labels_is_imported_where_labels_are_checked() -> None:
    assert "pydantic" not in imported_by("import annotator.store.read, annotator.validation, annotator.session")
    assert "pydantic" in imported_by("from annotator.labels import Span; Span(start=0, end=1, text='x')")
