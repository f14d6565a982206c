"""What labelling, linking, respanning and deleting do to the labels."""

from __future__ import annotations

import pytest

from annotator.session import Coding, NotPossibleError, Session
from tests.session.desk import (
    as_yaml,
    claim,
    coded,
    do,
    faults,
    frame,
    go_to,
    label,
    put_caret_on,
    quote,
    select,
    selected,
    session_on,
    source,
    texts,
)


def test_a_source_is_named_as_the_text_names_it_and_its_reliability_is_not_judged() -> None:
    session = session_on()
    made = source(session, "Transport Minister Mira Halden")
    assert as_yaml(session)["sources"] == [
        {
            "id": "s1",
            "name": "Transport Minister Mira Halden",
            "type": "named_individual",
            "reliability": "F",
            "mentions": [{"start": 79, "end": 109, "text": "Transport Minister Mira Halden"}],
        }
    ]
    assert session.item == made


def test_a_value_that_the_codebook_does_not_have_is_refused_in_a_sentence() -> None:
    session = session_on()
    made = source(session, "Mira Halden")
    before = session.labels
    with pytest.raises(NotPossibleError, match="s1 cannot be so: type"):
        session.code(made, {"type": "oracle"})
    with pytest.raises(NotPossibleError, match="s1 cannot be so: name"):
        session.change(made, "name of", name="")
    with pytest.raises(NotPossibleError, match="s1 needs basis too"):
        session.code(made, {"reliability": "B"})
    assert session.labels is before


def test_an_item_that_is_gone_is_not_changed() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    do(session, "delete")
    with pytest.raises(NotPossibleError, match="q1 is not there any more"):
        session.change(made, "note on", note="late")


# --- who says it -----------------------------------------------------------------------------------------------------


def test_words_selected_outside_a_quote_name_its_source() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”")
    select(session, "Transport Minister Mira Halden")
    session.link(made, halden)
    (now,) = session.labels.quotes
    assert now.sources == ("s1",)
    assert [span.text for span in now.source_spans] == ["Transport Minister Mira Halden"]


def test_a_caret_put_on_a_pronoun_names_the_source_too() -> None:
    session = session_on()
    halden = source(session, "Halden and Kasimir Orlane", "g enter")
    made = quote(session, "“We agree,”", "d enter")
    do(session, "word_right")
    session.link(made, halden)
    assert [span.text for span in session.labels.quotes[0].source_spans] == ["they"]


def test_a_caret_that_the_program_put_somewhere_names_nobody() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“We agree,”", "d enter")
    do(session, "next_paragraph", "previous_paragraph")
    session.link(made, halden)
    assert session.labels.quotes[0].sources == ("s1",)
    assert session.labels.quotes[0].source_spans == ()


def test_the_quoted_words_and_the_cue_do_not_name_the_source() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”")
    select(session, "said")
    session.set_cue()
    session.link(made, halden)
    assert session.labels.quotes[0].sources == ("s1",)
    select(session, "bridge")
    session.link(made, halden)
    assert session.labels.quotes[0].sources == session.labels.quotes[0].source_spans == ()


def test_better_words_take_the_place_of_those_they_overlap() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”")
    for words in ("Halden", "Minister Mira Halden"):
        select(session, words)
        session.link(made, halden)
    assert [span.text for span in session.labels.quotes[0].source_spans] == ["Minister Mira Halden"]


def test_the_same_link_again_is_taken_off_and_with_the_last_one_go_the_words_that_named_it() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    orlane = source(session, "Kasimir Orlane")
    made = quote(session, "“We agree,”", "d 2 enter")
    put_caret_on(session, "they")
    session.link(made, orlane)
    session.link(made, halden)
    assert session.labels.quotes[0].sources == ("s2", "s1")
    session.link(made, orlane)
    assert session.labels.quotes[0].sources == ("s1",)
    assert session.labels.quotes[0].source_spans != ()
    session.link(made, halden)
    assert session.labels.quotes[0].sources == session.labels.quotes[0].source_spans == ()
    assert faults(session) == []


def test_only_what_is_new_names_a_source_and_only_that_of_a_quote() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“We agree,”", "d enter")
    stated = claim(session, "freight will double", "p enter")
    put_caret_on(session, "they")
    assert [span.text for span in session.naming_words(made, halden)] == ["they"]
    assert session.naming_words(stated, halden) == ()
    session.link(made, halden)
    assert session.naming_words(session.labels.quotes[0], halden) == ()


def test_white_space_names_nobody_and_links_all_the_same() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“We agree,”", "d enter")
    place = session.text.content.index(" they")
    session.cursor.to_range(place, place + 1)
    session.link(made, halden)
    assert session.labels.quotes[0].sources == ("s1",)


def test_a_source_is_not_linked_to_a_source() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    with pytest.raises(NotPossibleError, match="cannot be linked to a source"):
        session.link(halden, halden)


def test_a_claim_inside_a_quote_is_its_sources_and_elsewhere_the_authors_own() -> None:
    session = session_on()
    source(session, "Mira Halden")
    quote(session, "“This is a bridge, not a wall,”", "1 enter")
    assert claim(session, "a bridge, not a wall").claimants == ("s1",)
    assert claim(session, "“This is a bridge, not a wall,”").claimants == ("s1",)  # all of its words
    assert claim(session, "trade had grown by 12 percent").claimants == ()


def test_a_claim_over_pieces_of_a_quote_is_its_sources_and_one_that_goes_beyond_is_not() -> None:
    session = session_on()
    source(session, "Kasimir Orlane")
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“and we always did.”")
    label(session, "quotes", "1 enter")
    select(session, "We agree")
    do(session, "add_piece")
    select(session, "and we always did")
    label(session, "claims", "o enter")
    assert session.labels.claims[0].claimants == ("s1",)
    assert claim(session, "“We agree,” they said", "o enter").claimants == ()


def test_a_claim_in_a_nested_quote_is_the_inner_sources() -> None:
    session = session_on()
    source(session, "Jory Pellin")
    source(session, "an engineer", "u enter")
    quote(session, "an engineer had told him “the ferries will be gone before the first pillar is dry.”", "i 1 enter")
    quote(session, "“the ferries will be gone before the first pillar is dry.”", "2 enter")
    assert claim(session, "the ferries will be gone", "p enter").claimants == ("s2",)


# --- mentions --------------------------------------------------------------------------------------------------------


def test_a_second_mention_is_added_in_text_order_and_the_same_again_is_taken_off() -> None:
    session = session_on()
    source(session, "Halden and", "n enter")
    coding = label_as_mention(session, "Mira Halden")
    assert coding.message == "“Mira Halden” names Halden and now."
    assert texts(session.labels.sources[0]) == ["Mira Halden", "Halden and"]
    coding = label_as_mention(session, "Mira Halden")
    assert coding.message == "“Mira Halden” does not name Halden and now."
    assert texts(session.labels.sources[0]) == ["Halden and"]


def label_as_mention(session: Session, words: str) -> Coding:
    select(session, words)
    return label(session, "sources", "1")


def test_a_mention_with_other_edges_takes_the_place_of_the_one_it_overlaps() -> None:
    session = session_on()
    source(session, "Mira")
    label_as_mention(session, "Mira Halden")
    assert texts(session.labels.sources[0]) == ["Mira Halden"]


# --- the cue ---------------------------------------------------------------------------------------------------------


def test_the_cue_is_set_and_the_same_words_again_take_it_off() -> None:
    session = session_on()
    quote(session, "“This is a bridge, not a wall,”")
    put_caret_on(session, "said")
    assert do(session, "label_cue") == "The cue of q1 is “said”."
    assert as_yaml(session)["quotes"][0]["cue"] == {"start": 110, "end": 114, "text": "said"}
    assert do(session, "label_cue") == "q1 has no cue now."
    assert as_yaml(session)["quotes"][0]["cue"] is None


def test_the_cue_goes_to_the_quote_labelled_last_though_another_is_nearer() -> None:
    session = session_on("“We will all go,” one said. “We will stay here,” the other said after a long while.")
    quote(session, "“We will stay here,”")
    quote(session, "“We will all go,”")
    select(session, "said", nth=2)
    assert session.set_cue().id == "q2"


def test_the_cue_goes_to_the_nearest_quote_where_none_was_labelled_or_visited() -> None:
    session = session_on("“We will all go,” one said. “We will stay here,” the other said.")
    quote(session, "“We will all go,”")
    quote(session, "“We will stay here,”")
    for word, wanted in (("one", "q1"), ("other", "q2")):
        session.item_id = None
        put_caret_on(session, word)
        assert session.set_cue().id == wanted


def test_a_cue_inside_an_outer_quote_is_that_of_the_quote_nested_in_it() -> None:
    session = session_on()
    quote(session, "“the ferries will be gone before the first pillar is dry.”")
    outer = quote(
        session, "an engineer had told him “the ferries will be gone before the first pillar is dry.”", "i enter"
    )
    select(session, "had told")
    assert session.set_cue().within == outer.id
    put_caret_on(session, "Pellin")
    do(session, "word_right")
    assert session.item_here() == session.labels.quotes[0]


@pytest.mark.parametrize(
    ("content", "quoted", "cue"),
    [
        ("“We agree,” Mira Halden said after the talks, smiling.", "“We agree,”", "said"),
        ("She thinks it over. “We agree,” has said Mira Halden. They warned her.", "“We agree,”", "has said"),
        ("Mira Halden pointed out that he said so: “We agree.”", "“We agree.”", "said"),
        ("According to Mira Halden, trade has grown.", "trade has grown", "According to"),
        ("“He said no,” Jory Pellin added.", "“He said no,”", "added"),
        ("“Mira Halden said ‘we agree’ to all of us,” Jory Pellin added.", "‘we agree’", "said"),
        (
            "„Wir sind uns einig und das ist gut so“, erklärte die Ministerin nach der Sitzung.",
            "„Wir sind uns einig und das ist gut so“",
            "erklärte",
        ),
        ("👍\u00a0“e\u0301t de,”\r\nsaid Mira Halden.", "“e\u0301t de,”", "said"),
    ],
)
def test_on_the_quote_itself_the_reporting_verb_beside_it_becomes_the_cue(content: str, quoted: str, cue: str) -> None:
    session = session_on(content, rule="blocks")
    quote(session, quoted, "d enter")
    assert do(session, "label_cue") == f"The cue of q1 is “{cue}”."


@pytest.mark.parametrize("content", ["“We agree,” and that was it.", "He said so. “We agree.” She did."])
def test_where_no_reporting_verb_stands_beside_them_the_quoted_words_are_no_cue(content: str) -> None:
    session = session_on(content)
    quote(session, content[content.index("“") : content.index("”") + 1], "d enter")
    with pytest.raises(NotPossibleError, match="no reporting verb stands beside"):
        session.set_cue()


def test_quoted_words_that_were_selected_by_hand_are_no_cue() -> None:
    session = session_on()
    quote(session, "“This is a bridge, not a wall,”")
    select(session, "“This is a bridge, not a wall,”")
    with pytest.raises(NotPossibleError, match="These are the words of q1"):
        session.set_cue()


def test_without_a_quote_there_is_nothing_to_give_a_cue() -> None:
    session = session_on()
    with pytest.raises(NotPossibleError, match="no quote here"):
        do(session, "label_cue")


# --- other words -----------------------------------------------------------------------------------------------------


def test_a_label_gets_the_words_that_are_selected_and_keeps_everything_else() -> None:
    session = session_on()
    source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”", "1 tab enter")
    select(session, "a bridge, not a wall")
    assert do(session, "respan") == "q1 has other words now."
    (now,) = session.labels.quotes
    assert texts(now) == ["a bridge, not a wall"]
    assert coded(now) == coded(made)


def test_a_label_gets_pieces() -> None:
    session = session_on()
    quote(session, "“We agree,” they said, “and we always did.”", "d enter")
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“and we always did.”")
    do(session, "respan")
    assert texts(session.labels.quotes[0]) == ["“We agree,”", "“and we always did.”"]


def test_a_mere_proposal_gives_no_label_other_words() -> None:
    session = session_on()
    quote(session, "“We agree,”", "d enter")
    do(session, "next_paragraph", "previous_paragraph")
    with pytest.raises(NotPossibleError, match="Select the words that q1 is to have"):
        do(session, "respan")
    go_to(session, "Print")
    with pytest.raises(NotPossibleError, match="There is no label here"):
        do(session, "respan")


def test_of_a_source_only_the_mention_here_gets_other_words() -> None:
    session = session_on()
    source(session, "Halden")
    select(session, "Halden", nth=2)
    label(session, "sources", "1")
    select(session, "Mira Halden")
    session.item_id = "s1"
    do(session, "respan")
    assert texts(session.labels.sources[0]) == ["Mira Halden", "Halden"]


def test_a_frame_becomes_one_over_a_span_or_a_paragraph_as_its_words_do() -> None:
    session = session_on()
    frame(session, "trade had grown")
    put_caret_on(session, "adding")
    do(session, "grow", "grow", "grow", "respan")
    assert session.labels.frames[0].scope == "paragraph"
    select(session, "trade had grown")
    do(session, "respan")
    assert session.labels.frames[0].scope == "span"


# --- quotes in quotes ------------------------------------------------------------------------------------------------

OUTER = "an engineer had told him “the ferries will be gone before the first pillar is dry.”"
INNER = "“the ferries will be gone before the first pillar is dry.”"


def within(session: Session) -> dict[str, str | None]:
    return {one.id: one.within for one in session.labels.quotes}


def test_a_quote_inside_another_is_nested_in_it_whichever_is_labelled_first() -> None:
    for first, second, nested in ((OUTER, INNER, {"q1": None, "q2": "q1"}), (INNER, OUTER, {"q1": "q2", "q2": None})):
        session = session_on()
        quote(session, first, "i enter")
        quote(session, second, "i enter")
        assert within(session) == nested


def test_a_quote_between_two_is_nested_in_the_outer_and_takes_in_the_inner() -> None:
    session = session_on()
    quote(session, f"Jory Pellin said {OUTER}", "i enter")
    quote(session, "“the ferries will be gone", "i enter")
    quote(session, OUTER, "i enter")
    assert within(session) == {"q1": None, "q2": "q3", "q3": "q1"}


def test_two_quotes_of_the_same_words_are_not_nested_in_each_other() -> None:
    session = session_on()
    quote(session, INNER)
    quote(session, INNER)
    assert within(session) == {"q1": None, "q2": None}
    assert faults(session) == []


def test_a_quote_in_the_pieces_of_a_discontinuous_one_is_nested_in_it() -> None:
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“and we always did.”")
    label(session, "quotes")
    quote(session, "we always did", "i enter")
    assert within(session) == {"q1": None, "q2": "q1"}


def test_deleting_a_quote_gives_those_inside_it_to_the_one_around_it() -> None:
    session = session_on()
    quote(session, f"Jory Pellin said {OUTER}", "i enter")
    quote(session, OUTER, "i enter")
    quote(session, INNER)
    select(session, OUTER)
    do(session, "delete")
    assert within(session) == {"q1": None, "q3": "q1"}
    do(session, "undo")
    assert within(session) == {"q1": None, "q2": "q1", "q3": "q2"}


def test_a_quote_with_other_words_is_nested_anew_and_lets_go_what_it_does_not_hold_any_more() -> None:
    session = session_on()
    quote(session, OUTER, "i enter")
    quote(session, INNER)
    select(session, OUTER)
    session.item_id = "q1"
    select(session, "the ferries will be gone")
    do(session, "respan")
    assert within(session) == {"q1": "q2", "q2": None}
    assert faults(session) == []
    do(session, "undo")
    assert within(session) == {"q1": None, "q2": "q1"}


# --- deleting --------------------------------------------------------------------------------------------------------


def test_deleting_a_source_takes_it_off_every_quote_claim_and_frame_and_the_words_that_named_it() -> None:
    session = session_on()
    halden = source(session, "Mira Halden")
    made = quote(session, "“This is a bridge, not a wall,”", "1 enter")
    select(session, "Mira Halden")
    session.link(made, halden)
    claim(session, "a bridge, not a wall")
    frame(session, "not a wall", "m 1 enter")
    select(session, "Mira Halden")
    assert do(session, "delete") == "s1 is deleted; undo brings it back."
    saved = as_yaml(session)
    assert saved["sources"] == []
    assert (saved["quotes"][0]["sources"], saved["quotes"][0]["source_spans"]) == ([], [])
    assert saved["claims"][0]["claimants"] == saved["frames"][0]["voice"] == []
    assert faults(session) == []


def test_where_nothing_is_labelled_nothing_is_deleted() -> None:
    session = session_on()
    with pytest.raises(NotPossibleError, match="no label here to delete"):
        do(session, "delete")


def test_after_a_label_the_caret_is_on_it_and_its_words_are_proposed_anew() -> None:
    session = session_on()
    quote(session, "“This is a bridge, not a wall,”")
    assert selected(session) == "“This is a bridge, not a wall,”"
    label(session, "claims", "v enter")
    assert texts(session.labels.claims[0]) == ["This is a bridge, not a wall"]
