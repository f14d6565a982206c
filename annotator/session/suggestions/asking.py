"""Asking other suggesters than the rules, a few paragraphs at a time from where the person is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from annotator.codebook import Codebook
from annotator.labels import LayerName
from annotator.session.suggestions.finding import Found
from annotator.session.units import Units
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.suggest.plugins.protocol import Suggester
    from annotator.suggest.suggestion import SuggestedLayer, Suggestion

BATCH = 4
"""Paragraphs that are asked about at once."""
_AHEAD = 6
"""Paragraphs behind the person that are to be known."""
_EACH = 30.0
"""Seconds that a suggester has for one paragraph."""
_FAILURES = 2
"""Batches in a row without an answer after which a suggester is not asked any more."""


class Asking:
    """Asks suggesters about the paragraphs of one text, and isolates what they do wrong."""

    def __init__(
        self,
        text: Text,
        units: Units,
        layers: Sequence[LayerName],
        *,
        codebook: Codebook,
        suggesters: Sequence[Suggester],
        language: Callable[[], str],
    ) -> None:
        """Ask nothing yet.

        Args:
            text: The text.
            units: Its paragraphs.
            layers: The layers to suggest for, beside zones.
            codebook: The definitions and questions a suggester may ask by.
            suggesters: Whom to ask, the most trusted first.
            language: Tells the code of the text's language; asked once, with the first batch.
        """
        self._text = text
        self._units = units
        self._layers = cast("list[SuggestedLayer]", [*(name for name in layers if name != "sources"), "zones"])
        self._codebook = codebook
        self._suggesters = list(suggesters)
        self._ask_language = language
        self._language: str | None = None
        self._done: set[int] = set()
        self._failed: Counter[str] = Counter()
        self._told: set[str] = set()
        self._notes: list[str] = []

    @property
    def language(self) -> str:
        """The code of the language of the text."""
        if self._language is None:
            self._language = self._ask_language()
        return self._language

    def notes(self) -> list[str]:
        """Return what went wrong since the last time, each sentence once."""
        notes, self._notes = self._notes, []
        return notes

    def wanted(self, paragraph: int) -> range | None:
        """Return the paragraphs to ask about next for somebody who is at one of them; None where all is known there."""
        if not self._suggesters:
            return None
        last = len(self._units) - 1
        for place in (paragraph, min(paragraph + _AHEAD, last)):
            if (number := place // BATCH) not in self._done:
                return range(number * BATCH, min((number + 1) * BATCH, last + 1))
        return None

    def look(self, window: range, between: Callable[[], None] | None = None) -> Iterator[Found]:
        """Yield what is suggested for each paragraph of a window; `between` is called after each answer."""
        from annotator.suggest.plugins.host import ask, merge  # noqa: PLC0415 - not before somebody is to be asked
        from annotator.suggest.plugins.protocol import TextView  # noqa: PLC0415

        places = tuple(self._units.paragraph(number) for number in window)
        answers: list[Sequence[Suggestion]] = []
        for suggester in list(self._suggesters):
            layers = tuple(name for name in self._layers if name in suggester.layers)
            text = self._text
            view = TextView(text.name, text.content, places, self.language, self._codebook, layers)
            answer = ask(suggester, view, _EACH * len(places))
            answers.append(answer.suggestions)
            if between is not None:
                between()
            self._note(suggester, answer.problems, failed=bool(answer.problems) and not answer.suggestions)
        found: dict[int, list[Suggestion]] = {number: [] for number in window}
        for suggestion in merge(answers):
            number = self._units.paragraph_at(suggestion.place[0])
            if number in found:
                found[number].append(suggestion)
        yield from found.items()
        self._done.add(window.start // BATCH)

    def _note(self, suggester: Suggester, problems: Sequence[str], *, failed: bool) -> None:
        """Keep sentences to tell; ask no more who has failed again and again."""
        self._failed[suggester.name] = self._failed[suggester.name] + 1 if failed else 0
        notes = list(problems)
        if self._failed[suggester.name] >= _FAILURES:
            self._suggesters.remove(suggester)
            notes.append(f"{suggester.name} is not asked any more.")
        self._notes += [note for note in notes if note not in self._told]
        self._told.update(notes)
