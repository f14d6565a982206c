"""Words of a text that complete what is being typed: a name mostly consists of words that stand in the text already.

What is offered stands in the text just so: matched without regard to case, and changed in nothing. A word that stands
behind the words typed before it comes first, then one near the place, then the most frequent. Only what is around the
place is read, so that a text may be as long as it likes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache

from annotator.display import visible
from annotator.text.clusters import is_cluster_boundary
from annotator.text.words import words

_READ = 40_000
"""Code points of a text that are read, around the place."""
_NEAR = 600
"""Code points from the place within which a word is near it."""
_LONGEST = 60
"""Code points of a word that can be offered; longer ones are addresses."""
_LOOK_BACK = 200
"""Code points of what was typed that are looked at."""
_MOST = 2_000
"""Places of one word that are looked at for what stands behind it."""
_SURE = 3
"""A word of so many code points, typed by hand, is taken for a whole one where the text has it."""

_POSSESSIVE = re.compile(r"\w['’‘ʼ´`＇][sS]\Z")


class Vocabulary:
    """The words of a text around a place, which are looked for when the first ones are wanted."""

    def __init__(self, content: str, place: int) -> None:
        """Take what is around a place, in code points."""
        self._content = content
        self._low = max(min(place - _READ // 2, len(content) - _READ), 0)
        self._high = min(self._low + _READ, len(content))

    def covers(self, place: int) -> bool:
        """Return whether enough is known of what is around another place."""
        before, behind = place - self._low, self._high - place
        return (before >= _READ // 4 or not self._low) and (behind >= _READ // 4 or self._high == len(self._content))

    def word(self, number: int) -> str:
        """Return a word by its number; nothing where there is none."""
        return self._content[slice(*self._read[number])] if 0 <= number < len(self._read) else ""

    def beginning(self, begun: str) -> Iterator[str]:
        """Yield the words that begin so, all in lower case."""
        at = bisect_left(self._sorted, (begun, ""))
        while at < len(self._sorted) and self._sorted[at][0].startswith(begun):
            yield self._sorted[at][1]
            at += 1

    def after(self, before: str) -> list[tuple[int, bool, str]]:
        """Return the words behind one: the number of that one, whether a space is between, and the word."""
        found = []
        for number in self._numbers.get(before.casefold(), ())[:_MOST]:
            if number + 1 < len(self._read):
                (_, end), (start, _) = self._read[number], self._read[number + 1]
                gap = self._content[end:start]
                if _is_blank(gap) and "\n" not in gap and "\r" not in gap:
                    found += [(number, bool(gap), form) for form in _forms(self.word(number + 1))]
        return found

    def distance(self, word: str, place: int) -> int:
        """Return how far from a place a word stands at its nearest, in code points."""
        starts = self.starts[word]
        at = bisect_left(starts, place)
        return min(abs(start - place) for start in starts[max(at - 1, 0) : at + 1])

    @cached_property
    def starts(self) -> dict[str, list[int]]:
        """Where each word starts, in code points: all that can be offered."""
        found: dict[str, list[int]] = {}
        for start, end in self._read:
            found.setdefault(self._content[start:end], []).append(start)
        known: dict[str, list[int]] = {}
        for word, starts in found.items():
            for form in _forms(word):
                known[form] = sorted([*known[form], *starts]) if form in known else starts
        return known

    @cached_property
    def _read(self) -> list[tuple[int, int]]:
        """The words, without one that may be cut at either end."""
        found = words(self._content, self._low, self._high)
        first = 1 if self._low and found and found[0][0] == self._low else 0
        cut = self._high < len(self._content) and found and found[-1][1] == self._high
        return found[first : len(found) - 1 if cut else None]

    @cached_property
    def _sorted(self) -> list[tuple[str, str]]:
        """The words by how they begin, without regard to case."""
        return sorted((word.casefold(), word) for word in self.starts)

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Which words of those that are read each word is, by their number."""
        found: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self._read):
            found.setdefault(self._content[start:end].casefold(), []).append(number)
        return found


class Completer:
    """Completes what is typed with words of one text."""

    def __init__(self, vocabulary: Vocabulary, place: int) -> None:
        """Complete with the words around a place.

        Args:
            vocabulary: What words there are.
            place: What the words are about, in code points.
        """
        self._words = vocabulary
        self._place = place

    def offered(self, typed: str, *, taken: bool = False) -> str:
        """Return what would follow; empty where nothing does.

        Args:
            typed: What was typed so far; the caret is behind it.
            taken: The last word was offered and taken, so that it is whole.

        Returns:
            The rest of a word, or a whole one, with the space before it that is not typed yet.
        """
        near = typed[-_LOOK_BACK:]
        found = words(near)
        tail = near[found[-1][1] :] if found else ""
        if not found or (tail and not tail.isspace() and any(map(str.isspace, tail))):
            return ""
        before = _joined(near, found)
        if tail.isspace():
            return self._next(before).lstrip(" ")
        begun = near[found[-1][0] :]  # more than the last word where another character follows: `post-`
        offer = self._rest(begun, before[:-1])
        if not tail and (taken or len(begun) >= _SURE or not offer):
            offer = self._next(before) or offer
        return offer if is_cluster_boundary(near + offer, len(near)) else ""

    def _rest(self, begun: str, earlier: list[str]) -> str:
        """Return the rest of a word that was begun."""
        folded = begun.casefold()
        fitting = [
            word
            for word in self._words.beginning(folded)
            if len(word) > len(begun)
            and word[: len(begun)].casefold() == folded
            and is_cluster_boundary(word, len(begun))
        ]
        behind = self._behind(earlier)
        nowhere = (True, True, True, 0)
        best = min(
            fitting,
            key=lambda word: (*behind.get(word, nowhere)[:2], not word.startswith(begun), *self._rank(word)),
            default="",
        )
        return best[len(begun) :]

    def _next(self, before: list[str]) -> str:
        """Return the word that stands behind words, with the space before it."""
        behind = self._behind(before)
        best = min(behind, key=lambda word: (*behind[word], *self._rank(word)), default="")
        spaced = any(gap for _, gap, word in self._words.after(before[-1]) if word == best)
        return " " * spaced + best

    def _behind(self, before: list[str]) -> dict[str, tuple[bool, bool, bool, int]]:
        """Return the words that stand behind others: not behind the last two, nor the last, nor so written; how often.

        How often is counted below nought, so that the least comes first.
        """
        found: dict[str, tuple[bool, bool, bool, int]] = {}
        for number, _, word in self._words.after(before[-1]) if before else ():
            alone = [one.casefold() for one in before[-2:-1]] != [self._words.word(number - 1).casefold()]
            other = self._words.word(number) != before[-1]
            known = found.get(word, (True, False, True, 0))
            found[word] = known[0] and alone, False, known[2] and other, known[3] - 1
        return found

    def _rank(self, word: str) -> tuple[object, ...]:
        distance, count = self._words.distance(word, self._place), len(self._words.starts[word])
        return distance > _NEAR, -count, distance, len(word), word


def _joined(typed: str, found: list[tuple[int, int]]) -> list[str]:
    """Return the last words that were typed, at most three, as far as nothing but white space is between them."""
    last = [found[-1]]
    for word in found[-2:-4:-1]:
        if not _is_blank(typed[word[1] : last[0][0]]):
            break
        last.insert(0, word)
    return [typed[slice(*word)] for word in last]


def _is_blank(gap: str) -> bool:
    return not gap or gap.isspace()


@lru_cache(2_000)
def _forms(word: str) -> tuple[str, ...]:
    """Return what may be offered of a word of the text: itself, and what stands before a possessive ’s.

    Nothing is offered of one that holds what a terminal obeys, or that is an address.
    """
    if not word or len(word) > _LONGEST or visible(word) != word:
        return ()
    return (word, word[:-2]) if _POSSESSIVE.search(word) else (word,)
