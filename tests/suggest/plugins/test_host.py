"""The host lets nothing through that is not a suggestion, whatever a plug-in does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.suggest import Suggestion
from annotator.suggest.plugins import host
from annotator.suggest.plugins.host import Answer, ask, installed, merge
from annotator.suggest.plugins.protocol import Suggester, TextView

CONTENT = "“No bridge,” said Halden."
VIEW = TextView("story", CONTENT, ((0, len(CONTENT)),), "en", shipped("source-framing"), ("quotes",))
GOOD = Suggestion("quotes", ((0, 12),), (13, 17), (((18, 24),),), ("Halden",), {"form": "direct"}, "mine", 0.7)


class Plugin:
    """A suggester that does what the test says."""

    name = "mine"
    version = "2.1"
    layers = ("quotes",)
    cost = "instant"

    def __init__(self, does: Callable[[], Any], missing: str | None = None) -> None:
        self.does = does
        self.missing = missing

    def available(self) -> str | None:
        return self.missing

    def suggest(self, text_view: TextView, deadline: float) -> Iterable[Suggestion]:  # noqa: ARG002
        found: Iterable[Suggestion] = self.does()
        return found


def answer(does: Callable[[], Any], timeout: float = 5) -> Answer:
    return ask(Plugin(does), VIEW, timeout)  # type: ignore[arg-type]


def fails() -> Any:
    raise RuntimeError("secret-key")


def test_a_suggestion_gets_its_provenance() -> None:
    found = answer(lambda: [GOOD])
    assert found.problems == ()
    (item,) = found.suggestions
    assert item.origin == "mine/2.1"
    assert (item.spans, item.cue, item.sources, item.resolved) == (GOOD.spans, GOOD.cue, GOOD.sources, GOOD.resolved)


def test_an_error_is_told_without_what_it_says() -> None:
    found = answer(fails)
    assert found.suggestions == ()
    assert found.problems == ("mine: it failed (RuntimeError).",)


def test_an_error_in_the_middle_is_one_too() -> None:
    def half() -> Iterator[Suggestion]:
        yield GOOD
        raise SystemExit

    assert answer(half).problems == ("mine: it failed (SystemExit).",)


def test_one_that_hangs_is_left_behind() -> None:
    forever = threading.Event()
    found = answer(forever.wait, timeout=0.05)
    forever.set()
    assert found.suggestions == ()
    assert "no answer within 0.05 seconds" in found.problems[0]


def test_one_that_never_ends_is_stopped_at_its_deadline() -> None:
    def endless() -> Iterator[Suggestion]:
        while True:
            yield GOOD

    found = answer(endless, timeout=0.05)
    assert found.suggestions in {(), found.suggestions[:1]}


def test_one_that_is_not_available_says_what_it_needs() -> None:
    found = ask(Plugin(fails, "buy a licence"), VIEW)  # type: ignore[arg-type]
    assert found.problems == ("mine: buy a licence",)


@pytest.mark.parametrize(
    "rubbish",
    [
        None,
        "text",
        {"layer": "quotes"},
        Suggestion("quotes", ()),
        Suggestion("quotes", ((5, 5),)),
        Suggestion("quotes", ((-1, 4),)),
        Suggestion("quotes", ((0, 9_999),)),
        Suggestion("quotes", ((8, 12), (0, 4))),
        Suggestion("quotes", ((0, 8), (4, 12))),
        Suggestion("quotes", (("0", "4"),)),  # type: ignore[arg-type]
        Suggestion("quotes", ((False, True),)),
        Suggestion("quotes", ((0.0, 4.0),)),  # type: ignore[arg-type]
        Suggestion("quotes", 5),  # type: ignore[arg-type]
        Suggestion("quotes", ((0, 4),), (3, 2)),
        Suggestion("quotes", ((0, 4),), None, ((),)),
        Suggestion("quotes", ((0, 4),), None, (((0, 99),),)),
        Suggestion("quotes", ((0, 4),), attributes={"form": 3}),  # type: ignore[dict-item]
        Suggestion("quotes", ((0, 4),), attributes=[]),  # type: ignore[arg-type]
        Suggestion("claims", ((0, 4),)),
        Suggestion("nonsense", ((0, 4),)),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_rubbish_is_dropped_and_counted_and_the_rest_kept(rubbish: Any) -> None:
    found = answer(lambda: [rubbish, GOOD])
    assert [item.spans for item in found.suggestions] == [GOOD.spans]
    assert found.problems == ("mine: 1 suggestions were no suggestions for this text.",)


def test_what_is_not_even_a_list_is_an_error_of_its_own() -> None:
    assert answer(lambda: 7).problems == ("mine: it failed (TypeError).",)


def test_names_for_only_some_of_the_sources_and_odd_scores_are_not_believed() -> None:
    odd = Suggestion("quotes", ((0, 4),), None, (((18, 24),),), ("A", "B"), {}, "", float("nan"))
    (item,) = answer(lambda: [odd]).suggestions
    assert (item.resolved, item.score) == ((), 0.0)


NUMBERS = st.integers(-5, 40)
SPANS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=3).map(tuple)


@given(SPANS, st.none() | st.tuples(NUMBERS, NUMBERS))
def test_whatever_comes_through_lies_in_the_text(spans: Any, cue: Any) -> None:
    view_size = len(CONTENT)
    checked = host._checked(Plugin(fails), VIEW, [Suggestion("quotes", spans, cue)])  # type: ignore[arg-type]
    for item in checked.suggestions:
        assert all(0 <= start < end <= view_size for start, end in item.every_range())


def test_the_same_from_two_suggesters_is_one_with_the_first_ones_provenance_and_the_higher_score() -> None:
    first = Suggestion("quotes", ((0, 4),), score=0.2, origin="a/1")
    second = Suggestion("quotes", ((0, 4),), score=0.6, origin="b/1")
    other = Suggestion("claims", ((0, 4),), origin="b/1")
    merged = merge([[first], [second, other]])
    assert [(item.layer, item.origin, item.score) for item in merged] == [
        ("claims", "b/1", 0.0),
        ("quotes", "a/1", 0.6),
    ]


def test_a_piece_of_what_was_suggested_before_is_no_suggestion_of_its_own() -> None:
    whole = Suggestion("quotes", ((0, 4), (8, 12)), origin="a/1")
    piece = Suggestion("quotes", ((8, 12),), origin="b/1")
    inner = Suggestion("quotes", ((9, 11),), origin="b/1")
    assert merge([[whole], [piece, inner]]) == [whole, inner]
    assert merge([[piece, whole]]) == [whole, piece]


def test_the_shipped_suggesters_are_found_by_their_entry_points() -> None:
    found, problems = installed()
    assert {"spacy", "endpoint"} <= set(found)
    assert problems == []
    assert all(isinstance(suggester, Suggester) for suggester in found.values())


class Point:
    def __init__(self, name: str, loads: Callable[[], Any]) -> None:
        self.name = name
        self.load = lambda: loads


def test_plug_ins_that_cannot_be_loaded_are_told_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bad_name = Plugin(fails)
    bad_name.name = "Not A Name"
    points = [
        Point("a-broken", fails),
        Point("b-empty", object),
        Point("c-good", lambda: Plugin(fails)),
        Point("d-again", lambda: Plugin(fails)),
        Point("e-name", lambda: bad_name),
    ]
    monkeypatch.setattr(host, "entry_points", lambda group: points if group == "annotator.suggesters" else [])
    found, problems = installed()
    assert list(found) == ["mine"]
    assert [problem.split()[2] for problem in problems] == ["a-broken", "b-empty", "d-again", "e-name"]
    assert "secret-key" not in "".join(problems)


def test_a_deadline_is_told_on_the_monotonic_clock() -> None:
    seen: list[float] = []

    class Clocked(Plugin):
        def suggest(self, text_view: TextView, deadline: float) -> Iterable[Suggestion]:  # noqa: ARG002
            seen.append(deadline - time.monotonic())
            return []

    ask(Clocked(fails), VIEW, 20)  # type: ignore[arg-type]
    assert 0 < seen[0] <= 20
