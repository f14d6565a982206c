"""From the words that name a source to the source: whether they name one, and whether it is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from annotator.labels import Labels, Source
from annotator.suggest.sources.kinds import head_of, is_body
from annotator.suggest.sources.names import fuller_names
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.lexicon import words_of
from annotator.suggest.words.phrases import REFLEXIVES

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


def find_source(
    labels: Labels, names: Sequence[str], registry: Registry | None, content: str, grammar: Grammar
) -> Source | None:
    """Return the source of the labels that one of some names means; None where there is none, or more than one.

    Its name, a mention or an alias count whatever article stands before them; a surname, with a title or without,
    where only one source has it; of a body “the ministry” for “the finance ministry”, where labels and text have one.

    Args:
        labels: The labels.
        names: What the source is called: its name as far as it is known, the words as written.
        registry: The corpus's known sources, by id.
        content: The text.
        grammar: The language of the text.
    """
    known = known_as(names, registry, grammar)
    for name in names:
        wanted = _plain(name, grammar)
        by_name = [source for source in labels.sources if _plain(source.name, grammar) == wanted]
        by_registry = [source for source in labels.sources if known is not None and source.registry == known]
        by_mention = [
            source for source in labels.sources if any(_plain(span.text, grammar) == wanted for span in source.mentions)
        ]
        for found in (by_name, by_registry, by_mention):
            if found:
                return found[0] if len(found) == 1 or found is not by_mention else None
    for name in names:
        found = _by_surname(labels, name, grammar) or _by_body(labels, name, content, grammar)
        if found:
            return found[0] if len(found) == 1 else None
    return None


@lru_cache(maxsize=8192)
def _plain(name: str, grammar: Grammar) -> str:
    """Return a name as it is compared: without article, the ending of a possessive, and kinds of apostrophes."""
    words = name.casefold().replace("’", "'").split()
    while len(words) > 1 and words[0] in grammar.articles:
        del words[0]
    return " ".join(words).removesuffix("'s")


def _by_surname(labels: Labels, name: str, grammar: Grammar) -> list[Source]:
    """Return the sources that have a surname, which may stand alone or behind a title: Minister Halden."""
    words = name.split()
    while len(words) > 1 and (
        words[0].casefold().rstrip(".") in grammar.titles or words[0].lower() in grammar.articles
    ):
        del words[0]
    if not words or not words[-1][:1].isupper():
        return []
    surname = _plain(words[-1], grammar)
    same = [source for source in labels.sources if _plain(source.name, grammar).rsplit(" ", 1)[-1] == surname]
    alone = len(words) == 1 or any(" " not in source.name for source in same)
    return same if alone else []


def _by_body(labels: Labels, name: str, content: str, grammar: Grammar) -> list[Source]:
    """Return the sources whose name ends in the same words as that of a body, one of the two being shorter."""
    words = words_of(name)
    if not words or words[0].lower not in grammar.articles - grammar.one:
        return []
    head = head_of(words[1:], grammar)
    if (
        not head
        or not is_body(head, grammar)
        or len(fuller_names(content, name[head[0].start : head[-1].end], grammar)) > 1
    ):
        return []
    wanted = [word.plain for word in head]
    found = []
    for source in labels.sources:
        names = [head_of(words_of(one), grammar) for one in (source.name, *(span.text for span in source.mentions))]
        heads = [[word.plain for word in one if word.lower not in grammar.articles] for one in names]
        if any(one and (wanted[-len(one) :] == one or one[-len(wanted) :] == wanted) for one in heads):
            found.append(source)
    return found


def known_as(names: Sequence[str], registry: Registry | None, grammar: Grammar) -> str | None:
    """Return the id of the registry's entry that has one of some names or aliases, whatever article stands before.

    A body counts without what hangs on its name, such as its place, where only one entry begins so.
    """
    wanted = {_plain(name, grammar) for name in names}
    for entry in (registry or {}).values():
        if wanted & {_plain(name, grammar) for name in (entry.name, *entry.aliases)}:
            return entry.id
    for name in wanted:
        same = [entry.id for entry in (registry or {}).values() if _begins(entry.name, name, grammar)]
        if len(same) == 1:
            return same[0]
    return None


def _begins(full: str, name: str, grammar: Grammar) -> bool:
    """Tell whether the head of a body's full name is a name: Maritime Court, of Maritime Court in Estmere."""
    head = head_of(words_of(full), grammar)
    if len(head) < 2 or not is_body(head, grammar) or len(full.split()) == len(head):  # noqa: PLR2004
        return False
    return _plain(full[head[0].start : head[-1].end], grammar) == name
