"""What words tell of a label that a person makes: shown, taken with one key, and never told to who labels blind."""

from __future__ import annotations

import pytest

from annotator.labels import LayerName
from annotator.session import Coding, Session
from tests.session.desk import answer, as_yaml, do, edit, go_to, offered, quote, select, session_on, source

TEXT = """“The harbour is safe for all of us,” claimed Mira Halden. “It was never safe at all,” said Jory Pellin.

A customs officer said the gates would stay shut.
"""


def told_session(content: str = TEXT) -> Session:
    """Return a session in which something is suggested."""
    session = session_on(content)
    offered(session)
    return session


def marked(coding: Coding) -> list[str]:
    return [str(choice.value) for choice in coding.choices() if choice.told]


def test_what_the_words_tell_is_marked_and_under_the_cursor_and_coded_only_when_it_is_taken() -> None:
    session = told_session()
    go_to(session, "The harbour")
    coding = answer(Coding.label(session, "quotes"), "tab")
    assert (coding.step, marked(coding)) == ("stance", ["distancing"])
    assert coding.choices()[coding.highlighted].value == "distancing"
    coding.finish()
    (made,) = as_yaml(session)["quotes"]
    assert "stance" not in made
    assert "origin" not in made


def test_one_key_codes_what_is_open_and_the_label_says_that_the_rules_had_a_part_in_it() -> None:
    session = told_session()
    go_to(session, "The harbour")
    coding = answer(Coding.label(session, "quotes"), ".")
    assert (coding.done, coding.message) == (True, "q1 as its words tell: stance distancing, attitude assertion.")
    (made,) = as_yaml(session)["quotes"]
    assert (made["stance"], made["attitude"], made["origin"]) == ("distancing", "assertion", "rules/1")
    do(session, "undo")
    assert session.labels.quotes[0].origin is None
    assert session.labels.quotes[0].attribute("stance") is None


def test_what_was_answered_stays_as_it_was_answered() -> None:
    session = told_session()
    go_to(session, "The harbour")
    answer(Coding.label(session, "quotes"), "tab n .")
    (made,) = session.labels.quotes
    assert (made.attribute("stance"), made.attribute("attitude")) == ("neutral", "assertion")


def test_a_value_that_was_coded_before_stays() -> None:
    session = told_session()
    go_to(session, "The harbour")
    answer(Coding.label(session, "quotes"), "tab e enter")
    edit(session, session.labels.quotes[0], ".")
    (made,) = session.labels.quotes
    assert (made.attribute("stance"), made.attribute("attitude")) == ("endorsing", "assertion")
    assert made.origin == "rules/1"


def test_where_nothing_is_open_that_is_said_and_the_questions_go_on() -> None:
    session = told_session()
    go_to(session, "The harbour")
    answer(Coding.label(session, "quotes"), ".")
    coding = edit(session, session.labels.quotes[0], ".")
    assert coding.message == "The words tell nothing of what is open here."
    assert not coding.done


def test_what_is_mandatory_and_not_told_is_asked() -> None:
    session = told_session("They spoke of a “friendship” for years, said Mira Halden.")
    go_to(session, "friendship")
    coding = answer(Coding.label(session, "quotes"), ".")
    assert not coding.done
    assert session.labels.quotes == ()


def test_who_labels_blind_is_told_nothing() -> None:
    session = told_session()
    assert session.offering is not None
    session.offering.toggle_blind()
    go_to(session, "The harbour")
    coding = answer(Coding.label(session, "quotes"), "tab")
    assert (marked(coding), dict(coding.told)) == ([], {})
    answer(coding, ".")
    assert not coding.done


def test_without_suggestions_nothing_is_told() -> None:
    session = session_on(TEXT)
    made = quote(session, "“The harbour is safe for all of us,”", "enter")
    assert dict(Coding.edit(session, made).told) == {}
    assert source(session, "Mira Halden").origin is None


def test_of_a_source_its_values_and_its_full_name_are_told() -> None:
    session = told_session("Mira Halden, Varland's transport minister, signed it.\n\n“It is done,” Halden said.")
    select(session, "Halden", nth=2)
    coding = Coding.label(session, "sources")
    assert marked(coding) == ["named_individual"]
    answer(coding, ".")
    (made,) = session.labels.sources
    assert (made.name, made.attribute("type"), made.attribute("affiliation")) == (
        "Mira Halden",
        "named_individual",
        "government",
    )
    assert made.origin == "rules/1"
    assert coding.message.startswith("s1 as its words tell: type named individual, affiliation government")
    assert coding.message.endswith("name Mira Halden.")


def test_a_name_that_was_typed_or_that_another_source_has_is_not_told() -> None:
    session = told_session("Mira Halden signed it.\n\n“It is done,” Halden said.")
    source(session, "Mira Halden")
    select(session, "Halden", nth=2)
    answer(Coding.label(session, "sources"), "n .")
    assert session.labels.sources[1].name == "Halden"


def test_the_name_is_told_too_when_the_type_was_answered_before() -> None:
    session = told_session("Mira Halden signed it.\n\n“It is done,” Halden said.")
    select(session, "Halden", nth=2)
    answer(Coding.label(session, "sources"), "n .")
    assert session.labels.sources[0].name == "Mira Halden"
    do(session, "undo")
    assert session.labels.sources[0].name == "Halden"


@pytest.mark.parametrize("layer", ["sources", "quotes", "claims", "frames"])
def test_what_the_rules_trip_over_holds_nobody_up(layer: LayerName, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RecursionError

    session = told_session()
    go_to(session, "The harbour")
    for place in (
        "annotator.suggest.sources.describing.of_source",
        "annotator.suggest.sources.describing.called",
        "annotator.suggest.values.of_quote",
        "annotator.suggest.statements.claims.described",
        "annotator.suggest.framing.described",
        "annotator.session.session.crediting",
    ):
        monkeypatch.setattr(place, failing)
    coding = Coding.label(session, layer)
    assert dict(coding.told) == {}
    answer(coding, "v" if layer == "quotes" else ".")
    assert not coding.done
    assert coding.message
