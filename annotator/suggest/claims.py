"""Candidate claims: what a quote says, and sentences with a figure, a comparison, a cause, a rule or the future."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from annotator.suggest.grammar import Grammar
from annotator.suggest.rules import score_of
from annotator.suggest.sentence import Attribution
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.values import of_claim

_WORD = re.compile(r"[^\W_][\w'’]*(?:[.,]\d+)*%?")
_EDGES = "\"`“”„‟«»‹›'‘’‚ \u00a0\t\r\n.,;:–—-"
_LONGEST = 60  # words; more are no single claim
_LEAST = 4
_SAID = ("other", "claim-said")
_NOT_A_FIGURE = re.compile(r"(?:19|20)\d\d\Z")


def claims_in(content: str, sentence: Range, attributions: Sequence[Attribution], grammar: Grammar) -> list[Suggestion]:
    """Return the candidate claims of one sentence.

    Args:
        content: The text.
        sentence: Where the sentence is.
        attributions: What was attributed in it.
        grammar: The language.
    """
    found = []
    speech = [item for item in attributions if item.form != "scare"]
    for item in speech:
        inner = tuple(_trimmed(content, piece) for piece in item.pieces)
        found += _candidate(content, inner, grammar, item)
    if not speech:
        found += _candidate(content, (_trimmed(content, sentence),), grammar, None)
    return found


def _trimmed(content: str, stretch: Range) -> Range:
    start, end = stretch
    text = content[start:end]
    return start + len(text) - len(text.lstrip(_EDGES)), start + len(text.rstrip(_EDGES))


def _candidate(content: str, pieces: tuple[Range, ...], grammar: Grammar, item: Attribution | None) -> list[Suggestion]:
    pieces = tuple(piece for piece in pieces if piece[0] < piece[1])
    found = (match[0] for start, end in pieces for match in _WORD.finditer(content, start, end))
    words = [word.lower().replace("’", "'") for word in islice(found, _LONGEST + 1)]
    if not _LEAST <= len(words) <= _LONGEST or content[pieces[-1][1] : pieces[-1][1] + 1] == "?":
        return []
    kind = _kind(words, grammar) or (_SAID if item else None)
    if kind is None:
        return []
    claim_type, rule = kind
    cue = content[slice(*item.cue)] if item and item.cue else None
    attributes = {"type": claim_type, **of_claim(claim_type, words, cue, grammar)}
    sources = tuple((source,) for source in item.sources) if item else ()
    resolved = item.resolved if item else ()
    return [Suggestion("claims", pieces, None, sources, resolved, attributes, rule, score_of(rule))]


def _kind(words: list[str], grammar: Grammar) -> tuple[str, str] | None:
    """Return the type of a claim and the rule that tells, in the codebook's order of precedence."""
    have = set(words)
    if have & grammar.future:
        return "prediction", "claim-prediction"
    if have & grammar.claim_rules:
        return "law_or_rule", "claim-rule"
    if have & grammar.causes:
        return "correlation_causation", "claim-cause"
    figures = [word for word in words if word[0].isdigit() and not _NOT_A_FIGURE.match(word)]
    if figures or have & grammar.quantities:
        return "quantity", "claim-quantity"
    if have & grammar.comparisons:
        return "quantity", "claim-comparison"
    return None
