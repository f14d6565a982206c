"""The second line of defence: what a widget draws past the display gate is made visible just before it is written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, Static

from annotator.display import visible
from annotator.tui.gate import Gate
from tests.fuzz.nasty import ESCAPES
from tests.test_display import ANY
from tests.tui.conftest import OpenDesk

BLACK = Color(0, 0, 0)


@given(words=st.lists(ANY, min_size=1, max_size=4))
def test_a_row_is_made_visible_and_stays_as_wide_as_it_claims(words: list[str]) -> None:
    segments = [Segment(text, Style(bold=True)) for text in words]
    shown = Gate().apply(segments, BLACK)
    text = "".join(segment.text for segment in shown)
    assert visible(text) == text
    if any(visible(word) != word for word in words):
        assert sum(cell_len(segment.text) for segment in shown) == sum(map(cell_len, words))


@given(words=st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs"))), min_size=1))
def test_a_row_that_can_be_shown_is_left_as_it_is(words: list[str]) -> None:
    segments = [Segment(text) for text in words]
    assert Gate().apply(segments, BLACK) is segments


HOSTILE = "".join(ESCAPES.values()).replace("\n", " ")


class _Raw(Widget):
    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - Textual's signature
        return Strip([Segment(HOSTILE)])


class _Careless(App[None]):
    """An app that gives Textual's widgets whatever comes, with the filter as its only defence."""

    def get_line_filters(self) -> list[Gate]:
        return [Gate()]

    def compose(self) -> ComposeResult:
        yield _Raw()
        yield Static(Content(HOSTILE))
        yield Input(HOSTILE)
        yield OptionList(Content(HOSTILE))
        table: DataTable[Content] = DataTable()
        table.add_column("column")
        table.add_row(Content(HOSTILE))
        yield table

    def on_mount(self) -> None:
        self.query_one(Static).border_title = HOSTILE.replace("[", "(")
        self.query_one(Static).styles.border = ("round", "red")
        self.notify(HOSTILE, title=HOSTILE, markup=False)


async def test_no_widget_of_textuals_gets_past_it() -> None:
    app = _Careless()
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        rows = [strip.text for strip in app.screen._compositor.render_strips()]
        assert len(rows) == 60
        assert any("PWNED" in row for row in rows)
        for row in rows:
            assert visible(row) == row


async def test_the_app_has_it_behind_every_widget(desk: OpenDesk) -> None:
    async with desk() as at_desk:
        assert isinstance(at_desk.app.get_line_filters()[-1], Gate)
        await at_desk.press("ctrl+p")
        await at_desk.pilot.pause()
        at_desk.app.screen.query_one(Input).value = "x\x9b2J\u202e"
        assert "x▯2J⇄" in await at_desk.screen_text()
