"""The engine: suggestions for a text, all at once or paragraph by paragraph, in time linear in its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from annotator.collecting import collection_paused
from annotator.suggest.reader import Reader
from annotator.suggest.suggestion import SUGGESTED_LAYERS, Range, SuggestedLayer, Suggestion
from annotator.suggest.words.grammar import grammar
from annotator.suggest.words.language import DEFAULT, detect
from annotator.text import Text
from annotator.text.paragraphs import paragraphs as find_paragraphs


def suggestions_for(
    text: Text,
    paragraphs: Sequence[Range] | None = None,
    language: str | None = None,
    layers: Sequence[SuggestedLayer] = SUGGESTED_LAYERS,
) -> list[Suggestion]:
    """Return what the rules suggest for a text.

    Args:
        text: The text.
        paragraphs: Its paragraphs as `(start, end)`, in order; found by the rule `auto` if None.
        language: An ISO 639-1 code; recognised if None, and English if it cannot be.
        layers: The layers to suggest for.

    Returns:
        The suggestions in text order. Their stretches lie in the text, are not empty, and of one suggestion's
        labelled words none overlap.

    Raises:
        LanguageError: When there are no rules for the language that was given.
    """
    with collection_paused():  # there is no garbage in circles here, and looking for it would take a fifth of the time
        return [item for found in suggestions_by_paragraph(text, paragraphs, language, layers) for item in found]


def suggestions_by_paragraph(
    text: Text,
    paragraphs: Sequence[Range] | None = None,
    language: str | None = None,
    layers: Sequence[SuggestedLayer] = SUGGESTED_LAYERS,
    between: Callable[[], None] | None = None,
) -> Iterator[list[Suggestion]]:
    """Yield what the rules suggest, one list for each paragraph in order.

    A suggestion stands with the paragraph it begins in. A list comes when the paragraphs after it cannot change it
    any more, so that a caller may stop early. Other arguments and errors as of `suggestions_for`.

    Args:
        text: The text.
        paragraphs: Its paragraphs.
        language: Its language.
        layers: The layers to suggest for.
        between: Called after each sentence, so that whoever reads can give way to others.
    """
    places = find_paragraphs(text.content) if paragraphs is None else list(paragraphs)
    code = language or detect(text.content) or DEFAULT
    return Reader(text.content, places, grammar(code), frozenset(layers), between).run()
