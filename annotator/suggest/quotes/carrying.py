"""What one paragraph leaves to the next: who spoke last, a quotation that goes on, words that a colon announces."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.suggest.quotes.quoting import Quoted
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.quotes.subjects import can_speak, main_subject, shared_source
from annotator.suggest.suggestion import Range
from annotator.suggest.words.phrases import Phrase


@dataclass(slots=True)
class Open:
    """What one paragraph leaves to the next.

    Attributes:
        last: The last attribution with a source, if it was in the paragraph right before.
        chain: The attribution whose quotation the next paragraph goes on with.
        waiting: Pieces of such a quotation that nobody was credited with yet.
        lead: A subject and cue that a colon at the end of the paragraph announces words of.
    """

    last: Attribution | None = None
    chain: Attribution | None = None
    waiting: list[Range] = field(default_factory=list)
    lead: tuple[list[Range], Range | None] | None = None


def join(sentence: Sentence, before: Open, *, continued: bool) -> None:
    """Let a quotation that goes on from the paragraph before be one with it.

    Args:
        sentence: The first sentence of a paragraph, or another.
        before: What the paragraph before left.
        continued: The sentence begins with a quotation that reopens what was left open.
    """
    if not continued or (sentence.tokens.kinds[0] != '"' and sentence.tokens.words[0] != '"'):
        return
    first = sentence.tokens.range(0, 0)
    own = next((item for item in sentence.found if first in item.pieces), None)
    if own is not None and before.waiting:
        own.pieces[:0] = before.waiting
        before.waiting = []


def leave(left: Open, marks: Quoted, found: list[Attribution], last: Sentence | None) -> None:
    """Note what the next paragraph needs.

    Args:
        left: Where it is noted.
        marks: The quotations of the paragraph.
        found: What was attributed in it.
        last: Its last sentence; None where there is none.
    """
    speech = [item for item in found if item.form != "scare" and item.sources]
    if speech and left.last is None:
        left.last = speech[-1]
    if left.chain is not None and not marks.goes_on:
        left.chain = None
    if marks.goes_on:
        final = marks.ranges[-1]
        owner = next((item for item in reversed(found) if final in item.pieces), left.chain)
        if owner is not None and owner.sources:
            left.chain = owner
        elif not left.waiting:
            if owner is not None:
                found.remove(owner)
            left.waiting = [*(owner.pieces if owner else [final])]
    elif left.waiting:
        found.append(Attribution(left.waiting, None, [], "direct", "unattributed"))
        left.waiting = []
    if last is not None and last.is_mark(len(last.tokens) - 1, ":"):
        left.lead = _announced(last)


def _announced(sentence: Sentence) -> tuple[list[Range], Range | None] | None:
    """Return whose words a colon at the end of a paragraph announces, and the cue."""
    phrase: Phrase | None = None
    for cue in reversed(sentence.cues):
        phrase = shared_source(sentence, cue) if cue.participle else sentence.subject(cue)
        if phrase is not None and cue.first not in sentence.used:
            names = [sentence.tokens.range(*name) for name in phrase.names]
            return names, sentence.tokens.range(cue.first, cue.last)
    phrase = main_subject(sentence, sentence.last)
    if phrase is not None and can_speak(sentence, phrase):
        return [sentence.tokens.range(*name) for name in phrase.names], None
    return None
