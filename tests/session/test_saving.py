"""What is on disk: nothing that was not changed, nothing over the work of others, and everything after a success."""

from __future__ import annotations

import errno
import os
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.corpus import Corpus
from annotator.files import atomic
from annotator.files.atomic import SaveError
from annotator.session import Session
from annotator.session.opening import open_session
from annotator.session.saving import ExternallyChangedError, Saver
from tests.session.desk import ARTICLE, do, frame, quote, session_on, source
from tests.session.walk import Walk, take, walks


def open_in(folder: Path, content: str = ARTICLE) -> Session:
    text = folder / "pact.txt"
    if not text.exists():
        text.write_bytes(content.encode())
    return open_session(Corpus(folder), text, "mira")


def save(session: Session) -> None:
    session.saver.save(session.labels)


def test_opening_and_closing_a_text_writes_nothing(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    assert session.saver.is_saved(session.labels)
    save(session)
    do(session, "next_paragraph", "grow")
    save(session)
    assert list(tmp_path.iterdir()) == [tmp_path / "pact.txt"]


def test_what_was_labelled_is_there_when_the_text_is_opened_again(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    source(session, "Mira Halden", "n g d b =on_the_record enter")
    quote(session, "“This is a bridge, not a wall,”", "1 tab n enter")
    frame(session, "not a wall")
    do(session, "first_paragraph", "reviewed_next")
    session.change(session.labels.quotes[0], "note on", note="said on the quay: “here”\x07")
    assert not session.saver.is_saved(session.labels)
    save(session)
    assert session.saver.is_saved(session.labels)
    again = open_in(tmp_path)
    assert again.labels == session.labels
    assert again.cursor.paragraph == 1
    assert (tmp_path / "pact.txt").read_bytes() == ARTICLE.encode()


@settings(max_examples=40, deadline=None)
@given(walk=walks(20))
def test_whatever_was_done_is_there_when_the_text_is_opened_again(walk: Walk) -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "pact.txt")
        text.write_bytes(walk.content.encode())
        session = open_session(Corpus(text.parent), text, "mira", rule=walk.rule)
        for step in walk.steps:
            take(session, step)
        save(session)
        again = open_session(Corpus(text.parent), text, "mira", rule=walk.rule)
        assert again.labels == session.labels
        assert again.unreviewed == session.unreviewed
        assert text.read_bytes() == walk.content.encode()


def test_what_was_undone_back_to_what_is_on_disk_is_saved(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next", "undo")
    assert session.saver.is_saved(session.labels)
    save(session)
    assert not session.saver.path.exists()
    do(session, "redo", "next_paragraph")
    save(session)
    written = session.saver.path.stat().st_mtime_ns
    do(session, "reviewed_next", "undo")
    save(session)
    assert session.saver.path.stat().st_mtime_ns == written


def test_undoing_what_is_on_disk_already_is_a_change(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    do(session, "undo")
    assert not session.saver.is_saved(session.labels)
    save(session)
    assert open_in(tmp_path).unreviewed == 7


def test_a_file_with_another_layout_is_left_as_it_is_while_nothing_changes(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    path = session.saver.path
    path.write_text(f"# checked by hand\n{path.read_text()}\n\n")
    before = path.read_bytes()
    session = open_in(tmp_path)
    save(session)
    assert path.read_bytes() == before


def test_a_file_that_someone_changed_is_not_written_over(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    path = session.saver.path
    path.write_text("someone else wrote this\n")
    do(session, "reviewed_next")
    for _ in range(2):
        with pytest.raises(ExternallyChangedError, match=r"pact\.mira\.yaml was changed by another program"):
            save(session)
    assert path.read_text() == "someone else wrote this\n"
    assert session.saver.failure is not None
    assert not session.saver.is_saved(session.labels)


def test_a_file_that_appeared_or_disappeared_meanwhile_was_changed_too(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    path = session.saver.path
    path.write_text("someone else began\n")
    do(session, "reviewed_next")
    with pytest.raises(ExternallyChangedError):
        save(session)
    assert path.read_text() == "someone else began\n"
    path.unlink()
    save(session)
    path.unlink()
    do(session, "reviewed_next")
    with pytest.raises(ExternallyChangedError):
        save(session)
    assert not path.exists()


def test_a_file_that_was_changed_and_changed_back_is_the_one_that_was_read(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    path = session.saver.path
    before = path.read_bytes()
    path.write_text("a mistake")
    path.write_bytes(before)
    do(session, "reviewed_next")
    save(session)
    assert open_in(tmp_path).unreviewed == 5


def test_what_someone_writes_while_the_file_is_being_read_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    path = session.saver.path
    from annotator.session import opening

    read = opening.check_labels

    def interrupted(*args: object, **kwargs: object) -> object:
        path.write_text(path.read_text() + "\n# and I say so\n")
        return read(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "check_labels", interrupted)
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    with pytest.raises(ExternallyChangedError):
        save(session)
    assert "and I say so" in path.read_text()


def test_a_save_that_failed_says_why_and_the_next_one_writes_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    before = session.saver.path.read_bytes()
    do(session, "reviewed_next")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(atomic.os, "fsync", full)
        with pytest.raises(SaveError, match="could not be saved: No space left"):
            save(session)
    assert session.saver.failure is not None
    assert "No space left" in session.saver.failure
    assert not session.saver.is_saved(session.labels)
    assert session.saver.path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]
    do(session, "reviewed_next")
    save(session)
    assert session.saver.failure is None
    assert open_in(tmp_path).unreviewed == 4


def test_a_failure_is_over_when_what_could_not_be_saved_was_undone(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    session.saver.path.mkdir()
    do(session, "reviewed_next")
    with pytest.raises(SaveError):
        save(session)
    assert session.saver.failure is not None
    do(session, "undo")
    assert session.saver.failure is None


def test_older_labels_are_never_written_over_newer_ones(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    older = session.labels
    do(session, "reviewed_next")
    save(session)
    session.saver.save(older)  # a save that had to wait
    assert open_in(tmp_path).unreviewed == 5


def test_many_threads_saving_at_once_leave_the_newest_labels(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    threads = []
    for _ in range(6):
        do(session, "reviewed_next")
        threads.append(threading.Thread(target=save, args=(session,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    save(session)
    assert session.saver.is_saved(session.labels)
    assert open_in(tmp_path).unreviewed == 1


def test_a_saver_without_a_session_writes_what_it_is_given(tmp_path: Path) -> None:
    session = session_on()
    saver = Saver(tmp_path / "pact.mira.yaml", session.labels)
    saver.save(session.labels)
    assert not saver.path.exists()
    do(session, "reviewed_next")
    saver.save(session.labels)
    assert saver.path.exists()
    assert saver.is_saved(session.labels)
