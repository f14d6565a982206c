"""The word lists for claims and frames of a language: single words, and wordings of several words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from annotator.suggest.words.language import Language


class Phrases:
    """Wordings of one or more words, found among words by the longest word of each, which is seldom there."""

    __slots__ = ("_by_longest",)

    def __init__(self, entries: Iterable[tuple[str, ...]]) -> None:
        """Take the wordings, each as its words in lower case."""
        self._by_longest: dict[str, list[str]] = {}
        for words in entries:
            if words:
                self._by_longest.setdefault(max(words, key=len), []).append(_spaced(words))

    def found_in(self, words: Sequence[str]) -> set[str]:
        """Return the wordings that words hold."""
        there = self._by_longest.keys() & words
        text = _spaced(words) if there else ""
        return {entry[1:-1] for longest in there for entry in self._by_longest[longest] if entry in text}

    def any_in(self, words: Sequence[str], telling: AbstractSet[str] | None = None) -> bool:
        """Tell whether words hold one of the wordings.

        Args:
            words: The words.
            telling: Those of them that are on any list, where they are known: fewer to look up.
        """
        if self._by_longest.keys().isdisjoint(words if telling is None else telling):
            return False
        return bool(self.found_in(words))

    def longest(self) -> AbstractSet[str]:
        """Return the longest word of each."""
        return self._by_longest.keys()


def _spaced(words: Sequence[str]) -> str:
    """Return words with a space around each, so that one is found in others as a whole."""
    return f" {' '.join(words)} "


class Wording:
    """What the words of a language tell of claims and frames. One per language, made once.

    Every set of words and every list of wordings is the section of the language's file that has its name.
    """

    finite: frozenset[str]
    participle_endings: frozenset[str]
    relatives: frozenset[str]
    whose: frozenset[str]
    whole: frozenset[str]
    calling: frozenset[str]
    currencies: frozenset[str]
    lead_ins: frozenset[str]
    joins: frozenset[str]
    joins_behind_comma: frozenset[str]
    comparing: frozenset[str]
    reasons_behind_comma: frozenset[str]
    refusing: frozenset[str]
    with_sources: frozenset[str]
    studies: frozenset[str]
    reasons: frozenset[str]
    imperatives: frozenset[str]
    identifies: frozenset[str]
    of_which: frozenset[str]
    myself: frozenset[str]
    ourselves: frozenset[str]
    claimants: frozenset[str]
    lived: frozenset[str]
    lived_or_counted: frozenset[str]
    ought: frozenset[str]
    judgements: frozenset[str]
    only_judgements: frozenset[str]
    would: frozenset[str]
    could: frozenset[str]
    changes: frozenset[str]
    must: frozenset[str]
    courts: frozenset[str]
    conditions: frozenset[str]
    ruling: frozenset[str]
    fractions: frozenset[str]
    at: frozenset[str]
    us: frozenset[str]
    claim_records: frozenset[str]
    caused: frozenset[str]
    claim_numbers: frozenset[str]
    trends: frozenset[str]
    amounts: frozenset[str]
    ago: frozenset[str]
    clock: frozenset[str]
    public: frozenset[str]
    claim_experts: frozenset[str]
    witnesses: frozenset[str]
    officers: frozenset[str]
    firms: frozenset[str]
    says_margin: Phrases
    says_nothing: Phrases
    says_contrast: Phrases
    says_future: Phrases
    says_rule: Phrases
    says_cause: Phrases
    not_due: Phrases
    slanted: Phrases

    def __init__(self, words: Language) -> None:
        """Read the sections of a language's file."""
        for name, kind in type(self).__annotations__.items():
            section = name.replace("_", " ")
            setattr(self, name, _phrases(words, section) if kind == "Phrases" else words.words(section))
        self.goes_on = self.joins | self.joins_behind_comma | self.of_which
        self.foretells = self.would | self.could
        self.endings = tuple(self.participle_endings)
        self.every_reason = self.reasons | self.reasons_behind_comma
        self.telling = self._telling(words)
        self.functions = {
            "remedy": _phrases(words, "says remedy"),
            "moral_evaluation": _phrases(words, "says moral"),
            "cause": _phrases(words, "says to blame"),
            "problem": _phrases(words, "says problem"),
        }
        turns = {name: _entries(words, name) for name in words.lines if name.startswith("technique ")}
        self.techniques = {name.removeprefix("technique "): Phrases(entries) for name, entries in turns.items()}
        self.turns = Phrases(entry for entries in turns.values() for entry in entries)
        self.frames: dict[str, str] = {}
        for name in words.lines:
            if name.startswith("frame "):
                frame = name.removeprefix("frame ")
                self.frames |= dict.fromkeys(map(" ".join, _entries(words, name)), frame)
        self.charged = Phrases(tuple(entry.split()) for entry in self.frames)

    def _telling(self, words: Language) -> frozenset[str]:
        """Return the words that tell of what type a claim is, how certain, and whether it matters or denies.

        What looks at a claim asks its lists for these of its words alone: a list that is asked must be among them.
        """
        sections = (words.words(name) for name in ("possible", "probable", "negations", "denials"))
        own = (self.myself, self.ought, self.judgements, self.only_judgements, self.foretells, self.must, self.reasons)
        said = (self.says_contrast, self.says_future, self.says_rule, self.says_cause, self.not_due)
        more = (self.caused, self.amounts, self.trends, self.public)
        return frozenset().union(*sections, *own, *more, *(phrases.longest() for phrases in said))


def _entries(words: Language, section: str) -> list[tuple[str, ...]]:
    text = ", ".join(" ".join(line).rstrip(",") for line in words.lines.get(section, ()))
    return [tuple(entry.split()) for entry in text.split(",") if entry.strip()]


def _phrases(words: Language, section: str) -> Phrases:
    return Phrases(_entries(words, section))
