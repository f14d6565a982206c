"""Whatever is done to a text: nothing is lost, nothing is guessed, and what is unique and untouched moves with it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.labels import Item, Labels, Span
from tests.reanchoring.revising import claim, frame, labelled, moved, places, quote, source, span

WORDS = st.sampled_from("he said the port Halden pays “no never” 12 percent of it, ﬁn é 港 口 👩‍🔬 grows.".split())
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ARTICLE = st.lists(PARAGRAPH, min_size=1, max_size=7).map("\n\n".join)
BOTH = pytest.mark.parametrize("with_old", [False, True], ids=["by words and order", "by the text as it was"])


@st.composite
def labels_on(draw: st.DrawFn, content: str) -> Labels:
    """Draw items over words of a text."""
    starts = [0, *(index + 1 for index, char in enumerate(content) if char in " \n" and content[index + 1 :].strip())]
    starts = [start for start in starts if not content[start].isspace()]

    def words() -> Span:
        first = draw(st.sampled_from(starts))
        count = draw(st.integers(1, 5))
        end = first
        for _ in range(count):
            following = content.find(" ", end + 1)
            end = len(content) if following < 0 else following
        return span_at(content, first, len(content[first:end].split("\n", maxsplit=1)[0]) + first)

    items: list[Item] = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["source", "quote", "claim", "frame"]))
        if kind == "source":
            found = {words() for _ in range(draw(st.integers(0, 3)))}
            items.append(source(f"s{number}", *sorted(found, key=lambda one: one.start)))
        elif kind == "quote":
            items.append(quote(f"q{number}", words(), cue=draw(st.none() | st.builds(words))))
        elif kind == "claim":
            items.append(claim(f"c{number}", words()))
        else:
            items.append(frame(f"f{number}", words(), scope="span"))
    return labelled(content, *items)


def span_at(content: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=content[start:end])


Revision = tuple[Labels, str, str]


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Labels, str, str]:
    """Draw labels, the text they are on, and a revision of it."""
    content = draw(ARTICLE)
    labels = draw(labels_on(content)).model_copy(update={"text_sha256": "0" * 64})
    blocks = [block.split(" ") for block in content.split("\n\n")]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(blocks) - 1))
        block = blocks[at]
        word = draw(st.integers(0, len(block) - 1))
        match draw(st.sampled_from(["insert", "delete", "replace", "move", "double", "drop", "new", "split", "merge"])):
            case "insert":
                block.insert(word, draw(WORDS))
            case "delete" if len(block) > 1:
                del block[word]
            case "replace":
                block[word] = draw(WORDS)
            case "move":
                blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
            case "double":
                blocks.insert(at, list(block))
            case "drop" if len(blocks) > 1:
                del blocks[at]
            case "new":
                blocks.insert(at, draw(PARAGRAPH).split(" "))
            case "split" if word:
                blocks[at : at + 1] = [block[:word], block[word:]]
            case "merge" if at + 1 < len(blocks):
                blocks[at : at + 2] = [block + blocks[at + 1]]
    return labels, content, draw(st.sampled_from(["\n\n", "\r\n\r\n"])).join(" ".join(block) for block in blocks)


def pieces(items: list[Item]) -> Counter[tuple[str, str]]:
    """Count the words of each item, marks and white space aside."""
    return Counter((item.id, " ".join(one.text.split())) for item in items for _, one in item.located_spans())


@BOTH
@settings(max_examples=80, deadline=None)
@given(revision=revisions())
def test_nothing_is_lost_and_what_comes_out_is_without_faults(revision: Revision, with_old: bool) -> None:
    labels, old, new = revision
    done = moved(labels, new, old if with_old else None).labels  # has no faults, see there
    waiting = [entry.item for entry in done.undecided]
    assert pieces([*done.items(), *waiting]) == pieces(list(labels.items()))
    assert {item.id for item in [*done.items(), *waiting]} == {item.id for item in labels.items()}
    assert {item.id for item in done.sources} == {item.id for item in labels.sources}
    assert not (done.complete and (done.undecided or not all(paragraph.reviewed for paragraph in done.paragraphs)))


@BOTH
@settings(max_examples=60, deadline=None)
@given(revision=revisions())
def test_a_text_that_is_the_same_keeps_every_label_where_it_is(revision: Revision, with_old: bool) -> None:
    labels, old, _ = revision
    done = moved(labels, old, old if with_old else None).labels
    assert places(done) == places(labels)
    assert not done.undecided


@settings(max_examples=60, deadline=None)
@given(revision=revisions())
def test_doing_it_twice_does_nothing_more(revision: Revision) -> None:
    labels, old, new = revision
    once = moved(labels, new, old).labels
    again = moved(once.model_copy(update={"text_sha256": "1" * 64}), new, new).labels
    for item_id, found in places(once).items():
        assert set(found) <= set(places(again)[item_id])  # a mention that waited may have got its place
    assert moved(once, new, old).labels == once


UNIQUE = st.lists(st.integers(0, 10**6), min_size=4, max_size=40, unique=True)


@BOTH
@settings(max_examples=60, deadline=None)
@given(numbers=UNIQUE, data=st.data())
def test_words_that_stand_once_in_both_texts_are_placed_nowhere_else(
    numbers: list[int], data: st.DataObject, with_old: bool
) -> None:
    words = [f"w{number}x" for number in numbers]
    old = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 3, len(words) - 1)))
    labels = labelled(old, claim("c1", span(old, " ".join(words[first : last + 1]))))
    kept = [word for word in words if data.draw(st.booleans()) or word in words[first : last + 1]]
    kept.insert(data.draw(st.integers(0, first if kept[:first] == words[:first] else 0)), "new")
    new = " ".join(kept)
    done = moved(labels, new, old if with_old else None).labels
    for one in done.claims:
        assert [one.text for one in one.main] == [" ".join(words[first : last + 1])]
    if len(words[first]) + (last - first) * 5 >= 12:
        assert places(done) == {"c1": [(new.index(words[first]), new.index(words[last]) + len(words[last]))]}


@BOTH
@settings(max_examples=60, deadline=None)
@given(article=st.lists(PARAGRAPH, min_size=1, max_size=5, unique=True), data=st.data())
def test_of_the_copies_of_a_doubled_paragraph_none_is_chosen(
    article: list[str], data: st.DataObject, with_old: bool
) -> None:
    article = [f"{number}{block} {number}" for number, block in enumerate(article)]
    at = data.draw(st.integers(0, len(article) - 1))
    old = "\n\n".join(article)
    item: Any = claim("c1", span(old, article[at]))
    others = [claim(f"c{number + 2}", span(old, words)) for number, words in enumerate(article) if number != at]
    new = "\n\n".join([*article[:at], article[at], *article[at:]])
    done = moved(labelled(old, item, *others), new, old if with_old else None).labels
    assert [(entry.reason, entry.item) for entry in done.undecided] == [("ambiguous", item)]
    assert len(done.claims) == len(others)
