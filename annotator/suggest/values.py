"""What words tell of the attributes of a quote or claim beyond its form or type, as `source-framing` defines them.

A cue tells the reporter's stance and the source's attitude; the words of a claim tell how certain it is put forward,
and whether it is affirmed. What the words do not tell (credibility, evidence) is not suggested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from annotator.suggest.statements.claim_types import has_figure, is_share_of_people
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.language import Verb

_ATTITUDES = ("eventuality", "fact", "belief")
_STANCES = ("distancing", "endorsing")
_NOT = ("n't", "n’t")
_ADDRESS = ("http", "www.")
_SUBJECT = 4  # words in which a clause names a law that it is about
_PEOPLE = ("named_individual", "unnamed_individual", "named_group", "unnamed_group")
_PRIVATE = ("victim", "witness")
_INTERESTED = ("government", "political_group", "corporate", "industry_group", "union")
_WRITTEN: dict[object, str] = {"document": "document", "database": "data", "vote_poll": "data"}


def of_quote(form: str, rule: str, cue: str | None, grammar: Grammar) -> dict[str, str]:
    """Return stance, attitude and channel, as far as the cue tells.

    Args:
        form: The form of the quote.
        rule: The rule that found it.
        cue: The words of the cue; None where there is none.
        grammar: The language.
    """
    if form == "scare":
        return {}
    words = (cue or "").lower().split()
    verb = _verb(words, grammar)
    told = verb.takes if verb is not None else frozenset[str]()
    stance = next((name for name in _STANCES if name in told), "neutral")
    attitude = next((name for name in _ATTITUDES if name in told), "assertion")
    if rule == "to-infinitive" and attitude == "assertion":
        attitude = "eventuality"
    channel = {"channel": "social_media"} if "social_media" in told else {}
    return {"stance": stance, "attitude": attitude, **channel}


def _verb(words: Sequence[str], grammar: Grammar) -> Verb | None:
    """Return the reporting verb in a cue, the last where auxiliaries could be one."""
    for place in range(len(words) - 1, -1, -1):
        for verb in grammar.cues.get(words[place], ()):
            particles = verb.particles
            if not particles or particles == tuple(words[place + 1 : place + 1 + len(particles)]):
                return verb
    return None


def of_claim(
    kind: str, words: Sequence[str], cue: str | None, grammar: Grammar, claimant: Mapping[str, object] | None = None
) -> dict[str, str]:
    """Return checkworthiness, certainty, polarity and evidence of a claim.

    Args:
        kind: Its type.
        words: Its words, in lower case and in order, with straight apostrophes.
        cue: The words of the cue it is credited with; None where there is none.
        grammar: The language.
        claimant: What is coded or known of its source: type, proximity, expertise, affiliation; None for the author's
            own voice, empty for a source that nothing is known of.
    """
    cues = (cue or "").lower().split()
    have = grammar.wording.telling.intersection(words)
    links = kind == "correlation_causation" and not have.isdisjoint(grammar.wording.reasons)
    return {
        "checkworthiness": _checkworthiness(kind, words, have, claimant, grammar),
        "certainty": _certainty(kind, words, have, cues, grammar),
        "polarity": "positive" if links else _polarity(words, have, cues, grammar),
        "evidence": _evidence(kind, words, claimant, grammar),
    }


def _certainty(kind: str, words: Sequence[str], have: AbstractSet[str], cues: Sequence[str], grammar: Grammar) -> str:
    """Return how certain a claim is put forward: what a rule allows and what somebody once thought are no hedges."""
    lists = grammar.wording
    if words and words[0] in lists.conditions:
        return "underspecified"
    if kind == "personal_experience":
        return "certain"
    if kind != "law_or_rule" and _standing(words, have & grammar.possible, grammar):
        return "possible"
    verb = _verb(cues, grammar)
    if _guesses(words, have, grammar) or not grammar.probable.isdisjoint(cues) or (verb and "belief" in verb.takes):
        return "probable"
    return "certain"


def _standing(words: Sequence[str], listed: AbstractSet[str], grammar: Grammar) -> set[str]:
    """Return which words of a list stand among some words; a month is none that has the name of one: in May."""
    if not listed:
        return set()
    return {
        word
        for place, word in enumerate(words)
        if word in listed
        and (word not in grammar.month_names or not place or words[place - 1] not in grammar.prepositions)
    }


def _guesses(words: Sequence[str], have: AbstractSet[str], grammar: Grammar) -> bool:
    """Tell whether a clause itself says that something is probable, and not one within it."""
    found = _standing(words, have & grammar.probable, grammar)
    for before, word in pairwise(words if found else ()):
        if before in grammar.relative or before in grammar.to:
            found.discard(word)
    return bool(found)


def _polarity(words: Sequence[str], have: AbstractSet[str], cues: Sequence[str], grammar: Grammar) -> str:
    """Return whether it is affirmed or denied that something is so, by the clause itself and not by those in it."""
    lists = grammar.wording
    if lists.says_contrast.any_in(words, have):
        return "positive"
    denied = sum(_denies(cues, place, grammar) for place in range(len(cues)))
    for place, word in enumerate(words if _may_deny(words, have, grammar) else ()):
        if place > 1 and (word in lists.relatives or word in lists.reasons):
            break
        if place > 1 and word in grammar.that and words[place + 1 : place + 2] and _is_verb(words[place + 1], grammar):
            break
        if word in grammar.negations or word in grammar.denials or word.endswith(_NOT):
            denied += _denies(words, place, grammar)
    return "negative" if denied % 2 else "positive"


def _may_deny(words: Sequence[str], have: AbstractSet[str], grammar: Grammar) -> bool:
    """Tell whether a negation stands anywhere among words."""
    if not have.isdisjoint(grammar.denying):
        return True
    text = " ".join(words)
    return _NOT[0] in text or _NOT[1] in text


def _is_verb(word: str, grammar: Grammar) -> bool:
    return word in grammar.auxiliaries or word in grammar.verbs


def _denies(words: Sequence[str], place: int, grammar: Grammar) -> bool:
    """Tell whether a word negates; without is no denial, nor is refusing a thing, or being there to doubt it."""
    word = words[place]
    if word in grammar.negations or word.endswith(_NOT):
        return True
    if word not in grammar.denials or word in grammar.prepositions or (place and words[place - 1] in grammar.to):
        return False
    following = words[place + 1] if place + 1 < len(words) else ""
    return word not in grammar.wording.refusing or not following or following in grammar.to


def _checkworthiness(
    kind: str,
    words: Sequence[str],
    have: AbstractSet[str],
    claimant: Mapping[str, object] | None,
    grammar: Grammar,
) -> str:
    """Return whether a fact-checker should spend time on a claim: it is a fact, and it matters to the public."""
    lists = grammar.wording
    if kind == "value_judgement":
        return "non_factual"
    if kind == "personal_experience":
        return "unimportant"
    if kind == "prediction":
        return "check_worthy" if have.isdisjoint(lists.only_judgements) else "non_factual"
    if kind != "other" or not have.isdisjoint(lists.public) or has_figure(words, lists):
        return "check_worthy"
    private = claimant is None or claimant.get("affiliation") in _PRIVATE or claimant.get("proximity") == "eyewitness"
    return "unimportant" if private else "check_worthy"


def _evidence(kind: str, words: Sequence[str], claimant: Mapping[str, object] | None, grammar: Grammar) -> str:
    """Return what is offered in support of a claim, from who makes it."""
    text = " ".join(words)
    if (_ADDRESS[0] in text or _ADDRESS[1] in text) and any(word.startswith(_ADDRESS) for word in words):
        return "link"
    if claimant is None:
        return _own_evidence(kind, words, grammar)
    source = claimant.get("type")
    if source in _WRITTEN:
        return _WRITTEN[source]
    if kind == "personal_experience":
        return "eyewitness"
    if kind == "value_judgement":
        return "expert" if claimant.get("affiliation") == "academic" else "none"
    there = claimant.get("proximity") in {"eyewitness", "participant"}
    expert = claimant.get("expertise") == "relevant"
    interested = there and claimant.get("affiliation") in _INTERESTED
    if kind in {"prediction", "law_or_rule"}:
        return "expert" if expert and (kind == "law_or_rule" or not interested) else "none"
    if expert and not interested:
        return "expert"
    if there or (source in _PEOPLE and set(words) & grammar.wording.us):
        return "eyewitness"
    return "none"


def _own_evidence(kind: str, words: Sequence[str], grammar: Grammar) -> str:
    """Return what the author offers: having been there, or what the claim is about, a law or a statistic."""
    about = set(words[:_SUBJECT])
    if kind == "personal_experience":
        return "eyewitness"
    if kind == "quantity" and (about & grammar.counted or is_share_of_people(words, grammar)):
        return "data"
    return "document" if kind == "law_or_rule" and about & grammar.law else "none"
