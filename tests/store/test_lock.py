"""One writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_on_a_full_disk_the_lock_holds_without_saying_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    labels = tmp_path / "pact.mira.yaml"
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        lock = Lock(labels)
    with pytest.raises(LockedError, match="is being labelled by another session"):
        Lock(labels)
    lock.release()
    assert list(tmp_path.iterdir()) == []
