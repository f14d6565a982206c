"""What is installed is what is needed: the codebooks travel in the wheel, and nothing else comes along."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_codebook_and_schema_is_in_the_wheel(names: set[str]) -> None:
    assert {f"annotator/schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} <= names


def test_the_word_lists_of_every_language_are_in_the_wheel(names: set[str]) -> None:
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "annotator" / "suggest" / "languages").iterdir()}
    assert {"annotator/suggest/languages/en.txt", "annotator/suggest/languages/de.txt"} <= files <= names


def test_the_package_is_typed_and_whole(names: set[str]) -> None:
    files = {str(path.relative_to(ROOT)) for path in (ROOT / "annotator").rglob("*.py")}
    assert files <= names
    assert "annotator/py.typed" in names


def test_nothing_but_the_package_is_installed(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"annotator", "news_annotator"}
