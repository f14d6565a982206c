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
    proper = name[:1].isupper() and not _is_common(name, grammar)
    if set(lowers) & grammar.polls:
        return "vote_poll"
    if not proper or head[-1][:1].islower():
        if set(lowers) & grammar.databases:
            return "database"
        if set(lowers) & grammar.documents:
            return "document"
    if proper:
        final = name.rsplit(" ", 1)[-1].lower()
        body = set(lowers) & grammar.bodies or final in grammar.bodies or lowers[0] in grammar.determiners
        return "named_group" if body and not set(lowers) & grammar.titles - grammar.bodies else "named_individual"
    if set(lowers) & grammar.bodies:
        return "unnamed_group"
    plural = lowers[0] not in grammar.singular and (lowers[-1].endswith("s") or lowers[-1] in grammar.plurals)
    return "unnamed_group" if plural else "unnamed_individual"


def _head(words: str, grammar: Grammar) -> list[str]:
    """Return the words of a phrase before the first comma and preposition."""
    found: list[str] = []
    for word in _WORD.findall(words.split(",", maxsplit=1)[0]):
        if found and word.lower() in grammar.prepositions:
            break
        found.append(word)
    return found or [words]


def _is_common(name: str, grammar: Grammar) -> bool:
    """Tell whether a name is a description with a capital only because it begins a sentence."""
    words = _WORD.findall(name)
    first = words[0].lower() if words else ""
    rest = words[1:] if first in grammar.determiners else words
    return (
        not rest or (all(word[0].islower() for word in rest[1:] or rest) and len(words) > 1) or first in grammar.roles
    )
