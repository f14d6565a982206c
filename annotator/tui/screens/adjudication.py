"""The adjudication screen: the text, and under it the versions of one item after the other."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.actions import ADJUDICATION
from annotator.adjudication.disagreements import Disagreement
from annotator.adjudication.going import Going
from annotator.adjudication.session import GoldSession
from annotator.adjudication.settling import NotDecidedYetError
from annotator.adjudication.side_by_side import side_by_side
from annotator.adjudication.telling import what
from annotator.keymap import Keymap, shown
from annotator.labels import Item
from annotator.session import Coding, NotPossibleError
from annotator.tui.actions import Act
from annotator.tui.dialogues.mix import Mix, Then
from annotator.tui.document.rails import Mark
from annotator.tui.document.versions import version_marks
from annotator.tui.screens.side_by_side import SideBySideScreen
from annotator.tui.widgets.side_by_side import ALL, Shown

_OF_AN_ITEM = frozenset({"delete", "respan", "note"})
"""Actions on the item here: while a disagreement is asked, there is none yet."""
_DONE = {"complete": "mark gold as done"}


class AdjudicationScreen(SideBySideScreen):
    """One gold session on the screen."""

    own = ADJUDICATION
    first = (("1–9", "take"),)
    last = (("edit", "mix"), ("codebook", "rule"), ("undo", "undo"), ("help", "help"))
    heading = "Decide"
    hints = (
        "1 takes version A, 2 takes B. ≠ marks what differs; the rails above the labels show whose words are where.",
        "e takes each field from one of the versions; a digit there takes it and goes to the next field.",
        "g shows the rule for what they differ in.",
        "Everything below works on gold too: label what everyone missed.",
    )

    def __init__(self, session: GoldSession, title: str, going: Going, keys: Keymap | None = None) -> None:
        """Show a session under a title, going through what waits in it."""
        self._going = going
        super().__init__(session, title, keys)

    def _own_acts(self) -> dict[str, Act]:
        going = self._going
        return {
            "next_disagreement": lambda: self._move(1),
            "previous_disagreement": lambda: self._move(-1),
            "take_all": lambda: self._tell(going.take_all()),
            "leave_out": lambda: self._tell(going.leave_out()),
            "same_source": self._same_source,
            "edit": self._edit,
            "codebook": self._guidelines,
            "undo": lambda: self._tell(going.undo()),
            "redo": lambda: self._tell(going.redo()),
        }

    def _footer_hints(self, keymap: Keymap) -> list[tuple[str, str]]:
        one = self._going.current
        if one is None and self._dialogues.top is None:
            names = ("complete", "undo", "help", "quit")
            return [(shown(keymap[name][0]), _DONE.get(name, name)) for name in names if keymap[name]]
        hints = super()._footer_hints(keymap)
        if one is not None and one.layer == "sources" and self._dialogues.top is None:
            keys = self._own_keys["same_source"]
            hints[len(self.first) :] = [*((shown(key), "same as") for key in keys[:1]), *hints[len(self.first) :]]
        return hints

    # --- what is shown -----------------------------------------------------------------------------------------------

    @property
    def _asked(self) -> Disagreement | None:
        """What is asked, unless the person went to another label or made one."""
        return self._going.current if self.session.item_id is None else None

    def show(self) -> None:
        """Draw the versions of what is looked at, and everything else."""
        self._going.follow()
        super().show()

    def _marks(self) -> tuple[Mark, ...]:
        one = self._going.current
        if one is None:
            return ()
        letters = [self._going.letter(number) for number in range(len(one.versions))]
        return version_marks(letters, [version.item for version in one.versions])

    def _versions(self, *, in_full: bool = False) -> Shown:
        going = self._going
        one = going.current
        left = len(going.left)
        progress = f"{left} of {going.total} left · {going.agreed} agreed"
        item = self.session.item
        aside = f"{item.id.upper()} here" if item is not None and (one is None or item.id != one.id) else ""
        if one is None:
            return self._decided(progress, left)
        rows = side_by_side(
            [version.item for version in one.versions], self.session.codebook, going.called, in_full=in_full
        )
        headings = tuple(going.heading(one, number) for number in range(len(one.versions)))
        return Shown(what(one), progress, one.layer, headings, going.lacking(one), rows, aside, going.beside(one))

    def _decided(self, progress: str, left: int) -> Shown:
        """Return what the panel shows where nothing is asked: the item of gold here."""
        item = self.session.item_here()
        what = "Decided: tab goes on." if left else "Nothing waits any more: C marks gold as done."
        if item is None:
            return Shown(what, progress)
        rows = side_by_side([item], self.session.codebook, self._going.called)
        origin = "" if self._going.blind or not item.origin else f" · {item.origin}"
        heading = f"{item.id.upper()} {item.layer[:-1]} in gold{origin}"
        return Shown(what, progress, item.layer, (heading,), "", rows)

    # --- what keys do ------------------------------------------------------------------------------------------------

    def _pick_number(self, number: int) -> None:
        self._tell(self._going.take(number))

    def perform(self, name: str) -> None:
        """Take an action by its name."""
        if name in _OF_AN_ITEM and (one := self._asked) is not None:
            self._tell(f"{one.id.upper()} is not decided yet: 1–9, b, x or e first; then {name} means the label.")
            self._after()
            return
        if name == "link_source" and (one := self._asked) is not None and one.layer == "sources":
            key = shown((*self._own_keys["same_source"], "—")[0])
            self._tell(f"{one.id.upper()} is a source: {key} says that it is the same as another one.")
            self._after()
            return
        super().perform(name)

    def _move(self, direction: int) -> None:
        if not self._going.move(direction):
            raise NotPossibleError("Nothing waits any more: C marks gold as done.")

    def _edit(self) -> None:
        """Take fields of several versions, or go through the attributes of the item here."""
        one = self._asked
        if one is None:
            self._usual["edit"]()
        elif len(one.versions) == 1:
            self._tell(self._going.take_here(1))
            self._ask(one.id)
        else:
            self._dialogues.open(Mix(self._versions(), self._mixed, self._guidelines_of))

    def _mixed(self, chosen: Mapping[str, int], then: Then) -> None:
        one = self._going.current
        if one is None:
            return
        versions = {name: None if number == ALL else one.versions[number] for name, number in chosen.items()}
        try:
            self._tell(self._going.mix(versions))
        except NotDecidedYetError as error:  # what is to be decided first is asked now
            self._tell(str(error))
            return
        if then == "ask":
            self._ask(one.id)

    def _ask(self, item_id: str) -> None:
        item: Item | None = self.session.index.get(item_id)
        if item is not None:
            self._dialogues.begin(Coding.edit(self.session, item))

    def _same_source(self) -> None:
        """Say that a source is another one of gold."""
        one = self._going.current
        if one is None or one.layer != "sources":
            raise NotPossibleError("Only a source can be the same as another one.")
        if not self.session.labels.sources:
            raise NotPossibleError("There is no other source in gold yet.")
        self._dialogues.pick_there(
            f"{one.id.upper()} is the same as", lambda source: self._tell(self._going.same_as(source))
        )

    def _guidelines(self) -> None:
        """Show the rule for that in which the versions differ."""
        one = self._asked
        if one is None or self._dialogues.top is not None:
            self._usual["codebook"]()
            return
        layer = self.session.codebook.layers.get(one.layer)
        attributes = layer.attributes if layer else {}
        self._guidelines_of(next((name for name in one.differing if name in attributes), ""))

    def _guidelines_of(self, field: str) -> None:
        one = self._going.current
        if one is not None:
            self._show_guidelines(one.layer, field, one.versions[0].item)
