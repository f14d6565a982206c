"""The texts that suggestions are made for: one file, a folder of files, or a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.corpus import SETTINGS_FILE, Corpus, corpus_of, open_text
from annotator.files.findings import InvalidFileError
from annotator.suggest.words.language import DEFAULT, available, detect, language
from annotator.text import Text
from annotator.text.paragraphs import paragraphs as find_paragraphs


@dataclass(frozen=True, slots=True)
class Subject:
    """A text with what the engine needs to know of it.

    Attributes:
        text: The text.
        paragraphs: Its paragraphs, by the corpus's rule.
        language: The code of the language whose rules are used.
    """

    text: Text
    paragraphs: list[tuple[int, int]]
    language: str


def texts_of(path: Path, codebook: str | None) -> tuple[Corpus, list[Path]]:
    """Return the corpus that a path names and its texts.

    Raises:
        CorpusError: When there is nothing at the path, or the folder cannot be read.
    """
    corpus = corpus_of(path, codebook)
    return corpus, corpus.text_paths() if path.is_dir() else [path]


def subject_of(corpus: Corpus, path: Path, asked: str | None) -> Subject:
    """Read a text, and decide on its language.

    The language is the one that was asked for; else what the text's metadata say; else what `corpus.yaml` says; else
    what the text looks like; else English. A language without rules is read as the text looks, or as English.

    Raises:
        AnnotatorError: When the text or its metadata cannot be read, or there are no rules for the language asked for.
    """
    text = open_text(path)
    code = language_of(corpus, text) if asked is None else language(asked).code
    return Subject(text, find_paragraphs(text.content, corpus.settings.paragraphs), code)


def language_of(corpus: Corpus, text: Text) -> str:
    """Return the code of the language whose rules a text is read by, where nobody asked for one; see `subject_of`.

    Raises:
        AnnotatorError: When the corpus's settings cannot be read.
    """
    return _known(corpus, text.path) or detect(text.content) or DEFAULT


def _known(corpus: Corpus, path: Path) -> str | None:
    """Return the language that files tell, if there are rules for it."""
    try:
        told = corpus.meta(path).language
    except InvalidFileError:
        told = None
    if told is None and (corpus.folder / SETTINGS_FILE).is_file() and "language" in corpus.settings.model_fields_set:
        told = corpus.settings.language
    code = told.strip().lower().replace("_", "-").split("-")[0] if told else ""
    return code if code in available() else None
