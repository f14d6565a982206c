"""Quoted words and who said them: the cue after, before or between the quotations of a sentence."""

from __future__ import annotations

from annotator.suggest import following
from annotator.suggest.cues import Cue
from annotator.suggest.grammar import DASHES
from annotator.suggest.loose import kind_of
from annotator.suggest.phrases import Phrase
from annotator.suggest.sentence import Sentence
from annotator.suggest.subjects import can_speak, main_subject, shared_source
from annotator.suggest.tokens import MARK, QUOTE, WORD

_FARTHEST = 40  # tokens between a quotation and its cue
_LONG_FRAGMENT = 4  # words from which a quotation may lack its comma
_CLOSING = "\"”’'»«“‘ "
_OPENING = "\"“„«»‹›'‘‚ "
_LONGEST_OBJECT = 6  # tokens
_LONGEST_LEAD = 20
_SHORT_LEAD = 12  # tokens before a colon that can be no more than a name


def read_direct(sentence: Sentence, content: str) -> None:
    """Find the attributions of quotations in a sentence.

    Args:
        sentence: Where to look, and where they are recorded.
        content: The text.
    """
    for quote in sentence.quote_tokens():
        if quote not in sentence.taken:
            announced = sentence.is_mark(quote - 1, ":") and _cue_before(sentence, quote, content)
            if not announced and not _cue_after(sentence, quote, content) and not _cue_before(sentence, quote, content):
                _colon(sentence, quote)


def _cue_after(sentence: Sentence, quote: int, content: str) -> bool:
    tokens = sentence.tokens
    start = quote + 1
    marked = _ends_marked(content, tokens.ends[quote])
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
    if phrase is None:
        return False
    rest = sentence.after_adverbials(phrase.last + 1)
    if not according and not sentence.is_mark(rest, ",;:") and not sentence.is_over(rest):
        return False
    rule = "quote-according" if according else "quote-cue-speaker"
    if not according:
        lead = lead + _continued(sentence, phrase.last + 1)
    sentence.add(lead, (start, start + size - 1), phrase, sentence.form_of(lead), rule)
    return True


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
    stopped = content[max(end - 4, 0) : end].rstrip(_CLOSING).endswith(".") and not sentence.is_comma(quote + 1)
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


def _cue_before(sentence: Sentence, quote: int, content: str) -> bool:
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
    quotes = [index for index in sentence.quote_tokens() if index < cue.first and index in sentence.taken]
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
        pieces = [(quote, quote), *_following(sentence, quote)]
        pieces = [*([] if colon else _lead_in_front(sentence, cue, phrase, quote, content)), *pieces]
        sentence.add(pieces, cue, phrase, sentence.form_of(pieces), rule)
        return True
    if _is_asked(sentence, cue, start, quote):
        first = quote if "quote" in cue.takes and "naming" not in cue.takes else start
        sentence.add([(first, quote)], cue, phrase, "mixed", "mixed-clause")
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
    if tokens.lower[first] in grammar.prepositions | grammar.openers or grammar.is_adverb(tokens, first):
        return []
    return [(first, last)] if grammar.opens_phrase(tokens, first) and last - first < _LONGEST_LEAD else []


def _right_after(sentence: Sentence, cue: Cue, phrase: Phrase | None, quote: int, *, content: str, rule: str) -> bool:
    """Record a quotation that follows its cue without a comma: said “no”, said “nobody” was hurt."""
    tokens, grammar = sentence.tokens, sentence.grammar
    if not cue.takes & {"quote", "that", "clause", "naming"} or kind_of(content, sentence, quote) == "title":
        return False
    after = quote + 1
    whole = (
        sentence.is_over(after)
        or tokens.kinds[after] == MARK
        or tokens.lower[after] in grammar.prepositions
        or tokens.lower[after] in grammar.time
        or tokens.lower[after] in grammar.openers
        or tokens.lower[after] in grammar.conjunctions
        or _ends_marked(content, tokens.ends[quote])
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


def _following(sentence: Sentence, quote: int) -> list[tuple[int, int]]:
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


def _colon(sentence: Sentence, quote: int) -> bool:
    """Record a quotation after a colon that no verb of saying introduces."""
    tokens = sentence.tokens
    if not sentence.is_mark(quote - 1, ":") or quote < 2 or any(i in sentence.taken for i in range(quote)):  # noqa: PLR2004
        return False
    phrase = None
    if quote - 1 <= _SHORT_LEAD:
        whole = following.after(sentence.grammar, tokens, 0, quote - 2)
        if whole is not None and whole.last == quote - 2 and can_speak(sentence, whole):
            phrase = whole
    phrase = phrase or main_subject(sentence, quote - 2)
    if phrase is None:
        return False
    pieces = [(quote, quote), *_following(sentence, quote)]
    sentence.add(pieces, None, phrase, "direct", "colon")
    return True


def _ends_marked(content: str, end: int) -> bool:
    """Tell whether punctuation stands before the closing mark of a quotation that ends at an offset."""
    inner = content[max(end - 4, 0) : end].rstrip(_CLOSING)
    return bool(inner) and inner[-1] in ",.!?…—–-"


def _words(content: str, sentence: Sentence, quote: int) -> int:
    start, end = sentence.tokens.starts[quote], sentence.tokens.ends[quote]
    return len(content[start:end].split(maxsplit=_LONG_FRAGMENT))
