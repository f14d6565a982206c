"""`annotator merge`: put two versions of a labels file together."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli import FINDINGS, say, say_json
from annotator.merging import merge_files

_FILE = click.Path(path_type=Path)


@click.command("merge")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Where the result goes (default: into OURS).")
@click.option("--path", "place", metavar="FILE", type=_FILE, help="Where the labels file stands, if OURS is a copy.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print conflicts.")
def command(
    base: Path, ours: Path, theirs: Path, *, output: Path | None, place: Path | None, codebook: str | None, form: str
) -> int:
    """Merge two versions of a labels file by item.

    BASE is the version that OURS and THEIRS began with, an empty file or /dev/null if there is none. What both sides
    did to different items is put together. Where they contradict each other, OURS stays and THEIRS waits in the file
    under `undecided`, to be decided while labelling. Ends with 1 if there is any such conflict.

    \b
    Examples:
      annotator merge base.yaml story.mira.yaml other.yaml
      annotator merge /dev/null story.mira.yaml other.yaml -o both.yaml

    \b
    As git's merge driver (.gitattributes: annotations/*.*.yaml merge=annotator):
      git config merge.annotator.driver "annotator merge --path %P %O %A %B"
    """
    merged = merge_files(base, ours, theirs, output=output, place=place, codebook=codebook)
    count = len(merged.conflicts)
    if form == "json":
        say_json({"conflicts": [asdict(each) | {"sentence": each.sentence} for each in merged.conflicts],
                  "renamed": dict(merged.renamed)})  # fmt: skip
    else:
        name = place or output or ours
        for conflict in merged.conflicts:
            say(f"{name}: {conflict.sentence}")
        if count or place is None:  # git tells by itself what it merged
            told = f"{count} conflict{'' if count == 1 else 's'}" if count else "no conflicts"
            say(f"{name}: merged, {told}.")
    return FINDINGS if count else 0
