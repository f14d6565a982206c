"""Quotations that no cue of their sentence claims: speech that goes on, or nobody's words, or scare quotes."""

from __future__ import annotations

from annotator.suggest.quotes import loose
from annotator.suggest.quotes.carrying import Open
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.quotes.subjects import main_subject
from annotator.suggest.suggestion import Range


def credit_alone(
    content: str,
    sentence: Sentence,
    found: list[Attribution],
    previous: Sentence | None,
    *,
    before: Open,
    left: Open,
    continued: bool,
) -> None:
    """Credit a sentence that is nothing but quotations to whom it goes on from.

    Args:
        content: The text.
        sentence: The sentence, where what is found is recorded.
        found: What was found in the paragraph so far.
        previous: The sentence before it in the paragraph.
        before: What the paragraph before left.
        left: What this paragraph leaves.
        continued: The sentence begins with a quotation that reopens what the paragraph before left open.
    """
    pieces = [sentence.tokens.range(index, index) for index in sentence.quotes]
    if continued and before.chain is not None:
        before.chain.pieces += pieces
        left.last = before.chain
        left.chain = before.chain
    elif continued and before.waiting:
        left.waiting = [*before.waiting, *pieces]
    elif not (
        _goes_on(sentence, found, previous, pieces)
        or _is_announced(sentence, previous, before, pieces)
        or (previous is not None and _of_subject(sentence, previous, pieces))
    ):
        if before.last is not None:
            _float(sentence, pieces, before.last)
            return
        for piece in pieces:
            if loose.is_speech(content, sentence, sentence.quotes[0]):
                sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))


def credit_rest(content: str, sentence: Sentence, found: list[Attribution], before: Open) -> None:
    """Say what the quotations are that no cue of the sentence claimed.

    Args:
        content: The text.
        sentence: The sentence, where what is found is recorded.
        found: What was found in the paragraph before this sentence.
        before: What the paragraph before left.
    """
    for quote in sentence.quotes:
        if quote in sentence.taken:
            continue
        piece = sentence.tokens.range(quote, quote)
        kind = loose.kind_of(content, sentence, quote)
        speech = loose.is_speech(content, sentence, quote)
        if quote == 0 and speech:
            own = next((item for item in reversed(found) if item.form == "direct"), None)
            if not _of_subject(sentence, sentence, [piece]):
                if own is not None:
                    _float(sentence, [piece], own)
                else:
                    sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))
        elif speech and sentence.is_mark(quote - 1, ":") and (found or before.last is not None):
            _float(sentence, [piece], next((item for item in reversed(found) if item.sources), before.last))
        elif kind == "fragment" or (kind == "scare" and speech):
            sentence.found.append(Attribution([piece], None, [], "direct", "unattributed"))
        elif kind == "scare":
            sentence.found.append(Attribution([piece], None, [], "scare", "scare"))


def _goes_on(sentence: Sentence, found: list[Attribution], previous: Sentence | None, pieces: list[Range]) -> bool:
    """Credit quotations to whoever spoke in the sentence right before."""
    own = next((item for item in reversed(found) if item.form != "scare"), None)
    if own is None or previous is None:
        return False
    if not (any(item is own for item in previous.found) or loose.is_alone(previous)):
        return False
    if own.form == "direct" and own.cue is not None and own.sources:
        own.pieces += pieces
    else:
        _float(sentence, pieces, own)
    return True


def _is_announced(sentence: Sentence, previous: Sentence | None, before: Open, pieces: list[Range]) -> bool:
    """Credit quotations to whom the colon at the end of the paragraph before names."""
    if previous is not None or before.lead is None:
        return False
    sources, cue = before.lead
    sentence.found.append(Attribution(pieces, cue, sources, "direct", "lead-in"))
    return True


def _of_subject(sentence: Sentence, other: Sentence, pieces: list[Range]) -> bool:
    """Credit quotations to whom a sentence is about: this one, or the one right before."""
    subject = main_subject(other, other.last)
    if subject is None:
        return False
    sources = [other.tokens.range(*name) for name in subject.names]
    sentence.found.append(Attribution(pieces, None, sources, "direct", "floating-subject"))
    return True


def _float(sentence: Sentence, pieces: list[Range], own: Attribution | None) -> None:
    sources, resolved = (list(own.sources), own.resolved) if own is not None else ([], ())
    sentence.found.append(Attribution(pieces, None, sources, "direct", "floating", resolved))
