"""The words that may make claims, a stream for each sentence: of the text, or of a content inside its quotation marks.

A content that is one quotation, or a quotation interrupted by who says it, is read as the sentences that stand in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.tokens import LONGEST, MARK, QUOTE, WORD, Tokens, tokens_of
from annotator.text.sentences import sentences

_MARKS = "\"`“”„‟«»‹›'‘’‚ \u00a0\t\r\n"
_ENDS = ".!?…"


@dataclass(slots=True)
class Stream:
    """The words of one sentence.

    Attributes:
        tokens: The words.
        gaps: The tokens before which something is left out, such as who says it.
        asks: The sentence is a question.
    """

    tokens: Tokens
    gaps: set[int] = field(default_factory=set)
    asks: bool = False

    def ranges(self, kept: Sequence[int]) -> tuple[Range, ...]:
        """Return the stretches of the text that some tokens, in order, take up."""
        if kept and not self.gaps and kept[-1] - kept[0] == len(kept) - 1:
            return ((self.tokens.starts[kept[0]], self.tokens.ends[kept[-1]]),)
        found: list[Range] = []
        last = -2
        for index in kept:
            if index == last + 1 and index not in self.gaps:
                found[-1] = (found[-1][0], self.tokens.ends[index])
            else:
                found.append((self.tokens.starts[index], self.tokens.ends[index]))
            last = index
        return tuple(found)


def of_sentence(tokens: Tokens) -> Stream:
    """Return a sentence of the text as a stream."""
    return Stream(tokens, asks=tokens.words[-1] == "?")


def of_content(content: str, tokens: Tokens, pieces: Sequence[Range], grammar: Grammar) -> list[Stream]:
    """Return the streams of a content.

    Args:
        content: The text.
        tokens: The sentence that it stands in; whole quotations are one token.
        pieces: The pieces of the content.
        grammar: The language.
    """
    streams: list[Stream] = []
    open_ended = False
    for piece in pieces:
        for part in _parts(content, tokens, piece, grammar):
            if not part.words:
                continue
            if open_ended and len(streams[-1].tokens) < LONGEST:
                _append(streams[-1], part)
            else:
                streams.append(Stream(part))
            last = part.words[-1]
            open_ended = last not in _ENDS
            streams[-1].asks = last == "?"
    return streams


def _parts(content: str, tokens: Tokens, piece: Range, grammar: Grammar) -> list[Tokens]:
    """Return the sentences of a piece; several only where it is one quotation."""
    first = bisect_left(tokens.starts, piece[0])
    kept = range(first, max(first, bisect_right(tokens.ends, piece[1])))
    if kept and not (len(kept) == 1 and tokens.kinds[kept[0]] == QUOTE):
        part = Tokens()
        part.extend(tokens, kept.start, kept.stop)
        return [part]
    start, end = piece
    inner = content[start:end]
    start, end = start + len(inner) - len(inner.lstrip(_MARKS)), start + len(inner.rstrip(_MARKS))
    if start >= end:
        return []
    return [
        part for place in sentences(content, start, end) for part in tokens_of(content, place, (), grammar.language)
    ]


def _append(stream: Stream, part: Tokens) -> None:
    """Let a stream go on behind a gap; the mark before the gap is left out."""
    tokens = stream.tokens
    while len(tokens) and tokens.kinds[-1] == MARK and tokens.words[-1] in ",–—-":
        tokens.pop()
    stream.gaps.add(len(tokens))
    tokens.extend(part)


def words_of(tokens: Tokens, kept: Sequence[int], content: str) -> list[str]:
    """Return words in lower case, those of quotations among them too."""
    if QUOTE not in tokens.kinds:
        return [tokens.lower[index] for index in kept if tokens.kinds[index] == WORD]
    found: list[str] = []
    for index in kept:
        kind = tokens.kinds[index]
        if kind == WORD:
            found.append(tokens.lower[index])
        elif kind == QUOTE:
            found += content[tokens.starts[index] : tokens.ends[index]].lower().replace("’", "'").strip(_MARKS).split()
    return found
