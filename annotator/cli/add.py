"""`annotator add`: take documents into a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.adding import add_document
from annotator.cli import complain, say
from annotator.store import meta_path


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to", "corpus", required=True, type=click.Path(path_type=Path), help="The corpus folder; made if need be."
)
@click.option("--encoding", default="utf-8", metavar="NAME", help="How the files are encoded (default: utf-8).")
@click.option("--name", metavar="NAME", help="What the text is called in the corpus (one file only).")
@click.option("--title", metavar="WORDS", help="The article's headline (one file only; default: the first line).")
@click.option("--outlet", metavar="WORDS", help="Who published it.")
@click.option("--author", metavar="WORDS", help="Who wrote it.")
@click.option("--published", metavar="DATE", help="When it was published.")
@click.option("--story", metavar="NAME", help="Which event it reports; texts on the same one stay together.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--language", metavar="CODE", help="Its language, such as en or de.")
def command(files: tuple[Path, ...], corpus: Path, encoding: str, name: str | None, **known: str | None) -> None:
    """Take documents into a corpus.

    Each file is decoded strictly and stored as UTF-8, newlines as they are, beside a .meta.yaml that keeps what is
    known of it and its hash. A text that is there already is never overwritten.

    \b
    Examples:
      annotator add seeds/*.txt --to annotations/
      annotator add page.txt --to annotations/ --outlet "Northern Wire"
      annotator add old.txt --to annotations/ --encoding cp1252
    """
    if len(files) > 1 and (name or known["title"]):
        raise click.UsageError("--name and --title are for one file at a time.")
    for file in files:
        added = add_document(file, corpus, encoding=encoding, name=name, known=known)
        say(f"{added.path} was there already, the same." if added.same else f"{added.path} added.")
        if added.ignored:
            options = ", ".join(f"--{name}" for name in added.ignored)
            complain(f"{options} changed nothing: {meta_path(added.path)} is there already, and is edited by hand.")
