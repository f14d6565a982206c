"""Finding a codebook by name or path."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.codebook import CodebookNotFoundError, find, shipped
from tests.codebook.test_check import GOOD


def test_a_shipped_codebook_is_found_by_its_name() -> None:
    assert find("persuasion-23").name == "persuasion-23"


def test_a_path_is_relative_to_the_folder_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "ours.yaml").write_text(GOOD, encoding="utf-8")
    assert find("../ours.yaml", tmp_path / "corpus").name == "ours"
    monkeypatch.chdir(tmp_path)
    assert find("ours.yaml").name == "ours"


def test_a_name_that_is_not_shipped_is_told_with_those_that_are(tmp_path: Path) -> None:
    message = (
        "There is no codebook 'frames': give the path of a .yaml file, or one of source-framing, attribution-only, "
        "generic-frames-5, persuasion-23."
    )
    with pytest.raises(CodebookNotFoundError) as caught:
        find("frames", tmp_path)
    assert str(caught.value) == message
    with pytest.raises(CodebookNotFoundError):
        shipped("frames")
