"""Deciding what waits: what a revision of the text left without a place, and what two sides of a merge differ in.

One entry of `undecided` after the other. An item that has lost its words is asked for piece by piece, the likeliest
place selected; a conflict is answered with one of its two sides. Every answer is an edit like any other.
"""

from __future__ import annotations

from annotator.labels import Item, Source, Span, Undecided
from annotator.session import decisions
from annotator.session.labelling import NotPossibleError, spans
from annotator.session.likeness import most_like, places_of
from annotator.session.proposal import visible
from annotator.session.session import Session
from annotator.session.units import Range

Path = tuple[str | int, ...]


class Deciding:
    """Goes through what waits.

    Attributes:
        session: Where it waits.
        at: Which entry is asked about.
        done: The person left, or nothing waits any more.
        message: A sentence for the person, or empty.
    """

    def __init__(self, session: Session) -> None:
        """Begin with the first entry.

        Raises:
            NotPossibleError: When nothing waits.
        """
        self.session = session
        self.at = 0
        self.done = False
        self.message = ""
        if not self._waiting:
            told = " but for what annotators disagree on" if session.labels.undecided else ""
            raise NotPossibleError(f"Nothing waits for a decision{told}.")
        self._entry: Undecided | None = None
        self._taken: list[tuple[Path, tuple[Span, ...]]] = []
        self._places: list[Range] = []
        self._offered: Range | None = None
        self._selected: Range | None = None
        self.follow()

    # --- what is asked -----------------------------------------------------------------------------------------------

    @property
    def entry(self) -> Undecided:
        """The entry that is asked about."""
        return self.session.labels.undecided[self.at]

    @property
    def _waiting(self) -> list[int]:
        """Which entries are gone through here: all but the versions of a disagreement, which adjudication decides."""
        entries = self.session.labels.undecided
        return [at for at, entry in enumerate(entries) if entry.reason != "disagreement"]

    @property
    def count(self) -> int:
        """How many entries wait."""
        return len(self._waiting)

    @property
    def ordinal(self) -> int:
        """The number of the entry that is asked about among them, from 1."""
        return self._waiting.index(self.at) + 1

    @property
    def is_conflict(self) -> bool:
        """Whether it is one between two sides of a merge."""
        return self.entry.reason == "conflict"

    @property
    def mine(self) -> Item | None:
        """The item of the same id in its layer; None where there is none."""
        return self.session.index.get(self.entry.item.id)

    @property
    def pieces(self) -> list[tuple[Path, Span]]:
        """The spans of the item, with their places in it."""
        return list(self.entry.item.located_spans())

    @property
    def piece(self) -> tuple[Path, Span] | None:
        """The piece that is asked for now; None where there is none."""
        pieces = self.pieces
        return pieces[len(self._taken)] if len(self._taken) < len(pieces) else None

    @property
    def number(self) -> int:
        """Which piece that is, from 1 on."""
        return len(self._taken) + 1

    @property
    def places(self) -> int:
        """At how many places the words of the piece stand."""
        return len(self._places)

    def follow(self) -> None:
        """Take over what changed meanwhile, by undo or another decision; go to the piece that is asked for."""
        waiting = self._waiting
        if not waiting:
            self.done = True
            return
        self.at = next((at for at in waiting if at >= self.at), waiting[-1])
        if self.entry is not self._entry:
            self._entry = self.entry
            self._taken = []
            self._offer()

    # --- answers -----------------------------------------------------------------------------------------------------

    def later(self) -> None:
        """Leave; what waits goes on waiting."""
        self.done = True
        if self.count:
            self.message = f"{_waiting(self.count)} for a decision."

    def move(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) entry, round the end."""
        waiting = self._waiting
        self.at = waiting[(waiting.index(self.at) + direction) % len(waiting)]
        self._entry = None
        self.message = ""
        self.follow()

    def next_place(self) -> None:
        """Select the next place where the words of the piece stand."""
        if not self._places:
            self.message = "These words stand nowhere in the text: select their place."
            return
        position = self._places.index(self._offered) + 1 if self._offered in self._places else 0
        self._select(self._places[position % len(self._places)])

    def take(self) -> None:
        """Make the words that are selected now the place of the piece; with the last one the item is back.

        Raises:
            NotPossibleError: When nothing but white space is selected, or the words cannot be the piece.
        """
        if self.is_conflict:
            raise NotPossibleError("Keep yours with 1, or take theirs with 2.")
        if self.piece is None:
            self._back([])
            return
        path, _ = self.piece
        words = self._words()
        if path[0] == "cue" and len(words) > 1:
            raise NotPossibleError("A cue is one piece: escape leaves, and forgets the pieces.")
        self._take(path, words)

    def leave_out(self) -> None:
        """Go on without the piece: the revised text does not have it any more.

        Raises:
            NotPossibleError: When the item cannot be without it.
        """
        if self.is_conflict or self.piece is None:
            raise NotPossibleError("There is no piece to leave out.")
        self._take(self.piece[0], ())

    def back(self) -> None:
        """Ask for the piece before this one again."""
        if self._taken:
            self._taken.pop()
            self._offer()

    def let_go(self) -> None:
        """Take the entry away; in a conflict yours stays."""
        entry = self.entry
        self.session.commit(decisions.let_go(self.session.labels, self.at))
        self._told(f"{entry.item.id} is let go" if not self.is_kept(entry) else f"Yours of {entry.item.id} is kept")

    def is_kept(self, entry: Undecided) -> bool:
        """Return whether letting an entry go leaves another version of it."""
        return entry.reason == "conflict" and self.session.index.get(entry.item.id) is not None

    def keep_mine(self) -> None:
        """Decide a conflict for the side in the layer.

        Raises:
            NotPossibleError: When it is no conflict.
        """
        self._must_be_conflict()
        self.let_go()

    def take_theirs(self) -> None:
        """Decide a conflict for the other side.

        Raises:
            NotPossibleError: When it is no conflict, or the item cannot be so in this codebook.
        """
        self._must_be_conflict()
        item = self.entry.item
        self.session.commit(decisions.put_back(self.session.labels, self.session.codebook, self.at, item))
        self.session.item_id = item.id
        self._told(f"{item.id} is as the other side has it")

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _must_be_conflict(self) -> None:
        if not self.is_conflict:
            raise NotPossibleError("Nothing is in conflict here: take the selected words, or let it go.")

    def _words(self) -> tuple[Span, ...]:
        content, selection = self.session.text.content, self.session.cursor.selection
        ranges = selection.ranges()
        if self._offered is not None and selection.range == self._selected and not selection.pieces:
            ranges = (self._offered,)  # a place may be longer than the paragraph that shows it
        return spans(content, visible(content, ranges))

    def _take(self, path: Path, words: tuple[Span, ...]) -> None:
        entry = self.entry
        if isinstance(entry.item, Source):
            self.session.commit(decisions.put_mention(self.session.labels, self.session.codebook, self.at, words))
            self.session.cursor.drop_pieces()
            self._told(f"{entry.item.id} is named here" if words else f"{entry.item.id} has one mention less to place")
            return
        taken = [*self._taken, (path, words)]
        if len(taken) < len(self.pieces):
            self._taken = taken
            self.session.cursor.drop_pieces()
            self.message = ""
            self._offer()
        else:
            self._back(taken)

    def _back(self, taken: list[tuple[Path, tuple[Span, ...]]]) -> None:
        """Put the item back with its new words."""
        item = decisions.respanned(self.entry.item, taken, self.session.units)
        self.session.commit(decisions.put_back(self.session.labels, self.session.codebook, self.at, item))
        self.session.cursor.drop_pieces()
        if item.main:
            self.session.cursor.to_range(item.main[0].start, item.main[0].end, chosen=False)
        self.session.item_id = item.id
        self._told(f"{item.id} is in its place")

    def _told(self, what: str) -> None:
        self.follow()
        self.message = f"{what}; {_waiting(self.count)} still." if self.count else f"{what}; nothing waits any more."

    def _offer(self) -> None:
        """Go to the likeliest place of the piece: near the one before it, else near where it was."""
        self._places, self._offered, self._selected = [], None, None
        if self.is_conflict:
            mine = self.mine
            self.session.visit(mine if mine is not None and next(mine.located_spans(), None) else self.entry.item)
            self.session.item_id = mine.id if mine is not None else None
            return
        if self.piece is None:
            return
        _, span = self.piece
        self._places = places_of(self.session.text.content, span.text)
        placed = [word for _, words in self._taken for word in words]
        near = placed[-1].end if placed else span.start
        place = min(self._places, key=lambda place: abs(place[0] - near), default=None)
        place = place or most_like(self.session.units, span.text)
        if place is not None:
            self._select(place)
        elif placed:
            self.session.cursor.to_offset(near)
            self.session.cursor.next_word()

    def _select(self, place: Range) -> None:
        self._offered = place
        self.session.cursor.to_range(*place)
        self._selected = self.session.cursor.selection.range


def _waiting(count: int) -> str:
    return f"{count} label{' waits' if count == 1 else 's wait'}"
