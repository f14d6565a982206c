"""The thread that saves: each edit at once, the file in a pause, what failed again, what others changed noticed."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.saving import writer
from annotator.session.saving.states import SaveState
from annotator.session.saving.writer import Writer
from annotator.store import labels_path
from annotator.store.journal import journal_path
from tests.session.desk import ARTICLE, do

SOON = 30.0
"""Seconds after which what should have happened has not."""


class Watched:
    """A session that is being saved, and a way to wait for what is told of it."""

    def __init__(self, folder: Path) -> None:
        text = folder / "pact.txt"
        if not text.exists():
            text.write_bytes(ARTICLE.encode())
        self.session: Session = alone(labels_path(text, "mira"), lambda: open_session(Corpus(folder), text, "mira"))
        self._told = threading.Condition()
        self.writer = Writer(self.session.saver, self._tell)
        self.writer.start()

    def _tell(self) -> None:
        with self._told:
            self._told.notify_all()

    def until(self, reached: Callable[[], bool]) -> None:
        with self._told:
            assert self._told.wait_for(reached, SOON)

    def end(self) -> None:
        self.writer.stop()
        self.session.close()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    found = Watched(tmp_path)
    yield found
    found.end()


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IDLE", "RETRY", "LOOK"):
        monkeypatch.setattr(writer, name, 0.01)


def test_an_edit_goes_into_the_journal_without_being_asked_and_the_first_makes_the_file(watched: Watched) -> None:
    saver = watched.session.saver
    do(watched.session, "reviewed_next")
    watched.until(lambda: saver.is_folded)
    assert saver.path.exists()
    do(watched.session, "reviewed_next")
    watched.until(lambda: saver.state is SaveState.SAVED)
    assert not saver.is_folded
    assert b'"edit"' in journal_path(saver.path).read_bytes()
    watched.writer.fold_soon()
    watched.until(lambda: saver.is_folded)
    assert b'"edit"' not in journal_path(saver.path).read_bytes()


@pytest.mark.usefixtures("in_a_hurry")
def test_the_file_is_written_when_the_person_pauses(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    for _ in range(3):
        do(watched.session, "reviewed_next")
    watched.until(lambda: watched.session.saver.is_folded)
    watched.end()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


@pytest.mark.usefixtures("in_a_hurry")
def test_what_could_not_be_saved_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(tmp_path)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(os, "fsync", full)
        do(watched.session, "reviewed_next")
        watched.until(lambda: watched.session.saver.state is SaveState.MEMORY)
    watched.until(lambda: watched.session.saver.is_folded)
    assert watched.session.saver.failure is None
    watched.end()


@pytest.mark.usefixtures("in_a_hurry")
def test_a_change_from_outside_is_noticed_while_nothing_is_done(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    saver = watched.session.saver
    do(watched.session, "reviewed_next")
    watched.until(lambda: saver.is_folded)
    saver.path.write_text("someone else wrote this\n")
    watched.until(lambda: saver.state is SaveState.CHANGED)
    do(watched.session, "reviewed_next")
    watched.until(lambda: b'"edit"' in journal_path(saver.path).read_bytes())
    watched.end()
    assert saver.path.read_text() == "someone else wrote this\n"
    assert b'"edit"' in journal_path(saver.path).read_bytes()


def test_it_ends_whatever_it_is_doing_and_may_be_told_to_twice(watched: Watched) -> None:
    do(watched.session, "reviewed_next")
    watched.writer.stop()
    watched.writer.stop()
    do(watched.session, "reviewed_next")
    watched.session.saver.save()
    assert watched.session.saver.is_folded
