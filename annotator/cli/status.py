"""`annotator status`: how far each annotator is with each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from annotator.cli import FINDINGS, complain, say, say_json
from annotator.cli.progress import progress_bar
from annotator.corpora import check_corpus
from annotator.corpus import corpus_of
from annotator.errors import AnnotatorError
from annotator.labels import LAYERS
from annotator.listing import list_corpus, scan
from annotator.processes import in_order
from annotator.progress import Progress, progress_of
from annotator.reading import Reader
from annotator.store import annotators_of


@click.command("status")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
def command(path: Path, form: str, codebook: str | None) -> int:
    """Show how far each annotator is.

    PATH is a corpus folder or a text; the current folder if left out. Ends with 1 when a file has faults.

    \b
    Examples:
      annotator status annotations/
      annotator status annotations/ --format json
    """
    corpus = corpus_of(path, codebook)
    check_corpus(path)
    corpus.codebook, corpus.registry  # noqa: B018 - what is wrong with these is told once, not for every text
    found: dict[str, list[Progress]] = {}
    faulty = False
    texts = _texts(path)
    with progress_bar("Reading") as told:
        for done, outcome in enumerate(in_order(partial(_look, Reader(corpus)), texts), 1):
            told(done, len(texts))
            if isinstance(outcome, str):
                complain(outcome)
                faulty = True
            else:
                found[texts[done - 1][0].stem] = outcome
    faulty = faulty or any(entry.faults for entries in found.values() for entry in entries)
    if form == "json":
        say_json([asdict(entry) for entries in found.values() for entry in entries])
    else:
        _table(found, path)
    return FINDINGS if faulty else 0


def _texts(path: Path) -> list[tuple[Path, Sequence[str]]]:
    """Return the texts at a path, each with who has labels of it."""
    if not path.is_dir():
        return [(path, annotators_of(path))]
    return [(path / f"{text.name}.txt", text.annotators) for text in list_corpus(path, scan(path), None).texts]


def _look(reader: Reader, text: tuple[Path, Sequence[str]]) -> list[Progress] | str:
    """Return everyone's progress with a text, or the sentence that says why it cannot be read."""
    try:
        return progress_of(reader, *text)
    except AnnotatorError as error:
        return str(error)


def _table(found: dict[str, list[Progress]], path: Path) -> None:
    if not found:
        say(f"There are no texts in {path}.")
        return
    width = max(len("text"), *(len(name) for name in found))
    who = max(len("annotator"), *(len(entry.annotator) for entries in found.values() for entry in entries), 0)
    say(f"{'text':<{width}}  {'annotator':<{who}}  {'reviewed':>9}  {''.join(f'{layer:>8}' for layer in LAYERS)}")
    for name, entries in found.items():
        if not entries:
            say(f"{name:<{width}}  not begun")
        for entry in entries:
            begin = f"{name:<{width}}  {entry.annotator:<{who}}"
            if entry.revised:
                say(f"{begin}  the text was revised since: `annotator reanchor` moves these labels to it")
                continue
            if entry.faults:
                faults = f"{entry.faults} fault{'' if entry.faults == 1 else 's'}"
                say(f"{begin}  {faults}: `annotator validate` says more")
                continue
            share = f"{entry.reviewed}/{entry.wanted}"
            counts = "".join(f"{(entry.items or {}).get(layer, 0):>8}" for layer in LAYERS)
            say(f"{begin}  {share:>9}  {counts}{_told(entry)}")


def _told(entry: Progress) -> str:
    waiting = f"  {entry.undecided} undecided" if entry.undecided else ""
    sample = "" if entry.sampled is None else f"  sample of {entry.paragraphs}"
    return f"{waiting}{'  done' if entry.complete else ''}{sample}"
