"""A codebook that was kept is the one that would be read, or it is read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.codebook import find, shipped_names
from annotator.codebook.find import read, schemas_folder
from annotator.codebook.kept import keep, recalled
from annotator.codebook.schema import labels_schema
from annotator.files.findings import InvalidFileError

SMALL = """format: 1
name: small
version: 1.0.0
title: Small
layers:
  claims:
    attributes:
      weight:
        default: 2
        missing: [1]
        values:
        - {value: 1, key: l, label: light}
        - {value: 2, key: h, label: “heavy” 重い}
      why:
        kind: text
        when: {weight: [2]}
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ANNOTATOR_CACHE", str(folder))
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def kept_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def test_what_was_kept_is_what_was_read(cache: Path, small: Path) -> None:
    for path in [small, *(schemas_folder() / f"{name}.yaml" for name in shipped_names())]:
        codebook = read(path)
        assert codebook.digest is not None
        assert recalled(path, codebook.digest) is None
        keep(path, codebook)
        again = recalled(path, codebook.digest)
        assert again == codebook
        assert again.model_dump() == codebook.model_dump()
        assert labels_schema(again) == labels_schema(codebook)
        assert find(str(path)).digest == codebook.digest
    assert len(list(cache.iterdir())) == 1 + len(shipped_names())


def test_a_codebook_that_was_changed_is_read_again_and_its_faults_are_told(cache: Path, small: Path) -> None:
    keep(small, read(small))
    small.write_text(SMALL.replace("Small", "Smaller"), encoding="utf-8")
    assert find(str(small)).title == "Smaller"
    small.write_text(SMALL.replace("key: h", "key: l"), encoding="utf-8")
    with pytest.raises(InvalidFileError, match="the key 'l' stands here twice"):
        find(str(small))
    small.write_text(SMALL.replace("Small", "Smallest"), encoding="utf-8")
    keep(small, read(small))
    assert find(str(small)).title == "Smallest"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data.replace(b"heavy", b"hoary"), id="changed"),
        pytest.param(lambda data: data.replace(b"-codebook 1 ", b"-codebook 0 "), id="of another format"),
        pytest.param(lambda data: data[:0], id="empty"),
        pytest.param(lambda data: b"\xff" + data, id="no text"),
    ],
)
def test_what_is_damaged_is_not_used(cache: Path, small: Path, spoilt: Callable[[bytes], bytes]) -> None:
    codebook = read(small)
    keep(small, codebook)
    kept = kept_file(cache)
    kept.write_bytes(spoilt(kept.read_bytes()))
    assert codebook.digest is not None
    assert recalled(small, codebook.digest) is None
    assert find(str(small)) == codebook
    keep(small, codebook)
    assert recalled(small, codebook.digest) == codebook


def test_a_folder_that_cannot_be_written_is_done_without(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATOR_CACHE", str(tmp_path / "small.yaml"))
    keep(small, read(small))
    assert find(str(small)).name == "small"
    assert small.read_text(encoding="utf-8") == SMALL


def test_a_byte_order_mark_makes_no_other_codebook(cache: Path, small: Path) -> None:
    keep(small, read(small))
    small.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert find(str(small)).digest == read(small).digest
    assert len(list(cache.iterdir())) == 1


def test_a_codebook_that_is_kept_needs_no_yaml(cache: Path, small: Path) -> None:
    keep(small, read(small))
    code = f"import sys; from annotator.codebook import find; find({str(small)!r}); print('yaml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout == "False\n"
    kept_file(cache).unlink()
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout == "True\n"
