"""Who has been named and who has spoken so far: pronouns, surnames and descriptions are resolved to one of them.

Whoever was named most recently is meant, a speaker before a subject, a subject before anybody else. Where two have the
same claim, nobody is: a wrong name costs more than none.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from annotator.suggest.people.mentions import Mention
from annotator.suggest.people.proper import name_in, words_of
from annotator.suggest.words.grammar import Grammar
from annotator.suggest.words.phrases import REFLEXIVES

_WORD = re.compile(r"\w[\w\u0300-\u036f'’-]*\.?")
_MOST = 80  # people remembered; a longer text has them often enough
_FARTHEST = 14  # sentences between a pronoun and whom it stands for
NAMED, SUBJECT, SPEAKER = 1.0, 2.0, 3.6
"""How prominent a source was in its sentence; a sentence later counts as 2, so a speaker outdoes the next subject."""


@dataclass(slots=True)
class Person:
    """A source that was named.

    Attributes:
        name: The fullest name seen.
        words: What describes it, in lower case: titles, offices, groups.
        gender: `f`, `m` or empty.
        plural: Several people.
        thing: A document or a body, which “it” can stand for and “she” cannot.
        surname: The last word of the name, case-folded.
        known: It is certain that it is a person.
        acts: It was a subject or spoke, as people and bodies do; of what was only named nothing is known.
        weight: How prominent it is: higher for what was named later and more prominently.
    """

    name: str
    surname: str = field(init=False)
    words: set[str] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    thing: bool = False
    known: bool = False
    acts: bool = False
    weight: float = 0.0

    def __post_init__(self) -> None:
        """Take the surname from the name."""
        self.surname = self.name.rsplit(" ", 1)[-1].casefold()


class Memory:
    """The people of one text."""

    def __init__(self, grammar: Grammar) -> None:
        """Start with nobody."""
        self.grammar = grammar
        self.people: list[Person] = []
        self.by_name: dict[str, Person] = {}
        self.names: dict[str, str] = {}
        self.sentence = 0

    def begin(self) -> None:
        """Note that a sentence begins."""
        self.sentence += 1

    def see(self, mention: Mention) -> None:
        """Note a name that stands in the text."""
        words = mention.name.split()
        if len(words) == 1:
            full = self._full(mention.name)
            known = self.by_name.get(full)
            if known is not None:
                self._remember(known.name, mention.words, NAMED, known=mention.kind == "person")
            elif mention.kind == "person":
                self._remember(full, mention.words, NAMED, known=True)
            return
        surname = words[-1].casefold()
        self.names.setdefault(words[0].casefold(), mention.name)
        self.names.setdefault(surname, mention.name)
        twin = next((one for one in self.people if one.surname == surname), None)
        if twin is not None and twin.name != mention.name and " " in twin.name:
            return
        self._remember(
            mention.name, mention.words, NAMED, thing=mention.kind == "thing", known=mention.kind == "person"
        )

    def resolve(self, words: str, role: float = SPEAKER) -> str | None:
        """Return who is meant by the words that name a source, and remember it; None where that is not known.

        Args:
            words: The words, as they stand in the text.
            role: How prominent the source is there.
        """
        tokens = [word.rstrip(".") for word in _WORD.findall(words.lower())]
        if not tokens:
            return None
        grammar = self.grammar
        if (tokens[0] in grammar.pronouns or tokens[0] in grammar.possessives) and REFLEXIVES.issuperset(tokens[1:]):
            return self._pronoun(tokens[0], role)
        if tokens[0] in grammar.possessives:
            self._hint(tokens[0])
        alone = tokens[0] in grammar.pronouns and tokens[0] not in grammar.one  # one neighbour, Alma Roe
        name = None if alone else name_in(words, grammar, self.names)
        if name is None:
            return self._description(words, tokens, role)
        full = name if " " in name else self._full(name)
        titled = not grammar.human.isdisjoint(tokens)
        the = tokens[0] in grammar.determiners and tokens[0] not in grammar.possessives and "," not in words
        thing = (the and not titled) or self._is_body_name(full)
        self._remember(full, self._describing(tokens), role, thing=thing, known=titled)
        return full

    def _full(self, name: str) -> str:
        return self.names.get(name.casefold(), name)

    def _describing(self, tokens: list[str]) -> set[str]:
        """Return words of a phrase that describe whom it names: not “her” in “her husband”, nor what hangs on it.

        So the agency is no report by the agency.
        """
        found: set[str] = set()
        for place, token in enumerate(tokens):
            if place and token in self.grammar.prepositions:
                break
            if token not in self.grammar.possessives:
                found.add(token)
        return found

    def _hint(self, possessive: str) -> None:
        """Learn from “his sister” that whoever was spoken of last is a man."""
        gender = "f" if possessive in self.grammar.feminine else "m" if possessive in self.grammar.masculine else ""
        if not gender:
            return
        fitting = [(one.weight, one) for one in self.people if not one.thing and not one.plural and self._is_human(one)]
        best = self._best(fitting)
        if best is not None and not best.gender:
            best.gender = gender

    def _pronoun(self, pronoun: str, role: float) -> str | None:
        """Return the source that a pronoun stands for."""
        grammar = self.grammar
        feminine, masculine = pronoun in grammar.feminine, pronoun in grammar.masculine
        plural = pronoun in grammar.plural or pronoun in grammar.theirs
        if feminine or masculine:
            gender = "f" if feminine else "m"
            fits = [one for one in self.people if not one.thing and not one.plural and one.gender in {"", gender}]
            human = [one for one in fits if self._is_human(one)] or self._only_name(fits)
            fitting = [(one.weight + 0.3 * bool(one.gender) + 0.5 * one.known, one) for one in human]
        elif plural:
            fitting = [(one.weight - one.thing, one) for one in self.people if one.plural or (one.thing and one.acts)]
        elif pronoun in grammar.neuter:
            fitting = [
                (one.weight + 0.5 * one.thing, one)
                for one in self.people
                if one.acts and (one.thing or not (one.known or one.gender or one.plural))
            ]
        else:
            return None
        best = self._best(fitting)
        if best is None:
            return None
        if feminine or masculine:
            best.gender = best.gender or gender
            best.known = True
        self._remember(best.name, set(), role)
        return best.name

    def _only_name(self, people: list[Person]) -> list[Person]:
        """Return the one full name among people of whom nothing else is known."""
        named = [one for one in people if one.name[:1].isupper() and " " in one.name]
        return named if len(named) == 1 else []

    def _is_human(self, one: Person) -> bool:
        if one.known or one.gender or not one.acts:
            return one.known or bool(one.gender)
        first = one.name.split()[0]
        return first[:1].isupper() and " " in one.name and first.casefold() not in self.grammar.determiners

    def _is_body_name(self, name: str) -> bool:
        return "&" in name or not self.grammar.bodies.isdisjoint(name.casefold().split())

    def _best(self, fitting: list[tuple[float, Person]]) -> Person | None:
        """Return the most prominent one, unless two are alike or it is long gone."""
        ordered = sorted(fitting, key=lambda pair: -pair[0])[:2]
        if not ordered or ordered[0][0] < 2 * (self.sentence - _FARTHEST):
            return None
        return None if len(ordered) > 1 and ordered[1][0] == ordered[0][0] else ordered[0][1]

    def _description(self, words: str, tokens: list[str], role: float) -> str | None:
        """Resolve “the official” to “a senior official in …”, or remember a description as it stands."""
        grammar = self.grammar
        heads = words_of(tokens, grammar)
        if tokens[0] in grammar.definite and heads:
            best = self._described(heads)
            if best is not None:
                self._remember(best.name, set(), role)
                return best.name
        name = " ".join(words.split())
        head = next((token for token in reversed(tokens) if token in heads), "")
        many = head in grammar.plurals or (head.endswith("s") and not head.endswith("ss"))
        singular = tokens[0] in grammar.one or (not many if head else tokens[0] in grammar.singular)
        thing = head in grammar.documents or (head in grammar.bodies and head not in grammar.unnamed)
        known = singular and not thing and bool(head)
        role = NAMED if role == SUBJECT and tokens[0] in grammar.one else role
        self._remember(
            name, self._describing(tokens), role, plural=not singular and not thing, thing=thing, known=known
        )
        return name

    def _described(self, heads: set[str]) -> Person | None:
        """Return the one whom titles and offices fit, or the one body that “the company” can be."""
        of_bodies = heads <= self.grammar.bodies  # the company is none of the people whom its name describes
        fitting = [
            (one.weight, one) for one in self.people if heads <= one.words and not (of_bodies and self._is_human(one))
        ]
        if fitting:
            return self._best(fitting)
        if not heads <= self.grammar.companies:
            return None
        near = [one for one in self.people if one.weight >= 2 * (self.sentence - 3) and self._is_body(one)]
        return near[0] if len(near) == 1 else None

    def _is_body(self, one: Person) -> bool:
        named = one.name[:1].isupper() and not one.words & self.grammar.determiners
        return named and not (one.known or one.gender or one.plural or one.words & self.grammar.documents)

    def _remember(
        self,
        name: str,
        words: AbstractSet[str],
        role: float,
        *,
        plural: bool = False,
        thing: bool = False,
        known: bool = False,
    ) -> None:
        grammar = self.grammar
        one = self.by_name.get(name)
        if one is None:
            one = self.by_name[name] = Person(name, plural=plural, thing=thing)
            self.people.insert(0, one)
            for forgotten in self.people[_MOST:]:
                del self.by_name[forgotten.name]
            del self.people[_MOST:]
            one.words |= self._describing([word.casefold() for word in name.split()]) & grammar.bodies
            given = name.split(maxsplit=1)[0].casefold()
            if given in grammar.given_names and " " in name:
                one.gender = "f" if given in grammar.women else "m"
        one.known = one.known or (known and not one.thing)
        one.weight = max(one.weight, 2 * self.sentence + role)
        one.acts = one.acts or role > NAMED
        if words:
            one.words |= words - grammar.determiners
            if not one.gender and not words.isdisjoint(grammar.feminine):
                one.gender = "f"
            elif not one.gender and not words.isdisjoint(grammar.masculine):
                one.gender = "m"
        if " " in name and not plural and not thing and name[0].isupper():
            self.names.setdefault(one.surname, name)
