"""The command palette, made from the table of actions: it offers what can be done now."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from annotator.actions import ACTIONS, Action
from annotator.display import visible
from annotator.keymap import shown
from annotator.tui.screens.labelling import LabellingScreen

_NEEDS_ITEM = {"edit", "delete", "note", "respan"}
_NEEDS_SUGGESTION = {"accept", "accept_and_edit", "reject"}
_NEEDS_TARGET = {"link_source", "label_cue"}


class ActionProvider(Provider):
    """Finds actions of the labelling screen."""

    def _possible(self) -> list[Action]:
        screen = self.screen
        if not isinstance(screen, LabellingScreen):
            return []
        session = screen.session
        without: set[str] = set()
        without |= set() if session.item_here() else _NEEDS_ITEM
        without |= set() if session.target() else _NEEDS_TARGET
        without |= {
            f"label_{layer[:-1]}" for layer in ("sources", "quotes", "claims", "frames") if layer not in session.layers
        }
        without |= set() if session.labels.undecided else {"undecided"}
        without |= set() if session.offering else {"blind", "next_suggestion"}
        without |= set() if session.offering and session.offering.current else _NEEDS_SUGGESTION
        own = {action.name for action in screen.own}
        actions = [*screen.own, *(action for action in ACTIONS if action.name not in own)]
        return [action for action in actions if action.name not in without]

    def _told(self, action: Action) -> tuple[str, str]:
        assert isinstance(self.screen, LabellingScreen)
        keys = " ".join(map(shown, self.screen.keys_of(action.name)))
        told = f"{action.help} ({keys})" if keys else action.help
        return action.name.replace("_", " "), escape(visible(told))  # the palette takes help for markup

    async def discover(self) -> Hits:
        """Offer every action that is possible now."""
        for action in self._possible():
            name, told = self._told(action)
            yield DiscoveryHit(Text(name), partial(self._perform, action.name), help=told)

    async def search(self, query: str) -> Hits:
        """Offer the actions that fit the query."""
        matcher = self.matcher(query)
        for action in self._possible():
            name, told = self._told(action)
            score = max(matcher.match(name), matcher.match(told) / 2)
            if score > 0:
                yield Hit(score, Text(name), partial(self._perform, action.name), text=name, help=told)

    def _perform(self, name: str) -> None:
        if isinstance(self.screen, LabellingScreen):
            self.screen.perform(name)
