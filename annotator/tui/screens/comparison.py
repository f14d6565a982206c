"""The comparison screen: what gold changed in someone's labels, one change after the other. Nothing is changed here."""

from __future__ import annotations

from annotator.actions import COMPARISON
from annotator.adjudication.comparing import Changed, Comparison, most_frequent
from annotator.adjudication.side_by_side import side_by_side
from annotator.keymap import Keymap
from annotator.labels import SINGULAR
from annotator.session import NotPossibleError, Session
from annotator.tui.actions import Act
from annotator.tui.document.rails import Mark
from annotator.tui.document.versions import version_marks
from annotator.tui.screens.reader import Reader
from annotator.tui.screens.side_by_side import SideBySideScreen
from annotator.tui.widgets.lines import Line, Part
from annotator.tui.widgets.side_by_side import Shown

MINE, GOLD = "mine", "gold"


class ComparisonScreen(SideBySideScreen):
    """Someone's labels and gold."""

    own = COMPARISON
    last = (("codebook", "rule"), ("next_paragraph", "paragraph"), ("help", "help"), ("quit", "quit"))
    heading = "Compare with gold"
    hints = ("≠ marks what gold changed. The keys below that move work here; those that change labels do not.",)

    def __init__(self, session: Session, title: str, comparison: Comparison, keys: Keymap | None = None) -> None:
        """Show a session under a title, going through what gold changed in it."""
        self._comparison = comparison
        self._at = 0
        super().__init__(session, title, keys)
        self.message = self._begun()
        self._go()

    def _own_acts(self) -> dict[str, Act]:
        return {
            "next_change": lambda: self._move(1),
            "previous_change": lambda: self._move(-1),
            "codebook": self._guidelines,
            "summary": self._summary,
        }

    @property
    def _one(self) -> Changed | None:
        changed = self._comparison.changed
        return changed[self._at] if changed else None

    def _begun(self) -> str:
        found = self._comparison
        told = [f"{found.same} of your labels are in gold as they are."]
        if found.waiting:
            told.append(f"{found.waiting} that gold does not decide yet are left out.")
        return " ".join([*told, "= tells what was changed most often."])

    def _move(self, direction: int) -> None:
        changed = self._comparison.changed
        if not changed:
            raise NotPossibleError("Gold changed nothing in these labels.")
        self._at = (self._at + direction) % len(changed)
        self._go()

    def _go(self) -> None:
        """Go to the words that are not the same in both."""
        one = self._one
        if one is None:
            return
        spans = [[span for _, span in item.located_spans()] for item in one.items]
        shared = set(spans[0]).intersection(*spans[1:]) if len(spans) > 1 else set()
        found = sorted((span for each in spans for span in each if span not in shared), key=lambda span: span.start)
        if found := found or spans[0]:
            self.session.cursor.to_range(found[0].start, found[0].end, chosen=False)
        self.session.item_id = None

    def _versions(self, *, in_full: bool = False) -> Shown:
        one, count = self._one, len(self._comparison.changed)
        if one is None:
            return Shown("Gold changed nothing in these labels.", "")
        rows = side_by_side(one.items, self.session.codebook, self._comparison.called, in_full=in_full)
        origin = one.gold.origin if one.gold is not None else None
        golds = f"{GOLD} · {origin}" if origin else GOLD
        headings = tuple(heading for heading, item in ((MINE, one.mine), (golds, one.gold)) if item is not None)
        lacking = "left out of gold" if one.gold is None else "added by gold" if one.mine is None else ""
        what = f"{one.name.upper()} {SINGULAR[one.layer]}"
        return Shown(what, f"change {self._at + 1} of {count}", one.layer, headings, lacking, rows)

    def _marks(self) -> tuple[Mark, ...]:
        one = self._one
        if one is None:
            return ()
        names = [name for name, item in ((MINE, one.mine), (GOLD, one.gold)) if item is not None]
        return version_marks(names, one.items)

    def _guidelines(self) -> None:
        """Show the rule for the first value that gold changed."""
        one = self._one
        if one is None:
            return
        layer = self.session.codebook.layers.get(one.layer)
        attributes = layer.attributes if layer else {}
        field = next((name for name in one.differing if name in attributes), "")
        self._show_guidelines(one.layer, field, one.gold or one.items[0])

    def _summary(self) -> None:
        """Show what was changed, the most frequent first."""
        found = most_frequent([self._comparison], [self.session.codebook])
        lines: list[Line] = [[Part(f"  {count:>4}× ", "key"), Part(sentence)] for sentence, count in found]
        self.app.push_screen(Reader("What gold changed", lines or [[Part("Nothing.")]]))
