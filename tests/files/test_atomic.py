"""Atomic writes: the old file or the new one, and nothing beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from annotator.files import atomic
from annotator.files.atomic import SaveError

OLD, NEW = b"old words\n", b"new words, and more of them\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "labels.yaml"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_holds_what_was_written_and_stands_alone(tmp_path: Path) -> None:
    atomic.write(tmp_path / "labels.yaml", NEW)
    assert (tmp_path / "labels.yaml").read_bytes() == NEW
    assert names(tmp_path) == ["labels.yaml"]


def test_an_old_file_is_replaced_whole(file: Path) -> None:
    atomic.write(file, b"x")
    assert file.read_bytes() == b"x"
    assert names(file.parent) == ["labels.yaml"]


def test_who_has_the_old_file_open_goes_on_reading_the_old_one(file: Path) -> None:
    with file.open("rb") as reader:
        atomic.write(file, NEW)
        assert reader.read() == OLD


def test_the_mode_of_a_replaced_file_is_kept(file: Path) -> None:
    file.chmod(0o640)
    atomic.write(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_the_mode_of_a_new_file_is_what_the_umask_leaves(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        atomic.write(tmp_path / "labels.yaml", NEW)
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "labels.yaml").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_and_the_file_it_names_is_replaced(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.yaml"
    link.symlink_to(Path("..") / "labels.yaml")
    atomic.write(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(other) == ["link.yaml"]


def test_the_whole_file_is_on_disk_before_it_takes_its_name_and_the_name_after(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        found = os.fstat(descriptor)
        is_folder = stat.S_ISDIR(found.st_mode)
        steps.append(f"folder, with {file.read_bytes()!r} in it" if is_folder else f"file of {found.st_size} bytes")
        fsync(descriptor)

    def watched_replace(source: Path, target: Path) -> None:
        steps.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    atomic.write(file, NEW)
    assert steps == [f"file of {len(NEW)} bytes", "rename", f"folder, with {NEW!r} in it"]


@pytest.mark.parametrize("call", ["open", "fchmod", "fsync", "replace"])
def test_when_a_step_fails_the_old_file_is_there_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(os, call, failing(errno.ENOSPC))
    with pytest.raises(SaveError, match=r"labels\.yaml could not be saved: No space left on device$") as caught:
        atomic.write(file, NEW)
    assert caught.value.path == file
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["labels.yaml"]


ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from annotator.files import atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))  # no file grows beyond ten bytes
try:
    atomic.write(Path(sys.argv[1]), b"y" * 5000)
except atomic.SaveError as error:
    sys.exit(0 if "File too large" in str(error) else str(error))
sys.exit("it was written")
"""


def test_when_the_disk_is_full_the_old_file_is_there_and_nothing_else(file: Path) -> None:
    # In a process of its own: the limit holds for every file, the one that the tests report to among them.
    done = subprocess.run([sys.executable, "-c", ON_A_FULL_DISK, str(file)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["labels.yaml"]


@pytest.mark.parametrize("call", ["open", "fsync", "link"])
def test_when_a_step_fails_no_new_file_appears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    monkeypatch.setattr(os, call, failing(errno.EIO))
    with pytest.raises(SaveError, match="Input/output error"):
        atomic.write(tmp_path / "labels.yaml", NEW, replace=False)
    assert names(tmp_path) == []


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(file, NEW)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["labels.yaml"]


def test_a_file_system_that_cannot_sync_folders_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    atomic.write(file, NEW)
    assert file.read_bytes() == NEW


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"labels\.yaml could not be saved: No such file or directory$"):
        atomic.write(tmp_path / "none" / "labels.yaml", NEW)


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").mkdir()
    with pytest.raises(SaveError, match="Is a directory"):
        atomic.write(tmp_path / "labels.yaml", NEW)
    assert names(tmp_path) == ["labels.yaml"]


# Not to replace


def test_a_file_that_must_be_new_is_written_where_there_is_none(tmp_path: Path) -> None:
    atomic.write(tmp_path / "labels.yaml", NEW, replace=False)
    assert (tmp_path / "labels.yaml").read_bytes() == NEW
    assert names(tmp_path) == ["labels.yaml"]


def test_a_file_that_must_be_new_never_replaces_another(file: Path) -> None:
    with pytest.raises(FileExistsError):
        atomic.write(file, NEW, replace=False)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["labels.yaml"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_neither_does_it_where_the_file_system_has_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "link", failing(number))
    atomic.write(tmp_path / "labels.yaml", OLD, replace=False)
    with pytest.raises(FileExistsError):
        atomic.write(tmp_path / "labels.yaml", NEW, replace=False)
    assert (tmp_path / "labels.yaml").read_bytes() == OLD
    assert names(tmp_path) == ["labels.yaml"]
