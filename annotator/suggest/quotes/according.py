"""Sources named without a verb: according to the report, laut Brandel, under the Harbour Act."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.around import record_around
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import QUOTE

_LONGEST_DESCRIPTION = 15  # tokens


def read_according(sentence: Sentence) -> None:
    """Find the attributions of a sentence that have no verb."""
    _according(sentence)
    _law(sentence)
    _as_said(sentence)


def _according(sentence: Sentence) -> None:
    """Find “according to” and its like."""
    tokens, grammar = sentence.tokens, sentence.grammar
    past = 0
    for index in [index for index, lower in enumerate(tokens.lower) if lower in grammar.crediting]:
        if index < past:
            continue
        size = grammar.according_at(tokens, index)
        if tokens.lower[index] in grammar.so and sentence.is_comma(index - 1) and not _is_used(sentence, index):
            size = 1
        if not size:
            if tokens.lower[index] in grammar.postposed:
                _postposed(sentence, index)
            continue
        past = index + size
        own = index + size
        own += (
            grammar.capital_nouns and own < len(tokens) and tokens.lower[own] in grammar.prepositions
        )  # Nach Ansicht von
        phrase = following.after(grammar, tokens, own)
        if phrase is not None and not _is_used(sentence, index):
            _record_according(sentence, index, size, phrase)


def _is_used(sentence: Sentence, index: int) -> bool:
    start = sentence.tokens.starts[index]
    return any(found.cue is not None and found.cue[0] == start for found in sentence.found)


def _record_according(sentence: Sentence, index: int, size: int, phrase: Phrase) -> None:
    tokens = sentence.tokens
    cue = (index, index + size - 1)
    lead = sentence.clause_start(index)
    begins = all(
        tokens.lower[i] in sentence.grammar.conjunctions
        or sentence.grammar.is_adverb(tokens, i)
        or sentence.is_comma(i)
        for i in range(lead, index)
    )
    if begins:
        start = phrase.last + 1
        if "clause-after-comma" not in sentence.grammar.traits and not sentence.is_comma(start):
            phrase, start = _to_comma(sentence, phrase)
        if sentence.is_comma(start):
            start += 1
            if sentence.lower(start) in sentence.grammar.asides:  # seen by the Courier, …
                start = next((i + 1 for i in range(start, sentence.last) if sentence.is_comma(i)), start)
        elif "clause-after-comma" not in sentence.grammar.traits:
            return
        if sentence.is_over(start) and tokens.kinds[min(start, sentence.last)] != QUOTE:
            return
        end = sentence.clause_end(start, None)
        if end >= start:
            pieces = [(start, end)]
            sentence.add(pieces, cue, phrase, sentence.form_of(pieces), "according")
        return
    quote = phrase.last + 2
    if sentence.is_comma(phrase.last + 1) and quote < len(tokens) and tokens.kinds[quote] == QUOTE:
        opened = sentence.is_comma(index - 1) and sentence.lower(index - 2) in sentence.grammar.auxiliaries
        if opened and quote not in sentence.taken:  # which was, in the words of her coach, “…”
            sentence.add([(quote, quote)], cue, phrase, "direct", "according")
            return
    comma = index - 1 if sentence.is_comma(index - 1) else index
    behind = phrase.last + 1
    behind += sentence.lower(behind) in sentence.grammar.asides  # a study | published on Tuesday
    record_around(sentence, cue, phrase, comma, sentence.after_adverbials(behind), rule="according")


def _to_comma(sentence: Sentence, phrase: Phrase) -> tuple[Phrase, int]:
    """Return a source with what stands between it and the comma: a poll released on Tuesday by the university, …."""
    comma = phrase.last + 1
    while comma <= sentence.last and comma - phrase.last <= _LONGEST_DESCRIPTION and not sentence.is_comma(comma):
        comma += 1
    if not sentence.is_comma(comma) or sentence.quotes_between(phrase.last + 1, comma):
        return phrase, phrase.last + 1
    names = (*phrase.names[:-1], (phrase.names[-1][0], comma - 1))
    return Phrase(names, phrase.first, comma - 1), comma


def _postposed(sentence: Sentence, index: int) -> None:
    """Record “X zufolge”, which stands behind its source."""
    phrase = sentence.before(index, 0)
    if phrase is None:
        return
    if phrase.first == 0 or sentence.clause_start(phrase.first) == phrase.first:
        end = sentence.clause_end(index + 1, None)
        if end > index:
            pieces = [(index + 1, end)]
            sentence.add(pieces, (index, index), phrase, sentence.form_of(pieces), "according")
    elif sentence.is_comma(phrase.first - 1):
        record_around(sentence, (index, index), phrase, phrase.first - 1, index + 1, rule="according")


def _as_said(sentence: Sentence) -> None:
    """Find “As Brandel said, the mill …”."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if tokens.lower[0] not in grammar.as_said or not sentence.cues:
        return
    cue = sentence.cues[0]
    comma = sentence.after_adverbials(cue.last + 1)
    if cue.first in sentence.used or cue.passive or not sentence.is_comma(comma) or "quote" not in cue.takes:
        return
    phrase = sentence.subject(cue, 1)
    if phrase is None or phrase.first != 1 or not sentence.has_verb(comma + 1, sentence.last):
        return
    end = sentence.clause_end(comma + 1, cue)
    if end > comma + 1 and comma + 1 not in sentence.taken:
        pieces = [(comma + 1, end)]
        sentence.add(pieces, cue, phrase, sentence.form_of(pieces), "according")


def _law(sentence: Sentence) -> None:
    """Find “Under the Harbour Act, …”: a law or contract as the source of what it says."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if tokens.lower[0] not in grammar.under or len(tokens) < 4:  # noqa: PLR2004
        return
    phrase = following.after(grammar, tokens, 1)
    if phrase is None or len(phrase.names) > 1 or not sentence.is_comma(phrase.last + 1):
        return
    if not any(tokens.lower[index] in grammar.law for index in range(phrase.first, phrase.last + 1)):
        return
    start = phrase.last + 2
    if sentence.has_verb(start, sentence.last):
        end = sentence.clause_end(start, None)
        sentence.add([(start, end)], (0, 0), phrase, sentence.form_of([(start, end)]), "law")
