"""Going from question to question about one item, and ending: what is kept, and what would need something with it."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.session.answers import Answers
from annotator.session.questions import Questions


class Stepping(Questions):
    """The questions about one item, gone through.

    Attributes:
        done: The dialogue is over.
        message: A sentence for the person, or empty.
        shares: How often the rules are right about an attribute, where they suggested the item just now.
    """

    def __init__(self, answers: Answers) -> None:
        """Begin with the first question."""
        super().__init__(answers)
        self.done = False
        self.message = ""
        self.shares: Mapping[str, float] = {}
        self._is_new = False
        self._answered: set[str] = set()

    @property
    def doubt(self) -> str:
        """How often the rules are right about what is asked, in words; empty where it was answered, or is not known."""
        share = self.shares.get(self.step)
        if share is None or self.step in self._answered:
            return ""
        what = "rightly left open" if self.value() is None else "right"
        return f"{what} in {share:.0%}".replace("%", " %")

    def forward(self) -> None:
        """Go to the next step; behind the last one the dialogue is over."""
        self._go(1)

    def back(self) -> None:
        """Go to the step before; from the first to the last."""
        self._go(-1)

    def ask_for(self, step: str) -> None:
        """Go to a step, if there is such a one."""
        if step in self.steps():
            self._enter(step)

    def finish(self) -> None:
        """End the dialogue, keeping what was answered; refused while something mandatory is open."""
        self._drop_waiting()
        if self.answers.draft is not None:
            missing = self.answers.missing()
            if missing is not None:
                self._enter(missing)
                self.message = f"Choose the {self.called(missing)} first, or press Esc to drop the label."
                return
            self.answers.make()
        self.done = True

    def cancel(self) -> None:
        """End the dialogue; a draft is dropped, an item keeps what was answered."""
        self._drop_waiting()
        if self.answers.draft is not None:
            self.message = "Nothing was labelled."
        elif self._is_new and not self.message:
            self.message = f"{self.item_id} is labelled; undo takes it back."
        self.done = True

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _code(self, value: str | int | None) -> bool:
        """Code the attribute asked for; where another one is needed with it, ask for that and return False."""
        self._answered.add(self.step)
        missing = self.answers.code(self.step, value)
        if missing is None:
            return True
        self._enter(missing)
        self.message = f"{self.called(missing)} is needed with that."
        return False

    def _go(self, direction: int) -> None:
        steps = self.steps()
        position = steps.index(self.step) + direction if self.step in steps else 0
        if position >= len(steps):
            self.finish()
        else:
            self._enter(steps[position])

    def _enter(self, step: str) -> None:
        if self.answers.waiting and step != self.answers.missing():
            self._drop_waiting()
        self.step = step
        self.highlight()

    def _drop_waiting(self) -> None:
        """Leave as it was what would have needed another value with it."""
        if self.answers.waiting:
            self.message = f"Left as it was: {self.called(str(self.answers.missing()))} is needed with that."
            self.answers.waiting = {}
