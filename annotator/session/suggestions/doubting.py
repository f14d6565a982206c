"""Accepting a suggestion that is nearly right: its questions follow at once, at the one where the rules err most."""

from __future__ import annotations

from annotator.files.findings import short
from annotator.labels import Item
from annotator.session.coding import Coding
from annotator.session.labelling import NotPossibleError
from annotator.session.session import Session
from annotator.session.suggestions.offering import Taken
from annotator.session.suggestions.suggested import speakers
from annotator.session.zoning import Zoning


def accepted_in_doubt(session: Session) -> Coding | Zoning:
    """Accept the current suggestion, and begin the questions about it; the label is there whatever becomes of them.

    Raises:
        NeedsMoreError: When the codebook asks for what is not suggested.
        NotPossibleError: When nothing is suggested, or the session is read-only.
    """
    if session.offering is None:
        raise NotPossibleError("Nothing is suggested here.")
    taken = session.offering.accept()
    return Zoning(session) if taken.item is None else _coding(session, taken, taken.item)


def _coding(session: Session, taken: Taken, item: Item) -> Coding:
    coding = Coding.accepted(session, item, _shares(session, taken, item))
    words = speakers(taken.suggestion, session.text.content)
    if words and item.link is not None and not item.linked:  # nothing else is as doubtful as who it is
        coding.ask_for(coding.link_step)  # asked with the first question, where it is none of its own
        coding.message = f"Who is “{short(', '.join(words))}”? 1–9, or / to find."
    elif coding.shares:
        coding.ask_for(min(coding.shares, key=coding.shares.__getitem__))
    return coding


def _shares(session: Session, taken: Taken, item: Item) -> dict[str, float]:
    """Return how often the rules are right about each attribute of an item; of what others suggest nothing is known."""
    from annotator.suggest.rightness import share_right  # noqa: PLC0415 - nothing of `suggest` before it is needed

    if not taken.suggestion.origin.startswith("rules/"):
        return {}
    attributes = session.codebook.layers[item.layer].attributes
    found = ((name, share_right(item.layer, name, item.attribute(name))) for name in attributes)
    shares = {name: share for name, share in found if share is not None}
    coded = {name: item.attribute(name) for name in attributes}
    return {name: share for name, share in shares.items() if attributes[name].applies(coded)}
