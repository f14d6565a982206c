"""A corpus in which everything that can be named, titled, noted or defined tries to command the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

from annotator.codebook.find import read
from annotator.corpus import Corpus
from annotator.labels import Paragraph, Span
from annotator.store import labels_path, new_labels, save_labels
from annotator.text import read_text
from tests.fuzz.nasty import ESCAPES

_LINE_ENDS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
ALL = " · ".join(ESCAPES.values())
ARTICLE = "“A harmless quote,” Mira Halden said.\n\n" + "\n\n".join(
    f"{name}: {_LINE_ENDS.sub(' ', words)} – and on" for name, words in ESCAPES.items()
) + "\n\n" + "\n\n".join(ESCAPES.values()) + "\n"  # fmt: skip
TITLE = "T " + ESCAPES["window title"] + ESCAPES["bidi override"] + ESCAPES["C1 OSC"] + ESCAPES["closing tag"]
STEM = "evil\x1b]0;PWNED\x07\x9b2J\u202e[bold] [red]"
NAME = "N " + ESCAPES["clear"] + ESCAPES["closing tag"] + ESCAPES["zero widths"]

OBEYED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    "|\r(?![\r\n])"
)
"""What no terminal may be sent, the program's own commands taken away."""

OWN = re.compile(
    r"\x1b\[(?:\d+(?:;\d+)*)?[mH]"  # colours and the cursor's place
    r"|\x1b[78]|\x1b\[J"  # what is painted first: it keeps the cursor's place, and clears in a way of its own
    r"|\x1b\[\?(?:1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048|25|7)(?:[hl]|\$p)"  # modes that are switched
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse's pointer
    r"|\x1b\[[><]\d*u|\x1b\[\?u|\x1b\[\?4m|\x1b\[>4;[0-9]m|\x1b\[c"  # the keyboard
)
"""What the program sends of its own accord: nothing that sets a title, writes a clipboard or is in a hostile text."""


def commands_in(written: bytes) -> list[str]:
    """Return what was written that a terminal would obey and the program did not mean."""
    text = written.decode()
    told = [name for name in ("colour", "reset", "report") if ESCAPES[name] in text]  # what could pass for our own
    told += ["left the alternate screen twice"] * (text.count(ESCAPES["alternate screen"]) > 1)
    words = OWN.sub("", text)
    return told + [repr(words[max(found.start() - 30, 0) : found.end() + 30]) for found in OBEYED.finditer(words)]


def yaml_of(value: object) -> str:
    """Write a value as YAML that is JSON, controls as escapes."""
    return re.sub("[^ -~]", lambda found: f"\\U{ord(found[0]):08x}", json.dumps(value, ensure_ascii=False))


def codebook() -> str:
    """Return a codebook whose every word is hostile."""
    told = dict.fromkeys(["definition", "question", "example", "counterexample"], ALL)
    values = [{"value": "direct", "key": "d", "label": NAME, **told}, {"value": "other", "key": "o", **told}]
    form = {"required": True, "label": NAME, "values": values, "definition": ALL, "question": ALL}
    layers = {
        "sources": {"definition": ALL, "attributes": {"kind": {"kind": "text", "label": NAME}}},
        "quotes": {"definition": ALL, "question": ALL, "span_rules": ALL, "attributes": {"form": form}},
    }
    head = {"format": 1, "name": "hostile", "version": "1.0.0", "title": TITLE, "description": ALL}
    return yaml_of({**head, "layers": layers, "references": {NAME: ALL}})


def put(folder: Path) -> Path:
    """Put the hostile corpus into a folder; return its text."""
    text = folder / f"{STEM}.txt"
    text.write_bytes(ARTICLE.encode())
    (folder / "hostile.yaml").write_text(codebook(), encoding="utf-8")
    (folder / "corpus.yaml").write_text(yaml_of({"title": TITLE, "codebook": "hostile.yaml"}), encoding="utf-8")
    known = {"id": "n", "name": NAME, "aliases": [ALL], "description": ALL, "url": ALL}
    (folder / "sources.yaml").write_text(yaml_of({"sources": [known]}), encoding="utf-8")
    (folder / f"{STEM}.meta.yaml").write_text(yaml_of({"title": TITLE, "outlet": TITLE}), encoding="utf-8")
    keys = {"grow": ["zero_width_space", "["], "shrink": ["soft_hyphen", "/"], "search": ["f3"], "start_left": []}
    (folder / ".keys.yaml").write_text(yaml_of(keys), encoding="utf-8")
    _label(text, folder)
    return text


def _label(text: Path, folder: Path) -> None:
    """Write labels with hostile names and notes over hostile words."""
    scheme = read(folder / "hostile.yaml")
    labels = new_labels(read_text(text), "mira", scheme, "lines")
    models = scheme.label_models.items
    start = ARTICLE.index("window title: ")
    words = ARTICLE[start : start + 40]
    span = Span(start=start, end=start + 40, text=words)
    told = {"note": ALL, "origin": NAME}
    source = models["sources"].model_validate(
        {"id": "s1", "name": NAME, "registry": "n", "kind": ALL, "mentions": (span,), **told}
    )
    quote = models["quotes"].model_validate(
        {"id": "q1", "content": (span,), "sources": ("s1",), "form": "direct", **told}
    )
    paragraphs = tuple(Paragraph(start=entry.start, end=entry.end) for entry in labels.paragraphs)
    save_labels(
        labels_path(text, "mira"),
        labels.model_copy(update={"sources": (source,), "quotes": (quote,), "paragraphs": paragraphs}),
    )
    assert Corpus(folder).read_labels(read_text(text), "mira").quotes
