"""One annotator editing one text. No terminal in it: a screen, a test or a script calls its methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.errors import AnnotatorError
from annotator.labels import LAYERS, Item, LayerName, Quote, Source, Span, Zone
from annotator.session import labelling, names, proposal
from annotator.session.cueing import Crediting, crediting
from annotator.session.labelling import NotPossibleError
from annotator.session.navigation import Navigation
from annotator.session.units import Range


class Session(Navigation):
    """What a person does to the labels of one text: label, link, code, review."""

    # --- labelling ---------------------------------------------------------------------------------------------------

    def propose(self, layer: LayerName) -> dict[str, Any]:
        """Return the fields of an item of a layer over what is selected, ready for `create`.

        Raises:
            NotPossibleError: When the layer is not one of this session, or only white space is selected. Sources can
                always be labelled where the codebook has them: the other layers need them.
        """
        if layer not in self.layers and not (layer == "sources" and layer in self.codebook.layers):
            raise NotPossibleError(f"This session does not label {layer}.")
        ranges = self._quoted() if layer == "claims" else ()
        ranges = ranges or self._selected(layer)
        words = labelling.spans(self.text.content, ranges)
        letter = self.codebook.label_models.items[layer].letter
        fields: dict[str, Any] = {"id": self.index.fresh_id(letter)}
        if layer == "sources":
            return fields | {"name": names.proposed(self.units, self.cursor.paragraph, ranges[0]), "mentions": words}
        if layer == "quotes":
            form = proposal.form_of(self.units, ranges)
            attribute = self.codebook.layers[layer].attributes.get("form")
            preset = {"form": form} if form and attribute and form in attribute.by_value else {}
            return fields | {"content": words} | preset
        if layer == "frames":
            whole = len(ranges) == 1 and ranges[0] == self.units.paragraph(self.cursor.paragraph)
            return fields | {"spans": words, "scope": "paragraph" if whole else "span"}
        return fields | {"spans": words}

    def _quoted(self) -> tuple[Range, ...]:
        """Return the words of the quote that was just labelled or visited, for the claim in it."""
        current = self.item if self._item_at == self.cursor.selection else None
        if not isinstance(current, Quote) or self.cursor.selection.by_hand:
            return ()
        return proposal.stated(self.units, [(span.start, span.end) for span in current.content])

    def _selected(self, layer: LayerName) -> tuple[Range, ...]:
        return proposal.ranges_for(self.units, self.cursor.paragraph, self.cursor.selection, layer)

    def create(self, layer: LayerName, fields: dict[str, Any]) -> Item:
        """Add an item, make it the current one, and put the caret on it."""
        spans: Sequence[Span] = fields.get("spans") or ()
        near = self.index.in_paragraph(self.units.paragraph_at(spans[0].start)) if spans else None
        self.commit(labelling.create(self.labels, self.codebook, layer, fields, near))
        item = self.index.get(fields["id"])
        assert item is not None
        self.cursor.drop_pieces()
        if item.main:
            # The next label takes its own unit again: the claim in a quote that was just labelled leaves out its marks.
            self.cursor.to_range(item.main[0].start, item.main[0].end, chosen=False)
        self.item_id = item.id
        self.remember(item)
        return item

    def code(self, item: Item, values: dict[str, Any], more: Mapping[str, Any] | None = None) -> None:
        """Set attributes of an item, and other fields with them; None takes an attribute off."""
        self.commit(labelling.code(self.labels, self.codebook, item, values, more or {}))
        self._remember_id(item.id)

    def change(self, item: Item, what: str, **fields: Any) -> None:
        """Set structural fields of an item, such as `note`, `confidence`, `name`, `scope`."""
        self.commit(labelling.change(self.labels, item, what, **fields))

    def link(self, item: Item, source: Source, words: Sequence[Span] | None = None) -> None:
        """Link an item to a source, or take the link off.

        Args:
            item: A quote, claim or frame.
            source: Who says it.
            words: The words that name the source of a quote, which are kept with it; those that are selected outside
                the quote if None.
        """
        _, item = labelling.found(self.labels, item)
        named = self.naming_words(item, source) if words is None else words
        self.commit(labelling.link(self.labels, item, source, named))
        self._remember_id(item.id)
        self.item_id = item.id

    def unlink(self, item: Item) -> None:
        """Take all sources of an item off: none is given, or it is the author's own voice."""
        self.commit(labelling.unlink(self.labels, item))

    def _remember_id(self, item_id: str) -> None:
        item = self.index.get(item_id)
        if item is not None:
            self.remember(item)

    def naming_words(self, item: Item, source: Source) -> tuple[Span, ...]:
        """Return the words outside a quote that name its source there, and are not known to; none for other items.

        They are those that the person selected or put the caret on, or those that were just labelled as the source.
        """
        if not isinstance(item, Quote):
            return ()
        selection = self.cursor.selection
        labelled = any((span.start, span.end) == selection.range for span in source.mentions)
        if not (labelled or selection.by_hand):
            return ()
        try:
            ranges = (selection.range,) if labelled else self._selected("sources")
        except NotPossibleError:
            return ()
        taken = [span for path, span in item.located_spans() if path[0] != "source_spans"]
        if any(span.start < end and start < span.end for span in taken for start, end in ranges):
            return ()
        return tuple(span for span in labelling.spans(self.text.content, ranges) if span not in item.source_spans)

    def mention(self, source: Source, words: Sequence[Span] = ()) -> bool:
        """Add words, or what is selected, to the mentions of a source; take them off where they are its mentions.

        Returns:
            Whether they are mentions of it now.
        """
        words = words or labelling.spans(self.text.content, self._selected("sources"))
        self.commit(labelling.mention(self.labels, source, words))
        self.cursor.drop_pieces()
        self.item_id = source.id
        now = self.index.get(source.id)
        return now is not None and set(words) <= set(now.main)

    def set_cue(self) -> Quote:
        """Make the selection the cue of the quote it belongs to; the same selection again takes it off.

        On the quoted words themselves, what credits them is taken, see `crediting`.

        Raises:
            NotPossibleError: When there is no quote in this paragraph, or the selection is the quoted words and has
                been made by hand, or no reporting verb stands beside them.
        """
        (start, end), *_ = proposal.visible(self.text.content, (self.cursor.selection.range,))
        best = self._quote_of(start, end)
        if best is None:
            raise NotPossibleError("There is no quote here to give a cue: label the quote first.")
        if any(start <= span.start and span.end <= end for span in best.content):
            if self.cursor.selection.by_hand:
                raise _no_verb(best.id)
            return self.credit(best, self.crediting(best.id, best.content))
        return self.credit(best, Crediting((start, end)))

    def crediting(self, quote_id: str, pieces: Sequence[Span]) -> Crediting:
        """Return what credits a quote: the reporting verb beside it, and the words that name who said it.

        Args:
            quote_id: What the quote is called.
            pieces: Its content.

        Raises:
            NotPossibleError: When no reporting verb stands beside it.
        """
        paragraph = self.units.paragraph(self.units.paragraph_at(pieces[0].start))
        try:
            found = crediting(self.text.content, paragraph, pieces, self.language)
        except AnnotatorError as error:  # its language cannot be told
            raise NotPossibleError(str(error)) from None
        except Exception:  # noqa: BLE001 - whatever the rules trip over, labelling goes on
            found = None
        if found is None:
            raise _no_verb(quote_id)
        return found

    def credit(self, quote: Quote, given: Crediting) -> Quote:
        """Give a quote its cue, and the words for its source where it has one and no words yet.

        Where the cue is what it has already, it is taken off.
        """
        (cue,) = labelling.spans(self.text.content, [given.cue])
        update: dict[str, Any] = {"cue": None if cue == quote.cue else cue}
        if given.words is not None and len(quote.sources) == 1 and not quote.source_spans and cue != quote.cue:
            update["source_spans"] = labelling.spans(self.text.content, [given.words])
        self.change(quote, "cue of", **update)
        self.item_id = quote.id
        changed = self.index.get(quote.id)
        assert isinstance(changed, Quote)
        return changed

    def _quote_of(self, start: int, end: int) -> Quote | None:
        """Return the quote that a cue belongs to: the one a link would go to, else the nearest.

        Inside the words of that one it is the cue of a quote nested in it, where there is one.
        """
        quotes = [item for item in self.index.in_paragraph(self.cursor.paragraph) if isinstance(item, Quote)]
        target = self.target()
        if not isinstance(target, Quote):
            return min(quotes, key=lambda quote: (_inside(quote, start, end), self._distance(quote)), default=None)
        if _inside(target, start, end):
            nested = [quote for quote in quotes if quote.within == target.id and not _inside(quote, start, end)]
            return min(nested, key=self._distance, default=target)
        return target

    def respan(self) -> Item:
        """Give the words that are selected to the item meant before edges were moved, else the current or that here.

        Raises:
            NotPossibleError: When there is no item here, or nothing is selected but white space.
        """
        item = self._held() or self._current_here() or self.item_here()
        if item is None:
            raise NotPossibleError("There is no label here: go to one first, then select its words.")
        selection = self.cursor.selection
        if not selection.by_hand:
            raise NotPossibleError(f"Select the words that {item.id} is to have instead.")
        ranges = proposal.visible(self.text.content, selection.ranges())
        words = labelling.spans(self.text.content, ranges)
        paragraph = self.units.paragraph(self.cursor.paragraph)
        self.commit(labelling.respan(self.labels, item, words, paragraph))
        self.cursor.drop_pieces()
        self.cursor.to_range(*ranges[0], chosen=False)
        self.item_id = item.id
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
        """Say whether the whole text is done.

        Raises:
            NotPossibleError: When something waits for a decision.
        """
        if complete and (waiting := self.labels.waiting):
            raise NotPossibleError(
                f"The text cannot be marked as done while {waiting} label{'' if waiting == 1 else 's'} "
                f"{'waits' if waiting == 1 else 'wait'} for a decision: X goes through them."
            )
        self.commit(labelling.complete(self.labels, complete))


def _no_verb(quote_id: str) -> NotPossibleError:
    return NotPossibleError(
        f"These are the words of {quote_id}, and no reporting verb stands beside them: select its cue, the words that "
        "do the crediting."
    )


def _inside(quote: Quote, start: int, end: int) -> bool:
    """Return whether a stretch shares words with the content of a quote."""
    return any(span.start < end and start < span.end for span in quote.content)
