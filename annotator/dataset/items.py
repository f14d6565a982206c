"""Sources, quotes, claims and frames as linked objects.

Links are followed within the labels of one annotator: `quote.sources` are the sources this annotator gave the quote,
`source.quotes` are this annotator's quotes of the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.dataset.item import Item
from annotator.dataset.table import Column
from annotator.dataset.view import excerpt
from annotator.labels import Scope, Span
from annotator.store.rows import CUE, LINKED, NAME, REGISTRY, SCOPE, SOURCE_SPANS, WITHIN

if TYPE_CHECKING:
    from annotator.corpus import KnownSource
    from annotator.dataset.paragraph import Paragraph


class Source(Item):
    """A person, group, document or vote that information comes from."""

    __slots__ = ()

    layer = "sources"
    _plural = "sources"
    _between = "; "
    _own_columns = (Column("name"), Column("registry"))

    @property
    def name(self) -> str:
        """What the source is called."""
        name: str = self._row[NAME]
        return name

    @property
    def registry(self) -> str | None:
        """The id of the source in the corpus's registry."""
        registry: str | None = self._row[REGISTRY]
        return registry

    @property
    def known(self) -> KnownSource | None:
        """The entry of the corpus's registry: who it is, whatever the text; None where the source has none."""
        return self.corpus.registry.get(self.registry or "")

    @property
    def mentions(self) -> tuple[Span, ...]:
        """Where the text names or describes the source."""
        return self.spans

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of this source, joint ones among them."""
        return self._labels.hanging_on(self.id, Quote)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims this source makes."""
        return self._labels.hanging_on(self.id, Claim)

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames this source gives voice to."""
        return self._labels.hanging_on(self.id, Frame)

    def _own_cells(self) -> list[Any]:
        return [self.name, self.registry]

    def _words(self) -> str:
        return excerpt(self.name)


class Quote(Item):
    """Words attributed to a source: content, cue, and who says it."""

    __slots__ = ()

    layer = "quotes"
    _plural = "quotes"
    _own_columns = (
        Column("cue"),
        Column("cue_start", "number"),
        Column("cue_end", "number"),
        Column("sources", "words"),
        Column("source_names", "words"),
        Column("source_spans", "spans"),
        Column("within"),
    )

    @property
    def content(self) -> tuple[Span, ...]:
        """The quoted words, piece by piece."""
        return self.spans

    @property
    def cue(self) -> Span | None:
        """The words that attribute the content, such as *said*."""
        cue = self._row[CUE]
        return self._spans(cue)[0] if cue else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who says it: several for a joint source, none where the text gives none."""
        return self._labels.sources_of(self._row)

    @property
    def source_spans(self) -> tuple[Span, ...]:
        """The words that name the source here, as written: "he", "the minister"."""
        return self._spans(self._row[SOURCE_SPANS])

    @property
    def within(self) -> Quote | None:
        """The quote this one is nested in."""
        around = self._row[WITHIN]
        return self._labels.quote(around) if around is not None else None

    @property
    def nested(self) -> tuple[Quote, ...]:
        """The quotes nested directly in this one."""
        return self._labels.nested_in(self.id)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims whose `quote` is this one: those in its content, but not in a quote further inside."""
        return self._labels.claims_in(self.id)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph the content begins in."""
        return self.paragraphs[0]

    def _own_cells(self) -> list[Any]:
        row = self._row
        start, end = row[CUE] or (None, None)
        return [
            None if start is None else self._labels.document.text[start:end],
            start,
            end,
            list(row[LINKED]),
            [source.name for source in self.sources],
            self._plain(row[SOURCE_SPANS]),
            row[WITHIN],
        ]


class Claim(Item):
    """A statement that could be checked or disputed, and who makes it."""

    __slots__ = ()

    layer = "claims"
    _plural = "claims"
    _own_columns = (Column("claimants", "words"), Column("claimant_names", "words"), Column("quote"))

    @property
    def claimants(self) -> tuple[Source, ...]:
        """Who makes the claim; none: the author in their own voice."""
        return self._labels.sources_of(self._row)

    @property
    def quote(self) -> Quote | None:
        """The innermost quote of the same labels whose content encloses every piece of the claim."""
        return self._labels.quote_around(self.id)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph the claim begins in."""
        return self.paragraphs[0]

    def _own_cells(self) -> list[Any]:
        names = [source.name for source in self.claimants]
        return [list(self._row[LINKED]), names, self.quote.id if self.quote else None]


class Frame(Item):
    """A framing of the issue, over a span, a paragraph or the article, and whose it is."""

    __slots__ = ()

    layer = "frames"
    _plural = "frames"
    _own_columns = (Column("scope"), Column("voice", "words"), Column("voice_names", "words"))

    @property
    def scope(self) -> Scope:
        """How far the framing reaches: span, paragraph or article."""
        scope: Scope = self._row[SCOPE]
        return scope

    @property
    def voice(self) -> tuple[Source, ...]:
        """Whose framing it is; none: the author's."""
        return self._labels.sources_of(self._row)

    def _own_cells(self) -> list[Any]:
        return [self.scope, list(self._row[LINKED]), [source.name for source in self.voice]]
