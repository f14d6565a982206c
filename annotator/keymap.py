"""Which key does what: the table's keys, with the user's own in their place."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annotator.actions import ACTIONS, ADJUDICATION, COMPARISON, SOURCE_DIGITS, Action
from annotator.files import strict_yaml
from annotator.files.findings import Finding, InvalidFileError, first, short
from annotator.files.findings import Path as Place

Keymap = Mapping[str, tuple[str, ...]]
"""Keys by action name."""

TABLES = (ACTIONS, ADJUDICATION, COMPARISON)
"""The tables whose actions a keymap file can give keys to; a key can be one action's in each of them."""

_NAMES = [action.name for table in TABLES for action in table]

ALWAYS = {"quit": "ctrl+q"}
"""What no keymap can take away."""

_KEY = re.compile(r"((?:(?:ctrl|shift|alt|super|hyper|meta)\+)*)(.+)", re.DOTALL)
_NAMED = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "pagedown", "pageup", "right"}
    | {"space", "tab", "up"}
    | {f"f{number}" for number in range(1, 25)}
)
"""Keys without a character of their own, as Textual names them."""
_RENAMED = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Where Textual's name of a character is not the Unicode one."""
_SHOWN = {
    "space": "␣", "escape": "esc", "backspace": "⌫", "enter": "⏎", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "pgup", "pagedown": "pgdn", "shift+left": "⇧←", "shift+right": "⇧→", "tab": "⇥", "shift+tab": "⇧⇥",
}  # fmt: skip


_LONGEST_NAME = 60
"""Longer words are no misspelt action, and finding what is near to them would take long."""


def default_path() -> Path:
    """Return where the user's keymap is: `$ANNOTATOR_KEYMAP`, or `keys.yaml` in the user's configuration folder."""
    if named := os.environ.get("ANNOTATOR_KEYMAP"):
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed where the variable is set

    return user_config_path("annotator") / "keys.yaml"


def load(path: Path | None = None, table: Sequence[Action] = ACTIONS) -> Keymap:
    """Return the keymap of a table of actions: the default keys, with those of the user's file in their place.

    The file maps action names to one key or a list of keys: `grow: g`, `label_quote: [q, f2]`. An empty list leaves an
    action without keys; `quit` always keeps ctrl+q.

    Args:
        path: A keymap file; the default place, where it may be missing, if None.
        table: The actions; those of labelling, if not said. One file has the keys of all tables.

    Raises:
        InvalidFileError: When the file has faults: an unknown action, what is no key, one key for two actions.
    """
    keys = {action.name: action.keys for action in table}
    if path is None:
        path = default_path()
        if not path.is_file():
            return keys
    return keys | {name: own for name, own in _overrides(strict_yaml.read(path)).items() if name in keys}


def _overrides(document: strict_yaml.Document) -> dict[str, tuple[str, ...]]:
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        raise InvalidFileError([document.finding((), "expected action names with keys, such as: grow: g")])
    findings: list[Finding] = []
    overrides: dict[str, tuple[str, ...]] = {}
    for name, given in document.value.items():
        if name not in _NAMES:
            near = get_close_matches(name, _NAMES, 1) if len(name) <= _LONGEST_NAME else []
            hint = f"; did you mean {near[0]}?" if near else "; `annotator keys` lists the actions"
            findings.append(document.finding((name,), f"there is no action '{short(name)}'{hint}", of_key=True))
            continue
        keys = []
        for place, entry in _entries(name, given):
            key, fault = _key(entry)
            if fault:
                findings.append(document.finding(place, fault))
            else:
                keys.append(key)
        if name in ALWAYS:
            keys.append(ALWAYS[name])
        overrides[name] = tuple(dict.fromkeys(keys))
    findings += _conflicts(document, overrides)
    if findings:
        raise InvalidFileError(first(findings))
    return overrides


def _entries(name: str, given: Any) -> Iterator[tuple[Place, Any]]:
    """Yield the keys given to an action, each with its place in the file."""
    if isinstance(given, list):
        yield from (((name, index), entry) for index, entry in enumerate(given))
    else:
        yield (name,), given


def _key(entry: Any) -> tuple[str, str]:
    """Return the key that an entry names, and what is wrong with it."""
    if isinstance(entry, bool) or not isinstance(entry, str | int):
        return "", "expected a key or a list of keys"
    key = key_name(str(entry))
    if key in SOURCE_DIGITS:
        return "", f"'{entry}' picks a source and cannot be given away"
    if not is_key(key):
        return "", f"'{short(entry)}' is not a key; write f2, ctrl+k, or one character"
    return key, ""


def _conflicts(document: strict_yaml.Document, overrides: Keymap) -> list[Finding]:
    """Find keys that would do two things, or that quitting needs."""
    findings = []
    for table in TABLES:
        owners: dict[str, str] = {}
        for action in table:
            for key in overrides.get(action.name, action.keys):
                other = owners.setdefault(key, action.name)
                if other != action.name:
                    place = action.name if action.name in overrides else other
                    message = f"the key {shown(key)} is given to both {other} and {action.name}"
                    findings.append(document.finding((place,), message))
    return findings


def key_name(key: str) -> str:
    """Return Textual's name of a key whose last part may be written as a character: `ctrl+slash` for `ctrl+/`."""
    found = _KEY.fullmatch(key)
    if found is None or len(found[2]) > 1 or found[2].isalnum():
        return key
    name = unicodedata.name(found[2], "").lower().replace("-", "_").replace(" ", "_")
    return found[1] + _RENAMED.get(name, name)


_CHARACTERS = {key_name(chr(code)): chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
"""What keyboards have, by Textual's names: a hyphen in a Unicode name cannot be had back from them."""


def is_key(name: str) -> bool:
    """Return whether a name, as `key_name` gives it, is that of a key."""
    found = _KEY.fullmatch(name)
    if found is None:
        return False
    key = found[2]
    return key in _NAMED or (key.isalnum() if len(key) == 1 else _character(key) is not None)


def _character(name: str) -> str | None:
    """Return the character that Textual calls by a name."""
    if name in _CHARACTERS:
        return _CHARACTERS[name]
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return None


def shown(key: str) -> str:
    """Return a key as a person reads it: `?` for `question_mark`."""
    return _SHOWN.get(key) or (key if key in _NAMED else _character(key)) or key
