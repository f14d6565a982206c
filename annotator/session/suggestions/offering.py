"""Suggestions as a session has them: which one is meant, going there, accepting it, rejecting it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.labels import Item, Labels, Source
from annotator.session import labelling, proposal
from annotator.session.labelling import NotPossibleError
from annotator.session.suggestions import accepting
from annotator.session.suggestions.current import Current
from annotator.session.suggestions.rejections import Rejection, Rejections, key_of

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.suggest.plugins.protocol import Suggester
    from annotator.suggest.sources.naming import Registry
    from annotator.suggest.suggestion import Suggestion


class NeedsMoreError(NotPossibleError):
    """A suggestion that lacks what the codebook asks for.

    Attributes:
        suggestion: The suggestion, with the words it is to have.
        missing: The mandatory attributes that are not suggested.
    """

    def __init__(self, message: str, suggestion: Suggestion, missing: tuple[str, ...]) -> None:
        """Take the sentence, the suggestion and what it lacks."""
        super().__init__(message)
        self.suggestion = suggestion
        self.missing = missing


class Taken(NamedTuple):
    """What became of a suggestion that was accepted.

    Attributes:
        suggestion: The suggestion, with the words it was accepted with.
        item: The new item; None where a paragraph got its zone.
        made: The ids of the sources that were made for it.
    """

    suggestion: Suggestion
    item: Item | None
    made: tuple[str, ...] = ()


class Offering(Current):
    """The suggestions for one session's text, and the keys on them.

    Attributes:
        blind: The person does not want to see any.
        windowed: The text is too long to be looked at as a whole: only what is around the person is.
        problem: Why there are none, or not all, in a sentence; None where all is well.
        rejections: What was turned down.
        suggesters: Who is asked besides the rules.
        registry: The corpus's known sources, by id.
    """

    def __init__(
        self,
        session: Session,
        *,
        registry: Registry | None = None,
        rejections: Rejections | None = None,
        blind: bool = False,
    ) -> None:
        """Begin with none.

        Args:
            session: Where suggestions become labels.
            registry: The corpus's known sources, by id.
            rejections: What was turned down before; nothing, and nothing is remembered, if None.
            blind: Begin without showing any.
        """
        super().__init__(session, Rejections() if rejections is None else rejections, blind=blind)
        self.suggesters: tuple[Suggester, ...] = ()
        self.registry = registry

    # --- what becomes of it ------------------------------------------------------------------------------------------

    def accept(self) -> Taken:
        """Make labels of the current suggestion, with the words that are selected for it if they were changed.

        It is one edit. The caret is on the new item then, and the next open suggestion is the current one.

        Raises:
            NeedsMoreError: When the codebook asks for what is not suggested: `make` takes it with that.
            NotPossibleError: When there is none, or the session is read-only.
        """
        suggestion = self._asked()
        words = self.adjusted()
        if words:
            suggestion = accepting.with_words(suggestion, proposal.visible(self._session.text.content, words))
        return self.make(suggestion)

    def make(self, suggestion: Suggestion, fields: Mapping[str, Any] | None = None) -> Taken:
        """Make labels of a suggestion.

        Args:
            suggestion: What is accepted.
            fields: What the person said of the item.

        Raises:
            NeedsMoreError: When the codebook asks for more.
            NotPossibleError: When the codebook has no such layer, or the session is read-only.
        """
        from annotator.suggest.acceptance import NotAcceptedError  # noqa: PLC0415 - see `accepting`

        session = self._session
        session.check_writable()
        paragraph = self.paragraph_of(suggestion)
        if suggestion.layer == "zones":
            zone = suggestion.attributes.get("zone", "body")
            session.commit(labelling.zone(session.labels, paragraph, zone))  # type: ignore[arg-type]
            self._went_on(paragraph, suggestion)
            return Taken(suggestion, None)
        try:
            result = accepting.accepted(
                session.labels,
                suggestion,
                session.text.content,
                session.codebook,
                registry=self.registry,
                language=session.language,
                fresh=self._fresh_id,
                fields=fields,
            )
        except NotAcceptedError as error:
            if error.missing:
                raise NeedsMoreError(str(error), suggestion, error.missing) from None
            raise NotPossibleError(str(error)) from None
        session.commit(result.edit)
        session.cursor.drop_pieces()
        session.cursor.to_range(*suggestion.spans[0], chosen=False)
        session.item_id = result.item.id
        session.remember(result.item)
        self._went_on(paragraph, suggestion)
        return Taken(suggestion, result.item, result.made)

    def _fresh_id(self, labels: Labels, letter: str) -> str:
        """Return an id that no item of the session has or had, nor one of the sources that were just made."""
        first = self._session.index.fresh_id(letter)
        new = len(labels.sources) - len(self._session.labels.sources) if letter == Source.letter else 0
        return f"{letter}{int(first[len(letter) :]) + new}"

    def reject(self) -> Suggestion:
        """Turn the current suggestion down; undo brings it back.

        Raises:
            NotPossibleError: When there is none, or the session is read-only.
        """
        suggestion = self._asked()
        self._session.turn_down(Rejection(key_of(suggestion), suggestion.spans[0][0]))
        self._went_on(self.paragraph_of(suggestion), suggestion)
        return suggestion

    def toggle_blind(self) -> bool:
        """Show suggestions no more, or again; return whether they are off now."""
        self.blind = not self.blind
        self._at = None
        return self.blind

    def _asked(self) -> Suggestion:
        self._session.check_writable()
        self._check_shown()
        suggestion = self.current
        if suggestion is None:
            if not self.is_looked_at(self._session.cursor.paragraph):
                raise NotPossibleError("Suggestions are still being looked for: try again in a moment.")
            raise NotPossibleError("No suggestion is open in this paragraph: n goes to the next one.")
        return suggestion
