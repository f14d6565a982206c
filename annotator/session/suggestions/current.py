"""Which suggestion is meant, and going from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from annotator.labels import Item
from annotator.session.edits import Edit
from annotator.session.labelling import NotPossibleError
from annotator.session.selection import Selection
from annotator.session.suggestions import accepting
from annotator.session.suggestions.found import Order, Suggestions, reading_order
from annotator.session.suggestions.rejections import Rejection, Rejections, key_of

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.suggest.suggestion import Range, Suggestion


class Current(Suggestions):
    """The suggestions for one session's text, and where in them the person is.

    Attributes:
        windowed: The text is too long to be looked at as a whole: only what is around the person is.
        problem: Why there are none, or not all, in a sentence; None where all is well.
    """

    def __init__(self, session: Session, rejections: Rejections, *, blind: bool) -> None:
        """Begin with none."""
        super().__init__(session, rejections, blind=blind)
        self.windowed = False
        self.problem: str | None = None
        self._at: tuple[Suggestion, Selection] | None = None
        self._after: tuple[int, Order] | None = None

    # --- which one is meant ------------------------------------------------------------------------------------------

    def current_in(self, paragraph: int) -> Suggestion | None:
        """Return the suggestion of a paragraph that `accept` would take were the focus there.

        That is the one that was gone to; else the first one behind that accepted or rejected last; else the first one.
        """
        still = self.open_in(paragraph)
        if not still:
            return None
        if self._at is not None:
            key = key_of(self._at[0])
            same = next((item for item in still if key_of(item) == key), None)
            if same is not None:
                self._at = same, self._at[1]  # somebody else may have found it too since
                return same
        if self._after is not None and self._after[0] == paragraph:
            last = self._after[1]
            return next((item for item in still if reading_order(item) > last), still[0])
        return still[0]

    @property
    def current(self) -> Suggestion | None:
        """The suggestion that `accept` and `reject` mean: one of the paragraph in focus."""
        return self.current_in(self._session.cursor.paragraph)

    def shown_in(self, paragraph: int, *, focused: bool) -> tuple[int, ...]:
        """Return numbers that are others when a paragraph must be drawn anew for what is suggested in it."""
        still = self.open_in(paragraph)
        if not still or not focused:
            return (min(len(still), 1),)
        current = self.current_in(paragraph)
        return (self._open[paragraph].number, next(index for index, item in enumerate(still) if item is current))

    # --- going there -------------------------------------------------------------------------------------------------

    def next(self) -> str | None:
        """Go to the current suggestion, or from it to the next one that is open, over paragraphs and round the end.

        Returns:
            A sentence where there is something to say of the way.

        Raises:
            NotPossibleError: When none is open, none is shown, or they are still being looked for.
        """
        self._check_shown()
        current, here = self.current, self._session.cursor.paragraph
        if current is not None and (self._at is None or self._at[0] is not current):
            self.visit(current)
            return None
        still = self.open_in(here)
        if current is not None and still.index(current) + 1 < len(still):
            self.visit(still[still.index(current) + 1])
            return None
        following, gap = self._first_open(here + 1), self._looked.find(0, here)
        if gap >= 0 and (following is None or gap < following):
            return self._look_on(gap)
        if following is not None:
            self.visit(self.open_in(following)[0])
            return None
        first, gap = self._first_open(0), self._looked.find(0)
        if gap >= 0 and (first is None or gap < first):
            return self._look_on(gap)
        if first is None:
            raise NotPossibleError("No suggestion is open.")
        only = current is not None and first == here and len(still) == 1
        self.visit(self.open_in(first)[0])
        return "This is the only suggestion that is open." if only else "On from the beginning of the text."

    def _first_open(self, paragraph: int) -> int | None:
        """Return the first paragraph from one on that has something open."""
        places = self._places[bisect_left(self._places, paragraph) :]
        return next((place for place in places if self.open_in(place)), None)

    def _look_on(self, paragraph: int) -> str:
        """Say that suggestions are not known from a paragraph on; where only a window is looked at, go there."""
        if self.windowed and paragraph != self._session.cursor.paragraph:
            self._session.cursor.to_paragraph(paragraph)
            return "No suggestion up to here; looking on from here."
        raise NotPossibleError("Suggestions are still being looked for: try again in a moment.")

    def visit(self, suggestion: Suggestion) -> None:
        """Go to a suggestion and select its words, so that the edges can be moved before it is accepted."""
        cursor = self._session.cursor
        cursor.to_range(*suggestion.spans[0])
        self._at = (suggestion, cursor.selection)

    def back_to(self, step: Edit | Rejection) -> None:
        """Make the suggestion that undo has opened again the current one."""
        paragraph = None if step.place is None else self._session.units.paragraph_at(step.place)
        still = () if paragraph is None else self.open_in(paragraph)
        opened = [item for item in still if self._is_of(item, step)]
        gone = _removed(step)
        exact = next((item for item in opened if gone is not None and item.spans == _spans(gone)), None)
        suggestion = exact or next(iter(opened), None)
        self._at = None if suggestion is None else (suggestion, self._session.cursor.selection)

    @staticmethod
    def _is_of(suggestion: Suggestion, step: Edit | Rejection) -> bool:
        """Return whether a suggestion is what a step was about."""
        if isinstance(step, Rejection):
            return key_of(suggestion) == step.key
        gone = _removed(step)
        layer = gone.layer if gone else "zones" if any(change.part == "paragraphs" for change in step.changes) else ""
        return suggestion.layer == layer and suggestion.spans[0][0] == step.place

    def adjusted(self) -> tuple[Range, ...]:
        """Return the words selected for the current suggestion instead of its own; none where nothing was changed."""
        selection, current = self._session.cursor.selection, self.current
        if current is None or self._at is None or self._at[0] is not current or current.layer == "zones":
            return ()
        words = selection.ranges()
        if selection == self._at[1] or not selection.chosen or not accepting.overlaps(current, words):
            return ()
        return words

    def _check_shown(self) -> None:
        if self.blind:
            raise NotPossibleError("You label blind: suggestions are off, and b shows them.")
        if self.problem is not None and not self._found:
            raise NotPossibleError(self.problem)

    def _went_on(self, paragraph: int, suggestion: Suggestion) -> None:
        self._at = None
        self._after = (paragraph, reading_order(suggestion))


def _removed(step: Edit | Rejection) -> Item | None:
    """Return the item that a step takes away and is about."""
    changes = step.changes if isinstance(step, Edit) else ()
    gone = (change.before for change in changes if change.after is None)
    return next((item for item in gone if isinstance(item, Item) and item.id == step.subject), None)


def _spans(item: Item) -> tuple[Range, ...]:
    return tuple((span.start, span.end) for span in item.main)
