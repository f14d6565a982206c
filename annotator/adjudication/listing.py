"""What waits for a decision, as lines and as plain values: for a look without opening the program."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.adjudication.disagreements import Disagreement, undecided
from annotator.adjudication.opening import Wanted, begun, has_gold, read_gold
from annotator.adjudication.order import Order, in_order
from annotator.labels import SINGULAR, Labels

_LETTERS = 70


@dataclass(frozen=True)
class Listed:
    """One disagreement of one text.

    Attributes:
        path: The text.
        labels: The gold labels in which it waits.
        one: The disagreement.
        blind: Nobody is named.
    """

    path: Path
    labels: Labels
    one: Disagreement
    blind: bool = False

    @property
    def paragraph(self) -> int | None:
        """The number of its paragraph, from 1; None for what lies nowhere."""
        if self.one.place is None:
            return None
        return bisect_right([paragraph.start for paragraph in self.labels.paragraphs], self.one.place)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "document": self.labels.document,
            "path": str(self.path),
            "paragraph": self.paragraph,
            "start": self.one.place,
            "layer": self.one.layer,
            "id": self.one.id,
            "differing": list(self.one.differing),
            "missing": len(self.one.missing) if self.blind else list(self.one.missing),
            "versions": [
                {
                    "by": len(version.by) if self.blind else list(version.by),
                    SINGULAR[self.one.layer]: version.item.model_dump(mode="json", exclude_none=True),
                }
                for version in self.one.versions
            ],
        }

    @property
    def sentence(self) -> str:
        """What is disagreed on, in one line."""
        one = self.one
        where = "" if self.paragraph is None else f" ¶{self.paragraph}"
        parts = []
        if one.differing:
            parts.append(", ".join(name.replace("_", " ") for name in one.differing))
        if one.missing:
            having = sorted({name for version in one.versions for name in version.by})
            who = f"{len(having)} of {len(having) + len(one.missing)}" if self.blind else ", ".join(having)
            parts.append(f"only {who}")
        first = one.versions[0].item
        words = " … ".join(span.text for span in first.main) or str(getattr(first, "name", one.id))
        words = " ".join(words.split())
        words = words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1]}…"
        name = f"{one.id} {SINGULAR[one.layer]}"
        return f"{self.labels.document}{where}  {name}: {'; '.join(parts)}  [{words}]"


def listed(wanted: Wanted, path: Path, order: Order, *, blind: bool = False) -> list[Listed]:
    """Return what waits in a text: in its gold file, or in what that would be where there is none.

    Raises:
        AnnotatorError: When its labels cannot be adjudicated, or the gold file cannot be read.
    """
    labels = read_gold(wanted, path) if has_gold(path) else begun(wanted, path)
    return [Listed(path, labels, one, blind) for one in in_order(undecided(labels), labels.paragraphs, order)]


def lines(found: Sequence[Listed]) -> Iterator[str]:
    """Yield a line for each disagreement, and how many there are."""
    for one in found:
        yield one.sentence
    texts = len({one.path for one in found})
    if found:
        many = len(found) > 1
        yield f"{len(found)} disagreement{'s wait' if many else ' waits'} in {texts} text{'' if texts == 1 else 's'}."
    else:
        yield "Nothing waits for a decision."
