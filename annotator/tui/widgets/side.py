"""The side panel: the sources of the text, the labels of the paragraph in focus, and what is suggested there."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_

from rich.cells import cell_len

from annotator.display import visible
from annotator.labels import Item, Labels, Source
from annotator.session import Session
from annotator.tui.document.rails import main_value
from annotator.tui.widgets.bar import item_parts
from annotator.tui.widgets.lines import Line, Lines, Part, fit
from annotator.tui.widgets.offered import offered_lines, offered_state

WIDE = 36
"""From this width on the type of a source is spelled out; below it is the letter of its key."""
_LEAST = 4
"""Rows that sources and labels keep beside a suggestion."""
_EDGE = "▏ "
"""What parts it from the text. A border of Textual's would be drawn anew in every frame."""


_KEPT = 1_000


class Rows:
    """Rows of the panel, kept as long as what they are made of stays: an edit changes one or two of them."""

    def __init__(self) -> None:
        """Start empty."""
        self._kept: dict[tuple[object, ...], tuple[tuple[object, ...], Line]] = {}

    def row(self, key: tuple[object, ...], of: tuple[object, ...], make: Callable[[], Line]) -> Line:
        """Return a row.

        Args:
            key: What it is about, and how it is shown.
            of: The items it is made of; other ones make another row. Edits never change an item, they make a new one.
            make: Makes it.
        """
        made_of, line = self._kept.get(key, ((), ()))
        if len(made_of) != len(of) or not all(map(is_, made_of, of)):
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            line = make()
            self._kept[key] = of, line
        return line


class SidePanel(Lines):
    """Sources and items, beside the text."""

    _labels: Labels | None = None
    _shown: tuple[object, ...] = ()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Start empty."""
        super().__init__(id=id)
        self._rows = Rows()

    def show(self, session: Session) -> None:
        """Draw the session's sources and the items of its paragraph, if anything of that has changed."""
        width, height = self.size
        shown = (session.cursor.paragraph, session.item_id, width, height, self._covering, offered_state(session))
        if width <= 0 or (self._labels is session.labels and shown == self._shown):
            return
        self._labels, self._shown = session.labels, shown
        lines = side_lines(session, max(width - len(_EDGE), 1), height, self._rows)
        lines += [[]] * (height - len(lines))
        self.draw([[Part(_EDGE, "edge"), *line] for line in lines])

    def warm(self, session: Session) -> None:
        """Make the rows that the next key will probably show: those of the next paragraph."""
        paragraph, (width, height) = session.cursor.paragraph + 1, self.size
        if width > 0 and paragraph < len(session.units):
            for line in labelled_lines(session, paragraph, max(width - len(_EDGE), 1), height, self._rows):
                self.strip([Part(_EDGE, "edge"), *line], width).render(self.app.console)

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._labels = None


def side_lines(session: Session, width: int, height: int, rows: Rows | None = None) -> list[Line]:
    """Return the panel's rows: sources take at most what the items of the paragraph leave, and never less than half.

    A suggestion stands below them, and has its rows first.

    Args:
        session: What is shown.
        width: Cells to a row.
        height: Rows there are.
        rows: Rows that were made before.
    """
    rows = Rows() if rows is None else rows
    paragraph = session.cursor.paragraph
    offered = offered_lines(session, width, max(height - _LEAST - 1, 0))
    if offered:
        above = labelled_lines(session, paragraph, width, height - len(offered) - 1, rows)
        return [*above, *[[]] * (height - len(offered) - len(above)), *offered]
    return labelled_lines(session, paragraph, width, height, rows)


def labelled_lines(session: Session, paragraph: int, width: int, height: int, rows: Rows) -> list[Line]:
    """Return the rows about the sources, and the labels of a paragraph."""
    items = [item for item in session.index.in_paragraph(paragraph) if item.layer != "sources"]
    sources = session.labels.sources
    below = 2 + max(len(items), 1)
    room = max(height - below, height // 2, 3)
    lines: list[Line] = [[Part("SOURCES", "title")], *_sources(session, paragraph, width, room - 1, rows)]
    if not sources:
        lines = [[Part("SOURCES", "title")], [Part("none yet: o labels one", "dim")]]
    lines += [[], [Part(f"PARAGRAPH {paragraph + 1}", "title")]]
    if not items:
        word = "looked at: nothing here" if session.is_reviewed(paragraph) else "nothing labelled"
        lines.append([Part(word if session.is_asked(paragraph) else "not in the sample", "dim")])
    space = height - len(lines)
    for item in items[: space if len(items) <= space else max(space - 1, 0)]:
        lines.append(_item(session, item, width, rows))
    if len(items) > space:
        lines.append([Part(f"+{len(items) - max(space - 1, 0)} more", "more")])
    return lines[:height]


def _sources(session: Session, paragraph: int, width: int, room: int, rows: Rows) -> list[Line]:
    """Return a row per source: number, name, type, reliability, how many quotes and claims hang on it.

    Where not all fit, those of the paragraph are kept, then the first of the others; numbers stay what they are.
    """
    numbered = list(enumerate(session.labels.sources, start=1))
    items = session.index.in_paragraph(paragraph)
    here = {item.id for item in items if item.layer == "sources"} | session.index.sources_of(paragraph)
    left_out = len(numbered) > room
    if left_out:
        room -= 1
        kept = sorted(numbered, key=lambda entry: entry[1].id not in here)[:room]
        numbered = sorted(kept, key=lambda entry: entry[0])
    lines = [_source(session, number, source, width, rows, here=source.id in here) for number, source in numbered]
    if left_out:
        lines.append([Part(f"{len(session.labels.sources)} in all: w finds one", "more")])
    return lines


def _source(session: Session, number: int, source: Source, width: int, rows: Rows, *, here: bool) -> Line:
    quotes, claims = session.index.linked(source.id, "quotes"), session.index.linked(source.id, "claims")
    key = (source.id, number, width, here, source.id == session.item_id, quotes, claims)
    return rows.row(key, (source,), lambda: _source_row(session, number, source, width, here=here))


def _source_row(session: Session, number: int, source: Source, width: int, *, here: bool) -> Line:
    quotes, claims = session.index.linked(source.id, "quotes"), session.index.linked(source.id, "claims")
    layer = session.codebook.layers.get("sources")
    kind = ""
    if layer is not None and layer.main and (value := source.attribute(layer.main)) is not None:
        kind = (
            main_value(source, session.codebook) if width >= WIDE else layer.attributes[layer.main].by_value[value].key
        )
    grade = source.attribute("reliability")
    right = f" {kind:<2}{grade or ''} q{quotes} c{claims}"
    head = f"{number} "
    name = fit(source.name, max(width - len(head) - cell_len(right), 4))
    style = "sources strong" if here else "plain"
    current = f"{style} current" if source.id == session.item_id else style
    return [Part(head, "key" if number < 10 else "dim"), Part(name, current), Part(right, "dim")]  # noqa: PLR2004 - one digit


def _item(session: Session, item: Item, width: int, rows: Rows) -> Line:
    key = (item.id, width, item.id == session.item_id)
    return rows.row(key, (item, *map(session.index.get, item.linked)), lambda: _item_row(session, item, width))


def _item_row(session: Session, item: Item, width: int) -> Line:
    parts = item_parts(session, item)
    if item.id == session.item_id:
        parts = [Part("▸", "focus"), *parts]
    used = 0
    line: list[Part] = []
    for part in parts:
        size = cell_len(visible(part.text))
        if used + size > width:
            line.append(Part(fit(part.text, width - used), part.style))
            break
        line.append(part)
        used += size
    return line
