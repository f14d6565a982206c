"""The root of every error a user can meet."""

from __future__ import annotations


class AnnotatorError(Exception):
    """Something the user can understand and act on.

    The text of the error is the sentence the user reads: what is wrong, where, and what to do. It is shown as it
    is, without a traceback. Every error class of the project derives from this one and lives beside the code that
    raises it.
    """
