"""Corpora for the benchmarks: invented articles with labels, the same ones for the same seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotator.codebook import Codebook, Value, shipped
from annotator.labels import LAYERS, Labels
from annotator.store import labels_path, meta_path, new_labels
from annotator.store.emit import emit, scalar
from annotator.text import Text

_FIRST = "Mira Jory Kasimir Inés Sanne Corin Ilva Tamsin Bero Lune Odran Pelle Rika Solv Tove Wim".split()  # noqa: SIM905 - easier to read
_LAST = "Halden Pellin Orlane Vántor Dreyl Vale Marrow Quist Sund Tarn Ulm Vance Weld Yarrow Zell Brand".split()  # noqa: SIM905
_ROLES = ["the harbour master", "a pilot", "the ferry line", "the port authority", "an engineer", "residents"]
_CUES = ["said", "told reporters", "claimed", "pointed out", "warned", "added", "insisted", "admitted"]
_WHAT = ["the ferries", "night traffic", "the northern quay", "the toll", "the budget", "the tunnel", "fishing rights"]
_DOES = ["will grow by", "fell by", "may cost", "has lost", "would need", "could save", "never reached"]
_HOW = ["12 percent", "three million a year", "half of its crew", "every second winter", "the old price", "9.5 km"]
_FILL = ["on Monday", "without a vote", "as everyone expected", "before the storm", "again", "in the end", "by 2031"]


class _Article:
    """An article that grows sentence by sentence and remembers where it put what."""

    def __init__(self, random_: random.Random) -> None:
        self.random = random_
        self.pieces: list[str] = []
        self.length = 0

    def put(self, words: str) -> dict[str, Any]:
        """Append words and return their span."""
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return {"start": start, "end": self.length, "text": words}

    def clause(self) -> str:
        pick = self.random.choice
        return f"{pick(_WHAT)} {pick(_DOES)} {pick(_HOW)} {pick(_FILL)}"


def article(name: str, seed: int, characters: int, items: int, codebook: Codebook) -> tuple[Text, Labels]:
    """Invent one article and everything an annotator says of it.

    Args:
        name: What the document is called.
        seed: The same one makes the same article.
        characters: How long it gets, about, in code points.
        items: How many labels it has.
        codebook: The codebook they are made with.
    """
    growing = _Article(random.Random(seed))
    pick = growing.random.choice
    counts = {"sources": items // 5, "quotes": items // 3, "claims": items * 3 // 11}
    counts["frames"] = items - sum(counts.values())
    found: dict[str, list[dict[str, Any]]] = {layer: [] for layer in LAYERS}
    names = [f"{pick(_FIRST)} {pick(_LAST)}" if pick((0, 1, 1)) else pick(_ROLES) for _ in range(counts["sources"])]
    for number, who in enumerate(names, 1):
        found["sources"].append({"id": f"s{number}", "name": who, "mentions": []})
    growing.put(f"{growing.clause()[:60].capitalize()}\n\n")
    paragraph, begun = 0, growing.length
    while any(len(found[layer]) < counts[layer] for layer in ("quotes", "claims")) or growing.length < characters:
        if len(found["quotes"]) < counts["quotes"]:
            _quote(growing, found)
        elif len(found["claims"]) < counts["claims"]:
            found["claims"].append({"spans": [growing.put(growing.clause().capitalize())], "claimants": []})
            growing.put(". ")
        if growing.length < characters:
            growing.put(f"{growing.clause().capitalize()}, {growing.clause()}. ")
        paragraph += 1
        if paragraph % 2 == 0:
            content = "".join(growing.pieces)
            if len(found["frames"]) < counts["frames"]:
                span = {"start": begun, "end": growing.length - 1, "text": content[begun : growing.length - 1]}
                found["frames"].append({"scope": "paragraph", "spans": [span], "voice": []})
            growing.put("\n\n")
            begun = growing.length
    while len(found["frames"]) < counts["frames"]:
        found["frames"].append({"scope": "article", "spans": [], "voice": []})
    content = "".join(growing.pieces).rstrip() + "\n"
    text = Text(name, content, hashlib.sha256(content.encode()).hexdigest(), Path(f"{name}.txt"))
    return text, _labels(text, found, codebook, growing.random)


def _quote(growing: _Article, found: dict[str, list[dict[str, Any]]]) -> None:
    """Append a quote with its cue and source, now and then split by them, and a claim inside it."""
    source = growing.random.choice(found["sources"])
    content = [growing.put(f"“{growing.clause()},”")]
    growing.put(" ")
    named = growing.put(source["name"])
    source["mentions"].append(named)
    growing.put(" ")
    cue = growing.put(growing.random.choice(_CUES))
    if growing.random.random() < 0.15:
        growing.put(", ")
        content.append(growing.put(f"“and {growing.clause()}.”"))
    growing.put(". ")
    linked = {"sources": [source["id"]], "source_spans": [named], "cue": cue}
    found["quotes"].append({"content": content, **linked})
    if growing.random.random() < 0.5:
        start, words = content[0]["start"] + 1, content[0]["text"][1:-2]
        span = {"start": start, "end": start + len(words), "text": words}
        found["claims"].append({"spans": [span], "claimants": linked["sources"]})


def _labels(text: Text, found: dict[str, list[dict[str, Any]]], codebook: Codebook, random_: random.Random) -> Labels:
    """Code every item as an annotator would: what is mandatory, and some of the rest."""
    begun = new_labels(text, "first", codebook)
    fields = begun.model_dump()
    for paragraph in fields["paragraphs"]:
        paragraph["reviewed"] = list(LAYERS)
    for layer, letter in zip(LAYERS, "sqcf", strict=True):
        for number, item in enumerate(found[layer], 1):
            item.setdefault("id", f"{letter}{number}")
            for name, attribute in codebook.layers[layer].attributes.items():
                wanted = attribute.required or random_.random() < 0.5
                if attribute.kind == "choice" and attribute.applies(item) and wanted:
                    item[name] = _coded(attribute.values, random_)
                elif attribute.kind == "text" and attribute.required and attribute.applies(item):
                    item[name] = "As the other papers have it, too: seen twice."
            if random_.random() < 0.1:
                item["note"] = f"Looked at twice, number {random_.randrange(100)}."
        fields[layer] = found[layer]
    return codebook.label_models.labels.model_validate(fields)


def _coded(values: Sequence[Value], random_: random.Random) -> str | int:
    """Choose a value; as in real labels, a few of them are much more frequent than the others."""
    return random_.choices(values, [1 / rank for rank in range(1, len(values) + 1)])[0].value


def corpus(folder: Path, documents: int, *, characters: int, items: int, schema: bool = True) -> None:
    """Write a corpus of invented articles, each with metadata and one annotator's labels.

    Args:
        folder: An empty folder, or none yet.
        documents: How many articles.
        characters: How long each is, about.
        items: How many labels each has.
        schema: Put the line for editors into the labels, as in a repository that has the schema.
    """
    folder.mkdir(parents=True, exist_ok=True)
    codebook = shipped()
    for number in range(documents):
        text, labels = article(f"story-{number:05}", number, characters, items, codebook)
        path = folder / f"{text.name}.txt"
        path.write_bytes(text.content.encode())
        known = {"title": text.content.splitlines()[0], "outlet": "The Quay", "published": "3026-05-12"}
        meta = {**known, "url": f"https://example.org/{number}", "sha256": text.sha256, "origin": f"{number}.html"}
        lines = "".join(f"{key}: {scalar(value)}\n" for key, value in meta.items())
        meta_path(path).write_text(lines, encoding="utf-8")
        content = emit(labels, "../schemas/labels.schema.json" if schema else None)
        labels_path(path, "first").write_text(content, encoding="utf-8")
