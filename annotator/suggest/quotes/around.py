"""Contents with their attribution behind them or in their middle: The plan, she said, would work."""

from __future__ import annotations

from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.phrases import Phrase

_LEAST_HEADLINE = (
    3  # tokens from which a content may lack a verb that is known: Old trees drink at night, study suggests
)


def record_around(
    sentence: Sentence,
    cue: Cue | tuple[int, int],
    phrase: Phrase | None,
    comma: int,
    after: int,
    *,
    rule: str = "trailing",
) -> None:
    """Record the clause before a comma, and what goes on with it behind the attribution."""
    if comma <= 0:
        return  # , she said, …: nothing stands before it
    tokens = sentence.tokens
    first, last = sentence.clause_start(comma - 1), comma - 1
    if last < first or (last in sentence.taken):
        return
    pieces = [(first, last)]
    if sentence.is_comma(after) and not sentence.is_over(after + 1):
        start = after + 1
        whole = sentence.has_verb(first, last) and sentence.lower(first) not in sentence.grammar.openers
        goes_on = tokens.lower[start] in sentence.grammar.going_on and not any(c.first > start for c in sentence.cues)
        if (not whole or goes_on) and not any(c.first == start for c in sentence.cues):
            end = sentence.clause_end(start, cue if isinstance(cue, Cue) else None)
            if end >= start and start not in sentence.taken:
                pieces.append((start, end))
    elif not _may_follow(sentence, after):
        return
    long = sentence.is_over(after) and last - first >= _LEAST_HEADLINE and sentence.grammar.opens_phrase(tokens, first)
    if not long and not any(sentence.has_verb(*piece) for piece in pieces):
        return
    sentence.add(pieces, cue, phrase, sentence.form_of(pieces), rule if len(pieces) == 1 else f"{rule}-split")


def _may_follow(sentence: Sentence, after: int) -> bool:
    """Tell whether an attribution behind its content can be over where a token begins."""
    grammar = sentence.grammar
    if sentence.is_over(after) or sentence.is_mark(after, ";:"):
        return True
    lower = sentence.lower(after)
    return lower in grammar.openers or lower in grammar.conjunctions or lower in grammar.to
