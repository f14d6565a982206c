"""Who has spoken so far: pronouns, surnames and descriptions are resolved to an earlier source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotator.suggest.grammar import Grammar
from annotator.suggest.phrases import REFLEXIVES

_WORD = re.compile(r"\w[\w'’-]*\.?")
_MOST = 200  # people remembered; a longer text has them often enough
_NAME_PARTICLES = frozenset("van von de der bin al del da di".split())  # noqa: SIM905


@dataclass(slots=True)
class Person:
    """A source that was named.

    Attributes:
        name: The fullest name seen.
        words: What describes it, in lower case: titles, offices, groups.
        gender: `f`, `m` or empty.
        plural: Several people, or a group.
        thing: A document or a body, which “it” can stand for and “she” cannot.
    """

    name: str
    words: set[str] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    thing: bool = False


class Memory:
    """The people of one text, the last named one first."""

    def __init__(self, grammar: Grammar) -> None:
        """Start with nobody."""
        self.grammar = grammar
        self.people: list[Person] = []
        self.names: dict[str, str] = {}

    def see(self, name: str, *, introduced: bool = False) -> None:
        """Note a full name that stands in the text, so that a surname alone can be resolved to it.

        Args:
            name: The name.
            introduced: It is a person's, by what stands around it; a pronoun may mean a person who was just introduced.
        """
        surname = name.rsplit(" ", 1)[-1].casefold()
        self.names.setdefault(name.split(" ", 1)[0].casefold(), name)
        self.names.setdefault(surname, name)
        if introduced and not any(person.name.rsplit(" ", 1)[-1].casefold() == surname for person in self.people):
            self._remember(name, set())

    def met(self, word: str) -> None:
        """Note the word that a sentence begins with: the next pronoun means whose surname it is, if that is known."""
        full = self.names.get(word.casefold())
        person = next((one for one in self.people if one.name == full), None)
        if person is not None and word[:1].isupper() and not person.thing:
            self._remember(person.name, set())

    def resolve(self, words: str) -> str | None:
        """Return who is meant by the words that name a source, and remember it; None where that is not known."""
        tokens = [word.rstrip(".") for word in _WORD.findall(words.lower())]
        if not tokens:
            return None
        if tokens[0] in self.grammar.pronouns and set(tokens[1:]) <= REFLEXIVES:
            return self._pronoun(tokens[0])
        name = None if tokens[0] in self.grammar.pronouns else self._name_in(words)
        if name is None:
            return self._description(words, tokens)
        full = name if " " in name else self.names.get(name.casefold(), name)
        self._remember(full, self._own(tokens), thing=tokens[0] in self.grammar.determiners and "," not in words)
        return full

    def _pronoun(self, pronoun: str) -> str | None:
        """Return the last source that a pronoun can stand for."""
        grammar = self.grammar
        feminine, masculine = pronoun in grammar.feminine, pronoun in grammar.masculine
        for person in self.people:
            if feminine or masculine:
                gender = "f" if feminine else "m"
                if not person.thing and not person.plural and person.gender in {"", gender}:
                    if not person.gender:
                        person.gender = gender
                    self._remember(person.name, set())
                    return person.name
            elif (pronoun in grammar.neuter and person.thing) or (pronoun in grammar.plural and person.plural):
                return person.name
        return None

    def _name_in(self, words: str) -> str | None:
        """Return the proper name in a phrase without its titles, or None."""
        head, _, appositive = words.partition(",")
        if self.grammar.capital_nouns:
            return self._german_name(head)
        plain = head.lower().split(maxsplit=2)
        first = plain[0] if plain else ""
        if first.endswith("s") and first in self.grammar.roles and plain[1:2] and plain[1] in self.grammar.prepositions:
            return None  # Economists at Lund Bank
        best = self._run_in(head)
        described = (first in self.grammar.determiners or len(best) == 1) and self._ends_common(head)
        if (described or not best) and appositive:
            named = self._run_in(appositive.rsplit(",", 1)[-1])
            return " ".join(named) if len(named) > 1 else None
        return " ".join(best) if best and not described else None

    def _german_name(self, head: str) -> str | None:
        """Return the last two capitalised words before a genitive, where every noun has a capital."""
        words: list[str] = _WORD.findall(head)
        grammar = self.grammar
        cut = next(
            (i for i, word in enumerate(words) if i and (word in grammar.determiners or word in grammar.prepositions)),
            None,
        )
        run = [word for word in words[:cut] if word[0].isupper() and word.lower() not in grammar.determiners]
        known = bool(run) and run[-1].casefold() in self.names
        if len(run) == 1 and (known or words[0] == run[0]) and run[0].lower() not in grammar.roles:
            return run[0]
        return " ".join(run[-2:]) if len(run) > 1 and run[-1].lower() not in grammar.roles else None

    def _run_in(self, part: str) -> list[str]:
        """Return the longest run of capitalised words of a phrase, the titles before it left out."""
        grammar = self.grammar
        best: list[str] = []
        run: list[str] = []
        for match in _WORD.finditer(part):
            word = match[0]
            plain = word.lower().rstrip(".")
            leads = not run and (plain in grammar.titles or plain in grammar.determiners or plain in grammar.roles)
            possessive = plain.endswith(("'s", "’s"))
            if (word[0].isupper() and not leads and not possessive) or (run and word in _NAME_PARTICLES):
                if plain in grammar.titles:
                    run = []  # Northline CEO Jane Roe
                    continue
                run.append(word)
                best = max(best, run, key=len)
                continue
            run = []
            if best and plain in grammar.prepositions:
                break
        return best

    def _ends_common(self, head: str) -> bool:
        """Tell whether a phrase ends in a common noun, so that the names in it are not its own: the Russian leader."""
        words = _WORD.findall(head)
        cut = next(
            (place for place, word in enumerate(words) if place and word.lower() in self.grammar.prepositions), None
        )
        words = words[:cut]
        return bool(words) and words[-1][0].islower()

    def _description(self, words: str, tokens: list[str]) -> str | None:
        """Resolve “the official” to “a senior official in …”, or remember a description as it stands."""
        grammar = self.grammar
        own = self._own(tokens)
        heads = {token for token in own if token in grammar.roles or token in grammar.titles}
        if tokens[0] in grammar.definite and heads:
            for person in self.people:
                if heads & person.words:
                    self._remember(person.name, set())
                    return person.name
        name = " ".join(words.split())
        singular = tokens[0] in grammar.singular
        thing = bool(heads & grammar.documents) or (bool(heads & grammar.bodies) and not heads & grammar.unnamed)
        self._remember(name, own, plural=not singular and not thing, thing=thing)
        return name

    def _own(self, tokens: list[str]) -> set[str]:
        """Return the words of a phrase without what hangs on it: the agency is no report by the agency."""
        cut = next((place for place, token in enumerate(tokens) if place and token in self.grammar.prepositions), None)
        return set(tokens[:cut])

    def _remember(self, name: str, words: set[str], *, plural: bool = False, thing: bool = False) -> None:
        grammar = self.grammar
        known = next((person for person in self.people if person.name == name), None)
        if known is None:
            known = Person(name, plural=plural, thing=thing)
        else:
            self.people.remove(known)
        known.words |= words - grammar.determiners
        if not known.gender:
            known.gender = "f" if words & grammar.feminine else "m" if words & grammar.masculine else ""
        self.people.insert(0, known)
        del self.people[_MOST:]
        if " " in name and not plural and not thing and name[0].isupper():
            self.names.setdefault(name.rsplit(" ", 1)[-1].casefold(), name)
