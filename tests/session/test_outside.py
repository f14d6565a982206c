"""Somebody else changed the labels file while it was open: merge, read again, or keep both; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.files.findings import InvalidFileError
from annotator.labels import Labels
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.session.saving.leaving import save_at_last
from annotator.session.saving.outside import NotTheSameParagraphsError, keep_mine, put_together, take_theirs
from annotator.session.saving.states import SaveState
from annotator.store import emit, labels_path, read_labels
from tests.session.desk import ARTICLE, claim, do, faults, quote, source


def opened(folder: Path) -> Session:
    text = folder / "pact.txt"
    if not text.exists():
        text.write_bytes(ARTICLE.encode())
    return alone(labels_path(text, "mira"), lambda: open_session(Corpus(folder), text, "mira"))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session with a source and a quote on disk."""
    session = opened(tmp_path)
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 enter")
    session.saver.save()
    return session


def elsewhere(session: Session, *actions: str, words: str | None = None) -> Labels:
    """Change the labels file as another machine would: the same labels, and something done to them there."""
    other = open_session(Corpus(session.saver.path.parent), session.text.path.parent / "pact.txt", "mira")
    if words is not None:
        claim(other, words)
    do(other, *actions)
    session.saver.path.write_text(emit(other.labels))
    return other.labels


def on_disk(session: Session) -> Labels:
    return read_labels(session.saver.path, session.text, session.codebook)


def test_both_versions_are_put_together(session: Session) -> None:
    theirs = elsewhere(session, words="trade had grown by 12 percent")
    do(session, "last_paragraph", "reviewed_next")
    mine = session.labels
    assert put_together(session) == []
    assert session.labels.claims == theirs.claims
    assert session.labels.paragraphs == mine.paragraphs
    assert on_disk(session) == session.labels
    assert session.saver.state is SaveState.SAVED
    assert faults(session) == []
    session.undo()
    assert session.labels == mine
    session.saver.save()
    assert on_disk(session) == mine


def test_what_both_changed_differently_is_listed_and_kept(session: Session) -> None:
    quote_now = session.labels.quotes[0]
    elsewhere(session)
    other = session.labels.model_copy(update={"quotes": (quote_now.model_copy(update={"note": "theirs"}),)})
    session.saver.path.write_text(emit(other))
    session.change(quote_now, "note on", note="mine")
    conflicts = put_together(session)
    assert len(conflicts) == 1
    assert conflicts[0].sentence.startswith("Quote q1 was changed on both sides (note)")
    assert session.labels.quotes[0].note == "mine"
    assert [(waiting.reason, waiting.item.note) for waiting in session.labels.undecided] == [("conflict", "theirs")]
    assert on_disk(session) == session.labels


def test_theirs_is_read_again_and_undo_brings_mine_back(session: Session) -> None:
    theirs = elsewhere(session, "reviewed_next", words="trade had grown by 12 percent")
    claim(session, "freight will double")
    mine = session.labels
    take_theirs(session)
    assert session.labels == theirs == on_disk(session)
    assert session.saver.state is SaveState.SAVED
    session.undo()
    assert session.labels == mine
    session.redo()
    assert session.labels == theirs


def test_mine_is_kept_beside_theirs(session: Session) -> None:
    theirs = elsewhere(session, "reviewed_next")
    claim(session, "freight will double")
    mine = session.labels
    kept = keep_mine(session)
    assert session.labels == theirs == on_disk(session)
    assert kept.name.startswith("pact.mira.yaml.kept-")
    assert kept.read_text() == emit(mine)
    assert not kept.name.endswith(".yaml")


def test_a_file_that_is_gone_is_written_again_or_begun_anew(session: Session) -> None:
    mine = session.labels
    session.saver.path.unlink()
    assert put_together(session) == []
    assert on_disk(session) == session.labels == mine
    session.saver.path.unlink()
    take_theirs(session)
    assert list(session.labels.items()) == []
    assert session.saver.state is SaveState.NOTHING
    assert not session.saver.path.exists()
    session.undo()
    session.saver.save()
    assert on_disk(session) == mine


@pytest.mark.parametrize("act", [put_together, take_theirs])
def test_a_file_with_faults_is_not_touched_and_nothing_changes_here(session: Session, act: object) -> None:
    session.saver.path.write_text("format: 1\nno: yes\n")
    claim(session, "freight will double")
    mine = session.labels
    with pytest.raises(InvalidFileError):
        act(session)  # type: ignore[operator]
    assert session.labels == mine
    assert session.saver.path.read_text() == "format: 1\nno: yes\n"
    with pytest.raises(InvalidFileError):
        keep_mine(session)
    [kept] = session.saver.path.parent.glob("pact.mira.yaml.kept-*")
    assert kept.read_text() == emit(mine)
    assert session.labels == mine


def test_a_file_with_other_paragraphs_is_not_taken_over(session: Session) -> None:
    labels = session.labels
    first, second, *rest = labels.paragraphs
    joined = first.model_copy(update={"end": second.end})
    session.saver.path.write_text(emit(labels.model_copy(update={"paragraphs": (joined, *rest)})))
    for act in (put_together, take_theirs, keep_mine):
        with pytest.raises(NotTheSameParagraphsError, match="has other paragraphs now: keep your labels beside it"):
            act(session)
    assert session.labels == labels


def test_who_cannot_be_asked_any_more_gets_a_file_of_their_own_beside_theirs(session: Session) -> None:
    session.saver.path.write_text("someone else wrote this\n")
    claim(session, "freight will double")
    told = save_at_last(session)
    [kept] = session.saver.path.parent.glob("pact.mira.yaml.kept-*")
    assert told == (
        f"{session.saver.path} was changed by another program since it was opened. It has not been overwritten. "
        f"Your labels are kept in {kept}."
    )
    assert kept.read_text() == emit(session.labels)


def test_labels_that_cannot_be_written_anywhere_near_go_to_the_state_folder(
    session: Session, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescued = tmp_path_factory.mktemp("state")
    monkeypatch.setattr("annotator.session.saving.leaving.rescue_folder", lambda: rescued / "rescued")
    claim(session, "freight will double")
    folder = session.saver.path.parent
    folder.rename(folder.with_name("gone"))
    told = save_at_last(session)
    folder.with_name("gone").rename(folder)
    [kept] = (rescued / "rescued").iterdir()
    assert told is not None
    assert told.startswith(f"{folder}/.pact.mira.yaml.journal could not be saved: No such file or directory. ")
    assert told.endswith(f"Your labels are kept in {kept}.")
    assert kept.read_text() == emit(session.labels)


def test_nothing_is_said_where_there_is_nothing_to_save(tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert save_at_last(session) is None
    do(session, "reviewed_next")
    assert save_at_last(session) == f"Your labels are saved in {session.saver.path}."
