"""From the words that name a source to the source: what it is called, what type it is, and whether it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from annotator.labels import Labels, Source
from annotator.suggest.grammar import Grammar
from annotator.suggest.phrases import REFLEXIVES

_WORD = re.compile(r"\w[\w'’-]*")


class Known(Protocol):
    """An entry of the corpus's registry, as far as a name is looked up in it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def aliases(self) -> Sequence[str]:
        """Its other names."""


Registry = Mapping[str, Known]


def is_pronoun(words: str, grammar: Grammar) -> bool:
    """Tell whether words only point to a source that was named elsewhere."""
    found = _WORD.findall(words.lower())
    return bool(found) and found[0] in grammar.pronouns and set(found[1:]) <= REFLEXIVES


def find_source(labels: Labels, names: Sequence[str], registry: Registry | None) -> Source | None:
    """Return the source of the labels that one of some names means: its name, a mention, an alias, or a surname.

    A surname counts where only one source has it.
    """
    wanted = {name.casefold() for name in names}
    known = known_as(names, registry)
    for source in labels.sources:
        called = {source.name.casefold(), *(span.text.casefold() for span in source.mentions)}
        if called & wanted or (known is not None and source.registry == known):
            return source
    for name in names:
        surname = name.rsplit(" ", 1)[-1].casefold()
        same = [source for source in labels.sources if source.name.rsplit(" ", 1)[-1].casefold() == surname]
        alone = " " not in name or any(" " not in source.name for source in same)
        if len(same) == 1 and alone and name[:1].isupper():
            return same[0]
    return None


def known_as(names: Sequence[str], registry: Registry | None) -> str | None:
    """Return the id of the registry's entry that has one of some names or aliases."""
    wanted = {name.casefold() for name in names}
    for entry in (registry or {}).values():
        if wanted & {entry.name.casefold(), *(alias.casefold() for alias in entry.aliases)}:
            return entry.id
    return None


def source_type(words: str, name: str, grammar: Grammar) -> str:
    """Return what type of source words name, as the default codebook calls it.

    Args:
        words: The words as written, such as `a senior official in the finance ministry`.
        name: Who that is, as far as it is known.
        grammar: The language.
    """
    head = _head(words, grammar)
    lowers = [word.lower() for word in head]
    first, last = lowers[0], lowers[-1]
    kind = _written(lowers, grammar)
    if kind is not None:
        return kind
    if head[-1][0].isupper() and (len(head) > 1 or last not in grammar.roles):
        group = last in grammar.bodies or (first in grammar.definite and last not in grammar.titles)
        return "named_group" if group else "named_individual"
    if _is_proper(name) and name.split(maxsplit=1)[0] not in head:
        return "named_individual"  # the minister, of whom the text has told the name; her deputy, Kasimir Orlane
    if last in grammar.bodies or (_is_plural(last, grammar) and first not in grammar.one):
        return "unnamed_group"
    return "unnamed_individual"


def _written(lowers: list[str], grammar: Grammar) -> str | None:
    """Return the type of what is no person or group: a poll, a database, a document."""
    if set(lowers) & grammar.polls:
        return "vote_poll"
    if lowers[-1] in grammar.databases:
        return "database"
    return "document" if lowers[-1] in grammar.documents else None


def _is_plural(word: str, grammar: Grammar) -> bool:
    return (word.endswith("s") and not grammar.capital_nouns) or word in grammar.plurals


def _is_proper(name: str) -> bool:
    """Tell whether a name is a person's or a body's, several words that all have capitals."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _head(words: str, grammar: Grammar) -> list[str]:
    """Return the words of a phrase before the first comma and preposition."""
    found: list[str] = []
    for word in _WORD.findall(words.split(",", maxsplit=1)[0]):
        if found and word.lower() in grammar.prepositions:
            break
        found.append(word)
    return found or [words]
