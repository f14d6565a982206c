"""Who is named beside the words of a label, and what credits a quote: picked and taken with one key."""

from __future__ import annotations

import pytest

from annotator.session import Coding, Session
from tests.session.desk import (
    answer,
    as_yaml,
    claim,
    do,
    go_to,
    quote,
    select,
    session_on,
    source,
)

TALKS = """Mira Halden met Jory Pellin on Monday.

“We agree on nothing,” Halden said. “Not even on the weather.”

She left early. “Nobody asked me to stay,” she told Pellin.

👍\u00a0“The\u0301 pact is not dead,” said Pellin, “and we shall sign it.”
"""


def mentioned(session: Session, words: str, nth: int) -> None:
    """Label the nth place of words as a mention of the first source."""
    select(session, words, nth)
    answer(Coding.label(session, "sources"), "1")


def with_both(content: str = TALKS) -> Session:
    """Return a session in which both people are sources."""
    session = session_on(content)
    source(session, "Mira Halden")
    source(session, "Jory Pellin")
    return session


def test_the_source_mentioned_in_the_same_sentence_is_picked_with_the_words_that_name_it() -> None:
    session = with_both()
    mentioned(session, "Halden", nth=2)
    go_to(session, "We agree")
    coding = Coding.label(session, "quotes")
    assert coding.beside is not None
    assert coding.beside.source.name == "Mira Halden"
    answer(coding, ", enter")
    (made,) = as_yaml(session)["quotes"]
    assert (made["sources"], [span["text"] for span in made["source_spans"]]) == (["s1"], ["Halden"])


@pytest.mark.parametrize(
    ("words", "picked", "named"),
    [
        ("“We agree,” Halden said.", "Mira Halden", "Halden"),
        ("“We agree,” said Mira Halden of the coalition.", "Mira Halden", "Mira Halden"),
        ("The port authority, which Pellin left, said: “We agree.”", "Jory Pellin", "Pellin"),
        ("“We agree,” said the Port authority.", "Port authority", "Port authority"),
        ("“We agree,” port authority people said.", "Port authority", "port authority"),
        ("“We agree,” said Hald\u0301en and Haldens.", None, None),
        ("“We agree,” said Orlane.", None, None),
    ],
)
def test_a_source_is_named_by_its_name_or_a_surname_that_only_one_has(words: str, picked: str, named: str) -> None:
    session = session_on(
        "Mira Halden, Jory Pellin, Kasimir Orlane and Vesna Orlane met. Port authority people came.\n\n"
        + "It rained.\n\n" * 10
        + words
    )
    for name in ("Mira Halden", "Jory Pellin", "Kasimir Orlane", "Vesna Orlane", "Port authority"):
        source(session, name)
    go_to(session, "We agree")
    made = quote(session, words[words.index("“") : words.index("”") + 1], "d , enter")
    assert [one.name for one in session.labels.sources if one.id in made.sources] == ([picked] if picked else [])
    assert [span.text for span in made.source_spans] == ([named] if picked else [])


def test_picked_again_it_is_taken_off_with_its_words() -> None:
    session = with_both()
    mentioned(session, "Halden", nth=2)
    go_to(session, "We agree")
    answer(Coding.label(session, "quotes"), ", , enter")
    (made,) = as_yaml(session)["quotes"]
    assert (made["sources"], made["source_spans"]) == ([], [])


def test_where_nobody_is_named_in_the_sentence_it_is_who_spoke_or_was_mentioned_last() -> None:
    session = with_both()
    spoken = quote(session, "“We agree on nothing,”", "1 enter")
    quote(session, "“Not even on the weather.”", ", enter")
    assert session.labels.quotes[1].sources == spoken.sources == ("s1",)
    assert session.labels.quotes[1].source_spans == ()


def test_words_inside_the_quote_name_nobody_who_says_it() -> None:
    session = session_on("Mira Halden said that Jory Pellin was wrong.")
    source(session, "Mira Halden")
    source(session, "Jory Pellin")
    made = quote(session, "that Jory Pellin was wrong", "i , enter")
    assert made.sources == ("s1",)


def test_of_a_claim_only_who_it_is_credited_to_is_kept() -> None:
    session = session_on("By the count of Mira Halden, trade grew by 12 percent.")
    source(session, "Mira Halden")
    made = claim(session, "trade grew by 12 percent", "q , enter")
    assert made.linked == ("s1",)


def test_where_nobody_is_known_it_is_said_and_the_questions_go_on() -> None:
    session = session_on("“We agree on nothing,” somebody said.")
    go_to(session, "We agree")
    coding = Coding.label(session, "quotes")
    answer(coding, ",")
    assert "No source is named here" in coding.message
    assert not coding.done


def test_many_paragraphs_further_back_nobody_is_spoken_of_any_more() -> None:
    session = session_on("Mira Halden came.\n\n" + "It rained.\n\n" * 12 + "“We agree on nothing,” came a voice.")
    source(session, "Mira Halden")
    go_to(session, "We agree")
    assert Coding.label(session, "quotes").beside is None


# --- the cue and the words for its source -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quoted", "cue", "named"),
    [
        ("“We agree on nothing,”", "said", "Halden"),
        ("“Nobody asked me to stay,”", "told", "she"),
        ("“The\u0301 pact is not dead,”", "said", "Pellin"),
    ],
)
def test_a_quote_is_kept_with_what_credits_it(quoted: str, cue: str, named: str) -> None:
    session = with_both()
    made = quote(session, quoted, "1 v")
    assert (made.cue and made.cue.text, [span.text for span in made.source_spans]) == (cue, [named])
    do(session, "undo")
    assert session.labels.quotes[0].cue is None
    assert session.labels.quotes[0].source_spans == ()


def test_without_a_source_or_with_two_only_the_cue_is_taken() -> None:
    session = with_both()
    assert quote(session, "“We agree on nothing,”", "v").source_spans == ()
    both = quote(session, "“Nobody asked me to stay,”", "1 2 v")
    assert (both.cue and both.cue.text, both.source_spans) == ("told", ())


def test_words_for_the_source_that_are_there_stay() -> None:
    session = with_both()
    made = quote(session, "“Nobody asked me to stay,”", "1 enter")
    select(session, "Pellin", nth=2)
    session.link(made, session.labels.sources[1])
    go_to(session, "Nobody asked")
    do(session, "label_cue")
    assert [span.text for span in session.labels.quotes[0].source_spans] == ["Pellin"]


def test_where_nothing_credits_it_that_is_said_and_the_questions_go_on() -> None:
    session = session_on("“We agree on nothing,” and that was that.")
    go_to(session, "We agree")
    coding = Coding.label(session, "quotes")
    answer(coding, "v")
    assert "no reporting verb stands beside" in coding.message
    assert not coding.done
    answer(coding, "enter")
    assert coding.done


def test_what_is_mandatory_is_asked_before() -> None:
    session = session_on("A “friendship”, said Mira Halden.")
    go_to(session, "friendship")
    coding = Coding.label(session, "quotes")
    answer(coding, "v")
    assert "Choose the form first" in coding.message
    answer(coding, "d v")
    assert coding.done
    assert coding.message == "The cue of q1 is “said”."


# --- pieces -----------------------------------------------------------------------------------------------------------


def test_behind_a_quoted_string_that_is_kept_the_next_one_is_selected() -> None:
    session = with_both()
    go_to(session, "The\u0301 pact")
    assert do(session, "add_piece") == ("1 piece kept: the next quoted string is selected, and is labelled with it.")
    coding = Coding.label(session, "quotes")
    answer(coding, "2 v")
    (made,) = session.labels.quotes
    assert [span.text for span in made.content] == ["“The\u0301 pact is not dead,”", "“and we shall sign it.”"]
    assert (made.cue and made.cue.text, [span.text for span in made.source_spans]) == ("said", ["Pellin"])


def test_behind_the_last_quoted_string_of_a_paragraph_nothing_else_is_selected() -> None:
    session = with_both()
    go_to(session, "Not even")
    assert do(session, "next_quotation", "add_piece") == "1 piece kept: go to the next one, then label them together."
