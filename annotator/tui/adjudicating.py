"""The application while labels are adjudicated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from annotator.adjudication.going import Going
from annotator.adjudication.order import Order
from annotator.adjudication.session import GoldSession
from annotator.corpus import Corpus
from annotator.keymap import Keymap
from annotator.session import Session
from annotator.store import GOLD
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.adjudication import AdjudicationScreen


class AdjudicatingApp(AnnotatorApp):
    """Adjudicating one text, or a corpus through its library."""

    def __init__(
        self,
        corpus: Corpus,
        paths: Sequence[Path],
        opener: Callable[[Path], GoldSession],
        keymap: Keymap,
        *,
        first: GoldSession | None = None,
        order: Order = "text",
        blind: bool = False,
        total: Callable[[GoldSession], int] = lambda _: 0,
    ) -> None:
        """Show a corpus.

        Args:
            corpus: Its settings and registry.
            paths: The texts of the library.
            opener: Opens the gold labels of a text; raises an AnnotatorError with a sentence where it cannot.
            keymap: Keys by action.
            first: The session to begin with; None to begin with the library.
            order: In which order disagreements are gone through.
            blind: Nobody is named.
            total: Tells how many disagreements there were at the beginning.
        """
        super().__init__(corpus, paths, GOLD, opener, keymap, first=first)
        self._order: Order = order
        self._blind = blind
        self._total = total

    def _show_session(self, session: Session) -> None:
        assert isinstance(session, GoldSession)
        going = Going(session, self._order, blind=self._blind, total=self._total(session))
        self.push_screen(AdjudicationScreen(session, self.corpus.title(session.text.path), going))
