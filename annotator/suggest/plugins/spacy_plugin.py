"""Suggestions with spaCy, and whatever pipeline the user has installed.

With a parser it finds reported clauses by their grammar (`ccomp` of a reporting verb with a subject). With named
entities it also knows which quotations name a speaker near them. With a blank pipeline there are only tokens and
sentences: it finds quotations whose sentence has a reporting verb and leaves the speaker open.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from annotator.suggest.plugins.protocol import Cost, TextView
from annotator.suggest.suggestion import Range, SuggestedLayer, Suggestion
from annotator.suggest.words.grammar import Grammar, grammar
from annotator.suggest.words.language import DEFAULT, LanguageError
from annotator.text.quotations import find_quotations

MODEL_VARIABLE = "ANNOTATOR_SPACY_MODEL"
"""The environment variable that names the pipeline, such as `en_core_web_sm`; a blank one is used without it."""

_SUBJECTS = {"nsubj", "nsubj:pass", "sb"}
_CLAUSES = {"ccomp", "oc"}
_PEOPLE = {"PERSON", "PER", "ORG", "NORP"}


class SpacySuggester:
    """Quotes by the grammar that a spaCy pipeline sees."""

    name = "spacy"
    version = "1"
    layers: tuple[SuggestedLayer, ...] = ("quotes",)
    cost: Cost = "slow"

    def __init__(self) -> None:
        """Load nothing yet."""
        self._pipelines: dict[str, Any] = {}

    def available(self) -> str | None:
        """Say what is missing: the extra, or the pipeline that was asked for."""
        if find_spec("spacy") is None:
            return "spaCy is not installed: pip install 'news-annotator[spacy]'"
        model = os.environ.get(MODEL_VARIABLE)
        if model:
            import spacy  # noqa: PLC0415 - an extra

            if not spacy.util.is_package(model) and not os.path.isdir(model):
                return f"the pipeline '{model}' is not installed, which {MODEL_VARIABLE} names"
        return None

    def suggest(self, text_view: TextView, deadline: float) -> Iterator[Suggestion]:
        """Yield quotes, paragraph by paragraph, until the deadline."""
        code = text_view.language or DEFAULT
        try:
            words = grammar(code)
        except LanguageError:
            return
        pipeline = self._pipeline(code)
        for start, end in text_view.paragraphs:
            if time.monotonic() > deadline:
                return
            document = pipeline(text_view.content[start:end])
            quotations = [
                (quotation.start - start, quotation.end - start)
                for quotation in find_quotations(text_view.content, start, end)
                if quotation.closed
            ]
            for suggestion in self._in(document, quotations, words):
                yield suggestion.moved(start)

    def _pipeline(self, code: str) -> Any:
        """Return the pipeline for a language, loaded once."""
        if code not in self._pipelines:
            import spacy  # noqa: PLC0415 - an extra

            model = os.environ.get(MODEL_VARIABLE)
            pipeline = spacy.load(model) if model else spacy.blank(code)
            if not any(pipeline.has_pipe(pipe) for pipe in ("parser", "senter", "sentencizer")):
                pipeline.add_pipe("sentencizer")
            self._pipelines[code] = pipeline
        return self._pipelines[code]

    def _in(self, document: Any, quotations: list[Range], words: Grammar) -> Iterator[Suggestion]:
        parsed = document.has_annotation("DEP")
        for token in document:
            verb = words.cues.get(token.lower_)
            if verb is None or any(first <= token.idx < last for first, last in quotations):
                continue
            found = _by_grammar(token, quotations) if parsed else _by_nearness(token, quotations)
            if found is not None:
                yield found


def _by_grammar(token: Any, quotations: list[Range]) -> Suggestion | None:
    """Return the reported clause of a verb, with the phrase of its subject."""
    subject = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
    if token.pos_ not in {"VERB", "AUX"} or subject is None:
        return None
    cue = (token.idx, token.idx + len(token))
    source = _subtree(subject)
    clause = next((child for child in token.children if child.dep_ in _CLAUSES), None)
    if clause is None:
        return None
    content = _subtree(clause)
    quoted = [place for place in quotations if place[0] < content[1] and content[0] < place[1]]
    if quoted:
        content = min(content[0], quoted[0][0]), max(content[1], quoted[-1][1])
    whole = len(quoted) == 1 and content == quoted[0]
    if _overlap(content, cue) or _overlap(content, source):
        if not quoted:
            return None
        content, whole = quoted[0], True
    form = "direct" if whole else "mixed" if quoted else "indirect"
    names = (source_text(subject),) if subject.ent_type_ in _PEOPLE else ()
    return Suggestion("quotes", (content,), cue, ((source,),), names, {"form": form}, "reported-clause", 0.5)


def _by_nearness(token: Any, quotations: list[Range]) -> Suggestion | None:
    """Return the quotation of the sentence that a reporting verb is in, the speaker left open."""
    sentence = token.sent
    near = [place for place in quotations if sentence.start_char <= place[0] and place[1] <= sentence.end_char]
    if not near:
        return None
    content = min(near, key=lambda place: min(abs(place[1] - token.idx), abs(place[0] - token.idx - len(token))))
    return Suggestion(
        "quotes", (content,), (token.idx, token.idx + len(token)), (), (), {"form": "direct"}, "quotation-and-verb", 0.3
    )


def source_text(token: Any) -> str:
    """Return the name that a token is part of: its entity, or itself."""
    return next((entity.text for entity in token.doc.ents if entity.start <= token.i < entity.end), str(token.text))


def _subtree(token: Any) -> Range:
    """Return the stretch that a token and all that hangs on it cover, without what only introduces or ends it."""
    every = [item for item in token.subtree if not item.is_punct and not (item.dep_ == "mark" and item.head == token)]
    every = every or [token]
    return every[0].idx, every[-1].idx + len(every[-1])


def _overlap(left: Range, right: Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]
