"""Coding one item: the questions of the codebook one after the other, answered by single keys.

The attribute bar on screen is a picture of this. The first step asks the mandatory attribute by letters and, at the
same time, for the source by digits, so that a direct quote of a known source takes three keys: label, source, enter.
An item comes into being when everything mandatory is there; until then it is a draft that can be dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.labels import SINGULAR, Item, LayerName, Quote, Source
from annotator.session.answers import Answers
from annotator.session.choice import Choice
from annotator.session.cueing import told_cue
from annotator.session.labelling import NotPossibleError
from annotator.session.names import written
from annotator.session.questions import CONFIDENCE, NAME
from annotator.session.repeating import one_before, open_to, taken_over
from annotator.session.session import Session
from annotator.session.stepping import Stepping

__all__ = ["AS_BEFORE", "AS_TOLD", "BESIDE", "CUE", "Choice", "Coding"]

AS_BEFORE = "="
"""The key that codes what is open as it was for the item before."""
AS_TOLD = "."
"""The key that codes what is open as the words tell."""
BESIDE = ","
"""The key that picks the source named beside the words."""
CUE = "v"
"""The key that ends the questions about a quote with its cue, where it is no answer."""


class Coding(Stepping):
    """The dialogue that codes one item of a session: begin with `label` or `edit`."""

    @classmethod
    def label(cls, session: Session, layer: LayerName) -> Coding:
        """Begin a new item over what is selected; it exists at once if nothing mandatory is open.

        Raises:
            NotPossibleError: When the session does not label that layer, or nothing but white space is selected.
        """
        fields = session.propose(layer)
        answers = Answers(session, layer, fields["id"], fields)
        if layer != "sources" and answers.missing() is None:
            answers.make()
        coding = cls(answers)
        coding._is_new = True
        return coding

    @classmethod
    def edit(cls, session: Session, item: Item) -> Coding:
        """Go through an item that exists."""
        session.item_id = item.id
        return cls(Answers(session, item.layer, item.id))

    @classmethod
    def accepted(cls, session: Session, item: Item, shares: Mapping[str, float]) -> Coding:
        """Go through an item that was suggested and accepted just now.

        Args:
            session: Where the item is.
            item: The item.
            shares: How often the rules are right about its attributes.
        """
        session.item_id = item.id
        coding = cls(Answers(session, item.layer, item.id))
        coding.shares = shares
        coding._is_new = True
        return coding

    def press(self, key: str) -> bool:
        """Answer with a character; return whether it means anything at this step."""
        self.message = ""
        for choice in self.choices():
            if choice.key == key:
                self.choose(choice.value)
                return True
        if self.asks_sources and key.isascii() and key.isdigit():
            self._press_digit(key)
            return True
        if key == BESIDE and self.asks_sources and self.layer != "sources":
            self.pick_beside()
        elif key == CUE and self.layer == "quotes":
            self.take_cue()
        elif key == AS_BEFORE:
            self.repeat()
        elif key == AS_TOLD:
            self.take_told()
        elif (step := self.hop_of(key)) is not None:
            self.ask_for(step)
        else:
            return False
        return True

    def _press_digit(self, key: str) -> None:
        if key == "0":
            self.unlink()
            return
        picked = next((choice.value for choice in self.sources() if choice.key == key), None)
        source = self.session.index.get(str(picked))
        if isinstance(source, Source):
            self.pick(source)
        else:
            self.message = f"There is no source {key}."

    @property
    def before(self) -> Item | None:
        """The item of the same layer that was labelled last, which `repeat` takes values from."""
        return one_before(self.answers)

    def repeat(self) -> None:
        """Code all that is open as it was for the item of this layer that was labelled last, and end the dialogue.

        What was answered in this dialogue stays, and so does what was coded before it.
        """
        before = self.before
        if before is None:
            self.message = f"There is no {SINGULAR[self.layer]} before this one."
            return
        self._drop_waiting()
        self._code_open(taken_over(self.answers, self._answered), f"as {before.id}")

    def take_told(self) -> None:
        """Code all that is open as the words tell, and end the dialogue; the item says where that came from.

        What was answered in this dialogue stays, and so does what was coded before it.
        """
        from annotator.suggest.suggestion import RULES_ORIGIN  # noqa: PLC0415 - nothing of `suggest` before it is needed

        self._drop_waiting()
        values, more = self.to_take()
        if not values and not more:
            self.message = "The words tell nothing of what is open here."
            return
        self._code_open(values, "as its words tell", more | {"origin": RULES_ORIGIN})

    @property
    def tells(self) -> bool:
        """Whether the words tell something of what is open here."""
        name = self._is_new and self.layer == "sources"  # it may be told too; looking for it takes longer
        return bool(self.told) and (name or bool(open_to(self.answers, self._answered, self.told)))

    def to_take(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what `take_told` would code: attributes, and the name and registry id of a source that is new."""
        name = self.told_name if self._is_new else None
        more = {} if name is None else {NAME: name[0], "registry": name[1]}
        return open_to(self.answers, self._answered, self.told), more

    def _code_open(self, values: dict[str, Any], how: str, more: dict[str, Any] | None = None) -> None:
        self.answers.code_all(values, more or {})
        self.finish()
        if self.done:
            values |= {name: value for name, value in (more or {}).items() if name == NAME}
            coded = ", ".join(f"{self.called(name)} {str(value).replace('_', ' ')}" for name, value in values.items())
            self.message = f"{self.item_id} {how}: {coded}." if coded else f"Nothing was open in {self.item_id}."

    def take_cue(self) -> None:
        """End the dialogue, and give the quote what credits it; go on asking where nothing does."""
        try:
            given = self.session.crediting(self.item_id, self.answers.get("content"))
        except NotPossibleError as error:
            self.message = str(error)
            return
        self.finish()
        if self.done and isinstance(item := self.item, Quote):
            self.message = told_cue(self.session.credit(item, given))

    def choose(self, value: str | int) -> None:
        """Give the step its answer and go on."""
        step = self.step
        if self.attribute is None:
            self.answers.set(step, value)
            self.forward()
        elif self._code(value):
            # The source may be picked after the value too, while nothing else asks for it.
            waits = self.asks_sources and self.link_step not in self.steps() and not self.linked() and self.sources()
            if not waits:
                self.forward()

    def choose_highlighted(self) -> None:
        """Give the answer under the bar's cursor."""
        choices = self.choices()
        if choices:
            self.choose(choices[self.highlighted].value)

    def set_text(self, text: str) -> None:
        """Answer a step that wants text; empty text leaves it as it is, or takes an optional one off."""
        text = text.strip()
        if self.attribute is None:
            if text:
                self.answers.set(NAME, written(text))
            self.forward()
        elif text:
            if self._code(text):
                self.forward()
        elif self.attribute.required:
            step = self.step
            self._go(-1)
            self.message = f"Left as it was: {self.called(step)} is needed."
        else:
            self._code(None)
            self.forward()

    def clear(self) -> None:
        """Take the answer of the step off, where it can be left open."""
        attribute = self.attribute
        if attribute is None:
            if self.step == CONFIDENCE:
                self.answers.set(CONFIDENCE, None)
            elif self.step == self.link_step:
                self.unlink()
            else:
                self.message = f"{self.called(self.step)} cannot be left open."
        elif attribute.required:
            self.message = f"{self.called(self.step)} is mandatory: choose another value."
        else:
            self._answered.add(self.step)
            if self.answers.get(self.step) is not None:
                self._code(None)
        self.highlight()

    def pick(self, source: Source) -> None:
        """Link the item to a source, or take the link off; a new source becomes a mention of that one instead."""
        if self.layer != "sources":
            self.answers.link(source)
            self.highlight()
        elif self.answers.draft is not None:
            words = self.answers.draft["mentions"]
            if words:
                now = self.session.mention(source, words)
                self.message = f"“{words[0].text}” {'names' if now else 'does not name'} {source.name} now."
            self.answers = Answers(self.session, self.layer, source.id, None)
            self.done = True

    def pick_beside(self) -> None:
        """Link the item to the source that is named beside its words, and keep the words that name it with a quote."""
        beside = self.beside
        if beside is None:
            self.message = "No source is named here, nor before: label it first, or find it with /."
            return
        self.answers.link(*beside)
        self.highlight()
        if beside.source.id in self.linked():
            named = f", named here “{beside.words[0].text}”" if beside.words else ""
            self.message = f"{self.item_id}: {beside.source.name}{named}."

    def name_draft(self, name: str, registry: str | None, *, mention: bool = True) -> None:
        """Give a source that is not there yet a name that was typed or found in the registry.

        Args:
            name: What the source is called.
            registry: Its id in the registry, or None.
            mention: The words that were selected for it are its mention, and so are words that were only proposed where
                they share one with the name. Otherwise it has no mention yet.
        """
        draft = self.answers.draft
        if draft is None:
            return
        draft |= {"name": written(name), "registry": registry}
        proposed = {word for span in draft["mentions"] for word in span.text.casefold().split()}
        if not mention or not (self.session.cursor.selection.by_hand or proposed & set(name.casefold().split())):
            draft["mentions"] = ()

    def unlink(self) -> None:
        """Take all sources off: none is given, or it is the author's own voice."""
        if self.answers.link_field is None:
            self.message = "A source has no source of its own."
            return
        self.answers.unlink()
        self.message = "No source is given." if self.layer == "quotes" else "It is the author’s own voice."
