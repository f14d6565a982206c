"""What the bar asks: questions answered by single keys, words, a source found by typing.

Dialogues live in the labelling screen and take its keys one after the other, so that nothing typed ahead is lost or
taken for an action.
"""

from annotator.tui.dialogues.dialogue import Dialogue
from annotator.tui.dialogues.stack import Dialogues

__all__ = ["Dialogue", "Dialogues"]
