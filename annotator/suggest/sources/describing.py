"""What the words around a source tell of it: type, affiliation, role, proximity and expertise of `source-framing`."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.sources.affiliations import affiliation_of
from annotator.suggest.sources.calling import called
from annotator.suggest.sources.kinds import GROUPS, PEOPLE, kind_of
from annotator.suggest.sources.names import MOST_MENTIONS, places_of, window
from annotator.suggest.sources.parts import expertise_of, proximity_of, role_of
from annotator.suggest.sources.surroundings import Surroundings, surroundings
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import words_of

__all__ = ["DESCRIBED", "called", "of_source"]

DESCRIBED = ("type", "affiliation", "role", "proximity", "expertise")
"""The attributes that words tell of."""


def of_source(content: str, mentions: Sequence[Range], name: str, grammar: Grammar) -> dict[str, str]:
    """Return the values that the words around a source tell, as far as they do.

    Args:
        content: The text.
        mentions: Where the source is mentioned, in code points; with none only its name tells.
        name: What it is called.
        grammar: The language of the text.

    Returns:
        Values of `type`, `affiliation`, `role`, `proximity` and `expertise`; what the words do not tell is not there,
        nor what the codebook does not ask of the type. `cannot_determine` and `unknown` are given where these words say
        that the source is left open, or where nothing was found of somebody who only informs.
    """
    content, mentions = window(content, mentions)
    seen = [surroundings(content, place, grammar) for place in mentions[:MOST_MENTIONS]] or [
        Surroundings(own=words_of(name))
    ]
    kind = kind_of(content, seen, name, grammar)
    if kind is None:
        return {}
    found = {"type": kind}
    places = places_of(content, mentions, name, grammar, person=kind == "named_individual")
    seen += [surroundings(content, place, grammar) for place in places if place not in mentions]
    if kind in {"vote_poll", "database"}:
        return found
    affiliation = None if kind == "author" else affiliation_of(content, seen, kind, name, grammar)
    if affiliation is not None:
        found["affiliation"] = affiliation
    if kind in GROUPS or kind in PEOPLE:
        role = role_of(seen, kind, affiliation, grammar)
        if role is not None:
            found["role"] = role
    if kind != "document":
        proximity = proximity_of(seen, found, grammar)
        expertise = expertise_of(seen, found, grammar)
        found |= {
            name: value for name, value in (("proximity", proximity), ("expertise", expertise)) if value is not None
        }
    return found
