"""`annotator agreement`: how far annotators agree, layer by layer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli import FINDINGS, complain, say, say_json
from annotator.corpora import check_corpus
from annotator.labels import LAYERS, LayerName
from annotator.store import GOLD, first_pass

if TYPE_CHECKING:
    from annotator.agreement.matching import Policy

_LONG = 10
"""With more texts than this it takes seconds, and a bar shows how far it is."""


def _names(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (value or "").split(",") if name.strip())


def _layers(context: click.Context, option: click.Parameter, value: str | None) -> tuple[LayerName, ...]:
    names = _names(context, option, value)
    if not set(names) <= set(LAYERS):
        raise click.BadParameter(f"choose from {', '.join(LAYERS)}, separated by commas")
    return tuple(name for name in LAYERS if name in names) or LAYERS


@click.command("agreement")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option("--methods", is_flag=True, help="Print the paragraph for a paper's methods section, with the numbers.")
@click.option(
    "--annotators", metavar="NAMES", callback=_names, help="Whom to compare, such as mira,jory (default: all)."
)
@click.option("--with-gold", is_flag=True, help="Compare with the adjudicated labels too.")
@click.option("--layers", metavar="LAYERS", callback=_layers, help="Such as quotes,claims (default: all).")
@click.option(
    "--match",
    "policy",
    type=click.Choice(["exact", "overlap", "optimal"]),
    default="optimal",
    help="Which items are the same (default: optimal).",
)
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=0.5, help="Least overlap for `optimal`, 0 to 1 (default: 0.5)."
)
@click.option(
    "--bootstrap", type=click.IntRange(1), default=1000, metavar="N", help="Bootstrap replicates (default: 1000)."
)
@click.option(
    "--samples", type=click.IntRange(0), default=30, metavar="N", help="Random texts for γ; 0: no γ (default: 30)."
)
@click.option("--seed", type=click.IntRange(0), default=0, metavar="N", help="Of the random numbers (default: 0).")
@click.option(
    "--worst", type=click.IntRange(0), default=10, metavar="N", help="How many paragraphs to list (default: 10)."
)
@click.option("--codebook", metavar="FILE", help="A codebook file, or the name of a shipped one.")
def command(  # noqa: PLR0917 - click gives one argument for each option
    path: Path,
    form: str,
    methods: bool,  # noqa: FBT001 - click's way
    annotators: tuple[str, ...],
    with_gold: bool,  # noqa: FBT001
    layers: tuple[LayerName, ...],
    policy: Policy,
    threshold: float,
    bootstrap: int,
    samples: int,
    seed: int,
    worst: int,
    codebook: str | None,
) -> int:
    """Show how far annotators agree, layer by layer.

    PATH is a corpus folder or a text; the current folder if left out. Adjudicated labels (gold) are left out unless
    asked for. Whoever labelled a sample again (`annotator label --again`) is compared with themselves, in a table of
    its own. Ends with 1 when a file has faults, or when no text was labelled by two people, or twice.

    \b
    Examples:
      annotator agreement annotations/
      annotator agreement annotations/ --annotators mira,jory --layers quotes
      annotator agreement annotations/ --methods
      annotator agreement annotations/ --format json
    """
    from annotator.agreement import Resampling, corpus_agreement  # noqa: PLC0415 - needs an extra, which says so
    from annotator.agreement.corpus.agreement import NothingToCompareError  # noqa: PLC0415
    from annotator.agreement.corpus.table import lines  # noqa: PLC0415
    from annotator.dataset import load  # noqa: PLC0415

    check_corpus(path)
    corpus = load(path, codebook=codebook, on_error="collect")
    for finding in corpus.errors:
        complain(str(finding))
    wanted = set(annotators) or {name for name in corpus.annotators if name != GOLD and first_pass(name) is None}
    if with_gold:
        wanted.add(GOLD)
    try:
        found = corpus_agreement(
            corpus,
            annotators=wanted if annotators or with_gold else None,
            layers=layers,
            policy=policy,
            threshold=threshold,
            samples=samples,
            resampling=Resampling(replicates=bootstrap, seed=seed),
        )
    except NothingToCompareError as error:
        complain(str(error))
        return FINDINGS
    if sys.stderr.isatty() and len(found.texts) > _LONG:
        with click.progressbar(found.aligning(), len(found.texts), "Comparing", file=sys.stderr) as texts:
            for _ in texts:
                pass
    if methods:
        for line in found.methods().split("\n"):
            say(line)
    elif form == "json":
        say_json(found.to_dict())
    else:
        for line in lines(found, worst):
            say(line)
    return FINDINGS if corpus.errors else 0
