"""What the words of a label tell of its values, for labels that a person makes: shown in the questions, never coded
unasked, and never to those who label blind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.labels import ITEM_TYPES, Quote, Source, Span
from annotator.session.cueing import cue_beside
from annotator.session.nesting import enclosing, innermost

if TYPE_CHECKING:
    from annotator.session.answers import Answers
    from annotator.suggest.words.grammar import Grammar

_LONGEST = 20_000
"""Code points of a label whose words are read; longer ones would hold the key up."""


def told(answers: Answers) -> dict[str, Any]:
    """Return the values of attributes that the words of an item tell, as far as its codebook knows them.

    Args:
        answers: The item, and what it is coded with so far.
    """
    offering = answers.session.offering
    spans: tuple[Span, ...] = answers.get(ITEM_TYPES[answers.layer].main_spans) or ()
    if offering is None or offering.blind or not spans or spans[-1].end - spans[0].start > _LONGEST:
        return {}
    from annotator.suggest.words.grammar import grammar  # noqa: PLC0415 - word lists: not before they are needed

    try:
        found = _OF_LAYER[answers.layer](answers, spans, grammar(answers.session.language))
    except Exception:  # noqa: BLE001 - whatever the rules trip over, labelling goes on
        return {}
    known = {}
    for name, attribute in answers.attributes.items():
        value = found.get(name)
        if value is not None and value in attribute.by_value:
            known[name] = value
    return known


def _of_source(answers: Answers, spans: tuple[Span, ...], words: Grammar) -> Mapping[str, Any]:
    from annotator.suggest.sources.describing import called, of_source  # noqa: PLC0415 - see above

    content, mentions = answers.session.text.content, [(span.start, span.end) for span in spans]
    name, full = str(answers.get("name") or spans[0].text), called(answers.session.text.content, mentions, words)
    return of_source(content, mentions, full if name in full else name, words)


def told_name(answers: Answers) -> tuple[str, str | None] | None:
    """Return what the text calls a source, and its id in the registry; None for all else, and where one has that name.

    Args:
        answers: The source.
    """
    offering = answers.session.offering
    spans: tuple[Span, ...] = answers.get("mentions") or ()
    if answers.layer != "sources" or offering is None or offering.blind or not spans:
        return None
    from annotator.suggest.sources.describing import called  # noqa: PLC0415 - see above
    from annotator.suggest.sources.naming import known_as  # noqa: PLC0415
    from annotator.suggest.words.grammar import grammar  # noqa: PLC0415

    try:
        words = grammar(answers.session.language)
        name = called(answers.session.text.content, [(span.start, span.end) for span in spans], words)
    except Exception:  # noqa: BLE001 - see `told`
        return None
    taken = any(source.name == name and source.id != answers.item_id for source in answers.session.labels.sources)
    return None if taken or not name else (name, known_as([name], offering.registry, words))


def _of_quote(answers: Answers, spans: tuple[Span, ...], words: Grammar) -> Mapping[str, Any]:
    from annotator.suggest.values import of_quote  # noqa: PLC0415 - see above

    cue = _cue_of(answers, spans)
    rule = "to-infinitive" if spans[0].text.startswith("to ") else ""
    return of_quote(str(answers.get("form") or "indirect"), rule, cue, words)


def _of_claim(answers: Answers, spans: tuple[Span, ...], words: Grammar) -> Mapping[str, Any]:
    from annotator.suggest.statements.claims import described  # noqa: PLC0415 - see above

    session = answers.session
    here = session.index.in_paragraph(session.units.paragraph_at(spans[0].start))
    around = innermost(enclosing([item for item in here if isinstance(item, Quote)], spans, strictly=False))
    cue = around.cue.text if around is not None and around.cue is not None else None
    linked = answers.linked() or (around.sources if around is not None else ())
    source = session.index.get(linked[0]) if linked else None
    attributes = session.codebook.layers["sources"].attributes if "sources" in session.codebook.layers else ()
    claimant = {name: source.attribute(name) for name in attributes} if isinstance(source, Source) else None
    return described(session.text.content, [(span.start, span.end) for span in spans], cue, claimant, words)


def _of_frame(answers: Answers, spans: tuple[Span, ...], words: Grammar) -> Mapping[str, Any]:
    from annotator.suggest.framing import described  # noqa: PLC0415 - see above

    return described(answers.session.text.content, [(span.start, span.end) for span in spans], words)


def _cue_of(answers: Answers, spans: tuple[Span, ...]) -> str | None:
    """Return the words of a quote's cue: the one it has, else the one that stands beside it."""
    cue = answers.get("cue")
    if isinstance(cue, Span):
        return cue.text
    session = answers.session
    paragraph = session.units.paragraph(session.units.paragraph_at(spans[0].start))
    place = cue_beside(session.text.content, paragraph, spans, session.language)
    return session.text.content[slice(*place)] if place is not None else None


_OF_LAYER = {"sources": _of_source, "quotes": _of_quote, "claims": _of_claim, "frames": _of_frame}
