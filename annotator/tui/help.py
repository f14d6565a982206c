"""The help, made from the table of actions and the keymap in effect."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby

from annotator.actions import ACTIONS
from annotator.keymap import Keymap, shown
from annotator.tui.widgets.lines import Line, Part

_BAR_KEYS = (
    ("letter", "give the answer that has this letter"),
    ("1–9", "pick a source by its number, again to take it off; several make a joint source; 0 for none"),
    ("/", "find a source by typing, or make a new one"),
    (",", "pick the source named beside the words, which are kept with a quote"),
    ("v", "keep a quote with its cue, the reporting verb beside it"),
    (".", "code what is open as the words tell (answers marked ?), and keep it"),
    ("=", "code what is open as it was for the label before, and keep it"),
    ("⏎", "keep what is there and go on with the text"),
    ("⇥ ⇧⇥", "next question, the one before"),
    ("capital", "go to the question that shows it: E for cErtainty; the same for every label of a layer"),
    ("← → ␣", "move over the answers, take the one under the cursor"),
    ("⌫", "take the answer off"),
    ("⇥ →", "while words are typed: take the one of the text that stands dim behind the caret"),
    ("?", "what is this: the guidelines"),
    ("esc", "leave; a label that lacks something mandatory is dropped"),
)


def help_lines(keymap: Keymap, *, digits: bool = True) -> list[Line]:
    """Return every action with its keys, by group, and the keys of the attribute bar.

    Args:
        keymap: The keys in effect.
        digits: Digits link a label to a source, while nothing is asked.
    """
    lines: list[Line] = []
    for group, actions in groupby(ACTIONS, key=lambda action: action.group):
        lines.append([Part(group.upper(), "title")])
        for action in actions:
            keys = " ".join(shown(key) for key in keymap[action.name]) or "—"
            lines.append([Part(f"  {keys:<14} ", "key"), Part(action.help)])
        if group == "Label" and digits:
            lines.append([Part(f"  {'1–9':<14} ", "key"), Part("link this label to a source by its number")])
        lines.append([])
    lines.append([Part("WHILE A LABEL IS BEING CODED", "title")])
    lines += [[Part(f"  {keys:<14} ", "key"), Part(words)] for keys, words in _BAR_KEYS]
    lines += [
        [],
        [Part("ctrl+p", "key"), Part(" finds any action by name. Keys can be changed: see `annotator keys --help`.")],
    ]
    return lines


def help_with(
    heading: str, told: Sequence[tuple[str, str]], hints: Sequence[str], keymap: Keymap, taken: Container[str]
) -> list[Line]:
    """Return the keys of a screen's own actions, and below them those of labelling that they leave.

    Args:
        heading: What its own actions stand under.
        told: Its own keys, with what they do.
        hints: Sentences that stand below.
        keymap: The keys of labelling.
        taken: The keys of labelling that mean something else here.
    """
    lines: list[Line] = [[Part(heading.upper(), "title")]]
    lines += [[Part(f"  {keys:<14} ", "key"), Part(words)] for keys, words in told]
    lines += [[], *([Part(f"  {hint}")] for hint in hints), []]
    left = {name: tuple(key for key in keys if key not in taken) for name, keys in keymap.items()}
    return lines + help_lines(left, digits=False)
