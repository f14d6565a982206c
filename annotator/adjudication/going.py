"""Going through disagreements: which one is looked at, what is left, and who is shown as whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from annotator.adjudication.deciding import Decision
from annotator.adjudication.disagreements import Disagreement, Version
from annotator.adjudication.order import Order, in_order
from annotator.adjudication.origins import is_agreed
from annotator.adjudication.session import GoldSession
from annotator.adjudication.settling import NotDecidedYetError
from annotator.adjudication.telling import Telling
from annotator.labels import Source
from annotator.session.labelling import NotPossibleError


class Going(Telling):
    """Goes through what waits in a session.

    Attributes:
        order: In which order.
        total: How many disagreements there were at the beginning.
        at: The id of the disagreement that is looked at; None where nothing waits.
    """

    def __init__(self, session: GoldSession, order: Order = "text", *, blind: bool = False, total: int = 0) -> None:
        """Begin with the first."""
        super().__init__(session, blind=blind)
        self.order: Order = order
        self._order: list[str] = []
        self.at: str | None = None
        self.total = max(total, len(self.left))
        self._follow_order()
        self.move(1)

    # --- what there is -----------------------------------------------------------------------------------------------

    @property
    def left(self) -> list[Disagreement]:
        """What a person has to decide still."""
        return [one for one in self.session.waiting if not one.agreed]

    @property
    def current(self) -> Disagreement | None:
        """What is looked at; None where it is decided, or nothing waits."""
        one = self.session.disagreement(self.at)
        return self._shuffled(one) if one is not None and self.blind else one

    @property
    def agreed(self) -> int:
        """How many items all annotators agree on, those among them that wait for what they are linked to."""
        there = sum(is_agreed(item) for item in self.session.labels.items())
        return there + sum(one.agreed for one in self.session.waiting)

    def _shuffled(self, one: Disagreement) -> Disagreement:
        versions = list(one.versions)
        Random(f"{self.session.text.sha256} {one.id}").shuffle(versions)  # noqa: S311 - no secret, and the same again
        return replace(one, versions=tuple(versions))

    # --- moving ------------------------------------------------------------------------------------------------------

    def move(self, direction: int) -> bool:
        """Go to the next (1) or previous (-1) disagreement that waits, round the end; return whether there is one."""
        waiting = {one.id for one in self.left}
        if not waiting:
            self.at = None
            return False
        start = self._order.index(self.at) if self.at in self._order else -1 if direction > 0 else 0
        count = len(self._order)
        for step in range(1, count + 1):
            item_id = self._order[(start + direction * step) % count]
            if item_id in waiting:
                self.go_to(item_id)
                return True
        return False

    def go_to(self, item_id: str) -> None:
        """Look at a disagreement, and go to its words: to the first that not everyone has."""
        self.at = item_id
        one = self.session.disagreement(item_id)
        if one is None:
            return
        spans = [[span for _, span in version.item.located_spans()] for version in one.versions]
        shared = set(spans[0]).intersection(*spans[1:]) if len(spans) > 1 else set()
        found = sorted((span for each in spans for span in each if span not in shared), key=lambda span: span.start)
        found = found or spans[0]
        if found:
            start, end = found[0].start, found[0].end
            self.session.cursor.to_range(start, end, chosen=False)
        self.session.item_id = None

    def _follow_order(self) -> None:
        """Put what came up meanwhile in its place; what is decided keeps its own, for when it is undone."""
        known = set(self._order)
        new = [one for one in self.left if one.id not in known]
        if not self._order:
            self._order = [one.id for one in in_order(new, self.session.labels.paragraphs, self.order)]
        else:
            self._order += [one.id for one in in_order(new, self.session.labels.paragraphs, self.order)]

    # --- decisions ---------------------------------------------------------------------------------------------------

    def take(self, number: int) -> str:
        """Take a version by its number, from 1; return what came of it.

        Raises:
            NotPossibleError: When there is no such version, or it cannot be taken yet.
        """
        one = self._asked()
        if not 0 < number <= len(one.versions):
            if len(one.versions) == 1:
                raise NotPossibleError(f"There is only {self.alone(one)}: 1 takes it, x leaves it out.")
            raise NotPossibleError(f"There is no version {number} of {one.id}.")
        decision = self._decided(lambda: self.session.take(one, one.versions[number - 1]))
        self.move(1)
        return self._told(f"{one.id} is as {self.whose(one, number - 1)}", decision)

    def take_all(self) -> str:
        """Take every version; return what came of it.

        Raises:
            NotPossibleError: When there is only one, or one cannot be taken yet.
        """
        one = self._asked()
        decision = self._decided(lambda: self.session.take_all(one))
        ids = [item.id for item in decision.items]
        self.move(1)
        return self._told(f"{' and '.join(ids)} are in gold", decision)

    def leave_out(self) -> str:
        """Take no version; return what came of it.

        Raises:
            NotPossibleError: When nothing is asked.
        """
        one = self._asked()
        decision = self._decided(lambda: self.session.leave_out(one))
        self.move(1)
        return self._told(f"{one.id} is left out", decision)

    def mix(self, chosen: Mapping[str, Version | None]) -> str:
        """Take fields of several versions, and stay with the item; return what came of it.

        Raises:
            NotPossibleError: When they cannot stand together, or not be taken yet.
        """
        one = self._asked()
        decision = self._decided(lambda: self.session.mix(one, chosen))
        self._visit(one.id)
        return self._told(f"{one.id} is taken: e, r, m change it, tab goes on", decision)

    def take_here(self, number: int) -> str:
        """Take a version, and stay with the item.

        Raises:
            NotPossibleError: As `take`.
        """
        one = self._asked()
        decision = self._decided(lambda: self.session.take(one, one.versions[number - 1]))
        self._visit(one.id)
        return self._told(f"{one.id} is taken: e, r, m change it, tab goes on", decision)

    def same_as(self, source: Source) -> str:
        """Say that a source is another one; return what came of it.

        Raises:
            NotPossibleError: When it is no source.
        """
        one = self._asked()
        decision = self._decided(lambda: self.session.same_as(one, source))
        self.move(1)
        return self._told(f"{one.id} is {source.name}", decision)

    def undo(self) -> str:
        """Undo, and go to what waits again; return what was undone."""
        before = {one.id for one in self.left}
        what = self.session.undo()
        self._again(before)
        return f"Undone: {what}." if what else "There is nothing to undo."

    def redo(self) -> str:
        """Do again what was undone, and go on; return what it was."""
        before = {one.id for one in self.left}
        what = self.session.redo()
        self._again(before)
        if what and self.current is None:
            self.move(1)
        return f"Done again: {what}." if what else "There is nothing to redo."

    def follow(self) -> None:
        """Take over what changed by other ways."""
        self._follow_order()
        if self.at is not None and self.at not in self._order:
            self.move(1)

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _again(self, before: set[str]) -> None:
        self._follow_order()
        back = [item_id for item_id in self._order if item_id not in before and self.session.disagreement(item_id)]
        if back:
            self.go_to(back[0])

    def _asked(self) -> Disagreement:
        one = self.current
        if one is None:
            raise NotPossibleError("Nothing is asked here: tab goes to what waits." if self.left else "All is decided.")
        return one

    def _decided(self, decide: Callable[[], Decision]) -> Decision:
        """Decide; where something must be decided before, go there and say so."""
        try:
            decision = decide()
        except NotDecidedYetError as error:
            if self.session.disagreement(error.first) is not None:
                self.go_to(error.first)
            raise
        self._follow_order()
        return decision

    def _visit(self, item_id: str) -> None:
        self.at = item_id
        item = self.session.index.get(item_id)
        if item is not None:
            self.session.visit(item)

    def _told(self, what: str, decision: Decision) -> str:
        told = [f"{what[0].upper()}{what[1:]}"]
        if decision.left_out:
            gone = ", ".join(dict.fromkeys(link.upper() for link in decision.left_out))
            told.append(f"the link to {gone}, which is left out, is taken off")
        if decision.released:
            count = decision.released
            told.append(f"{count} agreed label{'' if count == 1 else 's'} that hung on it came in")
        sentence = f"{'; '.join(told)}."
        return sentence if self.left else f"{sentence} Nothing waits any more: C marks gold as done."
