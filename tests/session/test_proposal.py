"""Which words a label key takes, and which form it presets."""

from __future__ import annotations

import pytest

from annotator.labels import LayerName
from annotator.session import NotPossibleError
from tests.session.desk import ARTICLE, codebook_of, do, label, put_caret_on, quote, select, session_on, texts

QUOTED = "Minister Mira Halden’s “bridge, not a wall” was late. “It is done now,” she said.\nNo more."


def proposed(layer: LayerName, caret: str, content: str = QUOTED) -> str:
    session = session_on(content)
    put_caret_on(session, caret)
    (span,) = session.propose(layer)[{"quotes": "content", "sources": "mentions"}.get(layer, "spans")]
    return str(span.text)


def form(words: str, content: str = QUOTED) -> str | None:
    session = session_on(content)
    select(session, words)
    found: str | None = session.propose("quotes").get("form")
    return found


def test_a_caret_in_a_quoted_string_takes_the_string_for_a_quote() -> None:
    assert proposed("quotes", "wall") == "“bridge, not a wall”"


def test_a_caret_outside_takes_the_sentence_for_a_quote() -> None:
    assert proposed("quotes", "late") == "Minister Mira Halden’s “bridge, not a wall” was late."


def test_a_source_takes_the_name_without_its_possessive() -> None:
    assert proposed("sources", "Halden") == "Minister Mira Halden"


def test_a_claim_takes_a_quoted_string_without_marks_or_else_the_sentence() -> None:
    assert proposed("claims", "wall") == "bridge, not a wall"
    assert proposed("claims", "done") == "It is done now"  # without the comma of the sentence around
    assert proposed("claims", "late").startswith("Minister") and proposed("claims", "late").endswith("late.")


def test_a_claim_on_a_scare_quote_takes_the_sentence() -> None:
    assert (
        proposed("claims", "gift", "They called it a “gift” in vain. So it was.") == "They called it a “gift” in vain."
    )


def test_a_frame_takes_the_paragraph_and_says_so() -> None:
    session = session_on(QUOTED)
    put_caret_on(session, "late")
    fields = session.propose("frames")
    assert fields["scope"] == "paragraph"
    assert fields["spans"][0].text == QUOTED.split("\n", maxsplit=1)[0]


def test_edges_that_a_person_set_are_taken_as_they_are() -> None:
    session = session_on(QUOTED)
    select(session, "not a")
    for layer, field in (("quotes", "content"), ("claims", "spans"), ("sources", "mentions"), ("frames", "spans")):
        assert session.propose(layer)[field][0].text == "not a"  # type: ignore[arg-type]
    assert session.propose("frames")["scope"] == "span"


def test_a_whole_paragraph_selected_by_hand_is_a_frame_on_the_paragraph() -> None:
    session = session_on(QUOTED)
    select(session, "No more.")
    assert session.propose("frames")["scope"] == "paragraph"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u200b", "\u3000", "\t"])
def test_white_space_at_the_edges_belongs_to_no_label(blank: str) -> None:
    session = session_on(f"One{blank}two{blank}three four.")
    select(session, f"{blank}two{blank}")
    assert session.propose("claims")["spans"][0].text == "two"
    assert session.propose("sources")["name"] == "Two"


def test_nothing_but_white_space_is_not_labelled() -> None:
    session = session_on("One two.")
    session.cursor.to_range(3, 4)
    with pytest.raises(NotPossibleError, match="only white space"):
        session.propose("quotes")


def test_a_combining_mark_keeps_the_space_it_stands_on() -> None:
    session = session_on("One \u0301 two.")
    session.cursor.to_range(3, 9)
    assert session.propose("claims")["spans"][0].text == " \u0301 two"


def test_pieces_are_one_label_in_text_order() -> None:
    session = session_on()
    select(session, "“and we always did.”")
    do(session, "add_piece")
    select(session, "“We agree,”")
    label(session, "quotes", "enter")
    (made,) = session.labels.quotes
    assert texts(made) == ["“We agree,”", "“and we always did.”"]
    assert session.cursor.selection.pieces == ()


def test_pieces_in_two_paragraphs_are_one_label() -> None:
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece", "next_paragraph")
    label(session, "quotes", "i enter")
    assert texts(session.labels.quotes[0]) == [
        "“We agree,”",
        "“the ferries will be gone before the first pillar is dry.”",
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("“It is done now,”", "direct"),
        ("It is done now", "direct"),  # the marks were left out, but they are there
        ("“bridge, not a wall” was late.", "mixed"),
        ("Minister Mira Halden’s “bridge, not a wall”", "mixed"),
        ("was late", "indirect"),
        ("not a", None),  # part of a quoted string: whose words they are, only a person can tell
    ],
)
def test_the_form_is_what_the_quote_marks_show(words: str, wanted: str | None) -> None:
    assert form(words) == wanted


def test_a_quoted_string_of_up_to_three_words_may_be_a_scare_quote_and_is_left_to_the_person() -> None:
    assert form("“friendship”", ARTICLE) is None
    assert form("friendship", ARTICLE) is None


def test_two_quoted_strings_with_the_attribution_between_them_are_mixed_but_as_pieces_direct() -> None:
    assert form("“We agree,” they said, “and we always did.”", ARTICLE) == "mixed"
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“and we always did.”")
    assert session.propose("quotes")["form"] == "direct"


def test_a_quotation_that_runs_on_into_the_next_paragraph_is_direct() -> None:
    assert form("“We came early and stayed late.", "“We came early and stayed late.\n“And then we left.”") == "direct"


@pytest.mark.parametrize(
    "words", ["«Nous sommes tous d’accord»", '"We are all for it"', "„Wir sind alle dafür“", "「我們都同意這件事」"]
)
def test_quote_marks_of_other_languages_are_quote_marks(words: str) -> None:
    assert form(words, f"Halden: {words}, so Halden.") == "direct"


def test_a_codebook_that_has_no_such_form_presets_none() -> None:
    forms = {"form": {"required": True, "values": {"spoken": "s", "indirect": "i"}}}
    session = session_on(codebook=codebook_of(quotes=forms))
    select(session, "“This is a bridge, not a wall,”")
    assert "form" not in session.propose("quotes")
    select(session, "trade had grown")
    assert session.propose("quotes")["form"] == "indirect"


def test_a_layer_that_is_not_labelled_in_this_session_is_refused() -> None:
    session = session_on(layers=("quotes",))
    with pytest.raises(NotPossibleError, match="does not label claims"):
        session.propose("claims")
    assert session.propose("sources")["name"] == "Bridge"  # quotes need sources


def test_new_ids_follow_the_highest_number_and_never_come_back() -> None:
    session = session_on()
    first = quote(session, "“This is a bridge, not a wall,”")
    second = quote(session, "“We agree,”", "d enter")
    assert (first.id, second.id) == ("q1", "q2")
    do(session, "delete")
    assert quote(session, "“and we always did.”").id == "q3"


def test_after_a_quote_the_claim_in_it_is_what_was_quoted_without_the_marks() -> None:
    session = session_on()
    quote(session, "freight will double", "i enter")
    quote(session, "“We agree,” they said, “and we always did.”", "m enter")
    select(session, "trade had grown by 12 percent")
    label(session, "quotes", "i enter")
    label(session, "claims", "q enter")
    assert texts(session.labels.claims[0]) == ["trade had grown by 12 percent"]


def test_the_claim_in_a_discontinuous_quote_has_its_pieces() -> None:
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“and we always did.”")
    label(session, "quotes")
    do(session, "first_paragraph", "next_item")
    label(session, "claims", "o enter")
    assert texts(session.labels.claims[0]) == ["We agree", "and we always did."]


def test_off_the_quote_or_with_other_edges_the_claim_is_something_else() -> None:
    session = session_on()
    quote(session, "freight will double", "i enter")
    put_caret_on(session, "According")
    label(session, "claims", "p enter")
    quote(session, "freight will double", "i enter")
    do(session, "shrink_left")
    label(session, "claims", "p enter")
    assert [texts(one) for one in session.labels.claims] == [
        ["According to Halden and Kasimir Orlane, freight will double."],
        ["will double"],
    ]
