"""Coding a suggestion that lacks what the codebook asks for: the usual questions, and one edit at their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from annotator.labels import ITEM_TYPES, LayerName
from annotator.session import labelling
from annotator.session.answers import Answers
from annotator.session.coding import Coding

if TYPE_CHECKING:
    from annotator.session.session import Session
    from annotator.session.suggestions.offering import NeedsMoreError, Offering
    from annotator.suggest.suggestion import Suggestion


class OfferedAnswers(Answers):
    """The fields of an item that a suggestion will become, with its cue and its sources, when nothing is missing."""

    def __init__(self, session: Session, offering: Offering, suggestion: Suggestion) -> None:
        """Begin with what is suggested, as far as the codebook has it."""
        layer = cast("LayerName", suggestion.layer)  # a zone lacks nothing
        attributes = session.codebook.layers[layer].attributes
        known = {
            name: value
            for name, value in suggestion.attributes.items()
            if name in attributes and (attributes[name].kind == "text" or value in attributes[name].by_value)
        }
        words = labelling.spans(session.text.content, suggestion.spans)
        item_id = session.index.fresh_id(ITEM_TYPES[layer].letter)
        super().__init__(session, layer, item_id, {"id": item_id, ITEM_TYPES[layer].main_spans: words, **known})
        self._offering = offering
        self._suggestion = suggestion

    def make(self) -> None:
        """Accept the suggestion with what was answered."""
        assert self.draft is not None
        answered: dict[str, Any] = {
            name: value for name, value in self.draft.items() if name not in {"id", ITEM_TYPES[self.layer].main_spans}
        }
        taken = self._offering.make(self._suggestion, answered)
        assert taken.item is not None
        self.item_id = taken.item.id
        self.draft = None


def coding_of(session: Session, needs: NeedsMoreError) -> Coding:
    """Begin the questions about a suggestion, with the first one that it leaves open."""
    assert session.offering is not None
    coding = Coding(OfferedAnswers(session, session.offering, needs.suggestion))
    coding.ask_for(needs.missing[0])
    return coding
