"""A folder of texts with their labels."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.codebook import CodebookNotFoundError
from annotator.corpus import Corpus, CorpusError, Meta, Settings, corpus_of, open_text
from annotator.files.findings import InvalidFileError
from annotator.progress import Progress, progress_of
from annotator.reading import Reader
from annotator.store import InvalidNameError, annotators_of
from annotator.text import TextError, read_text
from tests.codebook.test_check import GOOD
from tests.sample import ARTICLE, LABELS, TEXT, changed, put


def write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        (folder / f"{name.replace('__', '.')}.yaml").write_text(content, encoding="utf-8")


def faults(corpus: Corpus, part: str) -> list[str]:
    with pytest.raises(InvalidFileError) as caught:
        getattr(corpus, part)
    return [str(finding).removeprefix(f"{corpus.folder}{os.sep}") for finding in caught.value.findings]


# Settings


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    assert corpus.settings == Settings(title=None, codebook=None, language="en", paragraphs="auto")
    assert corpus.codebook.name == "source-framing"
    assert corpus.registry is None


def test_an_empty_file_is_as_good_as_none(tmp_path: Path) -> None:
    write(tmp_path, corpus="# nothing yet\n", sources="")
    assert Corpus(tmp_path).settings == Settings()
    assert Corpus(tmp_path).registry == {}


def test_the_file_settles_codebook_title_language_and_paragraphs(tmp_path: Path) -> None:
    write(tmp_path, corpus="codebook: attribution-only\ntitle: Brücken\nlanguage: de\nparagraphs: blocks\n")
    corpus = Corpus(tmp_path)
    assert (corpus.settings.title, corpus.settings.language, corpus.settings.paragraphs) == ("Brücken", "de", "blocks")
    assert corpus.codebook.name == "attribution-only"


def test_a_codebook_of_its_own_is_found_from_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, corpus="codebook: ../ours.yaml\n", ours=GOOD)
    (tmp_path / "texts").mkdir()
    (tmp_path / "corpus.yaml").rename(tmp_path / "texts" / "corpus.yaml")
    assert Corpus(tmp_path / "texts").codebook.name == "ours"


def test_a_codebook_that_was_asked_for_goes_before_that_of_the_corpus(tmp_path: Path) -> None:
    write(tmp_path, corpus="codebook: attribution-only\n")
    assert Corpus(tmp_path, "persuasion-23").codebook.name == "persuasion-23"


def test_a_codebook_that_does_not_exist_is_told(tmp_path: Path) -> None:
    write(tmp_path, corpus="codebook: ours.yaml\n")
    with pytest.raises(CodebookNotFoundError, match=r"There is no codebook 'ours\.yaml'"):
        Corpus(tmp_path).codebook  # noqa: B018 - finding it is the test


def test_faults_of_the_settings_are_told_with_their_place(tmp_path: Path) -> None:
    write(tmp_path, corpus="titel: Bridges\nparagraphs: pages\nlanguage: no\n")
    different = "'no' is read differently by different YAML readers; put it in quotes"
    assert faults(Corpus(tmp_path), "settings") == [f"corpus.yaml:3:11: language: {different}"]
    write(tmp_path, corpus="titel: Bridges\nparagraphs: pages\n")
    assert faults(Corpus(tmp_path), "settings") == [
        "corpus.yaml:1:1: titel: unknown key; remove it or correct its name",
        "corpus.yaml:2:13: paragraphs: 'pages' is not allowed here; use auto, lines or blocks",
    ]


# The registry

REGISTRY = """\
sources:
- id: mira-halden
  name: Mira Halden
  aliases: [Halden, Minister Halden]
  description: Transport minister of Varland
- {id: tide-office, name: Estmere tide office, url: "https://tide.example"}
"""


def test_known_sources_are_looked_up_by_id(tmp_path: Path) -> None:
    write(tmp_path, sources=REGISTRY)
    registry = Corpus(tmp_path).registry
    assert registry is not None
    assert registry["mira-halden"].aliases == ("Halden", "Minister Halden")
    assert registry["tide-office"].url == "https://tide.example"


def test_the_registry_tells_who_a_source_is_and_never_judges(tmp_path: Path) -> None:
    write(tmp_path, sources=changed(REGISTRY, "  aliases", "  reliability: A\n  aliases"))
    unknown = "sources[0].reliability: unknown key; remove it or correct its name"
    assert faults(Corpus(tmp_path), "registry") == [f"sources.yaml:4:3: {unknown}"]


def test_every_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    again = "- {id: tide-office, name: x}\n- {id: mira-halden, name: y}\n"
    write(tmp_path, sources=REGISTRY + again)
    assert faults(Corpus(tmp_path), "registry") == [
        "sources.yaml:7:8: sources[2].id: 'tide-office' stands here twice",
        "sources.yaml:8:8: sources[3].id: 'mira-halden' stands here twice",
    ]


# Texts


def test_texts_come_by_name_and_nothing_else_is_one(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.meta.yaml", "notes.md", "a.txt~"):
        (tmp_path / name).touch()
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in Corpus(tmp_path).text_paths()] == ["a.txt", "b.txt"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read: No such file or directory"):
        Corpus(tmp_path / "none").text_paths()


def test_a_path_is_in_the_corpus_of_its_folder(tmp_path: Path) -> None:
    text = put(tmp_path)
    assert corpus_of(tmp_path).folder == corpus_of(text).folder == tmp_path
    with pytest.raises(CorpusError, match=r"none\.txt does not exist\.$"):
        corpus_of(tmp_path / "none.txt")


def test_a_text_is_opened_with_its_newlines_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "pact.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode())
    assert open_text(path).content == ARTICLE.replace("\n", "\r\n")
    assert open_text(put(tmp_path)).sha256 == TEXT.sha256


@pytest.mark.parametrize("content", ["", "\n\r\n", " \t\n", "\u3000\n", "\u200b\n", "\ufeff", "\x0b\x0c\x85\u2028\xa0"])
def test_a_text_with_nothing_to_label_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pact.txt"
    path.write_bytes(content.encode())
    with pytest.raises(TextError, match=r"pact\.txt is empty: there is nothing to label\.$"):
        open_text(path)


def test_a_file_of_another_kind_is_not_labelled_but_added(tmp_path: Path) -> None:
    path = tmp_path / "pact.md"
    path.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"is not a \.txt file: `annotator add .*pact\.md --to CORPUS` takes it"):
        open_text(path)


def test_a_name_that_is_not_utf8_could_not_stand_in_the_labels(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(InvalidNameError, match=r"has a name that is not UTF-8: rename it\.$"):
        open_text(path)


def test_a_text_is_shown_with_its_title_and_outlet(tmp_path: Path) -> None:
    text = put(tmp_path)
    corpus = Corpus(tmp_path)
    assert corpus.title(text) == "pact"
    write(tmp_path, pact__meta="title: Bridge pact signed\n")
    assert corpus.title(text) == "Bridge pact signed"
    write(tmp_path, pact__meta="title: Bridge pact signed\noutlet: Northern Wire\n")
    assert corpus.title(text) == "Bridge pact signed · Northern Wire"
    assert corpus.meta(text) == Meta(title="Bridge pact signed", outlet="Northern Wire")
    write(tmp_path, pact__meta="titel: Bridge pact signed\n")
    assert corpus.title(text) == "pact"


# Progress


def progress(folder: Path) -> list[Progress]:
    text = folder / "pact.txt"
    return progress_of(Reader(Corpus(folder)), text, annotators_of(text))


def test_progress_counts_paragraphs_reviewed_for_every_layer_and_labels(tmp_path: Path) -> None:
    put(tmp_path, LABELS)
    (found,) = progress(tmp_path)
    assert (found.document, found.annotator, found.complete, found.faults) == ("pact", "mira", False, 0)
    assert (found.reviewed, found.paragraphs) == (1, 4)
    assert found.items == {"sources": 3, "quotes": 3, "claims": 1, "frames": 1}


def test_labels_of_a_small_codebook_are_reviewed_when_its_layers_are(tmp_path: Path) -> None:
    labels = LABELS[: LABELS.index("sources:\n- id")].replace("source-framing", "attribution-only")
    put(tmp_path, labels.replace("reviewed: [quotes]", "reviewed: [quotes, sources]"))
    (found,) = progress(tmp_path)
    assert (found.reviewed, found.paragraphs) == (2, 4)


def test_of_labels_with_faults_only_these_are_counted(tmp_path: Path) -> None:
    put(tmp_path, changed(changed(LABELS, "id: c1", "id: q1"), "within: q2", "within: q9"))
    (found,) = progress(tmp_path)
    assert (found.faults, found.items, found.paragraphs) == (2, None, 0)


def test_everyone_who_labelled_a_text_is_there_by_name(tmp_path: Path) -> None:
    put(tmp_path, LABELS)
    write(tmp_path, pact__gold=changed(LABELS, "annotator: mira", "annotator: gold"), pact__zoe="no")
    assert [entry.annotator for entry in progress(tmp_path)] == ["gold", "mira", "zoe"]


def test_where_no_codebook_was_chosen_labels_are_checked_against_the_shipped_one_they_name(tmp_path: Path) -> None:
    labels = LABELS[: LABELS.index("sources:\n- id")].replace("source-framing", "attribution-only")
    text = read_text(put(tmp_path, labels))
    assert Corpus(tmp_path).read_labels(text, "mira").codebook.name == "attribution-only"
    with pytest.raises(InvalidFileError, match="made with 'attribution-only'"):
        Corpus(tmp_path, "source-framing").read_labels(text, "mira")
    write(tmp_path, corpus="codebook: source-framing\n")
    with pytest.raises(InvalidFileError, match="made with 'attribution-only'"):
        Corpus(tmp_path).read_labels(text, "mira")
