"""Names of annotators, and of the files beside a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store import InvalidNameError, annotators_of, check_annotator, labels_path, meta_path


@pytest.mark.parametrize("name", ["mira", "m", "7", "second-pass_2", "a" * 64])
def test_a_name_of_small_letters_digits_and_dashes_is_fine(name: str) -> None:
    assert check_annotator(name) == name


@pytest.mark.parametrize(
    "name", ["", "Mira", "mira halden", "-mira", "_mira", "müller", "a.b", "a/b", "mira\n", "a" * 65]
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(InvalidNameError, match="use up to 64 of a-z, 0-9, _ and -, beginning with a letter or digit"):
        check_annotator(name)


@pytest.mark.parametrize("name", ["meta", "corpus", "sources", "gold"])
def test_names_that_mean_something_else_are_refused(name: str) -> None:
    with pytest.raises(
        InvalidNameError, match=f"^'{name}' is reserved and cannot be an annotator's name: choose another"
    ):
        check_annotator(name)


def test_the_files_stand_beside_the_text() -> None:
    text = Path("corpus") / "story.v2.txt"
    assert labels_path(text, "mira") == Path("corpus") / "story.v2.mira.yaml"
    assert meta_path(text) == Path("corpus") / "story.v2.meta.yaml"


def test_annotators_are_found_by_their_files(tmp_path: Path) -> None:
    beside = ["story.tove.yaml", "story.gold.yaml", "story.mira.yaml", "story.meta.yaml", "story.Upper.yaml"]
    others = ["story.txt", "story.v2.mira.yaml", "other.jory.yaml", ".story.ada.yaml", "story.ada.yml", "story.yaml"]
    for name in beside + others:
        (tmp_path / name).touch()
    assert annotators_of(tmp_path / "story.txt") == ["gold", "mira", "tove"]
    assert annotators_of(tmp_path / "story.v2.txt") == ["mira"]
