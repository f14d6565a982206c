"""Suggestions from any OpenAI-compatible endpoint, on this machine or another. Never by default.

The user names address and model, and with them agrees that the text is sent there, paragraph by paragraph, together
with the codebook's definitions and questions. What comes back is trusted in nothing: spans are found by their exact
words in the paragraph that was asked about or dropped, attributes are the codebook's or dropped, redirects are refused,
answers are read up to a limit, and neither the key nor the answer is ever shown.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from annotator.suggest.plugins.anchoring import anchored
from annotator.suggest.plugins.prompt import messages
from annotator.suggest.plugins.protocol import Cost, TextView
from annotator.suggest.plugins.transport import EndpointError, post
from annotator.suggest.suggestion import SuggestedLayer, Suggestion

URL_VARIABLE = "ANNOTATOR_ENDPOINT_URL"
MODEL_VARIABLE = "ANNOTATOR_ENDPOINT_MODEL"
KEY_VARIABLE = "ANNOTATOR_ENDPOINT_KEY"

_MOST_FAILURES = 3  # in a row, after which it is not asked again for this text


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the endpoint is and what it is asked with.

    Attributes:
        url: The base address, such as `http://127.0.0.1:11434/v1`; `/chat/completions` is added.
        model: The model, as the endpoint calls it.
        key: The key; empty where none is needed. It is not part of what `repr` shows.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address as it may be shown: without user, password, path or query."""
        parts = urlsplit(self.url)
        try:
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            port = ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}"


def settings_from(environment: dict[str, str]) -> Settings | None:
    """Return what the environment says; None where address or model are not given."""
    url, model = environment.get(URL_VARIABLE, "").strip(), environment.get(MODEL_VARIABLE, "").strip()
    return Settings(url, model, environment.get(KEY_VARIABLE, "").strip()) if url and model else None


class EndpointSuggester:
    """Quotes, claims and frames, as a model at an endpoint sees them."""

    name = "endpoint"
    version = "1"
    layers: tuple[SuggestedLayer, ...] = ("quotes", "claims", "frames")
    cost: Cost = "network"

    def __init__(self, settings: Settings | None = None) -> None:
        """Take the settings; those of the environment if None."""
        self.settings = settings or settings_from(dict(os.environ))

    def available(self) -> str | None:
        """Say what is missing or wrong in the configuration. Nothing is sent."""
        if self.settings is None:
            return f"set {URL_VARIABLE} and {MODEL_VARIABLE} to use it; the text is then sent to that address"
        parts = urlsplit(self.settings.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return f"{URL_VARIABLE} is no http:// or https:// address"
        return None

    def notice(self) -> str:
        """Say where the text goes."""
        where = self.settings.shown if self.settings else "nowhere"
        return f"The text leaves this program: every paragraph is sent to {where}."

    def suggest(self, text_view: TextView, deadline: float) -> Iterator[Suggestion]:
        """Yield what the model suggests, paragraph by paragraph, until the deadline.

        Raises:
            EndpointError: When the endpoint fails several times in a row.
        """
        settings = self.settings
        if settings is None:
            return
        failures = 0
        for start, end in text_view.paragraphs:
            left = deadline - time.monotonic()
            if left <= 0:
                return
            paragraph = text_view.content[start:end]
            body = {"model": settings.model, "temperature": 0, "messages": messages(paragraph, text_view)}
            try:
                answer = post(f"{settings.url.rstrip('/')}/chat/completions", body, settings.key, left)
            except EndpointError:
                failures += 1
                if failures >= _MOST_FAILURES:
                    raise
                continue
            failures = 0
            yield from anchored(content_of(answer), text_view, (start, end))


def content_of(answer: object) -> dict[str, Any]:
    """Return the JSON object that a chat completion holds; empty where it holds none."""
    try:
        text = answer["choices"][0]["message"]["content"]  # type: ignore[index]  # anything may be missing
        text = text[text.index("{") : text.rindex("}") + 1]
        value = json.loads(text)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
