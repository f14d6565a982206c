"""What one annotator said of one text: spans, items and the labels that hold them.

The models here know the structure of labels format 1 and nothing of any codebook. A codebook derives its own models
from these, with its attributes as further fields (see `annotator.codebook.models`). All are immutable; an edit makes
new ones. pydantic checks them, and is imported when it does (see `annotator.records`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, Protocol, get_args

from annotator.records import Record

if TYPE_CHECKING:
    from typing import Self

    from pydantic import Field

    from annotator.fields import Exact, Id, Ids, LayerNames, Name, Names, Numbers, Offset, Prose, SomeSpans, Spans

FORMAT: Final = 1
"""The version of the labels format that this program reads and writes."""

LayerName = Literal["sources", "quotes", "claims", "frames"]
LAYERS: tuple[LayerName, ...] = get_args(LayerName)

Zone = Literal["headline", "byline", "lede", "subheading", "body", "caption", "furniture", "repeat"]
ZONES: tuple[Zone, ...] = get_args(Zone)

Scope = Literal["span", "paragraph", "article"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

Reason = Literal["not_found", "ambiguous", "conflict", "disagreement"]
REASONS: tuple[Reason, ...] = get_args(Reason)

SINGULAR: dict[LayerName, str] = {"sources": "source", "quotes": "quote", "claims": "claim", "frames": "frame"}
"""What one item of a layer is called."""

Confidence = Literal["low", "medium", "high"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_.-]*$"
NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"


class Span(Record):
    """A stretch of a text: `[start, end)` in code points, and the exact text there."""

    start: Offset
    end: Offset
    text: str

    def __len__(self) -> int:
        """Return the length in code points."""
        return self.end - self.start


class Paragraph(Record):
    """One paragraph as the annotator met it: offsets, zone, and the layers looked at here.

    *Reviewed and without items* means: looked, none here. *Not reviewed* means: not looked at.
    """

    start: Offset
    end: Offset
    zone: Zone = "body"
    reviewed: LayerNames = ()


class Unread(Protocol):
    """What was read of an item that nobody has looked at yet; see `annotator.store.unread`."""

    def fields(self) -> Mapping[str, Any]:
        """Return all fields of the item but its id."""


_ONE_AT_A_TIME = RLock()


class Item(Record):
    """What the four layers have in common. Attributes left out mean *not coded*.

    An item that was read has its fields when something else than its id is asked of it: of the thousands that a text
    may have, a person looks at few.
    """

    __slots__ = ("_unread",)

    layer: ClassVar[LayerName]
    letter: ClassVar[str]
    """The first letter of new ids, and the mark of the layer on screen."""
    main_spans: ClassVar[str]
    """The field that holds the labelled words themselves."""
    link: ClassVar[str | None]
    """The field that links to sources."""

    id: Id
    note: Prose | None = None
    confidence: Confidence | None = None
    origin: Prose | None = None

    @classmethod
    def model_unread(cls, item_id: str, unread: Unread) -> Self:
        """Return an item of an id, with fields to be made when they are asked for."""
        made = cls.__new__(cls)
        object.__setattr__(made, "id", item_id)
        object.__setattr__(made, "_unread", unread)
        return made

    @property
    def model_read(self) -> Unread | None:
        """What was read of it, as long as it has no fields."""
        return getattr(self, "_unread", None)

    def model_whole(self) -> Self:
        """Return the item with all its fields, for one look: it does not keep them if it has none yet."""
        unread = self.model_read
        return self if unread is None else self.model_built({"id": self.id, **unread.fields()})

    if not TYPE_CHECKING:  # who checks types knows every field

        def __getattr__(self, name: str) -> Any:
            """Return a field that is not there yet, after all were made."""
            if name not in type(self).model_fields:
                raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
            with _ONE_AT_A_TIME:
                if (unread := self.model_read) is not None:
                    for field, value in unread.fields().items():
                        object.__setattr__(self, field, value)
                    object.__delattr__(self, "_unread")
            return object.__getattribute__(self, name)

    @property
    def main(self) -> tuple[Span, ...]:
        """The spans of the labelled words themselves."""
        spans: tuple[Span, ...] = getattr(self, self.main_spans)
        return spans

    @property
    def linked(self) -> tuple[str, ...]:
        """The ids of the sources this item points to."""
        return getattr(self, self.link) if self.link else ()

    def attribute(self, name: str) -> str | int | None:
        """Return the value of a codebook attribute; None where it was not coded."""
        value: str | int | None = getattr(self, name, None)
        return value

    def located_spans(self) -> Iterator[tuple[tuple[str | int, ...], Span]]:
        """Yield every span of the item with its path inside the item, such as `("content", 0)`."""
        for index, span in enumerate(self.main):
            yield (self.main_spans, index), span


class Source(Item):
    """A person, group, document or vote that information comes from."""

    layer = "sources"
    letter = "s"
    main_spans = "mentions"
    link = None

    name: Prose
    registry: Name | None = None
    mentions: Spans = ()


class Quote(Item):
    """Words attributed to a source: content, cue, and who says it."""

    layer = "quotes"
    letter = "q"
    main_spans = "content"
    link = "sources"

    content: SomeSpans
    cue: Span | None = None
    sources: Ids = ()
    source_spans: Spans = ()
    within: Id | None = None

    def located_spans(self) -> Iterator[tuple[tuple[str | int, ...], Span]]:
        """Yield content, cue and source spans with their paths."""
        yield from super().located_spans()
        if self.cue is not None:
            yield ("cue",), self.cue
        for index, span in enumerate(self.source_spans):
            yield ("source_spans", index), span


class Claim(Item):
    """A statement that could be checked or disputed, and who makes it."""

    layer = "claims"
    letter = "c"
    main_spans = "spans"
    link = "claimants"

    spans: SomeSpans
    claimants: Ids = ()


class Frame(Item):
    """A framing of the issue, over a span, a paragraph or the article, and whose it is."""

    layer = "frames"
    letter = "f"
    main_spans = "spans"
    link = "voice"

    scope: Scope
    spans: Spans = ()
    voice: Ids = ()


ITEM_TYPES: dict[LayerName, type[Item]] = {"sources": Source, "quotes": Quote, "claims": Claim, "frames": Frame}


class Undecided(Record):
    """An item that a program could not place, or two people changed differently: kept until a person decides.

    Attributes:
        reason: `not_found` and `ambiguous` after the text was revised: some of its words are not in the text any more,
            or stand at several places that are equally good; its offsets are those of the text before. `conflict`
            after labels were merged: the item as the other side has it. `disagreement` while labels are adjudicated: a
            version of the item; those of one id are versions of one item.
        by: Whose version it is, in a disagreement; several where theirs are equal. Empty otherwise.
        source: The item, where it is a source; else None.
        quote: The item, where it is a quote; else None.
        claim: The item, where it is a claim; else None.
        frame: The item, where it is a frame; else None.
    """

    reason: Reason
    by: Names = ()
    source: Source | None = None
    quote: Quote | None = None
    claim: Claim | None = None
    frame: Frame | None = None

    def model_fault(self) -> str | None:
        """Return what is wrong where it does not hold one item, or does not say whose it is."""
        found = [name for name in SINGULAR.values() if getattr(self, name) is not None]
        if len(found) != 1:
            return f"give one of {', '.join(SINGULAR.values())}"
        if bool(self.by) != (self.reason == "disagreement"):
            return "a disagreement, and nothing else, says in `by` whose version it is"
        return None

    @property
    def item(self) -> Item:
        """The item, of whatever layer."""
        found = self.source or self.quote or self.claim or self.frame
        assert found is not None
        return found


def disputed(versions: Iterable[tuple[str, Sequence[str]]], names: Iterable[str]) -> int:
    """Return on how many items annotators disagree.

    What all of them have alike waits in `undecided` only for what it is linked to, and comes in by itself.

    Args:
        versions: For each version of an item in `undecided`, the item's id and whose it is.
        names: Whose labels gold is made from.
    """
    by: dict[str, list[Sequence[str]]] = {}
    for item_id, having in versions:
        by.setdefault(item_id, []).append(having)
    everyone = {*names, *(name for found in by.values() for having in found for name in having)}
    return sum(len(found) > 1 or set(found[0]) != everyone for found in by.values())


class CodebookRef(Record):
    """Name and version of the codebook the labels were made with."""

    name: Name
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]


class MadeFrom(Record):
    """One of the labels files that adjudicated labels were made from: whose it is, and the SHA-256 it had then."""

    annotator: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Labels(Record):
    """Everything one annotator said of one text (labels format 1).

    `sample` has the numbers, from 1, of the paragraphs that are to be labelled; None for all of them.
    """

    format: Annotated[Literal[1], Exact]
    document: Prose
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    annotator: Name
    codebook: CodebookRef
    complete: bool = False
    sample: Numbers | None = None
    paragraphs: Annotated[tuple[Paragraph, ...], Field(strict=False)] = ()
    sources: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    quotes: Annotated[tuple[Quote, ...], Field(strict=False)] = ()
    claims: Annotated[tuple[Claim, ...], Field(strict=False)] = ()
    frames: Annotated[tuple[Frame, ...], Field(strict=False)] = ()
    undecided: Annotated[tuple[Undecided, ...], Field(strict=False)] = ()
    made_from: Annotated[tuple[MadeFrom, ...], Field(strict=False)] = ()

    @property
    def waiting(self) -> int:
        """How many items wait for a person's decision, see `disputed` for those that annotators disagree on."""
        versions = [(entry.item.id, entry.by) for entry in self.undecided if entry.by]
        names = [one.annotator for one in self.made_from]
        return disputed(versions, names) + sum(not entry.by for entry in self.undecided)

    def layer(self, name: LayerName) -> tuple[Item, ...]:
        """Return the items of one layer, in the order of the file."""
        items: tuple[Item, ...] = getattr(self, name)
        return items

    def items(self) -> Iterator[Item]:
        """Yield the items of all layers: sources, quotes, claims, frames."""
        for name in LAYERS:
            yield from self.layer(name)
