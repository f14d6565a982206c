"""The cache: never seen, but in how long loading takes."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import annotator
from annotator.codebook.find import schemas_folder
from annotator.dataset import CacheWarning, LabelledCorpus, LoadError
from annotator.dataset.contents import Contents
from annotator.files import atomic
from annotator.files.findings import InvalidFileError
from annotator.reading import Reader
from tests.dataset.building import add_bridge, add_labels, add_opening, add_registry, add_text, spans


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the caches of a test are."""
    home = tmp_path / "cache"
    monkeypatch.setenv("ANNOTATOR_CACHE", str(home))
    return home


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read from their files, and not from the cache."""
    names: list[str] = []
    real = Reader.read

    def reading(reader: Reader, path: Path, annotators: tuple[str, ...]) -> object:
        names.append(path.stem)
        return real(reader, path, annotators)

    monkeypatch.setattr(Reader, "read", reading)
    return names


def settled(folder: Path) -> None:
    """Let every file look as if it had been changed long ago, so far as a test can."""
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))


def everything(corpus: LabelledCorpus) -> list[object]:
    kinds = ("documents", "sources", "quotes", "claims", "frames", "paragraphs")
    records = [labels.record for document in corpus.documents for labels in document.labels.values()]
    metas = [document.meta for document in corpus.documents]
    return [*(getattr(corpus, kind).to_dicts() for kind in kinds), records, metas, corpus.annotators, corpus.errors]


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_read_once_is_the_same_from_the_cache(folder: Path, read: list[str]) -> None:
    plain = everything(annotator.load(folder, cache=False))
    read.clear()
    first = everything(annotator.load(folder))
    assert read == ["bridge", "opening", "untouched"]
    read.clear()
    again = annotator.load(folder)
    assert plain == first == everything(again)
    assert repr(again) == repr(annotator.load(folder, cache=False))
    assert read == ["bridge", "opening", "untouched"]  # by the last line but one, and by no other


def test_nothing_is_written_beside_the_texts(folder: Path, cache: Path) -> None:
    before = files(folder)
    annotator.load(folder)
    assert files(folder) == before
    (made,) = files(cache)
    assert made.suffix == ".cache"
    assert made.stat().st_mode & 0o077 == 0


def test_without_a_cache_none_is_made_or_read(folder: Path, cache: Path, read: list[str]) -> None:
    annotator.load(folder, cache=False)
    assert files(cache) == []
    annotator.load(folder)
    read.clear()
    annotator.load(folder, cache=False)
    assert read == ["bridge", "opening", "untouched"]


def test_one_text_needs_no_cache(folder: Path, cache: Path) -> None:
    assert len(annotator.load(folder / "opening.txt").quotes) == 1
    assert files(cache) == []


def test_a_cache_can_be_deleted_at_any_time(folder: Path, cache: Path) -> None:
    plain = everything(annotator.load(folder))
    corpus = annotator.load(folder)
    shutil.rmtree(cache)
    assert everything(corpus) == plain
    assert everything(annotator.load(folder)) == plain


def _rewrite(path: Path, old: str, new: str, *, as_before: bool) -> None:
    """Change a file in place; `as_before`: with the times and the size it had."""
    info = path.stat()
    content = path.read_bytes()
    assert old.encode() in content
    with path.open("r+b") as file:
        file.write(content.replace(old.encode(), new.encode(), 1))
        file.truncate()
    if as_before:
        os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        assert path.stat().st_size == info.st_size


CHANGES = {
    "labels": ("opening.first.yaml", "form: direct", "form: scares", False),
    "labels, size and time as before": ("bridge.gold.yaml", "form: direct", "form: mixed ", True),
    "meta": ("bridge.meta.yaml", "Northern Wire", "Southern Wire", True),
    "text": ("untouched.txt", "Nobody", "Anyone", True),
    "registry": ("sources.yaml", "id: mira-halden", "id: mira-holden", True),
    "settings": ("corpus.yaml", "title: One", "title: Two", True),
    "codebook": ("own.yaml", "value: glad", "value: gled", True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_any_file_shows(folder: Path, what: str) -> None:
    own = "format: 1\nname: own\nversion: 1.0.0\ntitle: Own\nlayers:\n  quotes:\n    attributes:\n"
    own += "      mood:\n        values:\n        - {value: glad, key: g}\n"
    (folder / "own.yaml").write_text(own)
    codebook = "own.yaml" if what == "codebook" else "source-framing"
    if what == "codebook":
        for path in folder.glob("*.*.yaml"):
            if not path.name.endswith(".meta.yaml"):
                path.unlink()
    (folder / "corpus.yaml").write_text(f"title: One\ncodebook: {codebook}\n")
    settled(folder)
    before = annotator.load(folder)
    told = (before.title, before.codebook.model_dump(), everything(before))
    name, old, new, as_before = CHANGES[what]
    _rewrite(folder / name, old, new, as_before=as_before)
    try:
        after = annotator.load(folder)
    except InvalidFileError as error:
        with pytest.raises(InvalidFileError) as caught:
            annotator.load(folder, cache=False)
        assert str(caught.value) == str(error)
    else:
        fresh = annotator.load(folder, cache=False)
        assert everything(after) == everything(fresh)
        assert (after.title, after.codebook.model_dump(), everything(after)) != told
        assert (after.title, after.codebook) == (fresh.title, fresh.codebook)


@pytest.mark.parametrize("what", ["a text", "labels", "a meta file", "registry", "nobody's labels"])
@pytest.mark.parametrize("how", ["comes", "goes"])
def test_a_file_that_comes_or_goes_shows(folder: Path, what: str, how: str) -> None:
    name = {
        "a text": "untouched.txt",
        "labels": "bridge.second.yaml",
        "a meta file": "opening.meta.yaml",
        "registry": "sources.yaml",
        "nobody's labels": "bridge.Nobody.yaml",
    }[what]
    path, aside = folder / name, folder.parent / name
    if what == "nobody's labels":
        path.write_text("x: 1\n")
    there, away = (aside, path) if how == "comes" else (path, aside)
    if how == "comes":
        path.rename(aside)
    annotator.load(folder, on_error="collect")
    there.rename(away)
    after = annotator.load(folder, on_error="collect")
    assert everything(after) == everything(annotator.load(folder, on_error="collect", cache=False))


def test_only_the_text_that_changed_is_read_again(folder: Path, read: list[str]) -> None:
    annotator.load(folder)
    read.clear()
    path = folder / "opening.first.yaml"
    atomic.write(path, path.read_bytes().replace(b"form: direct", b"form: mixed"))
    corpus = annotator.load(folder)
    assert read == ["opening"]
    assert [quote.form for quote in corpus.documents["opening"].quotes] == ["mixed"]
    read.clear()
    assert [quote.form for quote in annotator.load(folder).documents["opening"].quotes] == ["mixed"]
    assert read == []


def test_a_file_that_was_only_touched_is_compared_by_its_content(folder: Path, read: list[str]) -> None:
    annotator.load(folder)
    read.clear()
    settled(folder)
    assert len(annotator.load(folder).quotes) == 8
    assert read == []


def test_a_file_that_changed_as_it_was_read_is_compared_by_its_content(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both times stay as they were: only the content can tell.
    stamps: dict[int, str] = {}

    def stamp(info: os.stat_result) -> str:
        return stamps.setdefault(info.st_ino, f"{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}")

    monkeypatch.setattr("annotator.listing._stamp", stamp)
    annotator.load(folder)
    _rewrite(folder / "bridge.gold.yaml", "form: direct", "form: mixed ", as_before=True)
    assert annotator.load(folder).quotes.by("gold")[0].form == "mixed"


def test_files_with_faults_are_read_again_and_told_each_time(folder: Path, read: list[str]) -> None:
    path = folder / "bridge.first.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("within: q3", "within: q9"), encoding="utf-8")
    told = []
    for _ in range(2):
        read.clear()
        with pytest.raises(LoadError) as caught:
            annotator.load(folder)
        told.append((str(caught.value), list(read)))
    assert told[0][0] == told[1][0]
    assert told[1][1] == ["bridge"]


def test_another_codebook_and_other_annotators_have_caches_of_their_own(folder: Path, cache: Path) -> None:
    annotator.load(folder)
    assert annotator.load(folder, annotators="gold").annotators == ("gold",)
    assert annotator.load(folder, codebook="source-framing").annotators == ("first", "gold", "second")
    assert len(files(cache)) == 3
    for _ in range(2):
        assert annotator.load(folder, annotators="gold").annotators == ("gold",)
        assert annotator.load(folder).annotators == ("first", "gold", "second")
        with pytest.raises(LoadError):
            annotator.load(folder, codebook="attribution-only")


def test_a_shipped_codebook_that_labels_name_is_watched_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "schemas"
    shutil.copytree(schemas_folder(), own)
    monkeypatch.setattr(sys.modules["annotator.codebook.find"], "schemas_folder", lambda: own)
    add_opening(tmp_path / "corpus")
    annotator.load(tmp_path / "corpus")
    kept = annotator.load(tmp_path / "corpus")
    assert isinstance(kept._contents, Contents)
    assert kept._contents.has_known_settings
    with (own / "source-framing.yaml").open("a") as file:
        file.write("# changed\n")
    assert not annotator.load(tmp_path / "corpus")._contents.has_known_settings


# --- damage ----------------------------------------------------------------------------------------------------------


def _flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "of something else": lambda _: b"{}" * 100,
    "cut": lambda data: data[: len(data) // 2],
    "without its end": lambda data: data[:-1],
    "another index": lambda data: _flip(data, len(data) - 10),
    "another place": lambda data: _flip(data, 13),
    "of another version": lambda data: b"annotator-c0" + data[12:],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_left_alone_with_a_warning_and_made_anew(folder: Path, cache: Path, damage: str) -> None:
    plain = everything(annotator.load(folder))
    (made,) = files(cache)
    made.write_bytes(DAMAGE[damage](made.read_bytes()))
    with pytest.warns(CacheWarning, match="is damaged; the files are read instead"):
        assert everything(annotator.load(folder)) == plain
    assert everything(annotator.load(folder)) == plain


def test_a_damaged_part_is_read_from_the_files_with_a_warning(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.dataset.contents._SETTLED", -(10**18))  # as if all files were old
    plain = everything(annotator.load(folder))
    (made,) = files(cache)
    made.write_bytes(_flip(made.read_bytes(), 60))
    corpus = annotator.load(folder)
    with pytest.warns(CacheWarning, match="bridge is read from its files instead"):
        assert everything(corpus) == plain


@pytest.mark.parametrize("home", ["a file", "no folder to write to"])
def test_a_cache_that_cannot_be_written_is_a_warning(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    place = tmp_path / "home"
    place.write_text("")
    monkeypatch.setenv("ANNOTATOR_CACHE", str(place if home == "a file" else place / "cache"))
    with pytest.warns(CacheWarning, match="cannot be"):
        assert len(annotator.load(folder).quotes) == 8


def test_the_cache_is_in_the_users_folder_unless_a_variable_says_otherwise(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANNOTATOR_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    annotator.load(folder)
    assert len([*tmp_path.glob("xdg/annotator/*.cache"), *tmp_path.glob("home/**/*.cache")]) == 1


# --- together with others --------------------------------------------------------------------------------------------


def test_who_loads_while_someone_labels_sees_the_state_before_or_after_an_edit(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    text = add_text(folder, "story", "Halden said no, no and no again.\n")
    item = {"id": "q1", "content": spans(text, "Halden"), "form": "direct"}
    states = []
    for number in range(3):
        path = add_labels(
            text, "first", quotes=[{**item, "id": f"q{n}", "note": f"{number}"} for n in range(40 * number)]
        )
        states.append(path.read_bytes())
    stop = threading.Event()

    def label() -> None:
        number = 0
        while not stop.is_set():
            atomic.write(path, states[number % 3])
            number += 1

    writer = threading.Thread(target=label)
    writer.start()
    try:
        seen = {
            (len(corpus.quotes), *{quote.note for quote in corpus.quotes})
            for corpus in (annotator.load(folder) for _ in range(40))
        }
    finally:
        stop.set()
        writer.join()
    assert seen <= {(0,), (40, "1"), (80, "2")}


def test_two_who_load_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    add_bridge(folder)
    add_registry(folder)
    plain = everything(annotator.load(folder, cache=False))
    found: list[bool] = []

    def load() -> None:
        for _ in range(6):
            for path in folder.glob("*.yaml"):
                os.utime(path)
            found.append(everything(annotator.load(folder)) == plain)

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 18
