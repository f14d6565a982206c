"""Saying what a paragraph is."""

from __future__ import annotations

import pytest

from annotator.labels import ZONES
from annotator.session import Zoning
from tests.session.desk import as_yaml, do, go_to, session_on


def test_every_zone_has_a_key_of_its_own() -> None:
    choices = Zoning(session_on()).choices()
    assert [choice.value for choice in choices] == list(ZONES)
    assert len({choice.key for choice in choices}) == len(ZONES)


@pytest.mark.parametrize("zone", ZONES)
def test_one_key_gives_the_paragraph_its_zone_and_ends_the_question(zone: str) -> None:
    session = session_on()
    go_to(session, "By Tove Arnsen")
    zoning = Zoning(session)
    assert zoning.heading == "¶ 2 zone"
    (key,) = [choice.key for choice in zoning.choices() if choice.value == zone]
    assert zoning.press(key)
    assert zoning.done
    assert as_yaml(session)["paragraphs"][1] == {"start": 31, "end": 45, "zone": zone, "reviewed": []}
    assert [one["zone"] for one in as_yaml(session)["paragraphs"]].count("body") == (7 if zone == "body" else 6)


def test_the_zone_it_has_is_pointed_at_and_others_can_be() -> None:
    session = session_on()
    zoning = Zoning(session)
    zoning.move(-1)
    zoning.choose_highlighted()
    assert session.labels.paragraphs[0].zone == "subheading"
    zoning = Zoning(session)
    assert [choice.value for choice in zoning.choices() if choice.chosen] == ["subheading"]
    assert zoning.choices()[zoning.highlighted].chosen
    for _ in ZONES:
        zoning.move(1)
    zoning.choose_highlighted()
    assert session.labels.paragraphs[0].zone == "subheading"


def test_backspace_makes_it_body_again_and_undo_goes_back_there() -> None:
    session = session_on()
    go_to(session, "Print this page")
    Zoning(session).press("f")
    Zoning(session).clear()
    assert session.labels.paragraphs[6].zone == "body"
    do(session, "first_paragraph")
    assert do(session, "undo") == "Undone: zone of paragraph 7."
    assert session.labels.paragraphs[6].zone == "furniture"
    assert session.cursor.paragraph == 6


@pytest.mark.parametrize("way", ["forward", "back", "finish", "cancel"])
def test_any_other_key_leaves_the_zone(way: str) -> None:
    session = session_on()
    zoning = Zoning(session)
    assert not zoning.press("q")
    assert not zoning.done
    zoning.set_text("headline")
    assert zoning.sources() == []
    getattr(zoning, way)()
    assert zoning.done
    assert session.labels.paragraphs[0].zone == "body"
    assert session.undo() is None
