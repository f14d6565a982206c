"""Names of annotators and documents, and of the files beside a text."""

from __future__ import annotations

import re
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.labels import NAME_PATTERN

GOLD = "gold"
"""The annotator name of the adjudicated labels."""

META = "meta"
"""What stands in the place of an annotator's name in the name of a meta file."""

RESERVED = frozenset({META, "corpus", "sources", GOLD})
"""Names that no annotator can have: the files they would make are something else."""

_NAME = re.compile(NAME_PATTERN.strip("^$"))
_MAX = 64


class InvalidNameError(AnnotatorError):
    """A name that an annotator or a document cannot have."""


def check_annotator(name: str) -> str:
    """Return `name` if a person who labels can have it.

    Raises:
        InvalidNameError: When it is reserved, or has other characters than `a-z 0-9 _ -`.
    """
    if name in RESERVED:
        raise InvalidNameError(f"'{name}' is reserved and cannot be an annotator's name: choose another.")
    if not _NAME.fullmatch(name) or len(name) > _MAX:
        raise InvalidNameError(
            f"'{name}' cannot be an annotator's name: use up to {_MAX} of a-z, 0-9, _ and -, beginning with a "
            "letter or digit."
        )
    return name


def labels_path(text: Path, annotator: str) -> Path:
    """Return where the labels of one annotator stand: `NAME.ANNOTATOR.yaml` beside the text."""
    return text.with_name(f"{text.stem}.{annotator}.yaml")


def meta_path(text: Path) -> Path:
    """Return where stands what is known of a text: `NAME.meta.yaml` beside it."""
    return text.with_name(f"{text.stem}.{META}.yaml")


def annotators_of(text: Path) -> list[str]:
    """Return, sorted, who has a labels file beside a text (`gold` among them)."""
    prefix = f"{text.stem}."
    names = []
    for path in text.parent.iterdir():
        if path.name.startswith(prefix) and path.name.endswith(".yaml"):
            name = path.name[len(prefix) : -len(".yaml")]
            if _NAME.fullmatch(name) and (name not in RESERVED or name == GOLD):
                names.append(name)
    return sorted(names)
