"""What annotations/README.md says of the labels is what the files hold."""

from __future__ import annotations

from collections import Counter

import pytest

import annotator
from annotator.dataset import LabelledCorpus
from annotator.labels import LAYERS
from tests.docs.pages import ROOT, read, words

FOLDER = ROOT / "annotations"
PAGE = FOLDER / "README.md"


@pytest.fixture(scope="module")
def corpus() -> LabelledCorpus:
    return annotator.load(FOLDER, annotators="first")


def table() -> dict[str, list[int]]:
    """Return the numbers of the table of texts, by text; `all` is their sum."""
    lines = [line.strip("|").split("|") for line in read(PAGE).splitlines() if line.startswith("|")]
    rows = [[cell.strip(" `") for cell in line] for line in lines]
    start = next(number for number, row in enumerate(rows) if row[:2] == ["text", "outlet"])
    found = {}
    for name, _, *numbers in rows[start + 2 :]:
        found[name] = [int(number.replace(",", "")) for number in numbers]
        if name == "all":
            break
    return found


def test_the_table_counts_what_first_labelled(corpus: LabelledCorpus) -> None:
    counted = {}
    for document in corpus.documents:
        labels = document.labels["first"]
        items = [len(getattr(labels, layer)) for layer in LAYERS]
        counted[document.name] = [len(document.text.split()), len(labels.paragraphs), *items]
    counted["all"] = [sum(column) for column in zip(*counted.values(), strict=True)]
    assert table() == counted


def test_the_page_counts_forms_frames_and_notes(corpus: LabelledCorpus) -> None:
    forms = Counter(quote.form for quote in corpus.quotes)
    own = sum(not claim.claimants for claim in corpus.claims)
    items = [item for layer in LAYERS for item in getattr(corpus, layer)]
    said = words(PAGE)
    assert f"({', '.join(f'{forms[form]} {form}' for form in ('direct', 'indirect', 'mixed', 'scare'))})" in said
    assert f"{sum(len(quote.content) > 1 for quote in corpus.quotes)} quotes split" in said
    assert f"{sum(quote.within is not None for quote in corpus.quotes)} quotes nested" in said
    assert f"{sum(len(quote.sources) > 1 for quote in corpus.quotes)} with two joint sources" in said
    assert f"{sum(not quote.sources for quote in corpus.quotes)} with none" in said
    assert f"{own} of them the authors' own" in said
    assert f"{len({frame.frame for frame in corpus.frames})} of the 15 values" in said
    assert f"{sum(frame.bias is not None for frame in corpus.frames)} of them coded as biased" in said
    assert f"{sum(frame.technique is not None for frame in corpus.frames)} with one of" in said
    assert f"{sum(item.note is not None for item in items)} notes" in said
    assert f"graded for {sum(claim.credibility != 6 for claim in corpus.claims)} claims" in said


def test_the_registry_has_as_many_sources_as_the_page_says_and_all_of_them_are_heard(corpus: LabelledCorpus) -> None:
    heard = {source.known.id for source in corpus.sources if source.known}
    assert f"says who the {len(heard)} named sources are" in words(PAGE)
    assert heard == set(corpus.registry)


def test_first_has_looked_at_every_paragraph_on_all_four_layers(corpus: LabelledCorpus) -> None:
    for document in corpus.documents:
        assert document.labels["first"].complete, document.name
        for paragraph in document.labels["first"].paragraphs:
            assert set(paragraph.reviewed) == set(LAYERS), (document.name, paragraph.number)


def test_gold_is_whole_and_says_where_each_label_comes_from() -> None:
    gold = annotator.load(FOLDER, annotators="gold")
    origins = Counter((item.origin or "").split("/")[0] for layer in LAYERS for item in getattr(gold, layer))
    said = words(PAGE)
    for counted in (f"{origins['agreed']} labels on which they agree", f"{origins['agreed']} `agreed`"):
        assert counted in said
    assert f"{origins['taken']} `taken`" in said
    assert f"{origins['edited']} `edited`" in said
    assert origins["gold"] == 1
    assert all(document.labels["gold"].complete for document in gold.documents)
