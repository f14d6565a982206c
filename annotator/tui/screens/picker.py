"""Picking a source by typing: those of the text, those of the registry, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from annotator.corpus import KnownSource
from annotator.labels import Source
from annotator.tui.screens.prompt import GatedInput
from annotator.tui.widgets.lines import Line, Lines, Part

_ROWS = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be picked: a source of the text, a known one, or a name for a new one."""

    name: str
    source: Source | None = None
    known: KnownSource | None = None

    @property
    def told(self) -> str:
        """Where it comes from."""
        if self.source is not None:
            return self.source.id
        return f"registry: {self.known.id}" if self.known is not None else "new source"


def candidates(typed: str, sources: Sequence[Source], known: Sequence[KnownSource]) -> list[Candidate]:
    """Return what fits the typed words, best first: names that begin so, then those that hold them; then the new name.

    Args:
        typed: What was typed; everything fits nothing typed.
        sources: The sources of the text.
        known: The registry; who is in the text already is not offered twice.
    """
    needle = typed.strip().casefold()
    taken = {source.registry for source in sources}
    found: list[tuple[str, tuple[str, ...], Candidate]] = [(source.name, (), Candidate(source.name, source=source)) for source in sources]
    found += [
        (entry.name, entry.aliases, Candidate(entry.name, known=entry)) for entry in known if entry.id not in taken
    ]
    ranked = []
    for order, (name, aliases, candidate) in enumerate(found):
        ranks = [rank for other in (name, *aliases) if (rank := _rank(needle, other.casefold())) is not None]
        if ranks:
            ranked.append((min(ranks), order, candidate))
    best = [candidate for _, _, candidate in sorted(ranked, key=lambda entry: entry[:2])]
    exact = any(candidate.name.casefold() == needle for candidate in best)
    return best if exact or not needle else [*best, Candidate(" ".join(typed.split()))]


def _rank(needle: str, name: str) -> int | None:
    """Return 0 where a name begins with the needle, 1 where a word in it does, 2 where it is inside; None otherwise."""
    if name.startswith(needle):
        return 0
    if f" {needle}" in name:
        return 1
    return 2 if needle in name else None


class SourcePicker(ModalScreen[Candidate | None]):
    """Type to narrow, arrows and enter to pick, Esc to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "cancel")]
    DEFAULT_CSS = """
    SourcePicker {
        align: center bottom;
        & > Vertical { height: auto; margin: 0 2 1 2; background: $surface; border: round $primary; }
        Lines { height: 9; background: $surface; }
    }
    """

    def __init__(self, sources: Sequence[Source], known: Sequence[KnownSource], typed: str = "") -> None:
        """Offer the sources of a text and of a registry."""
        super().__init__()
        self._sources = sources
        self._known = known
        self._typed = typed
        self._found = candidates(typed, sources, known)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out the input and the list."""
        with Vertical() as box:
            box.border_title = "Who says it?"
            yield GatedInput(self._typed)
            yield Lines(id="found")

    def on_mount(self) -> None:
        """Draw the list when its size is known."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Draw the list at its new size."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        first = max(0, self._at - _ROWS + 1)
        lines: list[Line] = []
        for index, candidate in enumerate(self._found[first : first + _ROWS], start=first):
            style = "selection" if index == self._at else "plain"
            lines.append([Part(f" {candidate.name} ", style), Part(f" {candidate.told}", "dim")])
        if not lines:
            lines.append([Part(" no source yet: type a name", "dim")])
        self.query_one("#found", Lines).draw(lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._found = candidates(event.value, self._sources, self._known)
        self._at = 0
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Move in the list."""
        if event.key in {"up", "down"} and self._found:
            event.stop()
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._found)
            self._show()

    def on_input_submitted(self) -> None:
        """Pick what is highlighted."""
        self.dismiss(self._found[self._at] if self._found else None)

    def action_cancel(self) -> None:
        """Pick nothing."""
        self.dismiss(None)
