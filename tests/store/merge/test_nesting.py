"""Quotes inside quotes after a merge: none inside one that is gone, none inside itself."""

from __future__ import annotations

import pytest

from annotator.labels import Labels, Quote
from annotator.session import Session
from tests.session.desk import quote, session_on
from tests.store.merge.versions import Work, after, change, delete, item, merged

WHOLE = "Jory Pellin said an engineer had told him “the ferries will be gone before the first pillar is dry.”"
TOLD = "an engineer had told him “the ferries will be gone before the first pillar is dry.”"
INNER = "“the ferries will be gone before the first pillar is dry.”"


@pytest.fixture
def session() -> Session:
    """Quotes q1, and q2 and q3 inside it, each in the one before."""
    made = session_on()
    for words in (WHOLE, TOLD, INNER):
        quote(made, words)
    assert nested(made.labels) == {"q1": None, "q2": "q1", "q3": "q2"}
    return made


def nested(labels: Labels) -> dict[str, str | None]:
    return {each.id: each.within for each in labels.quotes}


def within(inner: str, outer: str | None) -> Work:
    return change(inner, within=outer)


def test_a_quote_in_one_that_the_other_side_deleted_goes_to_the_next_around_it(session: Session) -> None:
    gone = after(session, delete("q2"))
    noted = after(session, change("q3", note="his words"), lambda s: quote(s, "the ferries", "i enter"))
    for sides in ((gone, noted), (noted, gone)):
        found = merged(session, *sides)
        assert nested(found.labels) == {"q1": None, "q3": "q1", "q4": "q3"}
        assert not found.conflicts


def test_a_deleted_quote_that_is_kept_holds_again_what_was_inside(session: Session) -> None:
    gone, noted = after(session, delete("q2")), after(session, change("q2", note="who?"))
    for sides in ((gone, noted), (noted, gone)):
        found = merged(session, *sides)
        assert nested(found.labels) == {"q1": None, "q2": "q1", "q3": "q2"}
        assert [each.item for each in found.conflicts] == ["q2"]


def test_quotes_that_each_side_nested_in_the_other_do_not_end_in_a_circle(session: Session) -> None:
    session.labels = after(session, within("q2", None), within("q3", None))
    ours, theirs = after(session, within("q2", "q3")), after(session, within("q3", "q2"))
    found = merged(session, ours, theirs)
    assert nested(found.labels) == nested(ours)
    assert [(each.reason, each.item) for each in found.labels.undecided] == [("conflict", item(theirs, "q3"))]
    assert [(each.item, each.fields) for each in found.conflicts] == [("q3", ("within",))]


def test_of_two_quotes_that_each_side_put_around_one_the_inner_one_holds_it(session: Session) -> None:
    session.labels = after(session, delete("q1"), delete("q2"))
    ours = after(session, lambda s: quote(s, WHOLE))
    theirs = after(session, lambda s: quote(s, TOLD))
    found = merged(session, ours, theirs)
    outer = item(found.labels, "q3")
    assert isinstance(outer, Quote) and outer.within is not None
    assert item(found.labels, outer.within).main[0].text == TOLD
    assert not found.conflicts


def test_a_long_chain_of_deleted_quotes_is_stepped_over() -> None:
    content = "“a " * 400 + "b" + "”" * 400
    session = session_on(content)
    model = session.codebook.label_models.items["quotes"]
    made = [
        model.model_validate({
            "id": f"q{number}", "form": "direct", "within": f"q{number - 1}" if number else None,
            "content": [{"start": 3 * number, "end": 1601 - number, "text": content[3 * number : 1601 - number]}],
        })
        for number in range(400)
    ]  # fmt: skip
    session.labels = session.labels.model_copy(update={"quotes": tuple(made)})
    ours = session.labels.model_copy(update={"quotes": (made[0].model_copy(update={"note": "all of it"}),)})
    theirs = after(session, change("q399", note="b"))
    found = merged(session, ours, theirs)
    assert nested(found.labels) == {"q0": None, "q399": "q0"}
