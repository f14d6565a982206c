"""Finding where words of the text before stand now, by what singles one place out and by nothing else.

In this order:

1. A paragraph of the same length in which every labelled word is where it was, when there is just one such.
2. Words long enough to tell a place, when they stand just once.
3. What is left is looked for between its neighbours that were found, in its own paragraph where that was found: the
   same number of equal paragraphs, or of equal words, in the same order; else the place at the same distance from both
   neighbours, or right beside one. A short word of a paragraph of which nothing was found is only looked for in the one
   that has its number between its neighbours.

Where the text before is still there, 1 and 2 are replaced by what surrounds the words in both texts: a place is taken
when on neither side any other place has more of the same surroundings, and it has more on one. The copies of a
paragraph that now stands twice are equal by this, and so nothing is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annotator.reanchoring.anchors import Anchors
from annotator.reanchoring.folding import Folded
from annotator.reanchoring.known import Known, Stretch
from annotator.reanchoring.order import in_order
from annotator.reanchoring.places import ENOUGH, Places, Range
from annotator.reanchoring.windows import Window, Windows

_ROUNDS = 3
"""What is found narrows where the rest is looked for; more rounds find next to nothing."""
_BESIDE = 3
"""Code points between words and what they stand beside: a space, a comma, a quote mark."""


def find(known: Known, text: Folded, paragraphs: Sequence[Range], places: Places, before: Places | None) -> Anchors:
    """Return where what is known of the text before stands now.

    Args:
        known: The labelled words and the paragraphs.
        text: The text now.
        paragraphs: Its paragraphs.
        places: Looks up words in it.
        before: Looks up words in the text before, where that is known.
    """
    placing = _Placing(known, text, paragraphs, places, before)
    placing.surely()
    for _ in range(_ROUNDS):
        placing.paragraphs_in_order()
        placing.words_in_order()
    return placing.anchors


class _Placing:
    def __init__(
        self, known: Known, text: Folded, paragraphs: Sequence[Range], places: Places, before: Places | None
    ) -> None:
        self.known = known
        self.text = text
        self.paragraphs = paragraphs
        self.places = places
        self.before = before
        self.anchors = Anchors(text)
        self.windows = Windows(known, self.anchors, paragraphs, len(text.content))
        self._ends = dict(paragraphs)

    # --- what needs no neighbours ------------------------------------------------------------------------------------

    def surely(self) -> None:
        """Take what is found by its words alone, or by its surroundings."""
        if self.before is not None:
            for parts in self.known.parts:
                self._by_surroundings(parts[0], self.before)
        else:
            for index in range(len(self.known.paragraphs)):
                fitting = self._fitting(index, 0, len(self.text.content))
                if fitting is not None and len(fitting) == 1 and self._tells(index):
                    self.anchors.add_whole(self.known.paragraphs[index], fitting[0])
        for stretch in sorted((*self.known.islands, *self.known.spans), key=lambda stretch: -len(stretch.words)):
            if self.anchors.around(stretch.start, stretch.end) is not None:
                continue
            if self.before is not None:
                self._by_surroundings(stretch, self.before)
            elif len(words := self.known.fold(stretch.words)) >= ENOUGH:
                found = self.places.anywhere(words)
                if found is not None and len(found) == 1:
                    self.anchors.add(stretch.start, stretch.words, found[0])

    def _by_surroundings(self, stretch: Stretch, before: Places) -> None:
        words = self.known.fold(stretch.words)
        here = (stretch.start, stretch.end)
        now, was = self.places.anywhere(words), before.everywhere(words, 0, len(before))
        if not now or was is None or here not in was:
            return
        scores = [self.places.context(place, before, here) for place in now]
        best = _winner(scores)
        if best is None:
            if len(now) == len(was) == 1 and len(words) >= ENOUGH:
                self.anchors.add(stretch.start, stretch.words, now[0])
            return
        # The other way round too: of all places that had these words, this one must fit best.
        back = [self.places.context(now[best], before, place) for place in was]
        if _winner(back) == was.index(here):
            self.anchors.add(stretch.start, stretch.words, now[best])

    def _tells(self, index: int) -> bool:
        return sum(len(part.words) for part in self.known.parts[index]) >= ENOUGH

    def _fitting(self, index: int, low: int, high: int) -> list[Range] | None:
        """Return the paragraphs between two offsets that are as long as one was, and have all known of it in place."""
        parts = self.known.parts[index]
        if not parts:
            return []
        begin, end = self.known.paragraphs[index]
        longest = max(parts, key=lambda part: len(part.words))
        found = self.places.everywhere(self.known.fold(longest.words), low, high)
        if found is None:
            return None
        fitting = []
        for start, _ in found:
            first = start - (longest.start - begin)
            last = first + end - begin
            if low <= first and self._ends.get(first) == last <= high:
                content = self.text.content
                if all(content.startswith(part.words, first + part.start - begin) for part in parts):
                    fitting.append((first, last))
        return fitting

    # --- by order ----------------------------------------------------------------------------------------------------

    def paragraphs_in_order(self) -> None:
        """Take paragraphs of which the same number fits between their neighbours, or that stand at the same number."""
        groups: dict[tuple[Window, int, tuple[tuple[int, str], ...]], list[int]] = defaultdict(list)
        for index, (start, end) in enumerate(self.known.paragraphs):
            parts = self.known.parts[index]
            if not parts or self.anchors.touching(start, end):
                continue
            window = self.windows.of_paragraph(index)
            if not window.is_free:
                groups[window, end - start, tuple((part.start - start, part.words) for part in parts)].append(index)
        found: list[tuple[Stretch, Range]] = []
        for (window, _, _), group in groups.items():
            fitting = self._fitting(group[0], *window.now)
            if not fitting:
                continue
            numbered = self.windows.numbered(window)
            for position, index in enumerate(group):
                if len(fitting) == len(group):
                    place = fitting[position]
                elif numbered is not None and numbered(index) in fitting:
                    place = numbered(index)
                else:
                    continue
                found.append((Stretch(self.known.paragraphs[index][0], self.text.content[slice(*place)]), place))
        for stretch, place in in_order(found):
            self.anchors.add_whole((stretch.start, stretch.end), place)

    def words_in_order(self) -> None:
        """Take words of which the same number stands between their neighbours, or that keep their distance to them."""
        groups: dict[tuple[Window, str], list[Stretch]] = defaultdict(list)
        for span in self.known.spans:
            start, end = span.start, span.end
            if self.anchors.touching(start, end) or self.anchors.place(start, end, span.words) is not None:
                continue
            window: Window | None = self.windows.of_words(span)
            words = self.known.fold(span.words)
            if len(words) < ENOUGH and window is not None and not window.is_inside:
                # Nothing of its paragraph was found: a short word there may be that of another one in its place.
                window = self.windows.of_same_number(span)
            if window is not None and not window.is_free:
                groups[window, words].append(span)
        found = [pair for (window, words), group in groups.items() for pair in self._in_window(window, words, group)]
        for span, place in in_order(found):
            self.anchors.add(span.start, span.words, place)

    def _in_window(self, window: Window, words: str, group: Sequence[Stretch]) -> Iterator[tuple[Stretch, Range]]:
        now = self.places.between(words, *window.now)
        if not now:
            return
        was = [(span.start, span.end) for span in group]
        if self.before is not None:
            was = self.before.between(words, *window.before) or []
        for span in group:
            here = (span.start, span.end)
            if len(was) == len(now) and here in was:
                yield span, now[was.index(here)]
            elif (place := _keeping_distance(here, window, now)) is not None:
                yield span, place


def _winner(scores: Sequence[tuple[int, int]]) -> int | None:
    """Return which place has no less on either side than any other, and more on one; None where none has."""
    best = max(range(len(scores)), key=lambda index: sum(scores[index]))
    before, behind = scores[best]
    if not before and not behind:
        return None
    others = [score for index, score in enumerate(scores) if index != best]
    return best if all(before >= one and behind >= two and before + behind > one + two for one, two in others) else None


def _keeping_distance(here: Range, window: Window, now: Sequence[Range]) -> Range | None:
    """Return the one place that is as far from both neighbours as it was, or else right beside one of them still."""
    (low, high), (low_now, high_now) = window.before, window.now
    to_left, to_right = here[0] - low, high - here[1]
    left = [place for place in now if place[0] - low_now == to_left]
    right = [place for place in now if high_now - place[1] == to_right]
    both = [place for place in left if place in right]
    if len(both) == 1 and window.is_inside:
        return both[0]
    beside = set(left) if window.left and to_left <= _BESIDE else set()
    if window.right and to_right <= _BESIDE:
        beside |= set(right)
    return beside.pop() if len(beside) == 1 else None
