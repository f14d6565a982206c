"""The root of every error a user can meet."""

from __future__ import annotations

from annotator.display import visible


class AnnotatorError(Exception):
    """Something the user can understand and act on.

    The text of the error is the sentence the user reads: what is wrong, where, and what to do. It is shown as it
    is, without a traceback. Every error class of the project derives from this one and lives beside the code that
    raises it.
    """

    def __str__(self) -> str:
        """Return the sentence, safe for a terminal also where Python itself prints it; line breaks part sentences."""
        return "\n".join(map(visible, super().__str__().split("\n")))
