"""Merging two versions of one labels file, three-way and by item id: pure, no file is read or written.

What both sides did to different items is put together. Where both changed the same thing differently, nothing is lost:
ours stays in its layer, theirs waits in `undecided`.
"""

from annotator.store.merge.conflicts import Conflict, Merged, MergeError
from annotator.store.merge.labels import merge, refuse_strangers

__all__ = ["Conflict", "MergeError", "Merged", "merge", "refuse_strangers"]
