"""The state of one session: labels, cursor, current item, undo; what can be asked of it, and how an edit changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from annotator.codebook import Codebook
from annotator.labels import LAYERS, Item, Labels, LayerName, Quote
from annotator.session.cursor import Cursor
from annotator.session.edits import Edit, apply
from annotator.session.history import History, Step
from annotator.session.index import ItemIndex
from annotator.session.labelling import NotPossibleError
from annotator.session.saving.saver import Saver
from annotator.session.selection import Selection
from annotator.session.suggestions.rejections import Rejection
from annotator.session.units import Range, Units
from annotator.store.lock import Lock
from annotator.store.unread import coded_on, placed_and_linked
from annotator.text import Text

if TYPE_CHECKING:
    from annotator.session.suggestions.offering import Offering


_Remembered = dict[tuple[str, LayerName, str], str | int]


class State:
    """Labels being edited.

    Attributes:
        text: The text, never changed.
        codebook: The scheme it is labelled with.
        layers: The layers that are labelled and reviewed in this session.
        labels: The labels as they are now.
        units: Words, sentences, quoted strings and paragraphs of the text.
        index: Items by id, paragraph and source.
        cursor: Paragraph in focus and selection.
        saver: Writes the labels file.
        lock: Keeps others from writing the labels file until the session is closed; None where nothing does.
        read_only: Why nothing can be labelled, in a sentence; None where it can.
        told: What the person should know of how the session began, in sentences; None where all went as ever.
        offering: What is suggested for the text; None where nothing is asked for suggestions.
        ask_language: Tells the code of the text's language; it is recognised by its commonest words if None.
    """

    def __init__(
        self,
        text: Text,
        labels: Labels,
        codebook: Codebook,
        path: Path,
        layers: Sequence[LayerName] = LAYERS,
        *,
        on_disk: str | None = None,
    ) -> None:
        """Start on labels that fit the text and the codebook.

        Args:
            text: The text.
            labels: What was said of it so far; with at least one paragraph.
            codebook: The scheme.
            path: The labels file.
            layers: The layers to work on; those the codebook does not have are left out.
            on_disk: The fingerprint of the file that the labels were read from; None where there is none.
        """
        self.text = text
        self.codebook = codebook
        self.layers: tuple[LayerName, ...] = tuple(
            name for name in LAYERS if name in layers and name in codebook.layers
        )
        self.labels = labels
        self.units = Units(text.content, labels.paragraphs)
        self.index = ItemIndex(self.units, labels)
        self.cursor = Cursor(self.units, self._quoted_in)
        self.saver = Saver(path, labels, on_disk=on_disk)
        self.lock: Lock | None = None
        self.read_only: str | None = None
        self.told: str | None = None
        self.offering: Offering | None = None
        self.ask_language: Callable[[], str] | None = None
        self.searched = ""
        self._item_id: str | None = None
        self._item_at: Selection | None = None
        self._history = History()
        self._sample = None if labels.sample is None else frozenset(number - 1 for number in labels.sample)
        self._unreviewed = self._count_unreviewed()
        self._begun: Labels | None = labels
        self._remembered: _Remembered = {}
        self._finding_out = RLock()

    def close(self) -> None:
        """Let others write the labels file; what is not saved must be saved before, but for what was rejected."""
        if self.offering is not None:
            self.offering.rejections.save()
        if self.lock is not None:
            self.saver.close()
            self.lock.release()
            self.lock = None

    @cached_property
    def language(self) -> str:
        """The code of the language whose word lists the text is read by.

        Raises:
            AnnotatorError: When what its corpus says of that cannot be read.
        """
        from annotator.suggest.words.language import DEFAULT, detect  # noqa: PLC0415 - word lists: not before they are needed

        return self.ask_language() if self.ask_language else detect(self.text.content) or DEFAULT

    # --- the current item --------------------------------------------------------------------------------------------

    @property
    def item_id(self) -> str | None:
        """The id of the current item: the one labelled, visited or edited last."""
        return self._item_id

    @item_id.setter
    def item_id(self, item_id: str | None) -> None:
        self._item_id = item_id
        self._item_at = self.cursor.selection
        self.cursor.reshaped_from = None

    @property
    def item(self) -> Item | None:
        """The current item, or None."""
        return self.index.get(self._item_id)

    def _quoted_in(self, paragraph: int) -> Sequence[Range]:
        items = self.index.in_paragraph(paragraph)
        return [(span.start, span.end) for item in items if isinstance(item, Quote) for span in item.content]

    # --- progress ----------------------------------------------------------------------------------------------------

    @property
    def unreviewed(self) -> int:
        """How many of the paragraphs that are asked for are not reviewed for all layers of the session."""
        return self._unreviewed

    @property
    def is_sampled(self) -> bool:
        """Whether only a sample of the paragraphs is to be labelled."""
        return self._sample is not None

    def is_asked(self, paragraph: int) -> bool:
        """Return whether a paragraph is to be labelled: in a second pass, whether it is in the sample."""
        return self._sample is None or paragraph in self._sample

    def _count_unreviewed(self) -> int:
        wanted = set(self.layers)
        done: dict[tuple[LayerName, ...], bool] = {}  # few different ones, on thousands of paragraphs
        found = 0
        for index, paragraph in enumerate(self.labels.paragraphs):
            reviewed = paragraph.reviewed
            if reviewed not in done:
                done[reviewed] = wanted <= set(reviewed)
            found += not done[reviewed] and self.is_asked(index)
        return found

    def is_to_review(self, paragraph: int) -> bool:
        """Return whether a paragraph is asked for and still to be looked at."""
        return self.is_asked(paragraph) and not self.is_reviewed(paragraph)

    def is_reviewed(self, paragraph: int) -> bool:
        """Return whether a paragraph was looked at for every layer of the session."""
        return set(self.layers) <= set(self.labels.paragraphs[paragraph].reviewed)

    # --- edits -------------------------------------------------------------------------------------------------------

    def commit(self, edit: Edit) -> None:
        """Apply an edit and remember it for undo; one that changes nothing is no edit.

        Raises:
            NotPossibleError: When the session is read-only.
        """
        self.check_writable()
        if not edit.is_empty:
            self._apply(edit)
            self._history.record(edit)

    def turn_down(self, rejection: Rejection) -> None:
        """Reject a suggestion, and remember it for undo.

        Raises:
            NotPossibleError: When the session is read-only, or has no suggestions.
        """
        self.check_writable()
        if self.offering is None:
            raise NotPossibleError("Nothing is suggested here.")
        self.offering.apply(rejection)
        self._history.record(rejection)

    def check_writable(self) -> None:
        """Raise where nothing can be labelled.

        Raises:
            NotPossibleError: When the session is read-only.
        """
        if self.read_only:
            raise NotPossibleError(self.read_only)

    def undo(self) -> str | None:
        """Take the last edit back and go where it was; return what was undone, None where there is nothing."""
        return self._replay(self._history.undo())

    def redo(self) -> str | None:
        """Do again what was undone last; return what it was, None where there is nothing."""
        return self._replay(self._history.redo())

    def _replay(self, step: Step | None) -> str | None:
        if step is None:
            return None
        if isinstance(step, Edit):
            self._apply(step)
        elif self.offering is not None:
            self.offering.apply(step)
        subject = self.index.get(step.subject)
        if step.place is not None:
            spans = [span for span in subject.main if span.start <= step.place < span.end] if subject else []
            if spans:
                self.cursor.to_range(spans[0].start, spans[0].end, chosen=False)
            else:
                self.cursor.to_offset(step.place)
        self.item_id = subject.id if subject else None
        if self.offering is not None:
            self.offering.back_to(step)
        return step.what

    def _apply(self, edit: Edit) -> None:
        paragraphs = [change.index for change in edit.changes if change.part == "paragraphs"]
        before = sum(map(self.is_to_review, paragraphs))
        self.labels = apply(self.labels, edit)
        self.index.follow(edit)
        self.saver.record(edit, self.labels)
        self._unreviewed += sum(map(self.is_to_review, paragraphs)) - before
        if self._item_id not in self.index:
            self.item_id = None

    @property
    def remembered(self) -> _Remembered:
        """The value last given for a source, by source id, layer and attribute.

        At first it is what the labels say that there were, which takes a while to find out and may be asked for in
        another thread.
        """
        with self._finding_out:
            if self._begun is not None:
                known: _Remembered = {}
                for item in self._begun.items():
                    self._remember(item, known)
                self._remembered, self._begun = known, None
        return self._remembered

    @remembered.setter
    def remembered(self, known: _Remembered) -> None:
        with self._finding_out:
            self._remembered, self._begun = known, None

    def remember(self, item: Item) -> None:
        """Keep the attributes of an item as those given last for its sources."""
        self._remember(item, self.remembered)

    def _remember(self, item: Item, known: _Remembered) -> None:
        layer = self.codebook.layers.get(item.layer)
        if layer is None or item.link is None:
            return
        _, links = placed_and_linked(item)
        for name, value in coded_on(item, layer.attributes):
            if value is not None:
                for source in links:
                    known[source, item.layer, name] = value
