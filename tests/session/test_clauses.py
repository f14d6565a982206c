"""Edges that move from punctuation to punctuation."""

from __future__ import annotations

import pytest

from annotator.session.perform import PERFORMERS
from tests.session.desk import do, select, session_on

TEXT = "The bridge, she said, cost 1,310.5 crowns (a third more), “and rising”.\n"


@pytest.mark.parametrize(
    ("begin", "actions", "end"),
    [
        ("The", "clause_on", "The bridge"),
        ("The", "clause_on clause_on", "The bridge, she said"),
        ("The", "clause_on clause_on clause_on", "The bridge, she said, cost 1,310.5 crowns"),
        ("a third", "clause_on", "a third more"),
        ("rising", "clause_on", "rising"),  # there is nothing further on
        ("The bridge, she said, cost", "clause_back", "The bridge, she said"),
        ("The bridge, she said", "clause_back", "The bridge"),
        ("The bridge", "clause_back", "The bridge"),
        ("The bridge, she said, cost", "clause_start", "she said, cost"),
        ("The bridge, she said, cost", "clause_start clause_start", "cost"),
        ("The bridge", "clause_start", "The bridge"),
    ],
)
def test_an_edge_goes_to_the_next_punctuation(begin: str, actions: str, end: str) -> None:
    session = session_on(TEXT)
    select(session, begin)
    do(session, *actions.split())
    assert TEXT[slice(*session.cursor.selection.range)] == end


@pytest.mark.parametrize("content", ["…\n", "“”!\n", "👩‍👩‍👧!\n", "好。\n"])
def test_a_paragraph_with_hardly_a_word_is_no_trouble(content: str) -> None:
    session = session_on(content)
    for name in ("clause_on", "clause_back", "clause_start"):
        PERFORMERS[name](session)
    start, end = session.cursor.selection.range
    assert content[start:end].strip()
