"""Where the labels of a session are, and the error of a labels file that somebody else changed."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from annotator.errors import AnnotatorError


class ExternallyChangedError(AnnotatorError):
    """The labels file is not the one that was read or last written."""

    def __init__(self, path: Path) -> None:
        """Take the labels file."""
        super().__init__(f"{path} was changed by another program since it was opened. It has not been overwritten.")


class SaveState(Enum):
    """Where the labels are."""

    NOTHING = "there are no labels, and no file"
    SAVED = "on disk: in the labels file, or in the journal beside it"
    SAVING = "the last edits are on their way to the disk"
    JOURNAL = "on disk in the journal; the labels file cannot be written"
    CHANGED = "on disk in the journal; the labels file was changed by somebody else"
    MEMORY = "the last edits are in memory only"
