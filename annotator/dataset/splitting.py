"""Dividing a corpus into parts, for training and testing, without dividing what belongs together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.dataset.conditions import UnknownValueError
from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.dataset.document import Document

By: TypeAlias = "Literal['document', 'story', 'outlet', 'author'] | Callable[[Document], Any]"

DEFAULT_PARTS = {"train": 0.8, "dev": 0.1, "test": 0.1}
_KEYS = ("document", "story", "outlet", "author")


class SplitError(AnnotatorError, ValueError):
    """Parts that a corpus cannot be divided into."""


def split_documents(
    documents: Sequence[Document], parts: Mapping[str, float], by: By, seed: int
) -> dict[str, list[Document]]:
    """Divide documents into parts.

    Groups are put in an order that only the seed and their names decide, and each goes to the part that lacks most. So
    the parts are as near to their shares as the groups allow, and the same for the same documents and seed.

    Args:
        documents: What to divide.
        parts: The share of each part, by its name; shares are relative to each other.
        by: What belongs together: each document is alone (`document`), or with all that have the same story, outlet or
            author, or for which a function returns the same. A document without a story, outlet or author is alone.
        seed: Another one divides otherwise.

    Raises:
        SplitError: When there is no part, or a share is not above 0.
        UnknownValueError: When `by` is none of these.
    """
    if not parts or any(not share > 0 for share in parts.values()):
        raise SplitError("Give each part a share above 0, such as train=0.8, test=0.2.")
    if not callable(by) and by not in _KEYS:
        raise UnknownValueError("by", by, _KEYS)
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(_group(document, by), []).append(document)
    total = sum(parts.values())
    wanted = {name: share / total * len(documents) for name, share in parts.items()}
    found: dict[str, list[Document]] = {name: [] for name in parts}
    # Large groups first: small ones then fill what is left.
    for name in sorted(groups, key=lambda name: (-len(groups[name]), _shuffled(name, seed))):
        poorest = max(found, key=lambda part: wanted[part] - len(found[part]))
        found[poorest] += groups[name]
    order = {id(document): index for index, document in enumerate(documents)}
    return {part: sorted(chosen, key=lambda document: order[id(document)]) for part, chosen in found.items()}


def _group(document: Document, by: By) -> str:
    key = by(document) if callable(by) else None if by == "document" else getattr(document, by)
    return f"document {document.name}" if key is None else f"group {key!r}"


def _shuffled(name: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}\0{name}".encode(errors="surrogateescape")).digest()
