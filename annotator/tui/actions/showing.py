"""The actions that show something else: guidelines, help, another page, another theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from textual.screen import Screen

from annotator.labels import LayerName
from annotator.session import Session
from annotator.tui.actions import Act
from annotator.tui.dialogues import Dialogues
from annotator.tui.document.pane import DocumentPane
from annotator.tui.guidelines import guidelines
from annotator.tui.host import host_of


class Showing:
    """What one labelling screen can show besides its text."""

    def __init__(self, screen: Screen[Any], session: Session, pane: DocumentPane) -> None:
        """Show things above or in a screen."""
        self._screen = screen
        self._session = session
        self._pane = pane

    def by_name(self, dialogues: Dialogues) -> Mapping[str, Act]:
        """Return what is done, by the name of the action.

        Args:
            dialogues: Know what is asked now, which guidelines are for.
        """
        return {
            "codebook": lambda: self.guidelines(dialogues),
            "page_down": partial(self._page, 1),
            "page_up": partial(self._page, -1),
            "help": lambda: host_of(self._screen).show_help(),
            "theme": lambda: host_of(self._screen).toggle_theme(),
        }

    def guidelines(self, dialogues: Dialogues) -> None:
        """Show the guidelines for what is asked now, or for the item under the cursor."""
        session = self._session
        coding, item = dialogues.coding, session.item_here()
        layer: LayerName = session.layers[0]
        attribute = value = None
        if coding is not None:
            layer, attribute = coding.layer, coding.step
            choices = coding.choices()
            value = choices[coding.highlighted].guidelines if choices else None
        elif item is not None and item.layer in session.codebook.layers:
            layer = item.layer
            scheme = session.codebook.layers[layer]
            attribute = scheme.main
            code = item.attribute(attribute) if attribute else None
            value = scheme.attributes[str(attribute)].by_value.get(code) if code is not None else None
        from annotator.tui.screens.reader import Reader  # noqa: PLC0415 - not before there is something to read

        self._screen.app.push_screen(Reader("Guidelines", guidelines(session.codebook, layer, attribute, value)))

    def _page(self, direction: int) -> None:
        """Go a screen down (1) or up (-1)."""
        self._session.cursor.to_paragraph(self._pane.paragraph_a_screen_away(direction))
