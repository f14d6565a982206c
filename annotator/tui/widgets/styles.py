"""What the styles of lines look like in a theme.

Textual has component classes for this. It makes a node of the document for each of them in each widget, and works all
of them out anew whenever anything about the widget may look different: half of the time until the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color

_LOOKS: dict[str, tuple[str, str]] = {
    "plain": ("", ""),
    "dim": ("", "dim"),
    "context": ("foreground", ""),
    "strong": ("", "bold"),
    "key": ("text-accent", "bold"),
    "title": ("", "bold"),
    "sources": ("text-success", ""),
    "quotes": ("text-primary", ""),
    "claims": ("text-warning", ""),
    "frames": ("#d7a0e8", ""),
    "more": ("", "dim italic"),
    "ghost": ("", "italic"),
    "labelled": ("", "underline"),
    "selection": ("", "reverse"),
    "piece": ("", "reverse dim"),
    "focus": ("text-accent", "bold"),
    "current": ("", "bold reverse"),
    "good": ("text-success", ""),
    "warn": ("text-warning", "bold"),
    "bad": ("text-error", "bold"),
    "edge": ("panel-lighten-2", ""),
}
"""Colour and attributes of each style: a variable of the theme or a colour, and words of Rich's."""
_IN_LIGHT = {"frames": "#7a2a8a"}
"""Other colours in light themes."""

STYLES = tuple(_LOOKS)
"""The styles a part can name."""


def look(name: str, variables: Mapping[str, str], *, dark: bool) -> Style:
    """Return a style without what is behind it.

    Args:
        name: One of `STYLES`.
        variables: The colours of the theme, by name.
        dark: Whether it is a dark one.

    Raises:
        KeyError: When there is no style of that name.
    """
    colour, attributes = _LOOKS[name]
    if not dark:
        colour = _IN_LIGHT.get(name, colour)
    return _style(variables.get(colour, colour), attributes)


@lru_cache(maxsize=256)
def _style(colour: str, attributes: str) -> Style:
    style = Style.parse(attributes) if attributes else Style.null()
    return style + Style(color=Color.parse(colour).rich_color) if colour else style
