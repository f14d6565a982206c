"""What words tell of the attributes of a quote or claim beyond its form or type, as `source-framing` defines them.

A cue tells the reporter's stance and the source's attitude; the words of a claim tell how certain it is put forward,
and whether it is affirmed. What the words do not tell (credibility, evidence) is not suggested.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggest.grammar import Grammar
from annotator.suggest.language import Verb

_ATTITUDES = ("eventuality", "fact", "belief")
_STANCES = ("distancing", "endorsing")
_NOT = ("n't", "n’t")


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
            if verb.particles == tuple(words[place + 1 : place + 1 + len(verb.particles)]):
                return verb
    return None


def of_claim(kind: str, words: Sequence[str], cue: str | None, grammar: Grammar) -> dict[str, str]:
    """Return certainty, polarity and checkworthiness of a claim.

    Args:
        kind: Its type.
        words: Its words, in lower case and in order, with straight apostrophes.
        cue: The words of the cue it is credited with; None where there is none.
        grammar: The language.
    """
    cues = (cue or "").lower().split()
    every = (*words, *cues)
    have = set(every)
    if have & grammar.possible:
        certainty = "possible"
    elif have & grammar.probable:
        certainty = "probable"
    else:
        certainty = "certain"
    denied = sum(word in grammar.denials or word in grammar.negations or word.endswith(_NOT) for word in every)
    checkworthiness = "non_factual" if kind == "value_judgement" else "check_worthy"
    return {
        "checkworthiness": checkworthiness,
        "certainty": certainty,
        "polarity": "negative" if denied % 2 else "positive",
    }
