"""What an annotator has turned down of what is suggested for a text: remembered over sessions.

It is no label and says nothing of the text, so it stands in no labels file: it is a note of the person to themselves,
in a small file of their state folder, one for each text and annotator. Losing it costs a few keys.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_state_path

from annotator.errors import AnnotatorError
from annotator.files import atomic
from annotator.files.reading import read_file

if TYPE_CHECKING:
    from annotator.suggest.suggestion import Range, Suggestion

Key = tuple[str, tuple["Range", ...], str]
"""What tells a suggestion from others of its text: layer, labelled words, and the value it is about (form, type …)."""

MAIN_VALUES = {"quotes": "form", "claims": "type", "frames": "frame", "zones": "zone"}
"""The attribute that says what is suggested."""
FORMAT = 1
_MOST = 5_000
"""Suggestions of one text that are remembered; the oldest go first."""
_MOST_BYTES = 4_000_000
_MOST_FILES = 2_000
"""Texts for which something is remembered; those untouched for longest go first."""


def key_of(suggestion: Suggestion) -> Key:
    """Return what a suggestion is remembered by: the same words suggested as something else are another one."""
    value = suggestion.attributes.get(MAIN_VALUES.get(suggestion.layer, ""), "")
    return suggestion.layer, suggestion.spans, str(value)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One suggestion turned down, as undo knows it.

    Attributes:
        key: The suggestion.
        place: Where its words begin.
        is_back: It is not turned down any more.
        what: What was done, as it is told to the person.
        subject: No item: a suggestion is none.
    """

    key: Key
    place: int
    is_back: bool = False
    what: str = "reject a suggestion"
    subject: None = None

    def inverse(self) -> Rejection:
        """Return the step that takes this one back."""
        return replace(self, is_back=not self.is_back)


class Rejections:
    """The suggestions turned down for one text by one annotator. Safe to save from another thread.

    Attributes:
        problem: Why earlier ones are not known or new ones not kept, in a sentence; None where all is well.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read what was remembered; nothing is remembered without a path."""
        self.problem: str | None = None
        self._path = path
        self._kept: dict[Key, None] = {}
        self._saved: list[Key] = []
        self._saving = threading.Lock()
        if path is not None:
            try:
                self._kept = dict.fromkeys(_read(path))
            except FileNotFoundError:
                pass
            except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
                why = error.strerror if isinstance(error, OSError) and error.strerror else "it is not what was written"
                self.problem = (
                    f"What you rejected before is not known: {path} cannot be read ({why}). It is left as it is; "
                    "remove it to have rejections remembered again."
                )
                self._path = None
        self._saved = list(self._kept)

    def __contains__(self, key: object) -> bool:
        """Return whether a suggestion was turned down."""
        return key in self._kept

    def __len__(self) -> int:
        """Return how many were turned down."""
        return len(self._kept)

    def apply(self, rejection: Rejection) -> None:
        """Remember a suggestion as turned down, or forget that it was."""
        self._kept.pop(rejection.key, None)
        if not rejection.is_back:
            self._kept[rejection.key] = None

    def save(self) -> None:
        """Put what is remembered on disk where it differs; what cannot be written is told by `problem`."""
        with self._saving:
            kept = list(self._kept)[-_MOST:]
            if self._path is None or kept == self._saved:
                return
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                is_new = not self._path.exists()
                atomic.write(self._path, _written(kept))
                if is_new:
                    _make_room(self._path.parent)
            except (OSError, AnnotatorError) as error:
                why = error if isinstance(error, AnnotatorError) else f"{self._path}: {error.strerror or error}"
                self.problem = f"What you reject is not remembered beyond this session: {why}."
                self._path = None
            else:
                self._saved = kept


def folder() -> Path:
    """Return where rejections are kept unless somebody says otherwise."""
    return user_state_path("annotator") / "rejected"


def path_for(where: Path, sha256: str, annotator: str) -> Path:
    """Return the file for a text and an annotator.

    Args:
        where: The folder, such as `folder()`.
        sha256: The hex digest of the text's bytes.
        annotator: Who labels; a valid name.
    """
    return where / f"{sha256}.{annotator}.json"


def _written(keys: list[Key]) -> bytes:
    lines = ",\n".join(json.dumps([layer, spans, value]) for layer, spans, value in keys)
    return f'{{"format": {FORMAT}, "rejected": [\n{lines}\n]}}\n'.encode()


def _read(path: Path) -> list[Key]:
    """Return what stands in a file.

    Raises:
        OSError: When it cannot be read.
        ValueError: When it is not what this program writes; TypeError, KeyError, RecursionError: the same.
    """
    found: Any = json.loads(read_file(path, _MOST_BYTES).decode())
    if found["format"] != FORMAT or not isinstance(found["rejected"], list):
        raise ValueError("another format")
    return [_key(*entry) for entry in found["rejected"]]


def _key(layer: object, spans: Any, value: object) -> Key:
    if not (isinstance(layer, str) and isinstance(value, str) and isinstance(spans, list)):
        raise TypeError("no suggestion")
    ranges = tuple((start, end) for start, end in spans)
    if not all(type(edge) is int for stretch in ranges for edge in stretch):
        raise TypeError("no offsets")
    return layer, ranges, value


def _make_room(where: Path) -> None:
    """Remove the files of texts that nothing was rejected of for longest; what cannot be removed stays."""
    with suppress(OSError):
        files = [path for path in where.iterdir() if path.suffix == ".json"]
        if len(files) > _MOST_FILES:
            for path in sorted(files, key=lambda path: path.stat().st_mtime)[: len(files) - _MOST_FILES]:
                path.unlink(missing_ok=True)
