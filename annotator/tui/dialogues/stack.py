"""The dialogues that are open, the one that takes the keys on top."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from annotator.corpus import KnownSource
from annotator.labels import Source
from annotator.session import Coding, NotPossibleError, Session, Zoning
from annotator.session.completing import Completer, Vocabulary
from annotator.tui.dialogues.ask import Ask
from annotator.tui.dialogues.decide import OWN_KEYS, PASSING, Decide
from annotator.tui.dialogues.dialogue import Dialogue
from annotator.tui.dialogues.entry import Complete
from annotator.tui.dialogues.pick import Candidate, Pick
from annotator.tui.dialogues.questions import Questions

Link = Callable[[Source], None]
"""Takes a source that was picked or made."""


class Dialogues:
    """Opens dialogues, hands them keys, closes those that are over.

    Attributes:
        message: What the last one had to say.
    """

    def __init__(
        self, session: Session, known: Callable[[], list[KnownSource]], guidelines: Callable[[], None]
    ) -> None:
        """Ask about a session.

        Args:
            session: What is labelled.
            known: Gives the registry.
            guidelines: Shows the guidelines for what is asked.
        """
        self.message = ""
        self._session = session
        self._known = known
        self._guidelines = guidelines
        self._open: list[Dialogue] = []
        self._links: dict[str, Link] = {}
        self._words: Vocabulary | None = None

    @property
    def top(self) -> Dialogue | None:
        """The dialogue that takes the keys."""
        return self._open[-1] if self._open else None

    @property
    def coding(self) -> Coding | None:
        """The coding whose question is asked now."""
        asked = self.top.asked if isinstance(self.top, Questions) else None
        return asked if isinstance(asked, Coding) else None

    def begin(self, asked: Coding | Zoning) -> None:
        """Ask the questions of a coding or a zoning."""
        self._open.append(Questions(asked, self))
        self._close()

    def open(self, dialogue: Dialogue) -> None:
        """Ask something that no coding asks: words, or what to do."""
        self._open.append(dialogue)

    @property
    def lets_select(self) -> bool:
        """Whether words can be selected while the top dialogue asks."""
        return isinstance(self.top, Decide)

    def passes(self, key: str, name: str | None) -> bool:
        """Return whether a key takes its action although the top dialogue asks: it selects words there."""
        return isinstance(self.top, Decide) and name in PASSING and key not in OWN_KEYS

    def follow(self, told: str) -> None:
        """Let the top dialogue take over what an action changed, and what it had to say."""
        if isinstance(self.top, Decide):
            self.top.follow(told)
            self._close()

    def key(self, key: str, character: str | None) -> None:
        """Hand a key to the top dialogue."""
        if self.top is not None:
            self.top.key(key, character)
            self._close()

    def paste(self, words: str) -> None:
        """Hand pasted words to the top dialogue."""
        if self.top is not None:
            self.top.paste(words)

    def _close(self) -> None:
        """Take off the dialogues that are over; a source that was made in one goes where it was wanted."""
        self.message = ""
        while self.top is not None and self.top.done:
            over = self._open.pop()
            if isinstance(over, Decide):
                self.message = over.message
            if not isinstance(over, Questions):
                continue
            self.message = over.asked.message
            made = over.asked.item if isinstance(over.asked, Coding) else None
            if isinstance(made, Source) and (link := self._links.pop(made.id, None)):
                link(made)

    # --- what questions ask for --------------------------------------------------------------------------------------

    def show_guidelines(self) -> None:
        """Show the guidelines for what is asked."""
        self._guidelines()

    def type_answer(self, coding: Coding) -> None:
        """Let the person type the answer of a coding step."""

        def answered(text: str | None) -> None:
            if text is not None:
                coding.set_text(text)
            elif coding.needs_text_now:
                coding.set_text("")

        now = coding.value()
        typed = "" if now is None else str(now)
        self.open(Ask(f"{coding.heading}:", typed, answered, coding.question, self._complete()))

    def find_source(self, coding: Coding) -> None:
        """Let the person find or name the source of what is coded."""

        def named(candidate: Candidate) -> None:
            if coding.layer == "sources":
                coding.name_draft(candidate.name, candidate.known.id if candidate.known else None)
            else:
                self._make(candidate, coding.pick)

        self.pick(coding.pick, named)

    def pick_for(self, item_id: str, link: Link) -> None:
        """Let the person find or name the source of an item; the selected words are a new source's mention."""

        def made(source: Source) -> None:
            if (item := self._session.index.get(item_id)) is not None:
                self._session.link(item, source)

        self.pick(link, lambda candidate: self._make(candidate, made, mention=True))

    def pick(self, link: Link, named: Callable[[Candidate], None]) -> None:
        """Let the person find a source by typing.

        Args:
            link: Takes a source of the text.
            named: Takes a name that is no source of the text yet.
        """

        def picked(candidate: Candidate | None) -> None:
            if candidate is None:
                return
            take = partial(named, candidate) if candidate.source is None else partial(link, candidate.source)
            try:
                take()
            except NotPossibleError as error:
                self.message = str(error)

        self._open.append(Pick(self._session.labels.sources, self._known(), picked, complete=self._complete()))

    def pick_there(self, label: str, picked: Link) -> None:
        """Let the person find a source of the text, and no other, by typing.

        Args:
            label: What is asked.
            picked: Takes the source.
        """

        def answered(candidate: Candidate | None) -> None:
            if candidate is None or candidate.source is None:
                return
            try:
                picked(candidate.source)
            except NotPossibleError as error:
                self.message = str(error)

        self._open.append(Pick(self._session.labels.sources, (), answered, label=label, new=False))

    def _complete(self) -> Complete:
        """Return what completes with the words of the text, those around the person first."""
        place = self._session.cursor.selection.start
        if self._words is None or not self._words.covers(place):
            self._words = Vocabulary(self._session.text.content, place)
        completer = Completer(self._words, place)
        return lambda typed, taken: completer.offered(typed, taken=taken)

    def _make(self, candidate: Candidate, link: Link, *, mention: bool = False) -> None:
        """Begin a source of a name, to be linked when it is there."""
        coding = Coding.label(self._session, "sources")
        coding.name_draft(candidate.name, candidate.known.id if candidate.known else None, mention=mention)
        self._links = {coding.item_id: link}
        # Under the pick that led here, which is over and about to be taken off.
        self._open.insert(len(self._open) - 1, Questions(coding, self))
