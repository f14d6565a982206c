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
from annotator.files.atomic import SaveError
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.saving.states import ExternallyChangedError, SaveState
from annotator.store.journal import journal_path
from tests.session.desk import ARTICLE, do, frame, quote, source
from tests.session.walk import Walk, take, walks


def open_in(folder: Path, content: str = ARTICLE) -> Session:
    text = folder / "pact.txt"
    if not text.exists():
        text.write_bytes(content.encode())
    return open_session(Corpus(folder), text, "mira")


def save(session: Session) -> None:
    session.saver.save()


def test_opening_and_closing_a_text_writes_nothing(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    assert session.saver.state is SaveState.NOTHING
    save(session)
    do(session, "next_paragraph", "grow")
    save(session)
    session.saver.close()
    assert session.saver.state is SaveState.NOTHING
    assert list(tmp_path.iterdir()) == [tmp_path / "pact.txt"]


def test_what_was_labelled_is_there_when_the_text_is_opened_again(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    source(session, "Mira Halden", "n g d b =on_the_record enter")
    quote(session, "“This is a bridge, not a wall,”", "1 tab n enter")
    frame(session, "not a wall")
    do(session, "first_paragraph", "reviewed_next")
    session.change(session.labels.quotes[0], "note on", note="said on the quay: “here”\x07")
    assert session.saver.state is SaveState.SAVING
    save(session)
    assert session.saver.state is SaveState.SAVED
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
    save(session)
    assert session.saver.state is SaveState.NOTHING
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
    assert session.saver.state is SaveState.SAVING
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
    assert session.saver.state is SaveState.CHANGED
    assert (
        session.saver.failure
        == f"{path} was changed by another program since it was opened. It has not been overwritten."
    )


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

    made = opening.labels_of

    def interrupted(*args: object, **kwargs: object) -> object:
        path.write_text(path.read_text() + "\n# and I say so\n")
        return made(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "labels_of", interrupted)
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    with pytest.raises(ExternallyChangedError):
        save(session)
    assert "and I say so" in path.read_text()


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_save_that_failed_says_why_and_the_next_one_writes_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    before = session.saver.path.read_bytes()
    do(session, "reviewed_next")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SaveError, match="could not be saved: No space left"):
            save(session)
    assert session.saver.state is SaveState.MEMORY
    assert session.saver.failure == (
        f"{tmp_path}/.pact.mira.yaml.journal could not be saved: No space left on device. Your last edits are in "
        "memory only: keep this open."
    )
    assert session.saver.path.read_bytes() == before
    assert not list(tmp_path.glob("*.tmp"))
    do(session, "reviewed_next")
    save(session)
    assert session.saver.failure is None
    assert open_in(tmp_path).unreviewed == 4


def test_while_only_the_labels_file_cannot_be_written_edits_are_safe_in_the_journal(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    session.saver.path.mkdir()
    do(session, "reviewed_next")
    with pytest.raises(SaveError):
        save(session)
    assert session.saver.state is SaveState.JOURNAL
    assert session.saver.failure == (
        f"{session.saver.path} could not be read: Is a directory. Your labels are safe in .pact.mira.yaml.journal "
        "beside it."
    )
    session.saver.close()
    session.saver.path.rmdir()
    again = alone(session.saver.path, lambda: open_in(tmp_path))
    assert again.unreviewed == 6
    assert again.told == "1 edit of a session that ended before its time was recovered, and written to pact.mira.yaml."
    again.close()


def test_a_failure_is_over_when_what_could_not_be_saved_was_undone(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    session.saver.path.mkdir()
    do(session, "reviewed_next")
    with pytest.raises(SaveError):
        save(session)
    do(session, "undo")
    save(session)
    assert session.saver.failure is None
    assert session.saver.state is SaveState.NOTHING


def test_a_folder_that_vanished_is_no_file_that_somebody_removed(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    session = open_in(folder)
    do(session, "reviewed_next")
    session.saver.flush()
    folder.rename(tmp_path / "elsewhere")
    do(session, "reviewed_next")
    with pytest.raises(SaveError, match="No such file or directory"):
        save(session)
    assert session.saver.state is SaveState.MEMORY
    (tmp_path / "elsewhere").rename(folder)
    save(session)
    assert session.saver.state is SaveState.SAVED
    assert open_in(folder).unreviewed == 5


def test_an_edit_is_saved_when_it_is_in_the_journal(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    session.saver.flush()
    assert session.saver.state is SaveState.SAVED
    assert not session.saver.path.exists()
    assert journal_path(session.saver.path).exists()
    save(session)
    session.saver.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_a_change_from_outside_is_noticed_before_anything_is_written(tmp_path: Path) -> None:
    session = open_in(tmp_path)
    do(session, "reviewed_next")
    save(session)
    assert not session.saver.look()
    before = session.saver.path.read_bytes()
    session.saver.path.write_bytes(before + b"# mine\n")
    assert session.saver.look()
    assert session.saver.state is SaveState.CHANGED
    assert not session.saver.look()
    session.saver.path.write_bytes(before)
    assert session.saver.look()
    assert session.saver.state is SaveState.SAVED


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
    assert session.saver.state is SaveState.SAVED
    assert open_in(tmp_path).unreviewed == 1
