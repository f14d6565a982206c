"""What waits for a decision, as lines and as plain values: for a look without opening the program."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.adjudication.comparing import Changed, Comparison, most_frequent
from annotator.adjudication.disagreements import Disagreement, undecided
from annotator.adjudication.opening import Wanted, begun, has_gold, read_gold
from annotator.adjudication.order import Order, in_order
from annotator.codebook import Codebook
from annotator.labels import SINGULAR, Item, Labels

_LETTERS = 70


@dataclass(frozen=True)
class ListedChange:
    """One thing that gold changed in someone's labels of one text.

    Attributes:
        path: The text.
        found: The comparison.
        one: The change.
    """

    path: Path
    found: Comparison
    one: Changed

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        one = self.one
        dumped = [item and item.model_dump(mode="json", exclude_none=True) for item in (one.mine, one.gold)]
        return {
            "document": self.found.gold.document,
            "path": str(self.path),
            "paragraph": _paragraph(self.found.gold, one.place),
            "start": one.place,
            "layer": one.layer,
            "id": one.name,
            "differing": list(one.differing),
            "mine": dumped[0],
            "gold": dumped[1],
        }

    @property
    def sentence(self) -> str:
        """What was changed, in one line."""
        one = self.one
        number = _paragraph(self.found.gold, one.place)
        where = "" if number is None else f" ¶{number}"
        what = "left out of gold" if one.gold is None else "added by gold" if one.mine is None else ""
        what = what or ", ".join(name.replace("_", " ") for name in one.differing)
        return f"{self.found.gold.document}{where}  {one.name} {SINGULAR[one.layer]}: {what}  [{_words(one.items[0])}]"


def changed_lines(found: Sequence[Comparison], codebooks: Sequence[Codebook], most: int = 20) -> Iterator[str]:
    """Yield what was changed most often, and how much was not.

    Args:
        found: What gold changed in someone's labels, text by text.
        codebooks: The codebook of each.
        most: How many kinds of change to tell.
    """
    counted = most_frequent(found, codebooks)
    if counted:
        yield ""
        yield "Most often"
    for sentence, count in counted[:most]:
        yield f"{count:>6}×  {sentence}"
    if len(counted) > most:
        yield f"  … and {len(counted) - most} more kinds of change"
    same, changed = sum(one.same for one in found), sum(len(one.changed) for one in found)
    waiting = sum(one.waiting for one in found)
    told = f"; {waiting} that gold does not decide yet are left out" if waiting else ""
    yield f"{changed} change{'' if changed == 1 else 's'}, {same} labels as they were{told}."


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
        return _paragraph(self.labels, self.one.place)

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
        name = f"{one.id} {SINGULAR[one.layer]}"
        return f"{self.labels.document}{where}  {name}: {'; '.join(parts)}  [{_words(one.versions[0].item)}]"


def _paragraph(labels: Labels, place: int | None) -> int | None:
    """Return the number, from 1, of the paragraph at an offset; None for what lies nowhere."""
    return None if place is None else bisect_right([paragraph.start for paragraph in labels.paragraphs], place)


def _words(item: Item) -> str:
    words = " … ".join(span.text for span in item.main) or str(getattr(item, "name", item.id))
    words = " ".join(words.split())
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1]}…"


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
