"""The attribute bar: three rows that show the question asked now and the keys that answer it.

While nothing is being coded it tells what is under the cursor. Its height never changes, so that the text above stays
where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from annotator.display import visible
from annotator.labels import Item, Source
from annotator.session import Session
from annotator.tui.document.rails import main_value
from annotator.tui.widgets.lines import Line, Lines, Part, wrapped

if TYPE_CHECKING:
    from annotator.tui.dialogues.dialogue import Dialogue


class Bar(Lines):
    """Three rows above the footer."""

    def ask(self, dialogue: Dialogue) -> None:
        """Show what is asked."""
        if self.size.height > 0:
            self.draw(dialogue.lines(self.size.width, self.size.height))

    def tell(self, session: Session, message: str) -> None:
        """Show what is under the cursor, and a sentence."""
        self.draw(idle_lines(session, message, self.size.width)[: self.size.height])


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
    message_rows = wrapped([Part(" "), Part(message, "warn")], max(width, 4)) if message else []
    if len(message_rows) > 1:
        return [told, *message_rows[:2]]
    item_rows = wrapped(told, max(width, 4))[: 2 - len(message_rows)]
    return [*item_rows, selected, *message_rows]


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
