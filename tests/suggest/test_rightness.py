"""How often a value is right is what was measured, on labels that lie in the repository."""

from __future__ import annotations

from annotator.suggest.rightness import RIGHT, share_right
from tests.suggest.values_gold import measured


def test_the_shares_are_counted_over_the_gold_labels() -> None:
    assert measured() == RIGHT, "python -m tests.suggest.values_gold, then ruff format, writes them anew"


def test_a_value_that_was_seen_once_is_not_certain_and_one_never_seen_is_as_good_as_the_others() -> None:
    right, every = RIGHT["quotes"]["form"]["direct"]
    assert right == every
    assert share_right("quotes", "form", "direct") == (right + 1) / (every + 2)
    counts = RIGHT["quotes"]["channel"].values()
    overall = (sum(one[0] for one in counts) + 1) / (sum(one[1] for one in counts) + 2)
    assert share_right("quotes", "channel", "never seen") == overall


def test_of_what_nobody_suggests_nothing_is_known() -> None:
    assert share_right("sources", "type", "author") is None
    assert share_right("claims", "colour", "red") is None
