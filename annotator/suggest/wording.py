"""The word lists for claims and frames of a language: single words, and wordings of several words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from annotator.suggest.grammar import Grammar
from annotator.suggest.language import Language, language


class Phrases:
    """Wordings of one or more words, found in a list of words in one pass."""

    __slots__ = ("_by_first", "_firsts", "_single")

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        """Take the wordings, each as its words in lower case."""
        self._single: set[str] = set()
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in entries:
            if len(words) == 1:
                self._single.add(words[0])
            elif words:
                self._by_first.setdefault(words[0], []).append(words)
        self._firsts = frozenset(self._single | set(self._by_first))

    def found_in(self, words: Sequence[str]) -> list[str]:
        """Return the wordings that words hold, in order, each as often as it stands there."""
        found = []
        for place, word in enumerate(words):
            if word not in self._firsts:
                continue
            if word in self._single:
                found.append(word)
            for entry in self._by_first.get(word, ()):
                if tuple(words[place : place + len(entry)]) == entry:
                    found.append(" ".join(entry))
        return found

    def any_in(self, words: Sequence[str]) -> bool:
        """Tell whether words hold one of the wordings."""
        if self._firsts.isdisjoint(words):
            return False
        single, first = self._single, self._by_first
        for place, word in enumerate(words):
            if word in single:
                return True
            if word in first and any(tuple(words[place : place + len(entry)]) == entry for entry in first[word]):
                return True
        return False


class Wording:
    """What the words of a language tell of claims and frames. One per language, made once."""

    def __init__(self, words: Language) -> None:
        """Read the sections of a language's file."""
        self.finite = words.words("finite")
        self.lead_ins = words.words("lead ins")
        self.joins = words.words("joins")
        self.joins_behind_comma = words.words("joins behind a comma")
        self.goes_on = self.joins | self.joins_behind_comma | words.words("of which")
        self.comparing = words.words("comparing")
        self.reasons_behind_comma = words.words("reasons behind a comma")
        self.refusing = words.words("refusing")
        self.with_sources = words.words("with sources")
        self.studies = words.words("studies")
        self.reasons = words.words("reasons")
        self.imperatives = words.words("imperatives")
        self.identifies = words.words("identifies")
        self.of_which = words.words("of which")
        self.myself = words.words("myself")
        self.ourselves = words.words("ourselves")
        self.claimants = words.words("claimants")
        self.lived = words.words("lived")
        self.ought = words.words("ought")
        self.judgements = words.words("judgements")
        self.only_judgements = words.words("only judgements")
        self.would = words.words("would")
        self.could = words.words("could")
        self.changes = words.words("changes")
        self.must = words.words("must")
        self.courts = words.words("courts")
        self.conditions = words.words("conditions")
        self.ruling = words.words("ruling")
        self.fractions = words.words("fractions")
        self.at = words.words("at")
        self.us = words.words("us")
        self.records = words.words("records")
        self.says_margin = _phrases(words, "says margin")
        self.says_contrast = _phrases(words, "says contrast")
        self.caused = words.words("caused")
        self.numbers = words.words("numbers")
        self.trends = words.words("trends")
        self.amounts = words.words("amounts")
        self.ago = words.words("ago")
        self.clock = words.words("clock")
        self.public = words.words("public")
        self.experts = words.words("experts")
        self.witnesses = words.words("witnesses")
        self.officers = words.words("officers")
        self.firms = words.words("firms")
        self.says_future = _phrases(words, "says future")
        self.says_rule = _phrases(words, "says rule")
        self.says_cause = _phrases(words, "says cause")
        self.not_due = _phrases(words, "not due")
        self.functions = {
            "moral_evaluation": _phrases(words, "says moral"),
            "cause": _phrases(words, "says to blame"),
            "problem": _phrases(words, "says problem"),
            "remedy": _phrases(words, "says remedy"),
        }
        self.techniques = {
            name.removeprefix("technique "): _phrases(words, name)
            for name in words.lines
            if name.startswith("technique ")
        }
        self.slanted = _phrases(words, "slanted")
        self.frames: dict[str, str] = {}
        for name in words.lines:
            if name.startswith("frame "):
                frame = name.removeprefix("frame ")
                self.frames |= dict.fromkeys(map(" ".join, _entries(words, name)), frame)
        self.charged = Phrases(tuple(entry.split()) for entry in self.frames)


def _entries(words: Language, section: str) -> list[tuple[str, ...]]:
    text = ", ".join(" ".join(line).rstrip(",") for line in words.lines.get(section, ()))
    return [tuple(entry.split()) for entry in text.split(",") if entry.strip()]


def _phrases(words: Language, section: str) -> Phrases:
    return Phrases(_entries(words, section))


def wording(grammar: Grammar) -> Wording:
    """Return the wording of a grammar's language."""
    return _wording(grammar.language.code)


@cache
def _wording(code: str) -> Wording:
    return Wording(language(code))
