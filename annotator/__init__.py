"""A source-reliability and framing annotator for news.

`annotator.load("annotations/")` gives a labelled corpus as linked objects. Everything else is imported where it is
used: importing this package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in `typing`, which type checkers know by this name; importing that would cost more than all the rest here."""

if TYPE_CHECKING:
    from typing import Any

    from annotator.dataset import LabelledCorpus, load
    from annotator.errors import AnnotatorError

__version__ = "0.1.0"
__all__ = ["AnnotatorError", "LabelledCorpus", "__version__", "load"]

_HOMES = {
    "AnnotatorError": "annotator.errors",
    "LabelledCorpus": "annotator.dataset",
    "load": "annotator.dataset",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415 - only when needed

        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'annotator' has no attribute '{name}'")


def __dir__() -> list[str]:
    """List the public names, those not imported yet among them."""
    return sorted({*globals(), *__all__})
