"""What the rules know of a language: word lists read from a file, and nothing in code."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator.errors import AnnotatorError

DEFAULT = "en"
_SAMPLE = 20_000  # characters that a language is recognised by
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE = 0.05  # of the words of a text that must be among the commonest ones of its language


class LanguageError(AnnotatorError):
    """A language that there are no rules for."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in one of its forms.

    Attributes:
        takes: What can follow it: quote, clause, that, whether, infinitive, object, naming.
        lemma: Its first form in the list.
        particles: The words after it that are part of it, such as (`out`,) of `pointed out`.
    """

    takes: frozenset[str]
    lemma: str
    particles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    """The word lists of one language.

    Attributes:
        code: Its ISO 639-1 code.
        sections: Every section of the file but `cues`: the words, and the lines as they are.
        cues: Reporting verbs by their first word; the forms with particles before those without.
    """

    code: str
    sections: dict[str, frozenset[str]]
    lines: dict[str, tuple[tuple[str, ...], ...]]
    cues: dict[str, tuple[Verb, ...]]

    def words(self, section: str) -> frozenset[str]:
        """Return the words of a section; empty where the file has no such section."""
        return self.sections.get(section, frozenset())


def available() -> list[str]:
    """Return the codes of the languages that there are rules for."""
    return sorted(path.name.removesuffix(".txt") for path in _folder().iterdir() if path.name.endswith(".txt"))


@cache
def language(code: str) -> Language:
    """Return a language.

    Args:
        code: An ISO 639-1 code; a region after it (`en-GB`) is ignored.

    Raises:
        LanguageError: When there are no rules for it.
    """
    name = re.split(r"[-_]", code.strip().lower())[0]
    if name not in available():
        raise LanguageError(f"There are no rules for the language '{code}': there are {', '.join(available())}.")
    return _parse(name, (_folder() / f"{name}.txt").read_text(encoding="utf-8"))


def detect(content: str) -> str | None:
    """Return the code of the language whose commonest words a text has most of, or None if it has few of any."""
    words = Counter(word.lower() for word in _WORD.findall(content[:_SAMPLE]))
    total = words.total()
    shares = {code: sum(words[word] for word in language(code).words("detect")) for code in available()}
    best = max(shares, key=lambda code: shares[code])
    return best if total and shares[best] >= _LEAST_SHARE * total else None


def _folder() -> Path:
    return Path(__file__).parent.parent / "languages"


def _parse(code: str, text: str) -> Language:
    sections: dict[str, set[str]] = {}
    lines: dict[str, list[tuple[str, ...]]] = {}
    cues: dict[str, list[Verb]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "cues":
            forms, _, takes = line.partition(":")
            listed = [form.strip() for form in forms.split(",")]
            for form in listed:
                first, *particles = form.split()
                cues.setdefault(first, []).append(Verb(frozenset(takes.split()), listed[0], tuple(particles)))
        else:
            sections.setdefault(section, set()).update(line.split())
            lines.setdefault(section, []).append(tuple(line.split()))
    return Language(
        code,
        {name: frozenset(words) for name, words in sections.items()},
        {name: tuple(listed) for name, listed in lines.items()},
        {first: tuple(sorted(verbs, key=lambda verb: -len(verb.particles))) for first, verbs in cues.items()},
    )
