"""The commands, each in a file of its own, imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from annotator import __version__
from annotator.display import escaped_json, visible
from annotator.telling import USAGE, answered, complain

__all__ = ["COMMANDS", "FINDINGS", "USAGE", "cli", "complain", "run", "say", "say_json"]

COMMANDS: dict[str, str] = {
    "label": "Label texts in the terminal.",
    "add": "Take documents into a corpus.",
    "status": "Show how far each annotator is.",
    "validate": "Check labels, codebook and metadata files.",
    "merge": "Merge two versions of a labels file, also for git.",
    "reanchor": "Move labels to a text that was revised.",
    "agreement": "Show how far annotators agree.",
    "adjudicate": "Make gold labels of what several annotators said.",
    "suggest": "Suggest quotes with their sources, claims and zones.",
    "codebook": "Show and check codebooks; write JSON Schemas.",
    "keys": "List actions and their keys.",
}
"""The commands in the order of the help, each in the module of its name."""

FINDINGS = 1
"""Exit code: the command ran and found faults."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"annotator.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="annotator %(version)s")
def cli() -> None:
    """Label claims, quotes, sources and framing in news texts, in the terminal.

    \b
    Examples:
      annotator label annotations/             choose a text of a corpus
      annotator label article.txt              label one text
      annotator validate annotations/          check every labels file
    """


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code; every error becomes a sentence on standard error."""
    return answered(lambda: _clicked(arguments))


def _clicked(arguments: list[str] | None) -> object:
    try:
        return cli.main(args=arguments, prog_name="annotator", standalone_mode=False)
    except click.ClickException as error:
        message = error.format_message()
        complain(message)
        if isinstance(error, click.UsageError) and error.ctx is not None and not message.startswith("Usage:"):
            complain(f"`{error.ctx.command_path} --help` shows how to use it.")
        return USAGE
    except click.Abort:
        complain("Stopped.")
        return 130
    except SystemExit:
        return USAGE  # click's answer when whoever read our output has gone; there is nobody left to tell


def say_json(value: Any) -> None:
    """Write JSON to standard output, safe for a terminal."""
    click.echo(escaped_json(value))


def say(line: str = "") -> None:
    """Write one line to standard output, safe for a terminal."""
    click.echo(visible(line))
