"""The page on suggestions says what the rules are, what was measured, and how a plug-in is written."""

from __future__ import annotations

from typing import Any

from annotator.codebook import shipped
from annotator.corpus import Corpus
from annotator.suggest import suggestions_for
from annotator.suggest.evaluation import Score, Tally
from annotator.suggest.plugins.host import ask
from annotator.suggest.plugins.protocol import Suggester, TextView
from annotator.suggest.rules import RULES
from annotator.suggest.texts import subject_of
from tests.docs.pages import DOCS, ROOT, blocks, read, rows
from tests.suggest.claims_gold import claims_of, is_right, suggested

PAGE = DOCS / "suggestions.md"


def rule_rows() -> list[list[str]]:
    return [[f"`{name}`", rule.finds, f"{rule.score:.2f}", str(rule.measured)] for name, rule in RULES.items()]


def evaluation_rows() -> list[list[str]]:
    corpus = Corpus(ROOT / "annotations")
    tally = Tally()
    for path in corpus.text_paths():
        subject = subject_of(corpus, path, None)
        found = suggestions_for(subject.text, subject.paragraphs, subject.language)
        labels = corpus.read_labels(subject.text, "gold")
        tally.add(labels, found)
        tally.add_sources(labels, subject.text.content, subject.language)
    wanted = {"layer", "whole", "form", "attribute"}
    return [_row(score) for score in tally.scores() if score.group in wanted]


def _row(score: Score) -> list[str]:
    rates = score.rates()
    names = [f"{kind}_{rate}" for kind in ("exact", "iou") for rate in ("precision", "recall", "f1")]
    figures = ["–" if rates[n] is None else f"{rates[n]:.2f}" for n in (*names, "speaker_overlap", "speaker_exact")]
    name = f"sources: {score.name}" if score.layer == "sources" else score.name
    return [name, "–" if score.gold is None else str(score.gold), str(score.suggested), *figures]


def test_the_table_of_rules_is_that_of_the_engine() -> None:
    assert rows(PAGE, "The rules and their scores")[1:] == rule_rows()


def test_the_figures_are_those_that_the_command_gives() -> None:
    assert rows(PAGE, "What it is worth")[1:] == evaluation_rows()


def test_the_share_of_own_sentences_is_that_of_the_data() -> None:
    every = [
        (one, code) for name, code in (("english", "en"), ("german", "de")) for one in claims_of(f"claims-{name}.txt")
    ]
    right = sum(is_right(example, suggested(example.content, "claims", code)) for example, code in every)
    assert f"{right} of {len(every)} texts" in read(PAGE)


def test_the_plug_in_on_the_page_is_one() -> None:
    names: dict[str, Any] = {}
    (block,) = blocks(PAGE, "python")
    exec(compile(block, str(PAGE), "exec"), names)  # it is the page that is tested
    suggester = names["Numbers"]()
    assert isinstance(suggester, Suggester)
    content = "No figure.\nUp 12 percent."
    view = TextView("story", content, ((0, 10), (11, 25)), "en", shipped("source-framing"), ("claims",))
    answer = ask(suggester, view)
    assert answer.problems == ()
    assert [(content[slice(*item.place)], item.origin) for item in answer.suggestions] == [
        ("Up 12 percent.", "numbers/0.1")
    ]


def test_the_entry_point_group_and_the_variables_are_those_of_the_program() -> None:
    page = read(PAGE)
    for word in ("annotator.suggesters", "ANNOTATOR_ENDPOINT_URL", "ANNOTATOR_ENDPOINT_KEY", "ANNOTATOR_SPACY_MODEL"):
        assert word in page
