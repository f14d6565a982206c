"""Which texts can be adjudicated, and opening the gold labels of one: those there are, or new ones."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.adjudication.beginning import AdjudicationError, Said, begin, refuse
from annotator.adjudication.comparing import Comparison, compare
from annotator.adjudication.disagreements import everyone, undecided
from annotator.adjudication.session import GoldSession
from annotator.corpus import Corpus, open_text
from annotator.errors import AnnotatorError
from annotator.files.fingerprints import fingerprint
from annotator.labels import Labels
from annotator.reading import Reader
from annotator.session.opening import alone, language_for, open_session
from annotator.session.session import Session
from annotator.store import GOLD, annotators_of, labels_path, save_labels
from annotator.store.lock import Lock, LockedError, NoLocksError
from annotator.store.names import AGAIN
from annotator.store.rows import labels_of
from annotator.text import Text

_MOST = 8
"""Paragraphs that are named in a sentence."""


@dataclass(frozen=True)
class Wanted:
    """What is adjudicated.

    Attributes:
        corpus: Gives codebook and registry.
        annotators: Whose labels; everyone's if empty.
    """

    corpus: Corpus
    annotators: tuple[str, ...] = ()

    def names(self, path: Path) -> tuple[str, ...]:
        """Return whose labels of a text count."""
        there = annotators_of(path)
        if self.annotators:
            return tuple(name for name in there if name in self.annotators)
        return tuple(name for name in there if name != GOLD and not name.endswith(AGAIN))

    def texts(self, paths: Sequence[Path]) -> list[Path]:
        """Return the texts that two annotators have labelled, or whose gold is begun."""
        return [path for path in paths if len(self.names(path)) > 1 or has_gold(path)]

    def compared(self, paths: Sequence[Path], name: str) -> list[Path]:
        """Return the texts of which there is gold, and labels of one annotator.

        Raises:
            AdjudicationError: When there is none.
        """
        found = [path for path in paths if has_gold(path) and name in annotators_of(path)]
        if not found:
            raise AdjudicationError(f"No text here has gold labels and labels of {name}: there is nothing to compare.")
        return found


def gold_path(text: Path) -> Path:
    """Return where the gold labels of a text stand."""
    return labels_path(text, GOLD)


def has_gold(text: Path) -> bool:
    """Return whether the gold labels of a text are begun."""
    return os.path.lexists(gold_path(text))


def said_of(wanted: Wanted, text: Text, reader: Reader | None = None) -> dict[str, Said]:
    """Return what each annotator said of a text.

    Raises:
        InvalidFileError: When one of the files has faults, or is about another text.
    """
    reader = reader or Reader(wanted.corpus)
    found = {}
    for name in wanted.names(text.path):
        digest = fingerprint(labels_path(text.path, name)) or ""
        rows = reader.labels(text, name)
        found[name] = Said(labels_of(rows, text, reader.codebook(rows.codebook)), digest)
    return found


def begun(wanted: Wanted, path: Path) -> Labels:
    """Return gold labels for a text that has none, as they are when they are begun; nothing is written.

    Raises:
        AnnotatorError: When its labels cannot be adjudicated.
    """
    text = open_text(path)
    missing = [name for name in wanted.annotators if name not in wanted.names(path)]
    if missing:
        raise AdjudicationError(f"{path}: {' and '.join(missing)} {'has' if len(missing) == 1 else 'have'} no labels.")
    reader = Reader(wanted.corpus)
    said = said_of(wanted, text, reader)
    refuse(text, {name: one.labels for name, one in said.items()})
    codebook = reader.codebook(next(iter(said.values())).labels.codebook.name)
    return begin(text, codebook, said)


def read_gold(wanted: Wanted, path: Path) -> Labels:
    """Return the gold labels of a text as they stand in their file.

    Raises:
        AnnotatorError: When they cannot be read.
    """
    text = open_text(path)
    reader = Reader(wanted.corpus)
    rows = reader.labels(text, GOLD)
    return labels_of(rows, text, reader.codebook(rows.codebook))


def compared(wanted: Wanted, path: Path, name: str) -> Comparison:
    """Return what gold changed in the labels of one annotator.

    Raises:
        AnnotatorError: When there is no gold or they have no labels, or one of the files has faults.
    """
    text = open_text(path)
    if not has_gold(path):
        raise AdjudicationError(f"{path} has no gold labels yet: `annotator adjudicate {path}` makes them.")
    if name not in annotators_of(path):
        raise AdjudicationError(f"{path}: {name} has no labels.")
    reader = Reader(wanted.corpus)
    gold, mine = (
        labels_of(rows, text, reader.codebook(rows.codebook))
        for rows in (reader.labels(text, GOLD), reader.labels(text, name))
    )
    if gold.codebook.name != mine.codebook.name:
        raise AdjudicationError(f"{path}: gold is made with {gold.codebook.name}, {name} has {mine.codebook.name}.")
    return compare(mine, gold, len(text.content))


def open_to_compare(wanted: Wanted, path: Path, name: str) -> Session:
    """Return a session on the labels of one annotator in which nothing can be changed."""
    session = open_session(wanted.corpus, path, name)
    session.read_only = "Here you look at what gold changed: `annotator label` changes your labels."
    return session


def write_begun(wanted: Wanted, path: Path) -> bool:
    """Write new gold labels beside a text that has none; return whether there were none.

    Raises:
        AnnotatorError: When its labels cannot be adjudicated, or nothing can be written.
    """
    if has_gold(path):
        return False
    labels = begun(wanted, path)
    target = gold_path(path)
    try:
        lock = Lock(target)
    except (LockedError, NoLocksError):
        if has_gold(path):  # somebody was quicker
            return False
        raise
    except OSError as error:
        raise AdjudicationError(f"The folder of {target} cannot be written to ({error.strerror}).") from None
    try:
        if has_gold(path):
            return False
        save_labels(target, labels)
    finally:
        lock.release()
    return True


def open_gold(wanted: Wanted, path: Path) -> GoldSession:
    """Return a session on the gold labels of a text, which are begun where there are none. It must be closed.

    Raises:
        AnnotatorError: When they cannot be read, or not be begun.
    """
    write_begun(wanted, path)
    session = alone(gold_path(path), partial(_opened, wanted, path))
    assert isinstance(session, GoldSession)
    told = (session.told, zones_told(wanted, session.text, session.labels), _changed(session))
    session.told = " ".join(filter(None, told)) or None
    return session


def disagreements_of(wanted: Wanted, labels: Labels, path: Path) -> int:
    """Return on how many items those disagree whose labels gold is made from, as these labels are now.

    Args:
        wanted: Gives the corpus.
        labels: The gold labels.
        path: The text.
    """
    try:
        return len(undecided(begun(Wanted(wanted.corpus, everyone(labels)), path)))
    except AnnotatorError:
        return 0


def _opened(wanted: Wanted, path: Path) -> Session:
    text = open_text(path)
    target = gold_path(path)
    on_disk = None
    with suppress(OSError):  # reading it says better why it cannot be read
        # Taken before the file is read: what someone writes in between is not overwritten.
        on_disk = fingerprint(target)
    reader = Reader(wanted.corpus)
    rows = reader.labels(text, GOLD)
    codebook = reader.codebook(rows.codebook)
    labels = labels_of(rows, text, codebook)
    if not labels.paragraphs:
        raise AdjudicationError(f"{target} has no paragraphs: move it away, and begin it anew.")
    names = everyone(labels)
    if names and wanted.annotators and set(names) != set(wanted.annotators):
        raise AdjudicationError(
            f"{target} is made from the labels of {', '.join(names)}: leave --annotators out to go on, or move the "
            "file away to begin anew."
        )
    session = GoldSession(text, labels, codebook, target, on_disk=on_disk)
    session.ask_language = lambda: language_for(wanted.corpus, text)
    return session


def zones_told(wanted: Wanted, text: Text, labels: Labels) -> str:
    """Return a sentence on paragraphs to which annotators gave different zones, and nobody has looked at in gold yet.

    Args:
        wanted: Gives the corpus.
        text: The text.
        labels: Its gold labels.
    """
    names = everyone(labels)
    try:
        said = said_of(Wanted(wanted.corpus, names), text)
    except AnnotatorError:
        return ""
    everyones = zip(*(one.labels.paragraphs for one in said.values()), strict=False)
    zones = [{paragraph.zone for paragraph in versions} for versions in everyones]
    pairs = zip(labels.paragraphs, zones, strict=False)
    places = [number for number, (one, found) in enumerate(pairs, start=1) if len(found) > 1 and not one.reviewed]
    if not places:
        return ""
    shown = ", ".join(map(str, places[:_MOST])) + (" …" if len(places) > _MOST else "")
    where = f"paragraph {shown}: it has" if len(places) == 1 else f"paragraphs {shown}: they have"
    return f"Zones differ in {where} that of {names[0]}, and must be reviewed. N goes there, z changes it."


def _changed(session: GoldSession) -> str:
    """Return a sentence on whose labels are not what gold was made from any more."""
    path = session.text.path
    changed = []
    for one in session.labels.made_from:
        try:
            now = fingerprint(labels_path(path, one.annotator))
        except OSError:
            now = None
        if now != one.sha256:
            changed.append(one.annotator)
    if not changed:
        return ""
    return (
        f"The labels of {' and '.join(changed)} changed since gold was made from them: it goes on with what they said "
        f"then. `annotator adjudicate --compare {changed[0]}` shows what is not the same now."
    )
