"""Making and writing labels files."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.codebook import Codebook
from annotator.files import atomic
from annotator.labels import FORMAT, CodebookRef, Labels, Paragraph
from annotator.store.emit import Emitter
from annotator.text import Text
from annotator.text.paragraphs import ParagraphRule, paragraphs

SCHEMA = "labels.schema.json"


def new_labels(text: Text, annotator: str, codebook: Codebook, rule: ParagraphRule = "auto") -> Labels:
    """Return the labels of someone who has not said anything of a text yet.

    Args:
        text: The text to label.
        annotator: A valid annotator name.
        codebook: The codebook to label with.
        rule: How paragraphs are found: `auto`, `lines` or `blocks`.
    """
    # Nothing of this comes from outside: it is not checked, so that what would check it need not be there yet.
    found = Paragraph.model_rows((start, end, "body", ()) for start, end in paragraphs(text.content, rule))
    return codebook.label_models.labels.model_construct(
        format=FORMAT,
        document=text.name,
        text_sha256=text.sha256,
        annotator=annotator,
        codebook=CodebookRef.model_construct(name=codebook.name, version=codebook.version),
        paragraphs=tuple(found),
    )


def save_labels(path: Path, labels: Labels) -> None:
    """Write a labels file atomically.

    Raises:
        SaveError: When it cannot be written; the old file is untouched.
    """
    atomic.write(path, labels_bytes(path, labels))


def labels_bytes(path: Path, labels: Labels, emitter: Emitter | None = None) -> bytes:
    """Return what a labels file at `path` holds.

    Args:
        path: The labels file.
        labels: What it holds.
        emitter: Wrote earlier versions of these labels.
    """
    return (emitter or Emitter()).emit(labels, schema_for(path))


def schema_for(path: Path) -> str | None:
    """Return where the JSON Schema lies, seen from a labels file, for editors; None where there is none near."""
    home = path.parent.resolve()
    for folder in (home, home.parent):
        for candidate in (folder / SCHEMA, folder / "schemas" / SCHEMA):
            if candidate.is_file():
                return os.path.relpath(candidate, home).replace(os.sep, "/")
    return None
