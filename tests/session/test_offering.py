"""What is suggested for a text, seen from a session: what is open, going there, accepting, rejecting, undoing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.corpus import KnownSource
from annotator.labels import LAYERS
from annotator.session import NotPossibleError, Session
from annotator.session.suggestions.offered import coding_of
from annotator.session.suggestions.offering import NeedsMoreError, Offering
from annotator.session.suggestions.rejections import Rejections
from annotator.suggest import Suggestion
from tests.session.desk import (
    NOWHERE,
    answer,
    claim,
    codebook_of,
    coded,
    do,
    faults,
    go_to,
    offered,
    quote,
    select,
    selected,
    session_on,
    source,
    texts,
)

SAID = (
    "“We build a bridge, not a wall,” Mira Halden said.\n\nThe weather was fine.\n\n“We agree,” said Kasimir Orlane.\n"
)
SPLIT = "“We came,” said Mira Halden, “and we shall stay.”\n"


def at_desk(content: str = SAID, **options: Any) -> tuple[Session, Offering]:
    session = session_on(content, **{"layers": ("sources", "quotes"), **options})
    return session, offered(session)


def words_of(session: Session, suggestions: tuple[Suggestion, ...]) -> list[str]:
    content = session.text.content
    return [" … ".join(content[start:end] for start, end in item.spans) for item in suggestions]


# --- accepting


def test_accepting_makes_a_quote_with_its_cue_its_new_source_and_where_it_came_from() -> None:
    session, _ = at_desk()
    assert do(session, "accept") == "q1 direct, said by Mira Halden (s1, new), accepted."
    (made,) = session.labels.quotes
    (who,) = session.labels.sources
    assert texts(made) == ["“We build a bridge, not a wall,”"]
    assert made.cue is not None
    assert (made.cue.text, made.sources, made.origin, made.attribute("form")) == ("said", ("s1",), "rules/1", "direct")
    assert [span.text for span in made.source_spans] == ["Mira Halden"]
    assert (who.name, texts(who), who.attribute("type")) == ("Mira Halden", ["Mira Halden"], "named_individual")
    assert faults(session) == []


def test_what_is_accepted_has_the_defaults_of_what_is_labelled_by_hand() -> None:
    session, _ = at_desk()
    do(session, "accept")
    by_hand = session_on(SAID)
    source(by_hand, "Mira Halden")
    assert session.labels.sources[0].attribute("reliability") == by_hand.labels.sources[0].attribute("reliability")
    assert session.labels.sources[0].attribute("reliability") == "F"


def test_the_caret_is_on_the_new_item_then() -> None:
    session, _ = at_desk()
    do(session, "accept")
    assert session.item_here() is session.labels.quotes[0]
    assert selected(session) == "“We build a bridge, not a wall,”"


def test_a_source_that_is_there_is_taken() -> None:
    session, _ = at_desk()
    known = source(session, "Mira Halden")
    do(session, "first_paragraph")
    assert do(session, "accept") == "q1 direct, said by Mira Halden (s1), accepted."
    assert session.labels.quotes[0].sources == (known.id,)
    assert len(session.labels.sources) == 1


def test_a_source_of_the_registry_keeps_its_id() -> None:
    session = session_on(SAID)
    offered(session, registry={"halden": KnownSource(id="halden", name="Mira Halden")})
    do(session, "accept")
    assert session.labels.sources[0].registry == "halden"


def test_it_is_one_edit_and_undo_opens_the_suggestion_again() -> None:
    session, offering = at_desk()
    first = offering.current
    before = session.labels
    do(session, "accept")
    assert offering.current is None
    assert do(session, "undo") == "Undone: accept q1."
    assert session.labels == before
    assert offering.current is first
    assert do(session, "redo") == "Done again: accept q1."
    assert session.item_here() is session.labels.quotes[0]


def test_the_next_one_of_the_paragraph_is_the_current_one_after_it() -> None:
    session, offering = at_desk("“We agree,” said Ann Roe. “Not we,” said Carl Lund. “Nor we,” said Ines Vale.\n")
    assert len(offering.open_in(0)) == 3
    do(session, "next_suggestion", "next_suggestion")
    do(session, "accept")
    assert texts(session.labels.quotes[0]) == ["“Not we,”"]
    do(session, "accept")
    assert texts(session.labels.quotes[1]) == ["“Nor we,”"]
    do(session, "accept")
    assert texts(session.labels.quotes[2]) == ["“We agree,”"]
    with pytest.raises(NotPossibleError, match="No suggestion is open in this paragraph"):
        do(session, "accept")


def test_a_claim_in_a_quote_is_its_sources_where_the_suggestion_names_nobody() -> None:
    session = session_on("“Trade grew by 12 percent in a year,” she thought.\n")
    mira = source(session, "she", "n enter")
    quote(session, "“Trade grew by 12 percent in a year,”", "1 enter")
    session.offering = Offering(session)
    place = session.text.content.index("Trade")
    words = ((place, place + len("Trade grew by 12 percent")),)
    session.offering.take({0: [Suggestion("claims", words, attributes={"type": "quantity"}, rule="claim-quantity")]})
    assert do(session, "accept") == f"c1 quantity, claimed by {mira.name} (s1), accepted."
    assert session.labels.claims[0].claimants == (mira.id,)


def test_a_quote_takes_in_those_it_encloses_as_if_labelled_by_hand() -> None:
    session, _ = at_desk("The report says that engineers warned that the dam was weak.\n")
    do(session, "next_suggestion", "next_suggestion", "accept", "accept")
    inner, outer = sorted(session.labels.quotes, key=lambda item: len(item.content[0]))
    assert (inner.within, outer.within) == (outer.id, None)


def test_a_zone_is_accepted_in_the_same_way() -> None:
    session, offering = at_desk("Bridge pact signed\n\nThe pact was signed on Monday in Estmere, where it rained.\n")
    assert do(session, "accept") == "Paragraph 1: headline, accepted."
    assert session.labels.paragraphs[0].zone == "headline"
    assert offering.open_in(0) == ()
    assert do(session, "undo") == "Undone: zone of paragraph 1."
    assert session.labels.paragraphs[0].zone == "body"
    assert offering.current is not None


def test_somebody_nobody_knows_is_told_and_not_made_up() -> None:
    session, _ = at_desk("“No,” he said.\n")
    assert do(session, "accept") == "q1 direct accepted. Who “he” is, you must say: 1–9 or w."
    assert session.labels.sources == ()


def test_an_id_that_waits_for_a_decision_is_not_given_twice() -> None:
    before = session_on(SAID)
    waiting = quote(before, "“We agree,”", "d enter").model_copy(update={"id": "q7"})
    undecided = before.codebook.label_models.undecided(reason="not_found", quote=waiting)
    labels = before.labels.model_copy(update={"quotes": (), "undecided": (undecided,)})
    session = Session(before.text, labels, before.codebook, NOWHERE)
    offered(session)
    do(session, "accept")
    assert session.labels.quotes[-1].id == "q8"


# --- with other words


def test_moved_edges_are_what_is_accepted() -> None:
    session, _ = at_desk()
    do(session, "next_suggestion", "shrink_right", "shrink_right")
    do(session, "accept")
    (made,) = session.labels.quotes
    assert texts(made) == ["“We build a bridge, not a"]
    assert (made.sources, made.cue and made.cue.text, made.origin) == (("s1",), "said", "rules/1")
    assert faults(session) == []


def test_the_moved_edges_of_one_piece_leave_the_others_as_they_are() -> None:
    session, _ = at_desk(SPLIT)
    do(session, "next_suggestion", "shrink_left")
    assert selected(session) == "We came,”"
    do(session, "accept")
    assert texts(session.labels.quotes[0]) == ["We came,”", "“and we shall stay.”"]


def test_a_cue_that_the_moved_edges_take_in_is_none_any_more() -> None:
    session, _ = at_desk("“We agree,” said Kasimir Orlane.\n")
    do(session, "next_suggestion", "grow")
    do(session, "accept")
    (made,) = session.labels.quotes
    assert texts(made) == ["“We agree,” said Kasimir Orlane."]
    assert (made.cue, made.source_spans, made.sources) == (None, (), ("s1",))


def test_a_caret_that_only_wandered_changes_nothing() -> None:
    session, _ = at_desk()
    do(session, "next_suggestion", "word_right", "word_left", "accept")
    assert texts(session.labels.quotes[0]) == ["“We build a bridge, not a wall,”"]


def test_words_selected_elsewhere_are_not_taken_for_the_suggestion() -> None:
    session, _ = at_desk()
    do(session, "next_suggestion")
    select(session, "Mira Halden")
    do(session, "accept")
    assert texts(session.labels.quotes[0]) == ["“We build a bridge, not a wall,”"]


# --- what is open


def test_what_is_labelled_already_is_not_suggested() -> None:
    session, offering = at_desk()
    quote(session, "We build a bridge, not a wall,")
    assert offering.open_in(0) == ()
    do(session, "undo")
    assert len(offering.open_in(0)) == 1


def test_a_label_over_few_of_its_words_leaves_it_open() -> None:
    session, offering = at_desk()
    quote(session, "“We", "d enter")
    assert len(offering.open_in(0)) == 1


def test_a_label_of_another_layer_leaves_it_open() -> None:
    session, offering = at_desk(layers=LAYERS)
    claim(session, "“We build a bridge, not a wall,”")
    assert [item.layer for item in offering.open_in(0)] == ["quotes"]


def test_a_session_that_labels_claims_is_offered_no_quotes() -> None:
    session, offering = at_desk("“It grew by 12 percent,” said Mira Halden.\n", layers=("claims",))
    assert {item.layer for item in offering.open_in(0)} == {"claims"}
    do(session, "accept")
    assert session.labels.quotes == ()


def test_a_paragraph_that_somebody_gave_a_zone_is_offered_none() -> None:
    session, offering = at_desk("Bridge pact signed\n\nThe pact was signed on Monday in Estmere, where it rained.\n")
    session.set_zone("subheading")
    assert offering.open_in(0) == ()


def test_a_quotation_over_two_paragraphs_is_offered_where_it_begins() -> None:
    session, offering = at_desk(
        "“We build it for all of us.\n\n“And we stay,” said Mira Halden on Monday.\n\nIt rained.\n"
    )
    assert words_of(session, offering.open_in(0)) == ["“We build it for all of us. … “And we stay,”"]
    do(session, "next_suggestion", "accept")
    assert session.cursor.paragraph == 0
    assert session.labels.quotes[0].sources == ("s1",)
    with pytest.raises(NotPossibleError, match=r"No suggestion is open\.$"):
        do(session, "next_suggestion")


# --- going there


def test_next_selects_the_words_goes_on_over_paragraphs_and_round_the_end() -> None:
    session, _ = at_desk()
    assert do(session, "next_suggestion") == (
        "Suggestion 1 of 1: quote, direct · Mira Halden · neutral · assertion; right 99 % of the time."
    )
    assert selected(session) == "“We build a bridge, not a wall,”"
    do(session, "next_suggestion")
    assert (session.cursor.paragraph, selected(session)) == (2, "“We agree,”")
    told = do(session, "next_suggestion")
    assert told is not None
    assert told.startswith("On from the beginning of the text. Suggestion 1 of 1")
    assert session.cursor.paragraph == 0
    do(session, "next_suggestion", "accept", "first_paragraph", "next_suggestion")
    assert str(do(session, "next_suggestion")).startswith("This is the only suggestion that is open.")


def test_where_nothing_is_open_it_says_so() -> None:
    session, _ = at_desk("The weather was fine.\n")
    with pytest.raises(NotPossibleError, match=r"No suggestion is open\.$"):
        do(session, "next_suggestion")


def test_what_was_not_looked_at_yet_is_told() -> None:
    session = session_on(SAID)
    session.offering = Offering(session)
    for action in ("next_suggestion", "accept", "reject"):
        with pytest.raises(NotPossibleError, match="still being looked for"):
            do(session, action)


def test_in_a_huge_text_it_goes_on_to_where_nobody_has_looked() -> None:
    session = session_on(SAID)
    session.offering = Offering(session)
    session.offering.windowed = True
    session.offering.take({0: []})
    assert do(session, "next_suggestion") == "No suggestion up to here; looking on from here."
    assert session.cursor.paragraph == 1


def test_a_session_without_suggestions_says_so() -> None:
    for action in ("next_suggestion", "accept", "reject", "blind"):
        with pytest.raises(NotPossibleError, match="Nothing is suggested here"):
            do(session_on(SAID), action)


def test_what_somebody_else_finds_too_stays_the_current_one() -> None:
    session, offering = at_desk("“We agree,” said Ann Roe. “Not we,” said Carl Lund.\n")
    do(session, "next_suggestion", "next_suggestion")
    current = offering.current
    assert current is not None
    offering.take({0: [replace(current, origin="other/1", score=1.0)]}, 1)
    assert offering.current is not None
    assert (offering.current.spans, offering.current.score) == (current.spans, 1.0)
    do(session, "shrink_right", "accept")
    assert texts(session.labels.quotes[0]) == ["“Not we"]


# --- rejecting


def test_what_is_rejected_is_not_open_until_undo() -> None:
    session, offering = at_desk()
    first = offering.current
    assert do(session, "reject") == "Rejected: direct, “We build a bridge, not a wall,”. Undo brings it back."
    assert offering.current is None
    assert do(session, "undo") == "Undone: reject a suggestion."
    assert offering.current is first
    assert do(session, "redo") == "Done again: reject a suggestion."
    assert offering.current is None


def test_undo_takes_back_rejections_and_labels_in_their_order() -> None:
    session, offering = at_desk("“We agree,” said Ann Roe. “Not we,” said Carl Lund. “Nor we,” said Ines Vale.\n")
    do(session, "reject", "accept", "reject")
    assert offering.open_in(0) == ()
    do(session, "undo")
    assert words_of(session, offering.open_in(0)) == ["“Nor we,”"]
    do(session, "undo")
    assert words_of(session, offering.open_in(0)) == ["“Not we,”", "“Nor we,”"]
    assert session.labels.quotes == ()
    do(session, "undo")
    assert len(offering.open_in(0)) == 3
    assert do(session, "undo") == "There is nothing to undo."


# --- blind, read-only


def test_blind_shows_and_takes_nothing() -> None:
    session, offering = at_desk()
    assert str(do(session, "blind")).startswith("You label blind from here on")
    assert (offering.current, offering.open_in(0)) == (None, ())
    for action in ("next_suggestion", "accept", "reject"):
        with pytest.raises(NotPossibleError, match="You label blind: suggestions are off, and b shows them"):
            do(session, action)
    assert do(session, "blind") == "Suggestions are shown: what you label from here on is not blind."
    assert offering.current is not None


def test_a_read_only_session_accepts_and_rejects_nothing() -> None:
    session, offering = at_desk()
    session.read_only = "Somebody else is at it. You can look, but not label."
    before = session.labels
    for action in ("accept", "reject"):
        with pytest.raises(NotPossibleError, match="You can look, but not label"):
            do(session, action)
    assert session.labels is before
    assert len(offering.open_in(0)) == 1


# --- what the codebook asks for


def test_what_is_not_suggested_and_needed_is_asked_and_it_is_still_one_edit() -> None:
    book = codebook_of(
        sources={},
        quotes={
            "form": {"values": {"direct": "d", "indirect": "i"}, "required": True},
            "tone": {"values": {"warm": "w", "cold": "c"}, "required": True, "question": "How does it sound?"},
        },
    )
    session, offering = at_desk(codebook=book)
    with pytest.raises(NeedsMoreError, match="The codebook asks for tone") as caught:
        offering.accept()
    coding = coding_of(session, caught.value)
    assert (coding.step, coding.question, session.labels.quotes) == ("tone", "How does it sound?", ())
    answer(coding, "c enter")
    (made,) = session.labels.quotes
    assert (made.attribute("form"), made.attribute("tone"), made.sources) == ("direct", "cold", ("s1",))
    assert (made.cue and made.cue.text, made.origin) == ("said", "rules/1")
    do(session, "undo")
    assert (session.labels.quotes, session.labels.sources) == ((), ())


def test_a_source_picked_while_it_is_asked_is_taken_instead_of_the_suggested_one() -> None:
    book = codebook_of(sources={}, quotes={"tone": {"values": {"warm": "w", "cold": "c"}, "required": True}})
    session, offering = at_desk(codebook=book)
    select(session, "Kasimir Orlane")
    session.create("sources", session.propose("sources"))
    do(session, "first_paragraph")
    with pytest.raises(NeedsMoreError) as caught:
        offering.accept()
    answer(coding_of(session, caught.value), "1 w enter")
    assert [item.name for item in session.labels.sources] == ["Kasimir Orlane"]
    assert session.labels.quotes[0].sources == ("s1",)


def test_dropping_the_question_leaves_the_suggestion_open() -> None:
    book = codebook_of(quotes={"tone": {"values": {"warm": "w"}, "required": True}})
    session, offering = at_desk(codebook=book)
    with pytest.raises(NeedsMoreError) as caught:
        offering.accept()
    coding = answer(coding_of(session, caught.value), "escape")
    assert coding.message == "Nothing was labelled."
    assert (session.labels.quotes, len(offering.open_in(0))) == ((), 1)


def test_a_codebook_without_sources_gets_the_quote_alone() -> None:
    book = codebook_of(quotes={"form": {"values": {"direct": "d"}, "required": True}})
    session, _ = at_desk(codebook=book)
    assert do(session, "accept") == "q1 direct accepted. Who “Mira Halden” is, you must say: 1–9 or w."
    assert coded(session.labels.quotes[0])["form"] == "direct"


# --- whatever is done

_TEXTS = (
    SAID,
    SPLIT,
    "Bridge pact signed\r\n\r\n“We 👩‍👩‍👧 agree,” said Mira Ha\u0301lden.\r\n\r\nShe said trade grew by 12 percent.\n",
    "قال الوزير «نعم نعم نعم» أمس\n\n“No \x1b[31m \u202e,” said Ann\u00a0Roe, “and no \x9b.”\n\nPrint this page\n",
    "The report says that engineers warned that the dam “was weak.”\n\nCritics spoke of a “friendship” of 4 billion.\n",
)
_ACTIONS = st.lists(
    st.sampled_from(
        "next_suggestion accept accept reject undo redo extend_right shrink_right extend_left shrink_left grow "
        "start_right end_right add_piece next_paragraph previous_paragraph word_right clear_selection delete".split()
    ),
    max_size=25,
)


@settings(max_examples=60)
@given(content=st.sampled_from(_TEXTS), actions=_ACTIONS)
def test_whatever_is_done_with_suggestions_the_labels_are_valid_and_undo_brings_all_back(
    content: str, actions: list[str]
) -> None:
    session = session_on(content, rule="auto", codebook=shipped())
    offering = offered(session)
    everything = [offering.open_in(paragraph) for paragraph in range(len(session.units))]
    begun = session.labels
    for action in actions:
        try:
            do(session, action)
        except NotPossibleError as error:
            assert str(error).endswith(".")
        assert faults(session) == []
    while session.undo():
        pass
    assert session.labels == begun
    assert [offering.open_in(paragraph) for paragraph in range(len(session.units))] == everything


@settings(max_examples=40)
@given(content=st.sampled_from(_TEXTS), steps=st.integers(0, 8))
def test_accepting_and_undoing_gives_the_same_labels(content: str, steps: int) -> None:
    session = session_on(content, rule="auto")
    offering = offered(session)
    for _ in range(steps):
        try:
            offering.next()
        except NotPossibleError:
            break
        before, current = session.labels, offering.current
        offering.accept()
        session.undo()
        assert session.labels == before
        assert offering.current is current


def test_rejections_are_those_it_is_given() -> None:
    session = session_on(SAID)
    rejections = Rejections()
    offered(session, rejections=rejections)
    do(session, "reject")
    again = session_on(SAID, layers=("sources", "quotes"))
    assert offered(again, rejections=rejections).open_in(0) == ()


def test_what_becomes_of_suggestions_does_not_depend_on_where_the_person_is() -> None:
    session, offering = at_desk()
    go_to(session, "We agree")
    assert offering.current is offering.open_in(2)[0]
    go_to(session, "was fine")
    assert offering.current is None
