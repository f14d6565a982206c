"""spaCy, with a blank pipeline and with one that has a parse."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.codebook import shipped
from annotator.suggest.plugins.host import Answer, ask
from annotator.suggest.plugins.protocol import TextView
from annotator.suggest.plugins.spacy_plugin import SpacySuggester

CONTENT = "Intro 🙂 here.\n“No bridge,” said Halden.\nHalden said trade grew."
PLACES = ((0, 13), (14, 39), (40, 63))


def asked(suggester: SpacySuggester, language: str | None = "en") -> Answer:
    view = TextView("story", CONTENT, PLACES, language, shipped("source-framing"), ("quotes",))
    return ask(suggester, view, 60)


def words(answer: Answer) -> list[list[str]]:
    return [[CONTENT[start:end] for start, end in item.every_range()] for item in answer.suggestions]


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.suggest.plugins.spacy_plugin.find_spec", lambda _: None)
    assert "pip install 'news-annotator[spacy]'" in str(SpacySuggester().available())


def test_a_blank_pipeline_finds_quotations_beside_a_verb_of_saying(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="the extra spacy is not installed")
    monkeypatch.delenv("ANNOTATOR_SPACY_MODEL", raising=False)
    answer = asked(SpacySuggester())
    assert answer.problems == ()
    assert words(answer) == [["“No bridge,”", "said"]]
    assert {item.origin for item in answer.suggestions} == {"spacy/1"}
    assert asked(SpacySuggester(), "xx").suggestions == ()


def test_a_pipeline_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="the extra spacy is not installed")
    monkeypatch.setenv("ANNOTATOR_SPACY_MODEL", "en_no_such_pipeline")
    assert "'en_no_such_pipeline' is not installed" in str(SpacySuggester().available())


def test_a_parse_gives_the_clause_and_its_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    spacy: Any = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    tokens: Any = pytest.importorskip("spacy.tokens", reason="the extra spacy is not installed")
    blank = spacy.blank("en")

    def parsed(text: str) -> Any:
        document = blank.make_doc(text)
        if text != "Halden said trade grew.":
            return document
        return tokens.Doc(
            document.vocab,
            words=["Halden", "said", "trade", "grew", "."],
            spaces=[True, True, True, False, False],
            pos=["PROPN", "VERB", "NOUN", "VERB", "PUNCT"],
            deps=["nsubj", "ROOT", "nsubj", "ccomp", "punct"],
            heads=[1, 1, 3, 1, 1],
            ents=["B-PERSON", "O", "O", "O", "O"],
        )

    suggester = SpacySuggester()
    monkeypatch.setattr(suggester, "_pipeline", lambda _: parsed)
    monkeypatch.setattr(suggester, "available", lambda: None)
    view = TextView("story", CONTENT, PLACES[2:], "en", shipped("source-framing"), ("quotes",))
    answer = ask(suggester, view, 60)
    assert answer.problems == ()
    assert words(answer) == [["trade grew", "said", "Halden"]]
    assert answer.suggestions[0].resolved == ("Halden",)
    assert answer.suggestions[0].attributes == {"form": "indirect"}
