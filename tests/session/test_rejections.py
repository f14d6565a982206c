"""What was turned down is remembered over sessions, and losing it never stops anybody."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus import Corpus
from annotator.session.opening import open_session
from annotator.session.suggestions.rejections import Key, Rejection, Rejections, folder, path_for
from annotator.session.suggestions.suggesting import offer, suggest_all
from tests.session.desk import do

KEY: Key = ("quotes", ((3, 9), (12, 20)), "direct")
OTHER: Key = ("zones", ((0, 2),), "headline")
KEYS = st.tuples(
    st.sampled_from(["quotes", "claims", "frames", "zones"]),
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=4).map(tuple),
    st.text(max_size=10),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return path_for(tmp_path / "rejected", "a" * 64, "mira")


def test_they_are_there_again_the_next_time(file: Path) -> None:
    rejections = Rejections(file)
    rejections.apply(Rejection(KEY, 3))
    rejections.apply(Rejection(OTHER, 0))
    rejections.apply(Rejection(OTHER, 0).inverse())
    rejections.save()
    again = Rejections(file)
    assert (KEY in again, OTHER in again, again.problem) == (True, False, None)


@given(keys=st.lists(KEYS, max_size=20))
def test_whatever_is_written_is_read(keys: list[Key], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.unlink(missing_ok=True)
    rejections = Rejections(file)
    for key in keys:
        rejections.apply(Rejection(key, 0))
    rejections.save()
    assert all(key in Rejections(file) for key in keys)
    assert len(Rejections(file)) == len(set(keys))


def test_nothing_rejected_makes_no_file(file: Path) -> None:
    Rejections(file).save()
    assert not file.parent.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": 2, "rejected": []}',
        b'{"format": 1, "rejected": 3}',
        b'{"format": 1, "rejected": [["quotes"]]}',
        b'{"format": 1, "rejected": [[1, [[0, 1]], "direct"]]}',
        b'{"format": 1, "rejected": [["quotes", [[0, 1, 2]], "direct"]]}',
        b'{"format": 1, "rejected": [["quotes", [["0", 1]], "direct"]]}',
        b'{"format": 1, "rejected": [["quotes", [[true, 1]], "direct"]]}',
        b"[" * 100_000,
        b" " * 4_000_001,
    ],
)
def test_a_file_of_something_else_is_told_and_left_as_it_is(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    rejections = Rejections(file)
    assert rejections.problem is not None
    assert rejections.problem.startswith("What you rejected before is not known")
    rejections.apply(Rejection(KEY, 3))
    rejections.save()
    assert file.read_bytes() == content
    assert KEY in rejections


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    assert "cannot be read" in str(Rejections(file).problem)


def test_where_nothing_can_be_written_it_is_told_and_they_hold_for_the_session(tmp_path: Path) -> None:
    (tmp_path / "rejected").write_text("a file where the folder should be")
    rejections = Rejections(path_for(tmp_path / "rejected", "a" * 64, "mira"))
    rejections.apply(Rejection(KEY, 3))
    rejections.save()
    assert "is not remembered beyond this session" in str(rejections.problem) or "not known" in str(rejections.problem)
    assert KEY in rejections


def test_the_oldest_go_where_there_are_too_many(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.session.suggestions.rejections._MOST", 3)
    rejections = Rejections(file)
    for number in range(5):
        rejections.apply(Rejection(("quotes", ((number, number + 1),), "direct"), number))
    rejections.save()
    assert [spans[0][0] for _, spans, _ in json.loads(file.read_text())["rejected"]] == [2, 3, 4]


def test_texts_untouched_for_longest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.session.suggestions.rejections._MOST_FILES", 2)
    for number, name in enumerate(("ann", "bo", "cy")):
        file = path_for(tmp_path, "a" * 64, name)
        rejections = Rejections(file)
        rejections.apply(Rejection(KEY, 3))
        rejections.save()
        if number < 2:
            os.utime(file, (number, number))
    assert sorted(path.name.split(".")[1] for path in tmp_path.iterdir()) == ["bo", "cy"]


def test_they_are_the_annotators_own_and_the_texts_own(tmp_path: Path) -> None:
    (tmp_path / "pact.txt").write_text("“We agree,” said Kasimir Orlane.\n", encoding="utf-8")
    corpus = Corpus(tmp_path)

    def opened(annotator: str) -> list[int]:
        session = open_session(corpus, tmp_path / "pact.txt", annotator)
        offer(session, corpus, rejected=tmp_path / "state")
        offering = suggest_all(session, corpus)
        found = [len(offering.open_in(0))]
        if annotator == "mira" and found[0]:
            do(session, "reject")
        session.close()
        return found

    assert [opened("mira"), opened("mira"), opened("jory")] == [[1], [0], [1]]
    (tmp_path / "pact.txt").write_text("“We agree,” said Kasimir Orlane. \n", encoding="utf-8")
    assert opened("mira") == [1]


def test_by_default_they_are_in_the_users_state_folder() -> None:
    assert folder().name == "rejected"
    assert "annotator" in str(folder())
