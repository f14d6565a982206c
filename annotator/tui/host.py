"""The app as its screens see it, so that screens need not know the app."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, cast

from textual.screen import Screen

from annotator.corpus import Corpus
from annotator.keymap import Keymap


class Host(Protocol):
    """What screens ask of the app.

    Attributes:
        corpus: Settings and registry.
        annotator: Who labels.
        keymap: Keys by action.
    """

    corpus: Corpus
    annotator: str
    keymap: Keymap

    def action_of(self, key: str) -> str | None:
        """Return the action a key has, or None."""

    def open(self, path: Path) -> None:
        """Label a text."""

    def show_library(self) -> None:
        """Go to the library."""

    def show_help(self) -> None:
        """Show every key."""

    def toggle_theme(self) -> None:
        """Change between light and dark."""

    def leave(self) -> None:
        """Save and quit."""


def host_of(screen: Screen[Any]) -> Host:
    """Return the app that shows a screen."""
    return cast("Host", screen.app)
