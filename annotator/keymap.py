"""Which key does what: the table's keys, with the user's own in their place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from annotator.actions import ACTIONS, BY_NAME, SOURCE_DIGITS
from annotator.files import strict_yaml
from annotator.files.findings import Finding, InvalidFileError

Keymap = Mapping[str, tuple[str, ...]]
"""Keys by action name."""

ALWAYS = {"quit": "ctrl+q"}
"""What no keymap can take away."""

_KEY = re.compile(r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*[A-Za-z0-9_@]+")
_NAMES = {
    "/": "slash", "?": "question_mark", "'": "apostrophe", '"': "quotation_mark", "+": "plus", "-": "minus",
    "<": "less_than_sign", ">": "greater_than_sign", "[": "left_square_bracket", "]": "right_square_bracket",
    "{": "left_curly_bracket", "}": "right_curly_bracket", "(": "left_parenthesis", ")": "right_parenthesis",
    ".": "full_stop", ",": "comma", ";": "semicolon", ":": "colon", "!": "exclamation_mark", "#": "number_sign",
    "=": "equals_sign", "*": "asterisk", "&": "ampersand", "%": "percent_sign", "$": "dollar_sign", "~": "tilde",
    "`": "grave_accent", "^": "circumflex_accent", "|": "vertical_line", "\\": "backslash", " ": "space",
}  # fmt: skip
"""Characters and Textual's names for their keys."""
_CHARACTERS = {name: character for character, name in _NAMES.items()}
_SHOWN = {
    "space": "␣", "escape": "esc", "backspace": "⌫", "enter": "⏎", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "pgup", "pagedown": "pgdn", "shift+left": "⇧←", "shift+right": "⇧→",
}  # fmt: skip


def default_path() -> Path:
    """Return where the user's keymap file is: `$ANNOTATOR_KEYMAP`, or `keys.yaml` in the user's configuration folder."""
    if named := os.environ.get("ANNOTATOR_KEYMAP"):
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where the variable is set

    return user_config_path("annotator") / "keys.yaml"


def load(path: Path | None = None) -> Keymap:
    """Return the keymap: the default keys, with those of the user's file in their place.

    The file maps action names to one key or a list of keys: `grow: g`, `label_quote: [q, f2]`.

    Args:
        path: A keymap file; the default place, where it may be missing, if None.

    Raises:
        InvalidFileError: When the file has faults: an unknown action, no key, one key for two actions.
    """
    keys = {action.name: action.keys for action in ACTIONS}
    if path is None:
        path = default_path()
        if not path.is_file():
            return keys
    return keys | _overrides(strict_yaml.read(path))


def _overrides(document: strict_yaml.Document) -> dict[str, tuple[str, ...]]:
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        raise InvalidFileError([document.finding((), "expected action names with keys, such as: grow: g")])
    findings: list[Finding] = []
    overrides: dict[str, tuple[str, ...]] = {}
    for name, given in document.value.items():
        if name not in BY_NAME:
            near = get_close_matches(name, BY_NAME, 1)
            hint = f"; did you mean {near[0]}?" if near else "; `annotator keys` lists the actions"
            findings.append(document.finding((name,), f"there is no action '{name}'{hint}", of_key=True))
            continue
        entries = given if isinstance(given, list) else [given]
        names = tuple(key_name(str(entry)) for entry in entries if isinstance(entry, str | int))
        for entry, key in zip(entries, names, strict=False):
            if key in SOURCE_DIGITS:
                findings.append(document.finding((name,), f"'{entry}' picks a source and cannot be given away"))
            elif not _KEY.fullmatch(key):
                findings.append(
                    document.finding((name,), f"'{entry}' is not a key; write f2, ctrl+k, or one character")
                )
        if len(names) != len(entries) or isinstance(given, bool):
            findings.append(document.finding((name,), "expected a key or a list of keys"))
        always = ALWAYS.get(name)
        overrides[name] = (*names, always) if always and always not in names else names
    findings += _conflicts(document, overrides)
    if findings:
        raise InvalidFileError(findings)
    return overrides


def _conflicts(document: strict_yaml.Document, overrides: Keymap) -> list[Finding]:
    """Find keys that would do two things, or that quitting needs."""
    findings = []
    owners: dict[str, str] = {}
    for action in ACTIONS:
        for key in overrides.get(action.name, action.keys):
            other = owners.setdefault(key, action.name)
            if other != action.name:
                place = action.name if action.name in overrides else other
                findings.append(
                    document.finding((place,), f"the key {shown(key)} is given to both {other} and {action.name}")
                )
    return findings


def key_name(key: str) -> str:
    """Return Textual's name of a key that is written as a character."""
    return _NAMES.get(key, key)


def shown(key: str) -> str:
    """Return a key as a person reads it: `?` for `question_mark`."""
    return _SHOWN.get(key) or _CHARACTERS.get(key) or key
