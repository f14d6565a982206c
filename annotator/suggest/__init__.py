"""Suggestions: what a text attributes to whom, found by rules before a person looks.

Text and word lists in, suggestions out: nothing here knows of labels being edited, of sessions or screens. The engine
is imported when it is first asked for: whoever only handles suggestions need not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.suggest.suggestion import Range, Suggestion

if TYPE_CHECKING:
    from annotator.suggest.engine import suggestions_by_paragraph, suggestions_for

__all__ = ["Range", "Suggestion", "suggestions_by_paragraph", "suggestions_for"]


def __getattr__(name: str) -> Any:
    """Import a name of the engine when it is first asked for."""
    if name in __all__:
        from annotator.suggest import engine  # noqa: PLC0415 - only when needed

        return getattr(engine, name)
    raise AttributeError(f"module 'annotator.suggest' has no attribute '{name}'")
