"""`annotator validate`: check the files of a corpus."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import FINDINGS, say, say_json
from annotator.cli.progress import progress_bar
from annotator.corpora import check_corpus
from annotator.corpus import Corpus, corpus_of
from annotator.files.findings import Finding
from annotator.store import GOLD
from annotator.validation import check_changed, check_path


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
@click.option(
    "--changed", is_flag=True, help="PATHS are changed files: check what depends on them, pass over any others."
)
def command(paths: tuple[Path, ...], form: str, codebook: str | None, changed: bool) -> int:  # noqa: FBT001
    """Check labels, codebook and metadata files.

    PATHS are corpus folders, texts or labels files; the current folder if left out. Prints one sentence per fault, with
    file, line, column and field, and ends with 1 if there is any.

    \b
    Examples:
      annotator validate annotations/
      annotator validate annotations/story.mira.yaml
      annotator validate annotations/ --format json
      annotator validate --changed annotations/story.txt annotations/corpus.yaml
    """
    found: dict[Path, dict[Finding, None]] = {}
    waiting: dict[Path, int] = {}
    corpora: dict[Path, Corpus] = {}
    with progress_bar("Checking") as told:
        for path in paths or (Path(),):
            corpus = corpus_of(path, codebook)
            corpus = corpora.setdefault(corpus.folder, corpus)
            if not changed:
                check_corpus(path)
            for checked in check_changed(corpus, path) if changed else check_path(corpus, path, told):
                found.setdefault(checked.file, {}).update(dict.fromkeys(checked.findings))
                waiting[checked.file] = max(checked.undecided, waiting.get(checked.file, 0))
    files = len(found)
    findings = [finding for several in found.values() for finding in several]
    undecided = sum(waiting.values())
    if form == "json":
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(str(finding))
        faults = f"{len(findings)} fault{'' if len(findings) == 1 else 's'}" if findings else "no faults"
        say(f"{files} file{'' if files == 1 else 's'} checked, {faults}.")
        if undecided:
            ways = {
                "`annotator adjudicate`" if file.name.endswith(f".{GOLD}.yaml") else "X in `annotator label`"
                for file, count in waiting.items()
                if count
            }
            how = f"{' or, of gold, '.join(sorted(ways))} goes through them."
            say(f"{undecided} label{' waits' if undecided == 1 else 's wait'} for a decision: {how}")
    return FINDINGS if findings else 0
