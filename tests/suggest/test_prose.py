"""Running prose that was labelled before the rules were tried on it: how much is found, and how much of it is right."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from annotator.suggest.evaluation import IOU, iou
from tests.suggest.gold import Gold, as_gold, examples
from tests.suggest.making import quotes


@dataclass
class Measured:
    """Pairs of a gold label and what was found for it, and how many there are of both."""

    gold: list[Gold] = field(default_factory=list)
    found: list[Gold] = field(default_factory=list)
    pairs: list[tuple[Gold, Gold]] = field(default_factory=list)

    def of(self, form: str) -> tuple[float, float]:
        """Return precision and recall of a form."""
        right = sum(found.form == form for _, found in self.pairs)
        kept = sum(gold.form == form for gold, _ in self.pairs)
        return right / sum(f.form == form for f in self.found), kept / sum(g.form == form for g in self.gold)


@pytest.fixture(scope="module")
def measured() -> Measured:
    """Everything in the seven texts."""
    result = Measured()
    for example in examples("prose.txt"):
        left = [as_gold(item) for item in quotes(example.content, "en")]
        result.gold += example.quotes
        result.found += left
        for gold in example.quotes:
            best = max(left, key=lambda found: iou(gold.content, found.content), default=None)
            if best is not None and iou(gold.content, best.content) >= IOU:
                left.remove(best)
                result.pairs.append((gold, best))
    return result


def test_there_are_seven_texts_with_a_hundred_quotes(measured: Measured) -> None:
    assert len(examples("prose.txt")) == 7
    assert len(measured.gold) >= 100


def test_nine_in_ten_are_found_and_right(measured: Measured) -> None:
    assert len(measured.pairs) / len(measured.found) >= 0.9
    assert len(measured.pairs) / len(measured.gold) >= 0.9


def test_direct_quotes_are_found_word_for_word(measured: Measured) -> None:
    direct = [gold for gold in measured.gold if gold.form == "direct"]
    exact = sum(gold.content == found.content and gold.form == "direct" for gold, found in measured.pairs)
    assert 2 * exact / (len(direct) + sum(found.form == "direct" for found in measured.found)) >= 0.93


def test_indirect_quotes_keep_their_precision(measured: Measured) -> None:
    precision, recall = measured.of("indirect")
    assert precision >= 0.85
    assert recall >= 0.8


def test_the_words_that_name_the_speaker_are_right(measured: Measured) -> None:
    named = [(gold, found) for gold, found in measured.pairs if gold.sources]
    assert sum(gold.sources == found.sources for gold, found in named) / len(named) >= 0.9


def test_who_is_meant_is_right_where_the_labels_say(measured: Measured) -> None:
    told = [(gold, found) for gold, found in measured.pairs if gold.resolved is not None]
    assert len(told) >= 50
    assert sum(gold.resolved == found.resolved for gold, found in told) / len(told) >= 0.9
