"""Moving labels to a text that was revised: what can be told moves, what cannot waits for a person.

`reanchor` works on labels and texts in memory; `annotator.reanchoring.revision` on files.
"""

from annotator.reanchoring.reanchor import Reanchored, reanchor

__all__ = ["Reanchored", "reanchor"]
