"""What an item is coded with so far: that of a draft, or of the item itself.

An item comes into being when everything mandatory is there; until then it is a draft. A value that needs another one
with it (a grade that wants a basis) waits until that is given too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.codebook import Attribute
from annotator.labels import ITEM_TYPES, Item, LayerName, Source, Span
from annotator.session.attributes import coded_with
from annotator.session.beside import Beside, named_beside
from annotator.session.session import Session


class Answers:
    """The fields of one item, answered one after the other.

    Attributes:
        session: Where the item is or will be.
        layer: Its layer.
        item_id: The id it has or will have.
        draft: Its fields while it is not there yet; None once it is.
        waiting: Values given that need another one with them.
    """

    def __init__(self, session: Session, layer: LayerName, item_id: str, draft: dict[str, Any] | None = None) -> None:
        """Take a draft, or the id of an item that exists."""
        self.session = session
        self.layer = layer
        self.item_id = item_id
        self.draft = draft
        self.waiting: dict[str, Any] = {}

    @property
    def item(self) -> Item | None:
        """The item; None while it is a draft, or when it was taken away meanwhile."""
        return self.session.index.get(self.item_id) if self.draft is None else None

    @property
    def attributes(self) -> Mapping[str, Attribute]:
        """The attributes of the layer."""
        return self.session.codebook.layers[self.layer].attributes

    @property
    def link_field(self) -> str | None:
        """The field that holds the sources."""
        return self.session.codebook.label_models.items[self.layer].link

    def get(self, name: str) -> Any:
        """Return a field as it is answered now; None where it is not."""
        if name in self.waiting:
            return self.waiting[name]
        if self.draft is not None:
            return self.draft.get(name)
        return getattr(self.item, name, None)

    def linked(self) -> tuple[str, ...]:
        """Return the ids of the sources the item points to."""
        return (self.get(self.link_field) or ()) if self.link_field else ()

    def coded(self, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the attributes as they would be with some values given now, beside those that wait."""
        layer = self.session.codebook.layers[self.layer]
        if self.draft is not None:
            return coded_with(layer, None, self.draft | dict(values or {}))
        before = {name: getattr(self.item, name, None) for name in layer.attributes}
        return coded_with(layer, before, self.waiting | dict(values or {}))

    def missing(self, values: Mapping[str, Any] | None = None) -> str | None:
        """Return the first attribute that must be coded and would not be, with some values given now."""
        layer = self.session.codebook.layers[self.layer]
        return next(layer.required(self.coded(values)), None)

    def code(self, name: str, value: str | int | None) -> str | None:
        """Give an attribute a value, or take it off; return the name of one that is needed with it, None if none is."""
        missing = self.missing({name: value})
        if self.draft is not None:
            self.draft[name] = value
            if missing is None:
                self.make()
            return missing
        values = self.waiting | {name: value}
        self.waiting = {} if missing is None else values
        if missing is None and (item := self.item) is not None:
            self.session.code(item, values)
        return missing

    def code_all(self, values: Mapping[str, Any], more: Mapping[str, Any]) -> None:
        """Give attributes and other fields values at once.

        Args:
            values: Values of attributes; nothing else may be needed with them that is not there.
            more: Other fields. An item that came from somewhere already keeps its `origin`.
        """
        more = {name: value for name, value in more.items() if name != "origin" or self.get(name) is None}
        if self.draft is not None:
            self.draft |= {**values, **more}
        elif (item := self.item) is not None and (values or more):
            self.session.code(item, dict(values), more)

    def make(self) -> None:
        """Make an item of the draft."""
        assert self.draft is not None
        self.session.create(self.layer, self.draft)
        self.draft = None

    def set(self, name: str, value: Any) -> None:
        """Give a structural field a value."""
        if self.draft is not None:
            self.draft[name] = value
        elif (item := self.item) is not None:
            self.session.change(item, f"{name} of", **{name: value})

    def link(self, source: Source, words: Sequence[Span] = ()) -> None:
        """Link the item to a source, or take the link off.

        Args:
            source: Who says it.
            words: The words that name it, for a quote.
        """
        if self.draft is not None:
            linked = self.linked()
            kept = tuple(other for other in linked if other != source.id)
            self.draft[str(self.link_field)] = kept if source.id in linked else (*linked, source.id)
            if words and source.id not in linked:
                named = {*self.draft.get("source_spans", ()), *words}
                self.draft["source_spans"] = tuple(sorted(named, key=lambda span: span.start))
            elif not self.linked():
                self.draft.pop("source_spans", None)
        elif (item := self.item) is not None:
            self.session.link(item, source, words)

    def beside(self) -> Beside | None:
        """Return the source that is named beside the item's words, see `named_beside`; None for sources and nobody."""
        main = ITEM_TYPES[self.layer].main_spans
        spans = self.get(main) or ()
        if self.link_field is None or not spans:
            return None
        found = named_beside(self.session.index, self.session.units, self.session.labels.sources, spans)
        if found is None or self.layer == "quotes":
            return found
        return Beside(found.source) if found.words else None  # who spoke last has not claimed what the author says

    def unlink(self) -> None:
        """Take all sources off."""
        if self.draft is not None:
            self.draft[str(self.link_field)] = ()
            self.draft.pop("source_spans", None)
        elif (item := self.item) is not None:
            self.session.unlink(item)

    def remembered(self, name: str) -> str | int | None:
        """Return the value of an attribute that was last given for one of the sources."""
        known = self.session.remembered
        for source in self.linked():
            if (source, self.layer, name) in known:
                return known[source, self.layer, name]
        return None
