"""What the first edit needs, got ready in a thread: nobody waits for it before there is something to see."""

from __future__ import annotations

import threading

from annotator.labels import Paragraph, Span
from annotator.records import Record
from annotator.session import Session

_DELAY = 0.1
"""Seconds from the first frame on: what is on its way to the terminal, and a key typed ahead, come first."""


def prepare(session: Session) -> None:
    """Begin to get ready what checks new labels of a session, and what was given last for its sources.

    Importing pydantic and building the models of a codebook takes as long as a dozen frames. Keys that come meanwhile
    are handled: the thread gives way (`running.run` sees to it). The first label waits, where it comes before that.
    """
    timer = threading.Timer(_DELAY, _prepare, [session])
    timer.daemon = True
    timer.start()


def _prepare(session: Session) -> None:
    models: list[type[Record]] = [Span, *session.codebook.label_models.items.values(), Paragraph]
    for model in models:
        model.model_adapter()
    session.remembered  # noqa: B018 - it is kept
