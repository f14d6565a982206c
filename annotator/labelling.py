"""Labelling texts in the terminal: what `annotator label` does once it is known what it was asked for."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.allocator import LARGE, give_back
from annotator.codebook.kept import keep
from annotator.corpus import Corpus, CorpusError, ParagraphRule, corpus_of, open_text
from annotator.errors import AnnotatorError
from annotator.keymap import load as load_keymap
from annotator.labels import LAYERS, LayerName
from annotator.session.opening import alone, open_session
from annotator.session.session import Session
from annotator.session.suggestions.suggesting import offer
from annotator.store import check_annotator, labels_path
from annotator.telling import complain
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.session.again import SecondPass
    from annotator.suggest.plugins.protocol import Suggester


class NoTerminalError(AnnotatorError):
    """Labelling was asked for where there is no terminal."""


def label(
    paths: tuple[Path, ...],
    *,
    annotator: str | None = None,
    codebook: str | None = None,
    layers: tuple[LayerName, ...] = LAYERS,
    paragraphs: ParagraphRule | None = None,
    paragraph: int | None = None,
    blind: bool = False,
    suggesters: str | None = None,
    again: bool = False,
    share: float | None = None,
) -> int:
    """Open the terminal interface; return the exit code when it is left. The arguments are those of the command.

    Raises:
        AnnotatorError: When there is nothing to open, no terminal, or something that belongs to it has faults.
        UsageError: click's, when the arguments make no sense together.
    """
    name = _name() if annotator is None else check_annotator(annotator)
    corpus, texts, read = _texts(paths, codebook)
    keep(corpus.codebook_path(), corpus.codebook)  # a faulty one is told before the screen opens
    corpus.registry  # noqa: B018 - so is a faulty registry
    keymap = load_keymap()
    chosen, notices = _suggesters(suggesters)
    for notice in notices:
        complain(notice)
    second: SecondPass | None = None
    if again:
        from annotator.session.again import SHARE, SecondPass  # noqa: PLC0415 - seldom asked for

        second = SecondPass(corpus, name, layers, share or SHARE)
        name = second.name
        texts = _in_sample(texts, second)

    opened: list[Session] = []

    def opener(path: Path) -> Session:
        if second is not None:
            open_it = partial(second.open, path)
        else:
            text = read.pop(path, None)
            open_it = partial(open_session, corpus, path, name, layers=layers, rule=paragraphs, text=text)
        opened.append(alone(labels_path(path, name), open_it))
        if second is None:  # who labels again sees no suggestions either, whatever key is pressed
            offer(opened[-1], corpus, blind=blind, suggesters=chosen)
            opened[-1].told = " ".join([*notices, *([opened[-1].told] if opened[-1].told else [])]) or None
        return opened[-1]

    try:
        gc.disable()  # until everything is there: nearly all that is made on the way stays
        first = opener(texts[0]) if len(texts) == 1 and not paths[0].is_dir() else None
        if paragraph is not None:
            _go_to(first, paragraph)
        require_terminal()
        from annotator.tui.app import AnnotatorApp  # noqa: PLC0415 - slow to import; bad input is told before
        from annotator.tui.running import run  # noqa: PLC0415

        app = AnnotatorApp(corpus, texts, name, opener, keymap, first=first)
        if first is not None and len(first.text.content) > LARGE:
            give_back()
        return run(app)
    finally:
        gc.enable()
        for session in opened:
            session.close()


def _usage(message: str) -> Exception:
    """Return what click tells together with how the command is used."""
    from click import UsageError  # noqa: PLC0415 - whoever names one text does not wait for it

    return UsageError(message)


def _name() -> str:
    from annotator.whoami import annotator_name  # noqa: PLC0415 - it asks others

    return annotator_name()


def _suggesters(names: str | None) -> tuple[list[Suggester], list[str]]:
    """Return whom to ask besides the rules, and what must be told about it."""
    if names is None:
        return [], []
    from annotator.suggest.plugins.choosing import choose  # noqa: PLC0415 - only where somebody is named

    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if not wanted:
        raise _usage("--suggesters wants names, such as spacy,endpoint.")
    return choose(wanted)


def _in_sample(texts: list[Path], second: SecondPass) -> list[Path]:
    """Return the texts with something to label again; one that cannot be read says so when it is opened."""

    def has_any(text: Path) -> bool:
        try:
            return bool(second.sample(text))
        except AnnotatorError:
            return True

    if len(texts) == 1:
        return texts  # opening it says more
    found = list(filter(has_any, texts))
    if not found:
        from annotator.session.again import NothingToLabelAgainError  # noqa: PLC0415 - seldom asked for

        raise NothingToLabelAgainError(
            f"There is nothing for {second.annotator} to label again: no paragraph that {second.annotator} has "
            f"reviewed in these {len(texts)} texts is in a sample of {second.share:.0%}."
        )
    return found


def _go_to(session: Session | None, paragraph: int) -> None:
    if session is None:
        raise _usage("--paragraph is for one text: name it.")
    if paragraph > len(session.labels.paragraphs):
        raise _usage(f"The text has {len(session.labels.paragraphs)} paragraphs, and no paragraph {paragraph}.")
    session.cursor.to_paragraph(paragraph - 1)


def require_terminal() -> None:
    """Refuse to go on where there is no terminal.

    Raises:
        NoTerminalError: When input, output or errors lead elsewhere.
    """
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise NoTerminalError(
            "There is no terminal to label in: run this in one, without redirecting input, output or errors."
        )


def _texts(paths: tuple[Path, ...], codebook: str | None) -> tuple[Corpus, list[Path], dict[Path, Text]]:
    """Return the corpus the paths belong to, the texts among them, and the text that is opened at once, if one is."""
    corpus = corpus_of(paths[0], codebook)
    if paths[0].is_dir():
        if len(paths) > 1:
            raise CorpusError("Give one corpus folder, or several texts of one folder.")
        texts = corpus.text_paths()
        if not texts:
            raise CorpusError(
                f"There are no .txt files in {paths[0]}: `annotator add FILE --to {paths[0]}` takes one in."
            )
        return corpus, texts, {}
    for path in paths:
        if path.is_dir() or corpus_of(path).folder.resolve() != corpus.folder.resolve():
            raise CorpusError(f"{path} is not in the same folder as {paths[0]}: label one corpus at a time.")
        text = open_text(
            path
        )  # whoever names a text wants that one; in a folder the library shows what is wrong with which
    return corpus, list(dict.fromkeys(paths)), {paths[0]: text} if len(paths) == 1 else {}
