"""Libraries that not everybody needs: imported where they are used, and named when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from annotator.errors import AnnotatorError


class MissingExtraError(AnnotatorError, ImportError):
    """A library that is not installed, and the extra that brings it."""

    def __init__(self, library: str, extra: str, reason: str) -> None:
        """Take the library, the extra, and what the import said."""
        super().__init__(f"This needs {library} ({reason}): pip install 'news-annotator[{extra}]' brings it.")


def needed(library: str, extra: str) -> Any:
    """Return a library that an extra brings.

    Args:
        library: The module to import.
        extra: The extra of this package that installs it.

    Raises:
        MissingExtraError: When it cannot be imported.
    """
    try:
        return import_module(library)
    except ImportError as error:
        raise MissingExtraError(library, extra, str(error)) from None
