"""`annotator reanchor`: move labels to a text that was revised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli import FINDINGS, USAGE, complain, say, say_json
from annotator.corpus import corpus_of
from annotator.display import visible_prose
from annotator.labels import Undecided
from annotator.reanchoring.revision import Revised, Wanted, revise

_REASONS = {
    "not_found": "not in the text any more",
    "ambiguous": "no one place for it",
    "conflict": "differs between two sides of a merge",
    "disagreement": "differs between annotators",
}
_MOST = 60
"""Characters of the words of a label that are shown."""


@click.command("reanchor")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--annotator", "annotators", multiple=True, metavar="NAME", help="Whose labels (default: everyone's).")
@click.option(
    "--from",
    "old",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The text as it was labelled, if you have it.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would move; write nothing.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
def command(
    paths: tuple[Path, ...],
    annotators: tuple[str, ...],
    old: Path | None,
    form: str,
    codebook: str | None,
    *,
    dry_run: bool,
) -> int:
    """Move labels to a text that was revised.

    PATHS are corpus folders, texts or labels files. A label moves where its words, their order and their surroundings
    single one place out. What has no place, or several that are equally good, is kept in the labels file under
    `undecided` until a person decides; the key X in `annotator label` goes through it. The text as it was labelled
    makes this exact: it is taken from --from, or else looked for in git.

    The labels before are kept in NAME.ANNOTATOR.yaml.before-reanchor, and NAME.meta.yaml is made to name the text as it
    is now. Ends with 1 when something waits for a decision.

    \b
    Examples:
      annotator reanchor annotations/story.txt
      annotator reanchor annotations/ --dry-run
      annotator reanchor story.txt --from story-as-published.txt --annotator mira
    """
    found: list[Revised] = []
    for path in paths:
        found += revise(corpus_of(path, codebook), path, Wanted(frozenset(annotators), old, dry_run))
    if form == "json":
        say_json([_as_json(entry) for entry in found])
    else:
        _table(found, dry_run=dry_run)
    for entry in found:
        if entry.error is not None:
            complain(entry.error)
    if any(entry.error is not None for entry in found):
        return USAGE
    return FINDINGS if any(_waiting(entry) for entry in found) else 0


def _waiting(entry: Revised) -> tuple[Undecided, ...]:
    undecided = entry.labels.undecided if entry.labels is not None else ()
    return tuple(waits for waits in undecided if waits.reason != "disagreement")


def _table(found: list[Revised], *, dry_run: bool) -> None:
    shown = [entry for entry in found if entry.labels is not None]
    if not shown and not any(entry.error or entry.hash_taken for entry in found):
        say("There are no labels here.")
        return
    width = max((len(str(entry.file)) for entry in shown), default=0)
    if shown:
        say(f"{'labels':<{width}}  {'moved':>6} {'marks':>6} {'waiting':>8} {'to review':>10}")
    for entry in shown:
        say(f"{entry.file!s:<{width}}  {_row(entry)}")
    for entry in shown:
        for waits in _waiting(entry):
            say(f"{entry.file}: {waits.item.id}: {_REASONS[waits.reason]}: {_words(waits)}")
    _notes(found, dry_run=dry_run)


def _row(entry: Revised) -> str:
    waiting = len(_waiting(entry))
    if entry.done is None:
        return f"{'—':>6} {'—':>6} {waiting:>8} {'—':>10}  the text is the one that was labelled"
    changed = len(entry.done.changed)
    how = "by the text as it was" if entry.with_old_text else "by words and order"
    return f"{entry.done.moved - changed:>6} {changed:>6} {waiting:>8} {entry.done.to_review:>10}  {how}"


def _notes(found: list[Revised], *, dry_run: bool) -> None:
    for entry in found:
        if entry.kept is not None:
            say(f"{entry.kept} keeps the labels as they were.")
        if entry.hash_taken:
            say(f"{entry.file} {'would name' if dry_run else 'names'} the text as it is now (sha256).")
    if any(entry.done is not None and entry.done.changed for entry in found):
        say("marks: moved, with other quote marks, white space or normal form in their words.")
    if dry_run:
        say("Nothing was written (--dry-run).")
    elif any(map(_waiting, found)):
        say("Open the text with `annotator label` and press X to decide what waits.")


def _words(waits: Undecided) -> str:
    words = " … ".join(span.text for _, span in waits.item.located_spans())
    return visible_prose(words if len(words) <= _MOST else f"{words[: _MOST - 1]}…")


def _as_json(entry: Revised) -> dict[str, Any]:
    done = entry.done
    return {
        "file": str(entry.file),
        "revised": done is not None,
        "moved": done.moved if done is not None else 0,
        "changed": list(done.changed) if done is not None else [],
        "decided": list(done.decided) if done is not None else [],
        "undecided": [
            {
                "reason": waits.reason,
                "layer": waits.item.layer,
                "id": waits.item.id,
                "words": [span.text for _, span in waits.item.located_spans()],
            }
            for waits in _waiting(entry)
        ],
        "to_review": done.to_review if done is not None else 0,
        "with_old_text": entry.with_old_text,
        "kept": str(entry.kept) if entry.kept is not None else None,
        "hash_taken": entry.hash_taken,
        "error": entry.error,
    }
