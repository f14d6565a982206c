"""From words that somebody says stand in a paragraph to stretches of the text, or to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from annotator.labels import LayerName
from annotator.suggest.plugins.protocol import TextView
from annotator.suggest.suggestion import Range, SuggestedLayer, Suggestion

_MOST_ITEMS = 50  # of one layer in one paragraph
_MOST_PIECES = 10
_SHAPES: tuple[tuple[SuggestedLayer, str, str], ...] = (
    ("quotes", "content", "sources"),
    ("claims", "spans", "claimants"),
    ("frames", "spans", "voice"),
)


def anchored(answer: Mapping[str, Any], view: TextView, paragraph: Range) -> Iterator[Suggestion]:
    """Yield the suggestions of an answer whose words stand in the paragraph.

    Labelled words must stand there once and in the order given; a cue or a source is found nearest to them. An item
    whose labelled words cannot be found is dropped, and so are attributes that are not the codebook's.

    Args:
        answer: Lists of items by layer; nothing in it is trusted.
        view: The text.
        paragraph: Where the words must stand.
    """
    text = view.content[slice(*paragraph)]
    for layer, main, link in _SHAPES:
        items = answer.get(layer) if layer in view.layers and layer in view.codebook.layers else None
        for item in items[:_MOST_ITEMS] if isinstance(items, list) else ():
            if isinstance(item, dict):
                found = _one(item, text, (layer, main, link), view)
                if found is not None:
                    yield found.moved(paragraph[0])


def _one(item: dict[str, Any], text: str, shape: tuple[SuggestedLayer, str, str], view: TextView) -> Suggestion | None:
    layer, main, link = shape
    spans: list[Range] = []
    for words in _strings(item.get(main)):
        place = _only(text, words, spans[-1][1] if spans else 0)
        if place is None:
            return None
        spans.append(place)
    if not spans:
        return None
    near = spans[0][0], spans[-1][1]
    sources = [place for words in _strings(item.get(link)) if (place := _nearest(text, words, near)) is not None]
    cue_words = item.get("cue")
    cue = _nearest(text, cue_words, near) if layer == "quotes" and isinstance(cue_words, str) else None
    attributes = _attributes(item.get("attributes"), layer, view)
    return Suggestion(layer, tuple(spans), cue, tuple((place,) for place in sources), (), attributes, "model", 0.0)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        value = [value]
    return (
        [words for words in value[:_MOST_PIECES] if isinstance(words, str) and words.strip()]
        if isinstance(value, list)
        else []
    )


def _only(text: str, words: str, start: int) -> Range | None:
    """Return where words stand from an offset on, if they do so exactly once."""
    place = text.find(words, start)
    if place < 0 or text.find(words, place + 1) >= 0:
        return None
    return place, place + len(words)


def _nearest(text: str, words: str, near: Range) -> Range | None:
    """Return where words stand nearest to a stretch and outside it."""
    if not words.strip():
        return None
    before = text.rfind(words, 0, near[0])
    after = text.find(words, near[1])
    places = [place for place in (before, after) if place >= 0] or [
        place for place in (text.find(words),) if place >= 0
    ]
    if not places:
        return None
    place = min(places, key=lambda start: min(abs(start - near[1]), abs(start + len(words) - near[0])))
    return place, place + len(words)


def _attributes(value: object, layer: SuggestedLayer, view: TextView) -> dict[str, str]:
    known = view.codebook.layers[cast("LayerName", layer)].attributes
    if not isinstance(value, dict):
        return {}
    return {
        key: code
        for key, code in value.items()
        if key in known and isinstance(code, str) and code in known[key].by_value
    }
