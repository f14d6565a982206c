"""Edits as data: applied, inverted, refused."""

from __future__ import annotations

import pytest

from annotator.labels import Labels
from annotator.session.edits import Change, Edit, apply
from tests.session.desk import as_yaml, claim, do, quote, select, session_on, source


def labelled() -> Labels:
    session = session_on()
    for name in ("Mira Halden", "Kasimir Orlane", "Jory Pellin"):
        source(session, name)
    return session.labels


def test_an_edit_changes_new_labels_and_leaves_the_old_ones() -> None:
    labels = labelled()
    halden = labels.sources[0]
    renamed = halden.model_copy(update={"name": "Minister Halden"})
    after = apply(labels, Edit("name of s1", (Change("sources", 0, halden, renamed),)))
    assert [one.name for one in after.sources] == ["Minister Halden", "Kasimir Orlane", "Jory Pellin"]
    assert labels.sources[0].name == "Mira Halden"


def test_the_inverse_of_an_edit_with_several_changes_gives_back_the_same_order() -> None:
    labels = labelled()
    halden, orlane, _ = labels.sources
    edit = Edit("two", (Change("sources", 0, halden, None), Change("sources", 0, orlane, None)))
    assert [one.name for one in apply(labels, edit).sources] == ["Jory Pellin"]
    assert apply(apply(labels, edit), edit.inverse()) == labels
    assert edit.inverse().inverse() == edit


def test_an_edit_of_something_else_than_stands_there_is_refused() -> None:
    labels = labelled()
    halden, orlane, pellin = labels.sources
    for change in (
        Change("sources", 0, orlane, None),
        Change("sources", 2, halden, halden.model_copy(update={"name": "H"})),
        Change("sources", 3, pellin, None),
    ):
        with pytest.raises(ValueError, match=r"sources\[\d\] is not what the edit expects"):
            apply(labels, Edit("wrong", (change,)))


def test_complete_is_an_edit_like_any_other() -> None:
    labels = labelled()
    edit = Edit("complete", (Change("complete", 0, before=False, after=True),))
    assert apply(labels, edit).complete
    assert not apply(apply(labels, edit), edit.inverse()).complete


def test_what_changes_nothing_is_no_edit_and_leaves_nothing_to_undo() -> None:
    session = session_on()
    session.set_zone("body")
    session.set_complete(complete=False)
    session.set_reviewed(reviewed=False)
    assert session.undo() is None
    quote(session, "“This is a bridge, not a wall,”")
    labels = session.labels
    session.change(labels.quotes[0], "note on", note=None)
    session.code(labels.quotes[0], {"form": "direct"})
    select(session, "“This is a bridge, not a wall,”")
    assert do(session, "respan") == "q1 has these words already."
    assert session.labels is labels
    assert session.undo() == "quote q1"


def test_deleting_a_source_and_undoing_puts_it_back_where_it_stood_with_all_its_links() -> None:
    session = session_on()
    for name in ("Mira Halden", "Kasimir Orlane", "Jory Pellin"):
        source(session, name)
    quote(session, "“This is a bridge, not a wall,”", "1 2 enter")
    claim(session, "trade had grown by 12 percent", "q 1 enter")
    before = as_yaml(session)
    select(session, "Mira Halden")
    do(session, "delete")
    after = as_yaml(session)
    assert [one["id"] for one in after["sources"]] == ["s2", "s3"]
    assert after["quotes"][0]["sources"] == ["s2"]
    assert after["claims"][0]["claimants"] == []
    assert do(session, "undo") == "Undone: delete s1."
    assert as_yaml(session) == before


def test_a_source_with_a_thousand_items_is_deleted_in_one_edit() -> None:
    session = session_on("\n".join(f"“Word {n} is one of many,” Halden said." for n in range(1000)))
    halden = source(session, "Halden")
    for paragraph in range(1000):
        session.cursor.to_paragraph(paragraph)
        fields = session.propose("quotes") | {"sources": (halden.id,)}
        session.create("quotes", fields)
    assert session.index.linked("s1", "quotes") == 1000
    select(session, "Halden")
    do(session, "delete")
    assert {one.sources for one in session.labels.quotes} == {()}
    do(session, "undo")
    assert session.index.linked("s1", "quotes") == 1000
