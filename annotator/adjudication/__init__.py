"""Adjudication: one set of labels, gold, made of those of several annotators.

Pure but for `opening`: labels in, labels or edits out. What is not decided yet stands in the gold file itself, in
`undecided`: each version of an item is an entry with the id the item will have, and the names of those whose version
it is. So a gold file is an ordinary labels file at any time, and an ordinary session edits it.

Needs numpy and scipy, the extra `agreement`, to find which item of one annotator is which of another.
"""

from __future__ import annotations

from importlib import import_module

from annotator.extras import MissingExtraError

try:
    for _library in ("numpy", "scipy"):
        import_module(_library)
except ImportError as _error:
    raise MissingExtraError("numpy and scipy", "agreement", str(_error)) from None
