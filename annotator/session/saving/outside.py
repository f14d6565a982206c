"""What becomes of a session when somebody else changed its labels file: an editor, a git pull, another machine.

Each way is one edit: `undo` brings the labels back as they were.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.files.atomic import SaveError
from annotator.files.fingerprints import fingerprint
from annotator.labels import Labels, Paragraph
from annotator.session.edits import difference
from annotator.session.session import Session
from annotator.store.read import check_labels, read_own

if TYPE_CHECKING:
    from annotator.store.merge import Conflict


class NotTheSameParagraphsError(AnnotatorError):
    """The labels file has other paragraphs now than the session works on."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """The labels file as somebody else left it.

    Attributes:
        labels: What stands in it; nothing where there is none any more.
        digest: Its fingerprint; None where there is none any more.
    """

    labels: Labels
    digest: str | None


def read_theirs(session: Session, registry: Container[str] | None = None) -> Theirs:
    """Return the labels file as it is now.

    Raises:
        InvalidFileError: When it has faults.
        NotTheSameParagraphsError: When its paragraphs are others.
        SaveError: When it cannot be read.
    """
    path, mine = session.saver.path, session.labels
    try:
        digest = fingerprint(path)
    except OSError as error:
        raise SaveError(path, error, "read") from error
    blank = tuple(Paragraph(start=paragraph.start, end=paragraph.end) for paragraph in mine.paragraphs)
    if digest is None:
        nothing = dict.fromkeys(("sources", "quotes", "claims", "frames", "undecided"), ())
        return Theirs(mine.model_copy(update={**nothing, "paragraphs": blank, "complete": False}), None)
    labels = check_labels(read_own(path), session.text, session.codebook, registry, annotator=session.labels.annotator)
    if not labels.paragraphs:
        labels = labels.model_copy(update={"paragraphs": blank})
    if [(p.start, p.end) for p in labels.paragraphs] != [(p.start, p.end) for p in blank]:
        raise NotTheSameParagraphsError(
            f"{path} has other paragraphs now: keep your labels beside it, quit, and open the text again."
        )
    return Theirs(labels, digest)


def take_theirs(session: Session, registry: Container[str] | None = None) -> None:
    """Go on from the file as it is now; what was labelled here since it was read is undone.

    Raises:
        AnnotatorError: As `read_theirs`, and when the result cannot be saved.
    """
    theirs = read_theirs(session, registry)
    _go_on(session, theirs, theirs.labels, "reading the file again")


def put_together(session: Session, registry: Container[str] | None = None) -> list[Conflict]:
    """Merge the file as it is now with what was labelled here, by item id, and save both; return what conflicted.

    Where the file is gone, it is written again.

    Raises:
        AnnotatorError: As `read_theirs`, and when the result cannot be saved.
    """
    theirs = read_theirs(session, registry)
    if theirs.digest is None:
        _go_on(session, theirs, session.labels, "writing the file again")
        return []
    from annotator.store.merge import merge  # noqa: PLC0415 - seldom needed, and much to import

    merged = merge(session.saver.base, session.labels, theirs.labels, session.codebook)
    _go_on(session, theirs, merged.labels, "merging")
    return list(merged.conflicts)


def keep_mine(session: Session, registry: Container[str] | None = None) -> Path:
    """Keep what was labelled here in a file beside the labels file, and go on from that as it is now.

    Raises:
        SaveError: When the copy cannot be written; nothing has changed then.
        AnnotatorError: As `read_theirs`; the copy has been written then.
    """
    kept = session.saver.keep_beside()
    take_theirs(session, registry)
    return kept


def _go_on(session: Session, theirs: Theirs, labels: Labels, what: str) -> None:
    session.commit(difference(session.labels, labels, what))
    session.saver.adopt(theirs.labels, theirs.digest)
    session.saver.save()
