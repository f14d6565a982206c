"""Names of annotators and documents, and of the files beside a text."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.labels import NAME_PATTERN

GOLD = "gold"
"""The annotator name of the adjudicated labels."""

META = "meta"
"""What stands in the place of an annotator's name in the name of a meta file."""

AGAIN = "-again"
"""Ends the name of somebody's second pass, in which they label paragraphs again without seeing their first labels."""

RESERVED = frozenset({META, "corpus", "sources", GOLD})
"""Names that no annotator can have: the files they would make are something else."""

_NAME = re.compile(NAME_PATTERN.strip("^$"))
_MAX = 64
_MAX_STEM = 160
"""Bytes of a text's name: file systems end at 255, and annotator, ending and the names of passing files come on top."""
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""What Windows takes for a device, whatever follows after a dot."""


class InvalidNameError(AnnotatorError):
    """A name that an annotator or a document cannot have."""


class UnreadableFolderError(AnnotatorError):
    """A folder whose files cannot be listed."""


def check_text(text: Path) -> None:
    """Refuse a text whose labels could not stand beside it, or would not be found there.

    Raises:
        InvalidNameError: When it is hidden, has a name that is too long or not UTF-8, or is a link that leads out
            of its folder.
    """
    try:
        size = len(text.stem.encode())
    except UnicodeEncodeError:
        raise InvalidNameError(f"{text} has a name that is not UTF-8: rename it.") from None
    if text.name.startswith("."):
        raise InvalidNameError(f"{text} is a hidden file, and these are left alone: rename it to label it.")
    if size > _MAX_STEM:
        raise InvalidNameError(f"{text} has too long a name for labels to stand beside it: at most {_MAX_STEM} bytes.")
    if leads_out(text):
        raise InvalidNameError(f"{text} is a link that leads out of its folder: copy the text itself there.")


def leads_out(path: Path) -> bool:
    """Return whether a path is a symbolic link, also one to nothing, that ends outside the folder it stands in."""
    if not path.is_symlink():
        return False
    folder = os.path.realpath(path.parent)
    return not os.path.realpath(path).startswith(os.path.join(folder, ""))


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names that some systems take for one that stands before them, each with that one.

    They differ only in case, or in how an accent is written.
    """
    found: dict[str, str] = {}
    pairs = []
    for name in names:
        other = found.setdefault(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()), name)
        if other != name:
            pairs.append((name, other))
    return pairs


def check_annotator(name: str) -> str:
    """Return `name` if a person who labels can have it.

    Raises:
        InvalidNameError: When it is reserved, is that of a second pass, or has other characters than `a-z 0-9 _ -`.
    """
    if first_pass(name) is not None:
        raise InvalidNameError(
            f"'{name}' is the name of a second pass: `annotator label --annotator {first_pass(name)} --again` goes on "
            f"with it, and a name of your own cannot end with {AGAIN}."
        )
    return check_pass(name)


def check_pass(name: str) -> str:
    """Return `name` if labels that one person made can be called by it: an annotator's name, or a second pass's.

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


def second_pass(annotator: str) -> str:
    """Return what the second pass of an annotator is called.

    Raises:
        InvalidNameError: When the annotator's name leaves no room for it.
    """
    name = f"{annotator}{AGAIN}"
    if len(name) > _MAX:
        raise InvalidNameError(
            f"'{annotator}' is too long a name for a second pass: it adds {AGAIN}, and {_MAX} characters is the most."
        )
    return name


def first_pass(name: str) -> str | None:
    """Return who made a second pass, by its name; None where it is none."""
    annotator = name.removesuffix(AGAIN)
    return annotator if annotator not in {name, ""} else None


def labels_path(text: Path, annotator: str) -> Path:
    """Return where the labels of one annotator stand: `NAME.ANNOTATOR.yaml` beside the text."""
    return text.with_name(f"{text.stem}.{annotator}.yaml")


def meta_path(text: Path) -> Path:
    """Return where stands what is known of a text: `NAME.meta.yaml` beside it."""
    return text.with_name(f"{text.stem}.{META}.yaml")


def annotators_of(text: Path) -> list[str]:
    """Return, sorted, who has a labels file beside a text (`gold` among them).

    Raises:
        UnreadableFolderError: When the folder cannot be listed.
    """
    prefix = f"{text.stem}."
    names = []
    try:
        files = os.listdir(text.parent)
    except OSError as error:
        raise UnreadableFolderError(f"{text.parent} cannot be read: {error.strerror or error}.") from None
    for file in files:
        if file.startswith(prefix) and file.endswith(".yaml"):
            name = file[len(prefix) : -len(".yaml")]
            if _NAME.fullmatch(name) and (name not in RESERVED or name == GOLD):
                names.append(name)
    return sorted(names)
