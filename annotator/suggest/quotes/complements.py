"""What a verb takes that is no clause: an infinitive, an act, a figure, or what it calls something."""

from __future__ import annotations

from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.tokens import WORD

_LONGEST_ADVERBIAL = 7  # tokens between a verb and its infinitive: agreed on Monday to
_SHORT_GERUND = 4  # letters of king
_NEAR_FIGURE = 6  # tokens behind “at”
_FARTHEST_AT = 18  # tokens between a verb and its “at”


def deed(sentence: Sentence, cue: Cue, after: int) -> tuple[int, str] | None:
    """Return where an infinitive, an act or a figure begins: vowed to stay, admitted taking it, put it at 40."""
    infinitive = _infinitive(sentence, after) if "infinitive" in cue.takes else None
    if infinitive is not None:
        return infinitive, "to-infinitive"
    acts = "gerund" in cue.takes and _is_gerund(sentence, after)
    placed = "placing" in cue.takes and _is_placed(sentence, after)
    return (after, "naming") if acts or placed else None


def _infinitive(sentence: Sentence, after: int) -> int | None:
    """Return where an infinitive begins behind a verb: to sell, on Monday to share, never to sell."""
    grammar, tokens = sentence.grammar, sentence.tokens
    first = after
    while sentence.lower(after) in grammar.never:
        after += 1
    if sentence.lower(after) in grammar.to and not sentence.is_over(after + 1):
        hides = any(lower in grammar.anonymous for lower in tokens.lower[after + 1 : after + 4])
        return None if hides else first  # asked not to be named
    lower = sentence.lower(first)
    if not (lower in grammar.prepositions or lower in grammar.time or grammar.is_adverb(tokens, first)):
        return None
    for index in range(first + 1, min(first + _LONGEST_ADVERBIAL, sentence.last)):
        if tokens.kinds[index] != WORD or grammar.is_verbal(tokens, index):
            return None
        if tokens.lower[index] in grammar.to:
            ahead = tokens.lower[index + 1]
            noun = ahead in grammar.openings or tokens.capitals[index + 1]
            return None if noun or ahead[0].isdigit() else index
    return None


def _is_gerund(sentence: Sentence, after: int) -> bool:
    """Tell whether an act follows a verb as its object: admitted taking the money."""
    tokens = sentence.tokens
    lower = sentence.lower(after)
    verbal = lower.endswith("ing") and len(lower) > _SHORT_GERUND and not tokens.capitals[after]
    return verbal and sentence.last > after


def _is_placed(sentence: Sentence, after: int) -> bool:
    """Tell whether a verb puts something at a figure: put the cost at up to 5.9bn crowns."""
    tokens, grammar = sentence.tokens, sentence.grammar
    for index in range(after + 1, min(after + _FARTHEST_AT, sentence.last)):
        if tokens.lower[index] in grammar.placing:
            return any(word[0].isdigit() for word in tokens.words[index + 1 : index + _NEAR_FIGURE])
        if tokens.kinds[index] != WORD or tokens.lower[index] in grammar.finite:
            return False
    return False


def named_until(sentence: Sentence, cue: Cue, start: int, end: int) -> int:
    """Return where what a verb names ends: before a clause that says when or why, or another verb of its subject."""
    tokens, grammar = sentence.tokens, sentence.grammar
    phrase = sentence.subject(cue)
    inside = phrase is not None and sentence.lower(phrase.first - 1) in grammar.whether
    for index in range(start + 1, end + 1):
        if inside and sentence.is_comma(index):
            return index - 1  # in what he described as a routine search, two people died
        if tokens.lower[index] in grammar.and_ and index + 1 < end and _is_past(sentence, index + 1):
            return index - 1  # called himself a baker and sold cakes
        opens = tokens.lower[index] in grammar.when and sentence.has_verb(index + 1, end)
        instead = tokens.lower[index] in grammar.more and sentence.lower(index + 1) in grammar.openers
        if instead and tokens.lower[index - 1] not in grammar.prepositions:
            return index - 1  # put it at 5 rather than 4
        if tokens.lower[index] in grammar.and_ and sentence.lower(index + 1) in grammar.that:
            return index - 1  # had complained about the noise, and that nobody came
        aside = sentence.is_comma(index) and sentence.lower(index + 1) in grammar.relative
        if aside and any(index < cue.first <= end for cue in sentence.cues):
            return index - 1  # hiding the report, which he described as …
        following = tokens.lower[min(index + 1, end)]
        if opens or (sentence.is_comma(index) and (following in grammar.one or following in grammar.contrasts)):
            return index - 1 - int(sentence.is_comma(index - 1))
    return end


def _is_past(sentence: Sentence, index: int) -> bool:
    """Tell whether a word is a verb, and no form of the present."""
    tokens, grammar = sentence.tokens, sentence.grammar
    lower = tokens.lower[index]
    verb = grammar.is_verbal(tokens, index) and lower not in grammar.auxiliaries
    return verb and not lower.endswith(("s", "ing")) and not tokens.capitals[index]


def complements(sentence: Sentence, cue: Cue, after: int) -> bool:
    """Tell whether a naming verb is followed by what it calls something: not “called the police”."""
    grammar, lower = sentence.grammar, sentence.lower(after)
    known = lower in grammar.naming_links or lower in grammar.objects
    if not known and not grammar.opens_phrase(sentence.tokens, after):
        noun = sentence.tokens.kinds[after] == WORD and cue.verb.lemma != "call"
        if not noun or lower in grammar.no_nouns or grammar.is_adverb(sentence.tokens, after):
            return False
    if "judging" in cue.takes:
        end = sentence.clause_end(after, cue)
        linked = any(sentence.lower(index) in grammar.naming_as for index in range(after, end + 1))
        return linked or bool(sentence.quotes_between(after, end))
    if cue.verb.lemma != "call" or len(cue.verb.particles):
        return True
    end = sentence.clause_end(after, cue)
    if sentence.quotes_between(after, end):
        return True
    if sentence.lower(after) in sentence.grammar.objects | {"it", "this", "him"}:
        aside = sentence.is_comma(after + 1)  # the “rescue”, as they call it, will not come
        return not aside and (sentence.lower(after + 1) in sentence.grammar.determiners or end > after)
    return any(sentence.lower(index) in {"a", "an"} for index in range(after + 1, end + 1))
