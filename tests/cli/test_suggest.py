"""`annotator suggest`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.store.lock import Lock
from tests.cli.conftest import Annotator

STORY = "Bridge opens\n\n“No bridge,” said Mira Halden.\n\nShe said the plan was late.\n"


def put(folder: Path, name: str = "story", content: str = STORY) -> Path:
    path = folder / f"{name}.txt"
    path.write_bytes(content.encode())
    return path


def test_one_text_is_a_list_of_one_object(annotator: Annotator, here: Path) -> None:
    put(here)
    outcome = annotator("suggest", "story.txt", "--format", "json", "--layers", "quotes")
    (text,) = json.loads("\n".join(outcome.out))
    assert outcome.code == 0
    assert (text["document"], text["language"]) == ("story", "en")
    first, second = text["suggestions"]
    assert [STORY[start:end] for start, end in first["content"]] == ["“No bridge,”"]
    assert STORY[slice(*first["cue"])] == "said"
    assert STORY[slice(*first["sources"][0][0])] == "Mira Halden"
    assert second["attributes"] == {"form": "indirect", "stance": "neutral", "attitude": "assertion"}
    assert second["resolved"] == ["Mira Halden"]


def test_a_folder_without_settings_is_a_list_with_every_text(annotator: Annotator, here: Path) -> None:
    put(here, "a")
    put(here, "b", "Die Mühle ist alt und das Dach ist weg.\n\n„Nein“, sagte Brandel.\n")
    texts = json.loads("\n".join(annotator("suggest", ".", "--format", "json").out))
    assert [(text["document"], text["language"]) for text in texts] == [("a", "en"), ("b", "de")]
    (empty := here / "empty").mkdir()
    assert json.loads("\n".join(annotator("suggest", empty, "--format", "json").out)) == []


def test_offsets_count_code_points_of_the_file_as_it_is(annotator: Annotator, here: Path) -> None:
    content = "🙂 Title\r\n\r\n\u201cNo,\u201d Anna Roe said.\r\n"
    put(here, content=content)
    (text,) = json.loads("\n".join(annotator("suggest", "story.txt", "--format", "json", "--layers", "quotes").out))
    ((start, end),) = text["suggestions"][0]["content"]
    assert content[start:end] == "“No,”"


def test_a_table_shows_what_is_suggested_and_nothing_reaches_the_terminal_raw(annotator: Annotator, here: Path) -> None:
    put(here, content="“No \x1b[31m bridge,” said Mira Halden.\n")
    outcome = annotator("suggest", "story.txt", "--layers", "quotes")
    assert outcome.code == 0
    assert outcome.out[0] == "story: 1 suggestion (en)"
    assert "direct" in outcome.out[1]
    assert "Mira Halden" in outcome.out[1]
    assert "\x1b" not in "".join(outcome.out)


def test_what_cannot_be_read_is_told_and_the_rest_done(annotator: Annotator, here: Path) -> None:
    put(here, "good")
    (here / "bad.txt").write_bytes(b"\xff\xfe\xff")
    outcome = annotator("suggest", ".", "--format", "json")
    assert outcome.code == 1
    assert [text["document"] for text in json.loads("\n".join(outcome.out))] == ["good"]
    assert "bad.txt is not UTF-8" in outcome.err[0]


def test_the_language_is_the_one_asked_for_then_the_metadata_then_the_corpus(annotator: Annotator, here: Path) -> None:
    put(here)

    def languages(*options: str) -> list[str]:
        return [
            text["language"]
            for text in json.loads("\n".join(annotator("suggest", ".", "--format", "json", *options).out))
        ]

    assert languages() == ["en"]
    (here / "corpus.yaml").write_text("language: de\n", encoding="utf-8")
    assert languages() == ["de"]
    (here / "story.meta.yaml").write_text("language: en-GB\n", encoding="utf-8")
    assert languages() == ["en"]
    assert languages("--language", "de") == ["de"]
    outcome = annotator("suggest", ".", "--language", "tlh")
    assert outcome.code != 0
    assert "no rules for the language 'tlh'" in outcome.err[0]


def test_a_pass_is_written_as_valid_labels_that_say_where_they_are_from(annotator: Annotator, here: Path) -> None:
    put(here)
    outcome = annotator("suggest", ".", "--write", "rules")
    assert outcome.code == 0
    assert outcome.out == ["story.rules.yaml: 1 sources, 2 quotes, 1 claims, 0 frames"]
    assert annotator("validate", ".").code == 0
    saved = (here / "story.rules.yaml").read_text(encoding="utf-8")
    assert saved.count("origin: rules/1") == 3
    assert "annotator: rules" in saved
    assert "reviewed: []" in saved
    assert not list(here.glob(".*.lock"))


def test_labels_that_are_there_are_never_written_over(annotator: Annotator, here: Path) -> None:
    put(here, "a")
    put(here, "b")
    (here / "b.mira.yaml").write_text("precious", encoding="utf-8")
    outcome = annotator("suggest", ".", "--write", "mira")
    assert outcome.code == 2
    assert "b.mira.yaml is there already and is never overwritten" in outcome.err[0]
    assert (here / "b.mira.yaml").read_text(encoding="utf-8") == "precious"
    assert not (here / "a.mira.yaml").exists()


def test_a_pass_is_not_written_while_somebody_labels_under_that_name(annotator: Annotator, here: Path) -> None:
    put(here)
    lock = Lock(here / "story.mira.yaml")
    outcome = annotator("suggest", ".", "--write", "mira")
    lock.release()
    assert outcome.code == 2
    assert "is being labelled by" in outcome.err[0]
    assert not (here / "story.mira.yaml").exists()


@pytest.mark.parametrize("name", ["gold", "meta", "Not Good"])
def test_a_pass_needs_a_name_that_an_annotator_can_have(annotator: Annotator, here: Path, name: str) -> None:
    put(here)
    assert annotator("suggest", ".", "--write", name).code == 2
    assert [path.name for path in here.iterdir()] == ["story.txt"]


def test_a_pass_measured_against_itself_is_perfect(annotator: Annotator, here: Path) -> None:
    put(here)
    annotator("suggest", ".", "--write", "rules")
    rows = json.loads("\n".join(annotator("suggest", ".", "--evaluate", "rules", "--format", "json").out))
    quotes = next(row for row in rows if (row["layer"], row["group"]) == ("quotes", "layer"))
    assert (quotes["gold"], quotes["suggested"], quotes["exact_f1"], quotes["speaker_exact"]) == (2, 2, 1.0, 1.0)
    assert {row["name"] for row in rows if row["group"] == "form"} == {"direct", "indirect"}
    assert {row["name"] for row in rows if row["group"] == "rule"} >= {"quote-cue-speaker", "bare-clause"}
    table = annotator("suggest", ".", "--evaluate", "rules")
    assert table.code == 0
    assert any(line.split()[:4] == ["quotes", "2", "2", "1.00"] for line in table.out)


def test_measuring_needs_labels_and_excludes_writing(annotator: Annotator, here: Path) -> None:
    put(here)
    assert "no labels of 'mira'" in annotator("suggest", ".", "--evaluate", "mira").err[0]
    assert annotator("suggest", ".", "--evaluate", "mira", "--write", "rules").code == 2


def test_suggesters_are_asked_only_by_name_and_say_where_the_text_goes(
    annotator: Annotator, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(here)
    monkeypatch.delenv("ANNOTATOR_ENDPOINT_URL", raising=False)
    assert "There is no suggester 'oracle'" in annotator("suggest", ".", "--with", "oracle").err[0]
    outcome = annotator("suggest", ".", "--with", "endpoint")
    assert outcome.code == 2
    assert "ANNOTATOR_ENDPOINT_URL" in outcome.err[0]
    monkeypatch.setenv("ANNOTATOR_ENDPOINT_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ANNOTATOR_ENDPOINT_MODEL", "small")
    monkeypatch.setenv("ANNOTATOR_ENDPOINT_KEY", "sk-secret")
    outcome = annotator("suggest", ".", "--with", "endpoint", "--format", "json")
    assert outcome.code == 0
    assert outcome.err[0] == "The text leaves this program: every paragraph is sent to http://127.0.0.1:9."
    assert "it cannot be reached" in outcome.err[1]
    assert json.loads("\n".join(outcome.out))[0]["suggestions"]
    assert "sk-secret" not in "\n".join(outcome.out + outcome.err)
    assert annotator("suggest", ".", "--without-rules").code == 2
