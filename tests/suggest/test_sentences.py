"""The adversarial set: every construction, with what is to be found in it."""

from __future__ import annotations

import pytest

from tests.suggest.gold import Example, agrees, as_gold, examples
from tests.suggest.making import quotes

ENGLISH = [(example, "en") for example in examples("english.txt")]
GERMAN = [(example, "de") for example in examples("german.txt")]


def is_right(example: Example, language: str) -> bool:
    gold = sorted(example.quotes, key=lambda quote: quote.content)
    found = sorted((as_gold(item) for item in quotes(example.content, language)), key=lambda quote: quote.content)
    return len(gold) == len(found) and all(agrees(*pair) for pair in zip(gold, found, strict=True))


@pytest.mark.parametrize(
    ("example", "language"), ENGLISH + GERMAN, ids=lambda value: getattr(value, "content", value)[:60]
)
def test_a_sentence_has_the_attributions_of_its_gold_labels(example: Example, language: str) -> None:
    # A known miss that is right now is no miss any more: take its line off.
    assert is_right(example, language) != bool(example.miss)


def test_the_set_is_large_and_covers_what_there_is() -> None:
    assert len(ENGLISH) + len(GERMAN) >= 150
    forms = {quote.form for example, _ in ENGLISH for quote in example.quotes}
    assert forms == {"direct", "indirect", "mixed", "scare"}
    assert len({example.construction for example, _ in ENGLISH}) >= 15
    assert sum(not example.quotes for example, _ in ENGLISH) >= 10
