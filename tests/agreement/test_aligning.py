"""Which item of one annotator is which of another: what agreement counts, and what adjudication steps through."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import Alignment, align
from annotator.agreement.aligning import Group
from annotator.labels import LAYERS, Labels
from tests.agreement.building import WORDS, claim, frame, ida, loaded, office, plan, quote, say, two_say
from tests.dataset.building import span, spans


def alignment(folder: Path, **settings: Any) -> Alignment:
    """Align everyone's labels of the only text."""
    (document,) = loaded(folder).documents
    return align({who: said.record for who, said in document.labels.items()}, len(document.text), **settings)


def only(found: tuple[Group, ...]) -> Group:
    (group,) = found
    return group


def test_items_at_the_same_words_are_one_group(tmp_path: Path) -> None:
    two_say(tmp_path)
    found = alignment(tmp_path)
    assert found.annotators == ("ada", "ben")
    assert [(group.layer, sorted(group.items), group.agreed) for group in found] == [
        ("sources", ["ada", "ben"], True),
        ("sources", ["ada", "ben"], True),
        ("quotes", ["ada", "ben"], True),
        ("claims", ["ada", "ben"], True),
        ("claims", ["ada", "ben"], True),
        ("frames", ["ada", "ben"], True),
    ]


def test_what_differs_is_named(tmp_path: Path) -> None:
    def other(text: Any) -> Any:
        narrower = spans(text, "Nobody asked the valley")
        return [quote(text, form="mixed", sources=("s2",), content=narrower, cue=span(text, "said on").model_copy())]

    two_say(tmp_path, quotes=other)
    group = only(alignment(tmp_path).layers["quotes"])
    assert group.differing == ("content", "sources", "cue", "form")
    assert 0.8 < group.overlap < 1
    assert not group.agreed


def test_what_was_not_coded_differs_from_a_value(tmp_path: Path) -> None:
    two_say(tmp_path, quotes=lambda text: [quote(text, sources=("s1",), stance="neutral")])
    assert only(alignment(tmp_path).layers["quotes"]).differing == ("stance",)


def test_notes_confidence_and_origin_are_nothing_to_agree_on(tmp_path: Path) -> None:
    two_say(
        tmp_path, quotes=lambda text: [quote(text, sources=("s1",), note="sure?", confidence="low", origin="rules/1")]
    )
    assert only(alignment(tmp_path).layers["quotes"]).agreed


def test_an_item_without_counterpart_says_who_has_none(tmp_path: Path) -> None:
    two_say(tmp_path, claims=lambda text: [claim(text, "dust"), claim(text, "parents", 2)])
    found = alignment(tmp_path).layers["claims"]
    assert [(sorted(group.items), group.missing) for group in found] == [
        (["ada"], ("ben",)),
        (["ada", "ben"], ()),
        (["ben"], ("ada",)),
    ]


def test_links_are_compared_by_what_they_lead_to_and_not_by_id(tmp_path: Path) -> None:
    def other_way(text: Any) -> Any:
        return [office(text, "s1"), ida(text, "s2")]

    two_say(
        tmp_path,
        sources=other_way,
        quotes=lambda text: [quote(text, sources=("s2",))],
        claims=lambda text: [claim(text, "jobs", claimants=("s1",)), claim(text, "dust", 2, type="other")],
    )
    assert all(group.agreed for group in alignment(tmp_path))


def test_sources_are_the_same_by_registry_name_or_mention(tmp_path: Path) -> None:
    text = plan(tmp_path)
    (tmp_path / "sources.yaml").write_text("sources:\n- id: ida-corven\n  name: Ida Corven\n", encoding="utf-8")
    say(
        text,
        "ada",
        sources=[
            ida(text, registry="ida-corven", mentions=()),
            office(text, mentions=()),
            {"id": "s3", "name": "a parent", "type": "unnamed_individual", "mentions": spans(text, "Some parents")},
        ],
    )
    say(
        text,
        "ben",
        sources=[
            {"id": "s1", "name": "parents", "type": "unnamed_group", "mentions": spans(text, "parents kept")},
            office(text, name="The  Mayor's Office"),
            ida(text, "s3", name="Corven", registry="ida-corven"),
        ],
    )
    found = alignment(tmp_path).layers["sources"]
    pairs = sorted((group.items["ada"].id, group.items["ben"].id) for group in found)
    assert pairs == [("s1", "s3"), ("s2", "s2"), ("s3", "s1")]


def test_a_frame_over_the_article_goes_with_one_over_the_article(tmp_path: Path) -> None:
    both: dict[str, Any] = {"scope": "article", "spans": ()}
    two_say(tmp_path, frames=lambda text: [frame(text, "", "political", **both), frame(text, "jobs", "economic", 2)])
    found = alignment(tmp_path).layers["frames"]
    assert [(sorted(group.items), group.pieces == ()) for group in found] == [(["ada", "ben"], False), (["ben"], True)]


def test_frames_of_one_paragraph_go_together_by_their_kind(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada", frames=[frame(text, "jobs", "economic"), frame(text, "jobs", "political", 2)])
    say(text, "ben", frames=[frame(text, "jobs", "political"), frame(text, "jobs", "morality", 2)])
    found = alignment(tmp_path).layers["frames"]
    pairs = {(group.items["ada"].attribute("frame"), group.items["ben"].attribute("frame")) for group in found}
    assert pairs == {("political", "political"), ("economic", "morality")}


def test_nested_quotes_are_compared_by_the_quote_they_are_in(tmp_path: Path) -> None:
    text = plan(tmp_path)
    outer = "“Nobody asked the valley,” Ida Corven said on Friday."
    say(text, "ada", quotes=[quote(text, outer, form="indirect"), quote(text, "asked", 2, within="q1")])
    say(text, "ben", quotes=[quote(text, "asked", 7, within="q8"), quote(text, outer, 8, form="indirect")])
    assert all(group.agreed for group in alignment(tmp_path))


def test_three_annotators_are_aligned_at_once(tmp_path: Path) -> None:
    text = two_say(tmp_path)
    say(text, "cleo", sources=[ida(text)], claims=[claim(text, "dust", 5, type="other"), claim(text, "parents", 6)])
    found = alignment(tmp_path).layers["claims"]
    assert [(sorted(group.items), group.missing) for group in found] == [
        (["ada", "ben"], ("cleo",)),
        (["ada", "ben", "cleo"], ()),
        (["cleo"], ("ada", "ben")),
    ]


@pytest.mark.parametrize(("threshold", "groups"), [(0.9, 2), (0.5, 1)])
def test_how_much_must_overlap_can_be_said(tmp_path: Path, threshold: float, groups: int) -> None:
    two_say(tmp_path, quotes=lambda text: [quote(text, content=spans(text, "asked the valley,”"))])
    assert len(alignment(tmp_path, threshold=threshold).layers["quotes"]) == groups
    assert len(alignment(tmp_path, policy="exact").layers["quotes"]) == 2
    assert len(alignment(tmp_path, policy="overlap").layers["quotes"]) == 1


def test_the_order_of_annotators_and_items_does_not_matter(tmp_path: Path) -> None:
    text = two_say(tmp_path, claims=lambda text: [claim(text, "parents"), claim(text, "dust", 2)])
    (document,) = loaded(tmp_path).documents
    records = {who: said.record for who, said in document.labels.items()}
    shuffle = random.Random(1)

    def mixed(record: Labels) -> Labels:
        layers: dict[str, Any] = {
            name: tuple(shuffle.sample(record.layer(name), len(record.layer(name)))) for name in LAYERS
        }
        return record.model_copy(update=layers)

    turned = align({who: mixed(records[who]) for who in ("ben", "ada")}, len(text.content))
    assert turned == align(records, len(text.content))
    assert WORDS["dust"] in text.content


def test_nobody_and_nothing_can_be_aligned(tmp_path: Path) -> None:
    text = plan(tmp_path)
    say(text, "ada")
    assert list(alignment(tmp_path)) == []
    assert list(align({}, 0)) == []
