"""What the words that name a source tell of it, for the evidence that its word is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annotator.suggest.words.grammar import Grammar

_WORD = re.compile(r"\w[\w'’-]*")


def known_of(words: str, grammar: Grammar, behind: str = "") -> dict[str, object]:
    """Return type, expertise, proximity and affiliation of a source, as far as its words tell.

    Beside these attributes of the codebook there may be `law` and `court`: it is a law or treaty, or it is a court.

    Args:
        words: The words as written, with the apposition beside them.
        grammar: The language.
        behind: What stands behind them in the text; a clause with who says more of them.
    """
    lists = grammar.wording
    more = behind.lstrip(", ")
    relative = _WORD.match(more)
    if relative is not None and relative[0] in grammar.relative:
        words += ", " + more.partition(",")[0]
    found = [word.lower() for word in _WORD.findall(words)]
    heads = _head_of(words, grammar)
    known: dict[str, object] = {"type": _type_of(heads, grammar)}
    last = heads[-1]
    if last in grammar.law:
        known["type"], known["law"] = "document", True
    elif last in lists.claim_records:
        known["type"] = "document"
    if not lists.courts.isdisjoint(heads):
        known |= {"court": True, "expertise": "relevant", "affiliation": "government"}
    elif not lists.claim_experts.isdisjoint(found):
        known |= {"expertise": "relevant", "proximity": "second_hand"}
    elif not lists.witnesses.isdisjoint(found):
        known["proximity"] = "participant"
    elif not lists.officers.isdisjoint(found):
        known |= {"affiliation": "government", "proximity": "participant"}
    elif not lists.firms.isdisjoint(found):
        known |= {"affiliation": "corporate", "proximity": "participant"}
    return known


def _head_of(words: str, grammar: Grammar) -> list[str]:
    """Return the words of a phrase up to what hangs on them, in lower case; an empty word where there is none."""
    found = [word.lower() for word in _WORD.findall(words.partition(",")[0])]
    cut = next((place for place, word in enumerate(found) if place and word in grammar.prepositions), len(found))
    return found[:cut] or [""]


def _type_of(head: list[str], grammar: Grammar) -> str:
    """Return the type of a source, as far as it matters for evidence: written, counted, or somebody."""
    if not grammar.polls.isdisjoint(head):
        return "vote_poll"
    if head[-1] in grammar.databases:
        return "database"
    if head[-1] in grammar.documents:
        return "document"
    return "named_group" if head[-1] in grammar.bodies else "named_individual"


def joined(older: Mapping[str, object] | None, newer: Mapping[str, object]) -> dict[str, object]:
    """Return what is known of a source from all the words that named it; the fullest words come first."""
    if older is None:
        return dict(newer)
    return {**newer, **older}
