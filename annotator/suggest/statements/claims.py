"""Candidate claims: what somebody is quoted with, and what the author tells, one suggestion for each statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.rules import score_of
from annotator.suggest.statements.beside import source_beside
from annotator.suggest.statements.claim_types import SAID, TOLD, kind_of
from annotator.suggest.statements.clauses import statements
from annotator.suggest.statements.streams import Stream, of_content, of_sentence, words_of
from annotator.suggest.suggestion import Range, Suggestion
from annotator.suggest.values import of_claim
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.language import Verb
from annotator.suggest.words.tokens import MARK, QUOTE, Tokens, tokens_of

Claimant = Mapping[str, object] | None
_NAMING = "naming"
_LEAST_TOLD = 4  # words; fewer about a pronoun only comment: He is right.
_LEAST_SENTENCE = 7  # words of a sentence with a full stop that has a verb, be it on the lists or not
_FULL_STOPS = ".…"
_NEAR = 3  # tokens before a quotation among which its cue stands
_NO_CLAIM = ("to-infinitive", "whether-clause")


def claims_in(content: str, sentence: Sentence, every: Sequence[tuple[Attribution, Claimant]]) -> list[Suggestion]:
    """Return the candidate claims of one sentence.

    Args:
        content: The text.
        sentence: The sentence.
        every: The attributions that it has a part in, and for each what is known of its source.
    """
    tokens, grammar = sentence.tokens, sentence.grammar
    speech = [
        (item, known)
        for item, known in every
        if item.form != "scare" and (item.rule not in _NO_CLAIM or _withholds(content, item, grammar))
    ]
    found: list[Suggestion] = []
    for item, known in speech:
        if item.rule not in _NO_CLAIM:
            pieces = _within(item.pieces, tokens.starts[0], tokens.ends[-1])
            for stream in of_content(content, tokens, pieces, grammar):
                found += _said(content, stream, item, known, grammar)
    if not any(item.form == "direct" and not item.sources for item, _ in speech):
        found += _told(content, sentence, speech)
    return _without_repeats(found)


def _within(pieces: Sequence[Range], start: int, end: int) -> list[Range]:
    """Return the pieces that lie in a sentence: the last ones, since others are added behind them later."""
    found: list[Range] = []
    for piece in reversed(pieces):
        if piece[0] < start:
            break
        if piece[1] <= end and (not found or piece[1] <= found[0][0]):
            found.insert(0, piece)
    return found


def _said(content: str, stream: Stream, item: Attribution, known: Claimant, grammar: Grammar) -> list[Suggestion]:
    """Return the claims in the words of a source."""
    if stream.asks or not stream.tokens.words:
        return []
    cue = content[slice(*item.cue)] if item.cue else None
    found = []
    for kept in _with_inner(stream, statements(stream, grammar), grammar):
        for inner in _quoted_in(content, stream, kept, grammar):
            found += _said(content, inner, item, known, grammar)
        words = words_of(stream.tokens, kept, content)
        if not words or (item.form == "direct" and _bids(stream.tokens, kept, grammar)):
            continue
        if item.rule == _NAMING:
            kind, rule = _named(words, cue, known, grammar)
        else:
            kind, rule = kind_of(words, cue, known or {}, grammar)
        attributes = {"type": kind, **of_claim(kind, words, cue, grammar, known or {})}
        sources = tuple((source,) for source in item.sources)
        rule = rule or SAID
        spans = stream.ranges(kept)
        found.append(Suggestion("claims", spans, None, sources, item.resolved, attributes, rule, score_of(rule)))
    return found


def _with_inner(stream: Stream, found: Sequence[list[int]], grammar: Grammar) -> Iterator[list[int]]:
    """Yield statements; of those that say what somebody else says, that too, or only that where it is all they tell."""
    tokens = stream.tokens
    for kept in found:
        inner, verb = _inner(tokens, kept, grammar)
        if inner:
            yield inner
        if not inner or (verb is not None and "eventuality" in verb.takes) or _counts(tokens, kept):
            yield kept


def _inner(tokens: Tokens, kept: list[int], grammar: Grammar) -> tuple[list[int], Verb | None]:
    """Return what stands behind “said that” in a statement, and the verb."""
    if grammar.that.isdisjoint(tokens.lower):
        return [], None
    for place, index in enumerate(kept[1:-_LEAST_TOLD], start=1):
        if tokens.lower[kept[place + 1]] in grammar.that and tokens.lower[index] in grammar.reporting:
            verb = grammar.verb_at(tokens, index)
            to = tokens.lower[kept[place - 1]] in grammar.to
            if verb is not None and "that" in verb.takes and not to and not tokens.capitals[index]:
                return kept[place + 2 :], verb
    return [], None


def _quoted_in(content: str, stream: Stream, kept: list[int], grammar: Grammar) -> list[Stream]:
    """Return what stands in a quotation behind a cue in a statement: had told him “the ferries will be gone”."""
    tokens = stream.tokens
    if QUOTE not in tokens.kinds:
        return []
    for place, index in enumerate(kept[1:], start=1):
        near = kept[max(0, place - _NEAR) : place]
        if tokens.kinds[index] == QUOTE and any(tokens.lower[other] in grammar.reporting for other in near):
            return of_content(content, tokens, [(tokens.starts[index], tokens.ends[index])], grammar)
    return []


def _counts(tokens: Tokens, kept: Sequence[int]) -> bool:
    """Tell whether a statement begins with how many there are."""
    return any(tokens.lower[index][0].isdigit() for index in kept[:4])


def _named(words: Sequence[str], cue: str | None, known: Claimant, grammar: Grammar) -> tuple[str, str | None]:
    """Return the type of what somebody is called: a judgement, where no other type has a sign."""
    kind, rule = kind_of(words, cue, known or {}, grammar)
    if rule is None and set((cue or "").lower().split()) & grammar.wording.calling:
        return "value_judgement", "claim-judgement"
    return kind, rule


def _told(content: str, sentence: Sentence, speech: Sequence[tuple[Attribution, Claimant]]) -> list[Suggestion]:
    """Return the claims of the author: the clauses that have nothing of an attribution in them."""
    tokens, grammar = sentence.tokens, sentence.grammar
    stream = of_sentence(tokens)
    lists = grammar.wording
    if stream.asks:
        return []
    beside = source_beside(tokens, grammar)
    known: Claimant = {"type": beside.type} if beside else None
    sources = ((beside.place,),) if beside and beside.place and not speech else ()
    taken = [piece for item, _ in speech for piece in (*item.pieces, *([item.cue] if item.cue else []), *item.sources)]
    if taken and not _tells_more(tokens, taken, grammar):
        return []
    found = []
    for kept in _with_inner(stream, statements(stream, grammar, beside.start if beside else 0), grammar):
        if _bids(tokens, kept, grammar):
            continue
        first, last = tokens.starts[kept[0]], tokens.ends[kept[-1]]
        if any(start < last and first < end for start, end in taken):
            continue
        words = words_of(tokens, kept, content)
        if not _tells(tokens, kept, grammar) or lists.says_nothing.any_in(words):
            continue
        kind, rule = kind_of(words, None, known, grammar)
        attributes = {"type": kind, **of_claim(kind, words, None, grammar, known)}
        rule = rule or TOLD
        found.append(Suggestion("claims", stream.ranges(kept), None, sources, (), attributes, rule, score_of(rule)))
    return found


def _tells_more(tokens: Tokens, taken: Sequence[Range], grammar: Grammar) -> bool:
    """Tell whether there are words outside some stretches that may make a clause: several, and a verb among them."""
    behind = tokens.ends[-1] + 1
    stretches = [*sorted(taken), (behind, behind)]
    finite = grammar.wording.finite
    place, words, verb = 0, 0, False
    for index, start in enumerate(tokens.starts):
        while stretches[place][1] <= start:
            place += 1
        if stretches[place][0] <= start or tokens.kinds[index] == MARK:
            continue
        words += 1
        verb = verb or tokens.lower[index] in finite or grammar.is_verbal(tokens, index)
        if verb and words >= _LEAST_TOLD - 1:
            return True
    return False


def _withholds(content: str, item: Attribution, grammar: Grammar) -> bool:
    """Tell whether a source only asks, or says that it will not speak; what somebody intends is told as a clause."""
    words = set(content[slice(*item.cue)].lower().split()) if item.cue else set()
    return item.rule != "to-infinitive" or bool(words & grammar.wording.refusing)


def _bids(tokens: Tokens, kept: Sequence[int], grammar: Grammar) -> bool:
    """Tell whether words bid somebody do something: Keep your heads down."""
    first, following = kept[0], tokens.lower[kept[1]] if len(kept) > 1 else ""
    bidden = tokens.lower[first] in grammar.wording.imperatives and tokens.capitals[first]
    return bidden and following not in grammar.auxiliaries


def _tells(tokens: Tokens, kept: Sequence[int], grammar: Grammar) -> bool:
    """Tell whether words are a statement and not a heading or an exclamation: there is a verb in them."""
    lists = grammar.wording
    if tokens.lower[kept[0]] in lists.of_which:
        return True
    words = [index for index in kept if tokens.kinds[index] != MARK]
    if len(words) <= _LEAST_TOLD:
        about = len(words) < _LEAST_TOLD and tokens.lower[words[0]] in grammar.pronouns
        figure = any(tokens.lower[index][0].isdigit() for index in words)
        if about or (_points(tokens.lower[words[-1]], grammar) and not figure):
            return False
    headed = any(tokens.words[index] == ":" for index in kept[:_NEAR])
    if len(words) >= _LEAST_SENTENCE and not headed and tokens.words[-1] in _FULL_STOPS and tokens.capitals[words[0]]:
        return True
    if tokens.capitals[words[0]]:
        del words[0]
    return any(grammar.is_verbal(tokens, index) or tokens.lower[index] in lists.finite for index in words)


def _points(last: str, grammar: Grammar) -> bool:
    """Tell whether a short statement that ends in a word only points at what was told before: He did that."""
    if last in grammar.pronouns or last in grammar.definite or last in grammar.negations:
        return True
    return last in grammar.auxiliaries and last not in grammar.be and not grammar.capital_nouns


def _without_repeats(found: list[Suggestion]) -> list[Suggestion]:
    if len(found) < 2:  # noqa: PLR2004
        return found
    seen: set[tuple[Range, ...]] = set()
    kept = []
    for item in reversed(found):  # of a claim within another the inner source is the one that makes it
        if item.spans not in seen:
            seen.add(item.spans)
            kept.append(item)
    return sorted(kept, key=lambda one: one.spans)


def described(
    content: str, spans: Sequence[Range], cue: str | None, claimant: Mapping[str, object] | None, grammar: Grammar
) -> dict[str, str]:
    """Return what words that somebody marked as a claim tell of it: always a type, and the values of the words.

    Args:
        content: The text.
        spans: The words of the claim.
        cue: The words of the cue it is credited with; None where there is none.
        claimant: What is coded or known of its source, by the names of the codebook; None for the author's own voice.
        grammar: The language.
    """
    words: list[str] = []
    for place in spans:
        for tokens in tokens_of(content, place, (), grammar.language):
            words += words_of(tokens, range(len(tokens)), content)
    kind, _ = kind_of(words, cue, claimant, grammar)
    return {"type": kind, **of_claim(kind, words, cue, grammar, claimant)}
