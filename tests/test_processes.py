"""Long work in several processes: the same as in one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.cli.progress import LONG, progress_bar
from annotator.corpus import Corpus
from annotator.processes import in_order
from annotator.validation import check_path
from tests.cli.conftest import Annotator, annotator, here
from tests.sample import ARTICLE, LABELS, changed

__all__ = ["annotator", "here"]

# Libraries that other tests have loaded have threads of their own; what is forked here uses none of them.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

HERE = os.getpid()


def _where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def _dies(number: int) -> int:
    if number == 40 and os.getpid() != HERE:
        os._exit(1)
    return number


def _fails(number: int) -> int:
    if number == 40:
        raise ValueError(number)
    return number


@pytest.fixture
def processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no other thread, whatever machine this is."""
    monkeypatch.setattr("annotator.processes._processors", lambda: 2)
    monkeypatch.setattr("annotator.processes.threading.active_count", lambda: 1)


@pytest.mark.usefixtures("processors")
def test_many_are_shared_out_and_come_back_in_order() -> None:
    found = list(in_order(_where, range(100), least=100))
    assert [number for number, _ in found] == list(range(100))
    assert HERE not in {process for _, process in found}


@pytest.mark.usefixtures("processors")
def test_few_stay_here() -> None:
    assert list(in_order(_where, range(99), least=100)) == [(number, HERE) for number in range(99)]


def test_with_one_processor_all_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.processes._processors", lambda: 1)
    assert list(in_order(_where, range(9), least=1)) == [(number, HERE) for number in range(9)]


@pytest.mark.usefixtures("processors")
def test_what_a_killed_process_left_is_done_here() -> None:
    assert list(in_order(_dies, range(100), least=1)) == list(range(100))


@pytest.mark.usefixtures("processors")
def test_an_error_comes_through() -> None:
    with pytest.raises(ValueError, match="40"):
        list(in_order(_fails, range(100), least=1))


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A corpus of a few dozen texts, some with faults."""
    for number in range(40):
        (tmp_path / f"text-{number:02}.txt").write_text(ARTICLE, encoding="utf-8")
        labels = changed(LABELS, "document: pact", f"document: text-{number:02}")
        labels = labels.replace("within: q2", "within: q9") if number % 7 == 0 else labels
        (tmp_path / f"text-{number:02}.mira.yaml").write_text(labels, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("processors")
def test_a_corpus_is_checked_and_counted_the_same_in_several_processes(
    many: Path, monkeypatch: pytest.MonkeyPatch, annotator: Annotator
) -> None:
    alone = list(check_path(Corpus(many), many)), annotator("validate", many), annotator("status", many)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("annotator.processes.in_order.__defaults__", (1,))
    together = (
        list(check_path(Corpus(many), many, lambda done, total: told.append((done, total)))),
        annotator("validate", many),
        annotator("status", many),
    )
    assert together == alone
    assert sum(bool(checked.findings) for checked in together[0]) == 6
    assert told == [(done, 40) for done in range(1, 41)]


@pytest.mark.parametrize(
    ("terminal", "total", "shown"), [(True, LONG, True), (True, LONG - 1, False), (False, LONG, False)]
)
def test_a_bar_is_shown_for_long_work_on_a_terminal_only(
    terminal: bool, total: int, shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    with progress_bar("Checking") as told:
        for done in range(1, total + 1):
            told(done, total)
    out, err = capsys.readouterr()
    assert out == ""
    assert ("Checking" in err and "100%" in err) is shown
    assert bool(err) is shown
