"""Attributions by a noun: the warning that …, his claim of …, a promise to …, Her verdict: “…”."""

from __future__ import annotations

from annotator.suggest.quotes import following
from annotator.suggest.quotes.extents import to_comma, to_main_verb, to_new_clause
from annotator.suggest.quotes.sentence import Attribution, Sentence
from annotator.suggest.suggestion import Range
from annotator.suggest.words.tokens import QUOTE, WORD

_MOST_ADJECTIVES = 2  # between whose it is and the noun: his repeated claim
_LONGEST_OWNER = 8  # tokens
_LONGEST_SIDE = 6  # tokens between a noun and its “that”: a warning to ships that
_LONGEST_LEAD = 8  # tokens before the quotation behind a noun and its colon
_LONGEST_THING = 8  # tokens of what “accusations of” names
_POSSESSIVE = ("'s", "s'")


def read_nominal(sentence: Sentence) -> None:
    """Find the attributions of a sentence that hang on a noun.

    Args:
        sentence: Where to look, and where they are recorded.
    """
    grammar, tokens = sentence.grammar, sentence.tokens
    if grammar.report_nouns.isdisjoint(tokens.lower):
        return
    for index, lower in enumerate(tokens.lower):
        free = lower in grammar.report_nouns and tokens.kinds[index] == WORD and index not in sentence.used
        if free and index + 1 < len(tokens) and not _is_verb(sentence, index):
            _read(sentence, index)


def read_noun_colon(sentence: Sentence, quote: int) -> bool:
    """Record a quotation behind a noun with a colon: Her verdict: “…”; return whether it is one.

    Args:
        sentence: Where it is recorded.
        quote: The token of the quotation.
    """
    tokens, grammar = sentence.tokens, sentence.grammar
    noun = next(
        (i for i in range(quote - 2, max(-1, quote - _LONGEST_LEAD), -1) if tokens.lower[i] in grammar.speech_nouns),
        None,
    )
    if noun is None or not sentence.is_mark(quote - 1, ":"):
        return False
    owner = _owner(sentence, noun)
    if owner is None or sentence.has_verb(0, noun):
        return False
    sentence.taken.add(quote)
    item = Attribution([tokens.range(quote, quote)], tokens.range(noun, noun), [owner[0]], "direct", "noun")
    sentence.found.append(item)
    return True


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Tell whether a word that is a verb as well is one here, with a subject of its own."""
    cue = next((cue for cue in sentence.cues if cue.first <= index <= cue.last), None)
    return cue is not None and not cue.passive and (cue.participle or sentence.subject(cue) is not None)


def _read(sentence: Sentence, noun: int) -> None:
    grammar, lower = sentence.grammar, sentence.tokens.lower[noun]
    owner, after = _named_behind(sentence, noun)
    if "clause-after-comma" in grammar.traits and sentence.is_comma(after):
        after += 1
    found = _owner(sentence, noun)
    first = noun
    if found is not None:
        owner, first = found
    light = _light_verb(sentence, noun) if owner is None else None
    if owner is None and light is not None:
        owner, first = light
    following_word = sentence.lower(after)
    if following_word in grammar.that and lower in grammar.that_nouns:
        start = after + 1
        spoken = any(item.pieces[0][0] == sentence.tokens.starts[min(start, sentence.last)] for item in sentence.found)
        if not spoken and not _is_relative(sentence, start):
            _record(sentence, noun, start, first, owner, light=light is not None)
    elif following_word in grammar.be and sentence.lower(after + 1) in grammar.that and lower in grammar.that_nouns:
        if found is not None:  # his view is that …
            _record(sentence, noun, after + 2, first, owner, light=False, predicate=True)
    elif following_word in grammar.to and lower in grammar.to_nouns and owner is not None:
        _record(sentence, noun, after, first, owner, light=light is not None)
    elif following_word in grammar.inside and lower in grammar.of_nouns and (found is not None or lower.endswith("s")):
        _record_of(sentence, noun, owner)


def _named_behind(sentence: Sentence, noun: int) -> tuple[Range | None, int]:
    """Return who is named behind a noun, and where its content may begin: a claim by the fishermen that …."""
    grammar, tokens = sentence.grammar, sentence.tokens
    after = noun + 1
    word = sentence.lower(after)
    if word in grammar.from_ or word in grammar.inside:
        phrase = following.after(grammar, tokens, after + (word not in grammar.determiners))
        if phrase is not None and _opens_content(sentence, phrase.last + 1):
            return tokens.range(phrase.first, phrase.last), phrase.last + 1
    elif word in grammar.to or word in grammar.prepositions:
        for index in range(after + 1, min(after + _LONGEST_SIDE, len(tokens))):
            if tokens.lower[index] in grammar.that:
                return None, index
            if tokens.kinds[index] != WORD or grammar.is_verbal(tokens, index):
                break
    return None, after


def _opens_content(sentence: Sentence, index: int) -> bool:
    """Tell whether the content of a noun can begin with a token."""
    if "clause-after-comma" in sentence.grammar.traits:
        return sentence.is_comma(index)
    return sentence.lower(index) in sentence.grammar.that or sentence.lower(index) in sentence.grammar.to


def _owner(sentence: Sentence, noun: int) -> tuple[Range, int] | None:
    """Return whose words a noun says they are, and the first token of that: his claim, the board’s own warning."""
    grammar, tokens = sentence.grammar, sentence.tokens
    for place in range(noun - 1, max(-1, noun - 2 - _MOST_ADJECTIVES), -1):
        lower = tokens.lower[place]
        if lower in grammar.possessives:
            return tokens.range(place, place), place
        if tokens.kinds[place] != WORD and lower == "'" and tokens.lower[place - 1].endswith("s") and place:
            return _owner_name(sentence, place - 1, 0)
        if lower.endswith(_POSSESSIVE) and lower not in grammar.auxiliaries:
            return _owner_name(sentence, place, 2)
        if tokens.kinds[place] != WORD or lower in grammar.determiners or lower in grammar.prepositions:
            return None
        if grammar.is_verbal(tokens, place) and not lower.endswith("ed"):
            return None
    return None


def _owner_name(sentence: Sentence, last: int, mark: int) -> tuple[Range, int] | None:
    """Return the phrase that a possessive ends, its mark left out."""
    grammar, tokens = sentence.grammar, sentence.tokens
    first = last
    for place in range(last - 1, max(-1, last - 1 - _LONGEST_OWNER), -1):
        lower = tokens.lower[place]
        if tokens.kinds[place] != WORD or place in sentence.used:
            break
        if lower in grammar.determiners:
            first = place
            break
        titled = lower in grammar.titles or lower in grammar.roles
        if tokens.capitals[place] and not grammar.is_name(tokens, place) and not titled:
            break
        plain = not (tokens.capitals[place] or titled)
        if plain and (tokens.capitals[last] or not _has_determiner(sentence, place)):
            break
        first = place
    start, end = tokens.starts[first], tokens.ends[last] - mark
    return ((start, end), first) if start < end else None


def _has_determiner(sentence: Sentence, place: int) -> bool:
    """Tell whether a noun phrase that runs on to the left is opened by a determiner close by."""
    grammar, tokens = sentence.grammar, sentence.tokens
    for index in range(place, max(-1, place - 3), -1):
        lower = tokens.lower[index]
        if lower in grammar.determiners:
            return True
        if tokens.kinds[index] != WORD or lower in grammar.prepositions or grammar.is_verbal(tokens, index):
            return False
    return False


def _light_verb(sentence: Sentence, noun: int) -> tuple[Range, int] | None:
    """Return the subject of a verb that only carries a noun, and that verb: the board issued a warning that."""
    grammar, tokens = sentence.grammar, sentence.tokens
    for place in range(noun - 1, max(-1, noun - 3 - _MOST_ADJECTIVES), -1):
        lower = tokens.lower[place]
        if lower in grammar.light:
            first = place
            while first > 0 and tokens.lower[first - 1] in grammar.auxiliaries:
                if tokens.lower[first - 1] in grammar.be:
                    return None
                first -= 1
            phrase = sentence.before(first, 0)
            return (tokens.range(*phrase.names[-1]), first) if phrase is not None and len(phrase.names) == 1 else None
        if tokens.kinds[place] != WORD or lower in grammar.prepositions or grammar.is_verbal(tokens, place):
            return None
    return None


def _is_relative(sentence: Sentence, start: int) -> bool:
    """Tell whether “that” begins a relative clause: the report that was lost, the claim that he made."""
    grammar, tokens = sentence.grammar, sentence.tokens
    if sentence.is_over(start) or (
        tokens.kinds[start] == WORD and grammar.is_verbal(tokens, start) and not tokens.capitals[start]
    ):
        return True
    end = sentence.clause_end(start, None)
    last = next((i for i in range(start, end + 1) if tokens.kinds[i] == QUOTE or grammar.is_verbal(tokens, i)), None)
    if last is None:
        return True
    while last < end and tokens.lower[last] in grammar.auxiliaries and grammar.is_verbal(tokens, last + 1):
        last += 1
    behind = last + 1
    ends = behind > end or grammar.is_verbal(tokens, behind) or sentence.is_comma(behind)
    return ends and tokens.lower[last] in grammar.light


def _record(
    sentence: Sentence, noun: int, start: int, first: int, owner: Range | None, *, light: bool, predicate: bool = False
) -> None:
    """Record a noun with its content: that clause or infinitive, behind it or behind “is”."""
    end = (
        to_new_clause(sentence, start, sentence.clause_end(start, None)) if predicate else _end(sentence, first, start)
    )
    if end <= start or sentence.is_over(start):
        return
    cue = (first, noun) if light else (noun, noun + int(predicate))
    form = sentence.form_of([(start, end)])
    item = sentence.add([(start, end)], cue, None, "mixed" if form == "direct" else form, "noun")
    item.sources = [owner] if owner is not None else []


def _record_of(sentence: Sentence, noun: int, owner: Range | None) -> None:
    """Record “accusations of fraud”: the noun phrase behind it."""
    grammar, tokens = sentence.grammar, sentence.tokens
    start = end = noun + 2
    while end <= sentence.last and end - start < _LONGEST_THING:
        lower = tokens.lower[end]
        stops = tokens.kinds[end] != WORD or lower in grammar.openers or grammar.is_verbal(tokens, end)
        if stops or (lower in grammar.prepositions and lower not in grammar.inside) or lower in grammar.conjunctions:
            break
        end += 1
    if end == start or tokens.lower[end - 1] in grammar.determiners or tokens.lower[end - 1] in grammar.prepositions:
        return
    if tokens.capitals[start] or tokens.lower[start] in grammar.roles or tokens.lower[start] in grammar.pronouns:
        return  # the fears of the pilots, the claims of Lund
    if tokens.lower[start] in grammar.determiners and any(tokens.lower[i] in grammar.roles for i in range(start, end)):
        return
    item = sentence.add([(start, end - 1)], (noun, noun), None, "indirect", "noun")
    item.sources = [owner] if owner is not None else []


def _end(sentence: Sentence, first: int, start: int) -> int:
    """Return the last token of a content that hangs on a noun."""
    grammar, tokens = sentence.grammar, sentence.tokens
    opening = sentence.clause_start(first)
    end = sentence.clause_end(start, None)
    if "clause-after-comma" in grammar.traits:
        return to_comma(sentence, start, end)
    is_subject = not any(grammar.is_verbal(tokens, index) for index in range(opening, first))
    if is_subject and tokens.lower[opening] in grammar.prepositions:
        return to_comma(sentence, start, end)
    return to_main_verb(sentence, start, end) if is_subject else to_new_clause(sentence, start, end)
