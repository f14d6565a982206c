"""A session without a screen: what a person does at it, in the words of the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from annotator.codebook import Codebook, shipped
from annotator.labels import LAYERS, Claim, Frame, Item, LayerName, Quote, Source
from annotator.session import Coding, Session
from annotator.session.perform import PERFORMERS
from annotator.session.suggestions.finding import Finding
from annotator.session.suggestions.offering import Offering
from annotator.session.suggestions.rejections import Rejections
from annotator.store import check, emit, new_labels
from annotator.text import Text
from annotator.text.paragraphs import ParagraphRule

NOWHERE = Path("/nonexistent/pact.mira.yaml")
"""A labels file for sessions that never save."""

ARTICLE = """Bridge pact signed in Estmere

By Tove Arnsen

“This is a bridge, not a wall,” Transport Minister Mira Halden said, adding that trade had grown by 12 percent.

According to Halden and Kasimir Orlane, freight will double. “We agree,” they said, “and we always did.”

Jory Pellin said an engineer had told him “the ferries will be gone before the first pillar is dry.”

Critics spoke of a “friendship” nobody had asked for.

Print this page
"""


def session_on(
    content: str = ARTICLE,
    *,
    rule: ParagraphRule = "lines",
    codebook: Codebook | None = None,
    layers: tuple[LayerName, ...] = LAYERS,
    path: Path = NOWHERE,
) -> Session:
    """Open a session on a text that nobody has labelled."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    text = Text("pact", content, digest, Path("pact.txt"))
    codebook = codebook or shipped()
    return Session(text, new_labels(text, "mira", codebook, rule), codebook, path, layers)


def offered(session: Session, *, rejections: Rejections | None = None, registry: Any = None) -> Offering:
    """Look for everything that is suggested for a session's text."""
    finding = Finding(session.text, session.units, session.layers)
    session.offering = Offering(session, registry=registry, rejections=rejections)
    session.offering.take(dict(finding.all()))
    return session.offering


def codebook_of(**layers: Mapping[str, Mapping[str, Any]]) -> Codebook:
    """Make a codebook of attributes by layer; values are given as `code=key`."""
    made = {}
    for layer, attributes in layers.items():
        entries = {}
        for name, attribute in attributes.items():
            values = [{"value": value, "key": key} for value, key in attribute.get("values", {}).items()]
            entries[name] = {**attribute, "values": values}
        made[layer] = {"attributes": entries}
    return Codebook.model_validate(
        {"format": 1, "name": "custom", "version": "1.0.0", "title": "Custom", "layers": made}, strict=False
    )


def select(session: Session, words: str, nth: int = 1) -> None:
    """Select words as if a person had set the edges around their nth place."""
    start = -1
    for _ in range(nth):
        start = session.text.content.index(words, start + 1)
    session.cursor.to_range(start, start + len(words))


def put_caret_on(session: Session, words: str) -> None:
    """Click on the first place of a word."""
    place = session.text.content.index(words)
    session.cursor.to_mouse(place, place)


def selected(session: Session) -> str:
    """Return the words that are selected."""
    return session.text.content[slice(*session.cursor.selection.range)]


def go_to(session: Session, words: str) -> None:
    """Go to the paragraph that has words."""
    session.cursor.to_paragraph(session.units.paragraph_at(session.text.content.index(words)))


def do(session: Session, *actions: str) -> str | None:
    """Take actions by their names; return what the last one said."""
    said = None
    for action in actions:
        said = PERFORMERS[action](session)
    return said


def answer(coding: Coding, keys: str) -> Coding:
    """Press keys in a dialogue, written with spaces between; `=some_words` types a text with spaces for underscores."""
    for key in keys.split():
        match key:
            case "enter":
                coding.finish()
            case "escape":
                coding.cancel()
            case "tab":
                coding.forward()
            case "shift+tab":
                coding.back()
            case "space":
                coding.choose_highlighted()
            case "backspace":
                coding.clear()
            case "left" | "right":
                coding.move(1 if key == "right" else -1)
            case _ if key.startswith("="):
                assert coding.wants_text
                coding.set_text(key[1:].replace("_", " "))
            case _:
                assert coding.press(key), f"{key} means nothing at {coding.step}"
    return coding


def label(session: Session, layer: LayerName, keys: str = "enter") -> Coding:
    """Label what is selected and answer what is asked."""
    return answer(Coding.label(session, layer), keys)


def edit(session: Session, item: Item, keys: str) -> Coding:
    """Go through an item that exists."""
    return answer(Coding.edit(session, item), keys)


def source(session: Session, name: str, keys: str = "n enter") -> Source:
    """Label the first place of a name as a source."""
    select(session, name)
    label(session, "sources", keys)
    return session.labels.sources[-1]


def quote(session: Session, words: str, keys: str = "enter") -> Quote:
    """Label the first place of words as a quote."""
    select(session, words)
    label(session, "quotes", keys)
    return session.labels.quotes[-1]


def claim(session: Session, words: str, keys: str = "q enter") -> Claim:
    """Label the first place of words as a claim."""
    select(session, words)
    label(session, "claims", keys)
    return session.labels.claims[-1]


def frame(session: Session, words: str, keys: str = "e enter") -> Frame:
    """Label the first place of words as a frame."""
    select(session, words)
    label(session, "frames", keys)
    return session.labels.frames[-1]


def coded(item: Item) -> dict[str, Any]:
    """Return what an item is, without its id and its words."""
    left_out = {"id", item.main_spans}
    return {name: value for name, value in dict(item).items() if name not in left_out and value not in (None, ())}


def texts(item: Item) -> list[str]:
    """Return the labelled words of an item, piece by piece."""
    return [span.text for span in item.main]


def faults(session: Session) -> list[str]:
    """Return what is wrong with the labels."""
    return [message for _, message in check.faults(session.labels, session.text, session.codebook)]


def as_yaml(session: Session) -> Any:
    """Return the labels as they would stand in the file."""
    return yaml.safe_load(emit(session.labels))
