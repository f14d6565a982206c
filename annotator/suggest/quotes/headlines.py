"""What only headlines do: Minister: no new tolls; ‘We lost everything’: families return."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.quotes.subjects import can_speak
from annotator.suggest.quotes.transcript import NO_SPEAKERS
from annotator.suggest.suggestion import Range
from annotator.suggest.words.tokens import WORD

_LONGEST_SPEAKER = 7  # tokens before the colon
_LEAST_WORDS = 2


def read_headline(sentence: Sentence) -> None:
    """Find what a headline credits by a colon alone.

    Args:
        sentence: A headline, where what is found is recorded.
    """
    tokens = sentence.tokens
    if not len(tokens) or sentence.found:
        return
    quotes = sentence.quotes
    if quotes[:1] == [0] and sentence.is_mark(1, ":"):
        speaker = _speaker(sentence, 2, sentence.last, whole=False)
        item = Attribution([tokens.range(0, 0)], None, [speaker] if speaker else [], "direct", "headline")
        sentence.taken.add(0)
        sentence.found.append(item)
        return
    read_label(sentence)


def read_label(sentence: Sentence) -> None:
    """Find words without quotation marks behind a speaker and a colon: Police: two people have been arrested."""
    tokens = sentence.tokens
    lead = tokens.words[1:_LONGEST_SPEAKER]
    if ":" not in lead:
        return
    colon = 1 + lead.index(":")
    if colon + _LEAST_WORDS > sentence.last or sentence.found or tokens.kinds[colon + 1] != WORD:
        return
    first = next((i for i in range(colon) if ":" not in tokens.words[i]), colon)  # 16:30 Police: …
    speaker = _speaker(sentence, first, colon - 1, whole=True)
    if speaker is not None:
        pieces = [(colon + 1, sentence.last)]
        item = sentence.add(pieces, None, None, sentence.form_of(pieces), "headline")
        item.sources = [speaker]


def _speaker(sentence: Sentence, first: int, last: int, *, whole: bool) -> Range | None:
    """Return the phrase that begins with a token if it names somebody who speaks."""
    tokens, grammar = sentence.tokens, sentence.grammar
    phrase = following.after(grammar, tokens, first, last)
    if phrase is None or len(phrase.names) > 1 or not can_speak(sentence, phrase) or (whole and phrase.last != last):
        return None
    if tokens.lower[phrase.first] in NO_SPEAKERS:
        return None
    words = range(phrase.first, phrase.last + 1)
    named = sum(tokens.capitals[i] for i in words) > 1
    roles = grammar.speaking_roles
    if not named and not any(tokens.lower[i] in roles for i in words):
        return None
    known = [i for i in words if tokens.lower[i] in roles]
    return tokens.range(phrase.first, known[-1] if known and not whole and not named else phrase.last)
