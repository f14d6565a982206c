"""Paragraphs, progress, what waits already, and versions that have nothing to do with each other."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.codebook import shipped
from annotator.codebook.find import read, schemas_folder
from annotator.labels import CodebookRef, Labels, LayerName, Undecided, Zone
from annotator.session import Session
from annotator.store import check, new_labels
from annotator.store.merge import MergeError, merge
from tests.session.desk import ARTICLE, quote, session_on, source
from tests.store.merge.versions import Work, after, begun, change, delete, ids, item, merged, opened, sentences


def zone(paragraph: int, value: Zone) -> Work:
    def work(session: Session) -> None:
        session.cursor.to_paragraph(paragraph)
        session.set_zone(value)

    return work


def review(paragraph: int, *layers: LayerName, reviewed: bool = True) -> Work:
    def work(session: Session) -> None:
        session.layers = layers
        session.cursor.to_paragraph(paragraph)
        session.set_reviewed(reviewed=reviewed)

    return work


def complete(session: Session) -> None:
    session.set_complete(complete=True)


def test_zones_and_reviewed_layers_of_both_sides_are_put_together() -> None:
    session = begun()
    session.labels = after(session, review(1, "claims"))
    ours = after(session, zone(0, "headline"), review(0, "quotes", "sources"), review(1, "claims", reviewed=False))
    theirs = after(session, zone(1, "byline"), review(0, "frames"), review(1, "quotes"))
    for sides in ((ours, theirs), (theirs, ours)):
        found = merged(session, *sides)
        assert [(each.zone, each.reviewed) for each in found.labels.paragraphs[:3]] == [
            ("headline", ("sources", "quotes", "frames")),
            ("byline", ("quotes",)),
            ("body", ()),
        ]
        assert not found.conflicts


def test_two_zones_for_one_paragraph_are_told() -> None:
    session = begun()
    found = merged(session, after(session, zone(1, "byline")), after(session, zone(1, "furniture")))
    assert found.labels.paragraphs[1].zone == "byline"
    assert [(each.what, each.paragraph, each.zones) for each in found.conflicts] == [
        ("zone", 1, ("byline", "furniture"))
    ]
    assert sentences(found) == ["Paragraph 2 is byline here and furniture there; byline was kept."]


def test_paragraphs_with_other_borders_are_not_merged() -> None:
    session = begun()
    blocks = new_labels(session.text, "mira", session.codebook, "blocks")
    joined = blocks.model_copy(update={"paragraphs": blocks.paragraphs[:1]})
    with pytest.raises(MergeError, match="divide the text into different paragraphs"):
        merge(None, session.labels, joined, session.codebook)
    assert merged(session, session.labels, joined).labels.paragraphs == joined.paragraphs  # only one side changed them


def test_a_text_is_done_when_a_side_says_so_and_nothing_new_waits() -> None:
    session = begun()
    done = after(session, complete)
    assert merged(session, done, after(session, change("c1", note="where from?"))).labels.complete
    assert not merged(session, done, session.labels, without_base=True).labels.complete
    assert merged(session, done, done, without_base=True).labels.complete
    contradicting = merged(
        session,
        after(session, change("q1", stance="neutral"), complete),
        after(session, change("q1", stance="endorsing"), complete),
    )
    assert contradicting.labels.undecided and not contradicting.labels.complete


def test_what_was_done_before_and_is_not_any_more_is_not_done() -> None:
    session = begun()
    open_again = session.labels
    session.labels = after(session, complete)
    assert not merged(session, session.labels, open_again).labels.complete


def waiting(session: Session, item_id: str, **fields: Any) -> Undecided:
    found = item(session.labels, item_id).model_copy(update=fields)
    return session.codebook.label_models.undecided.model_validate({"reason": "conflict", "quote": found})


def with_waiting(labels: Labels, *entries: Undecided) -> Labels:
    return labels.model_copy(update={"undecided": entries})


def test_what_one_side_decided_waits_no_more_and_what_one_side_put_off_does() -> None:
    session = begun()
    one, two, three = (waiting(session, "q1", note=note) for note in ("one", "two", "three"))
    session.labels = with_waiting(session.labels, one, two)
    found = merged(session, with_waiting(session.labels, two, three), with_waiting(session.labels, one))
    assert found.labels.undecided == (three,)
    assert not found.conflicts


def test_a_text_with_open_questions_of_the_other_side_is_not_done() -> None:
    session = begun()
    found = merged(session, after(session, complete), with_waiting(session.labels, waiting(session, "q1", note="?")))
    assert found.labels.undecided and not found.labels.complete
    still = with_waiting(after(session, complete), waiting(session, "q1", note="?"))
    assert merged(session, still, session.labels).labels == still


def test_a_newer_version_takes_the_place_of_what_waits_since_an_earlier_merge() -> None:
    session = begun()
    first = after(session, change("q1", stance="endorsing"))
    unresolved = merged(session, after(session, change("q1", stance="distancing")), first).labels
    there = opened(session, first)
    change("q1", stance="neutral")(there)
    here = opened(session, unresolved)
    change("q1", stance=None)(here)
    found = merge(first, here.labels, there.labels, session.codebook)
    assert [each.item.attribute("stance") for each in found.labels.undecided] == ["neutral"]


def test_two_decisions_on_one_waiting_label_are_one_label() -> None:
    session = begun()
    found = item(session.labels, "q1")
    put_off = session.codebook.label_models.undecided.model_validate({"reason": "ambiguous", "quote": found})
    decided = session.labels
    session.labels = with_waiting(after(session, delete("q1")), put_off)
    ours = decided.model_copy(update={"quotes": (found.model_copy(update={"note": "the first"}),)})
    theirs = decided.model_copy(update={"quotes": (found.model_copy(update={"confidence": "high"}),)})
    both = merged(session, ours, theirs)
    assert [(each.id, each.note, each.confidence) for each in both.labels.quotes] == [("q1", "the first", "high")]
    assert not both.labels.undecided
    one = merged(session, session.labels, theirs)
    assert one.labels.quotes == theirs.quotes and not one.labels.undecided


def test_an_id_that_waits_here_is_not_given_to_something_else() -> None:
    empty = session_on()
    here = after(empty, lambda s: source(s, "Mira Halden"), lambda s: quote(s, "“We agree,”", "1 d enter"))
    made = opened(empty, here)
    there = after(empty, lambda s: quote(s, "“friendship”", "s enter"))
    ours = with_waiting(after(made, delete("q1")), waiting(made, "q1"))
    found = merged(empty, ours, there)
    assert (ids(found.labels), found.renamed) == (["s1", "q2"], {"q1": "q2"})
    back = merged(empty, there, ours)
    assert [each.item.id for each in back.labels.undecided] == ["q2"]


def test_labels_after_the_text_was_revised_are_merged_with_those_before_as_their_beginning() -> None:
    session = begun()
    revised = session_on("Update. " + ARTICLE)
    source(revised, "Mira Halden")
    quote(revised, "“This is a bridge, not a wall,”", "1 d enter")
    moved = revised.labels
    ours = after(opened(revised, moved), change("q1", stance="distancing"))
    theirs = after(opened(revised, moved), change("q1", note="again"))
    found = merge(session.labels, ours, theirs, session.codebook)
    assert list(check.faults(found.labels, revised.text, session.codebook)) == []
    assert [(each.id, each.attribute("stance"), each.note) for each in found.labels.quotes] == [
        ("q1", "distancing", "again")
    ]
    assert not found.conflicts


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"document": "treaty"}, "The two versions are about different texts: 'pact' and 'treaty'."),
        ({"annotator": "tom"},
         ("The two versions are by different annotators, 'mira' and 'tom': only versions of one annotator's labels can "
          "be merged.")),
        ({"text_sha256": "0" * 64}, "The two versions are about different versions of the text 'pact' .*000000000000…"),
        ({"codebook": CodebookRef(name="source-framing", version="2.0.0")},
         "made with different codebooks: source-framing 1.0.0 and source-framing 2.0.0"),
        ({"codebook": CodebookRef(name="attribution-only", version="1.0.0")},
         "made with different codebooks: source-framing 1.0.0 and attribution-only 1.0.0"),
    ],
)  # fmt: skip
def test_labels_of_something_else_are_refused(other: dict[str, Any], sentence: str) -> None:
    session = begun()
    stranger = session.labels.model_copy(update=other)
    with pytest.raises(MergeError, match=sentence):
        merge(session.labels, session.labels, stranger, session.codebook)
    if "text_sha256" not in other:
        with pytest.raises(MergeError, match="common one"):
            merge(stranger, session.labels, session.labels, session.codebook)


def test_the_newer_minor_version_of_a_codebook_stands() -> None:
    session = begun()
    newer = session.labels.model_copy(update={"codebook": CodebookRef(name="source-framing", version="1.10.0")})
    for base in (session.labels, None):
        for sides in ((newer, session.labels), (session.labels, newer)):
            assert merge(base, *sides, session.codebook).labels.codebook.version == "1.10.0"


def test_another_reading_of_the_codebook_makes_the_same_labels() -> None:
    session = begun()
    again = read(schemas_folder() / "source-framing.yaml")
    there = again.label_models.labels.model_validate(after(session, change("c1", note="where from?")).model_dump())
    assert type(there) is not type(session.labels)
    found = merged(session, after(session, change("q1", stance="neutral")), there)
    assert (item(found.labels, "c1").note, item(found.labels, "q1").attribute("stance")) == ("where from?", "neutral")
    assert not found.conflicts


def test_labels_that_do_not_fit_the_codebook_are_refused_in_a_sentence() -> None:
    session = begun()
    with pytest.raises(MergeError, match="do not fit the codebook attribution-only"):
        merge(None, session.labels, session.labels, shipped("attribution-only"))


def test_a_sample_holds_what_either_side_is_asked_for() -> None:
    session = begun()
    ours, theirs = (session.labels.model_copy(update={"sample": sample}) for sample in ((1, 3), (2, 3)))
    assert merge(None, ours, theirs, session.codebook).labels.sample == (1, 2, 3)
    assert merge(None, ours, session.labels, session.codebook).labels.sample is None
