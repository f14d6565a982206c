"""Counting keys: what is counted are keys that make the labels, in the program itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.corpus import Corpus
from annotator.labels import Labels
from annotator.session.opening import open_session
from benchmarks.keystrokes.article import Replayed, replay
from benchmarks.keystrokes.comparing import differences
from benchmarks.keystrokes.peers import BRAT, LABEL_STUDIO, Gestures, Slate, of_item
from benchmarks.keystrokes.program import saved_by
from benchmarks.keystrokes.report import Measured, page
from benchmarks.keystrokes.single import each
from tests.session.desk import claim, do, frame, quote, select, source

ROOT = Path(__file__).parents[2]
ARTICLE = """Pact signed

“This is a bridge, not a wall,” Mira Halden said. The port will be better for all of that by 12 percent.

“We came,” said Halden, “and we shall stay here for good.”
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A corpus with one article."""
    (tmp_path / "pact.txt").write_text(ARTICLE, encoding="utf-8")
    return Corpus(tmp_path)


@pytest.fixture
def target(corpus: Corpus) -> Labels:
    """All labels of it: a source, two quotes with cues and the words that name her, a claim, a frame, a zone."""
    session = open_session(corpus, corpus.text_paths()[0], "mira")
    session.set_zone("headline")
    halden = source(session, "Mira Halden")
    first = quote(session, "“This is a bridge, not a wall,”")
    select(session, "Mira Halden")
    session.link(first, halden)
    select(session, "said")
    session.set_cue()
    select(session, "“We came,”")
    do(session, "add_piece")
    second = quote(session, "“and we shall stay here for good.”")
    select(session, "Halden", 2)
    session.link(second, halden)
    select(session, "said", 2)
    session.code(session.set_cue(), {"stance": "neutral", "attitude": "assertion"})
    claim(session, "The port will be better for all of that by 12 percent", "p tab tab c enter")
    frame(session, "“We came,” said Halden, “and we shall stay here for good.”", "e enter")
    do(session, "first_paragraph", *["reviewed_next"] * 3, "complete")
    return session.labels


def replayed(corpus: Corpus, target: Labels, *, suggestions: bool) -> Replayed:
    return replay(corpus, corpus.text_paths()[0], target, suggestions=suggestions)


@pytest.mark.parametrize("suggestions", [False, True])
def test_the_keys_make_the_same_labels(corpus: Corpus, target: Labels, suggestions: bool) -> None:
    found = replayed(corpus, target, suggestions=suggestions)
    assert list(differences(found.labels, target, found.ids)) == []
    assert sum(found.counts.values()) == sum(found.uses.values()) == len(found.keys)


@pytest.mark.parametrize("suggestions", [False, True])
def test_the_program_saves_the_same_labels_when_the_keys_are_pressed_in_it(
    corpus: Corpus, target: Labels, suggestions: bool
) -> None:
    found = replayed(corpus, target, suggestions=suggestions)
    saved = saved_by(corpus, corpus.text_paths()[0], target, found.keys, suggestions=suggestions)
    assert list(differences(saved, target, found.ids)) == []


def test_suggestions_take_no_more_keys_than_labelling_by_hand(corpus: Corpus, target: Labels) -> None:
    by_hand, offered = (replayed(corpus, target, suggestions=given) for given in (False, True))
    assert len(offered.keys) < len(by_hand.keys)
    assert not by_hand.accepted
    assert offered.accepted


def test_other_labels_are_told_apart(corpus: Corpus, target: Labels) -> None:
    found = replayed(corpus, target, suggestions=False)
    (claimed,) = target.claims
    less = target.model_copy(update={"claims": (), "complete": False})
    assert list(differences(found.labels, less, found.ids)) == [
        "one is complete, the other is not",
        f"{found.ids[claimed.id]} is there and should not be",
    ]
    other = target.model_copy(update={"claims": (claimed.model_copy(update={"certainty": "possible"}),)})
    (told,) = differences(found.labels, other, found.ids)
    assert told.startswith(f"{claimed.id}: certainty is ")


def test_a_quote_alone_is_counted_from_its_paragraph_on(corpus: Corpus, target: Labels) -> None:
    first, second = each(corpus, corpus.text_paths()[0], target)
    assert (first.by_hand, first.named, first.offered) == (3, 3, 1)  # q 1 v; the same; a
    assert second.offered == 1


def test_other_programs_are_counted_by_spans_values_and_relations(corpus: Corpus, target: Labels) -> None:
    mentions = {(one.id, span) for one in target.sources for span in one.mentions}
    parts = of_item(target.quotes[0], corpus.codebook, mentions)
    assert (len(parts.spans), parts.values, parts.links) == (2, 0, 2)  # words and cue; to the cue, to the mention
    assert BRAT.cost(parts) == Gestures(keys=6, drags=4)
    assert LABEL_STUDIO.cost(parts) == Gestures(keys=4, clicks=4, drags=2)
    # Four tokens on, five more to the end, a label; the cue is the tenth token from there, and labelled; two relations.
    assert Slate(ARTICLE).cost(parts).total > 14


def test_the_page_says_what_was_counted(corpus: Corpus, target: Labels) -> None:
    path = corpus.text_paths()[0]
    by_hand, offered = (replayed(corpus, target, suggestions=given) for given in (False, True))
    measured = Measured(path, target, corpus.codebook, by_hand, offered, tuple(each(corpus, path, target)))
    told = page([measured], "mira", pressed=False)
    assert f"| pact | 5 | {len(by_hand.keys)} | {len(offered.keys)} |" in told
    assert "| quotes, direct | 2 |" in told
    assert "pressed in the program" not in told


def test_the_page_in_docs_is_one_that_the_command_wrote() -> None:
    template = (ROOT / "benchmarks" / "keystrokes" / "page.md").read_text(encoding="utf-8")
    written = (ROOT / "docs" / "keystrokes.md").read_text(encoding="utf-8")
    for part in re.split(r"\{\w+\}", template):
        assert part in written
    totals = re.search(r"^\| all \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| (\d+)% \|", written, re.MULTILINE)
    assert totals
    _, by_hand, offered = (int(number.replace(",", "")) for number in totals.groups()[:3])
    assert round(100 * offered / by_hand) == int(totals[4])
