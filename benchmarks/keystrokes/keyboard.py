"""A person at the labelling screen without the screen: keys in, labels out.

What the keys do is what they do in the program: the same keymap, actions, dialogues and session. Only drawing and
saving are left out; `replay.py` presses the keys that were found in the real application.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from annotator.corpus import KnownSource
from annotator.keymap import Keymap, load
from annotator.labels import Item, Labels
from annotator.session import NotPossibleError, Session
from annotator.session.cursor import Cursor
from annotator.session.edits import Edit
from annotator.session.history import History
from annotator.session.index import ItemIndex
from annotator.session.perform import PERFORMERS
from annotator.session.selection import Selection
from annotator.session.suggestions.doubting import accepted_in_doubt
from annotator.session.suggestions.rejections import Rejections
from annotator.tui.actions.asking import Asking
from annotator.tui.dialogues import Dialogues
from annotator.tui.dialogues.questions import Questions

Place = tuple[int, Selection, str | None, Selection | None]
"""Where a person is: the paragraph, the selection, the current item, and where that was."""

CHARACTERS = {
    "space": " ", "apostrophe": "'", "plus": "+", "left_parenthesis": "(", "right_parenthesis": ")", "full_stop": ".",
    "comma": ",", "semicolon": ";", "slash": "/", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "greater_than_sign": ">", "less_than_sign": "<",
    "equals_sign": "=",
}  # fmt: skip
"""What the keys write that are not named after it."""
TYPING = "typing names and searches"
"""What letters are pressed for that are no answers."""
_NAMES = {character: name for name, character in CHARACTERS.items()}


class RefusedError(Exception):
    """A key that the program had nothing to do for, or refused."""


class _Unsaved:
    """Takes the place of what saves a session."""

    def record(self, edit: Edit, labels: Labels) -> None:
        """Forget an edit."""


class Keyboard:
    """Keys pressed at a session.

    Attributes:
        session: The session.
        pressed: The keys so far, as Textual names them.
        uses: What they were pressed for.
    """

    def __init__(self, session: Session, known: list[KnownSource], keymap: Keymap | None = None) -> None:
        """Sit down at a session.

        Args:
            session: It is not saved.
            known: The registry.
            keymap: Keys by action; the program's own if None.
        """
        self.session = session
        self.session.saver = _Unsaved()  # type: ignore[assignment]
        self.known = known
        self.keymap = keymap or load(Path("/dev/null"))
        self.pressed: list[str] = []
        self.uses: Counter[str] = Counter()
        self._actions = {key: name for name, keys in self.keymap.items() for key in keys}
        self._told = ""
        self.dialogues = Dialogues(session, lambda: known, lambda: None)
        self._asking = Asking(session, self.dialogues, self._tell)
        self._acts = dict(self._asking.by_name())
        self._acts["accept_and_edit"] = lambda: self.dialogues.begin(accepted_in_doubt(session))

    def copy(self) -> Keyboard:
        """Return another person at the same place of the same labels; what one does, the other does not see."""
        old = self.session
        new: Any = copy(old)
        new.index = ItemIndex(old.units, old.labels)
        new.cursor = Cursor(old.units, new._quoted_in)  # noqa: SLF001 - a second session on the same units
        new.remembered = dict(old.remembered)
        new._history = History()  # noqa: SLF001
        if old.offering is not None:
            new.offering = copy(old.offering)
            new.offering._session = new  # noqa: SLF001
            new.offering._open = {}  # noqa: SLF001 - what is open is seen from the labels of each
            new.offering.rejections = Rejections()
            new.offering.rejections._kept = dict(old.offering.rejections._kept)  # noqa: SLF001
        made = Keyboard(new, self.known, self.keymap)
        made.place = self.place
        made.pressed = list(self.pressed)
        made.uses = self.uses.copy()
        return made

    @property
    def place(self) -> Place:
        """Where the person is."""
        session = self.session
        return session.cursor.paragraph, session.cursor.selection, session._item_id, session._item_at  # noqa: SLF001

    @place.setter
    def place(self, place: Place) -> None:
        session = self.session
        session.cursor.paragraph, session.cursor.selection, session._item_id, session._item_at = place  # noqa: SLF001

    def key_of(self, action: str) -> str:
        """Return the first key of an action."""
        return self.keymap[action][0]

    def act(self, action: str) -> None:
        """Press the key of an action.

        Raises:
            RefusedError: When the program refuses.
        """
        self.press(self.key_of(action))

    def type(self, words: str) -> None:
        """Type words into what asks for them, a key for each character."""
        self.keys(words)

    def keys(self, keys: Sequence[str]) -> None:
        """Press keys, those that write a character named by it."""
        for key in keys:
            self.press(_NAMES.get(key, key))

    def press(self, key: str) -> None:
        """Press a key as the labelling screen takes it.

        Raises:
            RefusedError: When the program refuses.
        """
        self.pressed.append(key)
        self._told = ""
        name = self._actions.get(key)
        self.uses[self._use(name)] += 1
        try:
            if self.dialogues.top is not None:
                self.dialogues.key(key, CHARACTERS.get(key, key if len(key) == 1 else None))
            elif name is not None:
                (self._acts.get(name) or (lambda: self._tell(PERFORMERS[name](self.session))))()
            elif key.isdigit():
                self._asking.pick_number(int(key))
            else:
                raise RefusedError(f"{key} does nothing here")
        except NotPossibleError as error:
            raise RefusedError(str(error)) from None

    def _use(self, action: str | None) -> str:
        """Return what a key is pressed for."""
        top = self.dialogues.top
        if isinstance(top, Questions):
            return "answering what is asked"
        if top is not None or action == "search":
            return TYPING
        if action in {"accept", "accept_and_edit", "reject", "next_suggestion"}:
            return "accepting and rejecting"
        if action is None or action in {"label_cue", "link_source", "add_piece", "respan"} or action in self._acts:
            return "labelling and linking"
        return "reviewing" if action in {"reviewed_next", "complete"} else "going there and selecting"

    def item(self, item_id: str) -> Item:
        """Return an item by its id.

        Raises:
            RefusedError: When there is none.
        """
        found = self.session.index.get(item_id)
        if found is None:
            raise RefusedError(f"there is no {item_id}")
        return found

    def _tell(self, sentence: str | None) -> None:
        self._told = sentence or ""
