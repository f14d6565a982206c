"""Finding a codebook: by the name of a shipped one, or by path."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from functools import lru_cache
from pathlib import Path

from annotator.codebook.check import faults
from annotator.codebook.kept import recalled
from annotator.codebook.model import Codebook
from annotator.errors import AnnotatorError
from annotator.files import strict_yaml
from annotator.files.findings import InvalidFileError, first, short
from annotator.files.validate import validate

DEFAULT = "source-framing"

_PACKAGE = Path(__file__).resolve().parent.parent


class CodebookNotFoundError(AnnotatorError):
    """No codebook of that name or path."""

    def __init__(self, reference: str) -> None:
        """Take the name or path that was asked for."""
        names = ", ".join(shipped_names())
        super().__init__(
            f"There is no codebook '{short(reference, 200)}': give the path of a .yaml file, or one of {names}."
        )


def schemas_folder() -> Path:
    """Return the folder of shipped codebooks and schemas: in the wheel, or at the top of a checkout."""
    packed = _PACKAGE / "schemas"
    return packed if packed.is_dir() else _PACKAGE.parent / "schemas"


def shipped_names() -> list[str]:
    """Return the names of the shipped codebooks, the default one first."""
    names = sorted(path.stem for path in schemas_folder().glob("*.yaml"))
    return sorted(names, key=lambda name: name != DEFAULT)


@lru_cache(maxsize=8)
def shipped(name: str = DEFAULT) -> Codebook:
    """Return a shipped codebook by name.

    Raises:
        CodebookNotFoundError: When none is shipped under that name.
    """
    if name not in shipped_names():
        raise CodebookNotFoundError(name)
    return _recalled_or_read(schemas_folder() / f"{name}.yaml")


def _recalled_or_read(path: Path) -> Codebook:
    """Return the codebook in a file, without reading and checking it again where that was done before."""
    data = strict_yaml.read_bytes(path)
    digest = _digest(data)
    codebook = recalled(path, digest) or _checked(strict_yaml.parse(data, str(path)))
    vars(codebook)["digest"] = digest
    return codebook


def read(path: Path) -> Codebook:
    """Read a codebook file, and check it.

    Raises:
        InvalidFileError: With line and column for each fault.
    """
    data = strict_yaml.read_bytes(path)
    codebook = _checked(strict_yaml.parse(data, str(path)))
    vars(codebook)["digest"] = _digest(data)
    return codebook


def _digest(data: bytes) -> str:
    return hashlib.sha256(data.removeprefix(BOM_UTF8)).hexdigest()


def _checked(document: strict_yaml.Document) -> Codebook:
    codebook = validate(Codebook, document)
    findings = first(document.finding(place, message) for place, message in faults(codebook))
    if findings:
        raise InvalidFileError(findings)
    return codebook


def find(reference: str, folder: Path | None = None) -> Codebook:
    """Return the codebook that a reference names.

    Args:
        reference: The name of a shipped codebook, or a path.
        folder: What a relative path is relative to; the working directory if None.

    Raises:
        CodebookNotFoundError: When there is none.
        InvalidFileError: When its file has faults.
    """
    if reference in shipped_names():
        return shipped(reference)
    return _recalled_or_read(path_of(reference, folder))


def path_of(reference: str, folder: Path | None = None) -> Path:
    """Return the file of the codebook that a reference names; the arguments are those of `find`.

    Raises:
        CodebookNotFoundError: When there is none.
    """
    if reference in shipped_names():
        return schemas_folder() / f"{reference}.yaml"
    path = Path(folder or ".", reference)
    try:
        there = path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        there = False
    if there:
        return path
    raise CodebookNotFoundError(reference)
