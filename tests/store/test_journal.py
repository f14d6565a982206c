"""The journal: what was appended comes back, what was cut or changed does not, what does not fit is not applied."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.files.atomic import SaveError
from annotator.store.journal import Journal, Recovered, journal_path, recover, set_aside

BASE, NEXT = "a" * 64, "b" * 64


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return tmp_path / "pact.mira.yaml"


def edits(*numbers: int) -> list[dict[str, Any]]:
    return [{"edit": {"number": number, "words": "“ja”\n\ud83c"}} for number in numbers]


def numbers(found: Recovered) -> list[int]:
    return [edit["number"] for edit in found.edits]


def test_nothing_is_recovered_where_there_is_no_journal(labels: Path) -> None:
    assert recover(labels, None) == recover(labels, BASE) == Recovered()


def test_what_was_appended_is_recovered_in_order(labels: Path) -> None:
    journal = Journal(labels, BASE)
    assert not journal_path(labels).exists()
    journal.append(edits(1))
    journal.append(edits(2, 3))
    found = recover(labels, BASE)
    assert numbers(found) == [1, 2, 3]
    assert found.edits[0]["words"] == "“ja”\n\ud83c"
    assert found.fits
    assert found.whole


def test_a_journal_of_another_file_is_not_applied(labels: Path) -> None:
    Journal(labels, BASE).append(edits(1))
    assert recover(labels, NEXT) == recover(labels, None) == Recovered(fits=False)


def test_labels_that_were_never_in_a_file_are_recovered_while_there_is_none(labels: Path) -> None:
    Journal(labels, None).append(edits(1))
    assert numbers(recover(labels, None)) == [1]
    assert not recover(labels, BASE).fits


def test_edits_that_the_file_holds_are_not_recovered(labels: Path) -> None:
    journal = Journal(labels, BASE)
    journal.append(edits(1, 2))
    journal.append([{"folded": NEXT}])
    assert numbers(recover(labels, BASE)) == [1, 2]  # the file did not take its name
    assert recover(labels, NEXT) == Recovered()
    journal.append(edits(3))
    assert numbers(recover(labels, BASE)) == [1, 2, 3]
    assert numbers(recover(labels, NEXT)) == [3]


def test_a_journal_begins_again_from_the_file_that_holds_it_all(labels: Path) -> None:
    journal = Journal(labels, BASE)
    journal.append(edits(1, 2))
    journal.restart(NEXT)
    assert not journal.is_begun
    assert recover(labels, NEXT) == Recovered()
    journal.append(edits(3))
    assert numbers(recover(labels, NEXT)) == [3]
    assert not recover(labels, BASE).fits
    journal.remove()
    assert list(labels.parent.iterdir()) == []


@settings(max_examples=100)
@given(cut=st.integers(0, 400), batches=st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_a_journal_cut_anywhere_gives_the_edits_before_the_cut(
    tmp_path_factory: pytest.TempPathFactory, cut: int, batches: list[int]
) -> None:
    labels = tmp_path_factory.mktemp("cut") / "pact.mira.yaml"
    journal = Journal(labels, BASE)
    done = 0
    for size in batches:
        journal.append(edits(*range(done, done + size)))
        done += size
    data = journal_path(labels).read_bytes()
    journal_path(labels).write_bytes(data[:cut])
    found = recover(labels, BASE)
    assert found.fits
    assert found.whole
    assert numbers(found) == list(range(max(data[:cut].count(b"\n") - 1, 0)))


@settings(max_examples=100)
@given(place=st.integers(0, 10_000), value=st.integers(1, 255))
def test_a_changed_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, place: int, value: int) -> None:
    labels = tmp_path_factory.mktemp("changed") / "pact.mira.yaml"
    Journal(labels, BASE).append(edits(0, 1, 2, 3))
    data = bytearray(journal_path(labels).read_bytes())
    data[place % len(data)] ^= value
    journal_path(labels).write_bytes(bytes(data))
    found = recover(labels, BASE)
    assert numbers(found) == list(range(len(found.edits)))
    assert len(found.edits) < 4
    # Told, unless it looks like a last line that was not finished; a line end that is gone makes one line of two.
    assert not found.fits or not found.whole or not any(data.split(b"\n")[len(found.edits) + 2 :])


def test_lines_count_only_behind_those_they_were_written_behind(labels: Path) -> None:
    Journal(labels, BASE).append(edits(1, 2, 3))
    head, first, second, third, rest = journal_path(labels).read_bytes().split(b"\n")
    journal_path(labels).write_bytes(b"\n".join([head, first, third, second, rest]))
    assert numbers(recover(labels, BASE)) == [1]
    assert not recover(labels, BASE).whole


@pytest.mark.parametrize(
    "data",
    [b"\n", b"\n\n", b"00000000 {}\n", b"no journal\nat all\n", b"\xff" * 100, b'ab {"journal":1}\n\n\n', b"\0" * 4096],
)
def test_what_is_no_journal_gives_nothing(labels: Path, data: bytes) -> None:
    journal_path(labels).write_bytes(data)
    assert recover(labels, BASE).edits == ()


def test_a_journal_of_a_later_version_is_left_alone(labels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.journal.VERSION", 2)
    Journal(labels, BASE).append(edits(1))
    monkeypatch.undo()
    assert recover(labels, BASE) == Recovered(fits=False)


def test_what_is_set_aside_is_kept_under_another_name_each_time(labels: Path) -> None:
    kept = []
    for number in range(3):
        Journal(labels, BASE).append(edits(number))
        kept.append(set_aside(labels))
    assert recover(labels, BASE) == Recovered()
    assert len({path.read_bytes() for path in kept}) == len(set(kept)) == 3
    assert not any(path.name.endswith((".yaml", ".txt")) for path in kept)


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize(("call", "number"), [("fsync", errno.EIO), ("write", errno.ENOSPC), ("rename", errno.EACCES)])
def test_after_a_failure_the_next_append_writes_everything(
    labels: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, *, begun: bool
) -> None:
    journal = Journal(labels, BASE)
    if begun:
        journal.append(edits(1))
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        patch.setattr(os, "fsync", failing(number))
        with pytest.raises(SaveError, match=r"\.pact\.mira\.yaml\.journal could not be saved: "):
            journal.append(edits(2))
    assert numbers(recover(labels, BASE))[:1] == ([1] if begun else [])
    journal.append(edits(2))
    assert numbers(recover(labels, BASE)) == ([1, 2] if begun else [2])


@pytest.mark.parametrize("written", range(0, 60, 7))
def test_a_line_that_was_half_written_is_written_again_whole(
    labels: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    journal = Journal(labels, BASE)
    journal.append(edits(1))
    write = os.write
    with monkeypatch.context() as patch:

        def short(descriptor: int, data: bytes) -> int:
            write(descriptor, data[:written])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patch.setattr(os, "write", short)
        with pytest.raises(SaveError):
            journal.append(edits(2))
    assert numbers(recover(labels, BASE)) == [1]
    assert recover(labels, BASE).whole
    journal.append(edits(2))
    assert numbers(recover(labels, BASE)) == [1, 2]


@pytest.mark.parametrize("vanish", ["remove", "replace"])
def test_a_journal_that_was_taken_away_is_written_anew(labels: Path, vanish: str) -> None:
    journal = Journal(labels, BASE)
    journal.append(edits(1))
    journal_path(labels).unlink()
    if vanish == "replace":
        journal_path(labels).write_bytes(b"something else")
    journal.append(edits(2))
    assert numbers(recover(labels, BASE)) == [1, 2]


def test_a_journal_whose_folder_is_gone_is_not_taken_for_written(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    journal = Journal(folder / "pact.mira.yaml", BASE)
    journal.append(edits(1))
    journal_path(folder / "pact.mira.yaml").unlink()
    folder.rmdir()
    with pytest.raises(SaveError, match="No such file or directory"):
        journal.append(edits(2))
    folder.mkdir()
    journal.append(edits(2))
    assert numbers(recover(folder / "pact.mira.yaml", BASE)) == [1, 2]


def test_a_journal_that_cannot_be_read_is_told(labels: Path) -> None:
    journal_path(labels).mkdir()
    with pytest.raises(SaveError, match=r"journal could not be read: Is a directory"):
        recover(labels, BASE)
