"""Running commands as a person does, in a folder of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.cli import run


@dataclass(frozen=True)
class Outcome:
    """What a command did: its exit code, and the lines on standard output and standard error."""

    code: int
    out: list[str]
    err: list[str]


Annotator = Callable[..., Outcome]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def annotator(here: Path, capsys: pytest.CaptureFixture[str]) -> Annotator:  # noqa: ARG001 - commands run there
    """Run a command in that folder: `annotator("status", "corpus")`."""

    def command(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out.splitlines(), printed.err.splitlines())

    return command
