"""Finding a source by typing: those of the text, those of the registry, or a new one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.corpus import KnownSource
from annotator.labels import Source
from annotator.tui.dialogues.entry import Complete, Entry
from annotator.tui.dialogues.flow import flow
from annotator.tui.widgets.lines import Line, Part

_LABEL = "Who says it?"
_MAX_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be picked: a source of the text, a known one, or a name for a new one."""

    name: str
    source: Source | None = None
    known: KnownSource | None = None

    @property
    def told(self) -> str:
        """Where it comes from."""
        if self.source is not None:
            return self.source.id
        return f"registry: {self.known.id}" if self.known is not None else "new source"


def candidates(
    typed: str, sources: Sequence[Source], known: Sequence[KnownSource], *, new: bool = True
) -> list[Candidate]:
    """Return what fits the typed words, best first: names that begin so, then those that hold them; then the new name.

    Args:
        typed: What was typed; everything fits nothing typed.
        sources: The sources of the text.
        known: The registry; who is in the text already is not offered twice.
        new: Offer what was typed as the name of a new source.
    """
    needle = _folded(typed)
    aliases = {entry.id: (entry.name, *entry.aliases) for entry in known}
    taken = {source.registry for source in sources}
    found = [(Candidate(source.name, source=source), aliases.get(source.registry or "", ())) for source in sources]
    found += [(Candidate(entry.name, known=entry), entry.aliases) for entry in known if entry.id not in taken]
    ranked = []
    for order, (candidate, others) in enumerate(found):
        ranks = [rank for name in (candidate.name, *others) if (rank := _rank(needle, _folded(name))) is not None]
        if ranks:
            ranked.append((min(ranks), order, candidate))
    best = [candidate for _, _, candidate in sorted(ranked, key=lambda entry: entry[:2])]
    exact = any(_folded(candidate.name) == needle for candidate in best)
    return best if exact or not needle or not new else [*best, Candidate(" ".join(typed.split()))]


def _folded(name: str) -> str:
    """Return a name without accents and case, as it is typed on any keyboard."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(plain.casefold().replace("’", "'").split())


def _rank(needle: str, name: str) -> int | None:
    """Return 0 where a name begins with the needle, 1 where a word in it does, 2 where it is inside; None otherwise."""
    if name.startswith(needle):
        return 0
    if f" {needle}" in name:
        return 1
    return 2 if needle in name else None


class Pick:
    """Type to narrow, arrows or tab to move, enter to pick; None is picked with escape.

    Where what is typed is nobody's name yet, words are offered, and tab takes them.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        known: Sequence[KnownSource],
        picked: Callable[[Candidate | None], None],
        *,
        label: str = _LABEL,
        new: bool = True,
        complete: Complete | None = None,
    ) -> None:
        """Offer the sources of a text and of a registry.

        Args:
            sources: The sources of the text.
            known: The registry.
            picked: Takes what was picked.
            label: What is asked.
            new: Offer what was typed as the name of a new source.
            complete: Gives words that may follow in that name; none are offered if None.
        """
        self.done = False
        self._sources = sources
        self._known = known
        self._picked = picked
        self._label = label
        self._new = new
        self._complete = complete
        self._entry = Entry(complete=self._words)
        self._at = 0

    def _found(self) -> list[Candidate]:
        return candidates(self._entry.value, self._sources, self._known, new=self._new)

    def _words(self, typed: str, taken: bool) -> str:  # noqa: FBT001 - as `Complete` is called
        """Return what may follow in the name of a new source; nothing where somebody listed is meant."""
        if self._complete is None or any(candidate.source or candidate.known for candidate in self._found()):
            return ""
        return self._complete(typed, taken)

    def key(self, key: str, character: str | None) -> None:
        """Type, move, pick."""
        found = self._found()
        if key == "escape":
            self.done = True
            self._picked(None)
        elif key == "enter":
            if found:
                self.done = True
                self._picked(found[self._at])
        elif key == "tab" and self._entry.take():
            self._at = 0
        elif key in {"down", "tab", "up", "shift+tab"}:
            self._at = (self._at + (1 if key in {"down", "tab"} else -1)) % max(len(found), 1)
        elif self._entry.key(key, character):
            self._at = 0

    def paste(self, words: str) -> None:
        """Put words in."""
        self._entry.paste(words)
        self._at = 0

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what was typed, and what fits it."""
        found = self._found()
        head: list[Part] = [Part(f" {self._label} ", "title"), *self._entry.parts(max(width - len(self._label) - 3, 1))]
        if height == 1:
            return [[*head[:2], *([Part(f" → {found[self._at].name}", "sources")] if found else [])]]
        answers = [
            [
                Part(f" {candidate.name}", "selection" if index == self._at else "sources"),
                Part(f" {candidate.told} ", "dim"),
            ]
            for index, candidate in enumerate(found[:_MAX_SHOWN])
        ]
        if self._entry.offer:
            answers.append([Part(" ⇥", "key"), Part(" take the word", "dim")])
        if not answers:
            nothing = "no source yet: type its name" if self._new else "no source is called that"
            answers = [[Part(f" {nothing}", "dim")]]
        return [head, *flow(answers, self._at, width, height - 1)]
