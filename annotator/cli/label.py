"""`annotator label`: open the terminal interface."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.corpus import ParagraphRule
from annotator.labelling import label
from annotator.labels import LAYERS, LayerName


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
    _require_sense(again=again, share=again_share, paragraphs=paragraphs, suggesters=suggesters)
    return label(
        paths,
        annotator=annotator,
        codebook=codebook,
        layers=layers,
        paragraphs=paragraphs,
        paragraph=paragraph,
        blind=blind,
        suggesters=suggesters,
        again=again,
        share=again_share,
    )


def _require_sense(*, again: bool, share: float | None, paragraphs: str | None, suggesters: str | None) -> None:
    """Refuse options that go against each other."""
    if again and paragraphs is not None:
        raise click.UsageError("--again takes the paragraphs of the first labels: leave --paragraphs out.")
    if again and suggesters is not None:
        raise click.UsageError("--again shows no suggestions: leave --suggesters out.")
    if share is not None and not again:
        raise click.UsageError("--again-share goes with --again.")
