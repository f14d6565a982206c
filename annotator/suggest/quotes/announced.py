"""Quoted words whose speaker stands before them: She said: “…”, Jane Roe: “…”, said “nobody” was hurt."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.cues import Cue
from annotator.suggest.quotes.loose import kind_of
from annotator.suggest.quotes.sentence import Sentence, ends_marked
from annotator.suggest.quotes.subjects import can_speak, main_subject, shared_source
from annotator.suggest.words.grammar import DASHES
from annotator.suggest.words.phrases import Phrase
from annotator.suggest.words.tokens import MARK, QUOTE, WORD

_FARTHEST = 40  # tokens between a quotation and its cue
_OPENING = "\"`“„«»‹›'‘‚ "
_LONGEST_OBJECT = 6  # tokens
_LONGEST_LEAD = 20
_SHORT_LEAD = 12  # tokens before a colon that can be no more than a name


def read_announced(sentence: Sentence, quote: int, content: str) -> bool:
    """Record a quotation that a cue before it announces; return whether there is one."""
    tokens, grammar = sentence.tokens, sentence.grammar
    cue = next((other for other in reversed(sentence.cues) if other.last < quote), None)
    if cue is None or cue.first in sentence.used or quote - cue.last > _FARTHEST:
        return False
    if any(kind == QUOTE for kind in tokens.kinds[cue.last + 1 : quote]):
        return False
    phrase = None if cue.passive else sentence.subject(cue, _floor(sentence, cue))
    start = cue.last + 1
    if phrase is None and not cue.participle and not cue.passive:
        phrase = following.after(grammar, tokens, start, quote - 1)
        if (
            phrase is not None
            and sentence.is_mark(quote - 1, ":,")
            and sentence.after_adverbials(phrase.last + 1) >= quote - 1
        ):
            start = phrase.last + 1
        elif tokens.lower[cue.first - 1] in grammar.conjunctions and cue.first > 0:
            phrase = None
        else:
            return False
    if phrase is None:
        phrase = shared_source(sentence, cue)
        if phrase is None and not cue.passive and not cue.participle:
            return False
    if cue.passive and cue.verb.lemma not in {"quote", "call", "describe", "dub", "label", "brand"}:
        return False
    if cue.passive:
        return False
    return _record_before(sentence, cue, phrase, start, quote, content=content)


def _floor(sentence: Sentence, cue: Cue) -> int:
    quotes = [index for index in sentence.quotes if index < cue.first and index in sentence.taken]
    return quotes[-1] + 1 if quotes else 0


def _record_before(
    sentence: Sentence, cue: Cue, phrase: Phrase | None, start: int, quote: int, *, content: str
) -> bool:
    tokens = sentence.tokens
    rule = "participle-quote" if cue.participle else "speaker-cue-quote"
    before = quote - 1
    colon = sentence.is_mark(before, ":")
    comma = sentence.is_mark(before, "," + DASHES) and "quote" in cue.takes
    if colon or (comma and not _has_clause(sentence, start, before)):
        pieces = [(quote, quote), *_beside(sentence, quote)]
        pieces = [*([] if colon else _lead_in_front(sentence, cue, phrase, quote, content)), *pieces]
        sentence.add(pieces, cue, phrase, sentence.form_of(pieces), rule)
        return True
    if _is_asked(sentence, cue, start, quote):
        alone = "quote" in cue.takes and "naming" not in cue.takes
        form = "direct" if alone and _is_whole(sentence, quote, content) else "mixed"
        sentence.add([(quote if alone else start, quote)], cue, phrase, form, "mixed-clause")
        return True
    if start == quote - 1 and tokens.lower[start] in sentence.grammar.naming_as:
        sentence.add([(quote, quote)], cue, phrase, "mixed", "naming")
        return True
    if start == quote:
        return _right_after(sentence, cue, phrase, quote, content=content, rule=rule)
    return False


def _is_asked(sentence: Sentence, cue: Cue, start: int, quote: int) -> bool:
    """Tell whether only the person addressed stands before a quotation: called on Congress “to act now”."""
    words = range(start, quote)
    if "object" not in cue.takes or not 0 < len(words) <= _LONGEST_OBJECT or _is_reported(sentence, cue):
        return False
    plain = all(sentence.tokens.kinds[index] == WORD for index in words)
    closed = sentence.grammar.that | sentence.grammar.to | sentence.grammar.whether
    known = sentence.grammar.opens_phrase(sentence.tokens, start) or sentence.lower(start) in sentence.grammar.objects
    return (
        plain
        and known
        and not any(sentence.lower(i) in closed for i in words)
        and not sentence.has_verb(start, quote - 1)
    )


def _is_whole(sentence: Sentence, quote: int, content: str) -> bool:
    """Tell whether a quotation is a clause of its own, with a finite verb, rather than “to act now”."""
    grammar, tokens = sentence.grammar, sentence.tokens
    words = content[tokens.starts[quote] : tokens.ends[quote]].lower().replace("’", "'").strip(_OPENING).split()
    if not words or words[0] in grammar.to or words[0] in grammar.auxiliaries or words[0] in grammar.prepositions:
        return False
    return any(word in grammar.auxiliaries or word in grammar.verbs for word in words)


def _is_reported(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue is itself part of what somebody said: Lund said the pilot had told her “…”."""
    if sentence.lower(cue.first - 1) in sentence.grammar.conjunctions:
        return False
    return any(
        other.first < cue.first and other.first not in sentence.used and other.takes & {"that", "clause"}
        for other in sentence.cues
    )


def _lead_in_front(
    sentence: Sentence, cue: Cue, phrase: Phrase | None, quote: int, content: str
) -> list[tuple[int, int]]:
    """Return the part of a content that stands before its attribution: It was, he said, “a disaster”."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if phrase is None or cue.participle or not sentence.is_comma(phrase.first - 1):
        return []
    first, last = sentence.clause_start(phrase.first - 2), phrase.first - 2
    inner = content[tokens.starts[quote] : tokens.ends[quote]].lstrip(_OPENING)
    if last < first or not inner[:1].islower() or tokens.kinds[first] != WORD:
        return []
    lower = tokens.lower[first]
    if lower in grammar.prepositions or lower in grammar.openers or grammar.is_adverb(tokens, first):
        return []
    return [(first, last)] if grammar.opens_phrase(tokens, first) and last - first < _LONGEST_LEAD else []


def _right_after(sentence: Sentence, cue: Cue, phrase: Phrase | None, quote: int, *, content: str, rule: str) -> bool:
    """Record a quotation that follows its cue without a comma: said “no”, said “nobody” was hurt."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if not cue.takes & {"quote", "clause", "naming"} or kind_of(content, sentence, quote) == "title":
        return False
    after = quote + 1
    whole = (
        sentence.is_over(after)
        or tokens.kinds[after] == MARK
        or tokens.lower[after] in grammar.prepositions
        or tokens.lower[after] in grammar.time
        or tokens.lower[after] in grammar.openers
        or tokens.lower[after] in grammar.conjunctions
        or ends_marked(content, tokens.ends[quote])
    )
    if whole:
        form = "mixed" if "naming" in cue.takes or "quote" not in cue.takes else "direct"
        sentence.add([(quote, quote)], cue, phrase, form, rule)
    else:
        sentence.add([(quote, sentence.clause_end(quote, cue))], cue, phrase, "mixed", "mixed-clause")
    return True


def _has_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether a subordinate clause begins between a cue and a comma: said that, when he came, “…”."""
    lowers = sentence.tokens.lower[first:last]
    return any(lower in sentence.grammar.that or lower in sentence.grammar.auxiliaries for lower in lowers)


def _beside(sentence: Sentence, quote: int) -> list[tuple[int, int]]:
    """Return the quotations that come right behind one, with nothing but “and” or punctuation between."""
    tokens = sentence.tokens
    pieces = []
    place = quote + 1
    while place < len(tokens):
        if tokens.kinds[place] == QUOTE:
            pieces.append((place, place))
        elif not (tokens.kinds[place] == MARK or tokens.lower[place] in sentence.grammar.and_):
            break
        place += 1
    return pieces


def read_colon(sentence: Sentence, quote: int) -> bool:
    """Record a quotation after a colon that no verb of saying introduces."""
    tokens = sentence.tokens
    if not sentence.is_mark(quote - 1, ":") or quote < 2 or any(i in sentence.taken for i in range(quote)):  # noqa: PLR2004
        return False
    phrase = None
    if quote - 1 <= _SHORT_LEAD:
        first = int(tokens.words[0][0].isdigit() and ":" in tokens.words[0])  # 14:58 Jane Roe: “…”
        whole = following.after(sentence.grammar, tokens, first, quote - 2)
        if whole is not None and whole.last == quote - 2 and can_speak(sentence, whole):
            phrase = whole
    phrase = phrase or main_subject(sentence, quote - 2)
    if phrase is None:
        return False
    pieces = [(quote, quote), *_beside(sentence, quote)]
    sentence.add(pieces, None, phrase, "direct", "colon")
    return True
