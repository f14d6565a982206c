"""Coding one item: the questions of the codebook one after the other, answered by single keys.

The attribute bar on screen is a picture of this. The first step asks the mandatory attribute by letters and, at the
same time, for the source by digits, so that a direct quote of a known source takes three keys: label, source, enter.
An item comes into being when everything mandatory is there; until then it is a draft that can be dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.codebook import Attribute, Value
from annotator.labels import CONFIDENCES, SCOPES, Item, LayerName, Source
from annotator.session.session import Session

LINK, SCOPE, NAME, CONFIDENCE = "sources", "scope", "name", "confidence"
"""Steps that ask for a structural field and not for an attribute."""

_STRUCTURAL = {SCOPE: SCOPES, CONFIDENCE: CONFIDENCES}
MAX_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a key gives.

    Attributes:
        key: The key, as it is typed.
        shown: The answer as a person reads it.
        value: What is stored: a code, or the id of a source.
        chosen: It is the answer now.
        guidelines: The codebook's entry, for an attribute's value.
    """

    key: str
    shown: str
    value: str | int
    chosen: bool
    guidelines: Value | None = None


class Coding:
    """The dialogue that codes one item of a session.

    Attributes:
        session: Where the item is.
        layer: Its layer.
        step: The question asked now: an attribute's name, or one of the structural steps.
        highlighted: Index of the choice under the bar's own cursor.
        done: The dialogue is over.
        message: A sentence for the person, or empty.
    """

    def __init__(self, session: Session, layer: LayerName, item: Item | None, draft: dict[str, Any]) -> None:
        """Use `label` or `edit` instead."""
        self.session = session
        self.layer = layer
        self._id: str = item.id if item else draft["id"]
        self._draft: dict[str, Any] | None = None if item else draft
        self._pending: dict[str, Any] = {}
        self.done = False
        self.message = ""
        self.step = self.steps()[0]
        self.highlighted = 0
        self._enter(self.step)

    @classmethod
    def label(cls, session: Session, layer: LayerName) -> Coding:
        """Begin a new item over what is selected; it exists at once if nothing mandatory is open."""
        fields = session.propose(layer)
        attributes = session.codebook.layers[layer]
        if layer != "sources" and not list(attributes.required(fields)):
            return cls(session, layer, session.create(layer, fields), {})
        return cls(session, layer, None, fields)

    @classmethod
    def edit(cls, session: Session, item: Item) -> Coding:
        """Go through an item that exists."""
        session.item_id = item.id
        return cls(session, item.layer, item, {})

    # --- what the bar shows ------------------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The item, or None while it is a draft."""
        return None if self._draft is not None else self.session.index.get(self._id)

    @property
    def item_id(self) -> str:
        """The id the item has or will have."""
        return self._id

    @property
    def attribute(self) -> Attribute | None:
        """The attribute asked for now; None at a structural step."""
        return self.session.codebook.layers[self.layer].attributes.get(self.step)

    @property
    def wants_text(self) -> bool:
        """Whether the step is answered by typing text."""
        attribute = self.attribute
        return self.step == NAME or (attribute is not None and attribute.kind == "text")

    @property
    def needs_text_now(self) -> bool:
        """Whether a text is wanted without which an answer already given cannot stand."""
        return self.wants_text and bool(self._pending)

    @property
    def heading(self) -> str:
        """What is being coded and what is asked: `Q1 stance`."""
        return f"{self._id.upper()} {(self.attribute and self.attribute.label) or self.step.replace('_', ' ')}"

    @property
    def question(self) -> str:
        """What is asked now, in words."""
        attribute = self.attribute
        if attribute is not None:
            return attribute.question or attribute.definition
        return {
            LINK: "Who says it?",
            SCOPE: "How far does the framing reach?",
            NAME: "What is the source called?",
            CONFIDENCE: "How sure are you?",
        }[self.step]

    @property
    def asks_sources(self) -> bool:
        """Whether digits pick a source at this step."""
        return self.step == LINK or (self.step == self._main_step() and LINK not in self.steps())

    def steps(self) -> list[str]:
        """Return the steps of the dialogue: mandatory first, then every attribute that applies."""
        attributes = self.session.codebook.layers[self.layer].attributes
        coded = self._coded()
        applicable = [name for name, attribute in attributes.items() if attribute.applies(coded)]
        main = self._main_step()
        steps = [name for name in applicable if name == main]
        if main is None or any(key.isdigit() for key in attributes[main].by_key):
            steps.append(LINK)
        if self.layer == "frames":
            steps.append(SCOPE)
        steps += [name for name in applicable if name != main]
        if self.layer == "sources":
            steps.append(NAME)
        return [*steps, CONFIDENCE]

    def choices(self) -> list[Choice]:
        """Return the answers of the step, with their keys."""
        now = self.value()
        if (attribute := self.attribute) is not None:
            return [
                Choice(value.key, value.shown, value.value, value.value == now, value) for value in attribute.values
            ]
        values = _STRUCTURAL.get(self.step, ())
        return [Choice(value[0], value, value, value == now) for value in values]

    def sources(self) -> list[Choice]:
        """Return the sources that digits pick, the first nine."""
        linked = self.linked()
        return [
            Choice(str(number), source.name, source.id, source.id in linked)
            for number, source in enumerate(self.session.labels.sources[:MAX_NUMBERED], start=1)
            if source.id != self._id
        ]

    def value(self) -> str | int | None:
        """Return the answer that the step has now."""
        if self.step in self._pending:
            return self._pending[self.step]  # type: ignore[no-any-return]
        fields: str | int | None = self._field(self.step)
        return fields

    def linked(self) -> tuple[str, ...]:
        """Return the ids of the sources the item points to."""
        link = self._link_field()
        return (self._field(link) or ()) if link else ()

    def summary(self) -> str:
        """Return the item in a few words: its mandatory value and its sources."""
        main = self._main_step()
        parts = [str(self._field(main)).replace("_", " ")] if main and self._field(main) is not None else []
        names = [source.name for source in map(self.session.index.get, self.linked()) if isinstance(source, Source)]
        return " · ".join([*parts, *names])

    # --- what keys do ------------------------------------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Answer with a character; return whether it means anything at this step."""
        self.message = ""
        for choice in self.choices():
            if choice.key == key:
                self.choose(choice.value)
                return True
        if self.asks_sources and key.isdigit():
            self._press_digit(key)
            return True
        return False

    def _press_digit(self, key: str) -> None:
        if key == "0":
            self.unlink()
            return
        for choice in self.sources():
            if choice.key == key:
                source = self.session.index.get(str(choice.value))
                assert isinstance(source, Source)
                self.pick(source)
                return
        self.message = f"There is no source {key}."

    def choose(self, value: str | int) -> None:
        """Give the step its answer and go on."""
        step = self.step
        if step in _STRUCTURAL:
            self._set_field(step, value)
            self.forward()
        elif self._code({step: value}):
            self._remember(step, value)
            stays = self.asks_sources and self.layer != "sources" and not self.linked() and self.sources()
            if not stays:
                self.forward()

    def choose_highlighted(self) -> None:
        """Give the answer under the bar's cursor."""
        choices = self.choices()
        if choices:
            self.choose(choices[self.highlighted].value)

    def set_text(self, text: str) -> None:
        """Answer a step that wants text; empty text leaves it as it is, or takes an optional one off."""
        text = text.strip()
        if self.step == NAME:
            if text:
                self._set_field(NAME, text)
        elif text:
            if not self._code({self.step: text}):
                return
        elif self._pending or (self.attribute is not None and self.attribute.required):
            self._pending = {}
            self.message = f"Left as it was: {self.step} is needed for that."
        else:
            self._code({self.step: None})
        self.forward()

    def clear(self) -> None:
        """Take the answer of the step off, where it can be left open."""
        attribute = self.attribute
        if attribute is None:
            if self.step == CONFIDENCE:
                self._set_field(CONFIDENCE, None)
            elif self.step == LINK:
                self.unlink()
            return
        if attribute.required:
            self.message = f"{self.step} is mandatory: choose another value."
        elif self._field(self.step) is not None:
            self._code({self.step: None})

    def pick(self, source: Source) -> None:
        """Link the item to a source, or take the link off; a new source becomes a mention of that one instead."""
        if self.layer == "sources":
            if self._draft is not None:
                self._draft = None
                self.session.mention(source)
                self._id = source.id
                self.done = True
            return
        if self._draft is not None:
            link = self._link_field()
            linked = self.linked()
            kept = tuple(other for other in linked if other != source.id)
            self._draft[str(link)] = kept if source.id in linked else (*linked, source.id)
        elif (item := self.item) is not None:
            self.session.link(item, source)
        self._highlight()

    def name_draft(self, name: str, registry: str | None, *, mention: bool = True) -> None:
        """Give a source that is not there yet a name that was typed or found in the registry.

        Args:
            name: What the source is called.
            registry: Its id in the registry, or None.
            mention: Keep the selected words as its mention.
        """
        if self._draft is not None:
            self._draft |= {"name": name, "registry": registry}
            if not mention:
                self._draft["mentions"] = ()

    def unlink(self) -> None:
        """Take all sources off: none is given, or it is the author's own voice."""
        link = self._link_field()
        if link and self.linked():
            self._set_field(link, ())

    def move(self, direction: int) -> None:
        """Move the bar's cursor by one choice."""
        choices = self.choices()
        if choices:
            self.highlighted = (self.highlighted + direction) % len(choices)

    def forward(self) -> None:
        """Go to the next step; behind the last one the dialogue is over."""
        self._go(1)

    def back(self) -> None:
        """Go to the step before."""
        self._go(-1)

    def finish(self) -> None:
        """End the dialogue, keeping what was answered; refused while something mandatory is open."""
        if self._pending:
            self._pending = {}
        if self._draft is not None:
            missing = next(self.session.codebook.layers[self.layer].required(self._draft), None)
            if missing is None:
                self._make()
            else:
                self.message = f"Choose the {missing} first, or press Esc to drop the label."
                self._enter(missing)
                return
        self.done = True

    def cancel(self) -> None:
        """End the dialogue; a draft is dropped, an item keeps what was answered."""
        self.done = True

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _main_step(self) -> str | None:
        return self.session.codebook.layers[self.layer].main

    def _link_field(self) -> str | None:
        return self.session.codebook.label_models.items[self.layer].link

    def _field(self, name: str) -> Any:
        if self._draft is not None:
            return self._draft.get(name)
        return getattr(self.item, name, None)

    def _coded(self) -> dict[str, Any]:
        attributes = self.session.codebook.layers[self.layer].attributes
        return {name: self._field(name) for name in attributes} | self._pending

    def _set_field(self, name: str, value: Any) -> None:
        if self._draft is not None:
            self._draft[name] = value
        elif (item := self.item) is not None and getattr(item, name) != value:
            self.session.change(item, f"{name} of", **{name: value})

    def _code(self, values: dict[str, Any]) -> bool:
        """Set attributes; where another one is needed with them, keep them back, ask for it and return False."""
        values = self._pending | values
        layer = self.session.codebook.layers[self.layer]
        missing = next(layer.required(self._coded() | values), None)
        if self._draft is not None:
            self._draft |= values
            if missing is None:
                self._make()
                return True
        elif missing is None and (item := self.item) is not None:
            self._pending = {}
            changed = {name: value for name, value in values.items() if item.attribute(name) != value}
            if changed:
                self.session.code(item, changed)
            return True
        else:
            self._pending = values
        self._enter(str(missing))
        self.message = f"{self.step} is needed with that."
        return False

    def _make(self) -> None:
        assert self._draft is not None
        self.session.create(self.layer, self._draft)
        self._draft = None

    def _go(self, direction: int) -> None:
        steps = self.steps()
        position = steps.index(self.step) + direction if self.step in steps else 0
        if position >= len(steps):
            self.finish()
        else:
            self._enter(steps[max(position, 0)])

    def _enter(self, step: str) -> None:
        self.step = step
        self._highlight()

    def _highlight(self) -> None:
        """Put the bar's cursor on the answer, else on the one last given for this source."""
        wanted = self.value()
        if wanted is None:
            wanted = next(
                (
                    self.session.remembered[source, self.layer, self.step]
                    for source in self.linked()
                    if (source, self.layer, self.step) in self.session.remembered
                ),
                None,
            )
        values: list[Any] = [choice.value for choice in self.choices()]
        self.highlighted = values.index(wanted) if wanted in values else 0

    def _remember(self, step: str, value: str | int) -> None:
        for source in self.linked():
            self.session.remembered[source, self.layer, step] = value
