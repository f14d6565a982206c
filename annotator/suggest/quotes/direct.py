"""Quoted words and who said them, by a cue behind or between the quotations of a sentence; announced has the others."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.announced import read_announced, read_colon
from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.loose import kind_of
from annotator.suggest.quotes.nominal import read_noun_colon
from annotator.suggest.quotes.sentence import CLOSING, Sentence, ends_marked
from annotator.suggest.words.grammar import DASHES
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import MARK, QUOTE, WORD

_FARTHEST = 40  # tokens between a quotation and its cue
_LONG_FRAGMENT = 4  # words from which a quotation may lack its comma


def read_direct(sentence: Sentence, content: str) -> None:
    """Find the attributions of quotations in a sentence.

    Args:
        sentence: Where to look, and where they are recorded.
        content: The text.
    """
    for quote in sentence.quotes:
        if quote not in sentence.taken:
            announced = sentence.is_mark(quote - 1, ":") and read_announced(sentence, quote, content)
            if (
                not announced
                and not _cue_after(sentence, quote, content)
                and not read_announced(sentence, quote, content)
                and not read_noun_colon(sentence, quote)
            ):
                read_colon(sentence, quote)


def _cue_after(sentence: Sentence, quote: int, content: str) -> bool:
    tokens = sentence.tokens
    start = quote + 1
    marked = ends_marked(content, tokens.ends[quote])
    if sentence.is_comma(start):
        start += 1
        marked = True
    if start >= len(tokens) or tokens.kinds[start] != WORD:
        return False
    if tokens.lower[start] in sentence.grammar.naming_as:
        start += 1  # “…,” as the mayor put it
        if start >= len(tokens):
            return False
    lead = _lead(sentence, quote)
    if not marked and not (lead == [(quote, quote)] and _words(content, sentence, quote) >= _LONG_FRAGMENT):
        return False
    named = _named_after(sentence, lead, start)
    return _verb_after(sentence, quote, content, lead, start) if named is None else named


def _named_after(sentence: Sentence, lead: list[tuple[int, int]], start: int) -> bool | None:
    """Record “…,” according to the report, and its kin; None where no such words stand there."""
    tokens, grammar = sentence.tokens, sentence.grammar
    according = grammar.according_at(tokens, start)
    size = according or int(tokens.lower[start] in grammar.so)
    if not size:
        return None
    phrase = following.after(grammar, tokens, start + size)
    if phrase is None or (according and _is_reported(sentence, lead)):
        return False
    rest = sentence.after_adverbials(phrase.last + 1)
    if not according and not sentence.is_mark(rest, ",;:") and not sentence.is_over(rest):
        return False
    rule = "quote-according" if according else "quote-cue-speaker"
    if not according:
        lead = lead + _continued(sentence, phrase.last + 1)
    sentence.add(lead, (start, start + size - 1), phrase, sentence.form_of(lead), rule)
    return True


def _is_reported(sentence: Sentence, lead: list[tuple[int, int]]) -> bool:
    """Tell whether a quotation is part of what a verb before it reports: warns that the plan “will fail”."""
    first = lead[0][0]
    start = sentence.clause_start(first)
    return sentence.tokens.kinds[first - 1] == WORD and any(
        start < cue.first < first and not cue.passive and "that" in cue.takes for cue in sentence.cues
    )


def _verb_after(sentence: Sentence, quote: int, content: str, lead: list[tuple[int, int]], start: int) -> bool:
    """Record “…,” she said and “…,” said the mayor."""
    tokens, grammar = sentence.tokens, sentence.grammar
    for cue in sorted(sentence.cues, key=lambda cue: (tokens.lower[cue.first - 1] in grammar.relative, cue.first)):
        if cue.first < start or cue.first in sentence.used or cue.passive or not cue.takes & {"quote", "clause"}:
            continue
        if cue.first - start > _FARTHEST or any(kind == QUOTE for kind in tokens.kinds[start : cue.first]):
            return False
        found = _speaker_after(sentence, cue, start)
        if found is None:
            if cue.participle:
                continue
            return False
        phrase, rule = found
        behind = max(cue.last, phrase.last if phrase else 0) + 1
        if _may_be_apart(sentence, quote, content, lead) and not _is_complete(sentence, quote, content, behind):
            return False
        pieces = lead + _continued(sentence, behind)
        rule = "quote-split" if len(pieces) > len(lead) else rule
        sentence.add(pieces, cue, phrase, sentence.form_of(pieces), rule)
        return True
    return False


def _speaker_after(sentence: Sentence, cue: Cue, start: int) -> tuple[Phrase | None, str] | None:
    """Return who speaks, by a cue behind a quotation, and the rule; None where the cue is not the quotation's."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if cue.first == start or (cue.first == start + 1 and grammar.is_adverb(tokens, start)):
        phrase = following.after(grammar, tokens, cue.last + 1)
        runs_on = phrase is not None and sentence.lower(phrase.last + 1) in grammar.auxiliaries  # said he would
        return None if runs_on or (cue.participle and phrase is None) else (phrase, "quote-cue-speaker")
    phrase = sentence.subject(cue, start)
    return (phrase, "quote-speaker-cue") if phrase is not None and _opens(sentence, phrase.first, start) else None


def _may_be_apart(sentence: Sentence, quote: int, content: str, lead: list[tuple[int, int]]) -> bool:
    """Tell whether a quotation may have ended its sentence, or belongs to a clause of the reporter's own."""
    end = sentence.tokens.ends[quote]
    stopped = content[max(end - 4, 0) : end].rstrip(CLOSING).endswith(".") and not sentence.is_comma(quote + 1)
    return stopped or lead[-1][0] != quote or (quote > 0 and sentence.tokens.kinds[quote - 1] == WORD)


def _is_complete(sentence: Sentence, quote: int, content: str, after: int) -> bool:
    """Tell whether nothing follows an attribution that would be its content, so that what stands before it is."""
    if kind_of(content, sentence, quote) == "title":
        return False
    place = sentence.after_adverbials(after)
    if sentence.is_mark(place, ":"):
        return False
    return (
        sentence.is_over(place)
        or sentence.tokens.kinds[place] != WORD
        or sentence.lower(place) in sentence.grammar.conjunctions
    )


def _opens(sentence: Sentence, first: int, start: int) -> bool:
    """Tell whether a subject begins right behind the quotation, conjunctions and adverbials aside."""
    if first <= start:
        return True
    tokens = sentence.tokens
    return all(
        tokens.lower[index] in sentence.grammar.conjunctions
        or tokens.lower[index] in sentence.grammar.time
        or sentence.grammar.is_adverb(tokens, index)
        for index in range(start, first)
    )


def _lead(sentence: Sentence, quote: int) -> list[tuple[int, int]]:
    """Return the content that ends with a quotation: alone, after others, or with the words of the clause before it."""
    tokens, grammar = sentence.tokens, sentence.grammar
    first = quote
    pieces = [(quote, quote)]
    while first > 0:
        before = first - 1
        if tokens.kinds[before] == QUOTE and before not in sentence.taken:
            pieces.insert(0, (before, before))
        elif tokens.kinds[before] == MARK and tokens.words[before] not in ")]$€£%'’.":
            if tokens.words[before] == "," and before > 0 and tokens.kinds[before - 1] == WORD:
                break
            if tokens.words[before] in ":;":
                break
        else:
            break
        first = before
    start = sentence.clause_start(pieces[0][0])
    if start >= pieces[0][0] or first == 0:
        return pieces
    words = range(start, pieces[0][0])
    if all(
        tokens.kinds[index] == MARK
        or tokens.lower[index] in grammar.conjunctions
        or tokens.lower[index] in grammar.adverbs
        or tokens.lower[index] in grammar.time
        for index in words
    ):
        return pieces
    if any(cue.first in words and not cue.passive and cue.takes & {"quote", "that"} for cue in sentence.cues):
        return pieces
    return [(start, quote)]


def _continued(sentence: Sentence, place: int) -> list[tuple[int, int]]:
    """Return the quotations that go on behind an attribution: “…,” she said, “…”."""
    tokens = sentence.tokens
    pieces: list[tuple[int, int]] = []
    later = [other.first for other in sentence.cues if other.first >= place and not other.passive]
    while True:
        following = next(
            (i for i in range(place, min(len(tokens), place + _FARTHEST)) if tokens.kinds[i] == QUOTE), None
        )
        if following is None or any(place <= other < following for other in later):
            return pieces
        before = following - 1
        joined = sentence.is_mark(before, ",:;" + DASHES + ".?!…") or tokens.kinds[before] == QUOTE
        if not joined and not (
            sentence.lower(before) in sentence.grammar.conjunctions and (pieces or sentence.is_comma(before - 1))
        ):
            return pieces
        pieces.append((following, following))
        place = following + 1


def _words(content: str, sentence: Sentence, quote: int) -> int:
    start, end = sentence.tokens.starts[quote], sentence.tokens.ends[quote]
    return len(content[start:end].split(maxsplit=_LONG_FRAGMENT))
