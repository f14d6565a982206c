"""The side panel: the sources of the text, the labels of the paragraph in focus, and what is suggested there."""

from __future__ import annotations

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


class SidePanel(Lines):
    """Sources and items, beside the text."""

    _labels: Labels | None = None
    _shown: tuple[object, ...] = ()

    def show(self, session: Session) -> None:
        """Draw the session's sources and the items of its paragraph, if anything of that has changed."""
        width, height = self.size
        shown = (session.cursor.paragraph, session.item_id, width, height, self._covering, offered_state(session))
        if width <= 0 or (self._labels is session.labels and shown == self._shown):
            return
        self._labels, self._shown = session.labels, shown
        lines = side_lines(session, max(width - len(_EDGE), 1), height)
        lines += [[]] * (height - len(lines))
        self.draw([[Part(_EDGE, "edge"), *line] for line in lines])

    def notify_style_update(self) -> None:
        """Paint anew in another theme."""
        super().notify_style_update()
        self._labels = None


def side_lines(session: Session, width: int, height: int) -> list[Line]:
    """Return the panel's rows: sources take at most what the items of the paragraph leave, and never less than half.

    A suggestion stands below them, and has its rows first.
    """
    offered = offered_lines(session, width, max(height - _LEAST - 1, 0))
    if offered:
        above = _labelled(session, width, height - len(offered) - 1)
        return [*above, *[[]] * (height - len(offered) - len(above)), *offered]
    return _labelled(session, width, height)


def _labelled(session: Session, width: int, height: int) -> list[Line]:
    """Return the rows about sources and labels."""
    items = [item for item in session.index.in_paragraph(session.cursor.paragraph) if item.layer != "sources"]
    sources = session.labels.sources
    below = 2 + max(len(items), 1)
    room = max(height - below, height // 2, 3)
    lines: list[Line] = [[Part("SOURCES", "title")], *_sources(session, width, room - 1)]
    if not sources:
        lines = [[Part("SOURCES", "title")], [Part("none yet: o labels one", "dim")]]
    lines += [[], [Part(f"PARAGRAPH {session.cursor.paragraph + 1}", "title")]]
    if not items:
        seen = session.is_reviewed(session.cursor.paragraph)
        lines.append([Part("looked at: nothing here" if seen else "nothing labelled", "dim")])
    space = height - len(lines)
    for item in items[: space if len(items) <= space else max(space - 1, 0)]:
        lines.append(_item(session, item, width))
    if len(items) > space:
        lines.append([Part(f"+{len(items) - max(space - 1, 0)} more", "more")])
    return lines[:height]


def _sources(session: Session, width: int, room: int) -> list[Line]:
    """Return a row per source: number, name, type, reliability, how many quotes and claims hang on it.

    Where not all fit, those of this paragraph are kept, then the first of the others; numbers stay what they are.
    """
    numbered = list(enumerate(session.labels.sources, start=1))
    items = session.index.in_paragraph(session.cursor.paragraph)
    here = {item.id for item in items} | {target for item in items for target in item.linked}
    left_out = len(numbered) > room
    if left_out:
        room -= 1
        kept = sorted(numbered, key=lambda entry: entry[1].id not in here)[:room]
        numbered = sorted(kept, key=lambda entry: entry[0])
    lines = [_source(session, number, source, width, here=source.id in here) for number, source in numbered]
    if left_out:
        lines.append([Part(f"{len(session.labels.sources)} in all: w finds one", "more")])
    return lines


def _source(session: Session, number: int, source: Source, width: int, *, here: bool) -> Line:
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


def _item(session: Session, item: Item, width: int) -> Line:
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
