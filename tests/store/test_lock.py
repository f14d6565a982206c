"""One writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.errors import AnnotatorError
from annotator.session.opening import alone, open_session
from annotator.store.lock import Lock, LockedError, lock_path

HOLDS = """
import sys
from pathlib import Path
from annotator.store.lock import Lock
lock = Lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return tmp_path / "pact.mira.yaml"


def holder(labels: Path) -> subprocess.Popen[bytes]:
    """Start another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(labels)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_writer_is_told_who_the_first_one_is(labels: Path) -> None:
    with holder(labels) as process:
        with pytest.raises(LockedError, match=rf"pact.mira.yaml is being labelled by .* \(process {process.pid}\)"):
            Lock(labels)
        process.kill()


def test_the_lock_of_a_process_that_was_killed_is_free(labels: Path) -> None:
    with holder(labels) as process:
        process.kill()
        process.wait()
        Lock(labels).release()


def test_it_holds_within_one_process_too_and_ends_with_its_release(labels: Path) -> None:
    first = Lock(labels)
    with pytest.raises(LockedError):
        Lock(labels)
    first.release()
    first.release()
    second = Lock(labels)
    second.release()
    assert list(labels.parent.iterdir()) == []


@pytest.mark.parametrize("content", ["", "nonsense", "[]", '{"user": 1}', '{"pid": "x"}', "\udcff"])
def test_what_stands_in_the_lock_file_is_not_trusted(labels: Path, content: str) -> None:
    with holder(labels) as process:
        lock_path(labels).write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(LockedError, match="is being labelled by another session"):
            Lock(labels)
        process.kill()


def test_other_annotators_are_not_kept_out(labels: Path) -> None:
    lock = Lock(labels)
    other = Lock(labels.with_name("pact.jory.yaml"))
    other.release()
    lock.release()


RACES = """
import os, sys
from pathlib import Path
from annotator.store.lock import Lock, LockedError
labels, times = Path(sys.argv[1]), int(sys.argv[2])
inside = labels.with_name("inside")
held = 0
print("ready", flush=True)
sys.stdin.readline()
while held < times:
    try:
        lock = Lock(labels)
    except LockedError:
        continue
    os.close(os.open(inside, os.O_CREAT | os.O_EXCL))  # fails where somebody else is inside
    held += 1
    os.unlink(inside)
    lock.release()
"""


def test_of_processes_that_race_for_it_never_two_have_it(labels: Path) -> None:
    command = [sys.executable, "-c", RACES, str(labels), "500"]
    racing = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(3)]
    for process in racing:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in racing:
        process.communicate(b"go\n")
    assert [process.returncode for process in racing] == [0, 0, 0]
    assert list(labels.parent.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS], ids=errno.errorcode.get)
def test_where_there_are_no_locks_nothing_is_labelled_and_that_is_said(
    labels: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def none(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", none)
    labels.with_name("pact.txt").write_text("Estmere.\n")
    session = alone(labels, lambda: open_session(Corpus(labels.parent), labels.with_name("pact.txt"), "mira"))
    assert session.read_only == (
        f"{labels.parent} is on a file system without locks ({os.strerror(number)}), where two sessions could write "
        "the same labels: copy the folder to a local disk to label it. You can look, but not label."
    )
    with pytest.raises(AnnotatorError, match="You can look, but not label"):
        session.set_reviewed(reviewed=True)
    session.close()
    assert not labels.exists()


def test_a_lock_holds_although_nothing_can_be_written_into_its_file(
    labels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "pwrite", full)
    lock = Lock(labels)
    with pytest.raises(LockedError, match="is being labelled by another session"):
        Lock(labels)
    lock.release()


def test_a_lock_that_is_refused_leaves_no_file_open(labels: Path) -> None:
    lock = Lock(labels)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(20):
        with pytest.raises(LockedError):
            Lock(labels)
    if before:
        assert len(os.listdir("/proc/self/fd")) == before
    lock.release()
