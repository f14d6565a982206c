"""Cues: the verbs of a sentence that report, with their auxiliaries and particles."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.language import Verb
from annotator.suggest.words.tokens import MARK, WORD, Tokens

_FARTHEST_PARTICLE = 15  # tokens between a German verb and its particle: teilte … mit
_FARTHEST_AUXILIARY = 20
_FARTHEST_QUOTED = 12  # tokens of “quoted … as saying”


class Cue(NamedTuple):
    """A reporting verb in its place.

    Attributes:
        first: The first token of the cue: the auxiliary if there is one, else the verb.
        last: The last one, particles included.
        subject_end: The token before which a subject ends that stands before the verb.
        verb: What the word list says of it.
        passive: Somebody else did the saying (was told).
        participle: It has no subject of its own (adding, saying).
        floor: The first token that its subject may hold: of “quoted Roe as saying”, the one behind “quoted”.
    """

    first: int
    last: int
    subject_end: int
    verb: Verb
    passive: bool = False
    participle: bool = False
    floor: int = 0

    @property
    def takes(self) -> frozenset[str]:
        """What can follow it."""
        return self.verb.takes


def cues_of(grammar: Grammar, tokens: Tokens) -> list[Cue]:
    """Find the cues of a sentence, outside its quotations, in order."""
    found: list[Cue] = []
    cues = grammar.cues
    for index in [index for index, lower in enumerate(tokens.lower) if lower in cues]:
        if tokens.kinds[index] == WORD and not (found and index <= found[-1].last):
            cue = _cue_at(grammar, tokens, index)
            if cue is not None:
                found.append(cue)
    return found


def _cue_at(grammar: Grammar, tokens: Tokens, index: int) -> Cue | None:  # noqa: C901 - one table of cases
    verb = grammar.verb_at(tokens, index) or _separated(grammar, tokens, index)
    if verb is None or (tokens.capitals[index] and index > 0 and grammar.capital_nouns):
        return None
    last = index + len(verb.particles)
    if grammar.separable and verb.particles and tuple(tokens.lower[index + 1 : last + 1]) != verb.particles:
        last = index
    before = tokens.lower[index - 1] if index else ""
    participle = tokens.lower[index].endswith("ing") and not grammar.capital_nouns
    counted = before in grammar.numbers and tokens.lower[index].endswith(("d", "t", "te"))  # one in five said
    is_noun = before in grammar.determiners and before not in grammar.pronouns and not counted
    if is_noun or before in grammar.to or (before.endswith("'s") and before not in grammar.auxiliaries):
        return None
    if before in grammar.prepositions and not participle:
        return None
    if participle and before in grammar.naming_as:
        return _quoted_as(grammar, tokens, index, verb)
    first, has_be = _with_auxiliaries(grammar, tokens, index)
    adjective = _adjective(grammar, tokens, index)
    if adjective is not None and has_be and "'" not in tokens.lower[first]:
        return Cue(first, index, first, adjective)
    if "adjective" in verb.takes:
        return None
    if grammar.capital_nouns and first < index and tokens.lower[index] == verb.lemma:
        return None  # an infinitive: werde klagen
    if grammar.endings and first == index and _is_noun(grammar, tokens, index, verb):
        return None
    if first < index and not participle and has_be and tokens.lower[index] != _base(verb):
        return Cue(first, last, first, verb, passive=True)
    if first == index and not grammar.capital_nouns and _is_reduced(grammar, tokens, index, verb):
        return Cue(first, last, first, verb, passive=True)
    subject_end = first
    if first == index and grammar.separable and tokens.lower[index].startswith("ge"):
        subject_end = _far_auxiliary(grammar, tokens, index)
    return Cue(first, last, subject_end, verb, participle=participle and not has_be)


def _adjective(grammar: Grammar, tokens: Tokens, index: int) -> Verb | None:
    """Return what the list says of a word that reports behind “be”: confident that, worried that."""
    for verb in grammar.cues[tokens.lower[index]]:
        if "adjective" in verb.takes:
            return verb
    return None


def _quoted_as(grammar: Grammar, tokens: Tokens, index: int, verb: Verb) -> Cue | None:
    """Return the cue of “quoted Roe as saying” and “was quoted as saying”, whose subject is the one who is quoted."""
    for place in range(index - 2, max(-1, index - _FARTHEST_QUOTED), -1):
        if tokens.kinds[place] == MARK:
            break
        if tokens.lower[place] in grammar.quoting:
            first, has_be = _with_auxiliaries(grammar, tokens, place)
            if place == index - 2:
                return Cue(first, index, first, verb) if has_be else None
            return Cue(index, index, index - 1, verb, floor=place + 1)
    return None


def _is_noun(grammar: Grammar, tokens: Tokens, index: int, verb: Verb) -> bool:
    """Tell whether a form that is a noun as well stands where a noun does: a 2019 report, leaked emails suggest."""
    word = tokens.lower[index]
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    if verb.lemma not in grammar.nouns:
        return False
    if index and word == _base(verb):
        before = tokens.lower[index - 1]
        plural = (
            before.endswith("s")
            or before in grammar.plurals
            or before in grammar.bodies
            or tokens.kinds[index - 1] == MARK
        )
        adverb = grammar.is_adverb(tokens, index - 1) or before in grammar.and_ or before in grammar.relative
        return not (plural or adverb or tokens.words[index - 1] == '"' or _is_joint(grammar, tokens, index - 1))
    if (
        word.endswith("s")
        and index
        and tokens.lower[index - 1] in grammar.cues
        and tokens.lower[index - 1].endswith("ed")
    ):
        return True  # denied claims
    if word.endswith("s"):
        verbal = following in grammar.auxiliaries or following in grammar.verbs or following in grammar.cues
        return following in grammar.inside or (verbal and following not in grammar.that)
    return False


def _is_reduced(grammar: Grammar, tokens: Tokens, index: int, verb: Verb) -> bool:
    """Tell whether a past form is a passive without “be”: a foreman accused of theft, residents told to leave."""
    word = tokens.lower[index]
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    before = tokens.lower[index - 1] if index else ""
    if before in grammar.openers and before not in grammar.relative and word.endswith("ed"):
        return True  # when asked, if pressed
    if verb.lemma in grammar.accusing:
        return following in grammar.inside and word.endswith("ed")
    addressed = verb.takes >= {"object", "infinitive"} and verb.lemma not in grammar.asking
    return addressed and following in grammar.to and word.endswith(("ed", "told", "en"))


def _is_joint(grammar: Grammar, tokens: Tokens, last: int) -> bool:
    return any(lower in grammar.and_ for lower in tokens.lower[max(0, last - 6) : last])


def _base(verb: Verb) -> str:
    return verb.lemma.split()[0]


def _separated(grammar: Grammar, tokens: Tokens, index: int) -> Verb | None:
    """Return a verb whose particle stands at the end of its clause."""
    if not grammar.separable:
        return None
    for verb in grammar.cues[tokens.lower[index]]:
        for ahead in range(index + 1, min(index + _FARTHEST_PARTICLE, len(tokens))):
            if tokens.kinds[ahead] == MARK and tokens.words[ahead] in ",;:.":
                break
            if verb.particles and tokens.lower[ahead] == verb.particles[-1]:
                return verb
    return None


def _with_auxiliaries(grammar: Grammar, tokens: Tokens, index: int) -> tuple[int, bool]:
    """Return where the auxiliaries before a verb begin, adverbs between them included, and whether “be” is the last."""
    first, has_be = index, False
    place = index - 1
    while place >= 0 and tokens.kinds[place] == WORD:
        lower = tokens.lower[place]
        if lower in grammar.auxiliaries:
            if first == index:
                has_be = lower in grammar.be
            first = place
        elif not (lower in grammar.negations or grammar.is_adverb(tokens, place)):
            break
        place -= 1
    return first, has_be


def _far_auxiliary(grammar: Grammar, tokens: Tokens, index: int) -> int:
    for place in range(index - 1, max(-1, index - _FARTHEST_AUXILIARY), -1):
        if tokens.kinds[place] == MARK:
            break
        if tokens.lower[place] in grammar.auxiliaries:
            return place
    return index
