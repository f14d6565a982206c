"""The library: every text of a corpus, with how far each annotator is."""

from __future__ import annotations

from pathlib import Path

from textual import events, work
from textual.app import ComposeResult
from textual.screen import Screen

from annotator.errors import AnnotatorError
from annotator.progress import Progress, progress_of
from annotator.reading import Reader
from annotator.store import annotators_of, first_pass
from annotator.tui.host import host_of
from annotator.tui.widgets.lines import Line, Lines, Part, cut, fit, wrapped

_BAR = 10


def progress_bar(share: float) -> str:
    """Return ten cells filled in proportion."""
    full = round(share * _BAR)
    return "█" * full + "░" * (_BAR - full)


def text_lines(title: str, found: list[Progress] | None, width: int, *, here: bool, annotator: str) -> list[Line]:
    """Return the rows of one text: its title, and a bar for each annotator.

    Args:
        title: Title and outlet.
        found: The progress of everyone who labelled it; None while it is not known yet.
        width: Cells to a row.
        here: The cursor is on this text.
        annotator: Who is labelling now; named even without labels.
    """
    name = cut(title, max(width - 3, 1))
    rows: list[Line] = [[Part("▌ " if here else "  ", "focus"), Part(name, "strong" if here else "plain")]]
    if found is None:
        return [*rows, [Part("    …", "dim")]]
    # In a second pass nothing is shown of the first one, nor of what others found.
    blind = first_pass(annotator) is not None
    for entry in found if not blind else [entry for entry in found if entry.annotator == annotator]:
        who = fit(entry.annotator, 12)
        if entry.revised:
            rows.append([Part(f"    {who} "), Part("the text was revised: annotator reanchor", "bad")])
            continue
        if entry.faults:
            faults = f"{entry.faults} fault{'s' if entry.faults > 1 else ''}: annotator validate"
            rows.append([Part(f"    {who} "), Part(faults, "bad")])
            continue
        share = entry.reviewed / entry.wanted if entry.wanted else 0.0
        done = "done" if entry.complete else f"{entry.reviewed}/{entry.wanted}"
        counts = " ".join(f"{count} {layer}" for layer, count in (entry.items or {}).items())
        style = "good" if entry.complete else "key"
        waiting = f"{entry.undecided} undecided " if entry.undecided else ""
        told = [Part(f" {done:>7} "), Part(waiting, "warn"), Part(counts, "dim")]
        rows.append([Part(f"    {who} "), Part(progress_bar(share), style), *told])
    if annotator not in {entry.annotator for entry in found}:
        rows.append([Part(f"    {fit(annotator, 12)} {progress_bar(0)}  not begun", "dim")])
    return rows


class LibraryScreen(Screen[None]):
    """Choose a text with the arrows, open it with enter."""

    CSS = """
    LibraryScreen > #head { dock: top; height: 1; background: $panel; }
    LibraryScreen > #foot { dock: bottom; height: 3; background: $panel; }
    LibraryScreen > #texts { height: 1fr; }
    """

    def __init__(self, paths: list[Path]) -> None:
        """List some texts."""
        super().__init__()
        self.paths = paths
        self.message = ""
        self._at = 0
        self._titles: dict[Path, str] = {}
        self._progress: dict[Path, list[Progress]] = {}

    def compose(self) -> ComposeResult:
        """Lay out head, list and keys."""
        yield Lines(id="head")
        yield Lines(id="texts")
        yield Lines(id="foot")

    def on_mount(self) -> None:
        """Take the colours of a theme when it is changed."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))

    def on_screen_resume(self) -> None:
        """Look at the files again: labels may have been made since."""
        self.call_after_refresh(self.show)
        self._look()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self.call_after_refresh(self.show)

    @work(thread=True, exclusive=True, group="look")
    def _look(self) -> None:
        corpus = host_of(self).corpus
        reader = Reader(corpus)
        for path in self.paths:
            self._titles[path] = corpus.title(path)
            try:
                self._progress[path] = progress_of(reader, path, annotators_of(path))
            except AnnotatorError as error:
                self._progress[path] = []
                self._titles[path] = str(error)
        self.app.call_from_thread(self.show)

    def show(self) -> None:
        """Draw the list, the text under the cursor in view."""
        annotator = host_of(self).annotator
        corpus = host_of(self).corpus
        title = corpus.settings.title or str(corpus.folder)
        count = f"{len(self.paths)} text{'' if len(self.paths) == 1 else 's'}"
        self.query_one("#head", Lines).draw([[Part(f" {title} · {count} · labelling as {annotator}", "title")]])
        keys = [("↑↓", "choose"), ("⏎", "label"), ("?", "help"), ("ctrl+t", "light or dark"), ("Q", "quit")]
        hints = [part for key, word in keys for part in (Part(f" {key}", "key"), Part(f" {word} "))]
        foot = self.query_one("#foot", Lines)
        told = wrapped([Part(" "), Part(self.message, "warn")], max(foot.size.width, 4))[:2]
        foot.draw([*told, *([[]] * (2 - len(told))), hints])
        texts = self.query_one("#texts", Lines)
        width, height = texts.size
        blocks = [
            text_lines(
                self._titles.get(path, path.stem),
                self._progress.get(path),
                width,
                here=index == self._at,
                annotator=annotator,
            )
            for index, path in enumerate(self.paths)
        ]
        rows: list[Line] = []
        top = bottom = 0
        for index, block in enumerate(blocks):
            if index == self._at:
                top, bottom = len(rows), len(rows) + len(block)
            rows += [*block, []]
        start = min(max(0, bottom - height), top)
        texts.draw(rows[start : start + height])

    def on_key(self, event: events.Key) -> None:
        """Choose and open."""
        event.stop()
        event.prevent_default()
        self.message = ""
        name = host_of(self).action_of(event.key)
        last = len(self.paths) - 1
        if event.key == "enter":
            self._open()
        elif name in {"next_paragraph", "previous_paragraph", "first_paragraph", "last_paragraph"}:
            moves = {"next_paragraph": self._at + 1, "previous_paragraph": self._at - 1, "first_paragraph": 0}
            self._at = min(max(moves.get(name, last), 0), last)
        elif name == "quit":
            host_of(self).leave()
        elif name == "help":
            host_of(self).show_help()
        elif name == "theme":
            host_of(self).toggle_theme()
        else:
            self.message = "Choose a text with the arrow keys and open it with enter."
        self.show()

    def _open(self) -> None:
        try:
            host_of(self).open(self.paths[self._at])
        except AnnotatorError as error:
            first, *others = str(error).splitlines()
            more = f" (and {len(others)} more)" if others else ""
            self.message = first.replace(f"{host_of(self).corpus.folder}/", "") + more
