"""What is asked of an item, step by step: the questions, the answers they can have, and the keys that give them."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_
from typing import Any

from annotator.codebook import Attribute
from annotator.labels import CONFIDENCES, ITEM_TYPES, SCOPES, Item, LayerName
from annotator.session.answers import Answers
from annotator.session.beside import Beside
from annotator.session.choice import Choice
from annotator.session.hops import Hop, hops
from annotator.session.session import Session
from annotator.session.suggestions.guessing import told, told_name

MENTIONS, SCOPE, NAME, CONFIDENCE = "mentions", "scope", "name", "confidence"
"""Steps that ask for a structural field of the layer; no attribute can have the name of one. Sources have one too."""

_QUESTIONS = {
    "sources": "Who says it?",
    "claimants": "Who claims it?",
    "voice": "Whose framing is it?",
    MENTIONS: "Is it one of these? Otherwise go on.",
    SCOPE: "How far does the framing reach?",
    NAME: "What is the source called?",
    CONFIDENCE: "How sure are you?",
}
_CLOSED = {SCOPE: SCOPES, CONFIDENCE: CONFIDENCES}
MAX_NUMBERED = 9


class Questions:
    """The questions about one item, and where in them the person is.

    Attributes:
        session: Where the item is.
        layer: Its layer.
        answers: What it is coded with so far.
        step: The question asked now: an attribute's name, or the structural field that is asked for.
        highlighted: Index of the choice under the bar's own cursor.
    """

    def __init__(self, answers: Answers) -> None:
        """Begin with the first question."""
        self.session: Session = answers.session
        self.layer: LayerName = answers.layer
        self.answers = answers
        self._proposed_name = (answers.draft or {}).get("name")
        self._beside: tuple[tuple[object, ...], object, Beside | None] | None = None
        self._told: tuple[object, Mapping[str, Any]] | None = None
        self._hops: list[Hop] | None = None
        self.step = self.steps()[0]
        self.highlight()

    @property
    def item(self) -> Item | None:
        """The item, or None while it is a draft."""
        return self.answers.item

    @property
    def item_id(self) -> str:
        """The id the item has or will have."""
        return self.answers.item_id

    @property
    def _attributes(self) -> Mapping[str, Attribute]:
        return self.session.codebook.layers[self.layer].attributes

    @property
    def attribute(self) -> Attribute | None:
        """The attribute asked for now; None at a structural step."""
        return self._attributes.get(self.step)

    @property
    def wants_text(self) -> bool:
        """Whether the step is answered by typing text."""
        attribute = self.attribute
        return attribute.kind == "text" if attribute is not None else self.step == NAME

    @property
    def needs_text_now(self) -> bool:
        """Whether a text is wanted without which an answer already given cannot stand, or the item cannot be."""
        return self.wants_text and self.answers.missing() == self.step

    @property
    def heading(self) -> str:
        """What is being coded and what is asked: `Q1 stance`."""
        return f"{self.item_id.upper()} {self.called(self.step)}"

    def called(self, step: str) -> str:
        """Return what a step is called on screen."""
        attribute = self._attributes.get(step)
        return (attribute and attribute.label) or step.replace("_", " ")

    @property
    def question(self) -> str:
        """What is asked now, in words."""
        attribute = self.attribute
        if attribute is not None:
            return attribute.question or attribute.definition
        return _QUESTIONS[self.step]

    @property
    def asks_sources(self) -> bool:
        """Whether digits pick a source at this step."""
        here = self.step == self.link_step or (self.step == self._main and not self._main_has_digits)
        return here and self._has_sources

    @property
    def _has_sources(self) -> bool:
        """Whether the item can have sources; a source has none, but may turn out to be one that is there already."""
        known = self.layer != "sources" or self.answers.draft is not None
        return known and "sources" in self.session.codebook.layers

    @property
    def _main(self) -> str | None:
        return self.session.codebook.layers[self.layer].main

    @property
    def _main_has_digits(self) -> bool:
        return self._main is not None and any(key.isdigit() for key in self._attributes[self._main].by_key)

    @property
    def link_step(self) -> str:
        """The step that asks for nothing but sources."""
        return self.answers.link_field or MENTIONS

    def steps(self) -> list[str]:
        """Return the steps of the dialogue: mandatory first, then every attribute that applies.

        Sources are asked for with the first mandatory attribute. Where that has no letters of its own, or others are
        mandatory too, they have a step of their own.
        """
        coded = self.answers.coded()
        applicable = {name: attribute for name, attribute in self._attributes.items() if attribute.applies(coded)}
        return self._in_order(applicable, links=self._has_sources)

    def _in_order(self, applicable: Mapping[str, Attribute], *, links: bool) -> list[str]:
        """Return the steps that ask for some attributes, and for sources if the item can have them."""
        main = [self._main] if self._main in applicable else []
        required = [
            name for name, entry in applicable.items() if entry.required and not entry.when and name not in main
        ]
        link = [self.link_step] if links and (not main or self._main_has_digits or required) else []
        steps = [*main, *required, *link] if main else [*link, *required]
        if self.layer == "frames":
            steps.append(SCOPE)
        steps += [name for name in applicable if name not in steps]
        if self.layer == "sources":
            steps.append(NAME)
        return [*steps, CONFIDENCE]

    def hops(self) -> list[Hop]:
        """Return the steps of the dialogue that a capital leads to.

        The letters are the same for every item of a layer: those of questions that are not asked now are kept free.
        """
        if self._hops is None:
            every = self._in_order(self._attributes, links="sources" in self.session.codebook.layers)
            keys = {key for attribute in self._attributes.values() for key in attribute.by_key}
            self._hops = hops([(step, self.called(step)) for step in every], keys)
        now = self.steps()
        return [hop for hop in self._hops if hop.step in now]

    def hop_of(self, key: str) -> str | None:
        """Return the step that a key leads to; None where it leads nowhere, or answers the step that is asked."""
        if any(choice.key == key for choice in self.choices()):
            return None
        return next((hop.step for hop in self.hops() if hop.letter == key), None)

    def choices(self) -> list[Choice]:
        """Return the answers of the step, with their keys."""
        now = self.value()
        if (attribute := self.attribute) is not None:
            told = self.told.get(self.step) if now in {None, attribute.default} else None
            return [
                Choice(value.key, value.shown, value.value, value.value == now, value.value == told != now, value)
                for value in attribute.values
            ]
        values = _CLOSED.get(self.step, ())
        return [Choice(value[0], value, value, value == now) for value in values]

    def sources(self) -> list[Choice]:
        """Return the sources that digits pick, the first nine."""
        linked = self.linked()
        return [
            Choice(str(number), source.name, source.id, source.id in linked)
            for number, source in enumerate(self.session.labels.sources[:MAX_NUMBERED], start=1)
            if source.id != self.item_id
        ]

    def value(self) -> str | int | None:
        """Return the answer that the step has now; None where it has none, and for the sources, which may be many."""
        value: str | int | None = None if self.step == self.link_step else self.answers.get(self.step)
        return value

    @property
    def told(self) -> Mapping[str, Any]:
        """The values that the item's words tell, by attribute, for who wants suggestions; asked once for an answer."""
        main = self._main if self.layer == "quotes" and self._main else ""  # what else is told does not hang on it
        known = (self.linked(), *map(self.answers.get, (main, ITEM_TYPES[self.layer].main_spans, "cue")))
        if self._told is None or self._told[0] != known:
            self._told = known, told(self.answers)
        return self._told[1]

    @property
    def told_name(self) -> tuple[str, str | None] | None:
        """What the text calls a source that is new, and its registry id; None where the person has named it."""
        if self._proposed_name is None or self.answers.get(NAME) != self._proposed_name:
            return None
        name = told_name(self.answers)
        return None if name == (self._proposed_name, self.answers.get("registry")) else name

    @property
    def beside(self) -> Beside | None:
        """The source named beside the item’s words; looked for once while sources and quotes stay as they are."""
        if not self.asks_sources:
            return None
        labels = self.session.labels
        known, spans = (labels.sources, labels.quotes), self.answers.get(ITEM_TYPES[self.layer].main_spans)
        if self._beside is None or not all(map(is_, self._beside[0], known)) or self._beside[1] != spans:
            self._beside = known, spans, self.answers.beside()
        return self._beside[2]

    def linked(self) -> tuple[str, ...]:
        """Return the ids of the sources the item points to."""
        return self.answers.linked()

    def highlight(self) -> None:
        """Put the bar's cursor on the answer, else on the one last given for this source."""
        wanted = self.value()
        if wanted is None:
            wanted = self.answers.remembered(self.step)
        if wanted is None and self.attribute is not None:
            wanted = self.told.get(self.step)
        values = [choice.value for choice in self.choices()]
        self.highlighted = values.index(wanted) if wanted in values else 0

    def move(self, direction: int) -> None:
        """Move the bar's cursor by one choice."""
        choices = self.choices()
        if choices:
            self.highlighted = (self.highlighted + direction) % len(choices)
