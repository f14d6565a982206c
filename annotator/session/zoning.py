"""Saying what a paragraph is: the same kind of dialogue as coding, with one question."""

from __future__ import annotations

from annotator.labels import ZONES, Zone
from annotator.session.choice import Choice
from annotator.session.session import Session

_KEYS: dict[Zone, str] = {
    "headline": "h",
    "byline": "y",
    "lede": "l",
    "subheading": "s",
    "body": "b",
    "caption": "c",
    "furniture": "f",
    "repeat": "r",
}


class Zoning:
    """The dialogue that gives the paragraph in focus its zone."""

    question = "What is this paragraph?"
    wants_text = False
    asks_sources = False
    step = "zone"

    def __init__(self, session: Session) -> None:
        """Ask about the paragraph in focus."""
        self.session = session
        self.done = False
        self.message = ""
        self.highlighted = ZONES.index(self._zone)

    @property
    def _zone(self) -> Zone:
        return self.session.labels.paragraphs[self.session.cursor.paragraph].zone

    @property
    def heading(self) -> str:
        """What is asked."""
        return f"¶ {self.session.cursor.paragraph + 1} zone"

    def choices(self) -> list[Choice]:
        """Return the zones with their keys."""
        return [Choice(_KEYS[zone], zone, zone, zone == self._zone) for zone in ZONES]

    def sources(self) -> list[Choice]:
        """Return nothing: a zone has no source."""
        return []

    def press(self, key: str) -> bool:
        """Answer with a character."""
        zone = next((zone for zone, its_key in _KEYS.items() if its_key == key), None)
        if zone is None:
            return False
        self.session.set_zone(zone)
        self.done = True
        return True

    def choose_highlighted(self) -> None:
        """Give the answer under the bar's cursor."""
        self.press(_KEYS[ZONES[self.highlighted]])

    def move(self, direction: int) -> None:
        """Move the bar's cursor."""
        self.highlighted = (self.highlighted + direction) % len(ZONES)

    def clear(self) -> None:
        """Make it an ordinary paragraph again."""
        self.press(_KEYS["body"])

    def set_text(self, text: str) -> None:
        """Do nothing: a zone is chosen, not typed."""

    def forward(self) -> None:
        """End the dialogue."""
        self.done = True

    back = finish = cancel = forward
