"""Reported speech without quotation marks, or with only some words in them."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.according import read_according
from annotator.suggest.quotes.around import record_around
from annotator.suggest.quotes.commas import after_comma, comma_before
from annotator.suggest.quotes.complements import complements, deed, named_until
from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.extents import to_main_verb
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.quotes.subjects import shared_source
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import QUOTE, WORD

_FARTHEST_THAT = 18  # tokens between a verb and its “that”
_LONGEST_POINTED = 4  # tokens of what “that” points at, itself included
_NEUTER = frozenset("it this that there which".split())  # noqa: SIM905


def read_indirect(sentence: Sentence) -> None:
    """Find the attributions of a sentence that are not quotations alone."""
    read_according(sentence)
    for cue in sentence.cues:
        if cue.first not in sentence.used and not cue.passive:
            _read(sentence, cue)


def _read(sentence: Sentence, cue: Cue) -> None:
    phrase = sentence.subject(cue, _floor(sentence, cue))
    aside = cue.participle and sentence.is_comma(cue.first - 1)  # denied that he wanted to, | saying he would stay
    if phrase is not None and not aside and _speaks(sentence, phrase, cue):
        after = cue.last + 1
    elif cue.participle or sentence.lower(cue.first - 1) in sentence.grammar.conjunctions:
        if cue.participle and not (
            sentence.is_comma(cue.first - 1)
            or sentence.lower(cue.first - 1) in sentence.grammar.and_
            or sentence.lower(cue.last + 1) in sentence.grammar.that
            or sentence.lower(cue.first - 1) in sentence.grammar.statements  # released a statement saying
        ):
            return
        phrase = shared_source(sentence, cue)
        if phrase is None:
            return
        after = cue.last + 1
    else:
        _inverted(sentence, cue)
        return
    content = _content_after(sentence, cue, after)
    if content is None:
        _trailing(sentence, cue, phrase, after)
    else:
        _record(sentence, cue, phrase, *content)


def _record(sentence: Sentence, cue: Cue, phrase: Phrase, start: int, rule: str) -> None:
    """Record a content that follows its cue."""
    end = sentence.clause_end(start, cue)
    if end + 1 in sentence.taken and _is_inside(sentence, cue):
        return  # quoted words are left to what reads nested quotes
    if rule == "naming":
        end = named_until(sentence, cue, start, end)
    if rule == "to-infinitive" and sentence.lower(cue.first - 1) in sentence.grammar.relative:
        end = to_main_verb(sentence, start, end)  # two men who refused to leave | were arrested
    if rule == "to-infinitive":
        end = next((i - 1 for i in range(start + 1, end) if sentence.is_comma(i)), end)
    end -= end > start and sentence.lower(end) in cue.verb.particles  # wies die Vorwürfe | zurück
    alone = sentence.tokens.kinds[start] == QUOTE or rule == "to-infinitive" or "answering" in cue.takes
    if end > start or (end == start and alone):
        pieces = [(start, end)]
        form = sentence.form_of(pieces)
        rule = "mixed-clause" if form != "indirect" and rule != "naming" else rule
        sentence.add(pieces, cue, phrase, "mixed" if form == "direct" and rule == "naming" else form, rule)


def _floor(sentence: Sentence, cue: Cue) -> int:
    taken = [index for index in sentence.taken if index < cue.first]
    return max(taken) + 1 if taken else 0


def _speaks(sentence: Sentence, phrase: Phrase, cue: Cue) -> bool:
    """Tell whether a subject can be a source: not “it” or “there”, and no clause word."""
    first, last = phrase.names[0]
    lower = sentence.tokens.lower[first]
    if first == last and lower in sentence.grammar.authors:
        return False
    if first == last and lower in _NEUTER:
        return lower == "it" and not cue.takes.isdisjoint({"quote", "naming"})
    return True


def _content_after(sentence: Sentence, cue: Cue, after: int) -> tuple[int, str] | None:
    """Return where the content begins that follows a cue, and the rule that says so."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if sentence.is_over(after):
        return None
    comma = comma_before(sentence, cue, after)
    if comma is not None:
        return after_comma(sentence, cue, comma + 1)
    that = _that(sentence, cue, after)
    if that is not None:
        stands = that == after and sentence.lower(that + 1) in grammar.auxiliaries  # said that would be enough
        return (that, "bare-clause") if stands else (that + 1, "that-clause")
    lower = tokens.lower[after]
    if lower in grammar.whether and "whether" in cue.takes and sentence.has_verb(after + 1, sentence.last):
        return after, "whether-clause"
    act = deed(sentence, cue, after)
    if act is not None:
        return act
    if (cue.takes >= {"object", "infinitive"} and "quote" not in cue.takes) or cue.verb.lemma in {
        "ask",
        "urge",
        "tell",
    }:
        to = next((i for i in range(after + 1, min(after + 7, len(tokens))) if tokens.lower[i] in grammar.to), None)
        if to is not None and grammar.opens_phrase(tokens, after) and not sentence.has_verb(after, to - 1):
            return after, "to-infinitive"
    if "answering" in cue.takes and lower in grammar.answered and _closes(sentence, after + 1):
        return after, "naming"
    if "naming" in cue.takes and complements(sentence, cue, after):
        return after, "naming"
    return _bare_clause(sentence, cue, after)


def _bare_clause(sentence: Sentence, cue: Cue, after: int) -> tuple[int, str] | None:
    """Return where a content without “that” begins."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if "clause" in cue.takes:
        start = _after_object(sentence, after) if "object" in cue.takes else after
        exists = tokens.lower[start] in _NEUTER and sentence.lower(start + 1) in grammar.auxiliaries  # there was none
        if start == after and tokens.kinds[start] == WORD and not (exists or grammar.opens_phrase(tokens, start)):
            start = sentence.after_adverbials(after)
            if sentence.lower(start) in grammar.that:
                return None
        if start <= sentence.last and _is_clause(sentence, start, sentence.clause_end(start, cue)):
            return start, "bare-clause"
    return None


def _closes(sentence: Sentence, index: int) -> bool:
    return sentence.is_over(index) or sentence.is_comma(index)


def _is_inside(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue is part of what somebody said, some of it quoted."""
    place = sentence.tokens.starts[cue.first]
    return any(item.form == "mixed" and any(a <= place < b for a, b in item.pieces) for item in sentence.found)


def _that(sentence: Sentence, cue: Cue, after: int) -> int | None:
    """Return the “that” of a cue: right behind it, or behind whom it was said to, when or where."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if not cue.takes & {"that", "clause"}:
        return None
    reach = _FARTHEST_THAT if "quote" in cue.takes or "object" in cue.takes else 1
    for index in range(after, min(after + reach, len(tokens))):
        lower = tokens.lower[index]
        if tokens.kinds[index] == QUOTE or sentence.is_mark(index, ":;"):
            return None
        if lower in grammar.that:
            following = sentence.lower(index + 1)
            relative = index > after and (following in grammar.auxiliaries or following in grammar.verbs)
            over = index + 2 > sentence.last and tokens.kinds[min(index + 1, sentence.last)] != QUOTE
            points = index == after and "naming" in cue.takes and _points(sentence, index)
            return None if relative or over or points or sentence.is_comma(index + 1) else index
        if lower in grammar.auxiliaries or lower in grammar.verbs or (lower in grammar.whether and index == after):
            return None
        beside = (
            lower.endswith("ing")
            and lower in grammar.cues
            and sentence.lower(index + 1) in grammar.that
            and index > after
        )
        if beside or (lower in grammar.that_nouns and lower not in grammar.statements):
            return None  # wrote to the minister demanding that …, denied reports that …
    return None


def _points(sentence: Sentence, that: int) -> bool:
    """Tell whether “that” points at a thing and opens no clause: disputes that figure, saying …."""
    tokens = sentence.tokens
    stop = next((i for i in range(that + 1, len(tokens)) if tokens.kinds[i] != WORD), len(tokens))
    named = stop == that + 2 or (stop - that <= _LONGEST_POINTED and not sentence.has_verb(that + 1, stop - 1))
    return named and (sentence.is_over(stop) or sentence.lower(stop + 1).endswith("ing"))


def _after_object(sentence: Sentence, after: int) -> int:
    """Return the token behind the person addressed: told reporters …, told him …."""
    tokens, grammar = sentence.tokens, sentence.grammar
    lower = tokens.lower[after]
    if lower in grammar.objects:
        return sentence.after_adverbials(after + 1)
    index = after
    if lower in grammar.determiners:
        index += 1
        while index < len(tokens) and tokens.kinds[index] == WORD:
            if tokens.lower[index] in grammar.linking and index > after + 1:
                break
            if (
                grammar.opens_phrase(tokens, index)
                and not tokens.capitals[index]
                and tokens.lower[index] not in grammar.roles
            ):
                break
            if tokens.capitals[index] and not tokens.capitals[index - 1] and index > after + 2:
                break
            index += 1
    else:
        while index < len(tokens) and (tokens.capitals[index] or (index > after and tokens.words[index].isdigit())):
            index += 1
    return sentence.after_adverbials(index) if index < len(tokens) else after


def _is_clause(sentence: Sentence, start: int, last: int) -> bool:  # noqa: C901 - one table of cases
    """Tell whether a clause with a subject and a finite verb begins with a token."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if tokens.kinds[start] != WORD and not sentence.is_mark(start, "$€£"):
        if tokens.kinds[start] != QUOTE or start >= last:
            return False
        lower = tokens.lower
        linked = (i for i in range(start + 1, last) if lower[i] in grammar.relative or lower[i] in grammar.that)
        return sentence.has_verb(start + 1, next(linked, last + 1) - 1)  # not in: offered “free” meals that cost a lot
    first = tokens.lower[start]
    if (first in grammar.prepositions and first not in grammar.openers) or first in grammar.conjunctions:
        return False
    if first in grammar.auxiliaries:
        subject, mark, _ = first.partition("'")
        return mark != "" and (subject in grammar.pronouns or subject in _NEUTER)  # he's, they'll, that's
    for index in range(start + 1, min(start + 30, last) + 1):
        if tokens.kinds[index] == QUOTE:
            return True
        if tokens.kinds[index] != WORD:
            if tokens.kinds[index] != QUOTE and sentence.is_comma(index) and index - start < 3:  # noqa: PLR2004
                return False
            continue
        here = tokens.lower[index]
        if here in grammar.relative and index - start <= 4:  # noqa: PLR2004 - the claims that were made
            return tokens.lower[start] in grammar.pronouns
        if grammar.is_verbal(tokens, index) and tokens.lower[index - 1] not in grammar.to:
            if tokens.lower[index - 1] in grammar.determiners and here not in grammar.auxiliaries:
                continue
            return True
    return False


def _trailing(sentence: Sentence, cue: Cue, phrase: Phrase, after: int) -> None:
    """Record a content with its attribution behind it or in its middle: The plan, she said, would work."""
    before = phrase.first - 1
    if not sentence.is_comma(before) or not cue.takes & {"clause", "that"} or "naming" in cue.takes:
        return
    if "clause" not in cue.takes and not sentence.grammar.negations.isdisjoint(
        sentence.tokens.lower[cue.first : cue.last + 1]
    ):
        return  # asked about it, his office did not respond
    behind = after
    if "object" in cue.takes and not sentence.is_over(after) and sentence.tokens.kinds[after] == WORD:
        behind = _after_object(sentence, after)  # …, he told the Post
    record_around(sentence, cue, phrase, before, sentence.after_adverbials(behind))


def _inverted(sentence: Sentence, cue: Cue) -> None:
    """Record a content before a cue whose subject follows it: The plan would work, said the mayor."""
    if not sentence.is_comma(cue.first - 1) or "quote" not in cue.takes or cue.participle:
        return
    phrase = following.after(sentence.grammar, sentence.tokens, cue.last + 1)
    if phrase is not None:
        after = phrase.last + 1
        after += sentence.lower(after) in cue.verb.particles
        record_around(sentence, cue, phrase, cue.first - 1, sentence.after_adverbials(after))
