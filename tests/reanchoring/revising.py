"""Labels by hand on a text, and the text revised: what the tests of moving labels have in common."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.codebook import shipped
from annotator.labels import Item, Labels, Paragraph, Span
from annotator.reanchoring import Reanchored, reanchor
from annotator.store import check, new_labels
from annotator.text import Text

CODEBOOK = shipped("source-framing")
MODELS = CODEBOOK.label_models


def text_of(content: str) -> Text:
    return Text("pact", content, hashlib.sha256(content.encode()).hexdigest(), Path("pact.txt"))


def span(content: str, words: str, nth: int = 1) -> Span:
    """Return the nth place of words."""
    start = -1
    for _ in range(nth):
        start = content.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


def labelled(content: str, *items: Item) -> Labels:
    """Return labels with some items, every paragraph reviewed."""
    labels = new_labels(text_of(content), "mira", CODEBOOK)
    layers = ("sources", "quotes", "claims", "frames")
    reviewed = [paragraph.model_copy(update={"reviewed": layers}) for paragraph in labels.paragraphs]
    by_layer = {layer: tuple(item for item in items if item.layer == layer) for layer in layers}
    labels = labels.model_copy(update={"paragraphs": tuple(reviewed), "complete": True, **by_layer})
    assert not list(check.faults(labels, text_of(content), CODEBOOK))
    return labels


def source(item_id: str, *mentions: Span) -> Item:
    return MODELS.items["sources"].model_validate(
        {"id": item_id, "name": item_id, "type": "named_individual", "mentions": mentions}
    )


def quote(item_id: str, *content: Span, **fields: object) -> Item:
    return MODELS.items["quotes"].model_validate({"id": item_id, "content": content, "form": "direct", **fields})


def claim(item_id: str, *spans: Span, **fields: object) -> Item:
    return MODELS.items["claims"].model_validate({"id": item_id, "spans": spans, "type": "quantity", **fields})


def frame(item_id: str, *spans: Span, scope: str = "paragraph") -> Item:
    return MODELS.items["frames"].model_validate({"id": item_id, "scope": scope, "spans": spans, "frame": "economic"})


def moved(labels: Labels, content: str, old: str | None = None) -> Reanchored:
    """Return labels moved to a revised text, after a look whether they are without faults there."""
    done = reanchor(labels, text_of(content), CODEBOOK, old=old)
    assert list(check.faults(done.labels, text_of(content), CODEBOOK)) == []
    return done


def places(labels: Labels) -> dict[str, list[tuple[int, int]]]:
    """Return where the words of each item in a layer stand; the mentions of a source have no order."""
    found = {item.id: [(one.start, one.end) for _, one in item.located_spans()] for item in labels.items()}
    return found | {source.id: sorted(found[source.id]) for source in labels.sources}


def waiting(labels: Labels) -> list[tuple[str, str, list[str]]]:
    """Return reason, id and words of what waits."""
    return [
        (entry.reason, entry.item.id, [one.text for _, one in entry.item.located_spans()]) for entry in labels.undecided
    ]


def reviewed(paragraphs: tuple[Paragraph, ...]) -> list[bool]:
    return [bool(paragraph.reviewed) for paragraph in paragraphs]
