"""Opening a text to label it: with the labels it has, or with none."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from annotator.corpus import Corpus, CorpusError, ParagraphRule, open_text
from annotator.files.atomic import sweep
from annotator.files.fingerprints import fingerprint
from annotator.labels import LAYERS, Labels, LayerName
from annotator.reading import Reader
from annotator.session.saving.recovering import take_in_journal
from annotator.session.session import Session
from annotator.store import check_pass, labels_path, new_labels
from annotator.store.journal import journal_path
from annotator.store.lock import Lock, LockedError, NoLocksError
from annotator.store.rows import labels_of
from annotator.text import Text


def alone(labels: Path, opened: Callable[[], Session]) -> Session:
    """Open a session as the only writer of its labels, or read-only where somebody else is or nothing can be written.

    What an earlier session left in the journal is taken in. The session must be closed.

    Args:
        labels: The labels file.
        opened: Opens the session; what it raises is raised.

    Raises:
        SaveError: When there is a journal that cannot be read.
    """
    lock, reason = None, None
    try:
        lock = Lock(labels)
    except (LockedError, NoLocksError) as error:
        reason = f"{error} You can look, but not label."
    except OSError as error:
        reason = f"The folder of {labels} cannot be written to ({error.strerror}): you can look, but not label."
    try:
        session = opened()
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    session.read_only = reason
    session.lock = lock
    if lock is not None:
        try:
            sweep(labels)
            sweep(journal_path(labels), follow=False)
            session.told = take_in_journal(session) or session.told
        except BaseException:
            # Not closed: whatever is in the journal stays there, and half of it is not put in its place.
            lock.release()
            raise
        _to_work(session)
    return session


def open_session(
    corpus: Corpus,
    path: Path,
    annotator: str,
    *,
    layers: Sequence[LayerName] = LAYERS,
    rule: ParagraphRule | None = None,
    begin: Labels | None = None,
    text: Text | None = None,
) -> Session:
    """Return a session on a text, at the first paragraph that is not reviewed.

    Args:
        corpus: Gives codebook, registry and paragraph rule.
        path: The text.
        annotator: Who labels.
        layers: The layers to work on.
        rule: How paragraphs are found, instead of what the corpus says; labels that exist keep those they have.
        begin: What to begin with where there are no labels yet; None for paragraphs that nobody has looked at.
        text: The text, where it was read just now; it is read if None.

    Raises:
        InvalidFileError: When the labels file has faults; it is left as it is.
        InvalidNameError: When the annotator cannot have that name.
        TextError: When the text cannot be read.
        CorpusError: When labels exist and their paragraphs are not those of `rule`, when the text has nothing to label,
            or when the codebook has none of the layers.
    """
    check_pass(annotator)
    text = text or open_text(path)
    target = labels_path(path, annotator)
    on_disk = None
    with suppress(OSError):  # reading it says better why it cannot be read
        # Taken before the file is read: what someone writes in between is not overwritten.
        on_disk = fingerprint(target)
    if os.path.lexists(target):  # also a link to nothing, which writing would follow
        reader = Reader(corpus)
        rows = reader.labels(text, annotator)
        codebook = reader.codebook(rows.codebook)
        labels = labels_of(rows, text, codebook)
        if rule is not None or not labels.paragraphs:
            found = new_labels(text, annotator, codebook, rule or corpus.settings.paragraphs).paragraphs
            labels = labels if labels.paragraphs else labels.model_copy(update={"paragraphs": found})
        if rule is not None and [(p.start, p.end) for p in found] != [(p.start, p.end) for p in labels.paragraphs]:
            raise CorpusError(
                f"{target} has other paragraphs than --paragraphs {rule} gives, and they stay as they were labelled: "
                "leave the option out."
            )
    else:
        codebook = corpus.codebook if begin is None else corpus.codebook_named(begin.codebook.name)
        labels = begin or new_labels(text, annotator, codebook, rule or corpus.settings.paragraphs)
    if not labels.paragraphs:
        raise CorpusError(f"{path} has no paragraphs: there is nothing to label.")
    session = Session(text, labels, codebook, target, layers, on_disk=on_disk)
    session.ask_language = lambda: language_for(corpus, text)
    if not session.layers:
        raise CorpusError(f"The codebook {codebook.name} has none of the layers {', '.join(layers)}.")
    _to_work(session)
    return session


def language_for(corpus: Corpus, text: Text) -> str:
    """Return the code of the language whose word lists a text is read by; see `suggest.texts.language_of`."""
    from annotator.suggest.texts import language_of  # noqa: PLC0415 - word lists: not before they are needed

    return language_of(corpus, text)


def _to_work(session: Session) -> None:
    """Go to the first paragraph that is asked for and not reviewed, or else to the beginning."""
    session.cursor.to_paragraph(0)
    if not session.is_to_review(0):
        session.to_unreviewed()
