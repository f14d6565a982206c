"""Two versions of the labels of one annotator of one text, put together."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError

from annotator.codebook import Codebook
from annotator.labels import LAYERS, SINGULAR, CodebookRef, Item, Labels, Undecided
from annotator.store.merge.conflicts import Merged, MergeError
from annotator.store.merge.ids import Version, aligned, links
from annotator.store.merge.items import ItemMerge
from annotator.store.merge.paragraphs import merged_paragraphs


def merge(base: Labels | None, ours: Labels, theirs: Labels, codebook: Codebook) -> Merged:
    """Return the labels with what both sides changed.

    An item changed on one side, or on both in the same way, is taken so. One that both changed differently is merged
    field by field; a field that both changed differently stays ours, and the whole item as theirs has it goes into
    `undecided`. What one side deleted and the other changed or links to is kept. Where ours and theirs are valid, so is
    the result. The time is linear in the number of items.

    Args:
        base: The version that both sides began with, possibly of the text before it was revised; None where both began
            the file on their own.
        ours: The labels here.
        theirs: The labels there.
        codebook: The codebook in effect; says which attributes can stand together.

    Raises:
        MergeError: When the two are not about the same text, by the same annotator, with the same codebook, or when
            they divide the text into different paragraphs.
    """
    refuse_strangers(base, ours, theirs)
    ours, theirs = _typed(ours, codebook), _typed(theirs, codebook)
    base = None if base is None else _typed(base, codebook)
    before, here, there = (Version.of(labels) for labels in (base, ours, theirs))
    same_text = base is None or base.text_sha256 == ours.text_sha256
    common = aligned(before, here, there, same_text=same_text)
    items = ItemMerge(common.base, here, common.theirs, codebook)
    paragraphs, zones = merged_paragraphs(base.paragraphs if base else (), ours.paragraphs, theirs.paragraphs)
    conflicts = (*items.conflicts(), *zones)
    waiting = _waiting(common.base, here, common.theirs, items.theirs_waiting, codebook)
    merged = ours.model_copy(
        update={
            "codebook": _codebook(base, ours, theirs),
            "complete": _complete(base, ours, theirs, waiting) and not conflicts,
            "paragraphs": paragraphs,
            "sample": _sample(ours, theirs),
            "undecided": waiting,
        }
        | {layer: tuple(item for item in items.items.values() if item.layer == layer) for layer in LAYERS}
    )
    return _with_old_ids(Merged(merged, conflicts, common.renamed))


def refuse_strangers(base: Labels | None, ours: Labels, theirs: Labels) -> None:
    """Refuse labels that are no versions of one file.

    Raises:
        MergeError: When they are not about the same text, by the same annotator, with the same codebook. Only the
            common version may be about the text as it was before.
    """
    _refuse(ours, theirs, "The two versions")
    if base is not None:
        _refuse(ours, base, "This version and the common one", same_text=False)


def _refuse(one: Labels, other: Labels, who: str, *, same_text: bool = True) -> None:
    if one.document != other.document:
        raise MergeError(f"{who} are about different texts: '{one.document}' and '{other.document}'.")
    if same_text and one.text_sha256 != other.text_sha256:
        raise MergeError(
            f"{who} are about different versions of the text '{one.document}' (SHA-256 {one.text_sha256[:12]}… and "
            f"{other.text_sha256[:12]}…): bring both to the same one first."
        )
    if one.annotator != other.annotator:
        raise MergeError(
            f"{who} are by different annotators, '{one.annotator}' and '{other.annotator}': only versions of one "
            "annotator's labels can be merged."
        )
    if one.codebook.name != other.codebook.name or _major(one.codebook) != _major(other.codebook):
        named = " and ".join(f"{ref.name} {ref.version}" for ref in (one.codebook, other.codebook))
        raise MergeError(f"{who} were made with different codebooks: {named}.")


def _major(codebook: CodebookRef) -> str:
    return codebook.version.partition(".")[0]


def _typed(labels: Labels, codebook: Codebook) -> Labels:
    """Return labels as the models of a codebook; another reading of it makes other models, which never compare equal.

    Raises:
        MergeError: When the codebook does not have what stands in them.
    """
    model = codebook.label_models.labels
    if type(labels) is model:
        return labels
    try:
        return model.model_validate(labels.model_dump())
    except ValidationError:
        raise MergeError(
            f"The labels of '{labels.document}' do not fit the codebook {codebook.name} {codebook.version}: "
            "`annotator validate` says why."
        ) from None


def _codebook(base: Labels | None, ours: Labels, theirs: Labels) -> CodebookRef:
    if base is not None and theirs.codebook == base.codebook:
        return ours.codebook
    if base is not None and ours.codebook == base.codebook:
        return theirs.codebook
    return max(ours.codebook, theirs.codebook, key=lambda ref: [int(part) for part in ref.version.split(".")])


def _complete(base: Labels | None, ours: Labels, theirs: Labels, waiting: tuple[Undecided, ...]) -> bool:
    """Return whether the text is done: as the side says that changed it; never when more waits than that side saw."""
    sides = [side for side in (ours, theirs) if side.complete]
    if not sides or (len(sides) == 1 and (base is None or base.complete)):
        return False
    return not waiting or any(set(side.undecided) == set(waiting) for side in sides)


def _sample(ours: Labels, theirs: Labels) -> tuple[int, ...] | None:
    """Return the paragraphs that are to be labelled: those that either side asks for; all where one asks for all."""
    if ours.sample is None or theirs.sample is None:
        return None
    return tuple(sorted({*ours.sample, *theirs.sample}))


def _waiting(
    base: Version, ours: Version, theirs: Version, conflicts: dict[str, Item], codebook: Codebook
) -> tuple[Undecided, ...]:
    """Return what waits for a decision: what waits on both sides or is new on one, and what this merge adds."""
    was, here, there = (set(version.waiting) for version in (base, ours, theirs))
    found = [each for each in ours.waiting if each in there or each not in was]
    found += [each for each in theirs.waiting if each not in was and each not in here]
    # What waits since an earlier merge gives way to the version that came of it.
    found = [each for each in found if each.item.id not in conflicts or each.item != base.items.get(each.item.id)]
    model = codebook.label_models.undecided
    found += [model.model_validate({"reason": "conflict", SINGULAR[item.layer]: item}) for item in conflicts.values()]
    return tuple(dict.fromkeys(found))


def _with_old_ids(merged: Merged) -> Merged:
    """Give items of the other side the ids they have there after all, where these came to be free.

    New ids of items that did not stay are left out.
    """
    version = Version.of(merged.labels)
    known = version.known()
    used = known.keys() | {link for each in merged.labels.undecided for link in links(each.item)}
    old = {new: before for before, new in merged.renamed.items() if new in known and before not in used}
    still_new = {before: new for before, new in merged.renamed.items() if new in known and new not in old}
    if not old:
        return replace(merged, renamed=still_new)
    version = version.renamed(old)
    update: dict[str, object] = {"undecided": version.waiting}
    update |= {layer: tuple(item for item in version.items.values() if item.layer == layer) for layer in LAYERS}
    conflicts = (
        replace(
            each,
            item=old.get(each.item, each.item) if each.item is not None else None,
            linked_by=tuple(old.get(item_id, item_id) for item_id in each.linked_by),
        )
        for each in merged.conflicts
    )
    return Merged(merged.labels.model_copy(update=update), tuple(conflicts), still_new)
