"""Paragraphs of two versions put together: zones, and the layers that were looked at."""

from __future__ import annotations

from annotator.labels import LAYERS, LayerName, Paragraph
from annotator.store.merge.conflicts import Conflict, MergeError

Paragraphs = tuple[Paragraph, ...]


def merged_paragraphs(base: Paragraphs, ours: Paragraphs, theirs: Paragraphs) -> tuple[Paragraphs, list[Conflict]]:
    """Return the paragraphs with what both sides said of them, and the zones on which they differ.

    Args:
        base: The paragraphs of the common version; a paragraph it does not have counts as body, not looked at.
        ours: Ours.
        theirs: Theirs.

    Raises:
        MergeError: When both sides have other paragraphs.
    """
    if theirs in (ours, base):
        return ours, []
    if ours == base:
        return theirs, []
    if not ours or not theirs:
        return ours or theirs, []
    if [(each.start, each.end) for each in ours] != [(each.start, each.end) for each in theirs]:
        raise MergeError(
            "The two versions divide the text into different paragraphs, so what was reviewed cannot be merged: "
            "keep one of them, or begin both with the same paragraph rule."
        )
    before = {(each.start, each.end): each for each in base}
    merged = []
    conflicts = []
    for index, (here, there) in enumerate(zip(ours, theirs, strict=True)):
        was = before.get((here.start, here.end), Paragraph(start=here.start, end=here.end))
        zone = there.zone if here.zone == was.zone else here.zone
        if was.zone not in (here.zone, there.zone) and here.zone != there.zone:
            conflicts.append(Conflict("zone", paragraph=index, zones=(here.zone, there.zone)))
        reviewed = _reviewed(was.reviewed, here.reviewed, there.reviewed)
        merged.append(here.model_copy(update={"zone": zone, "reviewed": reviewed}))
    return tuple(merged), conflicts


def _reviewed(
    was: tuple[LayerName, ...], here: tuple[LayerName, ...], there: tuple[LayerName, ...]
) -> tuple[LayerName, ...]:
    if here == was:
        return there
    if there == was:
        return here
    return tuple(name for name in LAYERS if (name in here) + (name in there) > (name in was))
