"""Texts that several people labelled, built through the real API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import annotator
from annotator.codebook import Codebook
from annotator.dataset import LabelledCorpus
from annotator.labels import LAYERS
from annotator.text import Text
from tests.dataset.building import add_labels, add_text, spans

PLAN = (
    "Quarry plan returns\n"
    "\n"
    "“Nobody asked the valley,” Ida Corven said on Friday.\n"
    "\n"
    "The quarry would bring forty jobs, the mayor’s office said.\n"
    "\n"
    "Dust fell on the school in March. Some parents kept their children at home 🏠.\n"
    "\n"
    "Share this story\n"
)
WORDS = {
    "asked": "“Nobody asked the valley,”",
    "jobs": "The quarry would bring forty jobs",
    "dust": "Dust fell on the school in March.",
    "parents": "Some parents kept their children at home",
}
EVERYWHERE = dict.fromkeys(range(1, 6), LAYERS)


def ida(text: Text, source: str = "s1", **more: Any) -> dict[str, Any]:
    return {
        "id": source,
        "name": "Ida Corven",
        "type": "named_individual",
        "mentions": spans(text, "Ida Corven"),
        **more,
    }


def office(text: Text, source: str = "s2", **more: Any) -> dict[str, Any]:
    mention = spans(text, "the mayor’s office")
    return {"id": source, "name": "the mayor's office", "type": "named_group", "mentions": mention, **more}


def quote(text: Text, words: str = "asked", number: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": f"q{number}", "content": spans(text, WORDS.get(words, words)), "form": "direct", **more}


def claim(text: Text, words: str, number: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": f"c{number}", "spans": spans(text, WORDS.get(words, words)), "type": "quantity", **more}


def frame(text: Text, words: str, kind: str, number: int = 1, **more: Any) -> dict[str, Any]:
    found = spans(text, WORDS.get(words, words)) if words else ()
    return {"id": f"f{number}", "scope": "paragraph", "spans": found, "frame": kind, **more}


def plan(folder: Path, name: str = "plan") -> Text:
    return add_text(folder, name, PLAN)


def say(text: Text, who: str, *, reviewed: Any = None, codebook: Codebook | None = None, **layers: Any) -> None:
    """Save what someone said of a text; everything is reviewed, and the last paragraph is furniture."""
    zones = {1: "headline", 5: "furniture"}
    add_labels(
        text, who, zones=zones, reviewed=EVERYWHERE if reviewed is None else reviewed, codebook=codebook, **layers
    )


def two_say(folder: Path, name: str = "plan", **second: Any) -> Text:
    """A text on which `ada` and `ben` agree: two sources, a quote, two claims, a frame; but for what is given."""
    text = plan(folder, name)
    agreed: dict[str, Any] = {
        "sources": [ida(text), office(text)],
        "quotes": [quote(text, sources=("s1",))],
        "claims": [claim(text, "jobs", 1, claimants=("s2",)), claim(text, "dust", 2, type="other")],
        "frames": [frame(text, "jobs", "economic")],
    }
    say(text, "ada", **agreed)
    say(text, "ben", **(agreed | {layer: made(text) if callable(made) else made for layer, made in second.items()}))
    return text


def loaded(folder: Path) -> LabelledCorpus:
    return annotator.load(folder)
