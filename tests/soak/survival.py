"""What must hold after a kill, and how it is looked at."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from annotator.corpus import Corpus
from annotator.files import strict_yaml
from annotator.session import Session
from annotator.session.opening import alone, open_session
from annotator.store import emit, labels_path
from annotator.store.read import check_labels
from annotator.text import Text

LABELS = "pact.mira.yaml"


def opened(folder: Path) -> Session:
    """Open the text of a folder as its only writer."""
    text = folder / "pact.txt"
    return alone(labels_path(text, "mira"), lambda: open_session(Corpus(folder), text, "mira"))


def digest(session: Session) -> str:
    """Return what tells one state of the labels from another."""
    return hashlib.sha256(emit(session.labels).encode()).hexdigest()


def recovered(folder: Path, text: Text) -> str:
    """Check that the labels file is valid as it is, open a copy, and return what was recovered there."""
    path = folder / LABELS
    if path.exists():
        corpus = Corpus(folder)
        document = strict_yaml.read(path)
        check_labels(document, text, corpus.codebook_for(document), corpus.registry, annotator="mira")
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.copytree(folder, copy)
    try:
        session = opened(copy)
        assert session.read_only is None, "the lock of a process that was killed is free"
        assert session.told is None or "kept as" not in session.told, session.told
        found = digest(session)
        session.close()
        assert sorted(path.name for path in copy.iterdir()) in ([LABELS, "pact.txt"], ["pact.txt"])
        return found
    finally:
        shutil.rmtree(copy)


class Ledger:
    """Which labels may be found: from those that were told to be saved to those that were tried last."""

    def __init__(self, first: str) -> None:
        """Begin with what is there."""
        self._states = [first]

    def check(self, found: str, told: list[str], saved: int) -> None:
        """Look whether what is found may be; go on from it.

        Args:
            found: The labels that are found after a kill.
            told: The labels after each edit since, in order, by whoever did them.
            saved: How many of these edits were told to be saved.
        """
        states = [*self._states, *told]
        oldest = len(self._states) - 1 + saved if saved else 0
        assert found in states[oldest:], f"{len(told)} edits, {saved} of them saved: what is found is none of those"
        self._states = [found]
