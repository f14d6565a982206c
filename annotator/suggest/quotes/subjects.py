"""Who a sentence is about, when a cue has no subject of its own."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import WORD


def shared_source(sentence: Sentence, cue: Cue) -> Phrase | None:
    """Return the source of the attribution before: the subject that “adding” or “and warned” share."""
    tokens = sentence.tokens
    said = [other for other in sentence.cues if other.first < cue.first and not other.passive]
    said.sort(key=lambda other: ("quote" in other.takes, other.first))  # told them he had seen it, adding: who told
    for other in reversed(said):
        phrase = sentence.subject(other)
        if phrase is None and not other.participle:
            phrase = following.after(sentence.grammar, tokens, other.last + 1, cue.first - 1)
        if phrase is not None:
            return phrase
    return main_subject(sentence, cue.first - 1)


def main_subject(sentence: Sentence, last: int) -> Phrase | None:
    """Return the subject of a sentence, if it can speak: what stands before its first verb."""
    tokens, grammar = sentence.tokens, sentence.grammar
    floor = _behind_lead(sentence, last)
    for index in range(floor, last + 1):
        if index and tokens.kinds[index] == WORD and not tokens.capitals[index] and grammar.is_verbal(tokens, index):
            if tokens.lower[index - 1] in grammar.determiners:
                continue
            phrase = sentence.before(index, floor)
            return phrase if phrase and can_speak(sentence, phrase) else None
    pronoun = Phrase(((0, 0),), 0, 0)
    return pronoun if last > 0 and tokens.lower[0] in grammar.pronouns and can_speak(sentence, pronoun) else None


def _behind_lead(sentence: Sentence, last: int) -> int:
    """Return where the main clause begins behind one that leads up to it: Asked whether they could win, Roe laughed."""
    tokens, grammar = sentence.tokens, sentence.grammar
    opener = tokens.lower[0]
    leads = opener in grammar.openers or (opener.endswith(("ed", "ing")) and opener in grammar.cues)
    if not leads or grammar.capital_nouns:
        return 0
    return next((i + 1 for i in range(1, last) if sentence.is_comma(i)), 0)


def can_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase names a person, a group or a document, rather than a thing."""
    tokens, grammar = sentence.tokens, sentence.grammar
    first, last = phrase.names[0]
    if tokens.lower[first] in grammar.pronouns:
        return tokens.lower[first] in grammar.speaking
    if grammar.capital_nouns and any(tokens.capitals[i] and tokens.capitals[i + 1] for i in range(first, last)):
        return True
    return any(
        tokens.lower[index] in grammar.roles or (grammar.is_name(tokens, index) and not grammar.capital_nouns)
        for index in range(first, last + 1)
    )
