"""Candidate claims: what somebody is quoted with, and what the author tells, one suggestion for each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.suggest.clauses import statements
from annotator.suggest.grammar import Grammar
from annotator.suggest.kinds import SAID, TOLD, kind_of
from annotator.suggest.rules import score_of
from annotator.suggest.sentence import Attribution, Sentence
from annotator.suggest.streams import Stream, of_content, of_sentence, words_of
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.tokens import MARK, Tokens, tokens_of
from annotator.suggest.values import of_claim
from annotator.suggest.wording import wording

Claimant = Mapping[str, object] | None
_NAMING = "naming"


def claims_in(
    content: str,
    sentence: Sentence,
    claimants: Sequence[Claimant],
    goes_on: Attribution | None = None,
    known_of_that: Claimant = None,
) -> list[Suggestion]:
    """Return the candidate claims of one sentence.

    Args:
        content: The text.
        sentence: The sentence, with what was attributed in it.
        claimants: For each attribution what is known of its source.
        goes_on: Where the sentence is nothing but a quotation that goes on: who it is credited to.
        known_of_that: What is known of the source of that one.
    """
    tokens, grammar = sentence.tokens, sentence.grammar
    place = tokens.starts[0], tokens.ends[-1]
    found: list[Suggestion] = []
    speech = [pair for pair in zip(sentence.found, claimants, strict=True) if pair[0].form != "scare"]
    if goes_on is not None and not speech:
        speech = [(goes_on, known_of_that)]
    for item, known in speech:
        pieces = [piece for piece in item.pieces if place[0] <= piece[0] and piece[1] <= place[1]]
        for stream in of_content(content, tokens, pieces, grammar):
            found += _said(content, stream, item, known, grammar)
    if not any(item.form == "direct" and not item.sources for item, _ in speech):
        found += _told(content, sentence, speech)
    return _without_repeats(found)


def _said(
    content: str, stream: Stream, item: Attribution, known: Claimant, grammar: Grammar
) -> list[Suggestion]:
    """Return the claims in the words of a source."""
    if stream.asks or not len(stream.tokens):
        return []
    cue = content[slice(*item.cue)] if item.cue else None
    found = []
    for kept in statements(stream, grammar):
        words = words_of(stream.tokens, kept, content)
        if not words:
            continue
        if item.rule == _NAMING:
            kind, rule = _named(words, cue, known, grammar)
        else:
            kind, rule = kind_of(words, cue, known or {}, grammar)
        attributes = {"type": kind, **of_claim(kind, words, cue, grammar, known or {})}
        sources = tuple((source,) for source in item.sources)
        rule = rule or SAID
        spans = stream.ranges(kept)
        found.append(Suggestion("claims", spans, None, sources, item.resolved, attributes, rule, score_of(rule)))
    return found


def _named(words: Sequence[str], cue: str | None, known: Claimant, grammar: Grammar) -> tuple[str, str | None]:
    """Return the type of what somebody is called: a judgement, where no other type has a sign."""
    kind, rule = kind_of(words, cue, known or {}, grammar)
    accused = (cue or "").lower().split()
    naming = any("naming" in verb.takes and "judging" not in verb.takes for word in accused for verb in grammar.cues.get(word, ()))
    if rule is None and naming and " of " not in f" {' '.join(words)} ":
        return "value_judgement", "claim-judgement"
    return kind, rule


def _told(content: str, sentence: Sentence, speech: Sequence[tuple[Attribution, Claimant]]) -> list[Suggestion]:
    """Return the claims of the author: the clauses that have nothing of an attribution in them."""
    tokens, grammar = sentence.tokens, sentence.grammar
    stream = of_sentence(tokens)
    lists = wording(grammar)
    if stream.asks or tokens.lower[0] in lists.imperatives:
        return []
    taken = [piece for item, _ in speech for piece in (*item.pieces, *([item.cue] if item.cue else []), *item.sources)]
    found = []
    for kept in statements(stream, grammar):
        first, last = tokens.starts[kept[0]], tokens.ends[kept[-1]]
        if any(start < last and first < end for start, end in taken):
            continue
        if not _tells(tokens, kept, grammar):
            continue
        words = words_of(tokens, kept, content)
        kind, rule = kind_of(words, None, None, grammar)
        attributes = {"type": kind, **of_claim(kind, words, None, grammar, None)}
        rule = rule or TOLD
        found.append(Suggestion("claims", stream.ranges(kept), None, (), (), attributes, rule, score_of(rule)))
    return found


def _tells(tokens: Tokens, kept: Sequence[int], grammar: Grammar) -> bool:
    """Tell whether words are a statement and not a heading or an exclamation: there is a verb in them."""
    finite = wording(grammar).finite
    return any(
        tokens.kinds[index] != MARK and (grammar.is_verbal(tokens, index) or tokens.lower[index] in finite)
        for index in kept
    )


def _without_repeats(found: list[Suggestion]) -> list[Suggestion]:
    seen: set[tuple[Range, ...]] = set()
    kept = []
    for item in sorted(found, key=lambda one: one.spans):
        if item.spans not in seen:
            seen.add(item.spans)
            kept.append(item)
    return kept


def described(
    content: str, spans: Sequence[Range], cue: str | None, claimant: Mapping[str, object] | None, grammar: Grammar
) -> dict[str, str]:
    """Return what words that somebody marked as a claim tell of it: always a type, and the values of the words.

    Args:
        content: The text.
        spans: The words of the claim.
        cue: The words of the cue it is credited with; None where there is none.
        claimant: What is coded or known of its source, by the names of the codebook; None for the author's own voice.
        grammar: The language.
    """
    words: list[str] = []
    for place in spans:
        for tokens in tokens_of(content, place, (), grammar.language):
            words += words_of(tokens, range(len(tokens)), content)
    kind, _ = kind_of(words, cue, claimant, grammar)
    return {"type": kind, **of_claim(kind, words, cue, grammar, claimant)}
