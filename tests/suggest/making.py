"""Texts for tests of suggestions."""

from __future__ import annotations

import hashlib
from pathlib import Path

from annotator.suggest import Suggestion, suggestions_for
from annotator.text import Text


def text(content: str, name: str = "story") -> Text:
    return Text(name, content, hashlib.sha256(content.encode(errors="replace")).hexdigest(), Path(f"{name}.txt"))


def quotes(content: str, language: str = "en") -> list[Suggestion]:
    return suggestions_for(text(content), language=language, layers=("quotes",))


def only(content: str, language: str = "en") -> Suggestion:
    (found,) = quotes(content, language)
    return found
