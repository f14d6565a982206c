"""Suggestions for a session: where they come from, in which language, and what was rejected before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.corpus import Corpus
from annotator.session.session import Session
from annotator.session.suggestions.asking import Asking
from annotator.session.suggestions.finding import Finding
from annotator.session.suggestions.offering import Offering
from annotator.session.suggestions.rejections import Rejections, folder, path_for

if TYPE_CHECKING:
    from annotator.suggest.plugins.protocol import Suggester


def offer(
    session: Session,
    corpus: Corpus,
    *,
    rejected: Path | None = None,
    blind: bool = False,
    suggesters: Sequence[Suggester] = (),
) -> Offering:
    """Give a session an offering, in which nothing is suggested yet.

    Args:
        session: The session.
        corpus: Its corpus, which knows sources by name.
        rejected: The folder where rejections are remembered; the one in the user's state folder if None.
        blind: Begin without showing suggestions.
        suggesters: Whom a screen asks besides the rules.
    """
    rejections = Rejections(path_for(rejected or folder(), session.text.sha256, session.labels.annotator))
    session.offering = Offering(session, registry=corpus.registry, rejections=rejections, blind=blind)
    session.offering.suggesters = tuple(suggesters)
    return session.offering


def finding_for(session: Session) -> Finding:
    """Return what looks for the suggestions of a session."""
    return Finding(session.text, session.units, session.layers, lambda: session.language)


def asking_for(session: Session, suggesters: Sequence[Suggester]) -> Asking:
    """Return what asks other suggesters about the text of a session."""
    return Asking(
        session.text,
        session.units,
        session.layers,
        codebook=session.codebook,
        suggesters=suggesters,
        language=lambda: session.language,
    )


def suggest_all(session: Session, corpus: Corpus) -> Offering:
    """Look for all suggestions of a session's text at once, for scripts and tests; a screen looks little by little.

    Raises:
        AnnotatorError: When the language of the text cannot be told.
    """
    offering = session.offering or offer(session, corpus)
    finding = finding_for(session)
    offering.take(dict(finding.all()))
    return offering
