"""Every action a person can take on the labelling screen: its name, its keys, what it does.

The one table that bindings, footer, help, command palette, `annotator keys` and the user's keymap file are made from.
Key names are Textual's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    Attributes:
        name: Its name in keymap files and in the command palette; part of the contract.
        keys: Textual key names.
        help: What it does, in a few words.
        group: The heading it stands under in the help.
        footer: Its word in the footer; empty for actions that are not shown there.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    group: str
    footer: str = ""


_MOVE, _SELECT, _LABEL, _SUGGESTION, _ITEM, _TEXT, _APP = (
    "Move",
    "Select",
    "Label",
    "Suggestions",
    "Change a label",
    "Paragraph and text",
    "Program",
)
_DECIDE, _COMPARE = "Decide", "Compare with gold"

ACTIONS: tuple[Action, ...] = (
    Action("next_paragraph", ("j", "down"), "next paragraph", _MOVE),
    Action("previous_paragraph", ("k", "up"), "previous paragraph", _MOVE),
    Action("reviewed_next", ("space",), "mark this paragraph as reviewed and go on", _MOVE, "reviewed"),
    Action("next_unreviewed", ("N",), "next paragraph that is not reviewed", _MOVE),
    Action("word_left", ("h", "left"), "word to the left", _MOVE),
    Action("word_right", ("l", "right"), "word to the right", _MOVE),
    Action("next_quotation", ("apostrophe", "quotation_mark"), "next quoted string", _MOVE),
    Action("previous_sentence", ("left_parenthesis",), "previous sentence", _MOVE),
    Action("next_sentence", ("right_parenthesis",), "next sentence", _MOVE),
    Action("first_paragraph", ("home",), "first paragraph", _MOVE),
    Action("last_paragraph", ("end", "G"), "last paragraph", _MOVE),
    Action("page_up", ("pageup",), "a screen up", _MOVE),
    Action("page_down", ("pagedown",), "a screen down", _MOVE),
    Action("search", ("slash",), "search; with no words, the next hit", _MOVE),
    Action("grow", ("s",), "larger: word, quoted string, sentence, paragraph", _SELECT, "grow"),
    Action("shrink", ("S",), "smaller again", _SELECT),
    Action("extend_left", ("H", "shift+left"), "left edge out by a word", _SELECT),
    Action("extend_right", ("L", "shift+right"), "right edge out by a word", _SELECT),
    Action("shrink_left", ("greater_than_sign",), "left edge in by a word", _SELECT),
    Action("shrink_right", ("less_than_sign",), "right edge in by a word", _SELECT),
    Action("clause_on", ("full_stop",), "right edge on to the next punctuation", _SELECT),
    Action("clause_back", ("comma",), "right edge back to the punctuation before", _SELECT),
    Action("clause_start", ("semicolon",), "left edge on, behind the next punctuation", _SELECT),
    Action("start_left", ("left_square_bracket",), "left edge one character to the left", _SELECT),
    Action("start_right", ("right_square_bracket",), "left edge one character to the right", _SELECT),
    Action("end_left", ("left_curly_bracket",), "right edge one character to the left", _SELECT),
    Action("end_right", ("right_curly_bracket",), "right edge one character to the right", _SELECT),
    Action("add_piece", ("plus",), "keep this as one piece of a label in several places", _SELECT),
    Action("clear_selection", ("escape",), "forget pieces and edges", _SELECT),
    Action("label_quote", ("q",), "label a quote", _LABEL, "quote"),
    Action("label_claim", ("c",), "label a claim", _LABEL, "claim"),
    Action("label_source", ("o",), "label a source (who information originates from)", _LABEL, "source"),
    Action("label_frame", ("f",), "label framing", _LABEL, "frame"),
    Action(
        "label_cue",
        ("v",),
        "the cue (said, according to): the verb beside the quote, or the selection",
        _LABEL,
        "cue",
    ),
    Action("link_source", ("w",), "who says it: pick or type a source; 1–9 pick at once", _LABEL, "who"),
    Action("next_suggestion", ("n",), "next suggestion; selects its words", _SUGGESTION, "suggestion"),
    Action("accept", ("a",), "accept this suggestion, with the words selected for it", _SUGGESTION, "accept"),
    Action("accept_and_edit", ("A",), "accept it and ask about it, the likeliest error first", _SUGGESTION),
    Action("reject", ("x",), "reject this suggestion, for good", _SUGGESTION, "reject"),
    Action("blind", ("b",), "label blind: show no suggestions, or show them again", _SUGGESTION),
    Action("edit", ("e",), "go through the attributes of this label", _ITEM, "edit"),
    Action("delete", ("d",), "delete this label and the links to it", _ITEM),
    Action("respan", ("r",), "give this label the selected words instead", _ITEM),
    Action("note", ("m",), "write a note on this label", _ITEM),
    Action("next_item", ("i",), "next label", _ITEM),
    Action("previous_item", ("I",), "previous label", _ITEM),
    Action("undecided", ("X",), "decide what a revised text or a merge left open", _ITEM),
    Action("undo", ("u",), "undo, without limit", _ITEM, "undo"),
    Action("redo", ("U", "ctrl+r"), "redo", _ITEM),
    Action("zone", ("z",), "what this paragraph is: headline, body, furniture, …", _TEXT),
    Action("unreview", ("backspace",), "mark this paragraph as not reviewed", _TEXT),
    Action("complete", ("C",), "mark the whole text as done, or not", _TEXT),
    Action("codebook", ("g",), "guidelines for what is under the cursor", _APP),
    Action("help", ("question_mark", "f1"), "this help", _APP, "help"),
    Action("library", ("ctrl+o",), "all texts, with progress", _APP),
    Action("theme", ("ctrl+t",), "light or dark", _APP),
    Action("suspend", ("ctrl+z",), "back to the shell; `fg` goes on", _APP),
    Action("save", ("ctrl+s",), "save now (every edit is saved by itself)", _APP),
    Action("quit", ("Q", "ctrl+q"), "save and quit", _APP),
)

ADJUDICATION: tuple[Action, ...] = (
    Action("next_disagreement", ("tab",), "next disagreement that waits", _DECIDE, "next"),
    Action("previous_disagreement", ("shift+tab",), "the disagreement before", _DECIDE),
    Action("take_all", ("b",), "take both, each as a label of its own", _DECIDE, "both"),
    Action("leave_out", ("x", "0"), "take neither", _DECIDE, "neither"),
    Action("same_source", ("equals_sign",), "this source is the same as another one", _DECIDE),
    Action("read", ("enter",), "read the versions in full", _DECIDE),
)
"""What keys do on the adjudication screen, before what they do while labelling. Digits take versions there."""

COMPARISON: tuple[Action, ...] = (
    Action("next_change", ("tab",), "next thing that gold changed", _COMPARE, "next"),
    Action("previous_change", ("shift+tab",), "the change before", _COMPARE, "back"),
    Action("read", ("enter",), "read both in full", _COMPARE),
    Action("summary", ("equals_sign",), "what gold changed most often", _COMPARE, "most often"),
)
"""What keys do, before what they do while labelling, where an annotator looks at what gold changed."""

BY_NAME: dict[str, Action] = {action.name: action for action in ACTIONS}

SOURCE_DIGITS: tuple[str, ...] = tuple("123456789")
"""Keys that link the current item to a source by its number; they cannot be given to an action."""
