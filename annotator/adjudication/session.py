"""The session of an adjudicator: an ordinary one, in which every item says where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.adjudication.deciding import Decision, leave_out, mix, same_as, take, take_all
from annotator.adjudication.disagreements import Disagreement, Version, compared_fields, waiting
from annotator.adjudication.origins import MADE, edited
from annotator.labels import Item, Labels, Source
from annotator.session.edits import Change, Edit
from annotator.session.labelling import NotPossibleError
from annotator.session.session import Session


class GoldSession(Session):
    """Gold labels being made.

    Everything that an annotator can do to labels can be done to gold. What the adjudicator labels or changes says so in
    its origin.
    """

    _seen: Labels | None = None
    _waiting: list[Disagreement]

    @property
    def waiting(self) -> list[Disagreement]:
        """Everything that waits because of annotators, in the order of the file; what they agree on among it."""
        if self._seen is not self.labels:
            self._seen, self._waiting = self.labels, waiting(self.labels)
        return self._waiting

    def disagreement(self, item_id: str | None) -> Disagreement | None:
        """Return what waits under an id; None where nothing does, or where everyone agrees."""
        return next((one for one in self.waiting if one.id == item_id and not one.agreed), None)

    def commit(self, edit: Edit) -> None:
        """Apply an edit; what it makes or changes gets its origin.

        Raises:
            NotPossibleError: When the session is read-only.
        """
        super().commit(replace(edit, changes=tuple(map(_with_origin, edit.changes))))

    def take(self, one: Disagreement, version: Version) -> Decision:
        """Take one version.

        Raises:
            NotPossibleError: When something it is linked to waits, or the session is read-only.
        """
        return self._decide(take(self.labels, one, version))

    def take_all(self, one: Disagreement) -> Decision:
        """Take every version, each as an item of its own.

        Raises:
            NotPossibleError: As `take`, and when there is only one version.
        """
        letter = one.versions[0].item.letter
        number = int(self.index.fresh_id(letter)[1:])
        fresh = (f"{letter}{number + more}" for more in range(len(one.versions)))
        return self._decide(take_all(self.labels, one, fresh))

    def leave_out(self, one: Disagreement) -> Decision:
        """Take no version.

        Raises:
            NotPossibleError: When the session is read-only.
        """
        return self._decide(leave_out(self.labels, one))

    def mix(self, one: Disagreement, chosen: Mapping[str, Version | None]) -> Decision:
        """Take each field from one of the versions.

        Raises:
            NotPossibleError: As `take`, and when the fields cannot stand together.
        """
        return self._decide(mix(self.labels, self.codebook, one, chosen))

    def same_as(self, one: Disagreement, source: Source) -> Decision:
        """Say that a source is another one of gold.

        Raises:
            NotPossibleError: When it is no source, or the session is read-only.
        """
        return self._decide(same_as(self.labels, one, source))

    def _decide(self, decision: Decision) -> Decision:
        self.commit(decision.edit)
        return decision

    def set_complete(self, *, complete: bool) -> None:
        """Say whether gold is done.

        Raises:
            NotPossibleError: When something waits for a decision.
        """
        left = self.labels.waiting or len(self.labels.undecided)
        if complete and left:
            raise NotPossibleError(
                f"Gold cannot be marked as done while {left} item{'' if left == 1 else 's'} "
                f"{'waits' if left == 1 else 'wait'} for a decision: tab goes to the next."
            )
        super().set_complete(complete=complete)


def _with_origin(change: Change) -> Change:
    """Return a change whose item says where it comes from.

    That a quote is nested in another one now is no change of what an annotator said of it.
    """
    before, after = change.before, change.after
    if not isinstance(after, Item):
        return change
    if before is None:
        return replace(change, after=after.model_copy(update={"origin": after.origin or MADE}))
    assert isinstance(before, Item)
    differs = compared_fields(before).items() ^ compared_fields(after).items()
    if before.origin == after.origin and {name for name, _ in differs} - {"within"}:
        return replace(change, after=after.model_copy(update={"origin": edited(before)}))
    return change
