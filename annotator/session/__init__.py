"""One annotator editing one text: cursor, edits, undo, saving. No terminal in it."""

from annotator.session.coding import Coding
from annotator.session.labelling import NotPossibleError
from annotator.session.session import Session
from annotator.session.zoning import Zoning

__all__ = ["Coding", "NotPossibleError", "Session", "Zoning"]
