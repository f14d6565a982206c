"""One annotator editing one text. No terminal in it: a screen, a test or a script calls its methods."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.codebook import Codebook
from annotator.labels import LAYERS, Item, Labels, LayerName, Quote, Source, Zone
from annotator.session import labelling, proposal
from annotator.session.cursor import Cursor
from annotator.session.edits import Edit, apply
from annotator.session.history import History
from annotator.session.index import ItemIndex
from annotator.session.labelling import NotPossibleError
from annotator.session.saving import Saver
from annotator.session.search import find
from annotator.session.units import Range, Units
from annotator.text import Text


class Session:
    """The state of labelling one text: labels, cursor, current item, undo.

    Attributes:
        text: The text, never changed.
        codebook: The scheme it is labelled with.
        layers: The layers that are labelled and reviewed in this session.
        labels: The labels as they are now.
        cursor: Paragraph in focus and selection.
        remembered: The value last given for a source, by source id, layer and attribute.
        item_id: The current item: the one labelled, visited or edited last.
        saver: Writes the labels file.
    """

    def __init__(
        self, text: Text, labels: Labels, codebook: Codebook, path: Path, layers: Sequence[LayerName] = LAYERS
    ) -> None:
        """Start on labels that fit the text and the codebook.

        Args:
            text: The text.
            labels: What was said of it so far; with at least one paragraph.
            codebook: The scheme.
            path: The labels file.
            layers: The layers to work on; those the codebook does not have are left out.
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
        self.saver = Saver(path, labels)
        self.item_id: str | None = None
        self.searched = ""
        self.remembered: dict[tuple[str, LayerName, str], str | int] = {}
        self._history = History()
        self._unreviewed = sum(not self.is_reviewed(index) for index in range(len(labels.paragraphs)))

    # --- what can be asked -------------------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The current item, or None."""
        return self.index.get(self.item_id)

    @property
    def unreviewed(self) -> int:
        """How many paragraphs are not reviewed for all layers of the session."""
        return self._unreviewed

    def is_reviewed(self, paragraph: int) -> bool:
        """Return whether a paragraph was looked at for every layer of the session."""
        return set(self.layers) <= set(self.labels.paragraphs[paragraph].reviewed)

    def item_here(self) -> Item | None:
        """Return the item that `edit` or `delete` means: the current one if it is in this paragraph or lies nowhere,
        else the shortest one under the caret."""
        current = self.item
        if current is not None:
            spans = [span for _, span in current.located_spans()]
            low, high = self.units.paragraph(self.cursor.paragraph)
            if not spans or any(span.start < high and span.end > low for span in spans):
                return current
        return self.item_under_caret()

    def item_under_caret(self) -> Item | None:
        """Return the item with the shortest span that holds the start of the selection."""
        place = self.cursor.selection.start
        holding = [
            (span.end - span.start, item.id, item)
            for item in self.index.in_paragraph(self.cursor.paragraph)
            for _, span in item.located_spans()
            if span.start <= place < span.end
        ]
        return min(holding, default=(0, "", None))[2]

    def target(self) -> Item | None:
        """Return the quote, claim or frame that a source, cue or link belongs to: the current item, or the nearest quote
        in this paragraph."""
        current = self.item_here()
        if current is not None and current.link:
            return current
        place = self.cursor.selection.start
        quotes = [item for item in self.index.in_paragraph(self.cursor.paragraph) if isinstance(item, Quote)]
        return min(quotes, key=lambda quote: abs(quote.content[0].start - place), default=None)

    def _quoted_in(self, paragraph: int) -> Sequence[Range]:
        items = self.index.in_paragraph(paragraph)
        return [(span.start, span.end) for item in items if isinstance(item, Quote) for span in item.content]

    # --- edits -------------------------------------------------------------------------------------------------------

    def commit(self, edit: Edit) -> None:
        """Apply an edit and remember it for undo."""
        self._apply(edit)
        self._history.record(edit)

    def undo(self) -> str | None:
        """Take the last edit back and go where it was; return what was undone, None where there is nothing."""
        return self._replay(self._history.undo())

    def redo(self) -> str | None:
        """Do again what was undone last; return what it was, None where there is nothing."""
        return self._replay(self._history.redo())

    def _replay(self, edit: Edit | None) -> str | None:
        if edit is None:
            return None
        self._apply(edit)
        self.cursor.to_offset(edit.place)
        items = list(edit.items())
        self.item_id = items[-1].id if items else None
        return edit.what

    def _apply(self, edit: Edit) -> None:
        paragraphs = [change.index for change in edit.changes if change.part == "paragraphs"]
        before = sum(map(self.is_reviewed, paragraphs))
        self.labels = apply(self.labels, edit)
        self.index.follow(edit)
        self._unreviewed += before - sum(map(self.is_reviewed, paragraphs))
        if self.item_id not in self.index:
            self.item_id = None

    # --- labelling ---------------------------------------------------------------------------------------------------

    def propose(self, layer: LayerName) -> dict[str, Any]:
        """Return the fields of an item of a layer over what is selected, ready for `create`.

        Raises:
            NotPossibleError: When the layer is not one of this session.
        """
        if layer not in self.layers:
            raise NotPossibleError(f"This session does not label {layer}.")
        ranges = proposal.ranges_for(self.units, self.cursor.paragraph, self.cursor.selection, layer)
        words = labelling.spans(self.text.content, ranges)
        letter = self.codebook.label_models.items[layer].letter
        fields: dict[str, Any] = {"id": self.index.fresh_id(letter)}
        if layer == "sources":
            return fields | {"name": " ".join(words[0].text.split()), "mentions": words}
        if layer == "quotes":
            form = proposal.form_of(self.units, self.cursor.paragraph, ranges)
            attribute = self.codebook.layers[layer].attributes.get("form")
            preset = {"form": form} if form and attribute and form in attribute.by_value else {}
            return fields | {"content": words} | preset
        if layer == "frames":
            whole = len(ranges) == 1 and ranges[0] == self.units.paragraph(self.cursor.paragraph)
            return fields | {"spans": words, "scope": "paragraph" if whole else "span"}
        return fields | {"spans": words}

    def create(self, layer: LayerName, fields: dict[str, Any]) -> Item:
        """Add an item, make it the current one, and put the caret on it."""
        edit = labelling.create(self.labels, self.codebook, layer, fields)
        self.commit(edit)
        self.item_id = fields["id"]
        self.cursor.drop_pieces()
        item = self.index.get(self.item_id)
        assert item is not None
        if item.main:
            # The next label takes its own unit again: the claim in a quote that was just labelled leaves out its marks.
            self.cursor.to_range(item.main[0].start, item.main[0].end, chosen=False)
        return item

    def code(self, item: Item, values: dict[str, Any]) -> None:
        """Set attributes of an item; None takes one off."""
        self.commit(labelling.code(self.labels, self.codebook, item, values))

    def change(self, item: Item, what: str, **fields: Any) -> None:
        """Set structural fields of an item: `note`, `confidence`, `name`, `scope`, …"""
        self.commit(labelling.change(self.labels, item, what, **fields))

    def link(self, item: Item, source: Source) -> None:
        """Link an item to a source, or take the link off; words selected outside a quote's content name the source."""
        words = labelling.spans(self.text.content, self._naming_words(item))
        self.commit(labelling.link(self.labels, item, source, words))
        self.item_id = item.id

    def _naming_words(self, item: Item) -> Sequence[Range]:
        selection = self.cursor.selection
        if not isinstance(item, Quote):
            return ()
        inside = any(
            span.start < selection.end and selection.start < span.end for span in (*item.content, item.cue) if span
        )
        if inside:
            return ()
        return proposal.ranges_for(self.units, self.cursor.paragraph, selection, "sources")

    def mention(self, source: Source) -> None:
        """Add what is selected to the mentions of a source, or take it off."""
        ranges = proposal.ranges_for(self.units, self.cursor.paragraph, self.cursor.selection, "sources")
        self.commit(labelling.mention(self.labels, source, labelling.spans(self.text.content, ranges)))
        self.item_id = source.id

    def set_cue(self) -> Quote:
        """Make the selection the cue of the quote it belongs to; the same selection again takes it off.

        Raises:
            NotPossibleError: When there is no quote in this paragraph.
        """
        quote = self.target()
        if not isinstance(quote, Quote):
            raise NotPossibleError("There is no quote here to give a cue: label the quote first.")
        (cue,) = labelling.spans(self.text.content, [self.cursor.selection.range])
        self.change(quote, "cue of", cue=None if cue == quote.cue else cue)
        self.item_id = quote.id
        return quote

    def respan(self) -> Item:
        """Give the current item the words that are selected.

        Raises:
            NotPossibleError: When there is no item here.
        """
        item = self.item_here()
        if item is None:
            raise NotPossibleError("There is no label here: choose one with i.")
        words = labelling.spans(self.text.content, self.cursor.selection.ranges())
        self.change(item, "span of", **{item.main_spans: words})
        self.cursor.drop_pieces()
        return item

    def delete(self) -> Item:
        """Delete the item here, with the links to it.

        Raises:
            NotPossibleError: When there is no item here.
        """
        item = self.item_here()
        if item is None:
            raise NotPossibleError("There is no label here to delete.")
        self.commit(labelling.delete(self.labels, item))
        return item

    # --- paragraphs --------------------------------------------------------------------------------------------------

    def set_zone(self, zone: Zone) -> None:
        """Say what the paragraph in focus is."""
        if self.labels.paragraphs[self.cursor.paragraph].zone != zone:
            self.commit(labelling.zone(self.labels, self.cursor.paragraph, zone))

    def set_reviewed(self, *, reviewed: bool) -> None:
        """Mark the paragraph in focus as looked at for the layers of this session, or as not looked at."""
        paragraph = self.cursor.paragraph
        now = set(self.labels.paragraphs[paragraph].reviewed)
        wanted = now | set(self.layers) if reviewed else now - set(self.layers)
        if wanted != now:
            layers = [name for name in LAYERS if name in wanted]
            self.commit(labelling.review(self.labels, paragraph, layers))

    def set_complete(self, *, complete: bool) -> None:
        """Say whether the whole text is done."""
        if self.labels.complete != complete:
            place = self.units.paragraph(self.cursor.paragraph)[0]
            self.commit(labelling.complete(self.labels, complete, place))

    # --- going places ------------------------------------------------------------------------------------------------

    def to_unreviewed(self) -> bool:
        """Go to the next paragraph that is not reviewed, round the end; return whether there is one."""
        count = len(self.units)
        for step in range(1, count + 1):
            index = (self.cursor.paragraph + step) % count
            if not self.is_reviewed(index):
                return self.cursor.to_paragraph(index)
        return False

    def to_item(self, direction: int) -> Item | None:
        """Go to the next (1) or previous (-1) item in text order, across paragraphs; return it, None where none is."""
        here = self.index.in_paragraph(self.cursor.paragraph)
        ids = [item.id for item in here]
        paragraph = self.cursor.paragraph
        if self.item_id in ids:
            position = ids.index(self.item_id) + direction
        else:
            position = 0 if direction > 0 else len(here) - 1
        while not 0 <= position < len(here):
            paragraph += direction
            if not 0 <= paragraph < len(self.units):
                return None
            here = self.index.in_paragraph(paragraph)
            position = 0 if direction > 0 else len(here) - 1
        return self.visit(here[position], paragraph)

    def visit(self, item: Item, paragraph: int | None = None) -> Item:
        """Make an item the current one and select its words, in `paragraph` if given."""
        low, high = self.units.paragraph(paragraph) if paragraph is not None else (0, len(self.text.content))
        spans = [span for _, span in item.located_spans() if span.start < high and span.end > low]
        if spans:
            self.cursor.to_range(max(spans[0].start, low), spans[0].end)
        self.item_id = item.id
        return item

    def search(self, words: str = "") -> bool:
        """Select the next place where words stand; without words, those of the last search."""
        self.searched = words or self.searched
        found = find(self.text.content, self.searched, self.cursor.selection.end)
        if found is not None:
            self.cursor.to_range(*found)
        return found is not None
