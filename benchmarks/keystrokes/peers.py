"""What the same labels take in brat, Label Studio and SLATE, counted from how their documentation says they are made.

Nothing is run here: these are models. Each leaves out what might be held against it. All count in favour of the peer:
nobody types the name of a source, values that a codebook sets by itself cost nothing, the mouse is at once where it
has to be, scrolling is free, and SLATE's user knows without counting how many tokens away the next words are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from re import finditer

from annotator.codebook import Codebook
from annotator.labels import Item, Labels, Quote, Span


@dataclass(frozen=True)
class Gestures:
    """What the hands do.

    Attributes:
        keys: Presses of a key; one with a modifier is one.
        clicks: Of the mouse; a double click is one.
        drags: Of the mouse.
    """

    keys: int = 0
    clicks: int = 0
    drags: int = 0

    def __add__(self, other: Gestures) -> Gestures:
        """Return both together."""
        return Gestures(self.keys + other.keys, self.clicks + other.clicks, self.drags + other.drags)

    def times(self, count: int) -> Gestures:
        """Return as many of them."""
        return Gestures(self.keys * count, self.clicks * count, self.drags * count)

    @property
    def total(self) -> int:
        """All of them, each counted as one."""
        return self.keys + self.clicks + self.drags


@dataclass(frozen=True)
class Parts:
    """What labels are made of in a program that has spans, values of spans, and relations between spans.

    Attributes:
        spans: The spans, each with what it is for.
        values: How many attribute values are set that are not what the codebook sets by itself.
        links: How many relations there are between spans.
    """

    spans: tuple[tuple[Span, str], ...]
    values: int
    links: int


@dataclass(frozen=True)
class Mouse:
    """A program in the browser.

    Attributes:
        name: What it is called.
        span: Marking a stretch and giving it a type.
        value: Setting one attribute.
        link: Relating two spans.
        how: The same in words.
        source: Where its documentation says so.
    """

    name: str
    span: Gestures
    value: Gestures
    link: Gestures
    how: str
    source: str

    def cost(self, parts: Parts) -> Gestures:
        """Return what labels take."""
        return self.span.times(len(parts.spans)) + self.value.times(parts.values) + self.link.times(parts.links)


BRAT = Mouse(
    "brat",
    span=Gestures(keys=2, drags=1),
    value=Gestures(clicks=1),
    link=Gestures(keys=1, drags=1),
    how="span: drag over it (or double click a word), key of the type in the dialog, enter. Value: one click in the "
    "same dialog. Relation: drag from span to span, enter in the dialog",
    source="https://brat.nlplab.org/manual.html and https://brat.nlplab.org/features.html",
)
LABEL_STUDIO = Mouse(
    "Label Studio",
    span=Gestures(keys=1, drags=1),
    value=Gestures(keys=1),
    link=Gestures(keys=1, clicks=2),
    how="span: hotkey of the label, drag over it; it stays selected. Value: hotkey of the choice. Relation: click the "
    "first span, alt+r, click the second",
    source="https://labelstud.io/guide/labeling and https://labelstud.io/guide/hotkeys",
)
SLATE = "SLATE"
SLATE_SOURCE = "https://github.com/jkkummerfeld/slate (README, tutorial/ner.md, tutorial/link.md)"
SLATE_HOW = (
    "span: a number and an arrow go so many tokens, a number and `/` extend so many, space and a key label it. Value: "
    "it has none, so another label on the same span: space and a key. Relation: in a mode of its own, both ends gone "
    "to and extended, then `D`"
)


def parts_of(labels: Labels, codebook: Codebook) -> Parts:
    """Return what all labels are made of."""
    mentions = {(one.id, span) for one in labels.sources for span in one.mentions}
    made = [of_item(item, codebook, mentions) for item in labels.items()]
    zones = [(Span(start=one.start, end=one.end, text=""), "zone") for one in labels.paragraphs if one.zone != "body"]
    return Parts(
        (*(span for one in made for span in one.spans), *zones),
        sum(one.values for one in made),
        sum(one.links for one in made),
    )


def of_item(item: Item, codebook: Codebook, mentions: Collection[tuple[str, Span]] = ()) -> Parts:
    """Return what one item is made of: its pieces are spans, joined by relations; so are cue and words for a source.

    The kind of an item is that of its span, so its mandatory attribute is no value of its own. Words for a source that
    are marked as a mention of it already are the other end of the relation to it.

    Args:
        item: The item.
        codebook: Says which values are set without anybody.
        mentions: The spans that are marked as mentions, each with its source.
    """
    spans = [(span, item.layer) for span in item.main]
    links = max(len(spans) - 1, 0)
    if isinstance(item, Quote):
        if item.cue is not None:
            spans.append((item.cue, "cue"))
            links += 1
        named = [span for span in item.source_spans if not any((one, span) in mentions for one in item.linked)]
        spans += [(span, "name") for span in named]
        links += len(named) + (item.within is not None)
    if item.layer != "sources":
        links += len(item.linked)
    layer = codebook.layers[item.layer]
    values = sum(
        name != layer.main and item.attribute(name) not in {None, attribute.default}
        for name, attribute in layer.attributes.items()
    )
    return Parts(tuple(spans), values + (item.confidence is not None), links)


class Slate:
    """Counts the keys in SLATE, which goes token by token."""

    def __init__(self, content: str) -> None:
        """Take a text; its tokens stand between white space."""
        found = [match.span() for match in finditer(r"\S+", content)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def cost(self, parts: Parts) -> Gestures:
        """Return what labels take, gone through once from left to right, and the relations in a second round."""
        keys, at = 0, 0
        for first, last in sorted(self._tokens(parts)):
            keys += _repeated(abs(first - at)) + _repeated(last - first) + 2
            at = first
        keys += 2 * parts.values
        # Both ends of a relation are near each other, yet a few tokens away from the last one.
        keys += parts.links * (2 * 3 + 1)
        return Gestures(keys=keys)

    def _tokens(self, parts: Parts) -> Iterator[tuple[int, int]]:
        for span, _ in parts.spans:
            first = min(max(bisect_right(self._starts, span.start) - 1, 0), len(self._starts) - 1)
            yield first, max(min(bisect_left(self._ends, span.end), len(self._ends) - 1), first)


def _repeated(count: int) -> int:
    """Return how many keys it takes to press one so many times: a number before a command repeats it."""
    return min(count, len(str(count)) + 1) if count else 0
