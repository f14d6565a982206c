"""What becomes of an item that one side or both have changed."""

from __future__ import annotations

import pytest

from annotator.labels import Quote, Span
from annotator.session import Session
from tests.session.desk import claim, coded, frame, quote, session_on, source, texts
from tests.store.merge.versions import Work, after, begun, change, delete, ids, item, merged, opened, sentences


def span(session: Session, words: str) -> Span:
    start = session.text.content.index(words)
    return Span(start=start, end=start + len(words), text=words)


def test_what_each_side_did_to_other_items_is_put_together() -> None:
    session = begun()
    ours = after(session, change("q1", stance="distancing"), lambda s: claim(s, "freight will double"))
    theirs = after(session, change("c1", note="where from?"), lambda s: frame(s, "Critics"))
    found = merged(session, ours, theirs)
    assert ids(found.labels) == ["s1", "q1", "c1", "c2", "f1"]
    assert item(found.labels, "q1").attribute("stance") == "distancing"
    assert item(found.labels, "c1").note == "where from?"
    assert not found.conflicts


def test_what_both_did_alike_is_there_once() -> None:
    session = begun()
    both: list[Work] = [change("q1", stance="distancing"), lambda s: source(s, "Kasimir Orlane"), delete("c1")]
    found = merged(session, after(session, *both), after(session, *both))
    assert ids(found.labels) == ["s1", "s2", "q1"]
    assert not found.conflicts and not found.renamed


def test_other_fields_of_one_item_are_put_together() -> None:
    session = begun()
    ours = after(session, change("q1", stance="distancing", cue=span(session, "said")))
    theirs = after(session, change("q1", note="in the hall", confidence="high"))
    found = merged(session, ours, theirs)
    made = item(found.labels, "q1")
    assert isinstance(made, Quote) and made.cue is not None
    assert (made.attribute("stance"), made.cue.text, made.note, made.confidence) == (
        "distancing", "said", "in the hall", "high",
    )  # fmt: skip
    assert not found.conflicts


def test_a_field_that_both_changed_stays_ours_and_theirs_waits_whole() -> None:
    session = begun()
    ours = after(session, change("q1", stance="distancing"))
    theirs = after(session, change("q1", stance="endorsing", note="in the hall"))
    found = merged(session, ours, theirs)
    assert (item(found.labels, "q1").attribute("stance"), item(found.labels, "q1").note) == (
        "distancing",
        "in the hall",
    )
    assert [(each.reason, each.item) for each in found.labels.undecided] == [("conflict", item(theirs, "q1"))]
    assert [(each.what, each.layer, each.item, each.fields) for each in found.conflicts] == [
        ("changed", "quotes", "q1", ("stance",))
    ]
    assert sentences(found) == ["Quote q1 was changed on both sides (stance): ours stays, theirs waits in undecided."]


def test_fields_that_do_not_fit_each_other_are_not_mixed() -> None:
    session = begun()
    ours = after(session, change("s1", type="document"))
    theirs = after(session, change("s1", proximity="eyewitness"))
    found = merged(session, ours, theirs)
    assert coded(item(found.labels, "s1")) == coded(item(ours, "s1"))
    assert found.labels.undecided[0].item == item(theirs, "s1")
    assert found.conflicts[0].fields == ("type", "proximity")


def test_a_grade_here_and_its_grounds_there_do_not_make_a_grade_without_grounds() -> None:
    session = begun()
    graded = after(session, change("s1", reliability="B", basis="right so far"))
    session.labels = graded
    ours = after(session, change("s1", reliability="F", basis=None))
    theirs = after(session, change("s1", reliability="C"))
    found = merged(session, ours, theirs)
    assert (item(found.labels, "s1").attribute("reliability"), item(found.labels, "s1").attribute("basis")) == (
        "F",
        None,
    )
    assert found.labels.undecided[0].item == item(theirs, "s1")


def test_pieces_that_each_side_added_stand_in_text_order() -> None:
    session = begun()
    first = item(session.labels, "c1").main
    before, behind = span(session, "Bridge pact"), span(session, "freight will double")
    found = merged(
        session,
        after(session, change("c1", spans=(*first, behind))),
        after(session, change("c1", spans=(before, *first))),
    )
    assert texts(item(found.labels, "c1")) == ["Bridge pact", "trade had grown by 12 percent", "freight will double"]
    assert not found.conflicts


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("grown by 12", "by 12 percent"),  # they would overlap
        ("trade had", "12 percent"),  # each is another way to put the same piece
    ],
)
def test_pieces_that_do_not_go_together_are_a_conflict(here: str, there: str) -> None:
    session = begun()
    ours = after(session, change("c1", spans=(span(session, here),)))
    theirs = after(session, change("c1", spans=(span(session, there),)))
    found = merged(session, ours, theirs)
    assert texts(item(found.labels, "c1")) == [here]
    assert texts(found.labels.undecided[0].item) == [there]
    assert found.conflicts[0].fields == ("spans",)


def test_a_claim_does_not_lose_its_last_piece_to_both() -> None:
    session = begun()
    pieces = (*item(session.labels, "c1").main, span(session, "freight will double"))
    session.labels = after(session, change("c1", spans=pieces))
    found = merged(
        session,
        after(session, change("c1", spans=pieces[:1])),
        after(session, change("c1", spans=pieces[1:])),
    )
    assert item(found.labels, "c1").main == pieces[:1]
    assert found.labels.undecided[0].item.main == pieces[1:]


def test_mentions_of_both_sides_are_kept() -> None:
    session = begun()
    halden, again = item(session.labels, "s1").main[0], span(session, "Halden and")
    they = span(session, "they")
    found = merged(
        session,
        after(session, change("s1", mentions=(halden, again))),
        after(session, change("s1", mentions=(halden, they))),
    )
    assert texts(item(found.labels, "s1")) == ["Mira Halden", "Halden and", "they"]


def test_deleted_on_one_side_and_untouched_on_the_other_it_is_gone() -> None:
    session = begun()
    for sides in ((after(session, delete("c1")), session.labels), (session.labels, after(session, delete("c1")))):
        found = merged(session, *sides)
        assert ids(found.labels) == ["s1", "q1"]
        assert not found.conflicts


def test_deleted_on_one_side_and_changed_on_the_other_it_is_kept_and_told() -> None:
    session = begun()
    gone, noted = after(session, delete("c1")), after(session, change("c1", note="check this"))
    here = merged(session, noted, gone)
    assert item(here.labels, "c1").note == "check this"
    assert sentences(here) == ["Claim c1 was deleted there and changed here; it was kept."]
    there = merged(session, gone, noted)
    assert item(there.labels, "c1").note == "check this"
    assert sentences(there) == ["Claim c1 was deleted here and changed there; it was kept."]


def test_an_item_is_not_kept_because_its_source_was_deleted_elsewhere() -> None:
    session = begun()
    session.labels = after(session, change("q1", source_spans=(span(session, "Minister"),)))
    found = merged(session, after(session, delete("s1")), after(session, delete("q1")))
    assert ids(found.labels) == ["c1"]
    assert not found.conflicts


def test_a_source_that_the_other_side_needs_comes_back_with_its_links() -> None:
    session = begun()
    he = span(session, "Minister")
    session.labels = after(session, change("q1", source_spans=(he,)))
    gone = after(session, delete("s1"))
    assert (coded(item(gone, "q1")), coded(item(session.labels, "q1"))) == (
        {"form": "direct"}, {"form": "direct", "sources": ("s1",), "source_spans": (he,)},
    )  # fmt: skip
    used = after(session, change("c1", claimants=("s1",)))
    found = merged(session, gone, used)
    assert item(found.labels, "q1") == item(session.labels, "q1")
    assert item(found.labels, "c1").linked == ("s1",)
    assert sentences(found) == ["Source s1 was deleted here, and c1 links to it; it was kept."]
    assert merged(session, used, gone).labels.sources == session.labels.sources


def test_a_source_that_was_judged_comes_back_with_its_links() -> None:
    session = begun()
    found = merged(session, after(session, delete("s1")), after(session, change("s1", affiliation="government")))
    assert item(found.labels, "q1").linked == ("s1",)
    assert sentences(found) == ["Source s1 was deleted here and changed there; it was kept."]


def test_two_different_sources_of_one_quote_are_no_joint_source() -> None:
    session = begun()
    source(session, "Kasimir Orlane")
    source(session, "Jory Pellin")
    session.labels = after(session, change("q1", sources=()))
    found = merged(
        session, after(session, change("q1", sources=("s1",))), after(session, change("q1", sources=("s2",)))
    )
    assert item(found.labels, "q1").linked == ("s1",)
    assert found.conflicts[0].fields == ("sources",)
    session.labels = after(session, change("q1", sources=("s1",)))
    joint = merged(
        session, after(session, change("q1", sources=("s1", "s3"))), after(session, change("q1", sources=("s1", "s2")))
    )
    assert item(joint.labels, "q1").linked == ("s1", "s3", "s2")
    assert not joint.conflicts


def test_items_added_under_one_id_are_both_kept_and_links_follow() -> None:
    session = begun()

    def other_source(name: str, words: str) -> Work:
        def work(there: Session) -> None:
            source(there, name)
            quote(there, words, "2 d enter")

        return work

    ours = after(session, other_source("Kasimir Orlane", "“We agree,”"))
    theirs = after(session, other_source("Jory Pellin", "“friendship”"))
    found = merged(session, ours, theirs)
    assert found.renamed == {"s2": "s3", "q2": "q3"}
    assert [name.name for name in found.labels.sources] == ["Mira Halden", "Kasimir Orlane", "Jory Pellin"]
    assert [(texts(each), each.linked) for each in found.labels.quotes[1:]] == [
        (["“We agree,”"], ("s2",)),
        (["“friendship”"], ("s3",)),
    ]
    assert not found.conflicts


def test_without_a_common_version_an_id_says_nothing() -> None:
    empty = session_on()
    ours = after(empty, lambda s: source(s, "Mira Halden"), lambda s: quote(s, "“friendship”", "1 s enter"))
    theirs = after(empty, lambda s: source(s, "Jory Pellin"), lambda s: quote(s, "“friendship”", "1 s enter"))
    found = merged(empty, ours, theirs, without_base=True)
    assert [each.linked for each in found.labels.quotes] == [("s1",), ("s2",)]  # alike, but of different sources
    assert found.renamed == {"s1": "s2", "q1": "q2"}
    assert not found.conflicts


def test_an_id_that_one_side_used_again_is_another_item() -> None:
    session = begun()
    gone = after(session, delete("q1"))
    reopened = opened(session, gone)
    quote(reopened, "“friendship”", "1 s enter")
    assert ids(reopened.labels) == ["s1", "q1", "c1"]
    theirs = after(session, change("q1", stance="distancing"))
    found = merged(session, reopened.labels, theirs)
    assert [(each.id, texts(each)) for each in found.labels.quotes] == [
        ("q1", ["“friendship”"]),
        ("q2", ["“This is a bridge, not a wall,”"]),
    ]
    assert found.labels.quotes[1].attribute("stance") == "distancing"
    assert sentences(found) == ["Quote q2 was deleted here and changed there; it was kept."]
