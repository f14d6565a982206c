"""Building a small corpus through the real API: texts added, labels made with the codebook and saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.adding import add_document
from annotator.codebook import Codebook, shipped
from annotator.labels import LAYERS, LayerName, Span
from annotator.store import labels_path, new_labels, save_labels
from annotator.text import Text, read_text

BRIDGE = (
    "Bridge 🌉 pact signed\r\n"
    "\r\n"
    "“This is a bridge 🌉,” Mira Halden said, “not a wall.”\r\n"
    "Halden and Kasimir Orlane said trade had grown by 12 percent. Critics cheered 👩‍🚀.\r\n"
    "A pilot said an engineer told him “the ferries will go by spring”, quietly.\r\n"
    "Print this page\r\n"
)
OPENING = "הגשר נפתח\n\nמירה חלדן אמרה: „הגשר פתוח לכולם”.\n"


def add_text(folder: Path, name: str, content: str, **known: str) -> Text:
    """Take a text into a corpus, its newlines as they are."""
    document = folder.parent / f"{name}.raw"
    document.write_bytes(content.encode())
    return read_text(add_document(document, folder, name=name, known=known).path)


def span(text: Text, words: str) -> Span:
    """The only place in a text where these words stand."""
    assert text.content.count(words) == 1, words
    start = text.content.index(words)
    return Span(start=start, end=start + len(words), text=words)


def spans(text: Text, *pieces: str) -> tuple[Span, ...]:
    return tuple(span(text, words) for words in pieces)


def add_labels(
    text: Text,
    annotator: str,
    *,
    codebook: Codebook | None = None,
    zones: dict[int, str] | None = None,
    reviewed: dict[int, tuple[LayerName, ...]] | None = None,
    complete: bool = False,
    **layers: list[dict[str, Any]],
) -> Path:
    """Save the labels of one annotator; `zones` and `reviewed` go by paragraph number."""
    codebook = codebook or shipped()
    labels = new_labels(text, annotator, codebook)
    paragraphs = tuple(
        paragraph.model_copy(
            update={"zone": (zones or {}).get(number, "body"), "reviewed": (reviewed or {}).get(number, ())}
        )
        for number, paragraph in enumerate(labels.paragraphs, 1)
    )
    models = codebook.label_models.items
    made: dict[str, Any] = {
        layer: tuple(models[layer](**fields) for fields in layers[layer]) for layer in LAYERS if layer in layers
    }
    labels = labels.model_copy(update={"paragraphs": paragraphs, "complete": complete, **made})
    path = labels_path(text.path, annotator)
    save_labels(path, labels)
    return path


def add_bridge(folder: Path) -> Text:
    """A text with everything in it, labelled by two people and adjudicated."""
    text = add_text(
        folder, "bridge", BRIDGE, title="Bridge pact signed", outlet="Northern Wire", published="3026-05-12"
    )
    halden = {
        "id": "s1",
        "name": "Mira Halden",
        "registry": "mira-halden",
        "type": "named_individual",
        "reliability": "B",
        "basis": "She signed the pact herself.",
        "mentions": spans(text, "Mira Halden"),
    }
    orlane = {
        "id": "s2",
        "name": "Kasimir Orlane",
        "type": "named_individual",
        "mentions": spans(text, "Kasimir Orlane"),
    }
    pilot = {"id": "s3", "name": "a pilot", "type": "unnamed_individual", "mentions": spans(text, "A pilot")}
    engineer = {"id": "s4", "name": "an engineer", "type": "unnamed_individual"}
    split = {
        "id": "q1",
        "content": spans(text, "“This is a bridge 🌉,”", "“not a wall.”"),
        "cue": span(text, "said, “").model_copy(update={"end": span(text, "said, “").start + 4, "text": "said"}),
        "sources": ("s1",),
        "source_spans": spans(text, "Mira Halden"),
        "form": "direct",
        "stance": "neutral",
    }
    joint = {
        "id": "q2",
        "content": spans(text, "trade had grown by 12 percent"),
        "sources": ("s1", "s2"),
        "source_spans": spans(text, "Halden and Kasimir Orlane"),
        "form": "indirect",
    }
    outer = {
        "id": "q3",
        "content": spans(text, "an engineer told him “the ferries will go by spring”"),
        "sources": ("s3",),
        "form": "indirect",
    }
    inner = {
        "id": "q4",
        "content": spans(text, "“the ferries will go by spring”"),
        "sources": ("s4",),
        "within": "q3",
        "form": "direct",
        "note": "hearsay",
        "confidence": "low",
        "origin": "rules/1",
    }
    growth = {
        "id": "c1",
        "spans": spans(text, "trade had grown by 12 percent"),
        "claimants": ("s1", "s2"),
        "type": "quantity",
        "credibility": 6,
    }
    ferries = {
        "id": "c2",
        "spans": spans(text, "the ferries will go by spring"),
        "claimants": ("s4",),
        "type": "prediction",
    }
    cheers = {"id": "c3", "spans": spans(text, "Critics cheered 👩‍🚀."), "type": "other"}
    economic = {
        "id": "f1",
        "scope": "paragraph",
        "spans": spans(text, "Halden and Kasimir Orlane said trade had grown by 12 percent. Critics cheered 👩‍🚀."),
        "voice": ("s1", "s2"),
        "frame": "economic",
    }
    whole = {"id": "f2", "scope": "article", "frame": "external_regulation"}
    add_labels(
        text,
        "first",
        zones={1: "headline", 5: "furniture"},
        reviewed={1: LAYERS, 2: LAYERS, 3: ("quotes", "claims")},
        complete=True,
        sources=[halden, orlane, pilot, engineer],
        quotes=[split, joint, outer, inner],
        claims=[growth, ferries, cheers],
        frames=[economic, whole],
    )
    add_labels(text, "second", sources=[halden], quotes=[{**split, "form": "mixed"}])
    add_labels(text, "gold", sources=[halden, orlane], quotes=[split, joint], zones={1: "headline"})
    return text


def add_opening(folder: Path) -> Text:
    """A text that runs from right to left, labelled by one person."""
    text = add_text(folder, "opening", OPENING, title="הגשר נפתח", language="he")
    mira = {"id": "s1", "name": "מירה חלדן", "type": "named_individual", "mentions": spans(text, "מירה חלדן")}
    quote = {"id": "q1", "content": spans(text, "„הגשר פתוח לכולם”"), "sources": ("s1",), "form": "direct"}
    add_labels(text, "first", sources=[mira], quotes=[quote])
    return text


def add_registry(folder: Path) -> None:
    (folder / "sources.yaml").write_text(
        "sources:\n- id: mira-halden\n  name: Mira Halden\n  description: transport minister of Varland\n",
        encoding="utf-8",
    )
