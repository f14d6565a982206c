"""The sentences of a paragraph as the rules read them: “Who needs it?” Lund recalled. is one, not two."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.suggest.quotes.quoting import Quoted, sentences_around
from annotator.suggest.quotes.sentence import Sentence, ends_asking
from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import tokens_of

_LONGEST_ATTRIBUTION = 200  # code points


def stretches(content: str, place: Range, marks: Quoted, grammar: Grammar) -> Iterator[Range]:
    """Yield the sentences of a paragraph; a quotation that asks or exclaims is one with its attribution.

    Args:
        content: The text.
        place: The paragraph.
        marks: Its quotations.
        grammar: The language.
    """
    held: Range | None = None
    quotations = set(marks.ranges)
    for stretch in sentences_around(content, place, marks.ranges, marks.every):
        if held is not None and _attributes(content, stretch, marks, grammar):
            yield held[0], stretch[1]
            held = None
            continue
        if held is not None:
            yield held
        held = stretch if stretch in quotations and ends_asking(content, stretch[1]) else None
        if held is None:
            yield stretch
    if held is not None:
        yield held


def _attributes(content: str, stretch: Range, marks: Quoted, grammar: Grammar) -> bool:
    """Tell whether a sentence is nothing but who spoke: Lund recalled."""
    if stretch[1] - stretch[0] > _LONGEST_ATTRIBUTION:
        return False
    parts = tokens_of(content, stretch, marks.ranges, grammar.language)
    sentence = Sentence(grammar, parts[0]) if len(parts) == 1 else None
    if sentence is None or not sentence.cues or sentence.quotes:
        return False
    cue = sentence.cues[0]
    phrase = sentence.subject(cue) if "quote" in cue.takes else None
    return phrase is not None and phrase.first == 0 and sentence.is_over(sentence.after_adverbials(cue.last + 1))
