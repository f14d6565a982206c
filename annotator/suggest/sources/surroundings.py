"""The words around a mention of a source that say who it is: titles, appositions, clauses, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotator.suggest.suggestion import Range
from annotator.suggest.words.grammar import DASHES, Grammar
from annotator.suggest.words.lexicon import Word, lexicon, positions, words_of
from annotator.text.quotations import quotations
from annotator.text.sentences import sentences

_WIDEST = 1_500  # characters of a paragraph on either side of a mention that are looked at
_LONGEST = 24  # words of an apposition or relative clause
_MOST_BEFORE = 8  # words of a title or apposition before a name
_MOST_PHRASES = 4
_GAP = 8  # characters between two paragraphs
_QUOTES = frozenset('"“”„«»‹›‚‘')


@dataclass(slots=True)
class Surroundings:
    """What stands around one mention.

    Attributes:
        own: The words of the mention itself.
        title: What stands directly before it: former transport minister.
        beside: Appositions before and behind it.
        linked: What hangs on it behind it: of the Harbour Workers' Union.
        relative: Relative clauses behind it.
        predicate: What follows in its sentence, as far as no quotation comes.
        sentence: All words of its sentence, those of quotations too.
        near: The words of its paragraph, or of what is around it in a long one.
        said: The words of the quotations of its sentence.
        speech: Those of its paragraph, and of the next one where it goes on with them and a pronoun.
        earlier: The words of the sentence before, and of its own before it.
    """

    own: list[Word] = field(default_factory=list)
    title: list[Word] = field(default_factory=list)
    beside: list[list[Word]] = field(default_factory=list)
    linked: list[Word] = field(default_factory=list)
    relative: list[list[Word]] = field(default_factory=list)
    predicate: list[Word] = field(default_factory=list)
    sentence: list[Word] = field(default_factory=list)
    near: list[Word] = field(default_factory=list)
    said: list[Word] = field(default_factory=list)
    speech: list[Word] = field(default_factory=list)
    earlier: list[Word] = field(default_factory=list)

    def descriptions(self) -> list[list[Word]]:
        """Return the stretches that describe the source, the closest first."""
        return [stretch for stretch in (self.own, self.title, *self.beside, self.linked) if stretch]


def surroundings(content: str, mention: Range, grammar: Grammar) -> Surroundings:
    """Return what stands around a mention.

    Args:
        content: The text.
        mention: Where the source is mentioned, in code points.
        grammar: The language.
    """
    start, end = mention
    first = max(content.rfind("\n", max(0, start - _WIDEST), start) + 1, start - _WIDEST, 0)
    last = content.find("\n", end, end + _WIDEST)
    last = min(len(content), end + _WIDEST) if last < 0 else last
    near = sentences(content, first, last)
    number = next((i for i, (_, stop) in enumerate(near) if stop > start), len(near) - 1)
    place = near[number] if near else mention
    found = Surroundings(own=words_of(content, start, end), near=words_of(content, first, last))
    before, after = words_of(content, place[0], start), words_of(content, end, max(end, place[1]))
    found.sentence = [*before, *found.own, *after]
    found.speech = _spoken(content, near[max(0, number) :], last, found.own, grammar)
    found.said = [word for word in found.speech if place[0] <= word.start < place[1]]
    found.earlier = [*(words_of(content, *near[number - 1]) if number > 0 else []), *before]
    _behind(found, after, grammar)
    _before(found, before, grammar)
    return found


def deeds(one: Surroundings, grammar: Grammar) -> list[Word]:
    """Return the words that say what a source itself does, saw or suffered, and not what it says of others."""
    found: list[Word] = []
    for clause in (*one.relative, one.predicate):
        cue = next((i for i, word in enumerate(clause) if word.lower in grammar.reporting), len(clause))
        found += clause[: cue + 1]
        of_itself = next((i for i in range(cue + 1, len(clause)) if clause[i].lower in grammar.speaking), len(clause))
        found += clause[of_itself + 1 : of_itself + 6]  # said he had seen two men
    return found


def _spoken(content: str, following: Sequence[Range], last: int, own: Sequence[Word], grammar: Grammar) -> list[Word]:
    """Return the words in the quotations of a sentence and those behind it, up to one that names somebody else.

    Where the paragraph ends before that, it goes on in the next one, if that is a quotation with a pronoun behind it.
    """
    found: list[Word] = []
    mine = {word.text for word in own}
    for number, place in enumerate(following):
        marks = quotations(content, *place)
        words = [word for word in words_of(content, *place) if not any(a <= word.start < b for a, b in marks)]
        if number and any(
            left.is_capital and right.is_capital and right.text not in mine and left.end + 1 == right.start
            for left, right in pairwise(words)
        ):
            return found
        found += flat(words_of(content, *mark) for mark in marks)
    start = last
    while start < len(content) and start - last < _GAP and content[start].isspace():
        start += 1
    if content[start : start + 1] in _QUOTES and content[start : start + 1]:
        stop = content.find("\n", start, start + _WIDEST)
        places = quotations(content, start, start + _WIDEST if stop < 0 else stop)
        if places and places[0][0] == start:
            behind = words_of(content, places[0][1], places[0][1] + _GAP * 4)[:1]
            if behind and behind[0].lower in grammar.speaking:
                found += flat(words_of(content, *place) for place in places)
    return found


def _stops(word: Word, grammar: Grammar) -> bool:
    """Tell whether a word cannot belong to a noun phrase that goes on."""
    if word.is_mark:
        return word.text not in "&-'’/"
    if word.is_capital:
        return False
    lower = word.lower
    return (
        lower in grammar.reporting
        or lower in grammar.auxiliaries
        or lower in grammar.verbs
        or lower in grammar.participles
    )


def _behind(found: Surroundings, after: list[Word], grammar: Grammar) -> None:
    place = 0
    for _ in range(_MOST_PHRASES):
        past = _phrase_behind(found, after, place, grammar)
        if past == place:
            break
        place = past
    found.predicate = after[place : _until(after, place, "")]
    copula = found.predicate[:2]
    if len(copula) > 1 and copula[0].lower in grammar.be and copula[1].lower in grammar.determiners:
        found.beside.append(found.predicate[1 : _until(found.predicate, 1, ",")])


def _phrase_behind(found: Surroundings, after: list[Word], place: int, grammar: Grammar) -> int:
    """Take in what hangs on a mention or is set off behind it, and return where that ends."""
    if place >= len(after):
        return place
    word = after[place]
    if word.text == "(":
        stop = _until(after, place + 1, ")")
        found.beside.append(after[place + 1 : stop])
        return stop + 1
    if word.lower in lexicon(grammar, "at home"):
        stop = _linked(after, place, grammar)
        if not any(one.lower in grammar.statements for one in after[place + 1 : place + 3]):
            found.linked += after[place:stop]
        return stop
    if word.lower in grammar.relative and not grammar.capital_nouns:
        stop = _until(after, place, "," + DASHES)
        found.relative.append(after[place:stop])
        return stop
    if word.text in {",", *DASHES} and _opens(after, place + 1, grammar):
        stop = _until(after, place + 1, "," + DASHES)
        stretch = after[place + 1 : stop]
        clause = stretch[0].lower in grammar.relative and not _described(stretch, grammar)
        (found.relative if clause else found.beside).append(stretch)
        return stop
    return place


def _linked(after: list[Word], place: int, grammar: Grammar) -> int:
    """Return where what hangs on a mention ends: of the Harbour Workers' Union."""
    stop = place + 1
    clause = grammar.relative - grammar.determiners
    while stop < len(after) and stop - place < _LONGEST and not _ends(after, stop, grammar):
        if after[stop].lower in grammar.time or after[stop].lower in clause:
            break
        stop += 1
    return stop


def _described(stretch: Sequence[Word], grammar: Grammar) -> bool:
    """Tell whether a stretch that could be a relative clause is an apposition: German die Sprecherin des Verbands."""
    noun = len(stretch) > 1 and stretch[1].is_capital
    return grammar.capital_nouns and noun and stretch[0].lower in grammar.determiners


def _opens(words: Sequence[Word], place: int, grammar: Grammar) -> bool:
    """Tell whether an apposition, an age or a relative clause begins here."""
    if place >= len(words):
        return False
    word = words[place]
    if word.is_mark:
        return False
    if word.lower in grammar.relative or word.lower in grammar.determiners or word.text.isdigit() or word.owns:
        return True
    plain = word.plain
    known = (
        plain in grammar.roles or plain in grammar.titles or plain in lexicon(grammar, "experts", "former", "leaders")
    )
    return known or (
        word.is_capital and place + 1 < len(words) and not _stops(words[place + 1], grammar) and bool(place)
    )


def _until(words: Sequence[Word], place: int, marks: str) -> int:
    """Return where a stretch ends: at one of some marks, a quotation, the end of a clause."""
    stop = place
    while stop < len(words) and stop - place < _LONGEST:
        text = words[stop].text
        if text in _QUOTES or (words[stop].is_mark and (text in marks or text in ".;:!?")):
            break
        stop += 1
    return stop


def _before(found: Surroundings, before: list[Word], grammar: Grammar) -> None:
    if not before or not found.own or not found.own[0].is_capital or found.own[0].lower in grammar.determiners:
        return
    comma = before[-1].text == ","
    words = before[:-1] if comma else before
    stretch = words[_phrase_before(words, grammar, comma=comma) :]
    if not stretch or stretch[0].lower in grammar.prepositions:
        return
    if comma:
        found.beside.append(stretch)
    else:
        found.title = stretch


def _phrase_before(words: list[Word], grammar: Grammar, *, comma: bool) -> int:
    """Return where the title or apposition begins that some words end in."""
    bodies = positions(grammar, "bodies")
    first = len(words)
    while first > 0 and len(words) - first < _MOST_BEFORE:
        word, previous = words[first - 1], words[first - 2] if first > 1 else None
        if word.lower in grammar.determiners and not word.is_mark:
            first -= 1
            hangs = previous is not None and (
                previous.lower in grammar.inside or (grammar.capital_nouns and previous.is_capital)
            )
            if comma and hangs:
                continue  # the head of the union, Anna Roe
            break
        title = word.text == "." and previous is not None and previous.lower in grammar.titles
        hangs = word.lower in grammar.prepositions and comma and first > 1
        if not (title or hangs or bodies.at(words, first - 1)) and _parts(word, grammar):
            break
        first -= 1
    return first


def _ends(words: Sequence[Word], place: int, grammar: Grammar) -> bool:
    """Tell whether a noun phrase ends before a word, which is no part of a body: the fire service."""
    return _stops(words[place], grammar) and positions(grammar, "bodies").at(words, place) is None


def _parts(word: Word, grammar: Grammar) -> bool:
    """Tell whether a word before a name is no part of a title or apposition."""
    verb = not word.is_capital and not grammar.capital_nouns and word.lower.endswith(grammar.verb_endings)
    if _stops(word, grammar) or verb or word.lower in grammar.conjunctions or word.lower in grammar.pronouns:
        return True
    return word.lower in grammar.openers or word.lower in grammar.prepositions


def flat(stretches: Iterable[Sequence[Word]]) -> list[Word]:
    """Return the words of several stretches, one after another."""
    return [word for stretch in stretches for word in stretch]
