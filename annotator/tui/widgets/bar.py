"""The attribute bar: three rows that show the question asked now and the keys that answer it.

While nothing is being coded it tells what is under the cursor. Its height never changes, so that the text above stays
where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich.cells import cell_len, set_cell_size

from annotator.display import visible
from annotator.labels import Item, Source
from annotator.session import Session
from annotator.session.coding import Choice
from annotator.tui.document.rails import main_value
from annotator.tui.widgets.lines import Line, Lines, Part, wrapped

HEIGHT = 3


class Dialogue(Protocol):
    """Questions answered by keys: coding an item, or saying what a paragraph is."""

    session: Session
    done: bool
    message: str
    highlighted: int

    @property
    def heading(self) -> str:
        """What is being coded and what is asked."""

    @property
    def question(self) -> str:
        """The question in words."""

    @property
    def wants_text(self) -> bool:
        """Whether the answer is typed."""

    @property
    def asks_sources(self) -> bool:
        """Whether digits pick a source."""

    def choices(self) -> list[Choice]:
        """Return the answers."""

    def sources(self) -> list[Choice]:
        """Return the sources digits pick."""

    def press(self, key: str) -> bool:
        """Answer with a character."""

    def choose_highlighted(self) -> None:
        """Give the highlighted answer."""

    def move(self, direction: int) -> None:
        """Move the highlight."""

    def clear(self) -> None:
        """Take the answer off."""

    def set_text(self, text: str) -> None:
        """Answer with typed text."""

    def forward(self) -> None:
        """Go to the next question."""

    def back(self) -> None:
        """Go to the question before."""

    def finish(self) -> None:
        """End it, keeping the answers."""

    def cancel(self) -> None:
        """End it, dropping a draft."""


class Bar(Lines):
    """Three rows above the footer."""

    def ask(self, dialogue: Dialogue) -> None:
        """Show a dialogue."""
        self.draw(dialogue_lines(dialogue, self.size.width, self.size.height))

    def tell(self, session: Session, message: str) -> None:
        """Show what is under the cursor, and a sentence."""
        self.draw(idle_lines(session, message, self.size.width)[: self.size.height])


def dialogue_lines(dialogue: Dialogue, width: int, height: int = HEIGHT) -> list[Line]:
    """Return heading and question, then the answers wrapped to the width, those around the highlight."""
    help_ = " ⏎ keep  ⇥ next  ? what is this "
    head = f" {dialogue.heading}"
    tail = dialogue.message or dialogue.question
    room = width - cell_len(head) - len(help_) - 2
    first: list[Part] = [Part(head, "title"), Part("  "), Part(_cut(tail, room), "warn" if dialogue.message else "dim")]
    if room > 0:
        first += [Part(" " * max(room - cell_len(visible(_cut(tail, room))), 0)), Part(help_, "dim")]
    answers = _answers(dialogue)
    rows, row_of_highlight = _flow(answers, dialogue.highlighted, width)
    space = max(height - 1, 1)
    start = min(max(0, row_of_highlight - space + 1), max(len(rows) - space, 0))
    shown: list[Line] = list(rows[start : start + space])
    if start + space < len(rows) and shown:
        shown[-1] = [*shown[-1], Part("  ↓ more", "more")]
    return [first, *shown] if height > 1 else shown


def _answers(dialogue: Dialogue) -> list[list[Part]]:
    answers: list[list[Part]] = []
    if dialogue.wants_text:
        return [[Part(" ␣", "key"), Part(" type it   "), Part("⇥", "key"), Part(" skip")]]
    for index, choice in enumerate(dialogue.choices()):
        here = index == dialogue.highlighted
        style = "good strong" if choice.chosen else "plain"
        mark = "●" if choice.chosen else " "
        answers.append(
            [
                Part(mark, style),
                Part(f"[{choice.key}]", "key"),
                Part(choice.shown, f"{style} selection" if here else style),
            ]
        )
    if dialogue.asks_sources:
        for choice in dialogue.sources():
            style = "sources strong" if choice.chosen else "sources"
            name = _cut(choice.shown, 18)
            answers.append(
                [Part("●" if choice.chosen else " ", style), Part(f"[{choice.key}]", "key"), Part(name, style)]
            )
        answers.append([Part(" [0]", "key"), Part("none"), Part(" [/]", "key"), Part("find or new")])
    return answers


def _flow(answers: Sequence[list[Part]], highlighted: int, width: int) -> tuple[list[list[Part]], int]:
    """Wrap answers into rows; return them and the row of the highlighted one."""
    rows: list[list[Part]] = [[]]
    used = 0
    where = 0
    for index, answer in enumerate(answers):
        size = sum(cell_len(visible(part.text)) for part in answer) + 1
        if used + size > width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1] += [*answer, Part(" ")]
        used += size
        if index == highlighted:
            where = len(rows) - 1
    return rows, where


def idle_lines(session: Session, message: str, width: int) -> list[Line]:
    """Return the item under the cursor, what is selected, and the last sentence."""
    item = session.item_here()
    told: list[Part] = [Part(" ")]
    if item is None:
        told.append(Part("no label here", "dim"))
    else:
        told += item_parts(session, item)
        if item.note:
            told.append(Part(f"  “{item.note}”", "dim"))
    selection = session.cursor.selection
    words = session.text.content[selection.start : selection.end]
    what = f" {len(words)} characters: " if selection.chosen else " at: "
    pieces = f" + {len(selection.pieces)} kept" if selection.pieces else ""
    room = max(width - len(what) - len(pieces) - 1, 0)
    selected = [Part(what, "dim"), Part(_cut(words, room)), Part(pieces, "key")]
    rows = wrapped([Part(" "), Part(message, "warn")], max(width, 4))
    return [told, selected, rows[0]] if len(rows) == 1 else [told, *rows[:2]]


def item_parts(session: Session, item: Item) -> list[Part]:
    """Tell an item in one line: id, main value, sources, the other attributes."""
    parts = [Part(item.id.upper(), f"{item.layer} strong")]
    if isinstance(item, Source):
        parts.append(Part(f" {item.name}"))
    main = main_value(item, session.codebook)
    if main:
        parts.append(Part(f" {main}"))
    if item.link:
        names = [source.name for source in map(session.index.get, item.linked) if isinstance(source, Source)]
        nobody = "no source" if item.layer == "quotes" else "author"
        parts.append(Part(f" · {', '.join(names) or nobody}"))
    layer = session.codebook.layers.get(item.layer)
    for name, attribute in layer.attributes.items() if layer else ():
        value = item.attribute(name)
        if value is not None and layer is not None and name != layer.main:
            shown = attribute.by_value[value].shown if attribute.kind == "choice" else str(value)
            parts.append(Part(f" · {shown}", "dim"))
    return parts


def _cut(text: str, room: int) -> str:
    """Cut words to a number of cells."""
    text = visible(" ".join(text.split()) if "\n" in text or "\r" in text else text)
    if cell_len(text) <= room:
        return text
    return f"{set_cell_size(text, max(room - 1, 0))}…" if room > 0 else ""
