"""The actions on suggestions: a thread finds them, and only what is on the screen is accepted or rejected."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial

from textual.message import Message
from textual.screen import Screen

from annotator.session import NotPossibleError, Session
from annotator.session.perform import PERFORMERS
from annotator.session.suggestions.doubting import accepted_in_doubt
from annotator.session.suggestions.offered import coding_of
from annotator.session.suggestions.offering import NeedsMoreError
from annotator.session.suggestions.rejections import Rejections
from annotator.session.suggestions.seeker import News, Seeker
from annotator.session.suggestions.suggesting import asking_for, finding_for
from annotator.tui.actions import Act, Tell
from annotator.tui.dialogues import Dialogues
from annotator.tui.document.pane import DocumentPane


class Offers:
    """What the keys do with the suggestions of one labelling screen."""

    class Came(Message):
        """Suggestions were found, or cannot be."""

        def __init__(self, news: News, rank: int) -> None:
            """Take what was found, and who found it; see `Suggestions.take`."""
            super().__init__()
            self.news = news
            self.rank = rank

    def __init__(
        self, screen: Screen[None], session: Session, pane: DocumentPane, dialogues: Dialogues, tell: Tell
    ) -> None:
        """Offer what is suggested for a session's text; nothing where the session has no offering."""
        self._screen = screen
        self._session = session
        self._pane = pane
        self._dialogues = dialogues
        self._tell = tell
        self._unseen = False
        self.seekers: list[Seeker] = []

    def by_name(self) -> Mapping[str, Act]:
        """Return what is done, by the name of the action."""
        return {
            "accept": lambda: self._seen("accept"),
            "accept_and_edit": lambda: self._seen("accept", in_doubt=True),
            "reject": lambda: self._seen("reject"),
        }

    def start(self) -> None:
        """Begin to look for suggestions, in a thread that waits until the screen is there."""
        offering = self._session.offering
        if offering is None:
            return
        here = self._session.cursor.paragraph
        finding = finding_for(self._session)
        offering.windowed = finding.windowed
        self.seekers.append(Seeker(finding, offering.rejections, partial(self._came, 0), here))
        if offering.suggesters:
            asking = asking_for(self._session, offering.suggesters)
            self.seekers.append(Seeker(asking, Rejections(), partial(self._came, 1), here))
        for seeker in self.seekers:
            seeker.start(paused=offering.blind)

    def stop(self) -> None:
        """End, and keep what was rejected."""
        for seeker in self.seekers:
            seeker.stop()

    def hush(self) -> None:
        """Give way to a key."""
        for seeker in self.seekers:
            seeker.hush()

    def follow(self) -> None:
        """Look where the person is now."""
        offering = self._session.offering
        if offering is not None:
            for seeker in self.seekers:
                seeker.follow(self._session.cursor.paragraph, paused=offering.blind)

    def came(self, news: News, rank: int) -> str | None:
        """Take over what was found; return what is to be told."""
        offering = self._session.offering
        if offering is None:
            return None
        before = offering.current
        offering.take(news.found, rank)
        self._unseen = offering.current is not before
        if rank == 0:
            offering.problem = news.problem or offering.problem
        return " ".join([*news.notes, *([news.problem] if news.problem else [])]) or None

    def drawn(self) -> None:
        """Take note that the screen shows what there is."""
        self._unseen = False

    def _came(self, rank: int, news: News) -> None:
        """Tell the screen, from a seeker's thread; a screen that is just going need not know."""
        with contextlib.suppress(RuntimeError):
            self._screen.post_message(self.Came(news, rank))

    def _seen(self, name: str, *, in_doubt: bool = False) -> None:
        """Accept or reject the current suggestion if it is on the screen; otherwise go there first.

        Args:
            name: The action.
            in_doubt: Ask about what was accepted.
        """
        offering = self._session.offering
        if offering is not None and (current := offering.current) is not None:
            self._session.check_writable()
            if self._unseen or not self._pane.shows(*current.spans[0]):
                offering.visit(current)
                raise NotPossibleError(f"Look first: this is what is suggested. Then {name} it.")
        try:
            if in_doubt:
                self._dialogues.begin(accepted_in_doubt(self._session))
            else:
                self._tell(PERFORMERS[name](self._session))
        except NeedsMoreError as needs:
            self._dialogues.begin(coding_of(self._session, needs))
            self._tell(str(needs))
        if name == "reject" and self.seekers:
            self.seekers[0].wake()
