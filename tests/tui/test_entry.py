"""The line of text that is typed: whatever is typed or pasted, it shows, fits, and never splits a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from annotator.display import visible
from annotator.text.clusters import is_cluster_boundary
from annotator.tui.dialogues.entry import Entry
from tests.fuzz.nasty import ESCAPES
from tests.test_display import ANY

KEYS = st.sampled_from("left right home end backspace delete ctrl+w ctrl+u ctrl+k".split())


@given(pasted=ANY, keys=st.lists(KEYS, max_size=8), more=ANY, room=st.integers(2, 30))
def test_whatever_is_pasted_shows_fits_and_stays_whole(pasted: str, keys: list[str], more: str, room: int) -> None:
    entry = Entry()
    entry.paste(pasted)
    for key in keys:
        assert entry.key(key, None)
        assert is_cluster_boundary(entry.value, entry.caret) or key in {"backspace", "delete", "ctrl+w", "ctrl+u"}
    entry.paste(more)
    assert visible(entry.value) == entry.value
    shown = "".join(part.text for part in entry.parts(room))
    assert visible(shown) == shown
    assert cell_len(shown) <= room


def test_behind_what_stands_there_at_first_nothing_is_offered_until_something_is_typed() -> None:
    entry = Entry("Mira", lambda typed, taken: f" {len(typed)} {taken}")
    assert (entry.offer, entry.take(), entry.offer) == ("", False, "")
    assert "".join(part.text for part in entry.parts(20)) == "Mira "
    entry.paste("m")
    assert (entry.offer, entry.take(), entry.value) == (" 5 False", True, "Miram 5 False")
    assert entry.offer == " 13 True"
    assert [(part.text, part.style) for part in entry.parts(30)][1:] == [(" ", "piece"), ("13 True", "dim")]
    assert entry.key("home", None)
    assert (entry.offer, entry.take()) == ("", False)


def test_the_caret_goes_right_within_the_line_and_takes_what_is_offered_at_its_end() -> None:
    entry = Entry(complete=lambda _, taken: "" if taken else "b")
    entry.paste("a")
    assert entry.key("left", None)
    assert entry.key("right", None)
    assert entry.value == "a"
    assert entry.key("right", None)
    assert (entry.value, entry.caret) == ("ab", 2)


@given(offer=ANY, room=st.integers(1, 30))
def test_what_is_offered_fits_and_shows_nothing_that_a_terminal_obeys(offer: str, room: int) -> None:
    entry = Entry(complete=lambda _typed, _taken: offer)
    entry.paste("Mira")
    shown = "".join(part.text for part in entry.parts(room))
    assert visible(shown) == shown
    assert cell_len(shown) <= max(room, 2)


@pytest.mark.parametrize("name", ESCAPES)
def test_nothing_that_a_terminal_obeys_gets_into_a_note(name: str) -> None:
    entry = Entry("before ")
    entry.paste(ESCAPES[name])
    assert visible(entry.value) == entry.value


def test_line_breaks_and_tabs_become_spaces() -> None:
    entry = Entry()
    entry.paste("one\r\ntwo\tthree")
    assert entry.value == "one  two three"


def test_of_a_long_line_what_is_around_the_caret_is_shown() -> None:
    entry = Entry()
    entry.paste("word " * 20_000 + "end")
    assert "".join(part.text for part in entry.parts(10)).endswith(" word end ")
    entry.key("home", None)
    assert "".join(part.text for part in entry.parts(10)) == "word word "
