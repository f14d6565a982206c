"""Labelling again: which paragraphs are drawn, and what a second pass begins with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus import Corpus
from annotator.labels import LAYERS, LayerName
from annotator.session import Session
from annotator.session.again import NothingToLabelAgainError, SecondPass, draw
from annotator.session.opening import alone, open_session
from annotator.store import InvalidNameError, labels_path
from tests.session.desk import do, quote, source

LONG = "\n\n".join(f"“The {word} is late,” said Mira Halden." for word in "abcdefghijklmnopqrst")
PARAGRAPHS = 20


def first_pass(folder: Path, reviewed: int = PARAGRAPHS, layers: Sequence[LayerName] = LAYERS) -> Path:
    """Label a text as `mira`, and review some of its paragraphs."""
    path = folder / "ferries.txt"
    path.write_text(LONG, encoding="utf-8")
    session = open_session(Corpus(folder), path, "mira", layers=layers)
    source(session, "Mira Halden")
    quote(session, "“The a is late,”", "1 enter")
    do(session, "first_paragraph", *["reviewed_next"] * reviewed)
    session.saver.save()
    return path


def again(folder: Path, share: float = 0.2, layers: Sequence[LayerName] = LAYERS) -> SecondPass:
    return SecondPass(Corpus(folder), "mira", layers, share)


def saved(session: Session) -> str:
    session.saver.save()
    return session.saver.path.read_text(encoding="utf-8")


# --- the draw --------------------------------------------------------------------------------------------------------


@given(count=st.integers(0, 200), share=st.floats(0.01, 1), seed=st.text(max_size=5))
def test_a_sample_is_the_share_in_text_order_spread_over_the_text_and_the_same_each_time(
    count: int, share: float, seed: str
) -> None:
    numbers = list(range(1, count + 1))
    found = draw(numbers, share, seed)
    assert found == draw(numbers, share, seed)
    assert list(found) == sorted(set(found) & set(numbers))
    assert abs(len(found) - count * share) < 1
    edges = [0, *found, count + 1]
    widest = 2 * count / max(len(found), 1) + 1
    assert all(behind - before <= widest for before, behind in zip(edges, edges[1:], strict=False))


def test_the_whole_is_a_share_too() -> None:
    assert draw([2, 5, 9], 1, "any") == (2, 5, 9)


def test_every_paragraph_has_the_same_chance_and_the_share_is_right_over_many_texts() -> None:
    drawn = [number for text in range(4000) for number in draw(range(7), 0.2, str(text))]
    assert len(drawn) == pytest.approx(4000 * 7 * 0.2, rel=0.03)
    for number in range(7):
        assert drawn.count(number) == pytest.approx(800, rel=0.12)


# --- the session -----------------------------------------------------------------------------------------------------


def test_a_second_pass_begins_with_the_paragraphs_of_the_first_and_nothing_that_was_said(tmp_path: Path) -> None:
    path = first_pass(tmp_path)
    second = again(tmp_path)
    session = second.open(path)
    assert session.labels.annotator == "mira-again"
    assert list(session.labels.items()) == []
    assert session.remembered == {}
    first = open_session(Corpus(tmp_path), path, "mira").labels
    assert [(p.start, p.end) for p in session.labels.paragraphs] == [(p.start, p.end) for p in first.paragraphs]
    assert {(p.zone, p.reviewed) for p in session.labels.paragraphs} == {("body", ())}
    assert session.labels.sample == second.sample(path)
    assert session.unreviewed == 4
    assert session.cursor.paragraph + 1 == second.sample(path)[0]


def test_it_goes_from_one_paragraph_of_the_sample_to_the_next(tmp_path: Path) -> None:
    path = first_pass(tmp_path)
    session = again(tmp_path).open(path)
    visited = []
    while session.unreviewed:
        visited.append(session.cursor.paragraph + 1)
        told = do(session, "reviewed_next")
    assert tuple(visited) == session.labels.sample
    assert told == "Every paragraph of the sample is reviewed."
    assert do(session, "next_unreviewed") == "Every paragraph of the sample is reviewed."
    do(session, "undo")
    assert session.unreviewed == 1


def test_other_paragraphs_can_be_visited_and_are_not_marked(tmp_path: Path) -> None:
    session = again(tmp_path).open(first_pass(tmp_path))
    sample = session.labels.sample or ()
    do(session, "first_paragraph")
    while session.is_asked(session.cursor.paragraph):
        do(session, "next_paragraph")
    number = session.cursor.paragraph + 1
    assert do(session, "reviewed_next") == f"Paragraph {number} is not in the sample, and not marked."
    assert session.cursor.paragraph + 1 == min(each for each in sample if each > number)
    assert session.unreviewed == 4
    do(session, "last_paragraph")
    if session.is_asked(session.cursor.paragraph):
        do(session, "reviewed_next")
    else:
        said = "No paragraph of the sample follows; 4 paragraphs before it still to review."
        assert do(session, "reviewed_next") == said


def test_the_sample_stays_while_the_first_pass_goes_on_and_whatever_share_is_said_later(tmp_path: Path) -> None:
    path = first_pass(tmp_path, reviewed=10)
    session = again(tmp_path).open(path)
    do(session, "reviewed_next")
    drawn = session.labels.sample
    assert f"sample: [{', '.join(map(str, drawn or ()))}]\n" in saved(session)
    first = open_session(Corpus(tmp_path), path, "mira")
    do(first, *["reviewed_next"] * 10)
    first.saver.save()
    resumed = again(tmp_path, share=0.9).open(path)
    assert resumed.labels.sample == drawn == again(tmp_path, share=0.9).sample(path)
    assert resumed.unreviewed == len(drawn or ()) - 1


def test_only_what_was_reviewed_is_drawn_and_no_debris(tmp_path: Path) -> None:
    path = first_pass(tmp_path, reviewed=6)
    labels = labels_path(path, "mira")
    content = labels.read_text(encoding="utf-8").replace("zone: body", "zone: furniture", 2)
    labels.write_text(content, encoding="utf-8")
    assert again(tmp_path, share=1).sample(path) == (3, 4, 5, 6)


def test_only_layers_that_the_first_pass_looked_for_are_labelled_again(tmp_path: Path) -> None:
    path = first_pass(tmp_path, layers=("sources", "quotes"))
    assert again(tmp_path).open(path).layers == ("sources", "quotes")
    assert again(tmp_path, layers=("quotes", "frames")).open(path).layers == ("quotes",)
    with pytest.raises(NothingToLabelAgainError, match="of 0 reviewed paragraphs"):
        again(tmp_path, layers=("frames",)).open(path)


def test_where_nothing_was_reviewed_or_drawn_it_says_so(tmp_path: Path) -> None:
    path = first_pass(tmp_path, reviewed=1)
    assert again(tmp_path, share=0.01).sample(path) == ()
    with pytest.raises(NothingToLabelAgainError, match=r"of 1 reviewed paragraph, none is in a sample of 1%\.$"):
        again(tmp_path, share=0.01).open(path)
    with pytest.raises(NothingToLabelAgainError, match="has nothing for tove to label again"):
        SecondPass(Corpus(tmp_path), "tove").open(path)


def test_a_session_that_was_killed_goes_on_with_the_same_sample(tmp_path: Path) -> None:
    path = first_pass(tmp_path)
    second = again(tmp_path)
    target = labels_path(path, "mira-again")
    session = alone(target, lambda: second.open(path))
    assert session.told and session.told.startswith("4 of 20 paragraphs are to be labelled again")
    do(session, "reviewed_next")
    session.saver.flush()
    assert session.lock is not None
    session.lock.release()  # killed before its time: the edit is in the journal only
    assert not target.exists()
    resumed = alone(target, lambda: again(tmp_path).open(path))
    assert resumed.unreviewed == 3
    assert resumed.labels.sample == session.labels.sample
    resumed.close()


def test_a_name_that_leaves_no_room_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidNameError, match="too long a name for a second pass"):
        SecondPass(Corpus(tmp_path), "m" * 59)
