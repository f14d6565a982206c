"""`annotator status`: how far each annotator is with each text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import FINDINGS, complain, say, say_json
from annotator.corpus import Progress, corpus_of, open_text, progress
from annotator.errors import AnnotatorError
from annotator.labels import LAYERS


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
    corpus.codebook, corpus.registry  # noqa: B018 - what is wrong with these is told once, not for every text
    texts = corpus.text_paths() if path.is_dir() else [path]
    found: dict[str, list[Progress]] = {}
    faulty = False
    for text in texts:
        try:
            found[text.stem] = progress(corpus, open_text(text))
        except AnnotatorError as error:
            complain(str(error))
            faulty = True
    faulty = faulty or any(entry.faults for entries in found.values() for entry in entries)
    if form == "json":
        say_json([asdict(entry) for entries in found.values() for entry in entries])
    else:
        _table(found, path)
    return FINDINGS if faulty else 0


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
            share = f"{entry.reviewed}/{entry.paragraphs}"
            counts = "".join(f"{(entry.items or {}).get(layer, 0):>8}" for layer in LAYERS)
            say(f"{begin}  {share:>9}  {counts}{_told(entry)}")


def _told(entry: Progress) -> str:
    waiting = f"  {entry.undecided} undecided" if entry.undecided else ""
    return f"{waiting}{'  done' if entry.complete else ''}"
