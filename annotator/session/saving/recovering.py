"""Taking in what the last session could not put into the labels file before it ended."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.errors import AnnotatorError
from annotator.labels import Labels
from annotator.session.edits import Edit, apply
from annotator.session.saving.transcript import read
from annotator.session.session import Session
from annotator.store.check import faults
from annotator.store.journal import Entry, discard, recover, set_aside


def take_in_journal(session: Session) -> str | None:
    """Apply the edits that stand in the journal only, and put them into the labels file.

    A journal that does not fit the labels file is set aside under another name: it is neither applied nor lost. The
    lock of the labels file must be held.

    Returns:
        What was recovered or set aside, in sentences; None where there was nothing.

    Raises:
        SaveError: When the journal cannot be read, or not be set aside.
    """
    path, digest = session.saver.path, session.saver.digest
    found = recover(path, digest)
    if not found.fits:
        return _aside(session, "belongs to another version of the labels file")
    edits = _edits(session, found.edits)
    if edits is None:
        return _aside(session, "does not fit the labels")
    told = [] if found.whole else [_aside(session, "is damaged, and was applied as far as it can be read")]
    if edits:
        for edit in edits:
            session.commit(edit)
        told.insert(0, _put_on_disk(session, len(edits)))
    elif found.whole:
        discard(path)  # it names this labels file, and would not fit the next one
    return " ".join(told) or None


def _edits(session: Session, entries: Sequence[Entry]) -> list[Edit] | None:
    """Return the edits of a journal; None where they are not edits of these labels, or make them untrue."""
    if not entries:
        return []  # the labels were looked at when they were read
    labels: Labels = session.labels
    edits = []
    try:
        for entry in entries:
            edits.append(read(entry, labels, session.codebook.label_models))
            labels = apply(labels, edits[-1])
    except ValueError:
        return None
    return None if next(faults(labels, session.text, session.codebook), None) else edits


def _put_on_disk(session: Session, count: int) -> str:
    edits = "1 edit" if count == 1 else f"{count} edits"
    recovered = f"{edits} of a session that ended before its time {'was' if count == 1 else 'were'} recovered"
    try:
        session.saver.flush()  # the journal anew, with these edits, before the labels file holds them
        session.saver.save()
    except AnnotatorError as error:
        return f"{recovered}. {str(error).rstrip('.')}."
    return f"{recovered}, and written to {session.saver.path.name}."


def _aside(session: Session, reason: str) -> str:
    return f"The journal of an earlier session {reason}. It is kept as {set_aside(session.saver.path).name}."
