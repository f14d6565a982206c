"""A short article and its labels, for tests of what is on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.codebook import shipped
from annotator.text import Text

ARTICLE = """Bridge pact signed

“This is a bridge, not a wall,” Mira Halden said. “We built it,” she said, “and we will keep it.”

Jory Pellin said an engineer had told him “the ferries will be gone.”

Trade had grown by 12 percent.
"""
TEXT = Text("pact", ARTICLE, hashlib.sha256(ARTICLE.encode()).hexdigest(), Path("pact.txt"))
CODEBOOK = shipped("source-framing")

_DIGEST = TEXT.sha256
LABELS = f"""\
format: 1
document: pact
text_sha256: "{_DIGEST}"
annotator: mira
codebook: {{name: source-framing, version: "1.0.0"}}
complete: false
paragraphs:
- {{start: 0, end: 18, zone: headline, reviewed: [sources, quotes, claims, frames]}}
- {{start: 20, end: 117, zone: body, reviewed: [quotes]}}
- {{start: 119, end: 188, zone: body, reviewed: []}}
- {{start: 190, end: 220, zone: body, reviewed: []}}
sources:
- id: s1
  name: Mira Halden
  type: named_individual
  affiliation: government
  reliability: B
  basis: Right in nine of ten statements
  mentions:
  - {{start: 52, end: 63, text: Mira Halden}}
- id: s2
  name: Jory Pellin
  type: named_individual
  mentions: []
- id: s3
  name: an engineer
  type: unnamed_individual
  mentions: []
  confidence: low
  note: "Which one? “An engineer” is all: no name."
  origin: rules/1
quotes:
- id: q1
  content:
  - {{start: 70, end: 84, text: "“We built it,”"}}
  - {{start: 95, end: 117, text: "“and we will keep it.”"}}
  cue: {{start: 89, end: 93, text: said}}
  sources: [s1]
  source_spans:
  - {{start: 85, end: 88, text: she}}
  within: null
  form: direct
  stance: neutral
- id: q2
  content:
  - {{start: 136, end: 188, text: "an engineer had told him “the ferries will be gone.”"}}
  cue: {{start: 131, end: 135, text: said}}
  sources: [s2]
  source_spans: []
  within: null
  form: indirect
- id: q3
  content:
  - {{start: 161, end: 188, text: "“the ferries will be gone.”"}}
  cue: null
  sources: [s3]
  source_spans: []
  within: q2
  form: direct
claims:
- id: c1
  spans:
  - {{start: 190, end: 219, text: Trade had grown by 12 percent}}
  claimants: []
  type: quantity
  credibility: 6
frames:
- id: f1
  scope: paragraph
  spans:
  - {{start: 190, end: 220, text: Trade had grown by 12 percent.}}
  voice: []
  frame: economic
"""


def place_of(content: str, words: str) -> tuple[int, int]:
    """Return line and column of words that stand once in a file."""
    assert content.count(words) == 1, f"{words!r} stands {content.count(words)} times in the file"
    before = content[: content.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def changed(content: str, words: str, others: str) -> str:
    """Return a file with words that stand in it once replaced by others."""
    assert content.count(words) == 1, f"{words!r} stands {content.count(words)} times in the file"
    return content.replace(words, others)


def put(folder: Path, labels: str | None = None) -> Path:
    """Put the article, and labels by mira if given, into a folder, and return the article's path."""
    text = folder / "pact.txt"
    text.write_bytes(ARTICLE.encode())
    if labels is not None:
        (folder / "pact.mira.yaml").write_bytes(labels.encode())
    return text
