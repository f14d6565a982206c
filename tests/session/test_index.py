"""What lies where, and who is quoted how often."""

from __future__ import annotations

from annotator.session import Session
from annotator.session.index import ItemIndex
from tests.session.desk import claim, do, edit, frame, go_to, label, quote, select, session_on, source


def ids_in(session: Session, words: str) -> list[str]:
    paragraph = session.units.paragraph_at(session.text.content.index(words))
    return [item.id for item in session.index.in_paragraph(paragraph)]


def test_items_of_a_paragraph_come_in_text_order_the_longer_first() -> None:
    session = session_on()
    source(session, "Mira Halden")
    claim(session, "trade had grown by 12 percent")
    quote(session, "“This is a bridge, not a wall,”")
    frame(session, "“This is a bridge, not a wall,” Transport Minister")
    assert ids_in(session, "This is") == ["f1", "q1", "s1", "c1"]
    assert ids_in(session, "Critics") == []


def test_an_item_is_in_every_paragraph_that_has_a_span_of_it_a_cue_too() -> None:
    session = session_on()
    select(session, "“We agree,”")
    do(session, "add_piece")
    select(session, "“friendship”")
    label(session, "quotes", "d enter")
    assert ids_in(session, "We agree") == ids_in(session, "Critics") == ["q1"]
    assert ids_in(session, "Jory") == []
    session.cursor.to_range(session.text.content.index("Print"), session.text.content.index("Print") + 5)
    session.change(session.labels.quotes[0], "cue of", cue=session.propose("quotes")["content"][0])
    assert ids_in(session, "Print") == ["q1"]


def test_a_span_across_paragraphs_is_in_all_of_them_and_one_from_the_gap_only_where_it_has_words() -> None:
    session = session_on("One two.\n\nThree four.\n\nFive.")
    across = session.propose("claims") | {"type": "other"}
    content = session.text.content
    for start, end, wanted in ((4, 27, ["c1", "c1", "c1"]), (9, 15, ["c2"]), (8, 10, ["c3"])):
        span = across["spans"][0].model_copy(update={"start": start, "end": end, "text": content[start:end]})
        session.create("claims", across | {"id": wanted[0], "spans": (span,)})
    assert [[item.id for item in session.index.in_paragraph(index)] for index in range(3)] == [
        ["c3", "c1"],
        ["c1", "c2"],
        ["c1"],
    ]


def test_quotes_claims_and_frames_are_counted_by_source() -> None:
    session = session_on()
    source(session, "Mira Halden")
    source(session, "Kasimir Orlane")
    quote(session, "“This is a bridge, not a wall,”", "1 2 enter")
    quote(session, "“We agree,”", "1 d enter")
    claim(session, "trade had grown", "1 q enter")
    frame(session, "not a wall", "m 2 enter")

    def counts(source_id: str) -> list[int]:
        return [session.index.linked(source_id, layer) for layer in ("quotes", "claims", "frames")]

    assert (counts("s1"), counts("s2"), counts("s9")) == ([2, 1, 0], [1, 0, 1], [0, 0, 0])
    do(session, "undo", "undo")
    assert (counts("s1"), counts("s2")) == ([2, 1, 0], [1, 0, 0])


def test_ids_are_found_and_none_is_no_id() -> None:
    session = session_on()
    made = quote(session, "“We agree,”", "d enter")
    assert session.index.get("q1") is made
    assert session.index.get("q2") is session.index.get(None) is None
    assert "q1" in session.index
    assert "q2" not in session.index


def test_a_number_tells_whether_a_paragraph_has_to_be_drawn_again() -> None:
    session = session_on()
    session.cursor.to_paragraph(2)
    seen = [session.index.version(paragraph) for paragraph in range(7)]

    def changed() -> list[int]:
        now = [session.index.version(paragraph) for paragraph in range(7)]
        found = [paragraph for paragraph in range(7) if now[paragraph] != seen[paragraph]]
        seen[:] = now
        return found

    quote(session, "“This is a bridge, not a wall,”")
    assert changed() == [2]
    session.set_zone("lede")
    assert changed() == [2]
    do(session, "undo")
    assert changed() == [2]
    source(session, "Jory Pellin")
    assert changed() == [4]
    session.link(session.labels.quotes[0], session.labels.sources[0], ())
    assert changed() == [2]


def test_a_source_that_is_renamed_is_drawn_again_wherever_something_hangs_on_it() -> None:
    session = session_on()
    made = source(session, "Mira Halden")
    go_to(session, "Critics")
    label(session, "frames", "u 1 enter")
    before = [session.index.version(paragraph) for paragraph in range(7)]
    session.change(made, "name of", name="Minister Halden")
    after = [session.index.version(paragraph) for paragraph in range(7)]
    assert [index for index in range(7) if after[index] > before[index]] == [2, 5]


def test_sources_that_are_named_nowhere_lie_nowhere() -> None:
    session = session_on()
    made = source(session, "Mira Halden")
    session.change(made, "mentions of", mentions=())
    assert [item.id for item in session.index.nowhere()] == ["s1"]
    assert ids_in(session, "This is") == []


def test_new_numbers_follow_the_highest_whatever_ids_a_file_has() -> None:
    session = session_on()
    fields = session.propose("quotes")
    for made in ("q007", "quote-nine", "q99999999999", "Q50", "c12"):
        session.create("quotes", fields | {"id": made, "form": "direct"})
    fresh = ItemIndex(session.units, session.labels)
    assert fresh.fresh_id("q") == session.index.fresh_id("q") == "q8"
    assert fresh.fresh_id("c") == "c13"
    assert fresh.fresh_id("f") == "f1"


def test_coding_an_item_keeps_it_in_its_place() -> None:
    session = session_on()
    first = quote(session, "“We agree,”", "d enter")
    quote(session, "“and we always did.”", "d enter")
    edit(session, first, "i enter")
    assert [one.id for one in session.labels.quotes] == ids_in(session, "We agree") == ["q1", "q2"]
