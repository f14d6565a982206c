"""What a suggester is: the contract of the entry-point group `annotator.suggesters`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from annotator.codebook import Codebook
from annotator.suggest.suggestion import Range, SuggestedLayer, Suggestion

GROUP = "annotator.suggesters"
"""The entry-point group in which a package announces its suggesters."""

Cost = Literal["instant", "slow", "network"]
"""What asking costs: `instant` may run while somebody types, `slow` runs apart, `network` sends the text away."""


@dataclass(frozen=True, slots=True)
class TextView:
    """What a suggester sees of a text: it can look, and change nothing.

    Attributes:
        name: The document's name.
        content: The decoded text, newlines as they are. Every offset counts its code points.
        paragraphs: Its paragraphs as `(start, end)`.
        language: An ISO 639-1 code, or None where it is not known.
        codebook: The codebook in effect, with the definitions and questions a suggester may ask by.
        layers: The layers that suggestions are wanted for.
    """

    name: str
    content: str
    paragraphs: Sequence[Range]
    language: str | None
    codebook: Codebook
    layers: Sequence[SuggestedLayer]


@runtime_checkable
class Suggester(Protocol):
    """A plug-in. An entry point names a class or function that makes one without arguments."""

    @property
    def name(self) -> str:
        """What it is called: `[a-z0-9][a-z0-9_-]*`."""

    @property
    def version(self) -> str:
        """Its version; with the name it is the `origin` of what it suggests."""

    @property
    def layers(self) -> Sequence[SuggestedLayer]:
        """The layers it can suggest for."""

    @property
    def cost(self) -> Cost:
        """What asking it costs."""

    def available(self) -> str | None:
        """Return None if it can be asked now, and otherwise a sentence that says what it needs."""

    def suggest(self, text_view: TextView, deadline: float) -> Iterable[Suggestion]:
        """Return what it suggests, in any order.

        Args:
            text_view: The text.
            deadline: When it must be done, on the clock of `time.monotonic()`, in seconds. What comes later is dropped.
        """
