"""`annotator label`: open the terminal interface."""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.allocator import LARGE, give_back
from annotator.cli import complain
from annotator.codebook.kept import keep
from annotator.corpus import Corpus, CorpusError, ParagraphRule, corpus_of, open_text
from annotator.errors import AnnotatorError
from annotator.keymap import load as load_keymap
from annotator.labels import LAYERS, LayerName
from annotator.session.again import SHARE, NothingToLabelAgainError, SecondPass
from annotator.session.opening import alone, open_session
from annotator.session.session import Session
from annotator.session.suggestions.suggesting import offer
from annotator.store import check_annotator, labels_path
from annotator.text import Text
from annotator.whoami import annotator_name

if TYPE_CHECKING:
    from annotator.suggest.plugins.protocol import Suggester


class NoTerminalError(AnnotatorError):
    """Labelling was asked for where there is no terminal."""


def _layers(_: click.Context, __: click.Parameter, value: str | None) -> tuple[LayerName, ...]:
    if value is None:
        return LAYERS
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in LAYERS]
    if unknown or not names:
        raise click.BadParameter(f"choose from {', '.join(LAYERS)}, separated by commas")
    return tuple(name for name in LAYERS if name in names)


@click.command("label")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--annotator", metavar="NAME", help="Who labels (default: $ANNOTATOR, git user, login name).")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
@click.option(
    "--layers", metavar="LAYERS", callback=_layers, help="Layers to label, such as quotes,claims (default: all)."
)
@click.option(
    "--paragraphs", type=click.Choice(["auto", "lines", "blocks"]), help="What a paragraph is (default: auto)."
)
@click.option("--blind", is_flag=True, help="Show no suggestions: they bias whoever sees them. The key b shows them.")
@click.option("--suggesters", metavar="NAMES", help="Whom to ask besides the rules, such as spacy,endpoint.")
@click.option("--paragraph", type=click.IntRange(1), metavar="N", help="Open the text at its Nth paragraph.")
@click.option("--again", is_flag=True, help="Label a sample of what you reviewed again, without seeing your labels.")
@click.option(
    "--again-share",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="SHARE",
    help="How much of it, above 0, at most 1 (default: 0.2).",
)
def command(  # noqa: PLR0917 - click gives one argument for each option
    paths: tuple[Path, ...],
    annotator: str | None,
    codebook: str | None,
    layers: tuple[LayerName, ...],
    paragraphs: ParagraphRule | None,
    paragraph: int | None,
    blind: bool,  # noqa: FBT001
    suggesters: str | None,
    again: bool,  # noqa: FBT001
    again_share: float | None,
) -> int:
    """Label texts in the terminal.

    PATHS are .txt files or one corpus folder. One text is opened at once; several, or a folder, in the library. Labels
    are saved beside each text, as NAME.ANNOTATOR.yaml.

    \b
    Examples:
      annotator label annotations/
      annotator label article.txt --annotator mira
      annotator label annotations/ --layers quotes,sources
      annotator label annotations/ --blind
      annotator label annotations/ --again
    """
    name = annotator_name() if annotator is None else check_annotator(annotator)
    _require_sense(again=again, share=again_share, paragraphs=paragraphs, suggesters=suggesters)
    corpus, texts, read = _texts(paths, codebook)
    keep(corpus.codebook_path(), corpus.codebook)  # a faulty one is told before the screen opens
    corpus.registry  # noqa: B018 - so is a faulty registry
    keymap = load_keymap()
    chosen, notices = _suggesters(suggesters)
    for notice in notices:
        complain(notice)
    second = SecondPass(corpus, name, layers, again_share or SHARE) if again else None
    if second is not None:
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


def _suggesters(names: str | None) -> tuple[list[Suggester], list[str]]:
    """Return whom to ask besides the rules, and what must be told about it."""
    if names is None:
        return [], []
    from annotator.suggest.plugins.choosing import choose  # noqa: PLC0415 - only where somebody is named

    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if not wanted:
        raise click.UsageError("--suggesters wants names, such as spacy,endpoint.")
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
        raise NothingToLabelAgainError(
            f"There is nothing for {second.annotator} to label again: no paragraph that {second.annotator} has "
            f"reviewed in these {len(texts)} texts is in a sample of {second.share:.0%}."
        )
    return found


def _require_sense(*, again: bool, share: float | None, paragraphs: str | None, suggesters: str | None) -> None:
    """Refuse options that go against each other."""
    if again and paragraphs is not None:
        raise click.UsageError("--again takes the paragraphs of the first labels: leave --paragraphs out.")
    if again and suggesters is not None:
        raise click.UsageError("--again shows no suggestions: leave --suggesters out.")
    if share is not None and not again:
        raise click.UsageError("--again-share goes with --again.")


def _go_to(session: Session | None, paragraph: int) -> None:
    if session is None:
        raise click.UsageError("--paragraph is for one text: name it.")
    if paragraph > len(session.labels.paragraphs):
        raise click.UsageError(
            f"The text has {len(session.labels.paragraphs)} paragraphs, and no paragraph {paragraph}."
        )
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
