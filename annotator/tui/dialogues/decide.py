"""The bar that goes through what waits for a decision."""

from __future__ import annotations

from collections.abc import Callable

from annotator.actions import ACTIONS
from annotator.display import visible
from annotator.labels import SINGULAR, Item, Span
from annotator.session import NotPossibleError
from annotator.session.deciding import Deciding
from annotator.tui.widgets.lines import Line, Part, cut, fit

PASSING = frozenset(
    {action.name for action in ACTIONS if action.group in {"Move", "Select"}} - {"reviewed_next", "clear_selection"}
    | {"undo", "redo"}
)
"""The actions that keep their keys while this is asked: words are selected as ever."""
OWN_KEYS = frozenset({"enter", "x", "backspace", "n", "d", "1", "2", "tab", "shift+tab", "escape"})
"""The keys that are answers here, whatever a keymap gives them to."""

_REASONS = {
    "not_found": "its words are not in the text any more",
    "ambiguous": "no one place for it",
    "conflict": "the other side of the merge differs",
    "disagreement": "annotators differ",
}
_CALLED = {"content": "words", "mentions": "mention", "spans": "words", "cue": "cue", "source_spans": "named as"}


class Decide:
    """Keys in, decisions out; selecting goes on as ever."""

    def __init__(self, deciding: Deciding) -> None:
        """Ask about what waits."""
        self.deciding = deciding

    @property
    def done(self) -> bool:
        """Whether it is over."""
        return self.deciding.done

    @property
    def message(self) -> str:
        """What the last answer came to."""
        return self.deciding.message

    def key(self, key: str, character: str | None) -> None:
        """Decide, or go to another entry."""
        deciding = self.deciding
        deciding.message = ""
        answers: dict[str, Callable[[], None]] = {
            "enter": deciding.take,
            "x": deciding.leave_out,
            "backspace": deciding.back,
            "n": deciding.next_place,
            "d": deciding.let_go,
            "1": deciding.keep_mine,
            "2": deciding.take_theirs,
            "tab": lambda: deciding.move(1),
            "shift+tab": lambda: deciding.move(-1),
            "escape": deciding.later,
        }
        try:
            if key in answers:
                answers[key]()
            else:
                deciding.message = f"{visible(character or key)} is no answer here."
        except NotPossibleError as error:
            deciding.message = str(error)

    def follow(self, told: str) -> None:
        """Take over what another action changed, and what it had to say."""
        self.deciding.message = told
        self.deciding.follow()

    def paste(self, words: str) -> None:  # noqa: ARG002 - a dialogue takes pastes
        """Refuse words: the answers are keys."""
        self.deciding.message = "Answer with a key."

    def lines(self, width: int, height: int) -> list[Line]:
        """Return what waits, its words, and the keys."""
        deciding = self.deciding
        entry = deciding.entry
        item = entry.item
        head = f" {item.id.upper()} {SINGULAR[item.layer]} {deciding.ordinal}/{deciding.count} "
        told = deciding.message or _REASONS[entry.reason]
        first = [Part(head, "title"), Part(cut(told, width - len(head)), "warn" if deciding.message else "dim")]
        if height == 1:
            return [first]
        body = _conflict(deciding, width, height - 2) if deciding.is_conflict else _piece(deciding, width)
        keys = _KEYS_CONFLICT if deciding.is_conflict else _KEYS_PIECE
        return [first, *body[: height - 2], _keys(keys, width)]


_KEYS_PIECE = (
    ("⏎", "these words"),
    ("n", "next place"),
    ("x", "without"),
    ("d", "let go"),
    ("⇥", "next"),
    ("esc", "later"),
)
_KEYS_CONFLICT = (("1", "keep mine"), ("2", "take theirs"), ("⇥", "next"), ("esc", "later"))


def _keys(keys: tuple[tuple[str, str], ...], width: int) -> Line:
    parts: list[Part] = []
    used = 0
    for key, word in keys:
        size = len(key) + len(word) + 3
        if used + size <= width:
            parts += [Part(f" {key}", "key"), Part(f" {word} ")]
            used += size
    return parts


def _piece(deciding: Deciding, width: int) -> list[Line]:
    """Return the item in a few words, the piece that is asked for and what would be taken."""
    item = deciding.entry.item
    lines: list[Line] = [[Part(cut(f" {_attributes(item) or 'nothing coded'}", width), "dim")]]
    if deciding.piece is None:
        return [*lines, [Part(" it has no words: ⏎ puts it back", "dim")]]
    path, span = deciding.piece
    many = len(deciding.pieces)
    label = f" {_CALLED[str(path[0])]}{f' {deciding.number}/{many}' if many > 1 else ''} were: "
    places = deciding.places
    stands = f" stands at {places} place{'' if places == 1 else 's'} " if places else " stands nowhere "
    room = max(width - len(label) - len(stands), 4)
    lines.append([Part(label, "dim"), Part(cut(span.text, room), item.layer), Part(stands, "dim")])
    selection = deciding.session.cursor.selection
    words = deciding.session.text.content[selection.start : selection.end]
    pieces = f" + {len(selection.pieces)} kept" if selection.pieces else ""
    lines.append([Part(" selected ", "dim"), Part(cut(words, max(width - 10 - len(pieces), 4))), Part(pieces, "key")])
    return lines


def _conflict(deciding: Deciding, width: int, rows: int) -> list[Line]:
    """Return the fields in which two sides differ, side by side."""
    mine, theirs = deciding.mine, deciding.entry.item
    if mine is None:
        told = f" mine: not there · theirs: {_attributes(theirs)} {_words(theirs)}"
        return [[Part(cut(told, width))]]
    names = [name for name in type(theirs).model_fields if getattr(mine, name, None) != getattr(theirs, name)]
    if not names:
        return [[Part(" both sides are the same by now", "dim")]]
    column = min(max(len(name) for name in names) + 1, max(width // 4, 4))
    half = max((width - column - 16) // 2, 4)
    lines: list[Line] = [
        [
            Part(f" {fit(name.replace('_', ' '), column)}", "dim"),
            Part("mine ", "key"),
            Part(fit(_shown(getattr(mine, name, None)), half)),
            Part(" theirs ", "key"),
            Part(cut(_shown(getattr(theirs, name)), half)),
        ]
        for name in names
    ]
    if len(lines) > rows > 0:
        lines = [*lines[: rows - 1], [Part(f" and {len(lines) - rows + 1} more", "more")]]
    return lines


def _attributes(item: Item) -> str:
    structure = {
        "id",
        "name",
        "registry",
        "within",
        item.main_spans,
        "cue",
        "source_spans",
        "note",
        "confidence",
        "origin",
    }
    values = [getattr(item, name) for name in type(item).model_fields if name not in structure]
    return " · ".join(_shown(value) for value in values if value is not None and value != ())


def _words(item: Item) -> str:
    return _shown(item.main)


def _shown(value: object) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, Span):
        return f"“{value.text}”"
    if isinstance(value, tuple):
        return " … ".join(map(_shown, value))
    return str(value).replace("_", " ")
