"""Quotations that no cue in their sentence claims: speech that goes on, titles and terms, scare quotes."""

from __future__ import annotations

import re

from annotator.suggest.quotes.sentence import Sentence
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import WORD

_LONGEST_SCARE = 5  # words
_LEAST_SPEECH = 7  # words from which a fragment is somebody's words rather than a mocking term
_TERMINAL = ".!?…"
_EDGES = "\"`“”„‟«»‹›'‘’‚「」『』 \u00a0"
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "vs",
        "with",
        "und",
        "der",
        "die",
        "das",
        "von",
        "im",
        "am",
    ]
)
_WORD = re.compile(r"\w[\w'’.-]*")
_NEAR = 3  # tokens before a quotation that tell what it is


def is_alone(sentence: Sentence) -> bool:
    """Tell whether a sentence is nothing but quotations."""
    return bool(sentence.quotes) and WORD not in sentence.tokens.kinds


def is_speech(content: str, sentence: Sentence, quote: int) -> bool:
    """Tell whether a quotation reads like something said: a sentence of its own, or many words."""
    inner = inside(content, sentence, quote)
    words = _WORD.findall(inner)
    if len(words) >= _LEAST_SPEECH:
        return True
    return bool(words) and inner[-1] in _TERMINAL and words[0][0].isupper() and len(words) > 1


def kind_of(content: str, sentence: Sentence, quote: int) -> str:
    """Return what an unclaimed quotation inside a sentence is: name, title, term, scare or fragment."""
    tokens, grammar = sentence.tokens, sentence.grammar
    inner = inside(content, sentence, quote)
    words = _WORD.findall(inner)
    if not words:
        return "name"
    before = tokens.lower[max(0, quote - _NEAR) : quote]
    if _is_nickname(sentence, quote, words):
        return "name"
    if len(words) <= _LONGEST_SCARE and any(word in grammar.terms for word in before):
        return "scare" if "so-called" in before or any(w.startswith("sogenannt") for w in before) else "term"
    if any(word in grammar.works for word in before) and words[0][0].isupper():
        return "title"
    led = bool(before) and (before[-1] in grammar.prepositions or before[-1].endswith("'s"))
    if _is_title(grammar, words, tokens.lower[quote + 1 : quote + 3], inner, led=led):
        return "title"
    if len(words) > _LONGEST_SCARE:
        return "fragment"
    return "scare"


def inside(content: str, sentence: Sentence, quote: int) -> str:
    """Return a quotation without its marks."""
    return content[sentence.tokens.starts[quote] : sentence.tokens.ends[quote]].strip(_EDGES)


def _is_nickname(sentence: Sentence, quote: int, words: list[str]) -> bool:
    tokens = sentence.tokens
    if len(words) > 2 or not 0 < quote < len(tokens) - 1:  # noqa: PLR2004
        return False
    between = tokens.capitals[quote - 1] and tokens.capitals[quote + 1] and tokens.kinds[quote - 1] == WORD
    return between and words[0][0].isupper()


def _is_title(grammar: Grammar, words: list[str], following: list[str], inner: str, *, led: bool) -> bool:
    """Tell whether words are capitalised as in the title of a work."""
    if any(word in grammar.works for word in following) and words[0][0].isupper():
        return True
    if inner[-1] in _TERMINAL and len(words) <= 2 and not led:  # noqa: PLR2004 - “Never!”
        return False
    great = [word for word in words if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in great)
    if grammar.capital_nouns:
        return len(words) > 1 and all(word[0].isupper() for word in words)
    return (
        len(words) > 1 and bool(great) and capitals == len(great) and (words[0][0].isupper() or words[0][0].isdigit())
    )
