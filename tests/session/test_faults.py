"""Whatever step of saving fails, and whenever the power does: the old file or the new one, and nothing that was said
to be saved is lost."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.errors import AnnotatorError
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.edits import Edit
from annotator.session.opening import alone, open_session
from annotator.session.saving.states import SaveState
from annotator.store import emit, journal, labels_path
from annotator.store.journal import journal_path
from tests.session.desk import ARTICLE, claim, do, quote, source
from tests.session.disk import Disk, Files, Model, a_folder, files_in

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EDQUOT)

LABELS = "pact.mira.yaml"

Step = Callable[[Session], object]
Fails = Callable[[int, str], int | None]

SCRIPT: tuple[Step, ...] = (
    lambda session: source(session, "Mira Halden"),
    lambda session: session.saver.flush(),
    lambda session: quote(session, "“This is a bridge, not a wall,”", "1 enter"),
    lambda session: session.saver.fold(),
    lambda session: claim(session, "trade had grown by 12 percent"),
    lambda session: session.saver.flush(),
    lambda session: do(session, "delete"),
    lambda session: session.saver.flush(),
    lambda session: session.saver.save(),
    lambda session: do(session, "reviewed_next"),
    lambda session: session.saver.save(),
    lambda session: do(session, "undo"),
    lambda session: session.saver.flush(),
    lambda session: do(session, "redo"),
    lambda session: session.saver.fold(),
)
"""Edits, and all ways to have them on disk; one is undone back to what the file has."""


def opened(folder: Path) -> Session:
    text = folder / "pact.txt"
    return alone(labels_path(text, "mira"), lambda: open_session(Corpus(folder), text, "mira"))


def follow(session: Session) -> list[Labels]:
    """Return a list that gets the labels after each edit, before anything is done to save it."""
    states, record = [session.labels], session.saver.record

    def recorded(edit: Edit, labels: Labels) -> None:
        states.append(labels)
        record(edit, labels)

    session.saver.record = recorded  # type: ignore[method-assign]
    return states


class Watched:
    """A session on a disk that is watched: what it was in turn, and which of that was said to be saved."""

    def __init__(self, folder: Path, begun: bool, model: bool = False) -> None:
        (folder / "pact.txt").write_bytes(ARTICLE.encode())
        if begun:
            session = opened(folder)
            do(session, "last_paragraph", "reviewed_next")
            session.saver.save()
            session.close()
        self.folder = folder
        self.session = opened(folder)
        self.states = follow(self.session)
        self.saved = 0
        self.found: dict[str, tuple[Files, int, int]] = {}
        self.disk = Disk(folder, model=Model(folder) if model else None, after=self.look)

    def look(self) -> None:
        """Keep what stands on the disk now, or may after a power failure, with what must be in it."""
        for files in self.disk.model.possible() if self.disk.model else (files_in(self.folder),):
            content = b"\0".join(name.encode() + b"\0" + data for name, data in sorted(files.items()))
            key = hashlib.sha256(content + b"%d" % self.saved).hexdigest()
            self.found[key] = (files, self.saved, len(self.states))

    def go(self, *, fails: Fails | None = None, short: bool = False) -> None:
        """Go through the script."""
        self.disk.fails = fails or self.disk.fails
        self.disk.short = short
        with self.disk.in_use():
            for step in SCRIPT:
                with suppress(AnnotatorError):
                    step(self.session)
                if self.session.saver.state in {SaveState.SAVED, SaveState.JOURNAL}:
                    self.saved = len(self.states) - 1
                self.look()

    def is_recovered(self, *, quietly: bool = False) -> None:
        """Open every disk that was kept: nothing that was saved is missing, and there is nothing that never was.

        Args:
            quietly: Nothing was kept aside either.
        """
        for files, saved, count in self.found.values():
            with a_folder() as name:
                folder = Path(name)
                for file, data in files.items():
                    (folder / file).write_bytes(data)
                if LABELS in files:
                    assert files[LABELS].decode() in {emit(labels) for labels in self.states}
                session = opened(folder)
                assert session.labels in self.states[saved : count + 1], session.told
                session.close()
                if quietly:
                    assert sorted(files_in(folder)) in ([LABELS, "pact.txt"], ["pact.txt"]), session.told


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of its own for each case; pytest keeps its own for longer than hundreds of them need."""
    with a_folder() as name:
        yield Path(name)


def once(at: int, number: int) -> Fails:
    """Have one call fail."""
    return lambda count, _: number if count == at else None


def from_then_on(at: int, number: int) -> Fails:
    """Have a call fail, and all after it."""
    return lambda count, _: number if count >= at else None


def calls(begun: bool) -> int:
    """Return how many calls the script makes where nothing fails."""
    with a_folder() as name:
        watched = Watched(Path(name), begun)
        watched.go()
        watched.session.close()
        return watched.disk.count


def finished(watched: Watched) -> None:
    """The fault is gone: everything is saved, and nothing else is left."""
    session = watched.session
    session.saver.save()
    assert session.saver.state is SaveState.SAVED
    assert session.saver.failure is None
    assert session.saver.path.read_text(encoding="utf-8") == emit(session.labels)
    session.close()
    again = opened(watched.folder)
    assert again.labels == session.labels
    assert again.told is None
    again.close()
    assert sorted(files_in(watched.folder)) == [LABELS, "pact.txt"]


@pytest.mark.parametrize("begun", [False, True])
def test_killed_after_any_call_everything_that_was_saved_is_found_again(folder: Path, begun: bool) -> None:
    watched = Watched(folder, begun)
    watched.go()
    assert watched.saved == len(watched.states) - 1
    watched.is_recovered(quietly=True)
    assert watched.disk.count > 60
    finished(watched)


@pytest.mark.parametrize("begun", [False, True])
def test_without_power_after_any_call_everything_that_was_saved_is_found_again(folder: Path, begun: bool) -> None:
    watched = Watched(folder, begun, model=True)
    watched.go()
    watched.is_recovered(quietly=True)
    assert len(watched.found) > 60


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_one_call_fails_any_of_them(begun: bool, every: int) -> None:
    for at, number in zip(range(1, calls(begun) + 8, every), itertools.cycle(ERRORS)):
        for short in (False, True):
            with a_folder() as name:
                watched = Watched(Path(name), begun)
                watched.go(fails=once(at, number), short=short)
                watched.is_recovered()
                finished(watched)


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.long)])
def test_every_call_fails_from_some_call_on_until_the_disk_is_mended(number: int, every: int) -> None:
    for at in range(1 + number % every, calls(begun=True), every):
        with a_folder() as name:
            watched = Watched(Path(name), begun=True)
            watched.go(fails=from_then_on(at, number), short=at % 2 == 0)
            assert watched.saved == len(watched.states) - 1 or watched.session.saver.state is SaveState.MEMORY
            watched.is_recovered()
            finished(watched)


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "open", "ftruncate", "unlink", "link", "stat", "close"])
@pytest.mark.parametrize("begun", [False, True])
def test_one_kind_of_call_always_fails_until_the_disk_is_mended(folder: Path, call: str, begun: bool) -> None:
    watched = Watched(folder, begun)
    watched.go(fails=lambda _, name: errno.EIO if name == call else None, short=True)
    watched.is_recovered()
    finished(watched)


def test_where_only_the_journal_cannot_be_written_the_labels_file_takes_everything(folder: Path) -> None:
    watched = Watched(folder, begun=True)
    journal_path(folder / LABELS).mkdir()
    source(watched.session, "Mira Halden")
    with pytest.raises(AnnotatorError, match="journal could not be saved"):
        watched.session.saver.flush()
    assert watched.session.saver.state is SaveState.MEMORY
    watched.session.saver.fold()
    assert watched.session.saver.state is SaveState.SAVED
    journal_path(folder / LABELS).rmdir()
    finished(watched)


def test_labels_that_were_in_the_journal_of_a_folder_that_is_gone_are_not_said_to_be_safe(folder: Path) -> None:
    corpus = folder / "corpus"
    corpus.mkdir()
    watched = Watched(corpus, begun=True)
    source(watched.session, "Mira Halden")
    watched.session.saver.flush()
    for path in corpus.iterdir():
        path.unlink()
    corpus.rmdir()
    with pytest.raises(AnnotatorError):
        watched.session.saver.save()
    assert watched.session.saver.state is SaveState.MEMORY
    corpus.mkdir()
    (corpus / "pact.txt").write_bytes(ARTICLE.encode())
    with pytest.raises(AnnotatorError, match="was changed by another program"):
        watched.session.saver.save()
    assert watched.session.saver.state is SaveState.CHANGED
    assert b'"edit"' in journal_path(watched.session.saver.path).read_bytes()


def test_a_journal_that_could_not_be_read_is_still_there_afterwards(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(folder, begun=True)
    labels: Labels = watched.session.labels
    source(watched.session, "Mira Halden")
    watched.session.saver.flush()
    labels = watched.session.labels
    assert watched.session.lock is not None
    watched.session.lock.release()
    with monkeypatch.context() as patch:

        def failing(*_: object) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        patch.setattr(journal, "read_file", failing)
        with pytest.raises(AnnotatorError, match="journal could not be read: Input/output error"):
            opened(folder)
    assert opened(folder).labels == labels


def test_whoever_interrupts_the_recovery_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(folder, begun=True)
    source(watched.session, "Mira Halden")
    watched.session.saver.flush()
    do(watched.session, "reviewed_next")
    watched.session.saver.flush()
    assert watched.session.lock is not None
    watched.session.lock.release()
    for at in itertools.count(1):
        left = at

        def interrupted(session: Session, *given: object, real: Callable[..., None] = Session.commit) -> None:
            nonlocal left
            left -= 1
            if not left:
                raise KeyboardInterrupt
            real(session, *given)

        with monkeypatch.context() as patch:
            patch.setattr(Session, "commit", interrupted)
            try:
                assert opened(folder).labels == watched.session.labels
            except KeyboardInterrupt:
                continue
        assert at == 3
        break


def test_a_link_in_the_place_of_the_journal_or_the_lock_is_not_followed(folder: Path) -> None:
    precious = folder / "precious"
    precious.write_bytes(b"kept\n")
    (folder / "pact.txt").write_bytes(ARTICLE.encode())
    lock = folder / f".{LABELS}.lock"
    lock.symlink_to(precious)
    session = opened(folder)
    assert session.read_only is not None
    assert precious.read_bytes() == b"kept\n"
    lock.unlink()
    journal_path(folder / LABELS).symlink_to(precious)
    session = opened(folder)
    do(session, "reviewed_next")
    session.saver.flush()
    session.saver.save()
    session.close()
    assert precious.read_bytes() == b"kept\n"


def test_what_a_killed_process_left_half_written_is_swept_away(folder: Path) -> None:
    (folder / "pact.txt").write_bytes(ARTICLE.encode())
    for name in (LABELS, f".{LABELS}.journal"):
        (folder / f".{name}.{os.getpid()}-0123abcd.tmp").write_bytes(b"half")
    other = folder / f".{LABELS}.{os.getppid()}-0123abcd.tmp"
    other.write_bytes(b"somebody is writing this")
    opened(folder).close()
    assert sorted(files_in(folder)) == sorted([other.name, "pact.txt"])


def test_an_error_of_the_program_in_saving_is_told_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(folder, begun=True)
    saver = watched.session.saver
    do(watched.session, "reviewed_next")
    with monkeypatch.context() as patch:
        patch.setattr("annotator.session.saving.saver.written", lambda _: 1 / 0)
        patch.setattr("annotator.session.saving.saver.labels_bytes", lambda *_: 1 / 0)
        with pytest.raises(AnnotatorError, match=r"an error of the program's own \(ZeroDivisionError\)"):
            saver.save()
        assert saver.state is SaveState.MEMORY
    finished(watched)
