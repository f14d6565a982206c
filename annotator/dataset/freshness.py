"""Is it still so? What a cache holds, compared with the files as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator import __version__
from annotator.dataset.cache import Cache, DamagedError, Part, decoded, warn
from annotator.files.reading import read_file
from annotator.files.strict_yaml import MAX_BYTES
from annotator.listing import Listing, Stamp, stamp_of
from annotator.store import META


@dataclass(slots=True)
class Known:
    """What the cache holds and is still so.

    Attributes:
        documents: Where the contents of a text with everything beside it stand, and, behind a bar, the codebooks of its
            labels.
        restamped: Whether stamps had to be compared by content, so that new ones should be written.
        tables: Where tables of whole layers stand, if nothing at all has changed.
    """

    documents: dict[str, str]
    restamped: bool = False
    tables: dict[str, Part] = field(default_factory=dict)


def still_known(cache: Cache, listing: Listing, own: dict[str, str | None]) -> Known:
    """Return what a cache holds and is still so; nothing when what all labels are checked against has changed."""
    index = cache.index
    nothing = Known({})
    try:
        if index["program"] != __version__:
            return nothing
        before, unsettled = index["files"], set(index["unsettled"])
        if not _codebooks_are_same(index["outside"]):
            return nothing
        changed = set() if before == listing.stamps else _changed(before, listing.stamps)
        suspect = changed | unsettled
        if index["own"] != own:
            return nothing
        documents: dict[str, str] = index["documents"]
        if not suspect:
            return Known(documents, tables=index["tables"])
        return _settle(cache, listing, documents, suspect, _files_of(before))
    except (KeyError, TypeError, ValueError, AttributeError):
        warn(f"The cache {cache.path} is damaged; the files are read instead, and it is made anew.")
        return nothing


def _settle(
    cache: Cache,
    listing: Listing,
    documents: dict[str, str],
    suspect: set[str],
    before: dict[str, set[str]],
) -> Known:
    """Compare by content what stamps do not tell; keep the texts of which no file is another."""
    kept = dict(documents)
    for text in listing.texts:
        if text.name not in kept:
            continue
        files = {
            f"{text.name}.txt",
            f"{text.name}.{META}.yaml",
            *(f"{text.name}.{who}.yaml" for who in text.annotators),
        }
        there = {name for name in files if name in listing.stamps}
        if there != before.get(text.name):
            del kept[text.name]
        elif doubtful := there & suspect:
            try:
                digests = decoded(cache.part(part_of(kept[text.name])))[4]
            except DamagedError:
                digests = {}
            if any(digests.get(name) != digest_of(listing.folder / name) for name in doubtful):
                del kept[text.name]
    return Known(kept, restamped=True)


def part_of(document: str) -> Part:
    """Return where the contents of a document stand."""
    return document.partition("|")[0]


def _files_of(names: Mapping[str, Stamp]) -> dict[str, set[str]]:
    """Return the files there were by the name of their text."""
    found = {name[:-4]: {name} for name in names if name.endswith(".txt")}
    for name in names:
        stem = name[:-5].rpartition(".")[0]
        if name.endswith(".yaml") and stem in found:
            found[stem].add(name)
    return found


def _changed(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _codebooks_are_same(outside: dict[str, tuple[Stamp | None, str]]) -> bool:
    return bool(outside) and all(
        (stamp is not None and stamp_of(path) == stamp) or digest_of(path) == digest
        for path, (stamp, digest) in outside.items()
    )


def digest_of(path: str | Path) -> str | None:
    """Return the SHA-256 of an ordinary file; None where there is none that can be read."""
    try:
        return hashlib.sha256(read_file(Path(path), MAX_BYTES)).hexdigest()
    except OSError:
        return None
