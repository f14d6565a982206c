"""`annotator keys`: the table of actions."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.actions import ACTIONS
from annotator.cli import say, say_json
from annotator.keymap import TABLES, default_path, load, shown


@click.command("keys")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print it.")
@click.option(
    "--keymap", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A keymap file to check and use."
)
def command(form: str, keymap: Path | None) -> None:
    """List actions and their keys.

    A keymap file gives actions other keys; it maps action names to a key or a list of keys, as characters or as Textual
    names them. It is read from keys.yaml in the user's configuration folder, or from $ANNOTATOR_KEYMAP.

    \b
    Examples:
      annotator keys
      annotator keys --format json
      annotator keys --keymap my-keys.yaml     check a keymap before using it
    """
    found = [(action, load(keymap, table)[action.name]) for table in TABLES for action in table]
    if form == "json":
        say_json([{"action": action.name, "keys": list(keys), "help": action.help} for action, keys in found])
        return
    group = None
    for action, keys in found:
        if action not in ACTIONS and action.group != group:
            group = action.group
            say()
            say(f"{group}:")
        say(f"{' '.join(map(shown, keys)):<16} {action.name:<20} {action.help}")
    say()
    path = keymap or default_path()
    say(f"Keymap file: {path}{'' if path.is_file() else ' (there is none)'}")
