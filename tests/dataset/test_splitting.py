"""Parts of a corpus: nothing is divided that belongs together."""

from __future__ import annotations

from pathlib import Path

import pytest

import annotator
from annotator.dataset import LabelledCorpus, SplitError, UnknownValueError
from tests.dataset.building import add_labels, add_text, spans


@pytest.fixture
def corpus(tmp_path: Path) -> LabelledCorpus:
    """Twenty texts on eight stories by two outlets, and two without a story."""
    for number in range(20):
        known = {"outlet": "Wire" if number % 2 else "Quay"}
        if number < 18:
            known["story"] = f"story {number % 8}"
        text = add_text(tmp_path / "corpus", f"text-{number:02}", f"Halden said no in {number}.\n", **known)
        add_labels(text, "first", quotes=[{"id": "q1", "content": spans(text, "no"), "form": "indirect"}])
    return annotator.load(tmp_path / "corpus")


def names(corpus: LabelledCorpus) -> list[str]:
    return [document.name for document in corpus.documents]


def test_every_document_is_in_one_part_of_about_its_share(corpus: LabelledCorpus) -> None:
    parts = corpus.split(seed=1)
    assert {name: len(part.documents) for name, part in parts.items()} == {"train": 16, "dev": 2, "test": 2}
    assert sorted(name for part in parts.values() for name in names(part)) == names(corpus)
    assert all(names(part) == sorted(names(part)) for part in parts.values())


def test_the_same_seed_divides_the_same_way_and_another_one_otherwise(corpus: LabelledCorpus) -> None:
    first, again, other = (corpus.split(seed=seed, train=0.5, test=0.5) for seed in (7, 7, 8))
    assert names(first["test"]) == names(again["test"]) != names(other["test"])
    assert len(other["test"].documents) == 10


def test_texts_on_one_story_stay_together(corpus: LabelledCorpus) -> None:
    parts = corpus.split(by="story", train=0.6, test=0.4)
    stories = {name: {one.story for one in part.documents if one.story} for name, part in parts.items()}
    assert stories["train"] & stories["test"] == set()
    assert len(stories["train"] | stories["test"]) == 8
    assert [len(part.documents) for part in parts.values()] == [12, 8]


def test_a_function_can_say_what_belongs_together(corpus: LabelledCorpus) -> None:
    parts = corpus.split(by=lambda document: document.name[:6], seed=3, a=1, b=1)
    assert sorted(map(names, parts.values())) == [
        [f"text-0{number}" for number in range(10)],
        [f"text-1{number}" for number in range(10)],
    ]
    assert [{one.outlet for one in part.documents} for part in corpus.split(by="outlet", a=1, b=1).values()] in [
        [{"Wire"}, {"Quay"}],
        [{"Quay"}, {"Wire"}],
    ]


def test_a_part_is_a_corpus_with_the_same_objects(corpus: LabelledCorpus) -> None:
    part = corpus.split(seed=1)["test"]
    assert len(part.quotes) == len(part.claims) + 2
    assert part.quotes[0] is corpus.documents[part.documents[0].name].quotes[0]
    assert part.annotators == ("first",)
    assert "2 documents, labelled by first" in repr(part)
    assert [column.name for column in part.quotes.table().columns] == [c.name for c in corpus.quotes.table().columns]
    assert len(part.split(a=1, b=1)["a"].documents) == 1
    assert len(corpus.documents) == 20


def test_an_empty_corpus_has_empty_parts(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert [len(part.documents) for part in annotator.load(tmp_path / "empty").split().values()] == [0, 0, 0]


def test_parts_that_cannot_be_are_errors(corpus: LabelledCorpus) -> None:
    with pytest.raises(SplitError, match="Give each part a share above 0"):
        corpus.split(train=0, test=1)
    with pytest.raises(UnknownValueError, match="'strory' is no value of by"):
        corpus.split(by="strory")  # type: ignore[arg-type]
