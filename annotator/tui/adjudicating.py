"""The application while labels are adjudicated, and while someone looks at what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from annotator.adjudication.comparing import Comparison
from annotator.adjudication.going import Going
from annotator.adjudication.order import Order
from annotator.adjudication.session import GoldSession
from annotator.corpus import Corpus
from annotator.keymap import Keymap
from annotator.session import Session
from annotator.store import GOLD
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.adjudication import AdjudicationScreen
from annotator.tui.screens.comparison import ComparisonScreen


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
        own: Keymap | None = None,
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
            own: Keys of what only adjudication has; None for the usual ones.
        """
        super().__init__(corpus, paths, GOLD, opener, keymap, first=first)
        self._order: Order = order
        self._blind = blind
        self._total = total
        self._own = own

    def _show_session(self, session: Session) -> None:
        assert isinstance(session, GoldSession)
        going = Going(session, self._order, blind=self._blind, total=self._total(session))
        self.push_screen(AdjudicationScreen(session, self.corpus.title(session.text.path), going, self._own))


class ComparingApp(AnnotatorApp):
    """Looking at what gold changed in someone's labels."""

    def __init__(
        self,
        corpus: Corpus,
        paths: Sequence[Path],
        annotator: str,
        opener: Callable[[Path], Session],
        keymap: Keymap,
        *,
        compared: Callable[[Path], Comparison],
        first: Session | None = None,
        own: Keymap | None = None,
    ) -> None:
        """Show a corpus.

        Args:
            corpus: Its settings and registry.
            paths: The texts of the library.
            annotator: Whose labels.
            opener: Opens their labels of a text; raises an AnnotatorError with a sentence where it cannot.
            keymap: Keys by action.
            compared: Tells what gold changed in a text; raises an AnnotatorError too.
            first: The session to begin with; None to begin with the library.
            own: Keys of what only comparing has; None for the usual ones.
        """
        super().__init__(corpus, paths, annotator, opener, keymap, first=first)
        self._compared = compared
        self._own = own

    def _show_session(self, session: Session) -> None:
        path = session.text.path
        self.push_screen(ComparisonScreen(session, self.corpus.title(path), self._compared(path), self._own))
