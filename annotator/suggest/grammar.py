"""A language's word lists, ready to be asked about a token."""

from __future__ import annotations

from functools import cache

from annotator.suggest.language import Language, Verb, language
from annotator.suggest.tokens import MARK, QUOTE, WORD, Tokens

_LONGEST_ADVERBLESS = 4
OPENING_BRACKETS = "(["
CLOSING_BRACKETS = ")]"
DASHES = "–—-―"


_SECTIONS = {
    "traits": "traits",
    "determiners": "determiners",
    "articles": "articles",
    "pronouns": "pronouns",
    "objects": "objects",
    "prepositions": "prepositions",
    "inside": "inside",
    "authors": "authors",
    "going_on": "going on",
    "naming_as": "naming as",
    "unnamed": "unnamed",
    "nouns": "nouns",
    "plurals": "plurals",
    "bodies": "bodies",
    "by": "by",
    "linking": "linking",
    "conjunctions": "conjunctions",
    "contrasts": "contrasts",
    "and_": "and",
    "openers": "openers",
    "relative": "relative",
    "that": "that",
    "whether": "whether",
    "to": "to",
    "be": "be",
    "auxiliaries": "auxiliaries",
    "negations": "negations",
    "verbs": "verbs",
    "participles": "participles",
    "asides": "asides",
    "adverbs": "adverbs",
    "no_adverbs": "no adverbs",
    "time": "time",
    "month_names": "months and names",
    "titles": "titles",
    "roles": "roles",
    "documents": "documents",
    "polls": "polls",
    "one": "one",
    "databases": "databases",
    "law": "law",
    "statements": "statements",
    "naming_links": "naming links",
    "postposed": "postposed",
    "so": "so",
    "under": "under",
    "terms": "terms",
    "possible": "possible",
    "probable": "probable",
    "denials": "denials",
    "future": "future",
    "claim_rules": "rules",
    "causes": "causes",
    "quantities": "quantities",
    "comparisons": "comparisons",
    "byline": "byline",
    "caption": "caption",
    "works": "titles of works",
    "feminine": "feminine",
    "masculine": "masculine",
    "speaking": "speaking",
    "neuter": "neuter",
    "plural": "plural",
    "definite": "definite",
    "singular": "singular",
}
"""The attributes of a grammar that are sets of words, and their sections in the language's file."""


class Grammar:
    """Answers what kind of word a token is. One per language, made once."""

    traits: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    objects: frozenset[str]
    prepositions: frozenset[str]
    inside: frozenset[str]
    authors: frozenset[str]
    going_on: frozenset[str]
    naming_as: frozenset[str]
    unnamed: frozenset[str]
    nouns: frozenset[str]
    plurals: frozenset[str]
    bodies: frozenset[str]
    by: frozenset[str]
    linking: frozenset[str]
    conjunctions: frozenset[str]
    contrasts: frozenset[str]
    and_: frozenset[str]
    openers: frozenset[str]
    relative: frozenset[str]
    that: frozenset[str]
    whether: frozenset[str]
    to: frozenset[str]
    be: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    verbs: frozenset[str]
    participles: frozenset[str]
    asides: frozenset[str]
    adverbs: frozenset[str]
    no_adverbs: frozenset[str]
    time: frozenset[str]
    month_names: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    documents: frozenset[str]
    polls: frozenset[str]
    one: frozenset[str]
    databases: frozenset[str]
    law: frozenset[str]
    statements: frozenset[str]
    naming_links: frozenset[str]
    postposed: frozenset[str]
    so: frozenset[str]
    under: frozenset[str]
    terms: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    denials: frozenset[str]
    future: frozenset[str]
    claim_rules: frozenset[str]
    causes: frozenset[str]
    quantities: frozenset[str]
    comparisons: frozenset[str]
    byline: frozenset[str]
    caption: frozenset[str]
    works: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    speaking: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    definite: frozenset[str]
    singular: frozenset[str]

    def __init__(self, words: Language) -> None:
        self.language = words
        for name, section in _SECTIONS.items():
            setattr(self, name, words.words(section))
        self.capital_nouns = "capital-nouns" in self.traits
        self.endings = tuple(words.words("adverb endings"))
        self.verb_endings = tuple(words.words("verb endings"))
        self.cues = words.cues
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
        self.furniture = words.lines.get("furniture", ())

    def is_adverb(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is an adverb that may stand between a subject and its verb."""
        word = tokens.lower[index]
        if word in self.adverbs:
            return True
        if not self.endings or len(word) <= _LONGEST_ADVERBLESS or tokens.is_capital(index):
            return False
        return word.endswith(self.endings) and word not in self.no_adverbs

    def is_verbal(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is a finite verb, as far as the lists and its ending tell."""
        if tokens.kinds[index] != WORD:
            return False
        word = tokens.lower[index]
        if word in self.auxiliaries or word in self.verbs or word in self.participles or word in self.cues:
            return True
        return word.endswith(self.verb_endings) and len(word) > _LONGEST_ADVERBLESS and not tokens.is_capital(index)

    def is_name(self, tokens: Tokens, index: int) -> bool:
        """Tell whether a token is a capitalised word that is no common word at the start of a sentence."""
        if not tokens.is_capital(index):
            return False
        word = tokens.lower[index]
        return not (
            word in self.determiners
            or word in self.pronouns
            or word in self.prepositions
            or word in self.openers
            or word in self.conjunctions
            or word in self.adverbs
            or word in self.time
            or word in self.auxiliaries
        )

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
            size = len(verb.particles)
            if tuple(tokens.lower[index + 1 : index + 1 + size]) == verb.particles:
                return verb
        return None

    def according_at(self, tokens: Tokens, index: int) -> int:
        """Return how many tokens from here say “according to”; 0 if they do not."""
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
