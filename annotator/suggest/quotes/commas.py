"""What follows a comma, in a language that puts one before what somebody said: sagte, er bleibe; betonte, dass."""

from __future__ import annotations

from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.sentence import Sentence

_FARTHEST = 12  # tokens between a verb that takes an infinitive and the comma before its content
_INFINITIVES = frozenset({"haben", "sein", "werden"})


def comma_before(sentence: Sentence, cue: Cue, after: int) -> int | None:
    """Return the comma that a language puts before a content: right behind the verb, or behind whom it asks."""
    if "clause-after-comma" not in sentence.grammar.traits:
        return None
    farthest = _FARTHEST if "infinitive" in cue.takes else 1
    for index in range(after, min(after + farthest, sentence.last)):
        if sentence.is_comma(index):
            return None if sentence.has_verb(after, index) and index > after else index
    behind = sentence.after_adverbials(after)  # sagte am Montag, die Brücke sei sicher
    return behind if behind > after and sentence.is_comma(behind) else None


def after_comma(sentence: Sentence, cue: Cue, start: int) -> tuple[int, str] | None:
    """Return the content of a language that puts a comma before it (German)."""
    lower = sentence.lower(start)
    if lower in sentence.grammar.that and "that" in cue.takes:
        return start + 1, "that-clause"
    if lower in sentence.grammar.whether:
        return (start, "whether-clause") if cue.takes & {"whether", "quote"} else None
    relative = lower in sentence.grammar.relative and lower not in sentence.grammar.determiners
    if relative or lower in sentence.grammar.conjunctions:
        return None
    if "infinitive" in cue.takes and _has_infinitive(sentence, start):
        return start, "to-infinitive"
    if "clause" in cue.takes and sentence.has_verb(start, sentence.last) and lower not in sentence.grammar.openers:
        return start, "bare-clause"
    return None


def _has_infinitive(sentence: Sentence, start: int) -> bool:
    """Tell whether a clause ends in an infinitive of a language that puts it last: …, das Dach zu reparieren."""
    grammar, tokens = sentence.grammar, sentence.tokens
    stop = next((i for i in range(start, sentence.last) if sentence.is_comma(i)), sentence.last + 1)
    finite = any(lower in grammar.auxiliaries and lower not in _INFINITIVES for lower in tokens.lower[start:stop])
    return not finite and any(tokens.lower[i] in grammar.to for i in range(max(start, stop - 4), stop))
