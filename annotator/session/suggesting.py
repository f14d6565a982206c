"""Suggestions for a session: where they come from, in which language, and what was rejected before."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus import Corpus
from annotator.session.finding import Finding
from annotator.session.offering import Offering
from annotator.session.rejections import Rejections, folder, path_for
from annotator.session.session import Session


def offer(session: Session, corpus: Corpus, *, rejected: Path | None = None, blind: bool = False) -> Offering:
    """Give a session an offering, in which nothing is suggested yet.

    Args:
        session: The session.
        corpus: Its corpus, which knows sources by name.
        rejected: The folder where rejections are remembered; the one in the user's state folder if None.
        blind: Begin without showing suggestions.
    """
    rejections = Rejections(path_for(rejected or folder(), session.text.sha256, session.labels.annotator))
    session.offering = Offering(session, registry=corpus.registry, rejections=rejections, blind=blind)
    return session.offering


def finding_for(session: Session, corpus: Corpus) -> Finding:
    """Return what looks for the suggestions of a session, in the language that its corpus tells."""

    def language() -> str:
        from annotator.suggest.texts import language_of  # noqa: PLC0415 - word lists: not before they are needed

        return language_of(corpus, session.text)

    return Finding(session.text, session.units, session.layers, language)


def suggest_all(session: Session, corpus: Corpus) -> Offering:
    """Look for all suggestions of a session's text at once, for scripts and tests; a screen looks little by little.

    Raises:
        AnnotatorError: When the language of the text cannot be told.
    """
    offering = session.offering or offer(session, corpus)
    finding = finding_for(session, corpus)
    offering.language = finding.language
    offering.take(dict(finding.all()))
    return offering
