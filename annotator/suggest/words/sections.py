"""The word lists of a language’s file, and the names that the rules call them by."""

from __future__ import annotations

SECTIONS = {
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
    "quoting": "quoting",
    "citing": "citing",
    "impersonal": "impersonal",
    "as_said": "as said",
    "remarks": "remarks",
    "answered": "answered",
    "summoning": "summoning",
    "when": "when",
    "women": "women",
    "men": "men",
    "kin": "kin",
    "theirs": "theirs",
    "companies": "companies",
    "asking": "asking",
    "anonymous": "anonymous",
    "placing": "placing",
    "never": "never",
    "agent": "agent",
    "accusing": "accusing",
    "numbers": "numbers",
    "more": "more",
    "light": "light verbs",
    "possessives": "possessives",
    "from_": "from",
    "speech_nouns": "speech nouns",
    "that_nouns": "nouns with that",
    "to_nouns": "nouns with to",
    "of_nouns": "nouns with of",
    "postposed": "postposed",
    "so": "so",
    "under": "under",
    "terms": "terms",
    "possible": "possible",
    "probable": "probable",
    "denials": "denials",
    "future": "future",
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


class WordLists:
    """The word lists as attributes; a grammar fills them."""

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
    quoting: frozenset[str]
    citing: frozenset[str]
    impersonal: frozenset[str]
    as_said: frozenset[str]
    remarks: frozenset[str]
    answered: frozenset[str]
    summoning: frozenset[str]
    when: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    kin: frozenset[str]
    theirs: frozenset[str]
    companies: frozenset[str]
    asking: frozenset[str]
    anonymous: frozenset[str]
    placing: frozenset[str]
    never: frozenset[str]
    agent: frozenset[str]
    accusing: frozenset[str]
    numbers: frozenset[str]
    more: frozenset[str]
    light: frozenset[str]
    possessives: frozenset[str]
    from_: frozenset[str]
    speech_nouns: frozenset[str]
    that_nouns: frozenset[str]
    to_nouns: frozenset[str]
    of_nouns: frozenset[str]
    postposed: frozenset[str]
    so: frozenset[str]
    under: frozenset[str]
    terms: frozenset[str]
    possible: frozenset[str]
    probable: frozenset[str]
    denials: frozenset[str]
    future: frozenset[str]
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
