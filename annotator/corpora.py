"""Folders that are no corpus: saying so, and where one lies below."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from annotator.corpus import SETTINGS_FILE, CorpusError
from annotator.listing import list_corpus, scan

_DEEP = 2
"""How far below a folder a corpus is looked for."""
_MOST_FOLDERS = 500
_MOST_NAMED = 5


def check_corpus(folder: Path) -> None:
    """Refuse a folder without a text, labels or settings: whoever names it meant another one.

    Raises:
        CorpusError: When there is nothing of ours in it; names the corpora below. Also when it cannot be read.
    """
    if not os.path.isdir(folder) or scan(folder):  # what is no folder is not looked at here
        return
    where = "this folder" if folder == Path() else str(folder)
    below = [str(path) for path in _corpora_below(folder)]
    named = ", ".join(below[:_MOST_NAMED])
    if not below:
        raise CorpusError(f"There are no texts and no labels in {where}: name the folder of a corpus.")
    if len(below) == 1:
        raise CorpusError(f"There are no texts and no labels in {where}. A corpus lies in {named}: name that folder.")
    more = ", …" if len(below) > _MOST_NAMED else ""
    raise CorpusError(f"There are no texts and no labels in {where}. Corpora lie in {named}{more}: name one of them.")


def _corpora_below(folder: Path) -> Iterator[Path]:
    """Yield the folders below one that have settings of a corpus, or a text with labels; the nearest first."""
    edge, looked = [folder], 0
    for _ in range(_DEEP):
        folders = [below for above in edge for below in _folders_in(above)][: _MOST_FOLDERS - looked]
        looked += len(folders)
        edge = []
        for below in folders:
            if _is_corpus(below):
                yield below
            else:
                edge.append(below)


def _folders_in(folder: Path) -> list[Path]:
    """Return the folders in one by name; hidden ones, links, and what nobody may look into are left out."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                folder / entry.name
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []


def _is_corpus(folder: Path) -> bool:
    try:
        stamps = scan(folder)
    except CorpusError:
        return False
    return SETTINGS_FILE in stamps or any(text.annotators for text in list_corpus(folder, stamps, None).texts)
