"""Who is labelling, when nobody says so."""

from __future__ import annotations

import getpass
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from annotator.store import InvalidNameError
from annotator.whoami import annotator_name, as_name


def git_user(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str) -> None:
    config = folder / "gitconfig"
    config.write_text(f"[user]\n\tname = {name}\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.chdir(folder)


def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> NoReturn:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", unknown)


def test_the_variable_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git_user(monkeypatch, tmp_path, "Jory Pellin")
    monkeypatch.setenv("ANNOTATOR", "mira")
    assert annotator_name() == "mira"


@pytest.mark.parametrize("name", ["Mira Halden", "gold", "meta", "../mira"])
def test_a_variable_that_is_no_name_is_refused_not_mended(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("ANNOTATOR", name)
    with pytest.raises(InvalidNameError, match=f"'{name}'"):
        annotator_name()


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git_user(monkeypatch, tmp_path, "Jory Pellin")
    monkeypatch.setenv("ANNOTATOR", "")
    assert annotator_name() == "jory-pellin"


def test_the_git_user_is_made_into_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git_user(monkeypatch, tmp_path, "Zoë Müller-Ångström")
    assert annotator_name() == "zoe-muller-angstrom"


@pytest.mark.parametrize("name", ["Gold", "王小明", "***"])
def test_a_git_user_of_whom_no_name_can_be_made_gives_way_to_the_login(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    git_user(monkeypatch, tmp_path, name)
    monkeypatch.setattr(getpass, "getuser", lambda: "Tove.Arnsen")
    assert annotator_name() == "tove-arnsen"


def test_without_git_the_login_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise FileNotFoundError("git")

    monkeypatch.setattr(subprocess, "run", missing)
    monkeypatch.setattr(getpass, "getuser", lambda: "tove")
    assert annotator_name() == "tove"


def test_who_has_no_name_at_all_is_asked_for_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    nobody(monkeypatch)
    with pytest.raises(InvalidNameError, match=r"^Nobody knows your name here: give one with --annotator NAME\.$"):
        annotator_name()


@pytest.mark.parametrize(
    ("words", "name"), [("Mira Halden", "mira-halden"), ("  J.R. O'Neill ", "j-r-o-neill"), ("ﬁnn", "finn"), ("王", "")]
)
def test_a_persons_name_becomes_an_annotators(words: str, name: str) -> None:
    assert as_name(words) == name


def test_a_long_name_is_cut_to_what_a_name_can_be() -> None:
    assert as_name("x" * 200) == "x" * 64
