"""The bar above the footer: the question asked now and the keys that answer it; otherwise what is under the cursor.

It has the height that quotes and claims need, so that the text above stays where it is while they are coded; questions
with many answers lie over the lowest rows above for as long as they are asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from annotator.labels import Item, Source
from annotator.session import Session
from annotator.tui.document.rails import main_value
from annotator.tui.widgets.lines import Line, Lines, Part, cut, wrapped

if TYPE_CHECKING:
    from annotator.tui.dialogues.dialogue import Dialogue


ROWS = 4
MOST_ROWS = 7
_TALL, _LOW = 24, 14
"""Screens of fewer rows have less room for the bar."""


class Bar(Lines):
    """A few rows above the footer."""

    class Resized(Message):
        """The bar has another size, and must be drawn anew."""

    _rows = ROWS
    _most = MOST_ROWS

    def on_resize(self) -> None:
        """Tell that there is more or less room."""
        self.post_message(self.Resized())

    def fit(self, screen_rows: int) -> None:
        """Take the height there is room for on a screen of so many rows."""
        self._most, rows = (MOST_ROWS, ROWS) if screen_rows >= _TALL else (3, 3) if screen_rows >= _LOW else (1, 1)
        if rows != self._rows:
            self._rows = rows
            self.styles.height = rows

    def ask(self, dialogue: Dialogue) -> list[Strip]:
        """Show what is asked.

        Returns:
            Strips of the bar's width that find no room in it, to be laid over what is above. The bar does not grow:
            a new layout repaints the whole screen, twice.
        """
        width, height = self.size
        if height <= 0:
            return []
        lines = dialogue.lines(width, max(self._most, height))
        above = max(len(lines) - height, 0)
        self.draw(lines[above:])
        return [self.strip(line, width) for line in lines[:above]]

    def tell(self, session: Session, message: str) -> None:
        """Show what is under the cursor, and a sentence."""
        if self.size.height > 0:
            self.draw(idle_lines(session, message, self.size.width, self.size.height))


def idle_lines(session: Session, message: str, width: int, height: int) -> list[Line]:
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
    selected = [Part(what, "dim"), Part(cut(words, room)), Part(pieces, "key")]
    message_rows = wrapped([Part(" "), Part(message, "warn")], max(width, 4))[: max(height - 1, 1)] if message else []
    item_rows = wrapped(told, max(width, 4))[: max(height - 1 - len(message_rows), 0)]
    return [*item_rows, selected, *message_rows][-height:] if height > 1 else [*message_rows, *item_rows, selected][:1]


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
