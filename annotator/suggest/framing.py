"""Frames: paragraphs whose words are charged with one side of an issue, and clauses that persuade by a known turn.

Few and right: a paragraph is suggested where at least three different words or wordings of one frame stand in it, and
at least twice as many as of any other. What it does for the frame, and whether it is slanted, is said where words tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.rules import score_of
from annotator.suggest.statements.clauses import statements
from annotator.suggest.statements.streams import of_sentence
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import WORD
from annotator.suggest.words.wording import Wording

_WORD = re.compile(r"\w+(?:['-]\w+)*+")
_LEAST = 3  # different charged words that make a frame
_AHEAD = 2  # times as many as of any other frame
_OWN_SHARE = 0.5  # of a paragraph that a source's words fill, so that it is the one that frames
_FRAME_OF = {
    "appeal_to_popularity": "public_opinion",
    "flag_waving": "cultural_identity",
    "appeal_to_fear_prejudice": "security_defense",
}
"""The frame of a technique where no charged word tells another."""


def frames_in(
    content: str, place: Range, attributions: Sequence[Attribution], grammar: Grammar
) -> Iterator[Suggestion]:
    """Yield the frame of a paragraph, if its words tell one.

    Args:
        content: The text.
        place: The paragraph.
        attributions: What was attributed in it, for whose framing it is.
        grammar: The language.
    """
    lists = grammar.wording
    words = _words(content, (place,))
    frame = _dominant(words, lists, _LEAST, _AHEAD)
    if frame is None:
        return
    sources, resolved = _voice(place, attributions)
    attributes = {"frame": frame, **_function(words, lists)}
    if not sources:
        attributes |= _bias(_words(content, _outside(place, attributions)), lists)
    rule = "frame-words"
    yield Suggestion("frames", (place,), None, sources, resolved, attributes, rule, score_of(rule))


def turns_in(sentence: Sentence) -> Iterator[Suggestion]:
    """Yield the clauses of a sentence, in the author's voice, that persuade by a turn that the word lists know.

    Args:
        sentence: The sentence, with what was attributed in it.
    """
    tokens, grammar = sentence.tokens, sentence.grammar
    lists = grammar.wording
    if not lists.turns.any_in(tokens.lower):
        return
    stream = of_sentence(tokens)
    taken = [piece for item in sentence.found for piece in item.pieces]
    for kept in statements(stream, grammar):
        words = [tokens.lower[index] for index in kept if tokens.kinds[index] == WORD]
        technique = next(
            (name for name in _FRAME_OF if name in lists.techniques and lists.techniques[name].any_in(words)), None
        )
        spans = stream.ranges(kept)
        if technique is None or any(start <= spans[0][0] < end for start, end in taken):
            continue
        attributes = {"frame": _FRAME_OF[technique], "technique": technique}
        rule = "frame-technique"
        yield Suggestion("frames", spans, None, (), (), attributes, rule, score_of(rule))


def described(content: str, spans: Sequence[Range], grammar: Grammar) -> dict[str, str]:
    """Return what words that somebody marked as a frame tell of it: frame, function, technique, bias; empty if nothing.

    Args:
        content: The text.
        spans: The words of the frame.
        grammar: The language.
    """
    lists = grammar.wording
    words = _words(content, spans)
    technique = next((name for name, phrases in lists.techniques.items() if phrases.any_in(words)), None)
    frame = _dominant(words, lists, 1, 1) or _FRAME_OF.get(technique or "")
    found = {"frame": frame} if frame else {}
    found |= _function(words, lists) | _bias(words, lists)
    return found | ({"technique": technique} if technique else {})


def _words(content: str, spans: Sequence[Range]) -> list[str]:
    return " ".join([word for start, end in spans for word in _WORD.findall(content, start, end)]).lower().split()


def _dominant(words: Sequence[str], lists: Wording, least: int, ahead: int) -> str | None:
    """Return the frame that most different charged words belong to, if there are enough, and more than of others."""
    found = lists.charged.found_in(words)
    if len(found) < least:
        return None
    ranked = [*Counter(lists.frames[entry] for entry in found).most_common(2), ("", 0)]
    if ranked[0][1] < least or ranked[0][1] < ahead * ranked[1][1] or ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]


def _function(words: Sequence[str], lists: Wording) -> dict[str, str]:
    """Return what words do for the frame, if one wording tells: remedy, judgement, cause or problem, in this order."""
    return next(({"function": name} for name, phrases in lists.functions.items() if phrases.any_in(words)), {})


def _bias(words: Sequence[str], lists: Wording) -> dict[str, str]:
    """Return bias and polarity where words that are never neutral stand among them."""
    return {"bias": "lexical", "polarity": "negative"} if lists.slanted.any_in(words) else {}


def _voice(place: Range, attributions: Sequence[Attribution]) -> tuple[tuple[tuple[Range, ...], ...], tuple[str, ...]]:
    """Return the sources whose framing a paragraph reports: those of most of its words, the same all through."""
    speech = [item for item in attributions if item.form != "scare" and item.sources]
    if not speech or len({item.resolved for item in speech}) > 1 or not speech[0].resolved:
        return (), ()
    start, end = place
    share = sum(min(last, end) - max(first, start) for item in speech for first, last in item.pieces if first < end)
    if share < _OWN_SHARE * (end - start):
        return (), ()
    return tuple((source,) for source in speech[0].sources), speech[0].resolved


def _outside(place: Range, attributions: Sequence[Attribution]) -> list[Range]:
    """Return a paragraph without what is attributed to somebody: the author's own words."""
    found: list[Range] = []
    current = place[0]
    for first, last in sorted(piece for item in attributions for piece in item.pieces):
        if current < first <= place[1]:
            found.append((current, first))
        current = max(current, last)
    return [*found, (current, place[1])] if current < place[1] else found
