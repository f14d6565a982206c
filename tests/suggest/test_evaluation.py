"""Precision and recall are counted by hand first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebook import shipped
from annotator.labels import Labels
from annotator.store import new_labels
from annotator.suggest import Suggestion
from annotator.suggest.acceptance import accept
from annotator.suggest.evaluation import Score, Tally, iou
from tests.suggest.making import quotes, text

CODEBOOK = shipped("source-framing")
STORY = "“We build,” Anna Roe said.\n\nThe mayor said the bridge was late.\n\nThe “plan” failed."


def gold(suggestions: list[Suggestion]) -> Labels:
    labels = new_labels(text(STORY), "mira", CODEBOOK)
    for suggestion in suggestions:
        labels = accept(labels, suggestion, STORY, CODEBOOK).labels
    return labels


def scores(labels: Labels, suggestions: list[Suggestion]) -> dict[tuple[str, str], Score]:
    tally = Tally()
    tally.add(labels, suggestions)
    return {(score.group, score.name): score for score in tally.scores()}


def test_the_same_on_both_sides_is_perfect() -> None:
    every = quotes(STORY)
    assert len(every) == 3
    rates = scores(gold(every), every)["layer", "quotes"].rates()
    assert set(rates.values()) == {1.0}
    whole = scores(gold(every), every)["whole", "content, cue, source"].rates()
    assert whole["exact_f1"] == 1.0


def test_what_is_missing_costs_recall_and_what_is_too_much_precision() -> None:
    every = quotes(STORY)
    less = scores(gold(every), every[:2])["layer", "quotes"].rates()
    assert (less["exact_precision"], less["exact_recall"], less["exact_f1"]) == (1.0, 0.6667, 0.8)
    more = scores(gold(every[:1]), every)["layer", "quotes"].rates()
    assert (more["exact_precision"], more["exact_recall"]) == (0.3333, 1.0)


def test_half_an_overlap_counts_for_the_looser_measure_only() -> None:
    gold_labels = gold([Suggestion("quotes", ((0, 10),), attributes={"form": "direct"})])
    half = scores(gold_labels, [Suggestion("quotes", ((0, 5),), attributes={"form": "direct"})])["layer", "quotes"]
    less = scores(gold_labels, [Suggestion("quotes", ((0, 4),), attributes={"form": "direct"})])["layer", "quotes"]
    assert (half.exact, half.overlapping) == (0, 1)
    assert (less.exact, less.overlapping) == (0, 0)


def test_values_are_compared_where_the_gold_labels_have_them() -> None:
    every = quotes(STORY)
    wrong = replace(every[0], attributes={**every[0].attributes, "stance": "distancing"})
    coded = scores(gold(every), [wrong, *every[1:]])["attribute", "stance"]
    assert (coded.gold, coded.suggested, coded.exact) == (None, 2, 1)  # the scare quote has none
    bare = [replace(item, attributes={"form": item.attributes["form"]}) for item in every]
    assert ("attribute", "stance") not in scores(gold(every), bare)
    assert scores(gold(bare), every)["attribute", "stance"].suggested == 0


def test_speakers_are_compared_where_the_gold_labels_name_one() -> None:
    every = quotes(STORY)
    short = Suggestion("quotes", every[0].spans, every[0].cue, (((17, 20),),), (), {"form": "direct"}, "x")
    score = scores(gold(every), [short])["layer", "quotes"]
    assert (score.spoken, score.speaker_overlap, score.speaker_exact) == (1, 1, 0)


def test_paragraphs_that_nobody_looked_at_do_not_count() -> None:
    every = quotes(STORY)
    labels = gold(every[:1])
    first = labels.paragraphs[0].model_copy(update={"reviewed": ("quotes",)})
    labels = labels.model_copy(update={"paragraphs": (first, *labels.paragraphs[1:])})
    assert scores(labels, every)["layer", "quotes"].suggested == 1
    done = labels.model_copy(update={"complete": True})
    assert scores(done, every)["layer", "quotes"].suggested == 3


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [([(0, 4)], [(0, 4)], 1), ([(0, 4)], [(4, 8)], 0), ([(0, 4)], [(2, 6)], 1 / 3), ([(0, 2), (6, 8)], [(0, 8)], 0.5)],
)
def test_intersection_over_union(left: list[tuple[int, int]], right: list[tuple[int, int]], expected: float) -> None:
    assert iou(left, right) == pytest.approx(expected)
    assert iou(right, left) == pytest.approx(expected)


PLACES = st.lists(st.integers(0, 30), min_size=2, max_size=8, unique=True).map(
    lambda cuts: [(a, b) for a, b in zip(*[iter(sorted(cuts))] * 2, strict=False)]
)


@given(PLACES, PLACES)
def test_intersection_over_union_is_that_of_sets_of_characters(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    one, other = ({i for start, end in side for i in range(start, end)} for side in (left, right))
    assert iou(left, right) == pytest.approx(len(one & other) / len(one | other))
