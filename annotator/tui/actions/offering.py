"""The actions on suggestions: a thread finds them, and only what is on the screen is accepted or rejected."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from textual.message import Message
from textual.screen import Screen

from annotator.session import NotPossibleError, Session
from annotator.session.offered import coding_of
from annotator.session.offering import NeedsMoreError
from annotator.session.perform import PERFORMERS
from annotator.session.seeker import News, Seeker
from annotator.session.suggesting import finding_for
from annotator.tui.actions import Act, Tell
from annotator.tui.dialogues import Dialogues
from annotator.tui.document.pane import DocumentPane
from annotator.tui.host import host_of


class Offers:
    """What the keys do with the suggestions of one labelling screen."""

    class Came(Message):
        """Suggestions were found, or cannot be."""

        def __init__(self, news: News) -> None:
            """Take what was found."""
            super().__init__()
            self.news = news

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
        self.seeker: Seeker | None = None

    def by_name(self) -> Mapping[str, Act]:
        """Return what is done, by the name of the action."""
        return {
            "accept": lambda: self._seen("accept"),
            "reject": lambda: self._seen("reject"),
        }

    def start(self) -> None:
        """Begin to look for suggestions, in a thread that waits until the screen is there."""
        offering = self._session.offering
        if offering is None:
            return
        finding = finding_for(self._session, host_of(self._screen).corpus)
        offering.windowed = finding.windowed
        self.seeker = Seeker(finding, offering.rejections, self._came, self._session.cursor.paragraph)
        self.seeker.start(paused=offering.blind)

    def stop(self) -> None:
        """End, and keep what was rejected."""
        if self.seeker is not None:
            self.seeker.stop()

    def follow(self) -> None:
        """Look where the person is now, and give way to their keys."""
        offering = self._session.offering
        if self.seeker is not None and offering is not None:
            self.seeker.follow(self._session.cursor.paragraph, paused=offering.blind)

    def came(self, news: News) -> str | None:
        """Take over what was found; return what is to be told."""
        offering = self._session.offering
        if offering is None:
            return None
        offering.language = news.language
        before = offering.current
        offering.take(news.found)
        self._unseen = offering.current is not before
        known, offering.problem = offering.problem, news.problem or offering.problem or offering.rejections.problem
        return offering.problem if offering.problem != known else None

    def drawn(self) -> None:
        """Take note that the screen shows what there is."""
        self._unseen = False

    def _came(self, news: News) -> None:
        """Tell the screen, from the seeker's thread; a screen that is just going need not know."""
        with contextlib.suppress(RuntimeError):
            self._screen.post_message(self.Came(news))

    def _seen(self, name: str) -> None:
        """Accept or reject the current suggestion if it is on the screen; otherwise go there first."""
        offering = self._session.offering
        if offering is not None and (current := offering.current) is not None:
            self._session.check_writable()
            if self._unseen or not self._pane.shows(*current.spans[0]):
                offering.visit(current)
                raise NotPossibleError(f"Look first: this is what is suggested. Then {name} it.")
        try:
            self._tell(PERFORMERS[name](self._session))
        except NeedsMoreError as needs:
            self._dialogues.begin(coding_of(self._session, needs))
            self._tell(str(needs))
        if name == "reject" and self.seeker is not None:
            self.seeker.wake()
