"""Suggestions: what a text attributes to whom, found by rules before a person looks.

Text and word lists in, suggestions out: nothing here knows of labels being edited, of sessions or screens.
"""

from annotator.suggest.engine import suggestions_by_paragraph, suggestions_for
from annotator.suggest.suggestion import Range, Suggestion

__all__ = ["Range", "Suggestion", "suggestions_by_paragraph", "suggestions_for"]
