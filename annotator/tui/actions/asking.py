"""The actions that ask the person something before they change a label."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from annotator.files.findings import short
from annotator.labels import Item, LayerName, Source
from annotator.session import Coding, NotPossibleError, Session, Zoning
from annotator.session.deciding import Deciding
from annotator.tui.actions import Act, Tell
from annotator.tui.dialogues import Dialogues
from annotator.tui.dialogues.ask import Ask
from annotator.tui.dialogues.decide import Decide


class Asking:
    """Labels, edits, links, notes and searches of one session."""

    def __init__(self, session: Session, dialogues: Dialogues, tell: Tell) -> None:
        """Ask about a session in the bar."""
        self._session = session
        self._dialogues = dialogues
        self._tell = tell

    def by_name(self) -> Mapping[str, Act]:
        """Return what is done, by the name of the action."""
        return {
            "label_source": partial(self._label, "sources"),
            "label_quote": partial(self._label, "quotes"),
            "label_claim": partial(self._label, "claims"),
            "label_frame": partial(self._label, "frames"),
            "edit": self._edit,
            "zone": self._zone,
            "undecided": self._undecided,
            "link_source": self._link_source,
            "note": self._note,
            "search": self._search,
        }

    def pick_number(self, number: int) -> None:
        """Link the item here to a source by its number.

        Raises:
            NotPossibleError: When there is no such source, no such item, or the source is the item's already.
        """
        sources = self._session.labels.sources
        if number > len(sources):
            raise NotPossibleError(f"There is no source {number} yet: o labels one.")
        self._link(sources[number - 1])

    def _label(self, layer: LayerName) -> None:
        self._dialogues.begin(Coding.label(self._session, layer))

    def _edit(self) -> None:
        """Go through the attributes of the item here."""
        self._dialogues.begin(Coding.edit(self._session, self._item("edit")))

    def _zone(self) -> None:
        """Say what the paragraph is."""
        self._dialogues.begin(Zoning(self._session))

    def _undecided(self) -> None:
        """Go through what waits for a decision."""
        self._dialogues.open(Decide(Deciding(self._session)))

    def _link_source(self) -> None:
        """Pick or type the source of the item here."""
        self._dialogues.pick_for(self._target().id, self._link)

    def _note(self) -> None:
        """Write a note on the item here."""
        item = self._item("write a note on")

        def answered(text: str | None) -> None:
            if text is not None and (text.strip() or None) != item.note:
                self._session.change(item, "note on", note=text.strip() or None)

        self._dialogues.open(Ask(f"Note on {item.id}:", item.note or "", answered))

    def _search(self) -> None:
        """Ask for words and go to where they stand next."""
        session = self._session

        def answered(text: str | None) -> None:
            if text is None:
                return
            if not text.strip() and not session.searched:
                self._tell("Type what to look for.")
            elif not session.search(text.strip()):
                self._tell(f"“{short(session.searched)}” does not stand in this text.")

        again = f"Nothing typed looks for “{short(session.searched)}” again." if session.searched else ""
        self._dialogues.open(Ask("Search:", "", answered, again))

    def _item(self, what: str) -> Item:
        item = self._session.item_here()
        if item is None:
            raise NotPossibleError(f"There is no label here to {what}.")
        return item

    def _target(self) -> Item:
        target = self._session.target()
        if target is None:
            raise NotPossibleError("There is no quote, claim or frame here to link a source to.")
        return target

    def _link(self, source: Source) -> None:
        target = self._target()
        if source.id in target.linked and not self._session.naming_words(target, source):
            raise NotPossibleError(f"{target.id} has {source.name} already; e, then its digit, takes that off.")
        self._session.link(target, source)
        self._tell(f"{target.id} is linked to {source.name}.")
