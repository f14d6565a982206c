"""Words of the text that complete what is being typed."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.display import visible
from annotator.session.completing import Completer, Vocabulary
from annotator.text.clusters import is_cluster_boundary
from annotator.text.words import words
from tests.fuzz.nasty import ESCAPES
from tests.test_display import ANY

TEXT = """The State Audit Chamber warned of the cost. The auditors of the State had waited.

A senior official in Varland’s finance ministry said so. Auditing was slow, and the post-war state of the pier was bad.
"""


def offered(typed: str, *, text: str = TEXT, place: int = 0, taken: bool = False) -> str:
    return Completer(Vocabulary(text, place), place).offered(typed, taken=taken)


def taken_from(typed: str, tabs: int) -> str:
    """Return what stands there after tab was pressed so often."""
    complete, last = Completer(Vocabulary(TEXT, 0), 0), False
    for _ in range(tabs):
        offer = complete.offered(typed, taken=last)
        typed, last = typed + offer, bool(offer)
    return typed


def test_the_rest_of_a_word_is_offered_whatever_its_case_and_what_was_typed_stays() -> None:
    assert offered("cha") == "mber"
    assert offered("CHA") == "mber"
    assert offered("v") == "arland"  # what stands before a possessive is a word too
    assert offered("xyz") == ""


def test_a_word_that_follows_is_offered_with_nothing_typed_and_the_space_before_it() -> None:
    assert offered("State") == " Audit"
    assert offered("State ") == "Audit"
    assert offered("state") == " of"  # as “state of the pier” is written
    assert taken_from("Stat", 3) == "State Audit Chamber"
    assert taken_from("Sen", 4) == "Senior official in Varland"


def test_behind_two_words_the_one_that_stood_behind_both_comes_first() -> None:
    text = "rules of the sea. laws for the land. laws for the land."
    assert offered("the ", text=text) == "land"
    assert offered("Rules of the ", text=text) == "sea"
    assert offered("nothing near the ", text=text) == "land"


def test_a_word_that_stands_behind_the_one_before_comes_before_a_frequent_one() -> None:
    text = "slow slow slow slow. Bridge signed. Bridge of state."
    assert offered("s", text=text) == "low"
    assert offered("Bridge s", text=text) == "igned"


def test_what_is_near_comes_before_what_is_frequent_and_then_the_most_frequent() -> None:
    far = "bridge " * 5 + "x " * 500
    text = far + "brick. brandy. brandy. " + "x " * 500 + far
    assert offered("br", text=text, place=len(far)) == "andy"
    assert offered("bri", text=text, place=len(far)) == "ck"
    assert offered("bri", text=text, place=0) == "dge"


def test_a_short_word_typed_by_hand_is_the_beginning_of_one_and_one_that_was_taken_is_whole() -> None:
    assert offered("o") == "f"
    assert offered("of") == "ficial"
    assert offered("of", taken=True) == " the"


def test_words_in_parts_are_completed() -> None:
    assert offered("post-") == "war"
    assert offered("the post-w") == "ar"


@pytest.mark.parametrize("typed", ["", " ", "  ", ",", "official, ", "State (", "State, ", "nobody ", "🤖"])
def test_nothing_is_offered_where_no_word_was_begun_and_none_follows(typed: str) -> None:
    assert offered(typed) == ""


def test_behind_punctuation_a_word_follows_no_other() -> None:
    assert offered("State, c") == "ost"
    assert offered("official (lea") == ""


def test_words_do_not_follow_over_the_end_of_a_line() -> None:
    assert offered("pact ", text="pact\nsigned") == ""
    assert offered("pact ", text="pact signed") == "signed"


@pytest.mark.parametrize("name", ESCAPES)
def test_nothing_that_a_terminal_obeys_is_offered(name: str) -> None:
    bad = ESCAPES[name]
    text = f"bridge{bad}builder bridge{bad} brid{bad}ge"
    for typed in ("brid", "bridge", "bridge "):
        offer = offered(typed, text=text)
        assert visible(offer) == offer


def test_words_of_scripts_without_spaces_follow_without_one() -> None:
    assert offered("北", text="北京市长说", taken=True) == "京"
    assert offered("مير", text="قالت ميرا هالدن") == "ا"


def test_no_user_perceived_character_is_split() -> None:
    assert offered("caf", text="cafe\u0301 opened") == "e\u0301"
    assert offered("cafe", text="cafe\u0301 opened") == ""
    assert offered("e", text="👩‍🚀e") == ""


def test_only_what_is_around_the_place_is_read() -> None:
    text = "beginning " + "x " * 40_000 + "middle " + "x " * 40_000 + "ending"
    half = text.index("middle")
    assert [offered(typed, text=text, place=half) for typed in ("beg", "mid", "end")] == ["", "dle", ""]
    assert [offered(typed, text=text, place=0) for typed in ("beg", "mid", "end")] == ["inning", "", ""]
    assert offered("end", text=text, place=len(text)) == "ing"


def test_a_vocabulary_serves_what_is_near_the_place_it_was_made_for() -> None:
    text = "word " * 40_000
    there = Vocabulary(text, 100_000)
    assert [there.covers(place) for place in (0, 85_000, 95_000, 100_000, 105_000, 115_000, 200_000)] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    assert Vocabulary(text, 0).covers(10)
    assert not Vocabulary(text, 0).covers(39_000)
    assert all(Vocabulary(TEXT, 50).covers(place) for place in (0, len(TEXT)))


@given(
    text=ANY | st.text("ab ’s.\n\u0301", max_size=60),
    typed=ANY | st.text("ab ’s", max_size=6),
    place=st.integers(0, 80),
)
@example(text="🇩🇪 🇫🇷", typed="🇩", place=0)
def test_what_is_offered_makes_a_word_of_the_text_of_what_was_typed(text: str, typed: str, place: int) -> None:
    there = {text[slice(*word)] for word in words(text)}
    for taken in (False, True):
        offer = offered(typed, text=text, place=min(place, len(text)), taken=taken)
        if not offer:
            continue
        assert visible(offer) == offer
        assert is_cluster_boundary(typed + offer, len(typed))
        whole = (typed + offer).casefold()
        assert any(whole.endswith((word.casefold(), word[:-2].casefold())) for word in there)
        assert any(word.endswith(offer.lstrip(" ")) or word[:-2].endswith(offer.lstrip(" ")) for word in there)
