"""Cells and code points: rows are as wide as they claim, and every code point is reached, whatever the text is made of.

Wide, combining, joined, right-to-left, zero-width and control characters: what the mouse hits is a whole character.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotator.display import visible_prose
from annotator.text.clusters import is_cluster_boundary
from annotator.tui.document.pane import DocumentPane
from annotator.tui.document.wrap import Row, wrap
from tests.fuzz.nasty import ESCAPES
from tests.test_display import ANY
from tests.tui.conftest import OpenDesk

_PIECES = [
    *(
        "a",
        " ",
        "-",
        "é",
        "e\u0301",
        "\u0301",
        "中",
        "한",
        "ｆ",
        "👩",
        "👩\u200d🚀",
        "\ufe0f",
        "🏽",
        "🇩🇪",
        "🇩",
        "ש",
        "ع",
    ),
    *(
        "\u202e",
        "\u200b",
        "\u200c",
        "\x1b",
        "\x9b",
        "\t",
        "\n",
        "\r\n",
        "\u00ad",
        "\ufeff",
        "\U000e0041",
        "नि",
        "กำ",
        "ﷺ",
    ),
    *("1\ufe0f\u20e3", "☀", "☀\ufe0f", "\U0010fffd"),
]
# A joiner joins pictographs here. Elsewhere Rich takes what follows for part of what precedes; no terminal does.
MIXED = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | ANY.map(
    lambda words: words.replace("\u200d", "")
)


def _rows(content: str, width: int) -> list[Row]:
    return wrap(content, 0, len(content), width)


@given(content=MIXED, width=st.integers(0, 30))
@example(content="👩🏽\u200d🚀" * 5, width=3)
def test_rows_tile_the_paragraph_and_are_as_wide_as_they_claim(content: str, width: int) -> None:
    rows = _rows(content, width)
    assert [row.start for row in rows] == [0, *(row.end for row in rows[:-1])]
    assert rows[-1].end == len(content)
    for row in rows:
        assert row.shown == visible_prose(content)[row.start : row.start + len(row.shown)]
        assert visible_prose(content[row.start + len(row.shown) : row.end]).strip() == ""
        assert row.width == cell_len(row.shown)
        # What hangs over the edge is white space and nothing else.
        assert row.width <= max(width, 2) or not row.shown.strip()


@given(content=MIXED, width=st.integers(2, 30))
def test_every_cell_belongs_to_a_whole_character_and_every_code_point_to_a_cell(content: str, width: int) -> None:
    for row in _rows(content, width):
        hit = {row.offset(column) for column in range(row.width)}
        for offset in hit:
            assert row.start <= offset < row.start + len(row.shown)
            assert row.columns is None or offset == row.start or row.column(offset) > row.column(offset - 1)
        for offset in range(row.start, row.start + len(row.shown)):
            clipped = row.clip(offset, offset + 1)
            assert clipped is not None
            low, high = clipped
            assert low <= offset - row.start < high


@given(content=MIXED, width=st.integers(2, 30), data=st.data())
def test_a_row_cut_at_the_edges_of_a_selection_keeps_its_width(content: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    for row in _rows(content, width):
        clipped = row.clip(start, end)
        if clipped is not None:
            low, high = clipped
            pieces = (row.shown[:low], row.shown[low:high], row.shown[high:])
            assert sum(map(cell_len, pieces)) == row.width


ARTICLE = "\n".join(ESCAPES.values()) + "\n" + "中文👩\u200d🚀e\u0301שלום\u200b🇩🇪🏽 " * 12 + "\n"


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (41, 12), (20, 5)])
async def test_every_row_on_the_screen_is_as_wide_as_the_screen(desk: OpenDesk, size: tuple[int, int]) -> None:
    async with desk(ARTICLE, size=size) as at_desk:
        for key in ("", "j", "end", "s", "L", "s", "k"):
            if key:
                await at_desk.press(key)
            await at_desk.pilot.pause()
            for strip in at_desk.app.screen._compositor.render_strips():
                assert sum(cell_len(segment.text) for segment in strip) == size[0]


async def test_the_mouse_hits_whole_characters_in_every_cell(desk: OpenDesk) -> None:
    async with desk(ARTICLE, size=(60, 24)) as at_desk:
        await at_desk.press("end")
        await at_desk.pilot.pause()
        pane = at_desk.app.screen.query_one(DocumentPane)
        content = at_desk.session.text.content
        reached = set()
        for y in range(pane.size.height):
            for x in range(pane.size.width):
                if (offset := pane.offset_at(x, y)) is not None:
                    reached.add(offset)
        for offset in reached:
            at_desk.session.cursor.to_mouse(offset, offset)
            selected = at_desk.session.cursor.selection
            assert is_cluster_boundary(content, selected.start)
            assert is_cluster_boundary(content, selected.end)
            assert selected.start <= offset < selected.end or not content[offset].isalnum()
        await at_desk.press("end")
        start, end = at_desk.session.units.paragraph(at_desk.session.cursor.paragraph)
        whole = {offset for offset in range(start, end) if is_cluster_boundary(content, offset)}
        unreached = {offset for offset in whole - reached if not content[offset].isspace()}
        assert unreached == set()
