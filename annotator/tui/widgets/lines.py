"""A widget that draws lines, and repaints only those that changed.

Everything that reaches the screen is made of `Part`s, and every part passes the display gate here. Nothing is ever
parsed as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from annotator.codebook import Codebook
from annotator.display import visible, visible_prose
from annotator.tui.document.wrap import wrap
from annotator.tui.widgets.styles import look

if TYPE_CHECKING:
    from annotator.tui.straight import Straight

_KEPT = 500
"""Lines whose strips are kept, by what they say."""


class Part(NamedTuple):
    """Some words in one style, or in several added up (`"quotes current"`)."""

    text: str
    style: str = "plain"


Line = Sequence[Part]


def cells(line: Line) -> int:
    """Return how many cells a line takes up."""
    return cell_len(visible("".join([part.text for part in line])))


def wrapped(line: Line, width: int) -> list[Line]:
    """Wrap a line; when it begins with blanks, its other rows begin with as many."""
    text = "".join(part.text for part in line)
    indent = len(text) - len(text.lstrip(" "))
    if cell_len(text) <= width or not text.strip():
        return [line]
    rows: list[Line] = []
    for number, row in enumerate(wrap(text, indent, len(text), max(width - indent, 4))):
        parts: list[Part] = [Part(" " * indent)]
        position = 0
        for part in line:
            low, high = max(row.start, position), min(row.end, position + len(part.text))
            if low < high:
                parts.append(Part(part.text[low - position : high - position], part.style))
            position += len(part.text)
        rows.append(parts if number or indent else parts[1:])
    return rows


def cut(text: str, width: int) -> str:
    """Return words as they are shown, cut to a number of cells with an ellipsis; line breaks become spaces."""
    text = visible_prose(text)
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""


def fit(text: str, width: int) -> str:
    """Return words cut or filled with blanks to exactly a number of cells."""
    return set_cell_size(cut(text, width), max(width, 0))


class Lines(Widget):
    """Draws a list of lines, cut at its width."""

    ALLOW_SELECT = False
    framed: ClassVar[bool] = False
    """Whether style sheets give it a border or padding: those are Textual's to draw, which takes longer."""
    straight: ClassVar[Straight | None] = None
    """What takes rows that changed, while a screen is drawn; None leaves them to Textual."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Start empty."""
        super().__init__(id=id)
        self._drawn: list[Line] = []
        self._given: list[Strip] = []
        self._strips: list[Strip] = []
        self._covering: list[Strip] = []
        self._made: dict[tuple[int, tuple[Part, ...]], Strip] = {}
        self._ground: Style | None = None
        self._filters: list[LineFilter] | None = None
        self._behind = BLACK
        self._unmarked: set[Style | None] = set()
        self._styles_by_name: dict[str, Style] = {}
        self._colours: dict[str, str] = {}

    @property
    def size(self) -> Size:
        """The size of what can be drawn; while a screen is drawn it is known, and else Textual works it out."""
        known = None if self.straight is None else self.straight.size_of(self)
        return super().size if known is None else known

    def colour_layers(self, codebook: Codebook) -> None:
        """Use the colours that a codebook gives its layers."""
        self._colours = {name: layer.colour for name, layer in codebook.layers.items() if layer.colour}

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        self._styles_by_name.clear()
        self._made.clear()
        self._ground = self._filters = None
        self._drawn = []
        super().notify_style_update()

    @property
    def ground(self) -> Style:
        """The widget's own style, kept: Textual adds it up anew from all ancestors every time it is asked."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def style_named(self, names: str) -> Style:
        """Return the sum of the styles that are named, over the widget's own."""
        style = self._styles_by_name.get(names)
        if style is None:
            style = self.ground
            variables, dark = self.app.theme_variables, self.app.current_theme.dark
            for name in names.split():
                style += look(name, variables, dark=dark)
                if name in self._colours:
                    style += Style(color=self._colours[name])
            self._styles_by_name[names] = style
        return style

    def strip(self, line: Line, width: int) -> Strip:
        """Return a line as Textual paints it, `width` cells wide."""
        key = (width, tuple(line))
        strip = self._made.get(key)
        if strip is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            segments = [Segment(visible(text), self.style_named(style)) for text, style in line if text]
            strip = self._made[key] = self.made(segments, width)
        return strip

    def made(self, segments: list[Segment], width: int) -> Strip:
        """Return segments as a strip of exactly `width` cells, filtered as the app wants.

        Textual would make a strip of the segments, another one of its width, and one for each filter in every frame.
        The list is used up.
        """
        if self._filters is None:
            self._filters = list(self.get_line_filters())
            self._behind = self.background_colors[1]
            self._unmarked = {self.style_named(name) for name in ("plain", "context", "dim")}
        cells = sum(cell_len(text) for text, _, _ in segments)
        if cells < width:
            rest = " " * (width - cells)
            if segments and segments[-1].style in self._unmarked:
                segments[-1] = Segment(segments[-1].text + rest, segments[-1].style)
            else:
                segments.append(Segment(rest, self.ground))
        for line_filter in self._filters:
            segments = line_filter.apply(segments, self._behind)
        return Strip(segments, width) if cells <= width else Strip(segments, cells).crop(0, width)

    def draw(self, lines: Sequence[Line]) -> None:
        """Show lines from the top; only rows that differ are made anew and repainted."""
        width, height = self.size
        before = self._drawn
        drawn = list(lines[:height])
        strips = []
        for y, line in enumerate(drawn):
            kept = self._given[y] if y < len(before) and before[y] == line else None
            strips.append(kept if kept is not None and kept.cell_length == width else self.strip(line, width))
        self.put(strips)
        self._drawn = drawn

    def cover(self, strips: list[Strip]) -> None:
        """Lay strips of the widget's width over its lowest rows, from the next `put` on; none to take them off."""
        self._covering = strips

    def put(self, strips: list[Strip]) -> None:
        """Show strips from the top; only rows that differ are repainted."""
        self._drawn = []
        self._given = strips
        width, height = self.size
        if self._covering:
            top = max(height - len(self._covering), 0)
            blank = self.strip((), width)
            strips = [*strips[:top], *[blank] * (top - len(strips)), *self._covering[: height - top]]
        before = self._strips
        self._strips = strips
        changed = []
        for y in range(max(len(before), len(strips))):
            old = before[y] if y < len(before) else None
            new = strips[y] if y < len(strips) else None
            if old is not new and old != new:
                changed.append(y)
        if changed and (self.straight is None or not self.straight.take(self, changed)):
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        if y < len(self._strips):
            return self._strips[y]
        return self.strip((), self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows in a region.

        Textual asks for all rows of a widget in every frame, and goes through borders, padding, tints and opacities of
        each. Here a row is ready when it is asked for.
        """
        if self.framed:
            return super().render_lines(crop)
        rows = self._strips[crop.y : crop.bottom]
        width = self.size.width
        if len(rows) < crop.height:
            rows = [*rows, *[self.strip((), width)] * (crop.height - len(rows))]
        if crop.x or crop.width != width:
            rows = [row.crop(crop.x, crop.right) for row in rows]
        return rows
