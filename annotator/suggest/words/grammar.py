"""A language's word lists, ready to be asked about a token."""

from __future__ import annotations

from functools import cache, cached_property

from annotator.suggest.words.language import Language, Verb, language
from annotator.suggest.words.sections import SECTIONS, WordLists
from annotator.suggest.words.tokens import MARK, QUOTE, Tokens
from annotator.suggest.words.wording import Wording

_LONGEST_ADVERBLESS = 4
OPENING_BRACKETS = "(["
CLOSING_BRACKETS = ")]"
DASHES = "–—-―"


class Grammar(WordLists):
    """Answers what kind of word a token is. One per language, made once."""

    def __init__(self, words: Language) -> None:
        self.language = words
        for name, section in SECTIONS.items():
            setattr(self, name, words.words(section))
        if words.words("adverb endings"):
            self.roles |= {f"{word}s" for word in self.roles if not word.endswith(("s", "y", "men", "women", "man"))}
        self.capital_nouns = "capital-nouns" in self.traits
        self.separable = "separable-verbs" in self.traits
        self.endings = tuple(words.words("adverb endings"))
        self.verb_endings = tuple(words.words("verb endings"))
        self.cues = words.cues
        self.reporting = frozenset(
            word for word, verbs in words.cues.items() if not all(verb.particles for verb in verbs)
        )
        """The words that are a cue alone; others are only with what follows them: was | adamant."""
        self.before_names = (
            self.titles
            | self.determiners
            | self.roles
            | self.prepositions
            | self.openers
            | self.conjunctions
            | self.adverbs
            | self.time
            | set(words.cues)
        )
        self.according = words.lines.get("according", ())
        self.according_first = frozenset(line[0] for line in self.according)
        self.report_nouns = self.that_nouns | self.to_nouns | self.of_nouns
        self.offices = self.titles | self.roles
        self.described = self.offices | self.kin
        self.given_names = self.women | self.men
        self.before_proper = self.determiners | self.offices
        self.openings = self.determiners | self.pronouns | self.possessives | self.roles
        self.speakers = self.roles | self.speaking
        self.human = self.titles | self.kin | self.given_names
        self.speaking_roles = self.roles - self.documents
        self.furniture = words.lines.get("furniture", ())
        self.counted = self.polls | self.databases
        self.written = self.counted | self.documents
        self.finite = self.auxiliaries | self.verbs
        self.denying = self.negations | self.denials
        self.crediting = self.according_first | self.so | self.postposed
        self.personal = self.titles | (self.roles - self.bodies - self.documents)
        self.hanging = self.inside | self.to
        self.inside_names = self.hanging | self.and_ | self.articles
        self.before_verbs = self.auxiliaries | self.negations | self.adverbs
        self.before_infinitives = self.to | self.determiners | self.possessives | self.auxiliaries
        self.behind_passives = self.that | self.to | self.naming_as | self.inside
        self.no_nouns = self.prepositions | self.openers | self.conjunctions | self.auxiliaries
        self.no_names = (
            self.determiners
            | self.pronouns
            | self.prepositions
            | self.openers
            | self.conjunctions
            | self.adverbs
            | self.time
            | self.auxiliaries
        )
        self.verbal = self.finite | self.participles | words.cues.keys()
        """The forms that the lists know as those of a verb."""

    @cached_property
    def wording(self) -> Wording:
        """The word lists for claims and frames, read when they are first asked for."""
        return Wording(self.language)

    def is_adverb(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is an adverb that may stand between a subject and its verb."""
        word = tokens.lower[index]
        if word in self.adverbs:
            return True
        if not self.endings or len(word) <= _LONGEST_ADVERBLESS or tokens.capitals[index]:
            return False
        return word.endswith(self.endings) and word not in self.no_adverbs

    def is_verbal(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is a finite verb, as far as the lists and its ending tell."""
        word = tokens.lower[index]
        if word in self.verbal:
            return True
        return len(word) > _LONGEST_ADVERBLESS and word.endswith(self.verb_endings) and not tokens.capitals[index]

    def is_name(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is a capitalised word that is no common word at the start of a sentence."""
        return tokens.capitals[index] and tokens.lower[index] not in self.no_names

    def opens_phrase(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a noun phrase can begin with a token."""
        if tokens.kinds[index] == QUOTE:
            return True
        if tokens.kinds[index] == MARK:
            return tokens.words[index] in "$€£@"
        word = tokens.lower[index]
        return (
            word in self.determiners
            or word in self.pronouns
            or word in self.roles
            or self.is_name(tokens, index)
            or word[0].isdigit()
        )

    def verb_at(self, tokens: Tokens, index: int) -> Verb | None:
        """Return the reporting verb that begins with a token, or None."""
        for verb in self.cues.get(tokens.lower[index], ()):
            particles = verb.particles
            if not particles or tuple(tokens.lower[index + 1 : index + 1 + len(particles)]) == particles:
                return verb
        return None

    def according_at(self, tokens: Tokens, index: int) -> int:
        """Return how many tokens from here say “according to”; 0 if they do not."""
        if index >= len(tokens.lower) or tokens.lower[index] not in self.according_first:
            return 0
        for words in self.according:
            if tuple(tokens.lower[index : index + len(words)]) == words:
                return len(words)
        return 0


@cache
def grammar(code: str) -> Grammar:
    """Return the grammar of a language.

    Raises:
        LanguageError: When there are no rules for it.
    """
    return Grammar(language(code))
