"""Where suggestions are looked for: in the whole of an article, and in a window around the person in a huge text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from annotator.labels import LayerName
from annotator.session.units import Units
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.suggest.suggestion import SuggestedLayer, Suggestion

Found = tuple[int, list["Suggestion"]]
"""A paragraph, and what is suggested for it."""

WHOLE = 300_000
"""Code points up to which a text is looked at as a whole: an article, a long report."""
WINDOW = 64
"""Paragraphs of a longer text that are looked at together."""
_BEFORE, _BEHIND = 16, 40
"""Paragraphs around the person that are to be known."""
_LEAD, _TAIL = 50, 8
"""Paragraphs read before and behind a window, for who spoke before and quotations that go on; they count elsewhere."""
_LEFT = 4
"""Windows that are kept where they were left."""
_LONGEST = 100_000
"""Code points of a paragraph that is still read; longer ones are no prose, and would hold everything up."""
_OF_THE_BEGINNING = {"headline", "lede"}
"""Zones that only the beginning of a text has: the beginning of a window is none."""


class Finding:
    """Looks for the suggestions of one text, window by window.

    Attributes:
        windowed: The text is too long to be looked at as a whole.
    """

    def __init__(
        self, text: Text, units: Units, layers: Sequence[LayerName], language: Callable[[], str] | None = None
    ) -> None:
        """Look at nothing yet.

        Args:
            text: The text.
            units: Its paragraphs.
            layers: The layers to suggest for, beside zones.
            language: Tells the code of the text's language; recognised from the text if None. Asked once, when the
                first window is looked at.
        """
        self.windowed = len(text.content) > WHOLE
        self._text = text
        self._units = units
        self._layers = layers
        self._ask = language
        self._language: str | None = None
        self._step = WINDOW if self.windowed else max(len(units), 1)
        self._done: set[int] = set()
        self._begun: dict[range, Iterator[Found]] = {}
        """Windows that somebody left before they were read to the end, and where that was."""

    def wanted(self, paragraph: int) -> range | None:
        """Return the paragraphs to look at next for somebody who is at one of them; None where all is known there."""
        around = (paragraph, paragraph + _BEHIND, paragraph - _BEFORE)
        last = len(self._units) - 1
        for place in around:
            number = min(max(place, 0), last) // self._step
            if number not in self._done:
                return range(number * self._step, min((number + 1) * self._step, last + 1))
        return None

    @property
    def language(self) -> str:
        """The code of the language of the text."""
        from annotator.suggest.words.language import DEFAULT, detect  # noqa: PLC0415 - see `look`

        if self._language is None:
            self._language = self._ask() if self._ask else detect(self._text.content) or DEFAULT
        return self._language

    def look(self, window: range, between: Callable[[], None] | None = None) -> Iterator[Found]:
        """Yield what is suggested for each paragraph of a window, in order; known when the last one has come.

        Of a window that was left before its end, only the rest comes.

        Args:
            window: The paragraphs.
            between: Called after each sentence that is read, those around the window too.

        Raises:
            AnnotatorError: When the language cannot be told or has no rules.
        """
        begun = self._begun.pop(window, None) or self._look(window, between)
        # Not `yield from`, nor the next one asked for first: who leaves must not close it, nor lose what it gave last.
        for found in begun:
            self._begun[window] = begun
            if len(self._begun) > _LEFT:
                del self._begun[next(iter(self._begun))]
            yield found
            self._begun.pop(window, None)

    def _look(self, window: range, between: Callable[[], None] | None) -> Iterator[Found]:
        from annotator.suggest import acceptance, evaluation  # noqa: F401, PLC0415 - here, so that no key waits for them
        from annotator.suggest.engine import suggestions_by_paragraph  # noqa: PLC0415 - takes longer than a first paint

        read = range(max(window.start - _LEAD, 0), min(window.stop + _TAIL, len(self._units)))
        places = {number: self._units.paragraph(number) for number in read}
        short = [number for number, (start, end) in places.items() if end - start <= _LONGEST]
        layers = cast("list[SuggestedLayer]", [*(name for name in self._layers if name != "sources"), "zones"])
        found = suggestions_by_paragraph(
            self._text, [places[number] for number in short], self.language, layers, between
        )
        for number, suggestions in zip(short, found, strict=True):
            if number in window:
                yield number, [item for item in suggestions if not read.start or not _of_the_beginning(item)]
        yield from ((number, []) for number in window if number not in set(short))
        self._done.add(window.start // self._step)

    def notes(self) -> list[str]:
        """Return nothing: the rules have nothing to say but what they find."""
        return []

    def all(self) -> Iterator[Found]:
        """Yield what is suggested for the whole text, window by window."""
        for start in range(0, len(self._units), self._step):
            yield from self.look(range(start, min(start + self._step, len(self._units))))


def _of_the_beginning(suggestion: Suggestion) -> bool:
    return suggestion.layer == "zones" and suggestion.attributes.get("zone") in _OF_THE_BEGINNING
