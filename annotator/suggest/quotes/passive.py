"""Reports in the passive: they were told that …, she is said to …, it is understood that …, described by Roe as “…”."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.extents import to_main_verb
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import WORD

_LONGEST_BETWEEN = 8  # tokens between a cue and what follows it: was announced on Friday that
_LONGEST_NAME = 14  # tokens of “by …”


def read_passive(sentence: Sentence) -> None:
    """Find the attributions of a sentence whose cue is a passive.

    Args:
        sentence: Where to look, and where they are recorded.
    """
    if sentence.grammar.separable:
        return
    for cue in sentence.cues:
        if cue.first in sentence.used or cue.participle:
            continue
        if (cue.passive and not sentence.lower(cue.last).endswith("s")) or _stands_alone(sentence, cue):
            _read(sentence, cue)


def _stands_alone(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a participle opens a clause of its own: Described by the judge as “a menace”, …."""
    form = sentence.lower(cue.first)
    opens = cue.first == 0 or sentence.is_comma(cue.first - 1)
    return opens and form.endswith("ed") and sentence.lower(cue.last + 1) in sentence.grammar.agent


def _read(sentence: Sentence, cue: Cue) -> None:
    grammar, takes = sentence.grammar, cue.takes
    phrase, after = _agent(sentence, cue.last + 1)
    start = _start(sentence, cue, after)
    if start is None:
        if "clause" in takes and _is_impersonal(sentence, cue) and sentence.has_verb(after + 1, sentence.last):
            _record(sentence, cue, phrase, after)
        return
    word = sentence.lower(start)
    if word in grammar.that and takes & {"that", "clause"}:
        _record(sentence, cue, phrase, start + 1)
    elif word in grammar.to and takes & {"clause", "that", "infinitive", "naming"} and not _is_tool(sentence, start):
        if phrase is not None or sentence.lower(cue.last) not in grammar.future:  # is expected to: it only will
            _record(sentence, cue, phrase, start)
    elif word in grammar.naming_as and "naming" in takes and cue.verb.lemma not in grammar.summoning:
        _record_as(sentence, cue, phrase, start)
    elif word in grammar.inside and cue.verb.lemma in grammar.accusing:
        _record(sentence, cue, phrase, start)


def _is_impersonal(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether nobody is the subject: It is understood he was briefed."""
    opens = sentence.lower(cue.first - 1) in sentence.grammar.neuter and cue.first == 1
    return opens and sentence.grammar.opens_phrase(sentence.tokens, min(cue.last + 1, sentence.last))


def _agent(sentence: Sentence, after: int) -> tuple[Phrase | None, int]:
    """Return who is named by “by”, and what follows."""
    if sentence.lower(after) not in sentence.grammar.agent:
        return None, after
    phrase = following.after(sentence.grammar, sentence.tokens, after + 1, after + _LONGEST_NAME)
    return (phrase, phrase.last + 1) if phrase is not None else (None, after)


def _start(sentence: Sentence, cue: Cue, after: int) -> int | None:
    """Return the token that opens a content: “that”, “to”, “as”, “of”; adverbials may stand before it."""
    grammar, tokens = sentence.grammar, sentence.tokens
    if sentence.lower(after) in grammar.behind_passives:
        return after
    if not cue.takes & {"that", "clause"}:
        return None
    for index in range(after, min(after + _LONGEST_BETWEEN, len(tokens))):
        if tokens.lower[index] in grammar.that and sentence.lower(sentence.clause_start(cue.first)) in grammar.neuter:
            return index
        if tokens.kinds[index] != WORD or grammar.is_verbal(tokens, index):
            break
    return None


def _is_tool(sentence: Sentence, to: int) -> bool:
    """Tell whether “to” is no infinitive: was reported to the police."""
    grammar, tokens = sentence.grammar, sentence.tokens
    following_word = sentence.lower(to + 1)
    if sentence.is_over(to + 1) or tokens.kinds[to + 1] != WORD:
        return True
    named = following_word in grammar.openings
    return named or tokens.capitals[to + 1]


def _record(sentence: Sentence, cue: Cue, phrase: Phrase | None, start: int) -> None:
    """Record a clause, an infinitive, or what somebody was accused of; a “by” behind an infinitive is its own."""
    end = sentence.clause_end(start, cue)
    for index in range(start + 1, end):
        if sentence.is_comma(index) and sentence.lower(start - 1) not in sentence.grammar.that:
            end = index - 1
            break
    if _is_reduced(sentence, cue):
        end = to_main_verb(sentence, start, end)
    if end <= start:
        return
    form = sentence.form_of([(start, end)])
    sentence.add([(start, end)], cue, phrase, "mixed" if form == "direct" else form, "passive")


def _is_reduced(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue hangs on a noun that has another verb: a foreman accused of theft was cleared."""
    relative = sentence.lower(cue.first - 1) in sentence.grammar.relative
    return relative or sentence.lower(cue.first) not in sentence.grammar.auxiliaries


def _record_as(sentence: Sentence, cue: Cue, phrase: Phrase | None, start: int) -> None:
    """Record what something was called: was described as “reckless” by Lund."""
    grammar, tokens = sentence.grammar, sentence.tokens
    end = start
    for index in range(start + 1, sentence.clause_end(start, cue) + 1):
        if sentence.is_comma(index) or tokens.lower[index] in grammar.openers:
            break
        if tokens.lower[index] in grammar.agent and phrase is None:
            phrase = following.after(grammar, tokens, index + 1)
            if phrase is not None:
                break
        end = index
    quoted = bool(sentence.quotes_between(start, end))
    if end == start or (not quoted and phrase is None and "judging" in cue.takes):
        return
    sentence.add([(start, end)], cue, phrase, "mixed" if quoted else "indirect", "passive")
