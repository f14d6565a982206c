"""What a session that was killed had put into the journal is there in the next one, or is kept aside and told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus import Corpus
from annotator.files.atomic import SaveError
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.saving.states import SaveState
from annotator.store import labels_path
from annotator.store.journal import journal_path
from annotator.text.paragraphs import ParagraphRule
from tests.session.desk import ARTICLE, do, quote
from tests.session.walk import Walk, take, walks


def opened(folder: Path, rule: ParagraphRule | None = None) -> Session:
    text = folder / "pact.txt"
    if not text.exists():
        text.write_bytes(ARTICLE.encode())
    return alone(labels_path(text, "mira"), lambda: open_session(Corpus(folder), text, "mira", rule=rule))


def killed(session: Session) -> None:
    """End a session as a process ends that is killed: nothing is written any more, and its locks are gone."""
    assert session.lock is not None
    session.lock.release()


@settings(max_examples=60, deadline=None)
@given(walk=walks(20), data=st.data())
def test_whenever_it_is_killed_every_flushed_edit_is_there(
    walk: Walk, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "pact.txt").write_bytes(walk.content.encode())
    session = opened(folder, walk.rule)
    for step in walk.steps:
        take(session, step)
        match data.draw(st.integers(0, 8)):
            case 0:
                session.saver.save()
            case 1:
                session.saver.flush()
                labels, unreviewed = session.labels, session.unreviewed
                killed(session)
                session = opened(folder, walk.rule)
                assert session.labels == labels
                assert session.unreviewed == unreviewed
    session.saver.save()
    labels = session.labels
    session.close()
    assert not journal_path(session.saver.path).exists()
    session = opened(folder, walk.rule)
    assert session.labels == labels
    session.close()


def test_what_was_recovered_is_told_written_and_can_be_undone(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    session.saver.save()
    quote(session, "“This is a bridge, not a wall,”")
    do(session, "delete")
    session.saver.flush()
    killed(session)
    session = opened(tmp_path)
    assert session.told == (
        "2 edits of a session that ended before its time were recovered, and written to pact.mira.yaml."
    )
    assert session.saver.state is SaveState.SAVED
    assert session.cursor.paragraph == 1
    assert session.undo() is not None
    assert len(session.labels.quotes) == 1
    session.saver.save()
    session.close()
    session = opened(tmp_path)
    assert session.told is None
    assert len(session.labels.quotes) == 1
    session.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pact.mira.yaml", "pact.txt"]


def test_what_never_reached_the_disk_is_not_invented(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    session.saver.flush()
    do(session, "reviewed_next")
    killed(session)
    assert opened(tmp_path).unreviewed == 6


def test_a_journal_of_another_version_of_the_file_is_set_aside_and_told(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    session.saver.save()
    do(session, "reviewed_next")
    session.saver.flush()
    killed(session)
    path = session.saver.path
    path.write_text(f"# checked by hand\n{path.read_text()}")
    before, journal = path.read_bytes(), journal_path(path).read_bytes()
    session = opened(tmp_path)
    assert session.unreviewed == 6
    assert path.read_bytes() == before
    [kept] = [found for found in tmp_path.iterdir() if found.name.startswith(".pact.mira.yaml.journal.")]
    assert kept.read_bytes() == journal
    assert session.told == (
        f"The journal of an earlier session belongs to another version of the labels file. It is kept as {kept.name}."
    )
    session.close()
    assert kept.exists()


def test_a_journal_that_makes_no_sense_is_set_aside_and_told(tmp_path: Path) -> None:
    session = opened(tmp_path)
    quote(session, "“This is a bridge, not a wall,”")
    session.saver.flush()
    killed(session)
    (tmp_path / "pact.txt").write_bytes(ARTICLE.replace("bridge", "tunnel").encode())
    session = opened(tmp_path)
    assert session.labels.quotes == ()
    assert session.told is not None
    assert session.told.startswith("The journal of an earlier session does not fit the labels. It is kept as .pact.")
    session.close()


def test_a_journal_damaged_in_the_middle_is_applied_up_to_there_and_kept(tmp_path: Path) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next", "reviewed_next", "reviewed_next")
    session.saver.flush()
    killed(session)
    path = journal_path(session.saver.path)
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"1", b"2")
    path.write_bytes(b"\n".join(lines))
    session = opened(tmp_path)
    assert session.unreviewed == 6
    assert session.told is not None
    assert session.told.startswith("1 edit of a session that ended before its time was recovered")
    assert "is damaged, and was applied as far as it can be read. It is kept as" in session.told
    session.close()
    assert len(list(tmp_path.glob(".pact.mira.yaml.journal.*"))) == 1


def test_where_the_labels_file_still_cannot_be_written_the_journal_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(tmp_path)
    do(session, "reviewed_next")
    session.saver.save()
    do(session, "reviewed_next")
    session.saver.flush()
    killed(session)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(28, os.strerror(28))

        patch.setattr(os, "fsync", full)
        session = opened(tmp_path)
        assert session.unreviewed == 5
        assert session.told is not None
        assert "No space left on device" in session.told
        assert session.saver.state is SaveState.MEMORY
        session.close()
    assert opened(tmp_path).unreviewed == 5


def test_who_only_looks_leaves_the_journal_to_who_labels(tmp_path: Path) -> None:
    first = opened(tmp_path)
    do(first, "reviewed_next")
    first.saver.flush()
    second = opened(tmp_path)
    assert second.read_only is not None
    assert second.unreviewed == 7
    second.close()
    assert journal_path(first.saver.path).exists()
    first.saver.save()
    first.close()


def test_a_journal_that_cannot_be_read_keeps_the_text_closed(tmp_path: Path) -> None:
    journal_path(tmp_path / "pact.mira.yaml").mkdir()
    with pytest.raises(SaveError, match="journal could not be read"):
        opened(tmp_path)
    journal_path(tmp_path / "pact.mira.yaml").rmdir()
    opened(tmp_path).close()
