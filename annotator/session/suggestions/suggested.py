"""A suggestion in words: what it would label, who says it, why it is suggested and how often that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.codebook import Codebook
from annotator.files.findings import short
from annotator.labels import Quote, Source
from annotator.session.suggestions.rejections import MAIN_VALUES

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.session.suggestions.offering import Taken
    from annotator.suggest.suggestion import Suggestion

_SAID = {"quotes": "said by", "claims": "claimed by", "frames": "in the voice of"}


def value_of(suggestion: Suggestion, codebook: Codebook) -> str:
    """Return what a suggestion would be coded as, as a person reads it; empty where it does not say."""
    name = MAIN_VALUES.get(suggestion.layer, "")
    value = suggestion.attributes.get(name, "")
    layer = None if suggestion.layer == "zones" else codebook.layers.get(suggestion.layer)
    attribute = layer.attributes.get(name) if layer else None
    known = attribute.by_value.get(value) if attribute else None
    return known.shown if known else value.replace("_", " ")


def details_of(suggestion: Suggestion, codebook: Codebook) -> list[str]:
    """Return what else a suggestion would be coded with, as a person reads it: stance, certainty and the like."""
    layer = None if suggestion.layer == "zones" else codebook.layers.get(suggestion.layer)
    found = []
    for name, attribute in layer.attributes.items() if layer else ():
        value = suggestion.attributes.get(name)
        if value is not None and name != MAIN_VALUES[suggestion.layer]:
            known = attribute.by_value.get(value)
            found += [known.shown] if known else [value] if attribute.kind == "text" else []
    return found


def speakers(suggestion: Suggestion, content: str) -> list[str]:
    """Return who a suggestion names, by name as far as that is known, else in the words of the text."""
    if suggestion.resolved:
        return [" ".join(name.split()) for name in suggestion.resolved]
    return [" ".join(content[source[0][0] : source[-1][1]].split()) for source in suggestion.sources]


def why(suggestion: Suggestion) -> str:
    """Return which rule found a suggestion, in words; of a plug-in, its name and what it calls its reason."""
    from annotator.suggest.rules import RULES  # noqa: PLC0415 - nothing of `suggest` before it is needed

    if suggestion.origin.startswith("rules/") and suggestion.rule in RULES:
        return RULES[suggestion.rule].finds
    return f"{suggestion.origin}: {suggestion.rule}"


def how_often(suggestion: Suggestion) -> str:
    """Return how often what found a suggestion is right."""
    return f"right {suggestion.score:.0%} of the time".replace("%", " %") if suggestion.score else "never measured"


def described(session: Session, suggestion: Suggestion) -> str:
    """Return a suggestion in a few words: which of how many, what, who says it, how often that is right."""
    assert session.offering is not None
    still = session.offering.open_in(session.cursor.paragraph)
    who = ", ".join(speakers(suggestion, session.text.content))
    details = details_of(suggestion, session.codebook)
    what = " · ".join(part for part in (value_of(suggestion, session.codebook), who, *details) if part)
    number = f"{still.index(suggestion) + 1} of {len(still)}" if suggestion in still else "1"
    return f"Suggestion {number}: {suggestion.layer[:-1]}, {what}; {how_often(suggestion)}."


def told_accepted(session: Session, taken: Taken) -> str:
    """Return the sentence about a suggestion that became a label."""
    value = value_of(taken.suggestion, session.codebook)
    item = taken.item
    if item is None:
        paragraph = session.units.paragraph_at(taken.suggestion.spans[0][0])
        return f"Paragraph {paragraph + 1}: {value}, accepted."
    what = f"{item.id} {value}".rstrip()
    names = [
        f"{source.name} ({source.id}{', new' if source.id in taken.made else ''})"
        for source in map(session.index.get, item.linked)
        if isinstance(source, Source)
    ]
    if names:
        return f"{what}, {_SAID[item.layer]} {' and '.join(names)}, accepted."
    words = speakers(taken.suggestion, session.text.content)
    if words:
        return f"{what} accepted. Who “{short(', '.join(words))}” is, you must say: 1–9 or w."
    return f"{what} accepted, with no source." if isinstance(item, Quote) else f"{what} accepted, the author’s own."


def told_rejected(session: Session, suggestion: Suggestion) -> str:
    """Return the sentence about a suggestion that was turned down."""
    words = " ".join(session.text.content[slice(*suggestion.spans[0])].split())
    return f"Rejected: {value_of(suggestion, session.codebook)}, {short(words)}. Undo brings it back."
