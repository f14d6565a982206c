"""Other suggesters than the rules: asked a few paragraphs at a time, never trusted, never in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.session import Session
from annotator.session.suggestions.asking import Asking
from annotator.session.suggestions.offering import Offering
from annotator.session.suggestions.suggesting import asking_for
from annotator.suggest import Suggestion
from annotator.suggest.plugins.protocol import Cost, Suggester, TextView
from annotator.suggest.suggestion import SuggestedLayer
from tests.session.desk import do, offered, session_on

TEXT = "".join(f"“We build number {n},” said Mira Halden in 20{n:02}.\n\n" for n in range(20))


class Digits:
    """Takes every line for a claim, and remembers what it was asked about."""

    name, version = "digits", "0.1"
    cost: Cost = "slow"
    layers: tuple[SuggestedLayer, ...] = ("claims",)

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def available(self) -> str | None:
        return None

    def suggest(self, text_view: TextView, deadline: float) -> Iterator[Suggestion]:  # noqa: ARG002
        self.asked += text_view.paragraphs
        for start, end in text_view.paragraphs:
            yield Suggestion("claims", ((start, end),), attributes={"type": "quantity"}, rule="digit", score=0.2)


class Failing(Digits):
    """Raises."""

    name = "failing"
    cost: Cost = "network"

    def suggest(self, text_view: TextView, deadline: float) -> Iterator[Suggestion]:
        self.asked += text_view.paragraphs
        raise ValueError(deadline)


def asking_on(session: Session, *suggesters: Suggester) -> Asking:
    return asking_for(session, suggesters)


def test_they_are_asked_about_the_paragraphs_where_the_person_is_and_a_few_ahead() -> None:
    session, digits = session_on(TEXT), Digits()
    asking = asking_on(session, digits)
    while (window := asking.wanted(9)) is not None:
        assert len(dict(asking.look(window))) == 4
    assert [session.units.paragraph_at(start) for start, _ in digits.asked] == list(range(8, 16))


def test_what_they_find_says_whose_it_is_and_is_accepted_in_their_name() -> None:
    session = session_on(TEXT)
    session.offering = Offering(session)
    session.offering.take(dict(asking_on(session, Digits()).look(range(4))), 1)
    do(session, "accept")
    assert session.labels.claims[0].origin == "digits/0.1"


def test_the_rules_come_first_whoever_answers_first() -> None:
    session = session_on(TEXT)
    session.offering = Offering(session)
    start, end = session.units.paragraph(0)
    theirs = Suggestion("quotes", ((0, 20),), attributes={"form": "scare"}, rule="x", origin="digits/0.1")
    more = Suggestion("claims", ((start, end),), attributes={"type": "other"}, rule="x", origin="digits/0.1")
    session.offering.take({0: [theirs, more]}, 1)
    assert not session.offering.is_looked_at(0)
    offering = session.offering
    rules = offered(session).open_in(0)
    assert rules[0].spans == theirs.spans
    offering.take({0: rules})
    kept = {(item.layer, item.origin) for item in offering.open_in(0)}
    assert kept >= {("quotes", "rules/1"), ("claims", "digits/0.1")}
    assert ("quotes", "digits/0.1") not in kept


def test_one_that_fails_is_told_once_and_asked_no_more_while_others_go_on() -> None:
    session, failing, digits = session_on(TEXT), Failing(), Digits()
    asking = asking_on(session, failing, digits)
    assert dict(asking.look(range(4)))[0]
    assert asking.notes() == ["failing: it failed (ValueError)."]
    list(asking.look(range(4, 8)))
    assert asking.notes() == ["failing is not asked any more."]
    list(asking.look(range(8, 12)))
    assert asking.notes() == []
    assert (len(failing.asked), len(digits.asked)) == (8, 12)


def test_where_nobody_is_left_nothing_is_wanted() -> None:
    session = session_on(TEXT)
    asking = asking_on(session, Failing())
    for window in (range(4), range(4, 8)):
        list(asking.look(window))
    assert asking.wanted(15) is None


@pytest.mark.parametrize("layers", [("quotes",), ("claims",)])
def test_they_are_asked_for_the_layers_of_the_session(layers: tuple[SuggestedLayer, ...]) -> None:
    session = session_on(TEXT, layers=layers)  # type: ignore[arg-type]
    found = dict(asking_on(session, Digits()).look(range(4)))
    assert bool(found[0]) == (layers == ("claims",))
